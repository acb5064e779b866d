"""What is foretold of a run is near what runs have used."""

from pathlib import Path

import pandas as pd
import pytest
from points import points_of
from sdae.jobs.foretell import Job, Shape, disk, memory, run_time, seconds
from sdae.jobs.resources import NEEDS

ROOT = Path(__file__).resolve().parents[3]
CONFIG = {
    "replicates": 5,
    "clusterers": {"one": {}, "two": {}, "three": {}},
    "representations": ["raw", "regenerated", "codes", "pca_first", "pca_random"],
    "pca": {"components": [2, 4], "random_draws": 5},
    "bottleneck": {"folds": 3},
    "classification": {"folds": 5},
    "choice": {"folds": 8},
    "memory_mb": 500,
}
CHUNKS = {"few": points_of(layers=[[8]], epochs=[200]), "two": points_of(layers=[[8, 4]])}
SHAPES = {
    "spellman_800": Shape(800, 73),
    "cho_genome": Shape(6149, 17),
    "big": Shape(20_000, 500),
}


@pytest.mark.parametrize("name", SHAPES)
def test_the_largest_memory_of_measured_jobs_is_foretold_within_half(name):
    measured = pd.read_csv(ROOT / "benchmarks" / "jobs.tsv", sep="\t", dtype={"wildcards": str})
    jobs = measured[measured.wildcards.fillna("").str.startswith(name)]
    foretold = max(memory(Job(rule, name), SHAPES[name], CONFIG, CHUNKS) for rule in jobs.rule)
    assert 1 / 1.5 < foretold / jobs.used_mb.max() < 1.5


@pytest.mark.parametrize("rule", NEEDS)
def test_every_rule_takes_longer_on_more_data(rule):
    part = "raw" if "baseline" in rule else "few" if "chunk" in rule else ""
    job = Job(rule, "mine", part)
    small, large = (seconds(job, Shape(genes, 50), CONFIG, CHUNKS) for genes in (100, 10_000))
    assert 0 < small <= large


def test_snapshots_of_a_trajectory_cost_nothing():
    job = Job("train_chunk", "mine", "few")
    one, more = (
        seconds(job, Shape(500, 20), CONFIG, {"few": points_of(layers=[[8]], epochs=epochs)})
        for epochs in ([200], [20, 50, 200])
    )
    assert one == more


def test_cores_share_what_need_not_wait():
    alone = {Job("train_chunk", "mine", "a"): 100.0, Job("write_report"): 10.0}
    assert run_time(alone, 1) == run_time(alone, 8)
    four = {Job("train_chunk", "mine", part): 100.0 for part in "abcd"}
    assert run_time(four, 1) > run_time(four, 2) > run_time(four, 4) > 100
    assert run_time({}, 2) == 0


def test_disk_grows_with_models():
    shapes = [Shape(800, 73)]
    assert disk(shapes, CONFIG, 9) < disk(shapes, CONFIG, 90) < disk(shapes * 2, CONFIG, 90)
    # 44 MB were measured.
    assert 24 < disk(shapes, CONFIG, 9) < 96
