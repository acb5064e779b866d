"""The batched trainer against a NumPy oracle, itself in other chunks, and known optima."""

import dataclasses

import numpy as np
import oracle
import pytest
from points import points_of
from sdae.errors import InputError
from sdae.network.layout import LANES, MATRICES, choose
from sdae.network.program_run import ProgramRun
from sdae.network.train import train, workload


def profiles(genes=90, conditions=17, seed=0):
    """Smooth curves with noise, scaled to [0, 1], as a time course of expression is."""
    rng = np.random.default_rng(seed)
    time = np.linspace(0, 2 * np.pi, conditions)
    x = np.sin(time + rng.uniform(0, 2 * np.pi, (genes, 1))) + 0.3 * rng.normal(
        size=(genes, conditions)
    )
    return ((x - x.min()) / (x.max() - x.min())).astype(np.float32)


def run(*arguments):
    """Train, and return the models by point and replicate."""
    return {(model.point, model.replicate): model for model in train(*arguments)}


def curves_of(trained):
    return [loss for model in trained.values() for loss in model.curve]


def assert_equal_layers(one, other, **tolerance):
    assert len(one) == len(other)
    for a, b in zip(one, other, strict=True):
        for p, q in zip(a, b, strict=True):
            assert (p is None) == (q is None)
            if p is not None:
                np.testing.assert_allclose(p, q, **tolerance)


@pytest.mark.parametrize(
    ("batch_size", "conditions", "rate"),
    [(4, 17, 0.1), (8, 17, 0.1), (7, 17, 0.1), (4, 300, 0.01)],
    ids=["even batches", "last batch smaller", "odd batches", "as matrix products"],
)
def test_equals_the_oracle_over_hundreds_of_steps(batch_size, conditions, rate):
    x = profiles(90, conditions)
    (point,) = points_of(batch_size=[batch_size], learning_rate=[rate], epochs=[20])
    assert 20 * -(-90 // batch_size) >= 200
    trained = run(x, [point], [3])
    expected = oracle.train(x.astype(float), point, 3)
    assert_equal_layers(trained[point.id, 3].layers, expected, rtol=2e-4, atol=2e-5)


@pytest.mark.parametrize("noise", ["masking", "gaussian", "salt_and_pepper"])
@pytest.mark.parametrize("tied", [True, False])
def test_two_encoders_equal_the_oracle_through_both_phases(noise, tied):
    x = profiles()
    (point,) = points_of(layers=[[7, 4]], noise=[noise], tied=[tied], epochs=[8])
    trained = run(x, [point], [1])
    expected = oracle.train(x.astype(float), point, 1)
    assert_equal_layers(trained[point.id, 1].layers, expected, rtol=5e-4, atol=5e-5)


@pytest.mark.parametrize("activation", ["tanh", "relu", "linear"])
def test_codes_of_any_activation_are_pretrained_on(activation):
    x = profiles(40)
    (point,) = points_of(
        layers=[[7, 4]], activation=[activation], learning_rate=[0.02], tied=[False], epochs=[3]
    )
    trained = run(x, [point], [1])
    expected = oracle.train(x.astype(float), point, 1)
    assert_equal_layers(trained[point.id, 1].layers, expected, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "linear"])
@pytest.mark.parametrize("output", ["sigmoid", "tanh", "relu", "linear"])
@pytest.mark.parametrize("tied", [True, False])
def test_every_activation_and_loss_equals_the_oracle(activation, output, tied):
    losses = ["cross_entropy", "squared_error"] if output == "sigmoid" else ["squared_error"]
    points = points_of(
        layers=[[6]],
        activation=[activation],
        output=[output],
        loss=losses,
        tied=[tied],
        learning_rate=[0.02],
        epochs=[3],
    )
    x = profiles(40)
    trained = run(x, points, [2])
    for point in points:
        expected = oracle.train(x.astype(float), point, 2)
        assert_equal_layers(trained[point.id, 2].layers, expected, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "linear"])
