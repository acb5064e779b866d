"""Odd and bad tables: each is read rightly, or refused by row and column; none is a traceback."""

import numpy as np
import pytest
from sdae.errors import InputError
from sdae.tables import read_table

BODY = "g1\t1\t2\t3\ng2\t4\t5\t6\ng3\t7\t8\t9.5\n"
TABLE = f"id\ta\tb\tc\n{BODY}"
LONG = "g" * 10_000


def read(tmp_path, content, **more):
    path = tmp_path / "table.tsv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(path, **more)


SAME = {
    "byte-order mark": TABLE.encode("utf-8-sig"),
    "UTF-16, little": TABLE.encode("utf-16"),
    "UTF-16, big": b"\xfe\xff" + TABLE.encode("utf-16-be"),
    "CR LF": TABLE.replace("\n", "\r\n"),
    "CR": TABLE.replace("\n", "\r"),
    "trailing tabs": TABLE.replace("\n", "\t\n"),
    "empty last columns": TABLE.replace("\n", "\t\t\t\n"),
    "blank last columns": TABLE.replace("\n", "\t \t\n"),
    "comment lines": "# one\n#two\tcells\n" + TABLE.replace("g2", "# three\ng2"),
    "quoted": '"id"\t"a"\t"b"\t"c"\n' + BODY.replace("g1", '"g1"'),
    "quoted numbers": TABLE.replace("\t5\t", '\t"5"\t'),
    "blanks around": TABLE.replace("\t", "  \t "),
    "blank lines": TABLE.replace("\n", "\n\n\t\t\t\n"),
    "plus signs": TABLE.replace("\t5\t", "\t+5\t"),
    "exponents": TABLE.replace("\t5\t", "\t0.5e1\t"),
    "semicolons": TABLE.replace("\t", ";"),
    "decimal comma": TABLE.replace(".", ","),
    "decimal comma and semicolons": TABLE.replace(".", ",").replace("\t", ";"),
    "sep= on top": "sep=;\n" + TABLE.replace("\t", ";"),
    "header one short": TABLE.removeprefix("id\t"),
}  # fmt: skip


@pytest.mark.parametrize("way", SAME)
def test_read_rightly(tmp_path, way):
    table = read(tmp_path, SAME[way])
    assert (table.genes, table.conditions) == (["g1", "g2", "g3"], ["a", "b", "c"])
    np.testing.assert_array_equal(table.values, [[1, 2, 3], [4, 5, 6], [7, 8, 9.5]])


@pytest.mark.parametrize(
    "gene",
    ["NA", "TRUE", "nan", "null", "007", "a/b", "a b", "beta-\u03b2", "=1+1", "<b>", "{x}", "$x$",
     "-", "#5", "1e", "Mar", "MARCH1", "SEPT2", "Dec1p", "set-2", "1.3.5", LONG],
)  # fmt: skip
def test_ids_stay_as_they_are(tmp_path, gene):
    assert read(tmp_path, TABLE.replace("g2", gene)).genes == ["g1", gene, "g3"]


@pytest.mark.parametrize(
    "gene",
    ["1-Mar", "2-Sep", "Mar-01", "Sep-15", "2020-09-02", "44075", "2.31E+13", "3/1/2020",
     "01. Mrz", "Mrz 01", "01.03.2020", "2-sept.", "1-déc", "2020/09/02"],
)  # fmt: skip
def test_ids_that_a_spreadsheet_made_are_named(tmp_path, caplog, gene):
    assert read(tmp_path, TABLE.replace("g2", gene)).genes[1] == gene
    assert f"MARC1), taken as they are: {gene};" in caplog.text


def test_numeric_ids_are_no_serials(tmp_path):
    assert read(tmp_path, "id\ta\tb\n44075\t1\t2\n3852\t5\t3\n90639\t2\t2\n").genes[0] == "44075"


@pytest.mark.parametrize("word", ["NA", "null", "-", "#N/A", "", "NaN", "n/a", ".", "?"])
def test_missing_values(tmp_path, word):
    assert np.isnan(read(tmp_path, TABLE.replace("\t5\t", f"\t{word}\t")).values[1, 1])


