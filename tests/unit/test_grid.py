"""The grid of hyper-parameters, and sizes that follow the data."""

import pytest
from points import GRID, MODEL, points_of
from sdae.grid import find_points, make_chunks, make_points, read_grid, sized, write_grid

AUTO = {**GRID, "layers": "auto"}


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [(400, [32, 16, 8]), (33, [32, 16, 8]), (32, [16, 8, 4]), (12, [8, 4, 2]), (4, [2, 2, 2]),
     (2, [1, 1, 1])],
)  # fmt: skip
def test_sizes_follow_the_number_of_conditions(conditions, expected):
    points = sized(make_points(AUTO, MODEL), conditions)
    assert [point.layers for point in points] == [(size,) for size in expected]


def test_a_point_keeps_its_id_whatever_the_data(tmp_path):
    points = make_points([AUTO, {**GRID, "layers": [[6], [10, 3]]}], MODEL)
    ids = [point.id for point in points]
    assert len(set(ids)) == 5
    chunks = make_chunks(points, 2)
    for conditions in (9, 80):
        assert [point.id for point in sized(points, conditions)] == ids
        config = {"grid": [AUTO, {**GRID, "layers": [[6], [10, 3]]}], "model": MODEL}
        assert find_points(config, ids, conditions) == sized(points, conditions)
        path = tmp_path / f"{conditions}.tsv"
        write_grid(path, {name: sized(part, conditions) for name, part in chunks.items()})
        found = read_grid(path)
        assert {name: found[name].layers for name in ids} == {
            point.id: point.layers for point in sized(points, conditions)
        }
        assert [found[name].id for name in ids] == ids


def test_sizes_that_are_given_stay():
    points = points_of(layers=[[4], [8, 3]])
    assert sized(points, 5) == points
    assert [point.nodes for point in points] == [4, 11]
