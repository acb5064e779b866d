"""The table of data sets: typed rows, defaults from the model, all problems at once."""

import csv
from pathlib import Path

import pytest
import yaml
from sdae.configuration import read_datasets
from sdae.errors import InputError

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = yaml.safe_load((ROOT / "config/schemas/datasets.schema.yaml").read_text())


@pytest.fixture
def table(tmp_path):
    """Return a function that writes a table of data sets and returns its path."""

    def write(*lines: str, name: str = "datasets.tsv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding=encoding)
        return path

    return write


def problems_of(path, select=None) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_datasets(path, select)
    return caught.value.problems


def test_two_columns_are_enough_and_the_rest_are_the_model_s_defaults(table):
    row = read_datasets(table("dataset\texpression", "mine\tdata/mine.tsv"))["mine"]
    defaults = {
        name: part["default"] for name, part in SCHEMA["properties"].items() if "default" in part
    }
    assert row == {"dataset": "mine", "expression": "data/mine.tsv", **defaults}
    assert list(row) == list(SCHEMA["properties"])


def test_cells_are_read_as_their_columns_types(table):
    path = table(
        "dataset\texpression\tstandardise\tclusters\tmax_missing\tlog\tlabel_column",
        "a\ta.tsv\tNO\t7\t0.25\tLog2\t1",
        "b\tb.tsv\tTrue\tauto\t0\tnone\t",
        "c\tc.tsv\t\t\t\t",
    )
    rows = read_datasets(path)
    wanted = ("standardise", "clusters", "max_missing", "log", "label_column")
    assert [rows["a"][name] for name in wanted] == [False, 7, 0.25, "log2", "1"]
    assert [rows["b"][name] for name in wanted] == [True, "auto", 0, "none", None]
    assert [rows["c"][name] for name in wanted] == [True, None, 0.5, "none", None]


def test_select_chooses_rows_and_their_order(table):
    path = table("dataset\texpression", "a\ta.tsv", "b\tb.tsv", "c\tc.tsv")
    assert list(read_datasets(path)) == ["a", "b", "c"]
    assert list(read_datasets(path, ["c", "a"])) == ["c", "a"]


def test_files_as_spreadsheets_write_them(table):
    path = table("dataset,expression,log,,", '"a","x, y.tsv",ln,,', ",,,,", encoding="utf-8-sig")
    row = read_datasets(path)["a"]
    assert (row["expression"], row["log"]) == ("x, y.tsv", "ln")


def test_all_problems_are_told_at_once(table):
    path = table(
        "dataset\texpression\torientaton\tlog\tclusters\tstandardise\tscale",
        "a\ta.tsv\trows\tlg\tmany\tperhaps\tmatrix",
        "a\tb.tsv\t\t\t1",
        "",
        "with blank\tc.tsv\t\t\t\t\teach",
        "d\t\t\t\t\t\t",
        "e\te.tsv\t\t\t\t\t\textra",
    )
    problems = problems_of(path, ["a", "f", "ee"])
    assert all(str(path) in problem for problem in problems)
    expected = [
        ("column 'orientaton': unknown", "did you mean 'orientation'?"),
        ("line 2, column 'log' (data set 'a'): found 'lg'", "one of none, log2, log10, ln,"),
        (
            "line 2, column 'clusters' (data set 'a'): found 'many'",
            "whole number from 2 to 100000 or auto",
        ),
        ("line 2, column 'standardise' (data set 'a'): found 'perhaps'", "true or false"),
        ("line 3, column 'clusters' (data set 'a'): found '1'", "from 2"),
        ("line 3, column 'dataset': found 'a', the name of line 2 too", "each name once"),
        ("line 5, column 'dataset' (data set 'with blank')", "a name of letters"),
        ("line 5, column 'scale' (data set 'with blank'): found 'each'", "matrix, gene, none"),
        ("line 6, column 'expression' (data set 'd'): found nothing", "needs it"),
        ("line 7: found 8 cells", "at most 7"),
        ("key 'select': found 'f'", "expected some of a"),
        ("key 'select': found 'ee'", "expected some of a"),
    ]
    assert len(problems) == len(expected)
    for found, remedy in expected:
        assert any(found in problem and remedy in problem for problem in problems), (
            found,
            problems,
        )


def test_misspelt_selection_gets_a_hint(table):
    path = table("dataset\texpression", "yeung_384\ta.tsv")
    assert "did you mean 'yeung_384'?" in problems_of(path, ["yeung384"])[0]


@pytest.mark.parametrize("required", ["dataset", "expression"])
def test_a_required_column_that_is_missing_is_told_once(table, required):
    other = {"dataset": "expression", "expression": "dataset"}[required]
    path = table(other, "a", "b")
    assert problems_of(path) == [
        f"{path}, column '{required}': missing; every table of data sets needs it"
    ]


@pytest.mark.parametrize("value", ["nan", "inf", "1.5", "-0.1", "half"])
def test_a_share_is_from_0_to_1(table, value):
    path = table("dataset\texpression\tmax_missing", f"a\ta.tsv\t{value}")
    assert f"found '{value}'; expected a number from 0 to 1" in problems_of(path)[0]


@pytest.mark.parametrize(
    "expression",
    [
        "a.tsv",
        "../x y/a.csv.gz",
        "/data/a.tsv",
        "https://host/folder/a.txt",
        "http://h:8/a.tsv?x=/",
    ],
)
def test_paths_and_addresses_that_can_be_fetched(table, expression):
    path = table("dataset\texpression", f"a\t{expression}")
    assert read_datasets(path)["a"]["expression"] == expression


@pytest.mark.parametrize(
    "expression", ["ftp://h/a.tsv", "file:///a.tsv", "https://h/", "https://h"]
)
def test_addresses_that_cannot_be_fetched(table, expression):
    path = table("dataset\texpression", f"a\t{expression}")
    assert f"found '{expression}'; expected an http or https address" in problems_of(path)[0]


def test_a_table_that_is_not_there_names_its_key(tmp_path):
    problem = problems_of(tmp_path / "absent.tsv")[0]
    assert "key 'datasets'" in problem
    assert "absent.tsv" in problem


@pytest.mark.parametrize("lines", [[""], ["dataset\texpression"]])
def test_a_table_without_data_sets(table, lines):
    assert "expected a" in problems_of(table(*lines))[0]


def test_bytes_that_are_no_text(table):
    path = table("dataset\texpression", "a\tM\u00fcller.tsv", encoding="latin-1")
    assert "line 2" in problems_of(path)[0]


def test_our_own_table_is_valid_and_every_row_has_a_digest():
    path = ROOT / "config/datasets.tsv"
    rows = read_datasets(path)
    assert {"spellman_800", "yeung_384", "yeung_237", "yeung_237_log"} <= set(rows)
    assert all(row["digest"] for row in rows.values())
    local = [row["expression"] for row in rows.values() if "://" not in row["expression"]]
    assert all((path.parent / expression).is_file() for expression in local)
    with path.open(newline="") as file:
        assert set(next(csv.reader(file, delimiter="\t"))) <= set(SCHEMA["properties"])


def test_utf_16_as_spreadsheets_save_unicode_text(table):
    path = table("dataset\texpression", "a\tM\u00fcller.tsv", encoding="utf-16")
    assert read_datasets(path)["a"]["expression"] == "M\u00fcller.tsv"


def test_what_is_no_text_says_how_to_save_it(table):
    path = table("dataset\texpression", "a\tM\u00fcller.tsv", encoding="latin-1")
    assert "save the table as tab-separated text in UTF-8" in problems_of(path)[0]


def test_comments_are_skipped_and_lines_counted_all_the_same(table):
    path = table("# my tables", "dataset\texpression\tlog", "#b\tb.tsv", "a\ta.tsv\tlg")
    assert "line 4, column 'log' (data set 'a')" in problems_of(path)[0]


def test_blanks_between_columns_are_named(table):
    path = table("# mine", "dataset expression label_column", "a a.tsv class")
    (problem,) = problems_of(path)
    assert "line 2: found columns separated by blanks; expected tabs" in problem


def test_semicolons_separate_too(table):
    row = read_datasets(table("dataset;expression;log", "a;a,b.tsv;ln"))["a"]
    assert (row["expression"], row["log"]) == ("a,b.tsv", "ln")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("NA", "another name"),
        ("None", "another name"),
        ("x" * 101, "at most 100 letters"),
        ("a b", "a name of letters"),
        (".hidden", "a name of letters"),
        ("a/b", "a name of letters"),
        ("\u00e4", "a name of letters"),
    ],
)
def test_names_that_cannot_be(table, name, expected):
    (problem,) = problems_of(table("dataset\texpression", f"{name}\ta.tsv"))
    assert "column 'dataset' (data set '" in problem
    assert expected in problem


