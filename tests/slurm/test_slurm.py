"""The workflow on a real SLURM: nodes, scores, failures, the price of it."""

import signal
import time

import numpy as np
import pandas as pd
import pytest
import yaml
from sdae.configuration import check
from sdae.grid import make_chunks, make_points
from throwaway import HERE, IN_A_HURRY, ROOT, finish, run_locally

SWEEP = ("--configfile", str(HERE / "sweep.yaml"))
SMALLEST = ("--configfile", str(ROOT / "config" / "test.yaml"))


def scores(folder):
    table = pd.read_csv(folder / "results" / "scores.tsv", sep="\t", dtype={"point": str})
    keys = ["dataset", "replicate", "point", "representation", "components", "clusterer"]
    return table.sort_values(keys, ignore_index=True)


def assert_same_scores(one, other):
    pd.testing.assert_frame_equal(scores(one), scores(other), rtol=0, atol=1e-9)


def wait_until(happens, seconds=120):
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.5)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("runs")


def test_the_default_run_uses_both_nodes_and_has_the_scores_of_a_laptop(
    cluster, folder, record_property, capsys
):
    alone = run_locally(folder / "default_local")
    spread = cluster.run(folder / "default", "slurm", *IN_A_HURRY)
    jobs = cluster.jobs(folder / "default")
    assert set(jobs.NodeList) == {"n1", "n2"}
    assert set(jobs.JobState) == {"COMPLETED"}
    assert_same_scores(folder / "default", folder / "default_local")
    with capsys.disabled():
        print(
            f"\ndefault run: {alone:.0f} s on two cores, {spread:.0f} s as {len(jobs)} SLURM jobs "
            f"on two nodes of one core, ratio {spread / alone:.2f}"
        )
    record_property("ratio", spread / alone)


def test_a_sweep_survives_its_own_end_and_the_loss_of_a_node_and_of_the_controller(cluster, folder):
    run = folder / "sweep"

    def start_training(chunks):
        began = time.time()
        process = cluster.start(run, "slurm", *SWEEP, *IN_A_HURRY)
        logs = run / "logs" / "train_chunk"
        wait_until(
            lambda: sum(log.stat().st_mtime > began for log in logs.rglob("*.log")) >= chunks
        )
        return process

    def nothing_runs():
        return not cluster.ask("squeue", "-h").strip()

    process = start_training(chunks=1)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) != 0
    # It takes its jobs with it; else they would write where those of the next start do.
    wait_until(nothing_runs)

    process = start_training(chunks=1)
    process.kill()
    process.wait()
    # Killed outright it leaves them, and its lock.
    assert not nothing_runs()
    cluster.ask("scancel", "--me")
    wait_until(nothing_runs)
    cluster.run(run, "slurm", "--unlock", *SWEEP)

    process = start_training(chunks=2)

    def training_on_n2():
        return cluster.ask("squeue", "-h", "-w", "n2", "-t", "R", "-o", "%i").strip()

    wait_until(training_on_n2)
    time.sleep(5)
    cluster.down("--node", "n2", "--now")
    cluster.kill_controller()
    time.sleep(5)
    cluster.up()
    finish(process, run)
    assert "NODE_FAIL" in set(cluster.jobs(run).JobState)

    run_locally(folder / "sweep_local", *SWEEP)
    assert_same_scores(run, folder / "sweep_local")
    assert scores(run).point.nunique() == 200


def test_training_asks_for_a_gpu_and_the_rest_does_not(cluster, folder):
    run = folder / "gpu"
    # Of one chunk, whose name is that of its points.
    smallest = yaml.safe_load((ROOT / "config" / "test.yaml").read_text())
    points = make_points(check(smallest)["grid"], check(smallest)["model"])
    target = f"results/partitions/spellman_800/{next(iter(make_chunks(points, 1000)))}.h5ad"
    cluster.run(run, "slurm-gpu", target, *SMALLEST, *IN_A_HURRY)
    jobs = cluster.jobs(run)
    records = [cluster.ask("scontrol", "show", "job", number) for number in jobs.JobId]
    with_gpu = np.array(["gpu:1" in record for record in records])
    assert with_gpu.sum() == 1
    assert set(jobs.Partition[with_gpu]) == {"gpu"}
    assert set(jobs.Partition[~with_gpu]) == {"main"}


def test_the_pattern_for_other_schedulers(cluster, folder):
    run = folder / "generic"
    target = "results/grid/spellman_800.tsv"
    cluster.run(run, "cluster-generic", target, *SMALLEST, "--latency-wait", "10")
    assert (run / target).exists()
    assert list(cluster.jobs(run).Name) == ["prepare_table", "make_grid"]
