"""A model that sees some conditions is the one that a table of those conditions gives."""

import numpy as np
import pytest
from points import points_of
from sdae.errors import InputError
from sdae.network.references import reference_losses
from sdae.network.regenerate import regenerate
from sdae.network.train import train, workload

RANDOM = np.random.default_rng(0)
X = RANDOM.random((30, 12)).astype(np.float32)
MASKS = np.ones((3, 12), bool)
for fold, out in enumerate(([0, 5], [11], [2, 3, 7])):
    MASKS[fold, out] = False


def run(*arguments, **options):
    return {(m.point, m.replicate, m.fold): m for m in train(*arguments, **options)}


def equal_to_the_table_without(points, x=X, masks=MASKS):
    found = run(x, points, [2], condition_masks=masks)
    for fold, kept in enumerate(masks):
        alone = run(x[:, kept], points, [2])
        for point in points:
            model, other = found[point.id, 2, fold], alone[point.id, 2, None]
            assert model.diverged == other.diverged
            losses = [loss.loss for loss in model.curve], [loss.loss for loss in other.curve]
            np.testing.assert_allclose(*losses, rtol=1e-5)
            outer, *deeper = model.layers
            assert not outer.weights[~kept].any()
            assert not outer.visible_bias[~kept].any()
            cut = outer._replace(weights=outer.weights[kept], visible_bias=outer.visible_bias[kept])
            if outer.decoder_weights is not None:
                cut = cut._replace(decoder_weights=outer.decoder_weights[:, kept])
            for a, b in zip([cut, *deeper], other.layers, strict=True):
                for p, q in zip(a, b, strict=True):
                    if p is not None:
                        np.testing.assert_allclose(p, q, atol=1e-5)
    return found


@pytest.mark.parametrize("noise", ["masking", "gaussian", "salt_and_pepper"])
def test_left_out_is_as_if_it_were_not_there(noise):
    points = points_of(layers=[[4], [3]], noise=[noise], tied=[noise != "gaussian"], epochs=[3])
    equal_to_the_table_without(points)


def test_stacks_too_and_optimisers_with_a_state():
    points = points_of(layers=[[5, 3]], noise=["salt_and_pepper"], optimizer=["adam"], epochs=[3])
    equal_to_the_table_without(points, masks=MASKS[:1])


def test_matrices_too():
    x = np.random.default_rng(1).random((20, 150)).astype(np.float32)
    masks = np.ones((1, 150), bool)
    masks[0, ::7] = False
    equal_to_the_table_without(points_of(layers=[[8]], epochs=[2]), x, masks)


def test_those_that_see_all_are_as_without_folds_and_folds_come_once_for_each_replicate():
    (point,) = points_of(epochs=[3])
    done = []
    found = run(X, [point], [1, 2], done.append, condition_masks=MASKS)
    assert [key[1:] for key in found] == [(1, None), (2, None), (1, 0), (1, 1), (1, 2)]
    assert sum(done) == workload([point], 12, 5)
    plain = run(X, [point], [1, 2])
    for replicate in (1, 2):
        model, other = (some[point.id, replicate, None] for some in (found, plain))
        np.testing.assert_allclose(model.layers[0].weights, other.layers[0].weights, atol=1e-6)
    chosen = run(X, [point], [], condition_masks=MASKS, fold_replicates=[4])
    assert [key[1:] for key in chosen] == [(4, 0), (4, 1), (4, 2)]


def test_profiles_are_regenerated_by_what_was_seen():
    (point,) = points_of(epochs=[3])
    model = run(X, [point], [1], condition_masks=MASKS)[point.id, 1, 2]
    kept = MASKS[2]
    outer = model.layers[0]
    small = [outer._replace(weights=outer.weights[kept], visible_bias=outer.visible_bias[kept])]
    for one, other in zip(
        regenerate(X, model.layers, point.architecture, kept),
        regenerate(X[:, kept], small, point.architecture),
        strict=True,
    ):
        np.testing.assert_allclose(one, other, atol=1e-6)
    floor, mean = reference_losses(X[:, kept], "cross_entropy")
    assert floor < model.curve[-1].loss
    assert mean > floor


@pytest.mark.parametrize("masks", [np.ones(12, bool), np.ones((2, 11), bool), ~MASKS & MASKS])
def test_masks_that_do_not_fit_are_refused(masks):
    with pytest.raises(InputError, match="condition masks: found shape"):
        run(X, points_of(), [1], condition_masks=masks)
