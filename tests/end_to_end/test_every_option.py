"""Every option of the model at least once in one small grid, and a training that diverges."""

import h5py
import numpy as np
import pandas as pd
import pytest
import yaml
from documented import problems
from sdae.network.store import is_diverged, models, read_tensors
from small import GENES, KINDS, three_kinds
from test_workflow import ROOT, snakemake, write

SHORT = {
    "batch_size": [16], "epochs": [3], "corruption": [0.1], "learning_rate": [0.05],
    "optimizer": ["sgd"],
}  # fmt: skip
SQUARED = {"loss": ["squared_error"]}


def products(rates):
    """Return grids that between them have every value of every option of the model."""
    return [
        {"layers": [[4]], "noise": ["masking"], "corruption": [0, 0.3]},
        {
            "layers": [[4]], "noise": ["gaussian"], "activation": ["linear"],
            "output": ["linear"], **SQUARED, "learning_rate": rates,
        },
        {
            "layers": [[5, 3]], "noise": ["salt_and_pepper"], "activation": ["relu"],
            "output": ["relu"], **SQUARED, "tied": [False], "optimizer": ["momentum"],
            "schedule": ["linear"], "learning_rate": [0.01], "finetune": [False],
        },
        {
            "layers": [[5, 3]], "activation": ["tanh"], "output": ["tanh"], **SQUARED,
            "optimizer": ["adam"], "schedule": ["exponential"], "initialisation": ["glorot"],
            "learning_rate": [0.01], "pretrain": [False],
        },
        {"layers": [[6, 5, 3]], "initialisation": ["he"], "schedule": ["cosine"]},
    ]  # fmt: skip


def configuration(folder, grid, **changed):
    three_kinds(folder)
    own = [f"g{gene}" for gene in range(GENES) if KINDS[gene] == 0]
    write(folder / "known.gmt", "\t".join(["a kind", "", *own]) + "\nothers\t\tg1\tg2\tg4\n")
    settings = {
        "datasets": "sets.tsv",
        "gene_sets": "known.gmt",
        "replicates": 2,
        "grid": [{**SHORT, **product} for product in grid],
        "model": {"schedule": "constant"},
        "clusterers": {"kmeans": {"kind": "kmeans", "n_init": 2}},
        "representations": ["raw", "regenerated", "codes"],
        "classification": {"folds": 2},
        **changed,
    }
    return str(write(folder / "config.yaml", yaml.safe_dump(settings)))


@pytest.fixture(scope="module")
def diverging(tmp_path_factory):
    folder = tmp_path_factory.mktemp("every option")
    snakemake(folder, "--configfile", configuration(folder, products([0.05, 100])))
    return folder / "results"


def test_every_value_of_every_option_was_trained(diverging):
    schema = yaml.safe_load((ROOT / "config/schemas/config.schema.yaml").read_text())
    grid = pd.read_csv(diverging / "grid" / "mine.tsv", sep="\t", dtype=str)
    for name, option in schema["$defs"]["Model"]["properties"].items():
        values = {str(value) for value in option.get("enum", [True, False])} - {"auto"}
        assert set(grid[name]) == values, name
    assert set(grid["layers"].str.count("-")) == {0, 1, 2}


def test_gene_sets_are_looked_for_in_the_clusters(diverging):
    table = pd.read_csv(diverging / "enrichment" / "mine.tsv", sep="\t")
    assert set(table["gene_set"]) == {"a kind", "others"}
    best = table.iloc[0]
    assert best["gene_set"] == "a kind"
    assert best["p_adjusted"] < 0.05
    assert set(best["genes"].split(";")) <= {f"g{gene}" for gene in range(0, 48, 3)}


def test_every_file_and_column_is_documented(diverging):
    assert problems(diverging.parent) == []


def test_a_diverged_point_is_marked_and_the_run_ends(diverging):
    grid = pd.read_csv(diverging / "grid" / "mine.tsv", sep="\t", dtype={"point": str})
    wild = set(grid.loc[grid["learning_rate"] == 100, "point"])
    scores = pd.read_csv(diverging / "scores.tsv", sep="\t", dtype={"point": str})
    # So short trainings may also end above the loss of the mean profile.
    diverged = set(scores.loc[scores["status"] == "diverged", "point"])
    assert wild <= diverged < set(grid["point"])
    assert scores.loc[scores["status"] == "diverged", "ari"].isna().all()
    assert scores.loc[scores["status"] == "ok", "ari"].notna().all()
    classified = pd.read_csv(diverging / "classification.tsv", sep="\t", dtype={"point": str})
    assert set(classified.loc[classified["status"] == "diverged", "point"]) == diverged
    logs = (diverging.parent / "logs" / "train_chunk" / "mine").glob("*.log")
    assert any(f"point {point} diverged" in log.read_text() for log in logs for point in wild)
    verdict = (diverging / "verdict.txt").read_text()
    assert f"mine: {len(diverged)} of {len(grid)} grid points diverged" in verdict
    assert (diverging / "report.html").exists()


def trained(results):
    """All parameters in the chunks of a run, by point, replicate and name."""
    found, diverged = {}, set()
    for path in (results / "trained" / "mine").glob("*.h5"):
        with h5py.File(path) as file:
            for point, replicate, model in models(file):
                tensors = read_tensors(model)
                found |= {(point, replicate, name): tensors[name] for name in tensors}
                diverged |= {point} if is_diverged(model) else set()
    return {key: tensor for key, tensor in found.items() if key[0] not in diverged}


def test_the_others_are_as_if_the_diverged_point_had_not_been_there(diverging, tmp_path):
    (product,) = (each for each in products([0.05]) if each.get("noise") == ["gaussian"])
    configured = configuration(tmp_path, [product])
    snakemake(tmp_path, "--configfile", configured, "--until", "train_chunk")
    alone, together = trained(tmp_path / "results"), trained(diverging)
    assert alone
    for name, tensor in alone.items():
        np.testing.assert_allclose(together[name], tensor, rtol=1e-4, atol=1e-5, err_msg=name)


def test_where_every_training_diverges_the_raw_profiles_are_clustered(tmp_path):
    wild = {"layers": [[4]], "output": ["linear"], **SQUARED, "learning_rate": [1e30]}
    configured = configuration(
        tmp_path, [wild], representations=["regenerated"], classification=None, replicates=1
    )
    snakemake(tmp_path, "--configfile", configured)
    results = tmp_path / "results"
    scores = pd.read_csv(results / "scores.tsv", sep="\t")
    assert set(scores.loc[scores["representation"] == "regenerated", "status"]) == {"diverged"}
    genes = pd.read_csv(results / "clusters" / "mine.tsv", sep="\t")
    assert "raw_kmeans" in genes
    assert genes["cluster"].nunique() == 3
    verdict = " ".join((results / "verdict.txt").read_text().split())
    assert "1 of 1 grid point diverged" in verdict
    assert "so the clusters are of raw profiles" in verdict
