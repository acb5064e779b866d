"""Torture a run: `torture.py FOLDER SEED COUNT [edits] [kills] [damage] [determinism]`.

Prints what was tried and whether it was right; ends with 1 if anything was not.
"""

import sys
from pathlib import Path

import damage
import determinism
import edits
import kills

KINDS = {module.__name__: module for module in (edits, kills, damage, determinism)}


def main(folder: Path, seed: int, count: int, names: list[str]) -> int:
    found = []
    for name in names or KINDS:
        counts = KINDS[name].torture(folder / name, seed, count)
        found += counts if isinstance(counts, list) else [counts]
    for counts in found:
        print(counts, *counts.wrong, sep="\n  ")
    return int(any(counts.wrong for counts in found))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]))
