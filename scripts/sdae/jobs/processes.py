"""The processes of a run: one run is in a folder at a time, and one that is gone leaves none.

For one machine: jobs that Snakemake has submitted to a cluster are not seen from here.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from typing import IO

import psutil

from sdae.errors import InputError


@contextmanager
def alone(folder: Path, starter: str) -> Iterator[int]:
    """Hold a folder, so that no other run is in it.

    Args:
      folder: of a run; it has a folder `.snakemake` already.
      starter: the name of the script that starts Snakemake.

    Yields:
      The descriptor of a lock that the system takes back when its last holder has ended, however it
      ended: Snakemake inherits it, its jobs do not.

    Raises:
      InputError: a run is in the folder already.
    """
    with open(folder / ".snakemake" / "run", "a+", encoding="ascii") as file:
        file.seek(0)
        other = file.read()
        if not _locked(file):
            end(_orphans(other, starter))
            if not _locked(file):
                raise _occupied(folder, other.partition(" ")[0])
        started_by_hand = [process.pid for process in _processes(folder) if _is_run(process)]
        if started_by_hand:
            raise _occupied(folder, str(started_by_hand[0]))
        yield file.fileno()


def write_record(held: int, process: int) -> None:
    """Write which Snakemake holds the lock that `alone` yields, for a run that finds it held."""
    os.truncate(held, 0)
    os.write(held, _record_of(psutil.Process(process)).encode())


def left_behind(folder: Path) -> list[psutil.Process]:
    """Return the jobs and scripts in a folder whose run is gone: they would write where ours do.

    A job that a cluster started on this machine is not of them: its run may be on another one.
    """
    scripts = str(folder.resolve() / ".snakemake" / "scripts")
    found = []
    for process in _processes(folder):
        words = _words_of(process)
        is_job = ("--mode", "subprocess") in pairwise(words)
        is_script = any(word.startswith(scripts) for word in words[1:])
        with suppress(psutil.NoSuchProcess):
            if is_job or (is_script and not _is_snakemake(_words_of(process.parent()))):
                found.append(process)
    return found


def end(found: list[psutil.Process]) -> None:
    """End processes and what they have started."""
    all_of_them = list(found)
    for process in found:
        with suppress(psutil.NoSuchProcess):
            all_of_them += process.children(recursive=True)
    for process in all_of_them:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(all_of_them)


def _locked(file: IO) -> bool:
    """Take the lock, unless another one has it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _occupied(folder: Path, process: str) -> InputError:
    return InputError(
        f"{folder}: found a run of the workflow in this folder already, process {process}; "
        f"expected none: wait for its end, or end it by `kill {process}`"
    )


def _record_of(snakemake: psutil.Process) -> str:
    """Return what tells a process from a later one of the same number."""
    return f"{snakemake.pid} {snakemake.create_time()}"


def _orphans(record: str, starter: str) -> list[psutil.Process]:
    """Return the Snakemake of a record if what had started it is gone, by SIGKILL say.

    Nobody is told of its end, and it would hold the folder until then.
    """
    with suppress(ValueError, psutil.Error):
        snakemake = psutil.Process(int(record.partition(" ")[0]))
        parent = [Path(word).name for word in _words_of(snakemake.parent())[:3]]
        if _record_of(snakemake) == record and starter not in parent:
            return [snakemake]
    return []


def _processes(folder: Path) -> list[psutil.Process]:
    """Return the processes whose working directory is a folder, as far as we may know it."""
    return [
        process
        for process in psutil.process_iter(["cwd"])
        if process.info["cwd"] == str(folder.resolve()) and process.pid != os.getpid()
    ]


def _words_of(process: psutil.Process | None) -> list[str]:
    """Return a command line; of a process that is gone or not ours, none."""
    try:
        return process.cmdline() if process else []
    except psutil.Error:
        return []


def _is_snakemake(words: list[str]) -> bool:
    # As `python .../bin/snakemake` or as `python -m snakemake`.
    return any(Path(word).name == "snakemake" for word in words[:3])


def _is_run(process: psutil.Process) -> bool:
    """Tell Snakemake from the one that it starts in a job."""
    words = _words_of(process)
    return _is_snakemake(words) and "--mode" not in words
