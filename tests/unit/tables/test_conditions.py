"""Which conditions belong together: as users say it, and as names show it."""

import pytest
from sdae.errors import InputError
from sdae.tables.conditions import read_groups
from sdae.tables.describe import proposed_groups

NAMES = ["ctrl_1", "ctrl_2", "heat_1", "heat_2", "late"]


def read(tmp_path, text):
    path = tmp_path / "conditions.tsv"
    path.write_text(text)
    return read_groups(path, NAMES)


def test_those_that_are_not_listed_are_by_themselves(tmp_path):
    text = "note\tcondition\tgroup\nx\theat_1\theat\n\theat_2\theat\n\tctrl_2\tcontrol\n\n"
    found = read(tmp_path, text)
    assert found[2:4] == ["heat", "heat"]
    assert len(set(found)) == 4
    assert read(tmp_path, "condition,group\nheat_1,a\nctrl_1,a\n")[::2][:2] == ["a", "a"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sample\tgroup\n", ["line 1: found columns sample, group"]),
        ("", ["line 1: found columns nothing"]),
        (
            "condition\tgroup\nheat_3\ta\nheat_1\t\nheat_1\tb\n",
            ["line 2, column 'condition': found 'heat_3'; did you mean", "line 3, column 'group'",
             "line 4, column 'condition': found 'heat_1' again"],
        ),
        ("condition\tgroup\n" + "".join(f"{name}\tall\n" for name in NAMES), ["found one group"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_by_line(tmp_path, text, expected):
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    problems = caught.value.problems
    assert len(problems) == len(expected)
    for problem, words in zip(problems, expected, strict=True):
        assert words in problem


def test_names_that_are_numbered_from_one_are_proposed():
    names = [f"{kind} rep{number}" for kind in ("a", "b", "c", "d") for number in (1, 2, 3)]
    found = proposed_groups([*names, "e"])
    assert [len([1 for own in found.values() if own == kind]) for kind in "abcde"] == [
        3,
        3,
        3,
        3,
        1,
    ]
    assert len(set(proposed_groups(["wt_a", "wt_b", "ko_a", "ko_b", "x", "y"]).values())) == 4


def test_endings_of_files_are_no_part_of_names():
    names = [f"/data/{kind}_{number}.sorted.bam" for kind in "abcd" for number in (1, 2)]
    assert set(proposed_groups(names).values()) == {f"/data/{kind}" for kind in "abcd"}


@pytest.mark.parametrize(
    "names",
    [
        ["alpha_0", "alpha_7", "alpha_14", "cdc_10", "cdc_20", "cdc_30"],
        ["t1", "t2", "t3", "t4", "t5"],
        # Left out one after the other, two groups would leave half of the table.
        ["x_1", "x_2", "x_3", "y_1", "y_2", "y_3"],
    ],
)
def test_times_and_two_kinds_are_not(names):
    assert proposed_groups(names) == {}
