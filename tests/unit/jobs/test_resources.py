"""What jobs ask for grows with data, grid and attempt, and covers what jobs have used."""

from pathlib import Path

import pandas as pd
import pytest
import yaml
from points import points_of
from sdae.jobs.resources import NEEDS, grows_with_work, megabytes, memory, runtime, work

ROOT = Path(__file__).resolve().parents[3]
CONFIG = {
    "replicates": 3,
    "clusterers": {"one": {}, "two": {}},
    "representations": ["raw", "regenerated", "codes", "pca_first", "pca_random"],
    "pca": {"components": [2, 4], "random_draws": 5},
    "bottleneck": {"folds": 4},
    "classification": {"folds": 10},
    "choice": {"folds": 5},
}


@pytest.mark.parametrize(
    ("rule", "layers", "epochs", "baseline", "expected"),
    [
        # Snapshots of one trajectory cost nothing: 8 times 100 epochs of 8 nodes.
        ("train_chunk", [[8]], [10, 100], "", 8 * 100 * 8),
        # A stack is trained layer by layer, and then as a whole.
        ("train_chunk", [[8, 4]], [100], "", 8 * 100 * 12 * 2),
        ("validate_chunk", [[8]], [100], "", 4 * 100 * 8),
        ("regenerate_chunk", [[8], [4]], [10, 100], "", 8 * 4),
        ("cluster_chunk", [[8], [4]], [10, 100], "", 8 * 4 * 2 * 2),
        ("classify_chunk", [[8]], [10], "", 3 * 2 * 10),
        ("cluster_baseline", [[8]], [10], "raw", 8 * 2),
        ("cluster_baseline", [[8]], [10], "pca_first", 8 * 2 * 2),
        ("cluster_baseline", [[8]], [10], "pca_random", 3 * 2 * 2 * 5),
        ("classify_baseline", [[8]], [10], "pca_first", 3 * 2 * 10),
    ],
)
def test_units_of_work(rule, layers, epochs, baseline, expected):
    assert work(rule, points_of(layers=layers, epochs=epochs), CONFIG, baseline) == expected


@pytest.mark.parametrize("rule", NEEDS)
def test_more_is_asked_for_larger_data_more_work_and_later_attempts(rule):
    for ask in (memory, runtime):
        first = ask(rule, 1, 1000, 1)
        assert ask(rule, 1000, 1000, 1) >= first
        assert ask(rule, 1, 1_000_000, 1) >= first
        assert ask(rule, 1, 1000, 2) > first
        assert isinstance(first, int)


def test_files_that_are_not_there_yet_count_as_nothing(tmp_path):
    (tmp_path / "some").write_bytes(b"0" * 2_000_000)
    assert megabytes([str(tmp_path / "some"), str(tmp_path / "none")]) == 2


def test_what_was_measured_fits_into_what_is_asked_for():
    measured = pd.read_csv(ROOT / "benchmarks" / "jobs.tsv", sep="\t")
    grow = {name for name, need in NEEDS.items() if need.memory_per_mb or grows_with_work(name)}
    assert grow <= set(measured.rule)
    schema = yaml.safe_load((ROOT / "config" / "schemas" / "config.schema.yaml").read_text())
    at_once = schema["properties"]["memory_mb"]["default"]
    for job in measured[measured.rule.isin(NEEDS)].itertuples():
        assert job.used_mb <= memory(job.rule, job.data_mb, at_once, 1), job
    assert (measured.used_mb <= measured.asked_mb).all()
    assert (measured.used_minutes <= measured.asked_minutes).all()