def test_names_that_read_as_numbers_stay_texts(table):
    path = table("dataset\texpression\tlabel_column", "007\ta.tsv\t1e3", "2024\tnan\tNA")
    rows = read_datasets(path, ["007", "2024"])
    assert rows["007"]["label_column"] == "1e3"
    assert (rows["2024"]["expression"], rows["2024"]["label_column"]) == ("nan", "NA")


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("clusters", "0", "a whole number from 2"),
        ("clusters", "3.5", "a whole number from 2"),
        ("clusters", "1e12", "a whole number from 2 to 100000 or auto"),
        ("clusters", "inf", "a whole number from 2"),
        ("max_missing", "0,5", "a number from 0 to 1"),
        ("standardise", "2", "true or false"),
        ("impute", "mean", "one of knn, none"),
        ("digest", "abc", "16 hexadecimal digits"),
        ("orientation", "cols", "one of rows, columns, auto"),
        ("min_mean", "low", "a number"),
        ("min_mean", "inf", "a number"),
        ("top_variable", "1", "a whole number from 2"),
        ("log", "log2+1", "one of none, log2, log10, ln, log1p, log2p1"),
        ("format", "csw", "one of auto, h5ad"),
        ("expression", "x{1}.tsv", "without { and }"),
    ],
)
def test_cells_that_cannot_be(table, column, value, expected):
    cells = {"expression": "a.tsv", column: value}
    path = table("\t".join(["dataset", *cells]), "\t".join(["a", *cells.values()]))
    (problem,) = problems_of(path)
    assert f"line 2, column '{column}' (data set 'a'): found '{value}'; expected" in problem
    assert expected in problem


