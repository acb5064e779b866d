"""How numbers and terms are written."""

import pandas as pd
import pytest
from sdae.indices import INDICES
from sdae.report.wording import (
    above_raw,
    count,
    joined,
    layers_in_words,
    measure_name,
    noise_name,
    number,
    percent,
    sizes_in_words,
)
from sdae.statistics.layers import by_bottleneck


@pytest.mark.parametrize(
    ("value", "signed", "written"),
    [
        (0.4621, False, "0.462"),
        (-0.0001, False, "0.000"),
        (-0.0001, True, "+0.000"),
        (0.05, True, "+0.050"),
        (-0.05, False, "\N{MINUS SIGN}0.050"),
        (None, False, "\N{EN DASH}"),
    ],
)
def test_numbers(value, signed, written):
    assert number(value, signed=signed) == written


def test_shares_are_whole_percents():
    assert [percent(share) for share in (0, 0.556, 1)] == ["0 %", "56 %", "100 %"]


def test_counts_and_lists():
    assert (count(1, "gene"), count(1200, "gene")) == ("1 gene", "1,200 genes")
    assert [joined("abc"[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_a_noise_is_named_only_beside_others():
    assert noise_name("masking", 0.15) == "15 %"
    assert noise_name("gaussian", 0.15) == "sd 0.15"
    assert noise_name("salt_and_pepper", 0.1, kinds=2) == "10 % salt-and-pepper noise"


def test_layers_stand_by_bottleneck_then_depth():
    assert by_bottleneck(["16", "10", "32-8", "8", "8"]) == ["8", "32-8", "10", "16"]


def test_layers_name_width_and_depth():
    assert layers_in_words("16") == "a bottleneck of 16 in 1 hidden layer"
    assert layers_in_words("32-16") == "a bottleneck of 16 in 2 hidden layers (32-16)"


def test_sizes_in_a_row_are_said_by_their_ends():
    assert sizes_in_words("8, 16") == "8 and 16"
    assert sizes_in_words("4, 5, 6, 7") == "4 to 7"
    assert sizes_in_words("4, 5") == "4 and 5"


def test_points_above_the_raw_profiles_are_counted_over_clusterers():
    scores = pd.Series([0.1, 0.3, 0.5])
    assert above_raw([("pca_first", scores, 0.2), ("pca_first", scores, 0.4)]) == (
        "first principal components at 3 of 6 points"
    )
    assert above_raw([]) == ""


def test_what_is_compared_is_called_as_the_registry_calls_it():
    assert measure_name("ami") == INDICES["ami"].label == "AMI"
    assert measure_name("stability") == "stability"
