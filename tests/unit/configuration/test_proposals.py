"""What is proposed for a table: written anew as more is asked for, never over what was edited."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from sdae.configuration import read_datasets
from sdae.configuration.proposals import is_edited, proposal

ROOT = Path(__file__).resolve().parents[3]
TABLE = "gene\tkind\tnote\t" + "\t".join(f"c{number}" for number in range(6)) + "\n"
TABLE += "".join(
    f"g{row}\t{'abc'[row % 3]}\tn{row}\t"
    + "\t".join(f"{(row * 7 + c * c) % 11}.5" for c in range(6))
    + "\n"
    for row in range(30)
)


@pytest.fixture
def init(tmp_path):
    """Ask for a configuration of my.tsv with options; return status, words and both files."""
    (tmp_path / "my.tsv").write_text(TABLE)

    def ask(*options, table="my.tsv"):
        command = [sys.executable, ROOT / "scripts" / "init_configuration.py", table, *options]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        folder = tmp_path / "my"
        # Of what is asked for may be something that no run takes.
        row = (folder / "datasets.tsv").read_text().splitlines()[1:3]
        row = dict(zip(*(line.split("\t") for line in row), strict=True))
        config = yaml.safe_load((folder / "config.yaml").read_text())
        return done.returncode, done.stdout + done.stderr, row, config

    ask.folder = tmp_path / "my"
    return ask


def test_what_nobody_edited_is_written_anew(tmp_path):
    path = tmp_path / "file"
    done, text = proposal(path, "one\n")
    assert done == "written"
    path.write_text(text)
    assert proposal(path, "one\n") == ("is there already", None)
    done, text = proposal(path, "two\n")
    assert done == "written anew"
    assert text.startswith("two\n")
    assert not is_edited(path)
    path.write_text(path.read_text().replace("one", "three"))
    assert is_edited(path)
    assert proposal(path, "two\n") == ("was edited, so it stays as it is", None)


def test_what_is_asked_for_later_is_heeded_and_what_was_before_is_kept(init):
    assert "clusters" in init()[2]
    assert init("--clusters", "5")[2]["clusters"] == "5"
    assert init()[2]["clusters"] == "5"
    _, _, row, config = init("--gene-sets", "sets.gmt")
    assert (row["clusters"], config["gene_sets"]) == ("5", "../sets.gmt")
    assert init("--clusters", "5", "--gene-sets", "sets.gmt")[3] == config


def test_labels_asked_for_later_are_as_if_asked_for_at_once(init):
    init()
    later = init("--labels", "kind")[2]
    for path in init.folder.iterdir():
        path.unlink()
    assert later == init("--labels", "kind")[2]
    assert later["label_column"] == "kind"
    assert "clusters" not in later


def test_the_data_may_be_asked_where_groups_are_known(init):
    assert init("--labels", "kind", "--clusters", "auto")[2]["clusters"] == "auto"
    assert init("--labels", "kind")[2]["clusters"] == "auto"


def test_what_was_asked_for_wrongly_is_asked_for_again(init):
    init("--clusters", "five")
    assert init("--clusters", "5")[2]["clusters"] == "5"
    assert read_datasets(init.folder / "datasets.tsv")["my"]["clusters"] == 5


def test_a_table_that_has_changed_is_looked_at_again(init, tmp_path):
    assert init()[2]["log"] == "none"
    (tmp_path / "my.tsv").write_text(TABLE.replace(".5", "00"))
    assert init()[2]["log"] == "log2p1"


def test_what_was_edited_stays_and_says_what_it_does_not_heed(init):
    init()
    for name, old, new in [
        ("datasets.tsv", "auto", "4"),
        ("config.yaml", "replicates: 3", "replicates: 2"),
    ]:
        path = init.folder / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))
    status, said, row, config = init("--clusters", "4")
    assert (status, row["clusters"], config["replicates"]) == (0, "4", 2)
    assert said.count("was edited, so it stays as it is") == 2
    status, said, row, _ = init("--clusters", "5", "--gene-sets", "sets.gmt")
    assert (status, row["clusters"]) == (1, "4")
    assert "found '4' as 'clusters', but '5' is asked for" in said
    assert "found nothing as 'gene_sets', but '../sets.gmt' is asked for" in said


def test_what_is_in_an_edited_file_may_be_asked_for_too(init):
    assert init()[2]["clusters"] == "auto"
    with open(init.folder / "datasets.tsv", "a") as file:
        file.write("# Looked at.\n")
    status, said, row, _ = init("--clusters", "auto")
    assert (status, row["clusters"]) == (0, "auto")
    assert "was edited, so it stays as it is" in said


def test_the_folder_of_one_table_is_not_that_of_another(init, tmp_path):
    init("--clusters", "5")
    (tmp_path / "my.csv").write_text(TABLE.replace("\t", ","))
    status, said, row, _ = init(table="my.csv")
    assert (status, row["expression"]) == (1, "../my.tsv")
    assert "found ../my.tsv; expected my.csv: the folder is that of another table" in said
