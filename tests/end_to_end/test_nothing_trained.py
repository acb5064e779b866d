"""Nothing is trained where nothing is asked of a network."""

import yaml
from test_workflow import snakemake, write

RAW = {
    "datasets": "config/datasets.tsv",
    "select": ["spellman_800"],
    "representations": ["raw"],
    "replicates": 2,
    "clusterers": {"kmeans": {"kind": "kmeans", "n_init": 1}},
    "choice": {"folds": 2, "references": 19},
}


def test_raw_profiles_alone_are_clustered_without_a_training(tmp_path):
    configuration = write(tmp_path / "raw.yaml", yaml.safe_dump(RAW))
    snakemake(tmp_path, "--configfile", str(configuration))
    results = tmp_path / "results"
    assert not (results / "trained").exists()
    assert (results / "clusters" / "spellman_800.tsv").exists()
    assert "no network was trained" in (results / "report.html").read_text(encoding="utf-8")
