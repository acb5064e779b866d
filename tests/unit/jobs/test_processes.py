"""One run is in a folder at a time, and one that is gone leaves nothing behind; real processes."""

import subprocess
import sys
import time

import psutil
import pytest
from sdae.errors import InputError
from sdae.jobs.processes import alone, end, left_behind, write_record

SLEEP = "import time; time.sleep(60)"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / ".snakemake" / "scripts").mkdir(parents=True)
    return tmp_path


def begin(folder, *words, **options):
    """Start a process in a folder, and wait until it can be seen there."""
    process = subprocess.Popen([sys.executable, *words], cwd=folder, **options)
    while psutil.Process(process.pid).cwd() != str(folder):
        time.sleep(0.01)
    return process


def test_a_second_run_is_refused_and_told_of_the_first(folder):
    with alone(folder, "run_workflow.py") as held:
        starter = begin(folder, "-c", SLEEP, "run_workflow.py", pass_fds=[held])
        write_record(held, starter.pid)
    # We let go of the lock, and the process that has inherited it holds it; it is a child of ours.
    name = psutil.Process().cmdline()[1].rpartition("/")[2]
    try:
        with pytest.raises(InputError, match=f"process {starter.pid}; expected none"):
            alone(folder, name).__enter__()
        assert starter.poll() is None
    finally:
        starter.kill()
        starter.wait()
    with alone(folder, name):
        pass


def test_a_run_whose_starter_is_gone_is_ended(folder):
    with alone(folder, "run_workflow.py") as held:
        orphan = begin(folder, "-c", SLEEP, pass_fds=[held])
        write_record(held, orphan.pid)
    with alone(folder, "run_workflow.py"):
        assert not psutil.pid_exists(orphan.pid)


def test_a_record_of_an_earlier_process_of_the_same_number_ends_nothing(folder):
    with alone(folder, "run_workflow.py") as held:
        other = begin(folder, "-c", SLEEP, pass_fds=[held])
    record = folder / ".snakemake" / "run"
    record.write_text(f"{other.pid} 1.5")
    try:
        with pytest.raises(InputError, match="already"):
            alone(folder, "run_workflow.py").__enter__()
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_scripts_without_their_snakemake_are_left_behind_and_ended_with_their_children(folder):
    script = folder / ".snakemake" / "scripts" / "x.py"
    call = f"subprocess.run([sys.executable, '-c', '{SLEEP}'])"
    script.write_text(f"import subprocess, sys\n{call}\n")
    process = begin(folder, str(script))
    bystander = begin(folder, "-c", SLEEP)
    try:
        while not (children := psutil.Process(process.pid).children()):
            time.sleep(0.01)
        found = left_behind(folder)
        assert [it.pid for it in found] == [process.pid]
        end(found)
        assert not any(it.is_running() for it in [*found, *children])
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()
