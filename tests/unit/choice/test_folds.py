"""Each condition is left out once."""

import numpy as np
import pytest
from sdae.choice.folds import condition_masks


@pytest.mark.parametrize(("conditions", "folds"), [(73, 8), (12, 8), (5, 8), (2, 3)])
def test_each_condition_is_left_out_by_one_fold(conditions, folds):
    masks = condition_masks(conditions, folds)
    assert len(masks) == min(conditions, folds)
    np.testing.assert_array_equal((~masks).sum(axis=0), 1)
    assert masks.any(axis=1).all()
