"""The summary of scores, against numbers worked out by hand."""

import numpy as np
import pytest
from scored import learned, raw, small, written
from sdae.report.summary import in_words
from sdae.statistics.summary import over_other_settings, summarise


@pytest.fixture
def scores(tmp_path):
    return small(tmp_path)


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
    assert list(summarise(scores, ["raw", "regenerated"])["representation"]) == [
        "raw",
        "regenerated",
    ]


def with_size(representation, size, ari, replicate=1):
    column = {"layers": size} if isinstance(size, str) else {"components": size}
    return raw(replicate, ari) | column | {
        "representation": representation, "point": str(size) if isinstance(size, str) else None,
    }  # fmt: skip


def test_what_has_a_size_is_compared_at_the_sizes_that_all_have(tmp_path):
    rows = [
        raw(1, 0.5),
        with_size("codes", "8", 0.4), with_size("codes", "32-8", 0.6),
        with_size("codes", "16", 0.7),
        with_size("pca_first", 1, 0.0), with_size("pca_first", 8, 0.5),
        with_size("pca_first", 16, 0.8),
    ]  # fmt: skip
    table = summarise(written(rows, tmp_path)).set_index("representation")
    assert table["mean"].to_dict() == pytest.approx({"raw": 0.5, "codes": 0.6, "pca_first": 0.65})
    assert table["sizes"].to_dict() == {"raw": "", "codes": "8, 16", "pca_first": "8, 16"}
    # The best is of all tries, whatever their size.
    assert table.loc["pca_first", "settings"] == 3
    (said,) = [text for text in in_words(table.reset_index()) if "kmeans" in text]
    assert "with 8 and 16 nodes of the bottleneck or components" in said


def test_sizes_that_one_replicate_lacks_are_not_compared(tmp_path):
    rows = [
        with_size("codes", "8", 0.4), with_size("codes", "16", 0.9),
        with_size("codes", "8", 0.6, replicate=2),
        with_size("pca_first", 8, 0.5), with_size("pca_first", 16, 0.8),
    ]  # fmt: skip
    table = summarise(written(rows, tmp_path)).set_index("representation")
    assert table["mean"].to_dict() == pytest.approx({"codes": 0.5, "pca_first": 0.5})


def test_without_a_common_size_each_has_its_own_and_that_is_said(tmp_path):
    rows = [with_size("codes", "8", 0.4), with_size("pca_first", 3, 0.5)]
    table = summarise(written(rows, tmp_path))
    assert list(table["sizes"]) == ["8", "3"]
    assert "no size in common (codes 8 nodes of the bottleneck" in " ".join(in_words(table))


def test_partitions_that_failed_are_counted_with_their_reason(tmp_path):
    failed = raw(1, None) | {"status": "failed"}
    table = summarise(written([raw(1, 0.4), failed], tmp_path).assign(reason=[None, "too few"]))
    row = table.iloc[0]
    assert (row["partitions"], row["diverged"], row["failed"], row["reason"]) == (
        1,
        0,
        1,
        "too few",
    )
    said = " ".join(in_words(table))
    assert "Of 2 partitions, 1 that could not be made (raw profiles: too few)" in said
