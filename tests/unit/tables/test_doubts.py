"""What can be read and is hardly meant is said, and nothing of what is as usual."""

import numpy as np
import pytest
from sdae.tables.doubts import doubtful_rows

LOGS = np.random.default_rng(0).normal(8, 1, (12, 5)).round(3)
RATIOS = LOGS - 8
COUNTS = np.random.default_rng(1).poisson(0.5, (12, 5)).astype(float)
GENES = [f"g{gene}" for gene in range(12)]


@pytest.mark.parametrize("values", [LOGS, RATIOS, COUNTS, np.where(LOGS > 8, np.nan, LOGS)])
def test_nothing_is_said_of_usual_tables(values):
    assert doubtful_rows(GENES, values) == []


def test_a_row_of_sums():
    (said,) = doubtful_rows([*GENES, "Grand Total"], np.vstack([LOGS, LOGS.sum(axis=0)]))
    assert said.startswith("'Grand Total' has the sums of all other rows")


def test_a_number_for_a_missing_one():
    (said,) = doubtful_rows(GENES, np.where(LOGS > 9, -999, LOGS))
    assert f"{(LOGS > 9).sum()} values are -999, far below all others" in said


def test_one_row_for_each_gene_and_sample():
    (said,) = doubtful_rows([f"g{row // 3}" for row in range(12)], LOGS)
    assert said.startswith("each id is on 3 rows")
