"""A registry never answers with another entry than the one that was asked for."""

from typing import NamedTuple

import pytest
from sdae.errors import InputError
from sdae.registry import Registry


class Method(NamedTuple):
    name: str


METHODS = Registry("method", [Method("kmeans"), Method("spectral")])


def test_entries_come_by_name_in_their_order():
    assert list(METHODS) == ["kmeans", "spectral"]
    assert METHODS["spectral"] == Method("spectral")
    assert "ward" not in METHODS
    assert METHODS.get("ward") is None


def test_an_unknown_name_is_an_error_that_says_what_there_is():
    message = "found no method 'kmean'; did you mean 'kmeans'. expected one of kmeans, spectral"
    with pytest.raises(InputError, match=message):
        METHODS["kmean"]


def test_two_entries_of_one_name_are_refused():
    with pytest.raises(ValueError, match="two entries of the methods are called 'a'"):
        Registry("method", [Method("a"), Method("a")])