WRONG = {
    "text": ("\t5\t", "\tlow\t", "line 3, gene 'g2', column 'b': found 'low'; expected a number"),
    "infinity": ("\t5\t", "\tinf\t", "gene 'g2', column 'b': found 'inf'; expected a finite"),
    "minus infinity": ("\t5\t", "\t-Inf\t", "gene 'g2', column 'b': found '-"),
    "beyond infinity": ("\t5\t", "\t1e400\t", "gene 'g2', column 'b': found"),
    "thousands": ("\t5\t", "\t1,234.5\t", "no separator of thousands"),
    "percent": ("\t5\t", "\t5%\t", "found '5%'; expected a number, or nothing or NA for a missing "
                "one (without a percent sign)"),
    "underscore": ("\t5\t", "\t1_000\t", "found '1_000'"),
    "two decimal signs": ("\t5\t", "\t5,5\t", "a decimal point, not a comma"),
    "duplicate condition": ("\tb\t", "\ta\t", "found column 'a' 2 times"),
    "no name": ("\tb\t", "\t\t", "line 1, column 3: found a column without a name"),
    "no id": ("g2\t", "\t", "line 3, column 1: found no gene id"),
    "short row": ("\t5\t6", "\t5", "line 3: found 3 cells; expected 4"),
    "long row": ("\t5\t6", "\t5\t6\t7", "line 3: found 5 cells; expected 4"),
    "unclosed quote": ("g2", '"g2', "line 3: found a \""),
    "text after a quote": ("g2", '"g"2', "line 3: found a \""),
    "one row": (BODY, "", "found 0 genes"),
    "formula": ("\t5\t", "\t=A1+1\t", "found '=A1+1'"),
    "date": ("\t5\t", "\t2020-09-02\t", "found '2020-09-02'"),
    "long text": ("\t5\t", f"\t{LONG}\t", "found 'ggg"),
    "NUL": ("g2", "g\x002", "line 3: found bytes that are no text"),
}  # fmt: skip


@pytest.mark.parametrize("way", WRONG)
def test_refused_by_place(tmp_path, way):
    old, new, found = WRONG[way]
    assert old in TABLE
    with pytest.raises(InputError) as caught:
        read(tmp_path, TABLE.replace(old, new))
    assert found in str(caught.value)
    assert max(map(len, caught.value.problems)) < 1000


def test_quotes_that_would_swallow_rows(tmp_path):
    with pytest.raises(InputError, match='line 2: found a "'):
        read(tmp_path, TABLE.replace("g1", '"g1').replace("9.5", '9.5"'))


def test_quotes_within_a_cell_are_text(tmp_path):
    assert read(tmp_path, TABLE.replace("g2", '5"-end')).genes[1] == '5"-end'


def test_a_page_instead_of_a_table(tmp_path):
    with pytest.raises(InputError, match="a web page"):
        read(tmp_path, "<!DOCTYPE html>\n<html>\n<p>a b c</p>\n")


def test_latin_1_is_read_and_said(tmp_path, caplog):
    table = read(tmp_path, TABLE.replace("a", "M\u00fcller").encode("latin-1"))
    assert table.conditions[0] == "M\u00fcller"
    assert "line 1 is not UTF-8; read as Windows-1252" in caplog.text


def test_the_last_sample_of_a_short_header_has_no_value(tmp_path):
    table = read(tmp_path, "t0\tt5\tt10\ng1\t1\t2\t\ng2\t3\t4\t\n")
    assert table.conditions == ["t0", "t5", "t10"]
    np.testing.assert_array_equal(table.values[:, :2], [[1, 2], [3, 4]])


def numbered(header, *columns):
    rng = np.random.default_rng(0)
    rows = [
        [f"g{row}", *(column[row] for column in columns), *rng.normal(8, 1, 4).round(3)]
        for row in range(20)
    ]
    lines = [["id", *header, "a", "b", "c", "d"], *rows]
    return "".join("\t".join(map(str, line)) + "\n" for line in lines)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("Length", [900 + 7 * (row % 5) for row in range(20)]),
        ("entrez", [3000 - 17 * row for row in range(20)]),
        ("number", list(range(100, 120))),
        ("key", [90639 - 4000 * row for row in range(20)]),
        ("cluster", [row % 3 for row in range(20)]),
        ("Strand", [1, -1] * 10),
    ],
)
def test_numbers_that_are_no_conditions(tmp_path, caplog, name, column):
    table = read(tmp_path, numbered([name], column))
    assert table.conditions == ["a", "b", "c", "d"]
    assert f"column '{name}' is left out, since it is probably no condition" in caplog.text


def test_a_condition_on_another_scale_is_said(tmp_path, caplog):
    table = read(tmp_path, numbered(["x"], [1e6 + row % 3 for row in range(20)]))
    assert table.conditions[0] == "x"
    assert "column 'x' is probably no condition (its median is" in caplog.text


def test_conditions_that_are_called_so_and_look_like_the_others_stay(tmp_path):
    assert "start" in read(tmp_path, numbered(["start"], [8.1] * 10 + [7.4] * 10)).conditions


def test_counts_that_happen_to_be_whole_stay(tmp_path):
    rng = np.random.default_rng(0)
    rows = "".join(
        f"g{row}\t" + "\t".join(map(str, rng.poisson(50, 4))) + "\n" for row in range(20)
    )
    assert len(read(tmp_path, f"id\ta\tb\tc\td\n{rows}").conditions) == 4


