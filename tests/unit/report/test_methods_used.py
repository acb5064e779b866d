"""Each method that a run was told to use is said with where it is from."""

from pages import CONFIG
from sdae.clusterers import CLUSTERERS
from sdae.network.noises import NOISES
from sdae.report.methods_used import clusterers_in_words, methods_used
from sdae.representations import REPRESENTATIONS


def test_clusterers_of_one_kind_are_named_together():
    kinds = {"a": {"kind": "spectral"}, "b": {"kind": "kmeans"}, "c": {"kind": "spectral"}}
    assert clusterers_in_words(kinds) == "spectral clustering (a and c) and k-means (b)"


def test_every_entry_that_is_asked_for_has_its_row():
    rows = methods_used(CONFIG).rows
    names = {(what, name) for what, name, *_ in rows}
    assert {("representation", "raw"), ("clusterer", "main"), ("index", "ari")} <= names
    assert ("noise", "masking") in names
    by_name = {name: tuple(rest) for _, name, *rest in rows}
    assert by_name["main"] == (CLUSTERERS["kmeans"].label, CLUSTERERS["kmeans"].reference)
    assert by_name["codes"][1] == REPRESENTATIONS["codes"].reference


def test_noises_of_a_grid_of_several_parts_are_all_there_once():
    parts = [{"noise": ["gaussian", "masking"]}, {"layers": [[2]]}, {"noise": ["gaussian"]}]
    rows = methods_used({**CONFIG, "grid": parts}).rows
    assert [name for what, name, *_ in rows if what == "noise"] == ["gaussian", "masking"]
    assert NOISES["gaussian"].reference in [row[-1] for row in rows]


def test_nothing_is_said_of_networks_where_none_is_trained():
    rows = methods_used({**CONFIG, "representations": ["raw"]}).rows
    assert not {"noise", "loss"} & {what for what, *_ in rows}
