"""Schedules of the learning rate over a phase of the training."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sdae.registry import Registry

# What exponential decay leaves of the learning rate at the end of a phase.
LAST_SHARE = 0.01


@dataclass(frozen=True)
class Schedule:
    """A schedule.

    Attributes:
      name: what users write.
      label: what people read.
      build: returns a function from the fraction of a phase that is over, in [0, 1), to the factor
        of the learning rate that applies there.
      needs_total: whether the factor depends on how long the phase is to be, so that a shorter
        training is no beginning of a longer one.
      reference: where it comes from.
    """

    name: str
    label: str
    build: Callable[[], Callable[[Any], Any]]
    needs_total: bool
    reference: str


def _constant():
    import optax

    return optax.constant_schedule(1.0)


def _linear():
    import optax

    return optax.linear_schedule(1.0, 0.0, transition_steps=1)


def _cosine():
    import optax

    return optax.cosine_decay_schedule(1.0, decay_steps=1)


def _exponential():
    import optax

    return optax.exponential_decay(1.0, 1, LAST_SHARE)


OPTAX = "optax, {}"
SCHEDULES = Registry(
    "schedule",
    [
        Schedule("constant", "constant", _constant, False, OPTAX.format("constant_schedule")),
        Schedule("linear", "linear to zero", _linear, True, OPTAX.format("linear_schedule")),
        Schedule(
            "cosine",
            "cosine to zero",
            _cosine,
            True,
            "Loshchilov and Hutter, SGDR, ICLR 2017, equation 5",
        ),
        Schedule(
            "exponential",
            f"exponential to {LAST_SHARE:.0%}",
            _exponential,
            True,
            OPTAX.format("exponential_decay"),
        ),
    ],
)
