"""The run against a published figure."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sdae.errors import InputError
from sdae.published.reproduction import compare, read_published
from sdae.report.reproduction import in_words

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = ROOT / "resources" / "published" / "figure2_dataset1.tsv"


def scores(hidden=(4, 5), levels=(0.0, 0.1), replicates=2):
    """Scores whose ARI is known: 0.01 x hidden + corruption + 0.02 per batch + 0.1 x replicate."""
    rows = []
    for replicate in range(1, replicates + 1):
        rows.append((replicate, "raw", None, None, None, None, 0.4 + 0.1 * replicate))
        for nodes in hidden:
            for level in levels:
                for batch in (0, 1):
                    ari = 0.01 * nodes + level + 0.02 * batch + 0.1 * replicate
                    rows.append(
                        (replicate, "regenerated", str(nodes), level, "masking", batch, ari)
                    )
    names = ["replicate", "representation", "layers", "corruption", "noise", "batch_size", "ari"]
    table = pd.DataFrame(rows, columns=names)
    return table.assign(dataset="yeung_384", clusterer="knn", status="ok")


def published(tmp_path, text="hidden\tbaseline\tnoise_0\tnoise_10\n4\t.462\t.3\t.4\n"):
    path = tmp_path / "published.tsv"
    path.write_text(text)
    return path


def test_the_published_figure_has_all_its_points():
    points = read_published(PUBLISHED)
    assert len(points) == 14 * 4
    assert sorted(points["corruption"].unique()) == [0, 0.1, 0.15, 0.2]
    point = points[(points["hidden"] == 13) & (points["corruption"] == 0.2)].iloc[0]
    assert (point["published"], point["published_baseline"]) == (0.514, 0.462)


def test_best_mean_and_difference(tmp_path):
    table = compare(read_published(published(tmp_path)), scores(), "yeung_384", "knn")
    row = table.iloc[1]
    assert (row["hidden"], row["corruption"], row["settings"], row["replicates"]) == (4, 0.1, 2, 2)
    assert row["best"] == pytest.approx(0.04 + 0.1 + 0.02 + 0.15)
    assert (row["best_low"], row["best_high"]) == pytest.approx((0.26, 0.36))
    assert row["mean"] == pytest.approx(0.04 + 0.1 + 0.01 + 0.15)
    assert row["raw"] == pytest.approx(0.55)
    assert row["difference"] == pytest.approx(row["best"] - 0.4)


def test_points_that_were_not_run_keep_their_row(tmp_path):
    table = compare(read_published(PUBLISHED), scores(levels=(0.1,)), "yeung_384", "knn")
    assert len(table) == 56
    assert table["best"].notna().sum() == 2
    assert "2 of the 56 published points" in in_words(table)[0]


def test_levels_match_although_their_last_digits_differ(tmp_path):
    table = compare(read_published(PUBLISHED), scores(levels=(0.1 + 0.05,)), "yeung_384", "knn")
    assert table.loc[table["corruption"] == 0.15, "best"].notna().sum() == 2


def test_other_noises_stacks_and_diverged_trainings_do_not_enter(tmp_path):
    table = scores()
    others = pd.concat(
        [
            table.assign(noise="gaussian", ari=0.9),
            table.assign(layers="32-4", ari=0.9),
            table.assign(ari=np.nan, status="diverged"),
            table.assign(dataset="other", ari=0.9),
        ]
    )
    others = others[others["representation"] == "regenerated"]
    points = read_published(published(tmp_path))
    alone = compare(points, table, "yeung_384", "knn")
    pd.testing.assert_frame_equal(
        alone, compare(points, pd.concat([table, others]), "yeung_384", "knn")
    )


def test_a_run_without_that_clusterer_is_refused(tmp_path):
    with pytest.raises(InputError, match="clustered by 'spectral'"):
        compare(read_published(published(tmp_path)), scores(), "yeung_384", "spectral")


def test_all_problems_of_a_published_table_at_once(tmp_path):
    path = published(tmp_path, "hiden\tnoise_0\tnoise_x\n4\ttext\t.4\n")
    with pytest.raises(InputError) as error:
        read_published(path)
    text = str(error.value)
    for what in ("'hidden'", "'baseline'", "row 2, column 'noise_0' holds 'text'", "'noise_x'"):
        assert what in text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "no column 'hidden'; found nothing"),
        (b"\xff\xfe\x00", "could not be read as text"),
        (b"hidden\tbaseline\tnoise_0\n", "found no row"),
        (b"hidden\tbaseline\tnoise_0\n4\t.4\n", "row 2, column 'noise_0' holds ''"),
        (b"hidden\tbaseline\tnoise_0\n4\t.4\tinf\n", "column 'noise_0' holds 'inf'"),
    ],
)
def test_what_is_no_published_table(tmp_path, content, expected):
    path = tmp_path / "published.tsv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=expected):
        read_published(path)


def test_words_count_what_exceeds_raw_in_best_and_mean(tmp_path):
    table = compare(read_published(PUBLISHED), scores(replicates=1), "yeung_384", "knn")
    text = " ".join(in_words(table))
    assert "exceeds the raw profiles at 0 of 4 points (in the paper at 0)" in text
    assert "0.500 here and 0.462 in the paper" in text