def test_genes_in_columns_are_found_or_said(tmp_path, caplog):
    rng = np.random.default_rng(0)
    header = "\t".join(["sample", *(f"g{n}" for n in range(120))])
    rows = "".join(
        f"s{row}\t" + "\t".join(map(str, rng.normal(8, 1, 120).round(3))) + "\n" for row in range(9)
    )
    assert len(read(tmp_path, f"{header}\n{rows}", orientation="auto").genes) == 120
    caplog.clear()
    assert len(read(tmp_path, f"{header}\n{rows}").genes) == 9
    assert "found 9 rows and 120 columns of values: are the genes in columns?" in caplog.text


def labelled(labels):
    rows = "".join(f"g{row}\t{label}\t{row}.5\t2\n" for row, label in enumerate(labels))
    return "id\tgroup\ta\tb\n" + rows


def test_odd_names_of_groups_are_groups_and_said(tmp_path, caplog):
    table = read(tmp_path, labelled(["+", "-", ".", "None", "", "NA"]), label_column="group")
    assert table.labels == ["+", "-", ".", "None", None, None]
    assert "'-', '.', 'None' is taken as a group" in caplog.text


def test_groups_of_like_spelling_are_said(tmp_path, caplog):
    table = read(tmp_path, labelled(["1", "1.0", "G1", "g1"]), label_column="group")
    assert len(set(table.labels)) == 4
    assert "'1' and '1.0', 'G1' and 'g1'" in caplog.text


def test_a_description_as_labels_is_said(tmp_path, caplog):
    read(tmp_path, labelled([f"protein {n}" for n in range(30)]), label_column="group")
    assert "is it a description" in caplog.text


def test_names_with_commas_can_be_ignored(tmp_path):
    path = tmp_path / "t.tsv"
    path.write_text("id\tSymbol, old\tnote\ta\tb\ng1\tx\ty\t1\t2\ng2\tx\ty\t3\t4\n")
    row = {"label_column": None, "gene_column": None, "orientation": "rows", "digest": None}
    from sdae.tables import read_expected

    row["ignore_columns"] = '"Symbol, old",note'
    assert read_expected(path, row).conditions == ["a", "b"]


def test_no_column_of_ids(tmp_path):
    with pytest.raises(InputError, match="column 'a': found numbers as ids"):
        read(tmp_path, "a\tb\tc\n1.5\t2.5\t3.5\n2.25\t1.5\t7.5\n")


def test_genes_called_like_no_number_are_genes(tmp_path):
    table = read(tmp_path, "gene\ta\tb\tc\nINF\t1.5\t2\t3\nNaN\t2.5\t1\t4\n")
    assert table.genes == ["INF", "NaN"]


def test_ids_that_stand_after_the_values(tmp_path, caplog):
    table = read(tmp_path, "a\tb\tgene\tc\tnote\n1.5\t2\tg1\t3\t\n2.5\t1\tg2\t4\t\n")
    assert (table.genes, table.conditions[:3]) == (["g1", "g2"], ["a", "b", "c"])
    assert "the first column holds values; took 'gene' as the column of ids" in caplog.text


def test_two_columns_that_number_the_rows(tmp_path):
    rows = "".join(f"{n}\t{n}\tg{n}\t{n}.5\t2\n" for n in range(4))
    table = read(tmp_path, f"Unnamed: 0\tUnnamed: 0.1\tlocus\ta\tb\n{rows}")
    assert (table.genes, table.conditions) == (["g0", "g1", "g2", "g3"], ["a", "b"])


@pytest.mark.parametrize(
    ("names", "doubtful"),
    [("200\t750\t90", True), ("0.5\t1.5\t2.5", True), ("0\t15\t30", False), ("0\t0.5\t1", False)],
)
def test_a_gene_that_may_be_taken_for_a_header(tmp_path, caplog, names, doubtful):
    read(tmp_path, f"g0\t{names}\n{BODY}")
    assert ("does the table lack a header" in caplog.text) is doubtful


@pytest.mark.parametrize(("separator", "sign"), [("\t", "."), (";", "."), (";", ",")])
def test_thousands_that_look_like_decimals(tmp_path, separator, sign):
    numbers = [[1234 + 57 * row, 12 + 988 * (row % 2), 98765 - row] for row in range(9)]
    rows = [[f"g{row}", *(f"{n:,}".replace(",", sign) for n in found)]
            for row, found in enumerate(numbers)]  # fmt: skip
    text = "".join(separator.join(row) + "\n" for row in [["id", "a", "b", "c"], *rows])
    with pytest.raises(InputError, match="without separators of thousands"):
        read(tmp_path, text)
    # Where decimals of another length are among them, they are decimals.
    assert read(tmp_path, text.replace("98.", "0.").replace("98,", "0,")).values[0, 0] == 1.234


def test_a_second_header_is_said_once(tmp_path):
    with pytest.raises(InputError) as caught:
        read(tmp_path, TABLE.replace("g1", "unit\tmg\tmg\tmg\ng1"))
    (problem,) = caught.value.problems
    assert "line 2, gene 'unit', column 'a': found 'mg'" in problem
    assert problem.endswith("and so in each column: remove it if it is no gene")
