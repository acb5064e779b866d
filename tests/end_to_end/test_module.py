"""The workflow as a module of another one: from a folder, and from a repository at a tag."""

import os
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from test_workflow import ROOT, snakemake

HOST = ROOT / "examples" / "host"
RAW = "clustering/results/partitions/counted/raw.h5ad"


def host(folder, snakefile_line, location):
    """Copy the example host and point it at a workflow."""
    shutil.copytree(HOST, folder, ignore=shutil.ignore_patterns(".*", "clustering"))
    config = (folder / "config.yaml").read_text()
    (folder / "config.yaml").write_text(config.replace("../../Snakefile", location))
    snakefile = (folder / "Snakefile").read_text()
    (folder / "Snakefile").write_text(snakefile.replace('config["sdae_snakefile"]', snakefile_line))
    return folder


def run(folder, *arguments, **environment):
    return snakemake(folder, *arguments, snakefile=folder / "Snakefile", environment=environment)


@pytest.fixture
def workflow(tmp_path):
    """A copy of the workflow that a test may edit."""
    copy = tmp_path / "the workflow"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "results", "logs"))
    return copy


def test_from_a_folder_between_rules_of_the_host(tmp_path, workflow):
    folder = host(tmp_path / "host", 'config["sdae_snakefile"]', str(workflow / "Snakefile"))
    run(folder)
    sizes = pd.read_csv(folder / "cluster_sizes.tsv", sep="\t")
    assert sizes["count"].sum() == 60
    assert len(sizes) == 3
    # The host's `replicates: 3` is not ours: the module was given 2.
    scores = pd.read_csv(folder / "clustering" / "results" / "scores.tsv", sep="\t")
    assert set(scores["replicate"]) == {1, 2}
    assert "Nothing to be done" in run(folder)
    edited = workflow / "scripts" / "sdae" / "score.py"
    edited.write_text(edited.read_text() + "\n# a changed line\n")
    output = run(folder, "--dry-run")
    assert "sdae_score_partitions" in output
    assert "sdae_train_chunk" not in output


def git(folder, *arguments):
    identity = ["-c", "user.name=a tester", "-c", "user.email=tester@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def test_from_a_repository_at_a_tag(tmp_path, workflow):
    if shutil.which("git") is None:
        pytest.skip("needs git")
    git(workflow, "init", "--initial-branch", "main")
    git(workflow, "add", "--all")
    git(workflow, "commit", "--message", "one")
    git(workflow, "tag", "v1")
    edited = workflow / "scripts" / "sdae" / "kmeans.py"
    edited.write_text(edited.read_text() + "\n# a changed line\n")
    git(workflow, "commit", "--all", "--message", "two")
    git(workflow, "tag", "v2")
    # What stands for the address of the repository, so that no network is needed.
    mirror = tmp_path / "mirror"
    git(tmp_path, "clone", "--bare", str(workflow), str(mirror / "someone" / "sdae"))
    environment = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.file://{mirror}/.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://github.com/",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    line = 'github("someone/sdae", path="Snakefile", tag="v1")'
    folder = host(tmp_path / "host", line, "unused")
    run(folder, RAW, **environment)
    assert (folder / RAW).exists()
    snakefile = folder / "Snakefile"
    snakefile.write_text(snakefile.read_text().replace('tag="v1"', 'tag="v2"'))
    output = run(folder, RAW, "--dry-run", **environment)
    assert "sdae_cluster_baseline" in output
    assert "sdae_prepare_table" not in output


def test_a_checkout_that_cannot_be_written_to(tmp_path, workflow):
    if os.geteuid() == 0:
        # Permissions do not bind root, so what was written is looked for instead.
        before = {path: path.stat().st_mtime_ns for path in Path(workflow).rglob("*")}
    else:
        before = None
        for path in [workflow, *workflow.rglob("*")]:
            path.chmod(path.stat().st_mode & ~0o222)
    folder = host(tmp_path / "a host", 'config["sdae_snakefile"]', str(workflow / "Snakefile"))
    run(folder, RAW)
    assert (folder / RAW).exists()
    if before is not None:
        after = {path: path.stat().st_mtime_ns for path in Path(workflow).rglob("*")}
        assert after == before
