"""A sweep of 20,160 trainings is laid out in seconds, as jobs that a cluster can count."""

import re
import time

import yaml
from test_workflow import snakemake, write

# 14 sizes x 5 levels of noise x 2 rates x 4 batch sizes x 3 numbers of epochs, and 12 replicates.
SWEEP = {
    "select": ["yeung_384"],
    "datasets": "config/datasets.tsv",
    "replicates": 12,
    "grid": {
        "layers": [[size] for size in range(4, 18)],
        "corruption": [0, 0.05, 0.1, 0.15, 0.2],
        "learning_rate": [0.05, 0.1],
        "batch_size": [4, 8, 12, 16],
        "epochs": [1000, 2000, 5000],
    },
    "bottleneck": {},
    "sampling": {},
    "classification": {},
    "export": {"points": ["chosen"]},
}


def test_a_large_sweep_is_laid_out_quickly_as_few_jobs(tmp_path):
    configuration = write(tmp_path / "sweep.yaml", yaml.safe_dump(SWEEP))
    begin = time.monotonic()
    output = snakemake(
        tmp_path, "--configfile", str(configuration), "--dry-run", "--quiet", "rules"
    )
    seconds = time.monotonic() - begin
    jobs = {name: int(count) for name, count in re.findall(r"^(\w+) +(\d+)$", output, re.M)}
    points = 14 * 5 * 2 * 4 * 3
    assert points * SWEEP["replicates"] == 20_160
    assert jobs["train_chunk"] <= points / 50
    assert jobs["total"] <= 500
    assert seconds <= 20
