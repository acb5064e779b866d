"""Each entry of the network's registries does what its record says."""

import dataclasses
import subprocess
import sys

import numpy as np
import pytest
from points import points_of
from sdae.errors import UnknownNameError
from sdae.network import ACTIVATIONS, INITIALISATIONS, LOSSES, NOISES, OPTIMIZERS, SCHEDULES
from sdae.network.settings import Architecture, Training, why_impossible

REGISTRIES = [ACTIVATIONS, INITIALISATIONS, LOSSES, NOISES, OPTIMIZERS, SCHEDULES]
X = np.linspace(-3, 3, 61).astype(np.float32)


@pytest.mark.parametrize("registry", REGISTRIES, ids=lambda r: r.kind)
def test_entries_have_words_and_a_reference(registry):
    for entry in registry.values():
        assert entry.label
        assert entry.reference


def test_names_are_known_without_jax():
    script = (
        "import sys, sdae.network, sdae.grid; "
        "sys.exit(str(sys.modules.keys() & {'jax', 'optax', 'sklearn', 'pandas', 'scipy'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
    )
    assert done.stderr.strip() == "set()"


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=lambda a: a.name)
def test_activations_keep_to_their_range_and_have_an_initialisation(activation):
    out = np.asarray(activation.function(X))
    low, high = activation.range
    assert out.min() >= low
    assert out.max() <= high
    assert activation.initialisation in INITIALISATIONS


@pytest.mark.parametrize("noise", NOISES.values(), ids=lambda n: n.name)
@pytest.mark.parametrize("level", [0, 0.3, 1])
def test_a_noise_leaves_zero_at_its_neutral_draw(noise, level):
    zeros = np.zeros((2, 3), np.float32)
    draws = np.full_like(zeros, noise.neutral)
    out = noise.corrupt(zeros, draws, np.float32(level), np.float32(-1), np.float32(2))
    np.testing.assert_array_equal(out, zeros)


@pytest.mark.parametrize("loss", LOSSES.values(), ids=lambda a: a.name)
def test_both_forms_of_a_loss_agree_and_nothing_costs_less_than_the_truth(loss):
    low, high = loss.targets or (-2, 2)
    x = np.random.default_rng(0).uniform(low, high, (8, 5))
    activate = ACTIVATIONS[loss.output or "linear"].function
    logits = np.random.default_rng(1).normal(size=x.shape)
    terms = np.asarray(loss.terms(np.float32(logits), activate, np.float32(x)))
    z = np.asarray(activate(logits), np.float64)
    np.testing.assert_allclose(terms, loss.reconstruction(z, x), rtol=1e-4, atol=1e-5)
    assert (loss.reconstruction(x, x) <= loss.reconstruction(z, x)).all()


@pytest.mark.parametrize("schedule", SCHEDULES.values(), ids=lambda s: s.name)
def test_schedules_begin_at_one_and_never_rise(schedule):
    factors = [float(schedule.build()(fraction)) for fraction in np.linspace(0, 0.99, 12)]
    assert factors[0] == 1
    assert factors == sorted(factors, reverse=True)
    assert schedule.needs_total == (factors[-1] < 1)


@pytest.mark.parametrize(
    "unknown",
    [
        lambda: Architecture(noise="maskin"),
        lambda: Architecture(activation="selu"),
        lambda: Architecture(output="selu"),
        lambda: Architecture(loss="hinge"),
        lambda: Architecture(initialisation="glorott"),
        lambda: Training(4, optimizer="adamw"),
        lambda: Training(4, schedule="step"),
        lambda: dataclasses.replace(Architecture(), loss="hinge"),
        lambda: points_of(noise=["uniformly"]),
        lambda: points_of(activation=["selu"]),
    ],
)
def test_an_unknown_name_is_an_error_wherever_it_is_said(unknown):
    with pytest.raises(UnknownNameError, match="expected one of"):
        unknown()


def test_a_loss_says_why_an_output_does_not_fit():
    said = why_impossible(Architecture(output="tanh"), Training(4))
    for words in ("needs output 'sigmoid', not 'tanh'", "between 0 and 1", "'squared_error'"):
        assert words in said
    assert why_impossible(Architecture(output="tanh", loss="squared_error"), Training(4)) is None


def test_codes_are_pretrained_on_by_a_loss_that_fits_them():
    assert Architecture().single_layer(1).loss == "cross_entropy"
    tanh = Architecture(activation="tanh")
    assert tanh.single_layer(0) == tanh
    assert (tanh.single_layer(1).loss, tanh.single_layer(1).output) == ("squared_error", "tanh")
