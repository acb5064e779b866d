"""Kills at random moments of jobs, of Snakemake and of its starter: the same command goes on."""

import random
import signal
import subprocess
import time
from pathlib import Path

import psutil
from runs import TABLES, Counts, Trial, differences, generator, smallest, surroundings

SIGNALS = (signal.SIGKILL, signal.SIGINT, signal.SIGTERM)
# Kills of one run before it may end.
IN_A_ROW = 4


def of_folder(folder: Path, started: int) -> dict[str, list[psutil.Process]]:
    """Return the processes of a run by what they are."""
    found: dict[str, list[psutil.Process]] = {"job": [], "snakemake": [], "run_workflow": []}
    for process in psutil.process_iter(["cwd", "cmdline"]):
        line = " ".join(process.info["cmdline"] or [])
        if process.info["cwd"] != str(folder):
            continue
        if process.pid == started:
            found["run_workflow"].append(process)
        elif ".snakemake/scripts" in line:
            found["job"].append(process)
        elif "-m snakemake" in line and "--mode" not in line:
            found["snakemake"].append(process)
    return found


def kill_at_random(trial: Trial, rng: random.Random, seconds: float) -> str:
    """Start a run, and end something of it at a random moment; return what, or nothing if none."""
    with open(trial.folder / "said", "w") as said:
        run = subprocess.Popen(
            trial.command(*TABLES), stdout=said, stderr=said, env=surroundings(), cwd=trial.folder
        )
    until = time.monotonic() + rng.uniform(0, seconds)
    target, number = rng.choice(["job", "snakemake", "run_workflow"]), rng.choice(SIGNALS)
    while time.monotonic() < until and run.poll() is None:
        time.sleep(0.02)
    while run.poll() is None:
        there = of_folder(trial.folder, run.pid)[target]
        if there:
            rng.choice(there).send_signal(number)
            break
        time.sleep(0.02)
    ended = run.poll() is not None
    # What is left goes on by itself, or is ended by the next run.
    try:
        run.wait(timeout=300)
    except subprocess.TimeoutExpired:
        run.kill()
        return f"{target} {number.name}, and the run went on for five minutes"
    return "" if ended else f"{target} {number.name}"


def torture(folder: Path, seed: int, count: int) -> Counts:
    counts = Counts("kills")
    expected = smallest(folder / "whole", seed).finish(*TABLES)
    begun = time.monotonic()
    smallest(folder / "again", seed).finish(*TABLES)
    seconds = time.monotonic() - begun
    number = 0
    while counts.tried < count:
        rng = generator(seed, "kills", number)
        number += 1
        trial = smallest(folder / "killed", seed)
        trial.write()
        done = [kill_at_random(trial, rng, seconds) for _ in range(IN_A_ROW)]
        done = [what for what in done if what]
        try:
            wrong = differences(trial.finish(*TABLES), expected)
        except AssertionError as error:
            wrong = [str(error)]
        for what in done:
            counts.add(what, wrong)
    return counts
