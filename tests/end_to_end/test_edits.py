"""An edited configuration gives, in one call, what it would have given in a fresh folder."""

import copy
import os
import re

import yaml
from small import three_kinds
from test_workflow import snakemake, write

START = {
    "datasets": "sets.tsv",
    "replicates": 2,
    "grid": {
        "layers": [[2]],
        "corruption": [0, 0.2],
        "learning_rate": [0.05],
        "batch_size": [16],
        "epochs": [20],
    },
    "model": {"optimizer": "adam"},
    "clusterers": {"main": {"kind": "kmeans", "n_init": 2}},
    "representations": ["raw", "regenerated", "codes"],
}


def start(folder):
    three_kinds(folder)
    return copy.deepcopy(START)


def run(folder, configuration, *arguments, check=True):
    path = write(folder / "config.yaml", yaml.safe_dump(configuration))
    return snakemake(folder, *arguments, "--configfile", str(path), check=check)


def made(folder):
    """All that a run left, but for what is kept for later runs; tables with their contents."""
    results = folder / "results"
    paths = [path for path in results.rglob("*") if path.is_file()]
    kept = {results / name for name in ("trained", "trained_folds", "models", "benchmarks")}
    return {
        str(path.relative_to(results)): path.read_text() if path.suffix == ".tsv" else None
        for path in paths
        if kept.isdisjoint(path.parents)
    }


def other_kind(configuration):
    configuration["clusterers"]["main"] = {"kind": "spectral", "affinity": "rbf"}


def another_size(configuration):
    configuration["grid"]["layers"] = [[3], [2]]


def exported(configuration):
    configuration["bottleneck"] = {"folds": 2}
    configuration["export"] = {"points": ["chosen"]}


def fewer(configuration):
    configuration["representations"] = ["raw", "codes"]
    configuration["grid"]["corruption"] = [0.2]


def one_more_clusterer(configuration):
    configuration["clusterers"]["second"] = {"kind": "kmeans", "n_init": 1}


def replace_table(folder):
    """Replace the table by an older file, as a version from an archive is."""
    table = folder / "mine.tsv"
    write(table, table.read_text().replace("g7\t", "g7b\t"))
    os.utime(table, (1_000_000_000, 1_000_000_000))


# The first are those that once gave the results of before without a word.
EDITS = [(other_kind, another_size, exported), (fewer, one_more_clusterer)]


def test_each_edit_gives_what_a_fresh_folder_gives(tmp_path):
    edited = tmp_path / "edited"
    edited.mkdir()
    configuration = start(edited)
    run(edited, configuration)
    before = made(edited)
    for number, edits in enumerate(EDITS):
        fresh = tmp_path / f"fresh {number}"
        fresh.mkdir()
        start(fresh)
        for edit in edits:
            edit(configuration)
        for folder in (edited, fresh) if number else ():
            replace_table(folder)
        run(edited, configuration)
        run(fresh, configuration)
        assert made(edited) == made(fresh), number
        assert made(edited) != before, number
        before = made(edited)


def test_results_of_another_configuration_are_not_overwritten(tmp_path):
    configuration = start(tmp_path)
    run(tmp_path, configuration, "results/grid/mine.tsv")
    other = write(tmp_path / "other.yaml", yaml.safe_dump(configuration))
    output = snakemake(tmp_path, "--configfile", str(other), check=False)
    for words in ("config.yaml", "other.yaml", "--directory", "results/configuration.yaml"):
        assert words in output
    assert "Traceback" not in output
    assert not (tmp_path / "results" / "scores.tsv").exists()


def test_a_grid_that_grows_trains_only_what_is_new(tmp_path):
    configuration = start(tmp_path)
    run(tmp_path, configuration, "--until", "train_chunk")
    configuration["grid"]["corruption"] = [0.1, 0, 0.2]
    run(tmp_path, configuration, "--until", "train_chunk")
    logs = [path.read_text() for path in (tmp_path / "logs" / "train_chunk" / "mine").glob("*.log")]
    said = sorted(re.findall(r"(\d+ of \d+) points are trained", "".join(logs)))
    assert said == ["1 of 3", "2 of 2"]
