"""Say what a run would do, before it: its jobs, about how long, how much memory and disk.

scripts/check_run.py FOLDER CORES [CONFIGURATION]; what is finished in the folder is left out.
"""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import h5py
import yaml

sys.path.append(str(Path(__file__).parent))

from sdae.configuration import read
from sdae.configuration.files import unreadable
from sdae.errors import InputError
from sdae.grid import make_chunks, make_points
from sdae.jobs import foretell
from sdae.jobs.folder import beside
from sdae.jobs.foretell import Job, Shape
from sdae.jobs.resources import NEEDS
from sdae.jobs.speed import slowness
from sdae.tables.read import read_expected

ROOT = Path(__file__).resolve().parents[1]
# What a data set is reckoned as while nobody has seen it.
UNKNOWN = Shape(1000, 50)


def main(folder: Path, cores: int, configuration: Path | None) -> None:
    path = configuration or ROOT / "config" / "config.yaml"
    problems = unreadable([path])
    if problems:
        sys.exit("\n" + "\n".join(problems) + "\n")
    files = pending_files(folder, configuration)
    try:
        config, rows, problems = read(
            yaml.safe_load(path.read_text(encoding="utf-8")),
            [path],
            lambda name: locate(folder, name),
            elsewhere=True,
        )
        if problems:
            raise InputError(problems)
        jobs = jobs_of(files, rows)
        fresh = {job.dataset for job in jobs if job.rule == "prepare_table"}
        shapes = {
            name: shape_of(folder, config, name, row, name in fresh) for name, row in rows.items()
        }
    except InputError as error:
        sys.exit(f"\n{error}\n")
    report(jobs, shapes, config, cores, folder)


def pending_files(folder: Path, configuration: Path | None) -> list[tuple[str, str]]:
    """Return each file that Snakemake would make, with its rule.

    Raises:
      SystemExit: Snakemake's, with what it says of a wrong configuration.
    """
    command = [sys.executable, "-m", "snakemake", "--snakefile", str(ROOT / "Snakefile")]
    command += ["--directory", str(folder), "--cores", "1", "--summary"]
    command += ["--configfile", str(configuration)] if configuration else []
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    cells = [line.split("\t") for line in done.stdout.splitlines()]
    return [(line[0], line[2]) for line in cells if line[-1] == "update pending" and len(line) == 6]


def jobs_of(files: Iterable[tuple[str, str]], datasets: Collection[str]) -> set[Job]:
    """Return the jobs that make files, which are named results/KIND/DATASET/PART.ENDING."""
    jobs = set()
    for path, name in files:
        _, _, *parts = Path(path).parts
        dataset = next((one for one in datasets if parts and is_of(parts[0], one)), "")
        # The figures of each data set have a rule of their own.
        rule = next((known for known in NEEDS if name.startswith(known)), name)
        is_part = "chunk" in rule or "baseline" in rule or rule in ("export_model", "apply_model")
        jobs.add(Job(rule, dataset, Path(parts[-1]).stem if is_part else ""))
    return jobs


def is_of(part: str, dataset: str) -> bool:
    return part == dataset or part.startswith(f"{dataset}.")


def locate(folder: Path, name: str) -> str | None:
    """Return a file of the folder, or else of the workflow."""
    return next((str(place / name) for place in (folder, ROOT) if (place / name).exists()), None)


def shape_of(
    folder: Path, config: Mapping[str, Any], dataset: str, row: Mapping[str, Any], is_fresh: bool
) -> Shape:
    """Return the shape of a prepared matrix, as it is or as it will be."""
    prepared = folder / "results" / "prepared" / f"{dataset}.h5ad"
    if not is_fresh and prepared.is_file():
        with h5py.File(prepared) as file:
            return Shape(*file["X"].shape)
    if "://" in row["expression"]:
        found = locate(folder, f"results/downloaded/{dataset}.txt")
    else:
        tables = folder.resolve() / config["datasets"], Path(config["datasets"])
        places = [locate(folder, beside(table, row["expression"])) for table in tables]
        found = places[0] or places[1]
    if found is None:
        print(
            f"{dataset}: not downloaded yet; reckoned as {UNKNOWN.genes:,} genes x "
            f"{UNKNOWN.conditions} conditions"
        )
        return UNKNOWN
    table = read_expected(found, row)
    genes = min(len(table.genes), row["top_variable"] or len(table.genes))
    return Shape(genes, len(table.conditions))


def report(
    jobs: Collection[Job],
    shapes: Mapping[str, Shape],
    config: Mapping[str, Any],
    cores: int,
    folder: Path,
) -> None:
    """Print what was reckoned."""
    if not jobs:
        print(f"{folder}: everything is made already; nothing would run")
        return
    points = make_points(config["grid"], config["model"])
    chunks = make_chunks(points, config["points_per_chunk"])
    largest = max(shapes.values(), key=lambda shape: shape.megabytes)
    shape = {job: shapes.get(job.dataset, largest) for job in jobs}
    slower = slowness()
    times = {job: slower * foretell.seconds(job, shape[job], config, chunks) for job in jobs}
    memory = {job: foretell.memory(job, shape[job], config, chunks) for job in jobs}
    for name, one in shapes.items():
        print(f"{name}: {one.genes:,} genes x {one.conditions} conditions")
    print(f"{len(points):,} points of the grid, {config['replicates']} trainings each\n")
    counts = Counter(job.rule for job in jobs)
    print(f"{'rule':<24}{'jobs':>6}{'each, about':>14}")
    for rule in (name for name in NEEDS if name in counts):
        longest = max(time for job, time in times.items() if job.rule == rule)
        print(f"{rule:<24}{counts[rule]:>6}{duration(longest):>14}")
    hungriest = max(memory, key=memory.__getitem__)
    needed = foretell.disk(shapes.values(), config, len(points))
    free = shutil.disk_usage(folder).free / 1e6
    print(
        f"\n{len(jobs)} jobs, about {duration(foretell.run_time(times, cores))} on {cores} "
        f"{'core' if cores == 1 else 'cores'} as fast as those of this machine are now\n"
        f"memory: up to {size(memory[hungriest])} for a job ({hungriest.rule}), "
        f"{size(sum(sorted(memory.values())[-cores:]))} for {cores} at once\n"
        f"disk: about {size(needed)} in {folder}; {size(free)} are free"
    )


def duration(seconds: float) -> str:
    """Say how long, as exactly as it is known."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    if minutes < 10:
        return f"{minutes:.1f} min"
    return f"{minutes:.0f} min" if minutes < 100 else f"{minutes / 60:.1f} h"


def size(megabytes: float) -> str:
    return f"{megabytes:.0f} MB" if megabytes < 1000 else f"{megabytes / 1000:.1f} GB"


if __name__ == "__main__":
    _, place, number, *named = sys.argv
    main(
        Path(place),
        len(os.sched_getaffinity(0)) if number == "all" else int(number),
        Path(named[0]).resolve() if named else None,
    )
