"""Expression tables as they come: every way of writing one says the same, or says what is wrong."""

import csv
import gzip
import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sdae.errors import InputError
from sdae.tables import Table, read_expected, read_table
from sdae.tables.ids import spreadsheet_ids
from sdae.tables.messages import SHOWN
from sdae.tables.sheet import MISSING

PLAIN = (
    "gene\tphase\tc1\tc2\tc3\n"
    "YAL001C\tG1\t1.5\t-2\t0.25\n"
    "YAL002W\tS\tNA\t3e-1\t4\n"
    "YAL001C\t\t7\t8\t9\n"
)
VALUES = [[1.5, -2, 0.25], [np.nan, 0.3, 4], [7, 8, 9]]


@pytest.fixture
def write(tmp_path):
    """Return a function that writes text or bytes to a file and returns its path."""

    def write(content: str | bytes, name: str = "table.tsv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def problems_of(path, *args, **columns) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_table(path, *args, **columns)
    assert all(
        str(path) in problem or "more like these" in problem for problem in caught.value.problems
    )
    return caught.value.problems


def transposed(text: str) -> str:
    return "\n".join(
        "\t".join(cells) for cells in zip(*map(_cells, text.splitlines()), strict=True)
    )


def _cells(line: str) -> list[str]:
    return line.split("\t")


WAYS = {
    "plain": PLAIN,
    "commas": PLAIN.replace("\t", ","),
    "semicolons": PLAIN.replace("\t", ";"),
    "gzipped": gzip.compress(PLAIN.encode()),
    "byte order mark": PLAIN.encode("utf-8-sig"),
    "utf-16": PLAIN.encode("utf-16"),
    "carriage returns": PLAIN.replace("\n", "\r\n"),
    "carriage return after the header only": PLAIN.replace("\n", "\r\n", 1),
    "old carriage returns": PLAIN.replace("\n", "\r"),
    "no line end": PLAIN.rstrip("\n"),
    "blank lines": "\n\n" + PLAIN.replace("\n", "\n\n") + "\t\t\t\t\n",
    "blanks around cells": PLAIN.replace("\t", " \t "),
    "trailing delimiters": PLAIN.replace("\n", "\t\n"),
    "trailing delimiters below the header": PLAIN.replace("\n", "\t\n").replace("\t\n", "\n", 1),
    "trailing delimiter on the header": PLAIN.replace("\n", "\t\n", 1),
    "many empty last columns": PLAIN.replace("\n", "\t\t\t\n"),
    "unnamed column of ids": PLAIN.removeprefix("gene"),
    "as R writes it": PLAIN.removeprefix("gene\t"),
    "empty unnamed column": PLAIN.replace("\tc2", "\t\tc2").replace("\t-2", "\t\t-2")
    .replace("\t3e", "\t\t3e").replace("\t8", "\t\t8"),
    "quoted": "\n".join(
        ",".join(f'"{cell}"' for cell in _cells(line)) for line in PLAIN.splitlines()
    ),
    "missing as null": PLAIN.replace("NA", "Null"),
    "missing as nothing": PLAIN.replace("NA", ""),
    "label missing as NA": PLAIN.replace("C\t\t7", "C\tNA\t7"),
    "numbers written otherwise": PLAIN.replace("1.5", "1.50e0").replace("0.25", ".250"),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_one_table_in_many_ways(write, way):
    table = read_table(write(WAYS[way], "table.txt"), "phase")
    assert table.genes == ["YAL001C", "YAL002W", "YAL001C"]
    assert table.conditions == ["c1", "c2", "c3"]
    assert table.labels == ["G1", "S", None]
    assert table.values.dtype == np.float64
    np.testing.assert_allclose(table.values, VALUES, rtol=1e-15)
    assert table.digest() == read_table(write(PLAIN), "phase").digest()


def test_genes_in_columns(write):
    path = write(transposed(PLAIN))
    table = read_table(path, "phase", orientation="columns")
    assert table.digest() == read_table(write(PLAIN, "plain.tsv"), "phase").digest()


def test_gene_column_may_stand_anywhere(write):
    path = write("c1,class,id,c2\n1,x,g1,2\n3,y,g2,4\n", "t.csv")
    table = read_table(path, "class", "id")
    assert (table.genes, table.conditions, table.labels) == (["g1", "g2"], ["c1", "c2"], ["x", "y"])
    np.testing.assert_array_equal(table.values, [[1, 2], [3, 4]])


def test_columns_can_be_ignored(write):
    path = write("id\tNAME\tGWEIGHT\tc1\ng1\tsome, text\t1\t2\n")
    assert read_table(path, ignore_columns=["NAME", "GWEIGHT"]).conditions == ["c1"]


def test_labels_stay_text(write):
    path = write("id,class,c1\na,1,2\nb,01,3\nc,1.0,4\nd,,5\n", "t.csv")
    assert read_table(path, "class").labels == ["1", "01", "1.0", None]


def test_commas_in_the_names_of_a_tabbed_table(write):
    path = write("id\ta, b, c, d\te, f\ng\t1\t2\n", "t.csv")
    assert read_table(path).conditions == ["a, b, c, d", "e, f"]


@pytest.mark.parametrize("word", sorted(MISSING | {"NaN", "NULL", "N/A"}))
def test_ways_to_write_a_missing_value(write, word):
    table = read_table(write(f"id\tc1\tc2\ng\t1\t{word}\nh\t{word}\t2\n"))
    np.testing.assert_array_equal(np.isnan(table.values), [[False, True], [True, False]])


def test_the_reference_tables_read_as_described(shared_data):
    table = read_table(shared_data("yeung_cellcycle_384/norm_cellcycle_384_17.txt"), "Main Gp")
    assert table.describe() == (
        "384 genes x 17 conditions, labels 1: 67, 2: 135, 3: 75, 4: 52, 5: 55"
    )
    assert sum(gene.endswith("/") for gene in table.genes) == 5
    table = read_table(shared_data("cho_genome/cho_full_sgd_6149x17.tsv"), "class")
    assert table.values.shape == (6149, 17)
    assert sum(label is not None for label in table.labels) == 381
    assert len(set(table.genes)) == 6149 - 31


# What is wrong


def test_a_missing_file(tmp_path):
    assert "found no such file" in problems_of(tmp_path / "absent.tsv")[0]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("", "found nothing"),
        ("\n \n", "found nothing"),
        ("gene\tc1\n", "found 0 genes"),
        ("gene\n", "found no tab, comma, semicolon"),
        ("<!DOCTYPE html>\n<html>\n", "found no tab, comma, semicolon"),
        ("id\tclass\ng1\tx\n", "found no column of values"),
        ("id\tclass\tc1\ng1\tx\thigh\ng2\ty\tlow\n", "found no column of numbers"),
        (b"PK\x03\x04\x00\x00\x00", "compressed file that is damaged"),
        (b"\x00\x01\x02\x03", "found bytes that are no text"),
        ("id\tM\u00fc\x81\x8d\ng\t1\n".encode("latin-1"), "line 1: found bytes"),
        (gzip.compress(PLAIN.encode(), mtime=0)[:-12], "compressed file that is damaged"),
        ("id\tclass\tc1\tc2\ng\tx\t1\t2\n\ng2\tx\t1\n", "line 4: found 3 cells; expected 4"),
        ("id\tclass\tc1\ng\tx\t1\ng2\tx\t1\t2\n", "line 3: found 4 cells; expected 3"),
        ("id\tclass\tc1\tc1\ng\tx\t1\t2\n", "found column 'c1' 2 times"),
        ("id\tclass\tc1\t\ng\tx\t1\t2\n", "line 1, column 4: found a column without a name"),
        ("id\tclass\tc1\n\tx\t1\n", "line 2, column 1: found no gene id"),
        ("id\tclass\tc1\ng\tNA\t1\nh\t\t1\n", "column 'class': found no label at all"),
        ("id\tclass\tc1\ng\tx\t1,5\nh\tx\t2.5\n", "a decimal point, not a comma"),
        ("id\tclass\tc1\ng\tx\tinf\nh\tx\t2\n", "gene 'g', column 'c1': found 'inf'"),
        ("id\tclass\tc1\ng\tx\t1_000\nh\tx\t2\n", "found '1_000'; expected a number"),
    ],
)
def test_what_cannot_be_read(write, content, found):
    problems = problems_of(write(content), "class")
    assert len(problems) == 1
    assert found in problems[0]


