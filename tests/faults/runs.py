"""What every torture shares: the smallest configuration, a run as `make run` does it."""

import os
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml

ROOT = Path(__file__).resolve().parents[2]
GENES, CONDITIONS = 40, 6
# Kept for later runs, or of the machine's time, so no two folders agree in them.
KEPT = ("trained", "trained_folds", "models", "benchmarks")
SUFFIXES = (".tsv", ".json", ".gmt", ".txt")
# All tables of the smallest configuration, without figures and report.
TABLES = ("results/summary.tsv", "results/convergence/mine/curves.tsv")


@dataclass
class Trial:
    """A folder with a configuration and data, and the workflow that runs in it."""

    folder: Path
    config: dict[str, Any] = field(default_factory=dict)
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    workflow: Path = ROOT

    def write(self) -> None:
        """Write table, table of data sets and configuration; only what differs."""
        self.folder.mkdir(parents=True, exist_ok=True)
        text(self.folder / "mine.tsv", self.table.to_csv(sep="\t", index=False))
        text(self.folder / "sets.tsv", "dataset\texpression\tlabel_column\nmine\tmine.tsv\tkind\n")
        text(self.folder / "config.yaml", yaml.safe_dump(self.config, sort_keys=False))

    def command(self, *options: str, cores: int = 2) -> list[str]:
        script = str(self.workflow / "scripts" / "run_workflow.py")
        path = str(self.folder / "config.yaml")
        command = [sys.executable, script, str(self.folder), "--cores", str(cores)]
        return [*command, *options, "--configfile", path]

    def run(self, *options: str, cores: int = 2, **environment: str) -> tuple[int, str]:
        """Run the workflow; return its status and what it said."""
        self.write()
        done = subprocess.run(
            self.command(*options, cores=cores),
            capture_output=True,
            text=True,
            cwd=self.folder,
            env=surroundings(**environment),
        )
        return done.returncode, done.stdout + done.stderr

    def finish(self, *options: str, **environment: str) -> dict[str, str]:
        """Run to the end and return the tables."""
        status, said = self.run(*options, **environment)
        if status:
            raise AssertionError(f"{self.folder}: ended with {status}\n{said[-3000:]}")
        return self.tables()

    def tables(self) -> dict[str, str]:
        """Contents of all tables that a fresh folder has too, and the names of other files."""
        results = self.folder / "results"
        return {
            str(path.relative_to(results)): path.read_text() if path.suffix in SUFFIXES else ""
            for path in sorted(results.rglob("*"))
            if path.is_file() and path.relative_to(results).parts[0] not in KEPT
        }

    def like(self, folder: Path) -> "Trial":
        """Return the same in another folder, which is emptied."""
        shutil.rmtree(folder, ignore_errors=True)
        return Trial(folder, self.config, self.table, self.workflow)


def surroundings(**changed: str) -> dict[str, str]:
    return {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1", **changed}


def text(path: Path, content: str) -> None:
    if not path.is_file() or path.read_text() != content:
        path.write_text(content)


def smallest(folder: Path, seed: int = 0) -> Trial:
    """Return a run of two points and three epochs on 40 genes under 6 conditions."""
    shutil.rmtree(folder, ignore_errors=True)
    rng = np.random.default_rng(seed)
    kinds = np.arange(GENES) % 3
    profiles = np.sin(np.linspace(0, 6, CONDITIONS) + 2 * kinds[:, None])
    profiles = (profiles + 0.3 * rng.normal(size=profiles.shape)).round(4)
    table = pd.DataFrame(profiles, columns=[f"hour {hour}" for hour in range(CONDITIONS)])
    table.insert(0, "gene", [f"g{gene}" for gene in range(GENES)])
    table["kind"] = np.array(["x", "y", "z"])[kinds]
    config = {
        "datasets": "sets.tsv",
        "replicates": 1,
        "grid": {
            "layers": [[2]],
            "corruption": [0, 0.2],
            "learning_rate": [0.05],
            "batch_size": [16],
            "epochs": [3],
        },
        "clusterers": {"main": {"kind": "kmeans", "n_init": 1}},
        "representations": ["raw", "regenerated", "codes"],
        "choice": None,
    }
    return Trial(folder, config, table)


def differences(found: dict[str, str], expected: dict[str, str]) -> list[str]:
    """Name the files that one has and the other has not, or that differ."""
    return sorted(
        name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name)
    )


class Counts:
    """Counts what was tried and what went wrong, and says both."""

    def __init__(self, what: str):
        self.what = what
        self.tried = 0
        self.wrong: list[str] = []

    def add(self, name: str, problems: list[str] | str = ()) -> None:
        self.tried += 1
        if problems:
            self.wrong.append(f"{name}: {problems}")
        print(f"{self.what} {self.tried}: {name}: {problems or 'right'}", flush=True)

    def __str__(self) -> str:
        return f"{self.what}: {self.tried} tried, {len(self.wrong)} wrong"


def generator(seed: int, what: str, number: int = 0) -> random.Random:
    """Return random numbers of their own for each thing that is tried."""
    return random.Random(f"{seed} {what} {number}")
