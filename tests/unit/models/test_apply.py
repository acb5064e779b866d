"""An exported model gives in a fresh process, on another table, what it gave in its own run."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import anndata
import numpy as np
import pandas as pd
import pytest
from points import points_of
from safetensors import safe_open
from safetensors.numpy import load_file, save_file
from sdae.errors import InputError
from sdae.models.apply import CLUSTERERS, apply, read_for, write_applied
from sdae.models.exported import (
    ExportedModel,
    preparation,
    read_model,
    write_model,
    write_without_model,
)
from sdae.network.regenerate import regenerate
from sdae.network.train import train
from sdae.preparation import in_input_units, prepare
from sdae.tables import read_table

SCRIPTS = Path(__file__).resolve().parents[3] / "scripts"
SETTINGS = {
    "max_missing": 0.5,
    "log": "log2",
    "impute": "knn",
    "standardise": True,
    "scale": "matrix",
}


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    random = np.random.default_rng(0)
    profiles = pd.DataFrame(
        np.exp(random.normal(5, 1, size=(40, 6))), columns=[f"hour_{i}" for i in range(6)]
    )
    profiles.insert(0, "gene", [f"g{i}" for i in range(40)])
    path = tmp_path_factory.mktemp("table") / "training.tsv"
    profiles.to_csv(path, sep="\t", index=False)
    return path


@pytest.fixture(scope="module")
def run(table, tmp_path_factory):
    """What a run had in memory, and the file it kept."""
    prepared = prepare(read_table(table), **SETTINGS)
    (point,) = points_of(layers=[[5, 3]])
    (trained,) = train(prepared.X, [point], [1])
    layers = trained.layers
    path = tmp_path_factory.mktemp("kept") / "model.safetensors"
    model = ExportedModel(
        layers=layers,
        point=point,
        dataset="training",
        replicate=1,
        conditions=list(prepared.var_names),
        prepare=preparation(prepared.uns["prepare"]),
        clusters=4,
        clusterer={"kind": "kmeans", "n_init": 3},
    )
    write_model(path, model)
    return prepared, regenerate(prepared.X, layers, point.architecture), path


def by_hand(*arguments):
    command = [sys.executable, str(SCRIPTS / "apply_by_hand.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True)


def test_a_fresh_process_finds_the_codes_of_the_run_with_conditions_in_any_order(
    run, table, tmp_path
):
    prepared, (codes, regenerated), path = run
    shuffled = pd.read_csv(table, sep="\t")
    shuffled = shuffled[["gene", *(f"hour_{i}" for i in (3, 0, 5, 1, 4, 2))]].assign(note="text")
    shuffled.to_csv(tmp_path / "other.csv", index=False)
    done = by_hand(path, tmp_path / "other.csv", tmp_path / "out" / "other", "--units", "input")
    assert done.returncode == 0, done.stderr
    found = anndata.read_h5ad(tmp_path / "out" / "other.h5ad")
    np.testing.assert_allclose(found.obsm["codes"], codes, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(found.layers["regenerated"], regenerated, rtol=1e-5, atol=1e-6)
    genes = pd.read_csv(tmp_path / "out" / "other.tsv", sep="\t")
    assert set(genes["cluster"]) == {1, 2, 3, 4}
    assert found.uns["model"]["values_outside_of_training"] == 0
    assert "left aside, since nothing asks for them: note" in done.stderr
    in_units = pd.read_csv(tmp_path / "out" / "other_regenerated.tsv", sep="\t", index_col="gene")
    np.testing.assert_allclose(
        in_units[prepared.var_names], in_input_units(prepared, regenerated), rtol=1e-4
    )


@pytest.mark.parametrize(
    "options",
    ["--gene-column 'the gene'", "--orientation columns", "--format h5ad --layer counts"],
)
def test_make_apply_passes_options_on(run, table, tmp_path, options):
    _, (codes, _), path = run
    other = pd.read_csv(table, sep="\t")
    path_of_other = tmp_path / "other"
    if "layer" in options:
        values = other.set_index("gene")
        counts = values.T.to_numpy()
        data = anndata.AnnData(
            np.ones(counts.shape), values.T[[]], values[[]], layers={"counts": counts}
        )
        data.write_h5ad(path_of_other)
    elif "columns" in options:
        other = other.set_index("gene").T.rename_axis("hour").reset_index()
        other.to_csv(path_of_other, index=False)
    else:
        other = other[[*other.columns[1:], "gene"]].rename(columns={"gene": "the gene"})
        other.to_csv(path_of_other, index=False)
    made = subprocess.run(
        [
            "make", "apply", f"VENV={sys.prefix}", "--old-file", f"{sys.prefix}/complete",
            f"MODEL={path}", f"TABLE={path_of_other}", f"OUT={tmp_path / 'out'}",
            f"OPTIONS={options}",
        ],
        cwd=SCRIPTS.parent, capture_output=True, text=True,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    found = anndata.read_h5ad(tmp_path / "out.h5ad")
    np.testing.assert_allclose(found.obsm["codes"], codes, rtol=1e-5, atol=1e-6)
    assert list(found.obs["gene"]) == [f"g{i}" for i in range(40)]


def test_a_new_gene_is_scaled_as_the_training_was(run, tmp_path):
    prepared, _, path = run
    model = read_model(path)
    random = np.random.default_rng(9)
    others = pd.DataFrame(np.exp(random.normal(2, 0.1, (10, 6))), columns=prepared.var_names)
    others.insert(0, "gene", [f"h{i}" for i in range(10)])
    others.to_csv(tmp_path / "t.tsv", sep="\t", index=False)
    result = apply(model, read_for(model, tmp_path / "t.tsv"))
    record = prepared.uns["prepare"]
    values = np.log2(others[prepared.var_names].to_numpy())
    z = (values - values.mean(1, keepdims=True)) / values.std(1, ddof=1, keepdims=True)
    expected = (z - record["minimum"]) / (record["maximum"] - record["minimum"])
    np.testing.assert_allclose(result.X, expected, rtol=1e-5, atol=1e-6)
    outside = ((expected < 0) | (expected > 1)).sum()
    assert result.uns["model"]["values_outside_of_training"] == outside


@pytest.mark.parametrize("log", ["none", "log2", "log10", "ln"])
@pytest.mark.parametrize("scale", ["matrix", "gene", "none"])
@pytest.mark.parametrize("standardise", [True, False])
def test_undoing_the_preparation_gives_the_input(table, log, scale, standardise):
    read = read_table(table)
    settings = {**SETTINGS, "log": log, "scale": scale, "standardise": standardise}
    prepared = prepare(read, **settings)
    np.testing.assert_allclose(in_input_units(prepared, prepared.X), read.values, rtol=1e-3)


@pytest.mark.parametrize("scale", ["none", "gene"])
def test_the_range_of_the_training_is_that_before_the_scaling(run, table, scale):
    prepared, _, path = run
    model = read_model(path)
    # As if the training had seen half of that range above zero.
    record = prepare(read_table(table), **{**SETTINGS, "scale": scale}).uns["prepare"]
    limit = 0.5 * record["maximum"]
    model = replace(model, prepare={**preparation(record), "maximum": limit})
    above = (prepared.layers["standardised"] > limit).sum()
    assert above
    outside = apply(model, read_for(model, table)).uns["model"]["values_outside_of_training"]
    assert outside == (above if scale == "none" else 0)


def test_another_number_of_clusters_and_another_clusterer(run, table, tmp_path):
    _, _, path = run
    done = by_hand(path, table, tmp_path / "o", "--clusters", "6", "--clusterer", "spectral")
    assert done.returncode == 0, done.stderr
    assert pd.read_csv(tmp_path / "o.tsv", sep="\t")["cluster"].nunique() == 6
    model = read_model(path)
    few = read_for(model, table).take(np.arange(3))
    assert apply(model, few).obs["cluster"].nunique() == 3
    with pytest.raises(InputError, match=r"found 3 genes .* 10 as 'n_neighbors'"):
        apply(model, few, clusterer=CLUSTERERS["spectral"])
    for number in (1, 41):
        with pytest.raises(InputError, match=f"{number}.* clusters"):
            apply(model, read_for(model, table), number)


def test_missing_conditions_are_refused_by_name(run, table, tmp_path):
    _, _, path = run
    short = pd.read_csv(table, sep="\t").rename(columns={"hour_3": "Hour_3"}).drop(columns="hour_5")
    short.to_csv(tmp_path / "short.tsv", sep="\t", index=False)
    done = by_hand(path, tmp_path / "short.tsv", tmp_path / "out")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for words in ("'hour_3'", "did you mean", "'hour_5'"):
        assert words in done.stderr
    assert not list(tmp_path.glob("out*"))


def test_a_condition_without_any_value_is_refused_by_name(run, table, tmp_path):
    _, _, path = run
    model = read_model(path)
    pd.read_csv(table, sep="\t").assign(hour_2="NA").to_csv(
        tmp_path / "t.tsv", sep="\t", index=False
    )
    with pytest.raises(InputError, match="'hour_2'"):
        apply(model, read_for(model, tmp_path / "t.tsv"))


def test_other_files_are_refused(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_model(tmp_path / "absent.safetensors")
    (tmp_path / "text").write_text("no tensors here, only text")
    with pytest.raises(InputError, match="no readable safetensors"):
        read_model(tmp_path / "text")
    save_file({"a": np.zeros(2)}, tmp_path / "foreign")
    with pytest.raises(InputError, match="nothing about a model"):
        read_model(tmp_path / "foreign")


def test_a_damaged_model_is_refused_with_what_is_wrong(run, tmp_path):
    _, _, path = run
    tensors, damaged = load_file(path), tmp_path / "damaged.safetensors"
    with safe_open(path, "numpy") as file:
        about = json.loads(file.metadata()["sdae"])

    def refused(match, tensors=tensors, text=None):
        save_file(tensors, damaged, {"sdae": json.dumps(about) if text is None else text})
        with pytest.raises(InputError, match=match):
            read_model(damaged)

    refused("cannot be read", text="{")
    refused("cannot be read", text="[1]")
    refused("nothing about 'conditions'", text=json.dumps({"settings": about["settings"]}))
    refused("no tensor '1/hidden_bias'", {k: t for k, t in tensors.items() if k != "1/hidden_bias"})
    refused("a tensor 'extra' too many", {**tensors, "extra": np.zeros(1)})
    refused("of shape", {**tensors, "0/hidden_bias": np.zeros(4, np.float32)})
    refused("not finite", {**tensors, "0/hidden_bias": np.full(5, np.nan, np.float32)})
    damaged.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InputError, match="no readable safetensors"):
        read_model(damaged)
    with pytest.raises(InputError, match="no readable safetensors"):
        read_model(tmp_path)


def test_files_have_the_rights_that_the_umask_leaves(run, tmp_path):
    model = read_model(run[2])
    before = os.umask(0o027)
    try:
        write_model(tmp_path / "model.safetensors", model)
    finally:
        os.umask(before)
    assert (tmp_path / "model.safetensors").stat().st_mode & 0o777 == 0o640


def test_tables_say_their_units(run, table, tmp_path):
    _, (_, regenerated), path = run
    model = read_model(path)
    write_applied(apply(model, read_for(model, table)), tmp_path / "out", "prepared")
    written = pd.read_csv(tmp_path / "out_regenerated.tsv", sep="\t", index_col="gene")
    np.testing.assert_allclose(written, regenerated, rtol=1e-5, atol=1e-6)
    assert anndata.read_h5ad(tmp_path / "out.h5ad").uns["units_of_table"] == "prepared"


def test_a_file_without_a_model_says_why_and_what_to_do(tmp_path):
    path = tmp_path / "chosen.safetensors"
    write_without_model(path, "point abc diverged in replicate 2")
    with pytest.raises(InputError, match="found no model, since point abc diverged in") as refused:
        read_model(path)
    for words in (str(path), "expected one", "'grid.learning_rate'", "'export.points'"):
        assert words in str(refused.value)


def test_a_single_gene_gets_its_code(run, table, tmp_path):
    prepared, (codes, regenerated), path = run
    assert "standardise" in prepared.uns["prepare"]
    pd.read_csv(table, sep="\t").iloc[[7]].to_csv(tmp_path / "one.tsv", sep="\t", index=False)
    model = replace(read_model(path), clusterer=CLUSTERERS["spectral"])
    result = apply(model, read_for(model, tmp_path / "one.tsv"))
    np.testing.assert_allclose(result.obsm["codes"], codes[[7]], rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(result.layers["regenerated"], regenerated[[7]], rtol=1e-5, atol=1e-6)
    assert list(result.obs["cluster"]) == [1]
    with pytest.raises(InputError, match=r"found 1 genes .* for 2 clusters"):
        apply(model, read_for(model, tmp_path / "one.tsv"), clusters=2)


@pytest.mark.parametrize("link", [None, "symbolic", "hard"])
def test_nothing_is_written_over_an_input(run, table, tmp_path, link):
    _, _, path = run
    other = tmp_path / "other.tsv"
    other.write_bytes(table.read_bytes())
    stem, read = tmp_path / "other", other
    if link:
        stem = tmp_path / "out"
        target = tmp_path / "out_regenerated.tsv"
        if link == "symbolic":
            target.symlink_to(other)
        else:
            target.hardlink_to(other)
    done = by_hand(path, read, stem)
    assert done.returncode == 1
    assert "found an input" in done.stderr
    assert "Traceback" not in done.stderr
    assert other.read_bytes() == table.read_bytes()
    assert not (tmp_path / "other.h5ad").exists()


def test_a_full_disk_leaves_no_cut_results(run, table, tmp_path):
    _, _, path = run
    limited = (
        "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000)); "
        f"sys.argv = ['apply', {str(path)!r}, {str(table)!r}, {str(tmp_path / 'out')!r}]; "
        f"runpy.run_path({str(SCRIPTS / 'apply_by_hand.py')!r})"
    )
    done = subprocess.run([sys.executable, "-c", limited], capture_output=True, text=True)
    assert done.returncode == 1
    assert "the results could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_messages_speak_of_no_table_of_data_sets(run, table, tmp_path):
    _, _, path = run
    model = read_model(path)
    read = pd.read_csv(table, sep="\t")
    bad = tmp_path / "bad.tsv"

    def said(frame, **options):
        frame.to_csv(bad, sep="\t", index=False)
        with pytest.raises(InputError) as refused:
            apply(model, read_for(model, bad, **options))
        assert "table of data sets" not in str(refused.value)
        return str(refused.value)

    assert "'log' of the model is log2" in said(read.assign(hour_1=0.0))
    assert "'gene_column' names" in said(read, gene_column="ids")
    assert "hour_1" in said(read.rename(columns={"hour_1": "other"}))
    with pytest.raises(InputError, match=r"no such file; expected an expression table$"):
        read_for(model, tmp_path / "absent.tsv")


def test_every_field_of_a_model_is_checked(run, tmp_path):
    _, _, path = run
    tensors, damaged = load_file(path), tmp_path / "damaged.safetensors"
    with safe_open(path, "numpy") as file:
        text = file.metadata()["sdae"]

    def refused(match, *place, value=None):
        about = json.loads(text)
        inside = about
        for name in place[:-1]:
            inside = inside[name]
        inside[place[-1]] = value
        save_file(tensors, damaged, {"sdae": json.dumps(about)})
        with pytest.raises(InputError, match=match) as error:
            read_model(damaged)
        assert "export it again" in str(error.value)

    refused("'prepare.scale'", "prepare", "scale", value="row")
    refused("'prepare.impute'", "prepare", "impute", value="mean")
    refused("'prepare.log'.*expected one of none", "prepare", "log", value="log7")
    refused("'prepare.standardise'", "prepare", "standardise", value="yes")
    refused("'prepare.max_missing'", "prepare", "max_missing", value=2)
    refused("'prepare.minimum'", "prepare", "minimum", value=float("nan"))
    refused("'minimum' below", "prepare", "minimum", value=1e9)
    refused("'prepare.more', which is unknown", "prepare", "more", value=1)
    refused("'clusters'", "clusters", value=1)
    refused("'clusters'", "clusters", value="4")
    refused("'clusterer'", "clusterer", "kind", value="ward_")
    refused("n_init", "clusterer", "n_init", value=0)
    refused("'replicate'", "replicate", value=-1)
    refused("'dataset'", "dataset", value=["a"])
    refused("'conditions'", "conditions", value=["a"] * 6)
    refused("'conditions.1'", "conditions", value=["a", 2, "c", "d", "e", "f"])
    refused("'version'", "version", value=None)
    refused("of shape", "conditions", value=["a"])
    refused("do not belong together", "settings", "corruption", value="0.3")
    refused("do not belong together", "settings", "tied", value="maybe")
    refused("do not belong together", "settings", "more", value="1")
    refused("found no noise 'mask'", "settings", "noise", value="mask")
    refused("cannot be read", "settings", "layers", value="5-x")
    refused("'settings.layers'", "settings", "layers", value=[5, 3])
    refused("'settings'", "settings", value=None)


@pytest.mark.parametrize("number", ["nan", "inf", "-1"])
def test_settings_that_nothing_is_trained_with_are_refused_even_where_their_id_fits(
    run, tmp_path, number
):
    model = read_model(run[2])
    point = replace(model.point, corruption=float(number))
    write_model(tmp_path / "m.safetensors", replace(model, point=point))
    with pytest.raises(InputError, match="nothing is trained with"):
        read_model(tmp_path / "m.safetensors")


def test_tensors_of_other_types_are_refused(run, tmp_path):
    tensors = load_file(run[2])
    with safe_open(run[2], "numpy") as file:
        about = file.metadata()
    tensors["0/weights"] = tensors["0/weights"].astype(np.float64)
    save_file(tensors, tmp_path / "m.safetensors", about)
    with pytest.raises(InputError, match="of type float64"):
        read_model(tmp_path / "m.safetensors")
