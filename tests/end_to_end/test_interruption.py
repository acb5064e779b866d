"""A run that was ended, however, goes on by the same command and ends in the same numbers."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest
import yaml
from test_edits import start
from test_workflow import ROOT, snakemake, write

COMMAND = [sys.executable, str(ROOT / "scripts" / "run_workflow.py")]
ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}


def slow(folder):
    """A configuration of which the training takes long enough to be met at work."""
    configuration = start(folder)
    configuration["grid"]["epochs"] = [4000]
    configuration["choice"] = None
    return write(folder / "config.yaml", yaml.safe_dump(configuration))


def command(folder, *options):
    path = str(folder / "config.yaml")
    return [*COMMAND, str(folder), "--cores", "2", "--configfile", path, *options]


def begin(folder, *options):
    """Start a run; its output goes to a file, as to a terminal."""
    with open(folder / "said", "w") as said:
        return subprocess.Popen(
            command(folder, *options), stdout=said, stderr=said, env=ENVIRONMENT, cwd=folder
        )


def go_on(folder):
    return subprocess.run(
        command(folder), capture_output=True, text=True, env=ENVIRONMENT, cwd=folder, timeout=300
    )


def at_work(folder, script=""):
    """Processes in the folder that are Snakemake or a script of a rule."""
    found = []
    for process in psutil.process_iter(["cwd", "cmdline"]):
        line = " ".join(process.info["cmdline"] or [])
        if process.info["cwd"] == str(folder) and "snakemake" in line and script in line:
            found.append(process)
    return found


def wait_for(folder, script):
    """Wait until a script has been at work for a moment."""
    deadline = time.monotonic() + 120
    while not at_work(folder, script):
        assert time.monotonic() < deadline, (folder / "said").read_text()
        time.sleep(0.1)
    time.sleep(2)
    assert at_work(folder, script), "ended too soon for this test"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The scores of a run that nothing has disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    path = slow(folder)
    snakemake(folder, "--configfile", str(path))
    return (folder / "results" / "scores.tsv").read_bytes()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interruption_ends_all_within_seconds_and_says_one_line(tmp_path, number):
    slow(tmp_path)
    run = begin(tmp_path)
    wait_for(tmp_path, "train_chunk.py")
    before = len((tmp_path / "said").read_text().splitlines())
    run.send_signal(number)
    assert run.wait(timeout=15) == 130
    assert not at_work(tmp_path)
    said = (tmp_path / "said").read_text().splitlines()[before:]
    assert len(said) <= 3
    assert said[-1].startswith("Interrupted")
    # Snakemake by itself goes on, too.
    assert "LockException" not in snakemake(
        tmp_path, "--configfile", str(tmp_path / "config.yaml"), "--dry-run"
    )


def test_after_kills_the_same_command_goes_on_to_equal_numbers(tmp_path, whole):
    slow(tmp_path)
    run = begin(tmp_path)
    wait_for(tmp_path, "train_chunk.py")
    for process in [run, *(p for p in at_work(tmp_path) if "scripts/tmp" not in str(p.cmdline()))]:
        process.send_signal(signal.SIGKILL)
    run.wait()
    orphans = at_work(tmp_path, "train_chunk.py")
    assert orphans, "the script of a job outlives its Snakemake"
    assert list((tmp_path / ".snakemake" / "locks").iterdir())
    done = go_on(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not any(process.is_running() for process in orphans)
    assert (tmp_path / "results" / "scores.tsv").read_bytes() == whole


def test_a_snakemake_whose_starter_was_killed_is_ended_by_the_next_run(tmp_path, whole):
    slow(tmp_path)
    run = begin(tmp_path)
    wait_for(tmp_path, "train_chunk.py")
    run.kill()
    run.wait()
    orphans = at_work(tmp_path)
    assert orphans, "Snakemake outlives its starter"
    done = go_on(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not any(process.is_running() for process in orphans)
    assert (tmp_path / "results" / "scores.tsv").read_bytes() == whole


def test_a_live_run_is_left_alone(tmp_path):
    path = slow(tmp_path)
    by_hand = [sys.executable, "-m", "snakemake", "--snakefile", str(ROOT / "Snakefile")]
    by_hand += ["--directory", str(tmp_path), "--cores", "1", "--configfile", str(path)]
    with open(tmp_path / "said", "w") as said:
        run = subprocess.Popen(by_hand, stdout=said, stderr=said, env=ENVIRONMENT, cwd=tmp_path)
    try:
        for other in (None, run):
            wait_for(tmp_path, "train_chunk.py")
            living = {process.pid for process in at_work(tmp_path)}
            second = go_on(tmp_path)
            assert second.returncode == 1
            assert "a run of the workflow in this folder already" in second.stderr
            assert "Traceback" not in second.stderr
            assert living <= {process.pid for process in at_work(tmp_path)}
            if other is None:
                for process in at_work(tmp_path):
                    process.kill()
                run.wait()
                run = begin(tmp_path)
    finally:
        run.send_signal(signal.SIGTERM)
        run.wait(timeout=30)
    assert not at_work(tmp_path)