@pytest.mark.parametrize(
    ("output", "loss"),
    [
        ("sigmoid", "cross_entropy"),
        *((output, "squared_error") for output in ("sigmoid", "tanh", "relu", "linear")),
    ],
)
@pytest.mark.parametrize("tied", [True, False])
def test_gradients_of_the_oracle_equal_finite_differences(activation, output, loss, tied):
    (point,) = points_of(
        layers=[[5, 3]], activation=[activation], output=[output], loss=[loss], tied=[tied]
    )
    x = profiles(6, 7).astype(float)
    rng = np.random.default_rng(1)
    layers = [
        [p if p is None else p + 0.1 * rng.normal(size=p.shape) for p in layer]
        for layer in oracle.initial_parameters(point, 7, 1)
    ]
    grads = oracle.gradients(layers, x, x, point.architecture)
    step = 1e-6
    for layer, grad in zip(layers, grads, strict=True):
        for parameter, g in zip(layer, grad, strict=True):
            if parameter is None:
                continue
            for place in np.ndindex(parameter.shape):
                kept = parameter[place]
                parameter[place] = kept + step
                above = oracle.loss(layers, x, x, point.architecture)
                parameter[place] = kept - step
                below = oracle.loss(layers, x, x, point.architecture)
                parameter[place] = kept
                assert g[place] == pytest.approx((above - below) / (2 * step), rel=1e-4, abs=1e-6)


def test_a_chunk_equals_its_points_trained_one_by_one():
    x = profiles()
    points = points_of(
        layers=[[4], [5], [6], [7]],
        corruption=[0, 0.1],
        learning_rate=[0.05, 0.1, 0.2],
        epochs=[5, 12],
    )[:40]
    assert len(points) == 40
    together = run(x, points, [1, 2])
    for point in points:
        alone = run(x, [point], [2])
        assert_equal_layers(
            together[point.id, 2].layers, alone[point.id, 2].layers, rtol=1e-5, atol=1e-6
        )


def test_a_program_in_pieces_trains_the_same_models(monkeypatch):
    x = profiles(40)
    points = points_of(layers=[[4], [5]], corruption=[0, 0.1, 0.2], epochs=[2])
    whole = run(x, points, [1])
    monkeypatch.setattr("sdae.network.budget.MAX_MODELS", 4)
    pieces = run(x, points, [1])
    for point in points:
        assert_equal_layers(
            pieces[point.id, 1].layers, whole[point.id, 1].layers, rtol=1e-4, atol=1e-6
        )


@pytest.mark.parametrize("layers", [[[9], [8]], [[9, 4], [8, 4]]], ids=["flat", "stacked"])
def test_what_does_not_fit_the_memory_waits_and_is_the_same(layers, monkeypatch):
    x = profiles(40)
    points = points_of(layers=layers, corruption=[0, 0.1, 0.2], epochs=[2])
    at_once = []
    monkeypatch.setattr(
        "sdae.network.train.ProgramRun", lambda *of: at_once.append(of) or ProgramRun(*of)
    )
    roomy = run(x, points, [1, 2, 3])
    assert {(len(program.trajectories), len(reps)) for program, _, reps, *_ in at_once} == {(6, 3)}
    at_once.clear()
    tight = run(x, points, [1, 2, 3], lambda done: None, 0.05)
    assert len(at_once) == 18
    assert tight.keys() == roomy.keys()
    for key, model in roomy.items():
        assert_equal_layers(tight[key].layers, model.layers, rtol=1e-4, atol=1e-6)


def test_both_layouts_compute_the_same(monkeypatch):
    x = profiles()
    points = points_of(layers=[[5], [6]], epochs=[15])
    assert choose((17, 6), 4) is LANES
    lanes = run(x, points, [1])
    monkeypatch.setattr("sdae.network.program_run.choose", lambda widths, batch_size: MATRICES)
    matrices = run(x, points, [1])
    for key, model in lanes.items():
        assert_equal_layers(model.layers, matrices[key].layers, rtol=1e-4, atol=1e-5)


def test_epochs_are_snapshots_of_one_trajectory():
    x = profiles()
    short, long = points_of(epochs=[6, 14])
    both = run(x, [short, long], [1])
    curves = curves_of(both)
    only = run(x, [short], [1])
    assert_equal_layers(both[short.id, 1].layers, only[short.id, 1].layers, rtol=1e-6)
    assert max(c.epoch for c in curves if c.point == short.id) == 6
    assert max(c.epoch for c in curves if c.point == long.id) == 14


def test_replicates_are_independent_and_repeatable():
    x = profiles()
    (point,) = points_of()
    trained = run(x, [point], [1, 2])
    again = run(x, [point], [2])
    weights = trained[point.id, 1].layers[0].weights, trained[point.id, 2].layers[0].weights
    assert abs(np.corrcoef(weights[0].ravel(), weights[1].ravel())[0, 1]) < 0.9
    assert_equal_layers(
        trained[point.id, 2].layers, again[point.id, 2].layers, rtol=1e-6, atol=1e-7
    )


