"""Which genes and conditions can be prepared, and which are wanted."""

from typing import Any

import numpy as np

from sdae.errors import InputError
from sdae.jobs.logs import logger
from sdae.preparation.impute import NEIGHBOURS
from sdae.preparation.scaling import is_constant
from sdae.tables.messages import few
from sdae.tables.table import Table


def missing_share(values: np.ndarray) -> np.ndarray:
    """Return the share of missing values of each gene, (genes,)."""
    return np.isnan(values).mean(axis=1)


def usable(table: Table, max_missing: float, needs_spread: bool, record: dict[str, Any]) -> Table:
    """Leave out, record and say, genes and conditions that cannot be prepared.

    Args:
      table: as read.
      max_missing: share of missing values above which a gene is left out.
      needs_spread: whether genes will be divided by their spread.
      record: what is left out is written here.

    Raises:
      InputError: nothing is left.
    """
    share = missing_share(table.values)
    # A gene without a single value cannot be filled in from its own profile, whatever is allowed.
    enough = (share <= max_missing) & (share < 1)
    record["max_missing"] = max_missing
    dropped = _said(
        table.genes, ~enough, f"have more than {max_missing:.0%} of their values missing"
    )
    if not enough.any():
        raise InputError(
            f"{table.file}: found more than {max_missing:.0%} of the values missing in every gene; "
            "expected fewer in some, or a higher 'max_missing' in the table of data sets"
        )
    table = table.take(enough)
    _require_profiles(table)
    conditions: list[str] = []
    flat: list[str] = []
    # What is left out of one may leave nothing of the other.
    while True:
        constant = is_constant(table.values) & needs_spread
        flat += _said(
            table.genes, constant, "have the same value throughout, so nothing to divide by"
        )
        if constant.all():
            raise InputError(
                f"{table.file}: found the same value throughout in every gene that has enough "
                f"values ({len(table.genes)} of them); expected genes that differ between "
                "conditions"
            )
        table = table.take(~constant)
        measured = (~np.isnan(table.values)).sum(axis=0)
        # One gene's value would be given to all others.
        lacking = measured < (2 if len(table.genes) > 2 else 1)
        conditions += _said(
            table.conditions, lacking, "have no value, or that of one gene alone, of the genes kept"
        )
        table = table.take(np.ones(len(table.genes), bool), ~lacking)
        _require_profiles(table)
        empty = np.isnan(table.values).all(axis=1)
        dropped += _said(table.genes, empty, "have no value in the conditions kept")
        table = table.take(~empty)
        if not lacking.any():
            break
    few_measured = (measured < min(NEIGHBOURS, len(table.genes))) & (measured < len(table.genes))
    if few_measured.any():
        logger.warning(
            "%s: conditions in which only a few genes have a value, from which all others will be "
            "filled in: %s",
            table.file,
            few([table.conditions[place] for place in np.flatnonzero(few_measured)]),
        )
    record["dropped_for_missing_values"] = _names(dropped)
    record["dropped_conditions"] = _names(conditions)
    record["dropped_for_constant_profile"] = _names(flat)
    return table


def expressed(table: Table, levels: np.ndarray, min_mean: float | None) -> np.ndarray:
    """Tell which genes have at least a mean level, (genes,)."""
    if min_mean is None:
        return np.ones(len(table.genes), bool)
    kept = np.nanmean(levels, axis=1) >= min_mean
    if not kept.any():
        raise InputError(
            f"{table.file}: found no gene with a mean of {min_mean:g} or more; expected some: the "
            "largest mean is "
            f"{np.nanmean(levels, axis=1).max():.4g}, so lower 'min_mean'"
        )
    return kept


def most_variable(values: np.ndarray, number: int | None) -> np.ndarray:
    """Tell which genes are the most variable ones, by variance; of equal ones, the first."""
    if number is None or number >= len(values):
        return np.ones(len(values), bool)
    order = np.argsort(-np.nanvar(values, axis=1), kind="stable")
    return np.isin(np.arange(len(values)), order[:number])


def _require_profiles(table: Table) -> None:
    if len(table.conditions) < 2:
        raise InputError(
            f"{table.file}: found {len(table.conditions)} condition with values; expected at "
            "least 2, to compare profiles"
        )


def _said(names: list[str], mask: np.ndarray, why: str) -> list[str]:
    chosen = [names[place] for place in np.flatnonzero(mask)]
    if chosen:
        logger.warning("left out, since they %s: %s", why, few(chosen))
    return chosen


def _names(names: list[str]) -> np.ndarray:
    # An empty list would come back from the file as an array of numbers.
    return np.array(names, dtype=object)