def test_text_among_the_numbers_is_placed(write):
    problems = problems_of(write("id\tc1\tc2\n\ng1\t1\toops\ng2\t-inf\t2\n"))
    assert [problem.partition(", ")[2].partition(";")[0] for problem in problems] == [
        "line 3, gene 'g1', column 'c2': found 'oops'",
        "line 4, gene 'g2', column 'c1': found '-inf'",
    ]


def test_text_among_the_numbers_is_placed_with_genes_in_columns(write):
    problems = problems_of(write("id\tg1\tg2\nc1\t1\t2\nc2\toops\t3\n"), orientation="columns")
    assert "line 3, gene 'g1', row 'c2': found 'oops'" in problems[0]
    problems = problems_of(write("id\tg1\t\nc1\t1\t2\n"), orientation="columns")
    assert "line 1, column 3: found no gene id" in problems[0]


def test_many_places_are_counted(write):
    lines = "".join(f"g{number}\t{number}\tx{number}\n" for number in range(25))
    problems = problems_of(write("id\tc1\tc2\nfirst\t1\t2\n" + lines))
    assert len(problems) == SHOWN + 1
    assert "15 more like these, 25 in all" in problems[-1]


def test_an_undeclared_column_of_text(write):
    path = write("id\tclass\tnote\tc1\ng\tx\tabc\t1\nh\ty\t\t2\n")
    first, second = problems_of(path)
    assert "column 'class': found text throughout, as 'x'" in first
    assert "'label_column'" in first
    assert "column 'note'" in second
    (only,) = problems_of(path, "class")
    assert "'ignore_columns'" in only
    assert "'label_column'" not in only


