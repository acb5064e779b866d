"""The real workflow, through Snakemake, at a small size."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import anndata
import numpy as np
import pandas as pd
import pytest
from documented import problems
from sklearn.metrics import adjusted_rand_score

ROOT = Path(__file__).resolve().parents[2]


def snakemake(folder, *arguments, check=True, snakefile=ROOT / "Snakefile", environment=None):
    """Run the workflow in a folder; return what it printed."""
    command = [sys.executable, "-m", "snakemake", "--snakefile", str(snakefile)]
    done = subprocess.run(
        [*command, "--cores", "2", "--directory", str(folder), *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **(environment or {})},
    )
    output = done.stdout + done.stderr
    assert not check or done.returncode == 0, output
    return output


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of the workflow that a test may edit."""
    copy = tmp_path_factory.mktemp("a copy") / "workflow"
    ignored = shutil.ignore_patterns(".*", "results", "logs")
    shutil.copytree(ROOT, copy, ignore=ignored)
    return copy


def run_test_configuration(folder, checkout, *arguments):
    configuration = str(checkout / "config" / "test.yaml")
    snakefile = checkout / "Snakefile"
    return snakemake(folder, *arguments, "--configfile", configuration, snakefile=snakefile)


@pytest.fixture(scope="module")
def finished(tmp_path_factory, checkout):
    """A folder with blanks in its name in which the smallest run has ended."""
    folder = tmp_path_factory.mktemp("a run")
    run_test_configuration(folder, checkout)
    return folder


def test_outputs_are_there(finished):
    results = finished / "results"
    assert (results / "report.html").stat().st_size > 10_000
    assert list((results / "figures" / "spellman_800").glob("*.png"))
    summary = pd.read_csv(results / "summary.tsv", sep="\t")
    assert set(summary.representation) == {
        "raw",
        "regenerated",
        "averaged",
        "codes",
        "pca_first",
        "pca_random",
    }
    grid = pd.read_csv(results / "grid" / "spellman_800.tsv", sep="\t")
    assert len(grid) == 2 * 2 * 2


def test_scores_are_those_of_the_saved_partitions(finished):
    results = finished / "results"
    scores = pd.read_csv(results / "scores.tsv", sep="\t", dtype={"point": str})
    controls = scores[scores["clusterer"].isna()].set_index("representation")["ari"]
    assert controls["labels"] == 1
    assert controls["random"].abs().max() < 0.02
    scores = scores[scores["clusterer"].notna()]
    labels = anndata.read_h5ad(results / "prepared" / "spellman_800.h5ad").obs["label"]
    found = []
    for file in (results / "partitions" / "spellman_800").glob("*.h5ad"):
        partitions = anndata.read_h5ad(file)
        # Those without a fold of conditions are there to choose by, not to be scored.
        whole = partitions[partitions.obs["fold"] == 0]
        found += [adjusted_rand_score(labels, row) for row in whole.X]
    assert len(found) == len(scores)
    assert sorted(scores.ari) == pytest.approx(sorted(found), abs=1e-12)


def test_every_gene_has_a_cluster_a_stability_and_a_place_in_the_verdict(finished):
    results = finished / "results"
    genes = pd.read_csv(results / "clusters" / "spellman_800.tsv", sep="\t")
    prepared = anndata.read_h5ad(results / "prepared" / "spellman_800.h5ad")
    assert list(genes["gene"]) == list(prepared.obs["gene"])
    sizes = genes["cluster"].value_counts().sort_index()
    assert len(sizes) == 5
    assert genes["stability"].between(-1, 1).all()
    sets = (results / "clusters" / "spellman_800.gmt").read_text().splitlines()
    assert [len(line.split("\t")) - 2 for line in sets] == sizes.tolist()
    ways = pd.read_csv(results / "choice" / "spellman_800.tsv", sep="\t")
    assert len(ways) == 5 * 2
    assert ways["taken"].any()
    table = anndata.read_h5ad(results / "spellman_800.h5ad").obs
    assert table["cluster"].astype(int).tolist() == genes["cluster"].tolist()
    assert "genes, with a median stability of" in (results / "verdict.txt").read_text().replace(
        "\n", " "
    )


