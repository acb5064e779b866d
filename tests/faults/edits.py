"""Sequences of edits, the workflow run after each: in the end the folder equals a fresh one."""

import copy
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from runs import ROOT, TABLES, Counts, Trial, differences, generator, smallest

EDITS_OF_A_SEQUENCE = 3
CLUSTERERS = {
    "main": [{"kind": "kmeans", "n_init": 1}, {"kind": "agglomerative"}],
    "second": [{"kind": "spectral", "affinity": "rbf", "n_init": 1}, {"kind": "gaussian_mixture"}],
}
# Lines of the library that change numbers, and others for them.
LINES = [
    ("preparation/scaling.py", "std(axis=1, ddof=1)", "std(axis=1, ddof=0)"),
    ("network/initialisations/glorot_sigmoid.py", "return ", "return 0.9 * "),
    ("clusterers/kmeans.py", "\nimport ", "\n# Another line.\nimport "),
]


def some(rng: random.Random, values: list) -> list:
    """Choose some of values, at least one, in any order."""
    return rng.sample(values, rng.randint(1, len(values)))


def values(trial: Trial, rng: random.Random) -> None:
    name, choices = rng.choice(
        [
            ("layers", [[2], [3], [4, 2]]),
            ("corruption", [0, 0.1, 0.2]),
            ("epochs", [2, 3, 4]),
            ("learning_rate", [0.05, 0.1]),
        ]
    )
    trial.config["grid"][name] = some(rng, choices)


def clusterers(trial: Trial, rng: random.Random) -> None:
    names = some(rng, list(CLUSTERERS))
    trial.config["clusterers"] = {name: rng.choice(CLUSTERERS[name]) for name in names}


def representations(trial: Trial, rng: random.Random) -> None:
    trial.config["representations"] = some(rng, ["raw", "regenerated", "codes", "pca_first"])


def replicates(trial: Trial, rng: random.Random) -> None:
    trial.config["replicates"] = rng.randint(1, 2)


def choice(trial: Trial, rng: random.Random) -> None:
    folds = rng.choice([None, 2, 3])
    trial.config["choice"] = folds and {"folds": folds, "references": 19}
    trial.config["controls"] = rng.choice([False, True])


def data(trial: Trial, rng: random.Random) -> None:
    table = trial.table.copy()
    row = rng.randrange(len(table))
    match rng.randrange(3):
        case 0:
            table.iloc[row, 1 + rng.randrange(5)] = round(rng.gauss(0, 1), 4)
        case 1:
            table = table.drop(index=row).reset_index(drop=True)
        case 2:
            table = table.sample(frac=1, random_state=row).reset_index(drop=True)
    trial.table = table


def library(trial: Trial, rng: random.Random) -> None:
    name, old, new = rng.choice(LINES)
    path = trial.workflow / "scripts" / "sdae" / name
    source = path.read_text()
    one, other = (new, old) if new in source else (old, new)
    path.write_text(source.replace(one, other, 1))


EDITS: list[Callable] = [values, clusterers, representations, replicates, choice, data, library]


def copied(folder: Path) -> Path:
    """Return a copy of the workflow that may be edited."""
    shutil.rmtree(folder, ignore_errors=True)
    ignored = shutil.ignore_patterns(".*", "results", "logs", "tests", "paper", "benchmarks")
    return Path(shutil.copytree(ROOT, folder, ignore=ignored))


def torture(folder: Path, seed: int, count: int) -> Counts:
    counts = Counts("edits")
    workflow = copied(folder / "workflow")
    start = smallest(folder / "start", seed)
    start.workflow = workflow
    # The dearest part of so small a run; a choice may ask for it.
    start.config["controls"] = False
    start.finish(*TABLES)
    for number in range(count):
        rng = generator(seed, "edits", number)
        copied(workflow)
        trial = start.like(folder / "edited")
        shutil.copytree(start.folder, trial.folder, symlinks=True)
        sequence = rng.sample(EDITS, EDITS_OF_A_SEQUENCE)
        try:
            for edit in sequence:
                trial.config = copy.deepcopy(trial.config)
                edit(trial, rng)
                # In the end with figures and report; what earlier forms left must then be gone.
                found = trial.finish(*(() if edit is sequence[-1] else TABLES))
            wrong = differences(found, trial.like(folder / "fresh").finish())
        except AssertionError as error:
            wrong = [str(error)]
        counts.add(" ".join(edit.__name__ for edit in sequence), wrong)
        if wrong:
            shutil.copytree(folder / "edited", folder / f"wrong_{number}", dirs_exist_ok=True)
    return counts
