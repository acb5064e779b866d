"""What is said of the final clusters follows from the numbers beside it."""

import pandas as pd
import pytest
from sdae.report.clusters import in_short, in_words


def choice(p=0.01, unsure=False, source="labels", standardised=True):
    panel = {"number": 3, "low": 2, "high": 4, "votes": {}, "unsure": unsure}
    structure = {"p": p, "statistic": 5.0, "number": 3, "references": 99, "genes": 10}
    structure["standardised"] = standardised
    return {"clusters": 2, "from": source, "panel": panel, "structure": structure}


def ways(raw=0.9, codes=0.5):
    return pd.DataFrame({
        "representation": ["raw", "codes"], "clusterer": ["kmeans", "kmeans"],
        "stability": [raw, codes], "taken": [True, False],
    })  # fmt: skip


GENES = pd.DataFrame({
    "cluster": pd.array([1, 1, 2, None], "Int64"), "stability": [0.9, 0.7, 0.5, -0.1],
})  # fmt: skip
PAIRS = pd.DataFrame({
    "cluster": [1, 1, 2], "other": [2, 3, 3], "within": [0.8, 0.5, 0.8], "between": [0.1, 0.4, 0.6],
    "separated": [True, False, False],
})  # fmt: skip


def test_sizes_sureness_and_genes_that_fit_nowhere():
    said = in_words(choice(), GENES, ways(), PAIRS)
    for words in ("2 clusters", "2 and 1 genes", "median stability of 0.60", "1 gene fits nowhere"):
        assert words in said
    assert "unsure" not in said
    assert "unsure" in in_words(choice(unsure=True), GENES, ways(), PAIRS)


def test_a_number_that_the_panel_is_unsure_of_is_called_unsure_in_the_short_form_too():
    assert "2 clusters (unsure: 2 to 4) of" in in_short(choice(unsure=True, source="panel"), GENES)
    # What the user or the labels say is not guessed.
    assert "unsure" not in in_short(choice(unsure=True), GENES)
    assert "unsure" not in in_short(choice(source="panel"), GENES)


def test_of_many_clusters_the_smallest_and_the_largest_are_said():
    genes = pd.DataFrame({"cluster": pd.array([*range(1, 14), 1], "Int64"), "stability": 0.5})
    assert "13 clusters of 1 to 2 genes" in in_short(choice(), genes)


@pytest.mark.parametrize(("p", "there"), [(0.05, True), (0.06, False)])
def test_without_structure_the_clusters_are_a_cut_through_a_continuum(p, there):
    said = in_words(choice(p=p), GENES, ways(), PAIRS)
    assert ("fall into groups" in said) == there
    assert ("continuum" in said) != there


@pytest.mark.parametrize(("codes", "is_ahead"), [(0.95, True), (0.9, False), (0.5, False)])
def test_no_difference_in_favour_of_the_network_is_called_a_gain(codes, is_ahead):
    said = in_words(choice(), GENES, ways(codes=codes), PAIRS)
    assert ("says whether that is more than luck" in said) == is_ahead
    assert ("The most stable way with the network is codes" in said) != is_ahead


def test_without_a_network_nothing_is_said_of_one():
    assert "network" not in in_words(choice(), GENES, ways()[:1], PAIRS)


def test_clusters_that_are_hardly_separated_are_named_the_closest_first():
    said = in_words(choice(), GENES, ways(), PAIRS)
    assert "Hardly separated are clusters 1 and 3 (80 %) and 2 and 3 (75 %): their genes" in said
    assert "separated" not in in_words(choice(), GENES, ways(), PAIRS[:1])
    many = pd.concat([PAIRS[1:]] * 4)
    assert ", and 3 other pairs:" in in_words(choice(), GENES, ways(), many)


@pytest.mark.parametrize(("p", "there"), [(0.05, True), (0.06, False)])
def test_the_short_form_has_sizes_sureness_and_structure(p, there):
    said = in_short(choice(p=p), GENES)
    for words in ("2 clusters of 2 and 1 genes", "1 gene in none", "median stability of 0.60"):
        assert words in said
    assert ("the genes fall into groups" in said) == there


@pytest.mark.parametrize(
    ("p", "standardised", "said"), [(0.4, True, 1), (0.4, False, 0), (0.01, True, 0)]
)
def test_where_none_are_seen_it_is_said_what_standardising_takes_out(p, standardised, said):
    text = in_words(choice(p=p, standardised=standardised), GENES, ways(), PAIRS)
    assert text.count("Groups that differ in level alone") == said


def test_criteria_that_agree_are_no_range():
    agreed = choice()
    agreed["panel"] |= {"low": 3, "high": 3}
    assert "the panel sees 3, all its criteria 3)" in in_words(agreed, GENES, ways(), PAIRS)


def test_many_clusters_of_one_size_are_no_range():
    genes = pd.DataFrame({"cluster": pd.array([*range(1, 15)] * 2, "Int64"), "stability": 0.5})
    assert "14 clusters of 2 genes each," in in_short(choice(), genes)
