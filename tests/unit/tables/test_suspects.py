"""Columns of numbers that are no conditions, told by name and by what is in them."""

import numpy as np
import pytest
from sdae.tables.suspects import suspects

GENES = 60
KINDS = np.arange(GENES) % 4 + 1.0
MOSTLY_MISSING = np.where(np.arange(GENES) % 10 == 0, KINDS, np.nan)


def among(column, others):
    names = ["class", *(f"c{number}" for number in range(others.shape[1]))]
    surely, maybe = suspects(names, np.column_stack([column, others]))
    return 0 in surely, 0 in maybe


@pytest.mark.parametrize("kinds", [KINDS, MOSTLY_MISSING])
def test_numbers_of_groups_are_no_condition_among_measurements(kinds):
    logs = np.random.default_rng(1).normal(size=(GENES, 6))
    assert among(kinds, logs) == (True, False)
    counts = np.random.default_rng(2).poisson(500, (GENES, 6)).astype(float)
    assert among(kinds, counts) == (True, False)


def test_a_condition_with_the_name_of_one_is_only_doubtful():
    draws = np.random.default_rng(3)
    logs = draws.normal(size=(GENES, 7))
    assert among(logs[:, 0], logs[:, 1:]) == (False, True)
    counts = draws.poisson(500, (GENES, 7)).astype(float)
    assert among(counts[:, 0], counts[:, 1:]) == (False, True)
    # Where all have few values, as counts of single cells, nothing tells it from them.
    few = draws.poisson(1, (GENES, 7)).astype(float)
    assert among(few[:, 0], few[:, 1:]) == (False, True)
