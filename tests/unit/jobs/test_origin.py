"""The command of a run is one that a shell takes as it was meant."""

import shlex

import yaml
from sdae.jobs.origin import command


def test_the_default_run_is_the_workflow_alone():
    assert command([], {}) == "snakemake"


def test_what_changes_results_is_said_so_that_a_shell_takes_it():
    changes = {"select": ["a b", "c"], "replicates": 2, "datasets": "it's.tsv", "choice": None}
    words = shlex.split(command(["my config.yaml"], changes))
    assert words[:4] == ["snakemake", "--configfile", "my config.yaml", "--config"]
    read = {key: yaml.safe_load(value) for key, _, value in (w.partition("=") for w in words[4:])}
    assert read == changes
