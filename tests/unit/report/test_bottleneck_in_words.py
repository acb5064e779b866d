"""What is said of the choice of the bottleneck."""

import pytest
from sdae.report.bottleneck import edge, in_words

CHOICE = {
    "point": "c", "layers": "8", "lowest_layers": "16", "bottlenecks": [4, 8, 16, 32],
    "folds": 5, "variance": 0.9, "components": 7,
}  # fmt: skip


def test_words_name_what_was_chosen_and_what_was_lowest():
    said = " ".join(in_words(CHOICE))
    for words in (
        "5 folds",
        "bottleneck of 8",
        "bottleneck of 16",
        "7 principal components",
        "90 %",
    ):
        assert words in said
    assert "grid.layers" not in said
    assert "diverged" in in_words({**CHOICE, "point": None})[0]


def test_words_tell_depths_of_one_bottleneck_apart():
    said = in_words({**CHOICE, "layers": "16", "lowest_layers": "32-16"})[0]
    assert "chooses point c, a bottleneck of 16 in 1 hidden layer:" in said
    assert "a bottleneck of 16 in 2 hidden layers (32-16)" in said
    assert "shallowest" in said


@pytest.mark.parametrize(
    ("layers", "lowest", "bottlenecks", "expected"),
    [
        ("8", "16", [4, 8, 16, 32], ""),
        ("8", "64-32", [4, 8, 16, 32], "the lowest loss is at the largest"),
        ("4", "32", [4, 8, 16, 32], "the lowest loss is at the largest"),
        ("4", "4", [4, 8, 16, 32], "the lowest loss is at the smallest"),
        ("4", "8", [4, 8, 16, 32], "the choice is the smallest"),
        ("1", "1", [1, 2], ""),
        ("8", "32-8", [8], "no other bottleneck"),
    ],
)
def test_an_end_of_the_sizes_is_said_with_where_to_widen_them(
    layers, lowest, bottlenecks, expected
):
    choice = {**CHOICE, "layers": layers, "lowest_layers": lowest, "bottlenecks": bottlenecks}
    said = edge(choice)
    assert said.startswith(expected)
    assert bool(said) == bool(expected) == ("'grid.layers'" in said)
    assert said[1:] in " ".join(in_words(choice))


def test_no_variance_is_no_number_of_components():
    said = in_words({**CHOICE, "components": 0})[-1]
    assert said.startswith("All profiles are the same, so there is no variance")