def test_clusters_and_regenerated_profiles_are_in_the_units_of_the_table(finished):
    results = finished / "results"
    read = pd.read_csv(ROOT / "resources" / "spellman_800" / "spellman_800.tsv", sep="\t")
    genes = pd.read_csv(results / "clusters" / "spellman_800.tsv", sep="\t").set_index("gene")
    profiles = pd.read_csv(results / "clusters" / "spellman_800.profiles.tsv", sep="\t")
    own = read[read.iloc[:, 0].map(genes["cluster"]) == 2]
    found = profiles[profiles["cluster"] == 2].set_index("condition")
    measured = own[found.index]
    np.testing.assert_allclose(found["mean"], measured.mean(), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(found["sd"], measured.std(), rtol=1e-4, atol=1e-5)
    assert found["genes"].tolist() == measured.notna().sum().tolist()
    layers = anndata.read_h5ad(results / "spellman_800.h5ad").layers
    raw, regenerated = layers["raw"], layers["regenerated_input_units"]
    # Of a network, so not equal; but about the mean that each gene was measured at.
    offset = np.nanmean(raw, axis=1) - regenerated.mean(axis=1)
    assert np.abs(offset).mean() < 0.1 * np.nanstd(raw)


def test_every_number_of_the_verdict_is_in_the_table_named_beside_it(finished):
    results = finished / "results"
    text = " ".join((results / "verdict.txt").read_text().split())
    sentences = re.findall(r"[^()]*\((\w+\.tsv)\)", text), re.findall(r"([^()]*)\(\w+\.tsv\)", text)
    assert {"comparisons.tsv", "price_of_choosing.tsv"} == set(sentences[0])
    for name, sentence in zip(*sentences, strict=True):
        numbers = pd.read_csv(results / name, sep="\t").select_dtypes(float).to_numpy().ravel()
        # The whole sentence, but not the one before it.
        said = re.split(r"(?<=[a-z)])\. ", sentence)[-1]
        found = re.findall(r"([+\N{MINUS SIGN}]?)(\d\.\d\d)", said)
        assert found, sentence
        for sign, digits in found:
            value = float(digits) * (-1 if sign == "\N{MINUS SIGN}" else 1)
            assert np.isclose(numbers, value, atol=0.00501).any(), (name, said, value)
    verdicts = pd.read_csv(results / "verdicts.tsv", sep="\t")
    assert f"spellman_800: {verdicts.loc[0, 'sentence']}" in text


def test_controls_are_compared_with_what_was_learned(finished):
    results = finished / "results"
    price = pd.read_csv(results / "price_of_choosing.tsv", sep="\t")
    assert set(price["control"]) == {"raw restarts", "untrained", "shuffled"}
    assert set(price["representation"]) == {"regenerated", "codes", "all"}
    assert price["expected_best"].between(-0.1, 1).all()
    comparisons = pd.read_csv(results / "comparisons.tsv", sep="\t")
    assert set(comparisons["kind"]) == {
        "network", "network consensus", "pair", "consensus", "choice", "stability"
    }  # fmt: skip
    effects = pd.read_csv(results / "effects.tsv", sep="\t")
    assert set(effects["setting"]) == {"corruption", "epochs"}


def test_an_exported_model_gives_the_codes_of_the_run(finished, checkout):
    results = finished / "results"
    chosen = json.loads((results / "choice" / "spellman_800.json").read_text())
    by_loss = json.loads((results / "chosen" / "spellman_800.json").read_text())
    assert chosen["point"] == by_loss["point"]
    # The same model as in the file for other tools.
    codes = anndata.read_h5ad(results / "spellman_800.h5ad").obsm["X_codes"]
    prepared = anndata.read_h5ad(results / "prepared" / "spellman_800.h5ad")
    # Another table: half of the genes, without the values that were missing.
    rows = slice(0, None, 2)
    table = pd.DataFrame(
        prepared.layers["input"][rows], columns=prepared.var_names, index=prepared.obs["gene"][rows]
    )
    complete = table.notna().all(axis=1).to_numpy()
    table[complete].to_csv(finished / "other.csv")
    model = "results/models/spellman_800/chosen.safetensors"
    extra = f"apply={{other: {{model: {model}, expression: other.csv, units: input}}}}"
    run_test_configuration(
        finished, checkout, "results/applied/other.h5ad", "--config", extra,
    )  # fmt: skip
    applied = anndata.read_h5ad(results / "applied" / "other.h5ad")
    np.testing.assert_allclose(applied.obsm["codes"], codes[rows][complete], rtol=1e-4, atol=1e-5)


def test_every_file_and_column_is_documented(finished):
    # The model is applied already.
    assert list((finished / "results" / "applied").glob("*.tsv"))
    assert problems(finished) == []


def test_a_second_run_does_nothing(finished, checkout):
    output = run_test_configuration(finished, checkout)
    assert "Nothing to be done" in output


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_was_ended_in_its_middle_goes_on(finished, tmp_path, how):
    arguments = ("results/scores.tsv", "--configfile", str(ROOT / "config" / "test.yaml"))
    command = [sys.executable, "-m", "snakemake", "--snakefile", str(ROOT / "Snakefile")]
    with open(tmp_path / "output.txt", "w") as output:
        run = subprocess.Popen(
            [*command, "--cores", "2", "--directory", str(tmp_path), *arguments],
            stdout=output,
            stderr=output,
            # With its jobs it can then be ended as a terminal, or a machine, ends them.
            start_new_session=True,
        )
    end = time.monotonic() + 120
    while not list((tmp_path / "logs" / "train_chunk").rglob("*.log")):
        assert run.poll() is None
        assert time.monotonic() < end, "it did not begin to train"
        time.sleep(0.1)
    os.killpg(run.pid, how)
    # JAX, interrupted while it looks for its devices, ends a minute later.
    assert run.wait(timeout=180) != 0
    assert not (tmp_path / "results" / "scores.tsv").exists()
    if how is signal.SIGKILL:
        # Snakemake had no time to give its lock back, and says how to.
        assert "--unlock" in snakemake(tmp_path, *arguments, check=False)
        snakemake(tmp_path, *arguments, "--unlock")
    snakemake(tmp_path, *arguments)
    assert (tmp_path / "results" / "scores.tsv").read_text() == (
        finished / "results" / "scores.tsv"
    ).read_text()


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def configured(folder, table, extra=""):
    """A configuration of its own, with one small labelled table."""
    write(folder / "mine.tsv", table)
    write(folder / "sets.tsv", "dataset\texpression\tlabel_column\nmine\tmine.tsv\tkind\n")
    return write(folder / "config.yaml", f"datasets: sets.tsv\n{extra}")


GOOD = "gene\tkind\ta\tb\tc\n" + "".join(
    f"g{i}\t{'xy'[i % 2]}\t{i % 3}.5\t{i % 2}\t{i}\n" for i in range(12)
)


@pytest.mark.parametrize(
    ("table", "extra", "expected"),
    [
        (GOOD.replace("g3\ty\t0.5", "g3\ty\tlow"), "", ["mine.tsv", "g3", "'low'"]),
        (GOOD.replace("kind", "knid"), "", ["'kind'", "did you mean 'knid'"]),
        (GOOD, "replicats: 3", ["'replicats'", "did you mean 'replicates'"]),
        (GOOD, "grid: {layers: []}", ["'grid.layers'", "at least one"]),
        (GOOD, "model: {output: linear}", ["cross_entropy", "sigmoid"]),
        (GOOD, "select: [mien]", ["'mien'", "mine"]),
        (GOOD, "choice: null\nsampling: {}", ["'sampling'", "'chosen'", "'bottleneck'"]),
        (GOOD, "export: {points: [abcdef0123]}", ["'export'", "results/grid/"]),
        (GOOD, "clusterers: {near: {kind: spectral, n_neighbors: 20}}", ["near", "20", "12 genes"]),
    ],
    ids=[
        "text among numbers",
        "misspelt column",
        "misspelt key",
        "empty axis",
        "impossible",
        "set",
        "nothing chooses",
        "no such point",
        "neighbours",
    ],
)
def test_bad_input_stops_before_training_with_one_message(tmp_path, table, extra, expected):
    configuration = configured(tmp_path, table, extra)
    output = snakemake(tmp_path, "--configfile", str(configuration), check=False)
    for words in expected:
        assert words in output
    assert not (tmp_path / "results" / "trained").exists()


def test_a_missing_table_is_named_before_anything_runs(tmp_path):
    configuration = configured(tmp_path, GOOD)
    (tmp_path / "mine.tsv").unlink()
    output = snakemake(tmp_path, "--configfile", str(configuration), check=False)
    assert "found no file" in output
    assert "'mine'" in output
    assert not (tmp_path / "results").exists()


def test_an_edit_of_the_library_reruns_what_depends_on_it(finished, checkout):
    edited = checkout / "scripts" / "sdae" / "partitions" / "scores.py"
    edited.write_text(edited.read_text() + "\n# a changed line\n")
    output = run_test_configuration(finished, checkout, "--dry-run")
    assert "score_partitions" in output
    assert "train_chunk" not in output
