"""Damaged results, full disks, places not to be written to: a message, and a clean resume."""

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from runs import Counts, Trial, differences, generator, smallest

# A file at each boundary between stages, and one that is made of it: Snakemake does not miss what
# only finished jobs have read.
BOUNDARIES = [
    ("prepared/mine.h5ad", "grid/mine.tsv", "partitions/mine/raw.h5ad"),
    ("trained/mine/*.h5", "regenerated/mine/*.h5"),
    ("regenerated/mine/*.h5", "partitions/mine/[0-9a-f]*.h5ad"),
    ("losses/mine/*.tsv", "convergence/mine/curves.tsv"),
    ("number/mine.json", "partitions/mine/raw.h5ad"),
    ("partitions/mine/raw.h5ad", "scores/mine.tsv"),
    ("scores/mine.tsv", "scores.tsv"),
    ("scores.tsv", "summary.tsv"),
    ("summary.tsv", "report.html"),
    ("convergence/mine/curves.tsv", "report.html"),
    ("figures/mine/*.svg", "report.html"),
    ("report.html",),
    ("verdict.txt",),
]


def damaged(content: bytes, rng: random.Random) -> bytes:
    """Cut, flip, empty or exchange contents."""
    place = rng.randrange(len(content))
    return rng.choice(
        [
            content[:place],
            content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :],
            b"",
            bytes(len(content)),
        ]
    )


def files(folder: Path, seed: int, count: int) -> Counts:
    counts = Counts("damaged files")
    trial = smallest(folder / "damaged", seed)
    expected = trial.finish()
    results = trial.folder / "results"
    for number in range(max(count, len(BOUNDARIES))):
        rng = generator(seed, "damage", number)
        pattern, *below = BOUNDARIES[number % len(BOUNDARIES)]
        path = rng.choice(sorted(results.glob(pattern)))
        dates = (path.stat().st_atime, path.stat().st_mtime)
        path.write_bytes(damaged(path.read_bytes(), rng))
        # As by a disk, which changes no date.
        os.utime(path, dates)
        lost = [one for pattern in below for one in results.glob(pattern)]
        for one in lost:
            one.unlink()
        name = path.relative_to(trial.folder)
        # Asked for by name, for Snakemake does not miss what only finished jobs have read.
        asked = [str(one.relative_to(trial.folder)) for one in lost]
        status, said = trial.run(*asked)
        wrong = []
        if not status or f"{name}: found other contents" not in said or "Traceback" in said:
            wrong.append(f"{name} damaged: status {status}\n{said[-1500:]}")
        path.unlink()
        trial.run(*asked)
        wrong += differences(trial.finish(), expected)
        counts.add(str(name), wrong)
    return counts


@contextmanager
def disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """Mount a small file system; needs root."""
    place.mkdir(parents=True, exist_ok=True)
    size = f"size={kilobytes}k"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def full_disks(folder: Path, seed: int, count: int) -> Counts:
    counts = Counts("full disks")
    whole = smallest(folder / "whole", seed)
    expected = whole.finish()
    used = size_of(whole.folder) // 1024
    for number in range(count):
        # Full at each stage, from the first files to the last ones.
        share = (number + 0.5) / count
        with disk(folder / "disk", int(used * share) + 16) as place:
            trial = smallest(place / "mine", seed)
            status, said = trial.run()
            wrong = []
            if not status or "no space left" not in said.lower():
                wrong.append(f"status {status}\n{said[-1500:]}")
            remount = ["mount", "-o", f"remount,size={8 * used + 4096}k", str(place)]
            subprocess.run(remount, check=True)
            wrong += try_to_finish(trial, expected)
        counts.add(f"full after {share:.0%} of {used} kB", wrong)
    return counts


def try_to_finish(trial: Trial, expected: dict[str, str], **environment: str) -> list[str]:
    try:
        return differences(trial.finish(**environment), expected)
    except AssertionError as error:
        return [str(error)]


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def places(folder: Path, seed: int, count: int) -> Counts:
    """A full folder of temporary files, and a home that cannot be written to."""
    counts = Counts("places")
    expected = smallest(folder / "whole", seed).finish()
    with disk(folder / "home", 64) as home:
        subprocess.run(["mount", "-o", "remount,ro", str(home)], check=True)
        trial = smallest(folder / "homeless", seed)
        variables = {"HOME": str(home), "XDG_CACHE_HOME": ""}
        counts.add("HOME that is read-only", try_to_finish(trial, expected, **variables))
    with disk(folder / "temporary", 64) as temporary:
        (temporary / "full").write_bytes(bytes(60 * 1024))
        trial = smallest(folder / "filled", seed)
        status, said = trial.run(TMPDIR=str(temporary))
        wrong = []
        if status and "no space left" not in said.lower():
            wrong.append(f"status {status}\n{said[-1500:]}")
        (temporary / "full").unlink()
        wrong += try_to_finish(trial, expected, TMPDIR=str(temporary))
        counts.add("TMPDIR that is full", wrong)
    return counts


def torture(folder: Path, seed: int, count: int) -> list[Counts]:
    found = [files(folder, seed, count)]
    if os.geteuid() == 0 and shutil.which("mount"):
        found += [full_disks(folder, seed, max(count, 3)), places(folder, seed, count)]
    else:
        print("full disks and places: left out, since mounting needs root", flush=True)
    return found
