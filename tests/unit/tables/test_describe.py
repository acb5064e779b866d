"""What is found out about a table that nobody has described."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import yaml
from sdae.errors import InputError
from sdae.tables import Table
from sdae.tables.describe import look, replicates_of
from sdae.tables.join import join
from sdae.tables.scale import guess_scale

ROOT = Path(__file__).resolve().parents[3]
RNG = np.random.default_rng(5)
COUNTS = RNG.negative_binomial(2, 0.01, size=(60, 6)).astype(float)
COUNTS[0] = 0
SCALES = {
    "counts": COUNTS,
    "tpm": (COUNTS + 0.1) / (COUNTS + 0.1).sum(axis=0) * 1e6,
    "fpkm": COUNTS * 0.37,
    "counts, of single cells": RNG.poisson(0.5, size=(60, 6)).astype(float),
    "estimated_counts": np.where(RNG.random((60, 6)) < 0.4, COUNTS * 1.003, COUNTS),
    "intensities, of proteins": COUNTS * 10**6,
    "logs, some below 0": RNG.normal(5, 3, size=(60, 6)),
    "logs, of proteins": RNG.normal(28, 3, size=(60, 6)),
    "logs": RNG.normal(9, 2, size=(60, 6)).clip(1, 16),
    "ratios": RNG.normal(0, 0.4, size=(60, 6)),
    "intensities": RNG.gamma(2, 400, size=(60, 6)) + 20.5,
}
PROFILES = RNG.normal(size=(60, 6))
SCALES["z_scores"] = (PROFILES - PROFILES.mean(1, keepdims=True)) / PROFILES.std(
    1, ddof=1, keepdims=True
)


@pytest.mark.parametrize("name", SCALES)
def test_the_scale_is_guessed(name):
    assert guess_scale(SCALES[name]).name == name.partition(",")[0]


def test_logarithms_of_which_some_are_negative_are_not_ratios():
    log_cpm = np.random.default_rng(7).normal(4, 3, size=(60, 6))
    assert (log_cpm < 0).mean() > 0.05
    assert guess_scale(log_cpm).name == "logs"


def test_counts_are_normalised_and_logged():
    scale = guess_scale(COUNTS)
    assert (scale.log, scale.normalise) == ("log2p1", "cpm")


def test_replicates_share_a_name():
    names = ["ctrl_1", "ctrl_2", "heat-rep1", "heat-rep2", "cold"]
    assert replicates_of(names) == {"ctrl": names[:2], "heat": names[2:4]}
    assert not replicates_of(["t0", "t5", "t10"])


@pytest.fixture
def counts(tmp_path):
    lines = ["gene\tkind\tnote\t" + "\t".join(f"{c}_{n}" for c in "xy" for n in (1, 2, 3))]
    lines += [
        f"ENSG{row:04d}\t{'ab'[row % 2]}\ttext {row}\t" + "\t".join(f"{v:g}" for v in values)
        for row, values in enumerate(COUNTS)
    ]
    path = tmp_path / "my.tsv"
    path.write_text("\n".join(lines) + "\n")
    return path


def test_a_table_is_described(counts):
    seen = look(counts)
    assert seen.scale.name == "counts"
    assert (seen.label_column, seen.label_columns, seen.ignored) == (None, ["kind"],
                                                                     ["kind", "note"])  # fmt: skip
    assert seen.constant == (1, 1)
    assert list(seen.replicates) == ["x", "y"]
    assert look(counts, "kind").table.labels[:2] == ["a", "b"]


def init(*arguments, cwd):
    script = ROOT / "scripts" / "init_configuration.py"
    return subprocess.run([sys.executable, script, *arguments], cwd=cwd, capture_output=True,
                          text=True, check=False)  # fmt: skip


def test_how_long_reading_takes_is_said_before_a_large_table_is_read(tmp_path):
    # Not a table at all, but that is seen only when it is read.
    with open(tmp_path / "large.tsv", "wb") as file:
        file.truncate(10**9)
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'scripts')!r}); import init_configuration as i"
    )
    code += "; i.announce(['large.tsv']); print('small'); i.announce([i.__file__])"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True,
                          text=True, check=True)  # fmt: skip
    assert done.stderr.startswith("reading 1,000 MB: about ")
    assert done.stderr.count("reading") == 1


def test_a_configuration_is_written_once(counts):
    done = init("my.tsv", "--labels", "kind", cwd=counts.parent)
    assert done.returncode == 0, done.stderr
    assert "60 genes x 6 conditions" in done.stdout
    assert "counts: whole numbers" in done.stdout
    folder = counts.parent / "my"
    header, row = (folder / "datasets.tsv").read_text().splitlines()[1:3]
    row = dict(zip(header.split("\t"), row.split("\t"), strict=True))
    assert row["expression"] == "../my.tsv"
    assert (row["label_column"], row["ignore_columns"], row["log"]) == ("kind", "note", "log2p1")
    written = yaml.safe_load((folder / "config.yaml").read_text())
    assert written["datasets"] == "datasets.tsv"
    assert max(written["grid"]["layers"]) < [6]
    (folder / "config.yaml").write_text("mine: true\n")
    assert "was edited, so it stays as it is" in init("my.tsv", cwd=counts.parent).stdout
    assert (folder / "config.yaml").read_text() == "mine: true\n"


def test_a_list_of_results_is_no_expression_table(tmp_path):
    (tmp_path / "t.csv").write_text("gene,fold,p\na,1.5,0.5\nb,2.5,0.1\nc,2,0.7\n")
    with pytest.raises(InputError, match=r"found 2 columns of values \(fold, p\) for 3 genes"):
        look(tmp_path / "t.csv")
    assert init("t.csv", cwd=tmp_path).returncode == 1


def test_tables_are_joined_by_id():
    one = Table(["a", "b"], ["x"], np.array([[1.0], [2]]), ["l", None], "one")
    two = Table(["c", "b"], ["y", "z"], np.array([[3.0, 4], [5, 6]]), None, "two")
    both = join([one, two])
    assert (both.genes, both.conditions, both.labels) == (
        ["a", "b", "c"], ["x", "y", "z"], ["l", None, None])  # fmt: skip
    np.testing.assert_array_equal(both.values, [[1, np.nan, np.nan], [2, 5, 6], [np.nan, 3, 4]])
    with pytest.raises(InputError, match="found condition 'x' in 2 of the tables"):
        join([one, one])


def test_counts_of_one_sample_each_are_joined(tmp_path):
    for column, sample in enumerate(["ctrl", "heat", "cold"]):
        rows = "".join(f"ENSG{row}\t{values[column]:g}\n" for row, values in enumerate(COUNTS))
        (tmp_path / f"{sample}.txt").write_text(f"{rows}__no_feature\t900\n__not_aligned\t5\n")
    done = init("ctrl.txt", "heat.txt", "cold.txt", "--folder", "my", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "60 genes x 3 conditions" in done.stdout
    assert "ctrl.txt: found no header, but a number, on line 1" in done.stdout
    joined = (tmp_path / "my" / "joined.tsv").read_text().splitlines()
    assert joined[0] == "gene\tctrl\theat\tcold"
    assert joined[1].startswith("ENSG0\t")


def test_a_table_wider_than_high_is_asked_about(tmp_path):
    header = "sample\t" + "\t".join(f"g{n}" for n in range(40))
    rows = [f"s{row}\t" + "\t".join(map(str, values)) for row, values in
            enumerate(RNG.normal(8, 1, (6, 40)))]  # fmt: skip
    (tmp_path / "t.tsv").write_text("\n".join([header, *rows]) + "\n")
    assert any("are the genes in columns?" in note for note in look(tmp_path / "t.tsv").notes)


def test_a_condition_without_any_value_is_left_out(tmp_path):
    rows = "".join(f"g{row}\t1.5\t{row % 3}.5\t2\tNA\t\n" for row in range(9))
    (tmp_path / "t.tsv").write_text(f"id\ta\tb\tc\td\te\n{rows}")
    seen = look(tmp_path / "t.tsv")
    assert (seen.table.conditions, seen.ignored) == (["a", "b", "c"], ["d", "e"])


def test_numbers_that_cannot_be_read_anywhere_are_said(tmp_path):
    (tmp_path / "t.csv").write_text('id,a,b,c\ng1,"1,5","2,5","3,5"\ng2,"1,5","2,5","3,5"\n')
    with pytest.raises(
        InputError, match=r"'1,5' \(line 2, column 2\).*a decimal point, not a comma"
    ):
        look(tmp_path / "t.csv")
