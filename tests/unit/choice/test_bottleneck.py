"""The size of the bottleneck is chosen by the two rules of thumb, and by nothing else."""

import numpy as np
import pandas as pd
import pytest
from sdae.choice.bottleneck import choose, components_for, of_sizes
from sdae.network.held_out import comparable_loss
from sdae.representations.components import explained_variance

GRID = pd.DataFrame(
    {"point": ["a", "b", "c", "d"], "layers": ["16", "8", "8", "32-4"], "chunk": ["0"] * 4}
)


def held_out(**losses):
    rows = [
        (point, fold, "cross_entropy", loss)
        for point, folds in losses.items()
        for fold, loss in enumerate(folds, start=1)
    ]
    return pd.DataFrame(rows, columns=["point", "fold", "measure", "loss"])


def test_each_size_is_held_by_its_best_point_in_order_of_the_bottleneck():
    table = of_sizes(held_out(a=[1, 2], b=[3, 5], c=[3, 4], d=[9, 9]), GRID)
    assert list(table["layers"]) == ["32-4", "8", "16"]
    assert list(table["point"]) == ["d", "c", "a"]
    assert list(table["points"]) == [1, 2, 1]
    assert table["loss"].tolist() == [9, 3.5, 1.5]
    assert table["error"].tolist() == pytest.approx([0, 0.5, 0.5])


def test_the_smallest_size_within_one_standard_error_is_chosen():
    near = of_sizes(held_out(a=[1, 2], b=[9, 9], c=[1.8, 2.0], d=[2.5, 2.5]), GRID)
    assert choose(near)["point"] == "c"
    far = of_sizes(held_out(a=[1, 2], b=[9, 9], c=[2.0, 2.2], d=[2.5, 2.5]), GRID)
    assert choose(far)["point"] == "a"


def test_points_that_diverged_in_a_fold_are_not_chosen():
    table = of_sizes(held_out(a=[1, np.nan], b=[3, 3], c=[4, 4], d=[5, 5]), GRID)
    assert list(table["point"]) == ["d", "b"]
    nothing = of_sizes(held_out(a=[np.nan] * 2, b=[np.nan] * 2), GRID)
    assert nothing.empty


def test_losses_of_one_kind_are_compared_as_they_are_others_by_squared_error():
    assert comparable_loss(["cross_entropy", "cross_entropy"]) == "cross_entropy"
    assert comparable_loss(["cross_entropy", "squared_error"]) == "squared_error"


def test_components_that_hold_a_share_of_the_variance():
    # Four orthogonal directions that hold 64, 16, 16 and 4 % of the variance.
    basis = np.linalg.qr(np.random.default_rng(0).normal(size=(50, 5)))[0]
    scores = np.linalg.qr(basis - basis.mean(axis=0))[0][:, :4]
    held = explained_variance(scores * np.sqrt([64, 16, 16, 4]))
    assert [components_for(held, share) for share in (0.5, 0.64 + 1e-6, 0.9, 1)] == [1, 2, 3, 4]
    assert components_for(np.zeros(4), 0.9) == 0
