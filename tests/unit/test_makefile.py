"""What is said to make is heeded or refused: it passes over names that it does not know."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def make(*words):
    """Ask make what it would do; return its status and what it says."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        ["make", "--dry-run", *words], cwd=ROOT, env=ours, capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("word", ["CLUSTER=5", "Data=my.tsv", "LABEL=kind of gene"])
def test_a_name_that_nothing_reads_is_refused(word):
    status, said = make("run", "DATA=my.tsv", word)
    assert status == 2
    assert f"found {word.partition('=')[0]}; expected one of PYTHON CORES" in said


@pytest.mark.parametrize(
    "words",
    [
        ["run", "DATA=my file=a.tsv", "LABELS=kind of gene", "CLUSTERS=5", "GENE_SETS=a b.gmt"],
        ["apply", "MODEL=m", "TABLE=t", "OPTIONS=--format gct --sheet=Sheet 2", "CLUSTERS=5"],
        ["paper", "MIRROR=a b", "CORES=1"],
    ],
)
def test_names_that_are_read_may_have_any_value(words):
    assert make(*words)[0] == 0


@pytest.mark.parametrize("target", ["run", "check"])
def test_what_belongs_to_a_table_is_refused_without_one(target):
    for word in ("LABELS=kind", "CLUSTERS=5", "GENE_SETS=sets.gmt"):
        assert "but no DATA; expected DATA=my.tsv" in make(target, "CONFIG=my/config.yaml", word)[1]
        assert "but no DATA" not in make(target, "DATA=my.tsv", word)[1]
    assert "but no DATA" not in make(target)[1]


def test_a_table_and_a_configuration_are_not_given_together():
    assert "found both DATA and CONFIG" in make("run", "DATA=my.tsv", "CONFIG=my/config.yaml")[1]
    assert "found both" not in make("run", "DATA=my.tsv")[1]
