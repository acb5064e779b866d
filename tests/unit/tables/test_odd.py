"""Odd tables of many kinds: each is read rightly, perhaps with a word, or refused in words."""

import gzip
import os

import numpy as np
import pytest
from sdae.configuration.dataset_row import DatasetRow
from sdae.errors import InputError
from sdae.jobs.logs import kept_warnings
from sdae.preparation import prepare
from sdae.tables import read_expected, read_table

VALUES = np.random.default_rng(0).normal(8, 1, (12, 5)).round(3)
GENES = [f"g{gene}" for gene in range(12)]
SETTINGS = (
    *("normalise", "min_mean", "log", "top_variable"),
    *("max_missing", "impute", "standardise", "scale"),
)


def table(values=VALUES, genes=GENES, names="abcde", more=(), sep="\t"):
    """Write a table; `more` is a column, its name first."""
    lines = [
        ["gene", *map(str, names)],
        *([gene, *map(str, row)] for gene, row in zip(genes, values, strict=False)),
    ]
    if more:
        lines = [[*line, str(cell)] for line, cell in zip(lines, more, strict=True)]
    return "\n".join(map(sep.join, lines)) + "\n"


def cell(text):
    values = VALUES.astype(object)
    values[3, 2] = text
    return table(values)


def id_of(gene):
    return table(genes=[gene, *GENES[1:]])


def prepared(tmp_path, content, **row):
    path = tmp_path / "t.tsv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    row = DatasetRow(dataset="mine", expression="t.tsv", **row).model_dump()
    return prepare(read_expected(path, row), **{name: row[name] for name in SETTINGS})


PLAIN = table()
SAME = {
    "no last line feed": PLAIN.rstrip("\n"),
    "line feed after carriage return": PLAIN.replace("\n", "\n\r"),
    "mixed ends": PLAIN.replace("\n", "\r\n", 3),
    "empty lines between": PLAIN.replace("\n", "\n\n"),
    "two byte-order marks": "\ufeff\ufeff" + PLAIN,
    "UTF-16": PLAIN.encode("utf-16"),
    "gzip": gzip.compress(PLAIN.encode()),
    "decimal commas": table(sep=";").replace(".", ","),
    "no name above the ids": PLAIN.removeprefix("gene\t"),
    "quotes around ids": table(genes=[f'"{gene}"' for gene in GENES]),
    "blanks around ids": table(genes=[f" {gene} " for gene in GENES]),
    "exponents": table([[f"{value:.6e}" for value in row] for row in VALUES]),
}


@pytest.mark.parametrize("way", SAME)
def test_another_way_to_write_the_same(tmp_path, way):
    made = prepared(tmp_path, SAME[way])
    assert made.obs["gene"].tolist() == GENES
    assert made.var_names.tolist() == list("abcde")
    np.testing.assert_array_equal(made.layers["input"], VALUES)


SAID = {
    "no header": (PLAIN.partition("\n")[2], "does the table lack a header"),
    "a title": ("My table\n\n" + PLAIN, "above the header, lines of one cell: My table"),
    "a title with commas": (table(sep=",").replace("gene", '"S1, mine",,\ngene', 1), "S1, mine"),
    "a program's words": ("Version 3.1\nNormalization = none\n\n" + PLAIN, "Version 3.1, Norm"),
    "a row of sums": (PLAIN + "Total\t" + "\t".join(map(str, VALUES.sum(0))) + "\n", "'Total'"),
    "an id as a date": (id_of("1-Mar"), "ids that look like dates"),
    "all ids as dates": (table(genes=[f"{day + 1}-Mar" for day in range(12)]), "like dates"),
    "the same id throughout": (table(genes=["g"] * 12), "ids on more than one row"),
    "row numbers as ids": (table(genes=[str(row) for row in range(12)]), "numbers of the rows"),
    "genes in columns": (table(VALUES[:3].repeat(5, axis=1), names=range(25)), "genes in columns"),
    "p-values": (table(more=["padj", *np.linspace(0, 1, 12)]), "column 'padj' is left out"),
    "clusters": (table(more=["cluster", *np.arange(12) % 3]), "column 'cluster' is left out"),
    "lengths": (table(more=["Length", *range(90, 102)]), "column 'Length' is left out"),
    "counts": (table((VALUES * 100).astype(int)), "the values look like counts"),
    "a constant gene": (table([[3] * 5, *VALUES[1:]]), "same value throughout"),
    "a gene constant but for rounding": (
        table([[1, 1, 1, 1, np.nextafter(1, 2)], *VALUES[1:]]),
        "same value throughout",
    ),
    "genes of one profile": (table(np.tile(VALUES[:1], (12, 1))), "have the same profile"),
    "two conditions": (table(VALUES[:, :2], names="ab"), "only two, up and down"),
    "a missing condition": (table([[*row[:4], ""] for row in VALUES]), "left out, since they have"),
    "Latin-1": (id_of("\xe9").encode("latin-1"), "is not UTF-8"),
}