def test_whole_numbers_may_have_a_decimal_point(table):
    row = read_datasets(table("dataset\texpression\tclusters", "a\ta.tsv\t5.0"))["a"]
    assert (row["clusters"], type(row["clusters"])) == (5, int)


def test_an_optional_cell_may_be_empty(table):
    path = table("dataset\texpression\ttop_variable", "a\ta.tsv\tnone")
    assert "from 2 to 10000000, or an empty cell" in problems_of(path)[0]


def test_an_expression_table_is_no_table_of_data_sets(table):
    path = table("gene\tclass\tc0\tc1", "g0\tx\t1\t2")
    (problem,) = problems_of(path)
    assert "found the columns gene, class, c0, c1, and none of a table of data sets" in problem


def test_a_key_of_the_configuration_is_no_column(table):
    (problem,) = problems_of(table("dataset\texpression\treplicates", "a\ta.tsv\t3"))
    assert "column 'replicates': unknown here; it belongs in the configuration" in problem


def test_an_unclosed_quote_swallows_no_lines(table):
    path = table("dataset,expression", '"a,a.tsv', "b,b.tsv", "c,c.tsv")
    (problem,) = problems_of(path)
    assert "line 2: found a double quote that does not end" in problem


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('"Symbol, old",Length', '"Symbol, old",Length'),
        ('"""Symbol, old"",Length"', '"Symbol, old",Length'),
        ('"Symbol,Length"', "Symbol,Length"),
    ],
)
def test_quotes_around_a_name_stay_and_those_around_a_cell_go(table, cell, text):
    row = read_datasets(table("dataset\texpression\tignore_columns", f"a\ta.tsv\t{cell}"))["a"]
    assert row["ignore_columns"] == text
