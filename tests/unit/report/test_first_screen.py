"""The first screen answers how many groups, how sure, and whether the network helped."""

from dataclasses import replace

import pandas as pd
import pytest
from pages import bare, found
from sdae.report.first import first_screen, lead, tiles
from sdae.report.found import series

VERDICT = {
    "sentence": "The network did not help.", "index": "ari", "gain": -0.031, "low": -0.05,
    "high": 0.01, "first": "codes", "first_clusterer": "kmeans", "second": "raw",
    "second_clusterer": "kmeans", "kind": "network", "p_adjusted": 0.3,
}  # fmt: skip

ARI = "ARI, agreement with the known groups"


def by_name(shown):
    return {tile.name: tile for tile in shown}


def test_four_numbers():
    told = by_name(tiles(replace(found(), verdict=VERDICT)))
    assert told["groups, their number unsure"].value == "3"
    assert told["structure"].value == "p = 0.01"
    assert told["median sureness"].value == "0.60"
    assert told["gain by the neural network"].value == "\N{MINUS SIGN}0.031"
    assert (
        "codes by kmeans against raw profiles by kmeans" in told["gain by the neural network"].note
    )


def test_the_gain_is_called_what_it_is_after_all_comparisons():
    def note(**told):
        return by_name(tiles(replace(found(), verdict=VERDICT | told)))[
            "gain by the neural network"
        ].note

    alone = "(alone, 95 % interval \N{MINUS SIGN}0.05 to +0.01)"
    assert f"{ARI}; could be luck, p = 0.3 after all comparisons {alone}" in note()
    assert f"{ARI}; p = 0.02 after all comparisons {alone}" in note(p_adjusted=0.02)


def test_the_least_sure_cluster_is_named():
    sure = found()
    table = sure.clusters.assign(stability=sure.clusters["cluster"].map({1: 0.9, 2: 0.2, 3: 0.7}))
    note = by_name(tiles(replace(sure, clusters=table)))["median sureness"].note
    assert "least in cluster 2, 0.20; " in note


def test_one_replicate_has_no_interval():
    one = VERDICT | {"low": float("-inf"), "high": float("inf")}
    note = by_name(tiles(replace(found(), verdict=one)))["gain by the neural network"].note
    assert note.startswith(f"in {ARI}; no interval of 1 replicate: codes")


def test_what_is_compared_by_consensus_is_said_to_be_so():
    consensus = VERDICT | {"kind": "network consensus"}
    note = by_name(tiles(replace(found(), verdict=consensus)))["gain by the neural network"].note
    assert "the consensus of codes by kmeans against the consensus of raw profiles" in note


def test_without_a_verdict_the_gain_is_in_stability():
    told = by_name(tiles(found()))
    assert told["gain by the neural network"].value == "\N{MINUS SIGN}0.100"
    assert "stability" in told["gain by the neural network"].note


def test_where_no_pair_was_told_of_the_gain_is_in_stability():
    nothing = VERDICT | {"gain": float("nan")}
    told = by_name(tiles(replace(found(), verdict=nothing)))
    assert told["gain by the neural network"].value == "\N{MINUS SIGN}0.100"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("labels", "the table's known groups"),
        ("table of data sets", "asked for"),
        ("panel", "by four"),
    ],
)
def test_where_the_number_is_from_is_said_and_what_the_data_alone_say(asked, said):
    shown = found()
    chosen = {**shown.choice, "from": asked, "panel": {"low": 2, "high": 4, "unsure": True}}
    tile = tiles(replace(shown, choice=chosen))[0]
    assert (tile.value, tile.name) == ("3", "groups, their number unsure")
    assert said in tile.note
    assert tile.note.endswith("that know only the profiles: they see 2 to 4")


def test_where_the_clusters_are_from_is_said_below_them():
    (drawn,) = first_screen(found())[-1].left
    assert drawn.caption.endswith("by the most stable of 2 ways: raw profiles by kmeans.")
    many = pd.concat(4 * [found().ways[found().ways["taken"]]])
    (drawn,) = first_screen(replace(found(), ways=many))[-1].left
    assert drawn.caption.endswith("a consensus of the 4 most stable of 4 ways.")


def test_genes_in_no_cluster_are_explained():
    *_, beside = first_screen(found())
    assert beside.right[0].caption.endswith("Grey ones are in none.")


def test_doubts_stand_on_the_first_screen():
    shown = first_screen(replace(found(), doubts=["dates among the ids"]))
    assert [part.texts for part in shown if part.kind == "doubts"] == [["dates among the ids"]]
    assert not any(part.kind == "doubts" for part in first_screen(found()))


def test_the_verdict_comes_first():
    assert lead(replace(found(), verdict=VERDICT)) == "The network did not help."
    assert first_screen(found())[0].text.startswith("The genes fall into groups")


def test_where_nothing_is_chosen_it_is_said():
    assert tiles(bare()) == []
    assert "choice: null" in lead(bare())


def test_no_gain_where_nothing_was_learned():
    raw = pd.DataFrame({"representation": ["raw"], "stability": [0.9]})
    assert "gain by the neural network" not in by_name(tiles(replace(found(), ways=raw)))


@pytest.mark.parametrize(
    ("conditions", "groups"),
    [
        (["a0", "a7", "a9", "b_10", "b_30", "b_50"], [("a", 0, 3), ("b", 3, 6)]),
        (
            ["cdc15_10", "cdc15_30", "cdc15_50", "elu0", "elu 5h", "elu 9h"],
            [("cdc15", 0, 3), ("elu", 3, 6)],
        ),
        # Replicates, no course.
        (["liver1", "liver2", "heart1", "heart2"], []),
        (["liver", "heart", "lung"], []),
        (["1", "2", "3"], []),
        (["x1", "x2"], []),
    ],
)
def test_groups_of_conditions_are_seen_in_their_names(conditions, groups):
    assert series(conditions) == groups
