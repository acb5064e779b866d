"""What jobs ask for grows with data, grid and attempt, and covers what jobs have used."""

from pathlib import Path

import pandas as pd
import pytest
import yaml
from points import points_of
from sdae.jobs.resources import NEEDS, asked, grows_with_work, megabytes, memory, runtime, work

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


POINTS = {"small": points_of(layers=[[8]], epochs=[100]), "large": points_of(epochs=[100_000])}


def asked_for(rule, wildcards, input, **changes):
    config = {**CONFIG, "accelerator": "cpu", "memory_mb": 500, **changes}
    functions = asked(rule, config, POINTS)
    return {name: ask(wildcards, input, 1) for name, ask in functions.items()}


def test_a_job_asks_for_its_own_chunk_and_any_other_for_the_whole_grid(tmp_path):
    data = tmp_path / "prepared"
    data.write_bytes(b"0" * 1_000_000)
    for rule, wildcards, points in [
        ("train_chunk", {"chunk": "small"}, POINTS["small"]),
        ("train_chunk", {"chunk": "large"}, POINTS["large"]),
        ("score_partitions", {}, [*POINTS["small"], *POINTS["large"]]),
        ("summarise_scores", {}, []),
    ]:
        amount = work(rule, points, CONFIG) if points else 0
        found = asked_for(rule, wildcards, {"prepared": str(data)})["runtime"]
        assert found == runtime(rule, 1, amount, 1), rule


def test_the_memory_of_a_gpu_is_not_asked_of_its_node(tmp_path):
    data = {"prepared": str(tmp_path / "none")}
    on_cpu, on_gpu = (
        asked_for("train_chunk", {"chunk": "small"}, data, accelerator=name)["mem_mb"]
        for name in ("cpu", "gpu")
    )
    assert on_cpu == on_gpu + 500


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
