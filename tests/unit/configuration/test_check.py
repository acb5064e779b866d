"""A configuration that is right: its defaults, what it is read with, and how light that is."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from sdae.configuration import (
    absent_models,
    check,
    fit,
    problems_between_keys,
    problems_with_numbers,
    read,
)
from sdae.configuration.files import problems_of_files
from sdae.grid import make_points
from sdae.tables.address import showable

ROOT = Path(__file__).resolve().parents[3]
HEAVY = {"pandas", "sklearn", "scipy", "jax", "anndata", "matplotlib", "jsonschema"}


@pytest.mark.parametrize("name", ["config", "paper", "test"])
def test_our_own_configurations_are_right(name):
    document = yaml.safe_load((ROOT / f"config/{name}.yaml").read_text())
    config = check(document)
    assert {key: config[key] for key in ("datasets", "select")} == {
        key: document[key] for key in ("datasets", "select")
    }
    assert make_points(config["grid"], config["model"])
    # As the page offers it, to run the same again.
    assert check(yaml.safe_load(yaml.safe_dump(showable(config), sort_keys=False))) == config


def test_defaults_are_filled_in_at_every_depth():
    config = check({"datasets": "s", "bottleneck": {}, "grid": {"layers": [[3]]}})
    assert config["grid"] == {
        "layers": [[3]],
        "corruption": [0, 0.1, 0.2],
        "learning_rate": [0.005],
        "batch_size": [8],
        "epochs": [200],
    }
    assert config["bottleneck"] == {"folds": 5, "variance": 0.9}
    assert config["pca"] == {"components": "all", "random_draws": 10}
    assert config["export"] == {"points": [], "replicate": None, "clusterer": None}
    assert list(config["clusterers"]) == ["kmeans", "spectral_knn", "spectral_rbf"]
    assert config["clusterers"]["spectral_rbf"]["n_init"] == 10
    assert (config["sampling"], config["published"], config["select"]) == (None, None, None)


def test_what_was_checked_can_be_checked_again():
    config = check({"datasets": "s", "grid": [{"layers": [[3]], "noise": ["gaussian"]}, {}]})
    assert check(config) == config


def test_a_list_of_grids_keeps_only_the_axes_that_it_names():
    config = check({"datasets": "s", "grid": [{"tied": [True, False]}, {"layers": [[2, 1]]}]})
    assert [set(product) & {"tied", "noise"} for product in config["grid"]] == [{"tied"}, set()]


def test_reading_it_imports_nothing_heavy():
    code = "import sys, sdae.configuration; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(ROOT / "scripts")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not HEAVY & set(done.stdout.split())


def between(**keys):
    config = check({"datasets": "s", "replicates": 2, **keys})
    return problems_between_keys(config, ["mine"], ["0123456789"])


@pytest.mark.parametrize(
    ("model", "there"),
    [
        ("results/models/mine/chosen.safetensors", True),
        ("./results/models/mine/0123456789.safetensors", True),
        (__file__, True),
        ("results/models/mind/chosen.safetensors", False),
        ("results/models/mine/9876543210.safetensors", False),
        ("absent.safetensors", False),
        (str(ROOT), False),
    ],
)
def test_a_model_that_is_nowhere_is_named(model, there):
    config = check({"datasets": "s", "apply": {"t": {"model": model, "expression": "e"}}})
    problems = absent_models(config, ["mine"], ["0123456789"])
    assert [f"key 'apply.t.model': found no file '{model}'" in one for one in problems] == (
        [] if there else [True]
    )
    nothing_chooses = config | {"choice": None}
    assert len(absent_models(nothing_chooses, ["mine"], ["0123456789"])) == (
        not there or "chosen" in model
    )


@pytest.mark.parametrize(
    ("keys", "key", "expected"),
    [
        ({"export": {"points": ["Choosen"]}}, "export", "did you mean 'chosen'?"),
        ({"gene_sets": "s.gmt", "choice": None}, "gene_sets", "but 'choice' is null"),
        ({"min_stability": 0.5, "choice": None}, "min_stability", "but 'choice' is null"),
        ({"export": {"points": ["chosen"]}, "choice": None}, "export", "the key 'bottleneck'"),
        ({"export": {"points": ["abc"]}}, "export", "the id of a point of this grid"),
        (
            {"export": {"points": ["0123456789"], "replicate": 3}},
            "export.replicate",
            "at most 2, the number of 'replicates'",
        ),
        (
            {"export": {"points": ["chosen"], "clusterer": "kmean"}},
            "export.clusterer",
            "did you mean 'kmeans'?",
        ),
        ({"export": {"clusterer": "kmeans"}}, "export.clusterer", "'points' beside it"),
        ({"sampling": {}, "choice": None}, "sampling", "the key 'bottleneck'"),
        (
            {"apply": {"t": {"model": "m", "expression": "e", "clusterer": "x"}}},
            "apply.t.clusterer",
            "one of kmeans",
        ),
        (
            {"published": {"table": "t", "dataset": "mind", "clusterer": "kmeans"}},
            "published.dataset",
            "did you mean 'mine'?",
        ),
    ],
)
def test_keys_that_name_what_is_not_there(keys, key, expected):
    (problem,) = between(**keys)
    assert f"key '{key}': found" in problem
    assert expected in problem


def test_keys_that_agree():
    wanted = {"points": ["chosen", "0123456789"], "replicate": 2}
    assert between(export=wanted, bottleneck={}, choice=None) == []
    assert between(export=wanted | {"replicate": None}) == []


def test_a_key_twice_is_refused_with_both_lines(tmp_path):
    path = tmp_path / "c.yaml"
    path.write_text("datasets: s\ngrid:\n  epochs: [1]\nx: [{a: 1,\n  a: 2}]\ngrid: {}\n")
    assert problems_of_files([path]) == [
        f"configuration {path}, line 5, key 'x.0.a': found it in line 4 already; expected each key "
        "once, as the second would replace the first",
        f"configuration {path}, line 6, key 'grid': found it in line 2 already; expected each key "
        "once, as the second would replace the first",
    ]


def test_keys_of_anchors_and_merges_are_not_taken_for_doubles(tmp_path):
    path = tmp_path / "c.yaml"
    path.write_text("a: &a {x: 1}\nb: {<<: *a, y: 2}\nc: {<<: *a, x: 3}\nd: *a\n")
    assert problems_of_files([path]) == []


def test_what_is_wrong_in_each_file_is_said_together(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("sets.tsv").write_text("dataset\texpression\tclusters\na\ta.tsv\tmany\n")
    Path("c.yaml").write_text("datasets: sets.tsv\nreplicates: 0\nreplicates: 0\n")
    document = yaml.safe_load(Path("c.yaml").read_text())
    _, _, problems = read(document, ["c.yaml"], lambda path: path)
    assert [problem.partition(":")[0] for problem in problems] == [
        "configuration c.yaml, line 3, key 'replicates'",
        "configuration, key 'replicates'",
        "sets.tsv, line 2, column 'clusters' (data set 'a')",
    ]


def test_files_that_are_not_there_are_named_by_their_keys(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    document = {
        "datasets": "sets.tsv",
        "gene_sets": "sets.gmt",
        "published": {"table": "figure.tsv", "dataset": "a", "clusterer": "kmeans"},
        "apply": {
            "t": {"model": "results/models/a/m.safetensors", "expression": "expr.tsv"},
            "u": {"model": "m", "expression": "results/downloaded/u.txt"},
        },
    }
    _, _, problems = read(document, [], lambda path: None)
    expected = [
        ("'datasets': found no file 'sets.tsv'", "to the workflow"),
        ("'gene_sets': found no file 'sets.gmt'", "to the workflow"),
        ("'published.table': found no file 'figure.tsv'", "to the workflow"),
        ("'apply.t.expression': found no file 'expr.tsv'", "not the folder of the configuration"),
    ]
    for problem, (found, remedy) in zip(problems, expected, strict=True):
        assert found in problem
        assert remedy in problem
        assert str(tmp_path) in problem


def fitted(genes=100, conditions=10, labels=None, **keys):
    return fit(check({"datasets": "s", **keys}), "mine", genes, conditions, labels)


def test_more_folds_than_genes_are_refused():
    found = fitted(4, bottleneck={"folds": 5}, classification={"folds": 3}, labels=["a", "b"])
    assert len(found.problems) == 2
    assert "data set 'mine': found 4 genes, fewer than the 5" in found.problems[0]
    assert "2 labelled genes, fewer than the 3" in found.problems[1]
    assert fitted(5, bottleneck={"folds": 5}, classification={"folds": 3}).problems == []


def test_layers_as_wide_as_the_data_are_named():
    grid = [{"layers": [[8], [16], [12, 4]]}, {"layers": [[16], [10]]}]
    assert fitted(conditions=12, grid=grid).layers == [[16], [12, 4]]
    assert fitted(conditions=17, grid=grid).layers == []


def test_components_that_there_cannot_be():
    found = fitted(60, 8, pca={"components": [4, 50, 100]})
    assert (found.components, found.no_components) == ([50, 100], False)
    assert fitted(60, 8, pca={"components": [50, 100]}).no_components
    assert fitted(60, 8, pca={"components": [50]}, representations=["raw"]).components == []
    assert not fitted(60, 8).no_components


def test_what_hardly_works_is_said_in_words():
    doubts = fitted(60, 8, grid={"layers": [[9], [2]]}, pca={"components": [50]}).doubts(8)
    assert len(doubts) == 2
    assert "'grid.layers', [9] have at least as many nodes as there are conditions (8)" in doubts[0]
    assert "'pca.components', 50 are more than there are, so no principal" in doubts[1]
    assert fitted(60, 8, grid={"layers": [[7]]}).doubts(8) == []


def test_a_number_of_clusters_must_come_from_somewhere():
    rows = {
        "a": {"clusters": "auto", "label_column": "kind"},
        "b": {"clusters": None, "label_column": None},
        "c": {"clusters": None, "label_column": "kind"},
        "d": {"clusters": 3, "label_column": None},
    }
    without = problems_with_numbers(check({"datasets": "s", "choice": None}), rows)
    assert [problem[:12] for problem in without] == ["data set 'a'", "data set 'b'"]
    assert problems_with_numbers(check({"datasets": "s"}), rows) == []
