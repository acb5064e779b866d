"""Promises that hold for whatever is given: of the grid, of the readers, of the statistics."""

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from points import points_of
from sdae.configuration import check
from sdae.errors import InputError
from sdae.grid import make_chunks, make_points
from sdae.tables import read_table

FEW = settings(max_examples=40, deadline=None)
LAYERS = st.lists(
    st.lists(st.integers(1, 9), min_size=1, max_size=3), min_size=1, max_size=4, unique_by=tuple
)
LEVELS = st.lists(st.sampled_from([0, 0.1, 0.25, 1]), min_size=1, unique=True)
EPOCHS = st.lists(st.integers(1, 50), min_size=1, max_size=3, unique=True)
GRIDS = st.fixed_dictionaries({"layers": LAYERS, "corruption": LEVELS, "epochs": EPOCHS})


def points(grid):
    config = check({"datasets": "s", "grid": grid})
    return make_points(config["grid"], config["model"])


@FEW
@given(GRIDS, st.integers(1, 30), st.randoms(use_true_random=False))
def test_chunks_hold_each_point_once_whatever_the_order(grid, size, order):
    made = points(grid)
    chunks = make_chunks(made, size)
    ids = [point.id for chunk in chunks.values() for point in chunk]
    assert sorted(ids) == sorted({point.id for point in made})
    assert all(len(chunk) <= size for chunk in chunks.values())
    shuffled = {name: order.sample(values, len(values)) for name, values in grid.items()}
    again = make_chunks(points(dict(reversed(shuffled.items()))), size)
    assert {name: [point.id for point in chunk] for name, chunk in again.items()} == {
        name: [point.id for point in chunk] for name, chunk in chunks.items()
    }


@FEW
@given(GRIDS, st.floats(0.3, 0.9))
def test_a_grid_that_grows_keeps_the_points_that_it_had(grid, level):
    larger = {**grid, "corruption": [*grid["corruption"], level]}
    before, after = ({point.id for point in points(one)} for one in (grid, larger))
    assert before < after
    assert len(after) - len(before) == len(before) / len(grid["corruption"])


def test_points_of_other_settings_have_other_ids():
    every = [point for rate in (0.1, 0.2) for point in points_of(learning_rate=[rate])]
    assert len({point.id for point in every}) == len(every)


# Letters that no reader takes for anything but a name, and signs that it might.
NAME = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters='"#'), min_size=1
).map(lambda text: f"x{text}")
VALUE = st.floats(-1e12, 1e12, allow_subnormal=False)


@FEW
@given(
    st.lists(NAME, min_size=2, max_size=6),
    st.lists(NAME, min_size=2, max_size=4, unique=True),
    st.data(),
)
def test_a_table_comes_back_as_it_was_written(tmp_path_factory, genes, conditions, data):
    shape = (len(genes), len(conditions))
    rows = st.lists(VALUE, min_size=shape[1], max_size=shape[1])
    values = np.array(data.draw(st.lists(rows, min_size=shape[0], max_size=shape[0])))
    lines = [["id", *conditions]]
    lines += [[gene, *map(repr, row.tolist())] for gene, row in zip(genes, values, strict=True)]
    path = tmp_path_factory.mktemp("table") / "t.tsv"
    ending = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    path.write_bytes(ending.join(map("\t".join, lines)).encode(encoding))
    table = read_table(path)
    assert table.genes == genes
    assert table.conditions == conditions
    # Of numbers of 17 digits, the last one may be another.
    np.testing.assert_allclose(table.values, values, rtol=1e-15)


def problems_of(path):
    """Read a table; return why it was refused, or None."""
    try:
        read_table(path)
    except InputError as error:
        return error.problems
    return None


@FEW
@given(st.binary(max_size=300))
def test_whatever_the_bytes_they_are_read_or_refused_in_words(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("table") / "t"
    path.write_bytes(content)
    said = problems_of(path)
    assert said is None or all(problem and "\n" not in problem for problem in said)


def test_a_cut_table_is_refused_or_shorter_but_never_other(tmp_path):
    rng = random.Random(0)
    lines = [[f"g{gene}", *(f"{rng.gauss(0, 1):.6f}" for _ in range(5))] for gene in range(20)]
    whole = "\n".join("\t".join(line) for line in [["id", *"abcde"], *lines]) + "\n"
    path = tmp_path / "t.tsv"
    path.write_text(whole)
    expected = read_table(path)
    seen = 0
    for place in rng.sample(range(len(whole)), 60):
        path.write_text(whole[:place])
        try:
            table = read_table(path)
        except ValueError:
            continue
        seen += 1
        rows = len(table.genes)
        assert table.genes == expected.genes[:rows]
        # The last number may have lost digits, which nothing but a digest of the table can see.
        np.testing.assert_array_equal(
            table.values.ravel()[:-1], expected.values[:rows].ravel()[:-1]
        )
    assert seen
