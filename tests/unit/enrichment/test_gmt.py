"""GMT files: read strictly, written so that they read back."""

import gzip

import pytest
from sdae.enrichment.gmt import GeneSet, read_gmt, require_shared, write_gmt
from sdae.errors import InputError

SETS = [GeneSet("G1", "first gap", ("a", "b")), GeneSet("S", "", ("c",))]


def test_what_is_written_reads_back(tmp_path):
    write_gmt(tmp_path / "sets.gmt", SETS)
    assert read_gmt(tmp_path / "sets.gmt") == SETS
    assert (tmp_path / "sets.gmt").read_bytes() == b"G1\tfirst gap\ta\tb\nS\t\tc\n"


def test_habits_of_real_files_do_no_harm(tmp_path):
    path = tmp_path / "sets.gmt.gz"
    path.write_bytes(gzip.compress(b"\xef\xbb\xbfG1\tfirst gap\ta\tb\ta\t\t\r\n\r\nS\t\tc\r\n"))
    assert read_gmt(path) == SETS


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("G1 first a b", "line 2: found one cell, 'G1 first a b'"),
        ("\tdescription\ta", "line 2: found no name"),
        ("G1\tdescription\t\t", "line 2: found no genes in the gene set 'G1'"),
        ("G1\td\ta\t\tb", "line 2: found nothing in cell 4"),
        ("S\td\ta", "line 2: found the gene set 'S' again, which line 1 has"),
    ],
)
def test_a_line_that_is_no_gene_set_is_named(tmp_path, line, message):
    path = tmp_path / "sets.gmt"
    path.write_text(f"S\t\tc\n{line}\n")
    with pytest.raises(InputError, match=message):
        read_gmt(path)


def test_many_problems_are_counted(tmp_path):
    path = tmp_path / "sets.gmt"
    path.write_text("one cell\n" * 9)
    with pytest.raises(InputError, match="4 more lines") as raised:
        read_gmt(path)
    assert len(raised.value.problems) == 6


@pytest.mark.parametrize(("content", "message"), [(b"\n", "no gene set"), (b"G\td\t\xe9", "UTF-8")])
def test_no_gene_sets(tmp_path, content, message):
    path = tmp_path / "sets.gmt"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_gmt(path)


def test_no_file(tmp_path):
    with pytest.raises(InputError, match="no file of gene sets"):
        read_gmt(tmp_path / "none.gmt")


def test_a_set_that_could_not_be_read_back_is_not_written(tmp_path):
    with pytest.raises(ValueError, match="no tabs"):
        write_gmt(tmp_path / "sets.gmt", [GeneSet("G1", "a\tb", ("a",))])
    with pytest.raises(ValueError, match="genes"):
        write_gmt(tmp_path / "sets.gmt", [GeneSet("G1", "", ())])


def test_sets_that_name_no_gene_of_a_data_set():
    require_shared(SETS, ["none", SETS[-1].genes[0]], "sets.gmt", "mine")
    with pytest.raises(InputError, match=r"none of the 2 genes of data set 'mine' \(as 'g1'\)"):
        require_shared(SETS, ["g1", "g2"], "sets.gmt", "mine")