def test_divergence_marks_its_point_and_leaves_the_others_as_they_were():
    x = profiles()
    points = points_of(
        learning_rate=[0.1, 100.0],
        activation=["relu"],
        output=["linear"],
        loss=["squared_error"],
        # As many as bring the other below the loss of the mean profile.
        epochs=[100],
    )
    points = [dataclasses.replace(p, learning_rate=p.learning_rate / 10) for p in points]
    sane, wild = points
    trained = run(x, points, [1])
    curves = curves_of(trained)
    assert trained[wild.id, 1].diverged
    assert not trained[sane.id, 1].diverged
    alone = run(x, [sane], [1])
    assert_equal_layers(trained[sane.id, 1].layers, alone[sane.id, 1].layers, rtol=1e-6)
    assert all(np.isfinite(c.loss) for c in curves if c.point == sane.id)


def test_a_learning_rate_of_a_hundred_diverges_with_the_papers_network():
    x = profiles()
    sane, wild = points_of(learning_rate=[0.1, 100.0], epochs=[100])
    trained = run(x, [sane, wild], [1])
    assert trained[wild.id, 1].diverged
    assert not trained[sane.id, 1].diverged


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize("schedule", ["constant", "linear", "cosine", "exponential"])
def test_optimisers_and_schedules_lower_the_loss(optimizer, schedule):
    x = profiles()
    points = points_of(
        optimizer=[optimizer], schedule=[schedule], learning_rate=[0.01], epochs=[30]
    )
    curves = curves_of(run(x, points, [1]))
    losses = [c.loss for c in sorted(curves, key=lambda c: c.epoch)]
    assert losses[-1] < 0.97 * losses[0]


def test_a_linear_network_finds_the_principal_subspace():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(200, 10)) @ np.diag([3, 2.5, 2, 0.3, 0.3, 0.2, 0.2, 0.1, 0.1, 0.1])
    x = (x - x.mean(axis=0)).astype(np.float32)
    points = points_of(
        layers=[[3]],
        corruption=[0],
        activation=["linear"],
        output=["linear"],
        loss=["squared_error"],
        optimizer=["adam"],
        schedule=["cosine"],
        learning_rate=[0.02],
        batch_size=[20],
        epochs=[400],
    )
    trained = run(x, points, [1])
    curves = curves_of(trained)
    (model,) = trained.values()
    learnt, _ = np.linalg.qr(model.layers[0].weights)
    _, _, axes = np.linalg.svd(x, full_matrices=False)
    cosines = np.linalg.svd(learnt.T @ axes[:3].T, compute_uv=False)
    assert np.degrees(np.arccos(np.clip(cosines.min(), -1, 1))) < 1
    best = ((x - x @ axes[:3].T @ axes[:3]) ** 2).sum(axis=1).mean()
    assert curves[-1].loss == pytest.approx(best, rel=0.01)


def test_the_workload_is_what_progress_adds_up_to():
    x = profiles(30)
    points = points_of(layers=[[4], [6, 3]], epochs=[3, 5], learning_rate=[0.1, 0.2])
    done = []
    run(x, points, [1, 2], done.append)
    assert sum(done) == workload(points, 17, 2)


def test_salt_and_pepper_of_a_replicate_knows_no_other():
    x = profiles(30)
    (point,) = points_of(layers=[[5, 3]], noise=["salt_and_pepper"], epochs=[4])
    together, alone = run(x, [point], [1, 2, 3]), run(x, [point], [3])
    assert_equal_layers(together[point.id, 3].layers, alone[point.id, 3].layers, atol=1e-6)


def test_what_ends_above_the_mean_profile_has_diverged():
    x = profiles(30)
    points = points_of(
        output=["linear"],
        loss=["squared_error"],
        optimizer=["adam"],
        corruption=[0],
        learning_rate=[1e-5, 0.01],
        epochs=[60],
    )
    trained = run(x, points, [1])
    barely, well = (trained[point.id, 1] for point in points)
    assert barely.curve[-1].loss < barely.curve[0].loss
    assert barely.diverged
    assert well.curve[-1].loss < x.var(axis=0).sum()
    assert not well.diverged


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.nan, "gene 3, condition 2: found nan"),
        (np.inf, "gene 3, condition 2: found inf"),
        (1e39, "found 1e[+]39"),
        (-1e25, "found -1e[+]25"),
    ],
)
def test_nothing_is_trained_on_what_is_not_finite_in_float32(value, words):
    x = profiles(20).astype(float)
    x[2, 1] = value
    with pytest.raises(InputError, match=words):
        run(x, points_of(loss=["squared_error"]), [1])


def test_nothing_is_trained_on_what_is_all_zero_in_float32():
    with pytest.raises(InputError, match="found no value above"):
        run(profiles(20).astype(float) * 1e-200, points_of(), [1])
