"""What is no configuration as a file is answered before Snakemake reads it, in one line."""

import os

import pytest
from sdae.configuration.files import MOST_VALUES, problems_of_files, unreadable

BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n"
    for old, new in zip("abcdef", "bcdefg", strict=True)
)
BAD = {
    "Latin-1": (b"# \xe9\ndatasets: s\n", "line 1: found bytes that are not UTF-8 text"),
    "UTF-16": ("datasets: s\n".encode("utf-16"), "line 1: found bytes that are not UTF-8 text"),
    "a tab": (b"a: 1\nb:\n\tc: 2\n", "line 3: found character that cannot start any token"),
    "a NUL": (b"a: \x00\n", "control characters are not allowed"),
    "nothing": (b"", "found no keys; expected YAML with keys"),
    "only comments": (b"# mine\n", "found no keys"),
    "a list": (b"- a\n- b\n", "found no keys"),
    "a word": (b"spellman", "found no keys"),
    "two documents": (b"a: 1\n---\nb: 2\n", "line 2: but found another document"),
    "an unclosed bracket": (b"a: [1, 2\n", "did not find expected ',' or ']'"),
    "an unclosed quote": (b"a: 'x\nb: 1\n", "found unexpected end of stream"),
    "a colon in a value": (b"a: b: c\n", "line 1: mapping values are not allowed"),
    "no such anchor": (b"a: *b\n", "line 1: found undefined alias"),
    "an object": (b"a: !!python/object:os.system x\n", "line 1: could not determine a constructor"),
    "a list as a key": (b"? [a, b]\n: 1\n", "line 1: found unhashable key"),
    "a word as a number": (b"a: !!int x\n", "invalid literal for int()"),
    "itself": (b"g: &g\n  b: *g\n", "key 'g.b': found a value that contains itself"),
    "itself merged": (b"a: &a\n  <<: *a\n", "key 'a.<<': found a value that contains itself"),
    "too deep": (b"a: " + b"[" * 3000 + b"]" * 3000, "found values within values without end"),
    "a bomb": (BOMB.encode(), f"values; expected at most {MOST_VALUES:,}"),
    "a program": (b"__use_yte__: true\na: 1\n", "key '__use_yte__': found a program"),
    "base 8": (b"a: 1\nb: {c: [010]}\n", "line 2, key 'b.c.0': found 010, which YAML reads as 8"),
    "base 8, meant": (b"a: 010\n", 'in base 10, as 10, or a text in quotes, as "010"'),
    "base 60": (b"a: 1:30\n", "line 1, key 'a': found 1:30, which YAML reads as 90"),
    "base 8 as a name": (b"a: {007: x}\n", "key 'a.007': found 007, which YAML reads as 7"),
    "a key twice": (b"a: 1\nb: {c: 1, c: 2}\n", "line 2, key 'b.c': found it in line 2 already"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_configuration(tmp_path, name):
    content, expected = BAD[name]
    path = tmp_path / "mine.yaml"
    path.write_bytes(content)
    (problem,) = problems_of_files([path])
    assert problem.startswith(f"configuration {path}, ")
    assert expected in problem
    assert "\n" not in problem


def test_files_that_cannot_be_read_are_all_named(tmp_path):
    absent, folder = problems_of_files([tmp_path / "absent.yaml", tmp_path])
    assert "absent.yaml, could not be read (No such file" in absent
    assert "could not be read (Is a directory" in folder


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (problem,) = problems_of_files([tmp_path / "pipe"])
    assert "found a pipe or a device; expected a YAML file" in problem


def test_what_snakemake_can_read_is_not_said_before_all_else(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("a: 1\na: 010\n")
    assert len(problems_of_files([path])) == 2
    assert unreadable([path]) == []


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n",
        "a: [0, -0, 0.5, 00.5, 10, '010', 0x10, 08, 1e3, '1:30']\n",
        '{"a": [1, 2]}',
        "x: &x {a: 1}\ny: {<<: *x, a: 2}\nz: [*x, *x]\n",
    ],
)
def test_what_is_a_configuration_has_no_problem(tmp_path, text):
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    assert problems_of_files([path]) == []
