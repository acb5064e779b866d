"""What is said of scores, from tables whose numbers are known."""

import pytest
from scored import learned, raw, small, written
from sdae.report.summary import in_words
from sdae.statistics.summary import read_summary, summarise


@pytest.fixture
def scores(tmp_path):
    return small(tmp_path)


def test_words_hold_the_mean_against_raw_and_warn_of_the_best(scores):
    text = " ".join(in_words(summarise(scores)))
    assert "nothing lies above that: regenerated profiles (0.375)" in text
    assert "0.600, one of 4 partitions of regenerated profiles (8 hidden nodes, noise 10 %" in text
    assert "that setting averages 0.500" in text
    assert "by luck alone" in text
    assert "500 epochs" in text
    assert "500.0" not in text


def test_words_name_what_lies_above_raw(tmp_path):
    rows = [raw(1, 0.3), learned(1, "a", 0.0, 0.5)]
    text = " ".join(in_words(summarise(written(rows, tmp_path))))
    assert "above that lie regenerated profiles (0.500)." in text


def test_unlabelled_data_say_so_and_claim_nothing(tmp_path):
    summary = summarise(written([raw(1, None), learned(1, "a", 0.0, None)], tmp_path))
    assert summary[["mean", "sd", "best"]].isna().all(axis=None)
    assert list(summary["partitions"]) == [1, 1]
    assert in_words(summary) == [
        "yeast: the genes carry no known groups, so 2 partitions were made but nothing here can "
        "say which of them is better."
    ]


def test_summary_survives_being_written(scores, tmp_path):
    summary = summarise(scores)
    summary.to_csv(tmp_path / "summary.tsv", sep="\t", index=False)
    assert in_words(read_summary(tmp_path / "summary.tsv")) == in_words(summary)
