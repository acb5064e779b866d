"""Run the workflow as `make` does: go on where a run was ended, and end as one is asked to.

scripts/run_workflow.py FOLDER [Snakemake's options] unlocks the folder if the run that locked it is
gone, ends what that run left behind, and turns an interruption into one line.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil

# After this many seconds a job that was asked to end is ended.
PATIENCE = 5
TABLE_OF_CONTENTS = Path(__file__).resolve().parents[1] / "Snakefile"


def main(folder: Path, options: list[str]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    at_work = of_folder(folder)
    runs = [process for process in at_work if is_run(process)]
    if runs:
        print(f"{folder}: process {runs[0].pid} runs the workflow here already; wait for its end")
        return 1
    # Jobs whose run is gone would write where those of this one do.
    end(at_work)
    command = [sys.executable, "-m", "snakemake", "--snakefile", str(TABLE_OF_CONTENTS)]
    command += ["--directory", str(folder), *options]
    if any((folder / ".snakemake" / "locks").glob("*")):
        subprocess.run([*command, "--unlock"], check=True, capture_output=True)
    # In a group of its own, so that an interruption reaches the jobs by us alone.
    run = subprocess.Popen(command, start_new_session=True)
    for sent in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sent, interrupted)
    try:
        return run.wait()
    except InterruptedError:
        end([psutil.Process(run.pid), *psutil.Process(run.pid).children(recursive=True)], True)
        print("\nInterrupted. What is finished is kept: the same command goes on from there.")
        return 130


def interrupted(sent: int, frame: object) -> None:
    raise InterruptedError


def of_folder(folder: Path) -> list[psutil.Process]:
    """Processes of Snakemake that are at work in a folder: runs, jobs, scripts of jobs."""
    return [
        process
        for process in psutil.process_iter(["cmdline", "cwd"])
        if process.info["cwd"] == str(folder.resolve())
        and process.pid != os.getpid()
        and any("snakemake" in word for word in process.info["cmdline"] or ())
    ]


def is_run(process: psutil.Process) -> bool:
    """Tell a run from its jobs, which are told their targets, and their scripts."""
    words = process.info["cmdline"]
    return any(Path(word).name == "snakemake" for word in words) and "--target-jobs" not in words


def end(processes: list[psutil.Process], at_once: bool = False) -> None:
    for process in processes:
        process.kill() if at_once else process.terminate()
    _, alive = psutil.wait_procs(processes, timeout=PATIENCE)
    for process in alive:
        process.kill()


sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
