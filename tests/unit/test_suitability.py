"""Data that do not suit the configuration are refused with the reason."""

from points import points_of
from sdae.suitability import problems_with_models


def test_cross_entropy_is_refused_outside_of_0_to_1_and_nowhere_else():
    points = points_of()
    assert problems_with_models(points, 0.0, 1.0, "scaled") == []
    for low, high in ((-0.5, 1.0), (0.0, 1.5)):
        (problem,) = problems_with_models(points, low, high, "unscaled")
        for words in ("unscaled", f"{low:g}", f"{high:g}", "cross_entropy", "'scale'"):
            assert words in problem
    squared = points_of(loss=["squared_error"])
    assert problems_with_models(squared, -3.0, 3.0, "unscaled") == []
