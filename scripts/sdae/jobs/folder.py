"""The folder of the results: which configuration it is of, and what no longer belongs there."""

from collections.abc import Callable, Collection, Iterable
from os.path import normpath, realpath, samefile
from pathlib import Path

from sdae.errors import InputError

DEFAULT = "the default configuration"
# The first line of the record, before the configuration itself.
MADE_FROM = "# Of "
# Below results/, what later runs use again, and what somebody asked for by name.
KEPT = ("trained", "trained_folds", "models", "applied")


def beside(file: str | Path, path: str | Path) -> str:
    """Return a path that is relative to the folder of a file.

    Without `..`, since Snakemake compares paths as text; where a link stands before it, which leads
    elsewhere than the text does, the file's real path.
    """
    whole = Path(file).parent / path
    plain = normpath(whole)
    if whole.exists() and not (Path(plain).exists() and samefile(plain, whole)):
        return realpath(whole)
    return plain


def made_from(named: Iterable[str | Path], default: str | Path) -> str:
    """Return what a run is called by: its configuration's file as it is named, or the default.

    Args:
      named: files that the user named.
      default: the file that is the default; to name a copy of it is to name none.
    """
    return ", ".join(names_of(named, default)) or DEFAULT


def names_of(named: Iterable[str | Path], default: str | Path) -> list[str]:
    """Return the names of configurations that are not the default, as `made_from` takes them."""
    ours = Path(default).read_bytes()
    return [Path(path).name for path in named if Path(path).read_bytes() != ours]


def require_own(record: Path, name: str) -> None:
    """Refuse to overwrite the results of another configuration, or to be mixed with them.

    Args:
      record: beside the results, as `write_record` wrote it; none means that there are none.
      name: of this run, from `made_from`.

    Raises:
      InputError: the results are of a configuration of another name.
    """
    if not record.is_file():
        return
    found = record.read_text(encoding="utf-8").partition("\n")[0].removeprefix(MADE_FROM)
    if found != name:
        raise InputError(
            f"{record.parent.resolve()}: found results of {found}, but this run is of {name}; "
            "expected a folder of its own for each configuration, so that none overwrites another: "
            "name one by --directory, or move the results away. If the configuration only has "
            f"another name now, delete {record}"
        )


def write_record(record: Path, name: str, configuration: str) -> None:
    """Write beside the results which configuration they are of.

    Args:
      record: to be written.
      name: of this run, from `made_from`.
      configuration: its text, with all defaults.
    """
    record.parent.mkdir(exist_ok=True)
    record.write_text(f"{MADE_FROM}{name}\n{configuration}", encoding="utf-8")


def leftovers(
    results: Path, current: Collection[Path], is_recorded: Callable[[Path], bool]
) -> list[Path]:
    """Return what an earlier form of the configuration left, as a fresh folder would not have it.

    Args:
      results: the folder.
      current: what this configuration makes, outputs and benchmarks.
      is_recorded: whether Snakemake has made a file; those of others are not ours to remove.
    """
    kept = {results / name for name in KEPT}
    return [
        path
        for path in sorted(results.rglob("*"))
        if path.is_file()
        and path not in current
        and kept.isdisjoint(path.parents)
        and (results / "benchmarks" in path.parents or is_recorded(path))
    ]