def test_misspelt_columns_are_told_together(write):
    problems = problems_of(write(PLAIN), "Phase", "genes", ignore_columns=["note"])
    assert len(problems) == 3
    assert "found no column 'genes', which 'gene_column'" in problems[0]
    assert "did you mean 'gene'? expected one of gene, phase, c1, c2, c3" in problems[0]
    assert "did you mean 'phase'?" in problems[1]


def test_the_wrong_orientation_is_guessed(write):
    path = write(transposed(PLAIN))
    assert any("should 'orientation' be columns?" in text for text in problems_of(path, "phase"))
    path = write("id\tclass\tc1\ng1\tx\t1\ng2\ty\t1\n")
    problems = problems_of(path, "class", orientation="columns")
    assert "should 'orientation' be rows?" in problems[0]


# Digest


ROW = {"label_column": "phase", "gene_column": None, "orientation": "rows", "ignore_columns": None}


def test_a_digest_that_fits_and_one_that_does_not(write):
    path = write(PLAIN)
    digest = read_table(path, "phase").digest()
    assert read_expected(path, {**ROW, "digest": digest}).genes
    assert read_expected(path, {**ROW, "digest": None}).genes
    with pytest.raises(InputError) as caught:
        read_expected(path, {**ROW, "digest": "0" * 16})
    assert "3 genes x 3 conditions, labels G1: 1, S: 1, without label: 1" in str(caught.value)
    assert digest in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [("1.5", "1.50001"), ("c2", "c4"), ("YAL002W", "YAL003W"), ("\tS", "\tM"), ("NA", "0")],
)
def test_the_digest_sees_every_part(write, old, new):
    changed = read_table(write(PLAIN.replace(old, new), "changed.tsv"), "phase")
    assert changed.digest() != read_table(write(PLAIN), "phase").digest()


def test_the_digest_does_not_see_how_numbers_are_written():
    def digest(value: float) -> str:
        return Table(["g"], ["c"], np.array([[value]])).digest()

    assert digest(-0.0) == digest(0.0)
    assert digest(0.1 + 0.2) == digest(0.3)


# Which of two delimiters an unquoted header means cannot be told if both are in it.
names = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters=",;"), min_size=1, max_size=8
)
# Some names say that a column is none of the conditions: GENEID, Length.
condition_names = names.map(lambda name: f"c{name}")


@settings(deadline=None)
@given(data=st.data(), delimiter=st.sampled_from("\t,;"), across=st.booleans())
def test_what_is_written_is_read(tmp_path_factory, data, delimiter, across):
    genes = data.draw(
        st.lists(
            # What a spreadsheet makes of names is refused.
            names.filter(lambda name: name not in ("NA", "NaN") and not spreadsheet_ids([name])),
            min_size=1,
            max_size=4,
        )
    )
    conditions = data.draw(st.lists(condition_names, min_size=1, max_size=4, unique=True))
    numbers = st.floats(allow_nan=False, allow_infinity=False, width=32)
    values = data.draw(
        st.lists(
            st.lists(numbers, min_size=len(conditions), max_size=len(conditions)),
            min_size=len(genes),
            max_size=len(genes),
        )
    )
    cells = [["id", *conditions]]
    cells += [[gene, *map(repr, row)] for gene, row in zip(genes, values, strict=True)]
    if across:
        cells = list(zip(*cells, strict=True))
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL).writerows(cells)
    path = tmp_path_factory.mktemp("written") / "table.txt"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")

    table = read_table(path, orientation="columns" if across else "rows")

    assert table.genes == genes
    assert table.conditions == conditions
    np.testing.assert_allclose(table.values, values, rtol=1e-12)
