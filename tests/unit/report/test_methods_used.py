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
    rows = dict(methods_used(CONFIG).rows)
    assert {"representation raw", "index ari", "noise masking"} <= set(rows)
    kmeans, codes = CLUSTERERS["kmeans"], REPRESENTATIONS["codes"]
    assert rows["clusterer main"] == f"{kmeans.label}: {kmeans.reference}"
    assert codes.reference in rows["representation codes"]


def test_noises_of_a_grid_of_several_parts_are_all_there_once():
    parts = [{"noise": ["gaussian", "masking"]}, {"layers": [[2]]}, {"noise": ["gaussian"]}]
    rows = methods_used({**CONFIG, "grid": parts}).rows
    names = [name for name, _ in rows if name.startswith("noise")]
    assert names == ["noise gaussian", "noise masking"]
    assert NOISES["gaussian"].reference in dict(rows)["noise gaussian"]


def test_nothing_is_said_of_networks_where_none_is_trained():
    rows = methods_used({**CONFIG, "representations": ["raw"]}).rows
    assert not [name for name, _ in rows if name.startswith(("noise", "loss"))]
