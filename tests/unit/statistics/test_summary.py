"""The summary of scores, against numbers worked out by hand."""

import numpy as np
import pandas as pd
import pytest
from sdae.statistics.summary import (
    in_words,
    over_other_settings,
    read_scores,
    read_summary,
    summarise,
)

COLUMNS = [
    *("dataset", "replicate", "point", "layers", "noise", "corruption", "learning_rate"),
    *("batch_size", "epochs", "representation", "components", "clusterer", "clusters"),
    *("ari", "nmi", "status"),
]


def learned(replicate, point, corruption, ari, status="ok"):
    return {
        "dataset": "yeast", "replicate": replicate, "point": point, "layers": "8",
        "noise": "masking", "corruption": corruption, "learning_rate": 0.1, "batch_size": 8,
        "epochs": 500, "representation": "regenerated", "clusterer": "kmeans", "clusters": 5,
        "ari": ari, "status": status,
    }  # fmt: skip


def raw(replicate, ari, dataset="yeast"):
    return {
        "dataset": dataset, "replicate": replicate, "representation": "raw",
        "clusterer": "kmeans", "clusters": 5, "ari": ari, "status": "ok",
    }  # fmt: skip


@pytest.fixture
def scores(tmp_path):
    rows = [
        raw(1, 0.40),
        raw(2, 0.50),
        learned(1, "1234567e10", 0.0, 0.30),
        learned(1, "0000000002", 0.1, 0.60),
        learned(2, "1234567e10", 0.0, 0.20),
        learned(2, "0000000002", 0.1, 0.40),
    ]
    return written(rows, tmp_path)


def written(rows, tmp_path):
    path = tmp_path / "scores.tsv"
    pd.DataFrame(rows).reindex(columns=COLUMNS).to_csv(path, sep="\t", index=False)
    return read_scores(path)


def test_ids_and_layers_are_read_as_text(scores):
    assert set(scores["point"].dropna()) == {"1234567e10", "0000000002"}
    assert set(scores["layers"].dropna()) == {"8"}


def test_mean_is_over_replicates_and_sd_between_them(scores):
    row = summarise(scores).set_index("representation").loc["regenerated"]
    assert row["mean"] == pytest.approx((0.45 + 0.30) / 2)
    assert row["sd"] == pytest.approx(np.std([0.45, 0.30], ddof=1))
    assert (row["settings"], row["partitions"], row["replicates"]) == (2, 4, 2)


def test_best_says_what_it_was_and_what_its_setting_averages(scores):
    row = summarise(scores).set_index("representation").loc["regenerated"]
    assert row["best"] == pytest.approx(0.60)
    assert (row["best_point"], row["best_replicate"]) == ("0000000002", 1)
    assert row["best_corruption"] == pytest.approx(0.1)
    assert row["best_setting_mean"] == pytest.approx(0.50)


def test_best_of_raw_averages_over_all_its_replicates(scores):
    row = summarise(scores).set_index("representation").loc["raw"]
    assert (row["best"], row["best_setting_mean"]) == (pytest.approx(0.50), pytest.approx(0.45))


def test_one_replicate_has_no_sd(tmp_path):
    assert np.isnan(summarise(written([raw(1, 0.4)], tmp_path))["sd"].item())


def test_an_unbalanced_replicate_weighs_no_more_than_another(tmp_path):
    rows = [
        learned(1, "a", 0.0, 0.2),
        learned(1, "b", 0.1, 0.4),
        learned(2, "a", 0.0, 0.6),
        learned(2, "b", 0.1, None, status="diverged"),
    ]
    row = summarise(written(rows, tmp_path)).iloc[0]
    assert row["mean"] == pytest.approx((0.3 + 0.6) / 2)
    assert (row["partitions"], row["diverged"]) == (3, 1)


def test_best_over_other_settings_is_taken_within_replicates(scores):
    row = over_other_settings(scores[scores["representation"] == "regenerated"], ["layers"]).iloc[0]
    assert row["best"] == pytest.approx((0.6 + 0.4) / 2)
    assert (row["best_low"], row["best_high"]) == (pytest.approx(0.4), pytest.approx(0.6))
    assert row["mean"] == pytest.approx(0.375)
    assert (row["settings"], row["replicates"]) == (2, 2)


def test_representations_stand_in_the_order_of_the_pipeline(scores):
    assert list(summarise(scores)["representation"]) == ["raw", "regenerated"]


def test_summary_survives_being_written(scores, tmp_path):
    summary = summarise(scores)
    summary.to_csv(tmp_path / "summary.tsv", sep="\t", index=False)
    assert in_words(read_summary(tmp_path / "summary.tsv")) == in_words(summary)


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
