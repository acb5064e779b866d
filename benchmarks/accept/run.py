"""Measure the quality of the clusters on labelled sets, and of what is said without labels.

run.py [--sets FOLDER] [--only NAME ...] [--cores N] [--python PATH] goes through the product
itself: `make init` writes a configuration for each set, the workflow runs it, and its results are
held against the known groups. `--simulated` does the same for tables of which one knows what is
in them, `--figures` draws what is in the tables.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

import draw
import numpy as np
import pandas as pd
import quality
import sets
import simulated

FOLDER = sets.ROOT / "accept"
TABLES = sets.HERE.parent
# Sets of more groups than the panel looks for: a few of them are counted.
MANY_GROUPS = 12


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=Path, help="folder of more labelled sets")
    parser.add_argument("--only", nargs="+", help="names of sets; the others' rows stay")
    parser.add_argument("--cores", default="all")
    parser.add_argument("--python", type=Path, help="interpreter with the alternatives")
    parser.add_argument("--simulated", action="store_true", help="only tables by chance")
    parser.add_argument("--figures", action="store_true", help="only draw")
    options = parser.parse_args()
    if options.simulated:
        write("structure", pd.DataFrame(simulated.false_positives()), [])
        write("number", pd.DataFrame(simulated.numbers()), ["table"])
    elif not options.figures:
        for one in sets.at_hand(options.sets and options.sets.resolve()):
            if not options.only or one.name in options.only:
                measure(one, options.cores, options.python)
    draw.draw(TABLES)


def measure(one: sets.LabelledSet, cores: str, python: Path | None) -> None:
    """Run a set and put its rows into the tables."""
    folder = FOLDER / one.name
    sets.run(one, folder, cores)
    found = quality.results(one, folder)
    profiles = found.prepared.layers["standardised"]
    alternatives = by_others(python, profiles, one.clusters) if python else {}
    table = pd.DataFrame(quality.ways(found, alternatives))
    table.insert(0, "dataset", one.name)
    row = pd.DataFrame([quality.summary(one, found, table)])
    write("", table, ["dataset"])
    write("sets", row, ["dataset"])
    write("calibration", quality.calibration(one, found), ["dataset"])
    if one.clusters > MANY_GROUPS:
        labels = pd.Series(found.groups).where(found.groups >= 0)
        counted = pd.DataFrame(simulated.subsets(profiles, labels)).assign(table=one.name)
        write("number", counted, ["table"])
    print(row.T.to_string(header=False))


def by_others(python: Path, profiles: np.ndarray, clusters: int) -> dict[str, np.ndarray]:
    """Return the partitions that others make."""
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder, "profiles.npz"), Path(folder, "partitions.npz")
        np.savez(given, profiles=profiles, clusters=clusters)
        subprocess.run([python, sets.HERE / "alternatives.py", given, made], check=True)
        with np.load(made) as file:
            return dict(file)


def write(name: str, rows: pd.DataFrame, by: list[str]) -> None:
    """Write rows; those of other sets or kinds of table, told by the columns `by`, stay."""
    path = TABLES / f"{'_'.join(filter(None, ('accept', name)))}.tsv"
    if by and path.exists():
        before = pd.read_csv(path, sep="\t")
        stay = before[~before[by].apply(tuple, axis=1).isin(rows[by].apply(tuple, axis=1))]
        rows = pd.concat([stay, rows], ignore_index=True)
    rows.to_csv(path, sep="\t", index=False, float_format="%.4g")


if __name__ == "__main__":
    main()
