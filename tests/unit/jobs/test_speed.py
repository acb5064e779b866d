"""How much longer a core takes than the one of which costs are known."""

import timeit

import pytest
from sdae.jobs import speed


def test_the_fastest_of_the_rounds_is_held_against_the_reference(monkeypatch):
    rounds = [5 * speed.REFERENCE, 3 * speed.REFERENCE, 4 * speed.REFERENCE]
    monkeypatch.setattr(timeit, "repeat", lambda *_, **__: rounds)
    assert speed.slowness() == pytest.approx(3)


def test_a_core_takes_some_time():
    assert speed.slowness() > 0
