"""Values that cannot be computed with, by place."""

import numpy as np

from sdae.errors import InputError
from sdae.jobs.logs import logger
from sdae.preparation.transforms import LOGARITHMS
from sdae.tables.messages import SHOWN, short, shown
from sdae.tables.scale import guess_scale
from sdae.tables.table import Table

# The square of what is larger overflows single precision; of a smaller range, underflows double.
LARGEST = 1e18
SMALLEST_RANGE = 1e-150
# Share of the largest range below which the usual gene is as good as constant.
SQUASHED = 1e-3


def require_computable(table: Table) -> None:
    """Refuse values whose squares overflow, and genes whose variance underflows.

    Raises:
      InputError: each of them, by gene and condition.
    """
    values = table.values
    problems = shown(
        f"{_place(table, row, column)}: found {values[row, column]:g}; expected a number within "
        f"{LARGEST:g}, since its square can be computed with: leave the cell empty if this stands "
        "for a missing value"
        for row, column in np.argwhere(np.abs(values) > LARGEST)
    )
    with np.errstate(over="ignore"):
        ranges = np.fmax.reduce(values, axis=1) - np.fmin.reduce(values, axis=1)
    problems += shown(
        f"{table.file}, gene '{short(table.genes[row])}': found values that differ by only "
        f"{ranges[row]:g}; expected a variance that can be computed: give the values in another "
        "unit, or leave the gene out"
        for row in np.flatnonzero((ranges > 0) & (ranges < SMALLEST_RANGE))
    )
    if problems:
        raise InputError(problems)


def require_logarithm(table: Table, values: np.ndarray, log: str) -> None:
    """Refuse values that have no such logarithm.

    Raises:
      InputError: the first of them by place, and how many there are.
    """
    least = LOGARITHMS[log].least
    bad = np.argwhere(values <= least)
    if not len(bad):
        return
    remedy = (
        "make it log2p1 or log1p, which take zeros, "
        if least == 0 and not (values < 0).any()
        else ""
    )
    genes = len(np.unique(bad[:, 0]))
    raise InputError(
        [
            f"{_place(table, row, column)}: found {values[row, column]:g}; expected a number above "
            f"{least:g}, since 'log' of the table of data sets is {log}"
            for row, column in bad[:SHOWN]
        ]
        + [
            f"{table.file}: {len(bad)} such values in {genes} genes; {remedy}set 'log' to none if "
            "they are logarithms already, or leave out or shift what has no logarithm"
        ]
    )


def warn_of_counts(table: Table) -> None:
    """Say that values which will be taken as they are look like counts."""
    scale = guess_scale(table.values)
    if scale.name == "counts":
        logger.warning(
            "%s: the values look like counts, being whole numbers from %g to %g, and are taken as "
            "they are; for counts, make 'normalise' cpm and 'log' log2p1 in the table of data sets",
            table.file,
            scale.facts["minimum"],
            scale.facts["maximum"],
        )


def warn_of_squashed(table: Table, X: np.ndarray, scale: str) -> None:
    """Say that a few genes take up nearly all of the scale that all genes share."""
    ranges = np.ptp(X, axis=1)
    if scale == "matrix" and np.median(ranges) < SQUASHED * ranges.max():
        logger.warning(
            "%s: on the scale that all genes share, gene '%s' spans %.2g and most genes less than "
            "%.2g; make 'standardise' true or 'scale' gene in the table of data sets, or look at "
            "its values",
            table.file,
            short(table.genes[int(ranges.argmax())]),
            ranges.max(),
            np.median(ranges),
        )


def require_counts(table: Table) -> None:
    """Refuse what cannot be normalised by library size.

    Raises:
      InputError: negative values, or a condition without any count.
    """
    negative = np.argwhere(table.values < 0)
    problems = shown(
        f"{_place(table, row, column)}: found {table.values[row, column]:g}; expected counts, "
        "since 'normalise' of the table of data sets is cpm"
        for row, column in negative
    )
    empty = np.flatnonzero(np.nansum(table.values, axis=0) == 0)
    problems += shown(
        f"{table.file}, condition '{table.conditions[column]}': found no counts at all; expected "
        "some, to be divided by their sum: leave the condition out"
        for column in empty
    )
    if problems:
        raise InputError(problems)


def _place(table: Table, row: int, column: int) -> str:
    return f"{table.file}, gene '{short(table.genes[row])}', condition '{table.conditions[column]}'"
