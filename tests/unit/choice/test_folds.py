"""Each condition is left out once."""

import anndata
import numpy as np
import pandas as pd
import pytest
from sdae.choice.folds import condition_masks, read_masks


@pytest.mark.parametrize(("conditions", "folds"), [(73, 8), (12, 8), (5, 8), (2, 3)])
def test_each_condition_is_left_out_by_one_fold(conditions, folds):
    masks = condition_masks(conditions, folds)
    assert len(masks) == min(conditions, folds)
    np.testing.assert_array_equal((~masks).sum(axis=0), 1)
    assert masks.any(axis=1).all()


def test_conditions_of_one_group_are_left_out_together(tmp_path):
    group = [0, 0, 1, 1, 2, 2, 3, 3]
    prepared = anndata.AnnData(np.zeros((2, 8), np.float32), var=pd.DataFrame({"group": group}))
    prepared.write_h5ad(tmp_path / "grouped.h5ad")
    masks = read_masks(tmp_path / "grouped.h5ad", 8)
    assert masks.shape == (4, 8)
    assert (masks[:, ::2] == masks[:, 1::2]).all()
    anndata.AnnData(np.zeros((2, 8), np.float32)).write_h5ad(tmp_path / "plain.h5ad")
    np.testing.assert_array_equal(read_masks(tmp_path / "plain.h5ad", 3), condition_masks(8, 3))
