"""Columns of numbers that are no conditions, told by name and by what is in them."""

import numpy as np
import pytest
from sdae.errors import InputError
from sdae.tables import read_table
from sdae.tables.describe import look
from sdae.tables.suspects import suspects

GENES = 60
KINDS = np.arange(GENES) % 4 + 1.0
MOSTLY_MISSING = np.where(np.arange(GENES) % 10 == 0, KINDS, np.nan)


def among(column, others):
    names = ["class", *(f"c{number}" for number in range(others.shape[1]))]
    surely, maybe = suspects(names, np.column_stack([column, others]))
    return 0 in surely, 0 in maybe


@pytest.mark.parametrize("kinds", [KINDS, MOSTLY_MISSING])
def test_numbers_of_groups_are_no_condition_among_measurements(kinds):
    logs = np.random.default_rng(1).normal(size=(GENES, 6))
    assert among(kinds, logs) == (True, False)
    counts = np.random.default_rng(2).poisson(500, (GENES, 6)).astype(float)
    assert among(kinds, counts) == (True, False)


def test_a_condition_with_the_name_of_one_is_only_doubtful():
    draws = np.random.default_rng(3)
    logs = draws.normal(size=(GENES, 7))
    assert among(logs[:, 0], logs[:, 1:]) == (False, True)
    counts = draws.poisson(500, (GENES, 7)).astype(float)
    assert among(counts[:, 0], counts[:, 1:]) == (False, True)
    # Where all have few values, as counts of single cells, nothing tells it from them.
    few = draws.poisson(1, (GENES, 7)).astype(float)
    assert among(few[:, 0], few[:, 1:]) == (False, True)


def named(name, column=None, beside="c"):
    """Tell what is thought of a column of a name among six of counts."""
    counts = np.random.default_rng(4).poisson(500, (GENES, 6)).astype(float)
    column = counts[:, 0] + 1 if column is None else column(counts)
    names = [name, beside, *(f"c{number}" for number in range(5))]
    surely, maybe = suspects(names, np.column_stack([column, counts]))
    return 0 in surely, 0 in maybe


def test_numbers_of_groups_are_told_whatever_they_are_called():
    logs = np.random.default_rng(1).normal(size=(GENES, 6))
    names = ["Main Gp", *(f"c{number}" for number in range(6))]
    assert list(suspects(names, np.column_stack([KINDS, logs]))[0]) == [0]
    # What is measured against the first condition is 0 there.
    assert not suspects(names, np.column_stack([KINDS * 0, logs]))[0]


def test_summaries_of_the_conditions_are_none():
    assert named("Total", lambda counts: counts.sum(axis=1)) == (True, False)
    assert named("all", lambda counts: counts.mean(axis=1).round(1)) == (True, False)
    assert named("SD", lambda counts: counts.std(axis=1)) == (True, False)
    assert named("CV", lambda counts: counts.std(1, ddof=1) / counts.mean(1)) == (True, False)
    assert named("median", lambda counts: np.median(counts, axis=1)) == (True, False)
    # SD is a medium of yeast, too.
    assert named("SD") == (False, True)
    assert named("Total") == (False, False)


def test_what_a_test_says_is_no_condition():
    assert named("AveExpr", beside="P.Value") == (True, False)
    assert named("stat", beside="pvalue") == (True, False)
    assert named("b", beside="padj") == (False, False)
    assert named("B") == (False, False)


def test_letters_are_statistics_beside_those_of_limma(tmp_path):
    rng = np.random.default_rng(6)
    names = ["logFC", "AveExpr", "t", "B", *"abc"]
    surely, _ = suspects(names, rng.normal(8, 1, (GENES, len(names))))
    assert sorted(surely) == [0, 1, 2, 3]


def test_positions_among_counts_and_what_is_not_whole():
    assert named("start", lambda counts: counts[:, 0] * 1e5) == (True, False)
    assert named("gc", lambda counts: counts[:, 0] / 1000) == (False, True)


def beads(tmp_path, quality):
    samples = ["s1", "s2", "s3"]
    lines = [["ID", *(name for sample in samples for name in (sample, quality.format(sample)))]]
    rng = np.random.default_rng(5)
    lines += [
        [f"ILMN_{row}", *(v for signal in rng.normal(800, 9, 3) for v in (f"{signal:.3f}", "0.01"))]
        for row in range(20)
    ]
    path = tmp_path / "beads.txt"
    path.write_text("".join("\t".join(line) + "\n" for line in lines))
    return path


@pytest.mark.parametrize("quality", ["Detection Pval", "{}.Detection Pval", "{}.BEAD_STDERR"])
def test_how_sure_a_measurement_is_is_no_condition(tmp_path, caplog, quality):
    assert read_table(beads(tmp_path, quality)).conditions == ["s1", "s2", "s3"]
    assert "of its name" in caplog.text
    assert "probably no condition (its median" not in caplog.text


def test_several_quantities_of_the_same_samples_are_said(tmp_path, caplog):
    assert len(read_table(beads(tmp_path, "counts.{}")).conditions) == 6
    assert "several quantities" not in caplog.text
    path = beads(tmp_path, "counts.{}")
    path.write_text(path.read_text().replace("\ts", "\tabundance.s"))
    read_table(path)
    assert "several quantities of the same samples, abundance (3), counts (3)" in caplog.text


def test_what_was_measured_of_one_sample_is_no_table(tmp_path):
    path = tmp_path / "s.genes.results"
    head = "gene_id\ttranscript_id(s)\tlength\teffective_length\texpected_count\tTPM\tFPKM\n"
    path.write_text(head + "".join(f"g{n}\tt{n}\t{900 + n}\t8.5\t7\t2.5\t1\n" for n in range(9)))
    with pytest.raises(InputError, match=r"of one sample \(expected_count, TPM, FPKM\)"):
        look(path)
