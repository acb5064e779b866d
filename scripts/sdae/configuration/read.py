"""Read all that a run is told, and say everything that is wrong with it at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from os.path import isfile
from pathlib import Path
from typing import Any

from sdae.configuration.check import check
from sdae.configuration.datasets import Row, read_datasets
from sdae.configuration.files import problems_of_files
from sdae.errors import InputError


def read(
    document: Mapping[str, Any],
    files: Iterable[str | Path],
    locate: Callable[[str], str | None],
    elsewhere: bool = False,
) -> tuple[dict[str, Any], dict[str, Row], list[str]]:
    """Check a configuration and its table of data sets.

    What is wrong is returned, not raised: where both can be read, more may be wrong between them.

    Args:
      document: the configuration, as YAML reads it.
      files: those that it was read from.
      locate: finds a file that the configuration names, or says None.
      elsewhere: whether tables may be in a storage, or are yet to be made by another workflow.

    Returns:
      The configuration with all defaults, the selected data sets by name, and everything that is
      wrong with either; one that cannot be read is empty.
    """
    problems = problems_of_files(files)
    config: dict[str, Any] = {}
    datasets: dict[str, Row] = {}
    with _noted(problems):
        config = check(document)
    # A table of data sets that can be read is, whatever is wrong beside it.
    path = config.get("datasets", document.get("datasets"))
    if config or (isinstance(path, str) and path.isprintable() and isfile(path)):
        with _noted(problems):
            datasets = read_datasets(_found(str(path), "datasets", locate), config.get("select"))
    if config.get("gene_sets"):
        with _noted(problems):
            _found(config["gene_sets"], "gene_sets", locate)
    if config.get("published"):
        with _noted(problems):
            _found(config["published"]["table"], "published.table", locate)
    if not elsewhere:
        problems += _absent(config.get("apply", {}))
    return config, datasets, problems


def _found(path: str, key: str, locate: Callable[[str], str | None]) -> str:
    file = locate(path)
    if not file:
        raise InputError(
            f"configuration, key '{key}': found no file '{path}'; expected one relative to "
            f"{Path.cwd()} (the working directory) or to the workflow"
        )
    if not isfile(file):
        raise InputError(
            f"configuration, key '{key}': found a folder or a device '{path}'; expected a file"
        )
    return file


def _absent(applied: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Say which tables to apply models to are not there; results may be yet to be made."""
    return [
        f"configuration, key 'apply.{name}.expression': found no file '{one['expression']}'; "
        f"expected an expression table relative to {Path.cwd()} (the working directory, not the "
        "folder of the configuration)"
        for name, one in applied.items()
        if not Path(one["expression"]).is_file()
        and Path(one["expression"]).parts[:1] != ("results",)
    ]


@contextmanager
def _noted(problems: list[str]) -> Iterator[None]:
    try:
        yield
    except InputError as error:
        problems += error.problems