@pytest.mark.parametrize("name", SAID)
def test_what_is_odd_is_said_and_goes_on(tmp_path, name):
    content, expected = SAID[name]
    with kept_warnings() as warnings:
        made = prepared(tmp_path, content)
    assert np.isfinite(made.X).all()
    assert any(expected in warning for warning in warnings), warnings


REFUSED = {
    "nothing": ("", "found nothing in it"),
    "a header alone": (table([]), "found 0 genes"),
    "one condition": (table(VALUES[:, :1], names="a"), "found 1 condition"),
    "nothing measured": (table(np.full((6, 5), "NA")), "missing in every gene"),
    "zeros": (table(np.zeros((6, 5))), "the same value throughout in every gene"),
    "truth": (cell("TRUE"), "gene 'g3', column 'c': found 'TRUE'"),
    "a complex number": (cell("1+2j"), "found '1+2j'"),
    "a bound": (cell("<0.1"), "found '<0.1'"),
    "other digits": (cell("\u0663.\u0665"), "found '\u0663.\u0665'"),
    "a longer minus": (cell("\u22123.5"), "found '\u22123.5'"),
    "a spreadsheet's error": (cell("#DIV/0!"), "found '#DIV/0!'"),
    "a time": (cell("12:30"), "found '12:30'"),
    "a beyond-all number": (cell("1e308"), "expected a number within 1e+18"),
    "values that underflow": (table(VALUES * 1e-200), "expected a variance that can be computed"),
    "a line of units": (PLAIN.replace("\n", "\nunit" + "\tmg" * 5 + "\n", 1), "found 'mg'"),
    "a header twice": (PLAIN + PLAIN, "line 14, gene 'gene', column 'a': found 'a'"),
    "a footer": (PLAIN + "Source: mine\n", "line 14: found 1 cells; expected 6"),
    "one name too many": (PLAIN.replace("\n", "\tz\n", 1), "line 2: found 6 cells; expected 7"),
    "other separators": (table(sep="|"), "found no tab, comma, semicolon"),
    "a line feed in quotes": (id_of('"g\n0"'), 'line 2: found a "'),
    "numbers for ids": (table(genes=[f"{row}.5" for row in range(12)]), "found numbers as ids"),
    "a column of text": (table(more=["what", *["x"] * 12]), "column 'what': found text throughout"),
    "a zip that is none": (b"PK\x03\x04" + bytes(90), "found a compressed file that is damaged"),
    "a cut gzip": (gzip.compress(PLAIN.encode())[:-20], "damaged or cut off"),
    "a web page": ("<!DOCTYPE html><html>404</html>", "but a web page"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(200)), "found bytes that are no text"),
    "UTF-32": (PLAIN.encode("utf-32"), "found bytes that are no text"),
    "HDF5 of zeros": (b"\x89HDF\r\n\x1a\n" + bytes(100), "an HDF5 file that is no whole h5ad"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_words(tmp_path, name):
    content, expected = REFUSED[name]
    with pytest.raises(InputError) as caught:
        prepared(tmp_path, content)
    assert expected in str(caught.value)
    assert all("\n" not in problem for problem in caught.value.problems)


ROWS = {
    "no such column of ids": ({"gene_column": "z"}, "found no column 'z', which 'gene_column'"),
    "values as ids": ({"gene_column": "b"}, "column 'gene': found text throughout"),
    "ids ignored": ({"ignore_columns": "gene"}, "column 'gene' is both 'gene_column' and 'ignore"),
    "ids as labels": ({"label_column": "gene"}, "column 'gene' is both 'gene_column' and 'label"),
    "labels ignored": (
        {"label_column": "a", "ignore_columns": "a"},
        "column 'a' is both 'label_column' and 'ignore_columns'; expected one",
    ),
    "nothing left": ({"ignore_columns": "a,b,c,d,e"}, "found no column of values"),
    "a sheet of a text": ({"sheet": "one"}, "found 'one' as 'sheet'"),
    "another format": ({"format": "excel"}, "found a workbook that cannot be read"),
    "too high a level": ({"min_mean": 1e30}, "found no gene with a mean of 1e+30"),
    "another digest": ({"digest": "0" * 16}, "expected digest 0000000000000000"),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_that_does_not_fit_its_table_is_refused_in_words(tmp_path, name):
    row, expected = ROWS[name]
    with pytest.raises(InputError) as caught:
        prepared(tmp_path, PLAIN, **row)
    assert expected in str(caught.value)


def test_a_folder_and_a_pipe_are_no_tables(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(InputError, match="found a folder or a device; expected an expression"):
            read_table(path)
