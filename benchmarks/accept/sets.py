"""The labelled sets that are at hand, and a folder of its own for each."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import yaml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


@dataclass(frozen=True)
class LabelledSet:
    """A table of which the groups are known.

    Attributes:
      name: of the set.
      table: its file.
      label_column: which column says the groups.
      clusters: how many groups.
      unknown: what the column says where the group is not known, "" if nothing.
      columns: more columns of the workflow's table of data sets, by name.
    """

    name: str
    table: Path
    label_column: str
    clusters: int
    unknown: str
    columns: dict[str, str]


def at_hand(folder: Path | None) -> Iterator[LabelledSet]:
    """Yield the sets of `sets.tsv` that are embedded or in the folder; say which are not there.

    A folder with a `sets.tsv` of its own, of the same columns, adds those sets.

    Args:
      folder: where to look; None for the embedded alone.
    """
    lists = [HERE / "sets.tsv"]
    if folder and (folder / "sets.tsv").is_file():
        lists.append(folder / "sets.tsv")
    rows = pd.concat([pd.read_csv(path, sep="\t", dtype=str, na_filter=False) for path in lists])
    for row in rows.to_dict("records"):
        places = [ROOT / row["expression"]]
        if folder:
            places.append(folder / row["expression"])
        table = next((place for place in places if place.is_file()), None)
        if table is None:
            where = f"not in {folder}" if folder else "name its folder by ACCEPT="
            print(f"{row['dataset']}: left out, {where}")
            continue
        pairs = (pair.split("=") for pair in row["columns"].split(",") if pair)
        yield LabelledSet(
            row["dataset"],
            table,
            row["label_column"],
            int(row["clusters"]),
            row["unknown"],
            dict(pairs),
        )


def configure(one: LabelledSet, folder: Path) -> Path:
    """Write what `make init` writes for a table of one's own, and `config.yaml` over it.

    Returns:
      The configuration.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("config.yaml", "datasets.tsv"):
        (folder / name).unlink(missing_ok=True)
    command = [sys.executable, str(ROOT / "scripts" / "init_configuration.py"), str(one.table)]
    command += ["--labels", one.label_column, "--clusters", str(one.clusters)]
    said = subprocess.run(
        [*command, "--folder", str(folder)], capture_output=True, text=True, check=False
    )
    if said.returncode:
        sys.exit(f"{one.name}: {said.stdout}{said.stderr}")
    datasets = pd.read_csv(folder / "datasets.tsv", sep="\t", dtype=str, comment="#")
    datasets = datasets.assign(dataset=one.name, **one.columns)
    datasets.to_csv(folder / "datasets.tsv", sep="\t", index=False)
    path = folder / "config.yaml"
    config = yaml.safe_load(path.read_text(encoding="utf-8"))
    config |= yaml.safe_load((HERE / "config.yaml").read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    return path


def run(one: LabelledSet, folder: Path, cores: str) -> None:
    """Run the workflow on a set, up to its clusters; what is finished is kept."""
    config = configure(one, folder)
    targets = [f"results/{kind}/{one.name}.tsv" for kind in ("clusters", "choice")]
    targets.append(f"results/number/{one.name}.json")
    command = [sys.executable, str(ROOT / "scripts" / "run_workflow.py"), str(folder)]
    command += ["--cores", cores, "--quiet", "host", "reason", "--configfile", str(config)]
    subprocess.run([*command, "--", *targets], check=True)
