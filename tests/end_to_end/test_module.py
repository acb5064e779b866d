"""The workflow inside another one: from a folder and from a repository, by the example's host."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "host_workflow"
REMOTE = 'github("somebody/sdae-gene-clustering", path="Snakefile", tag="{tag}")'


def copy_of_checkout(target):
    ignored = shutil.ignore_patterns(".*", "results", "logs", "__pycache__")
    return Path(shutil.copytree(ROOT, target, ignore=ignored))


def snakemake(folder, *arguments, check=True, cores=2, within=(), **variables):
    """Run Snakemake in a folder, by the command `within` if any; return what it printed."""
    done = subprocess.run(
        [*within, sys.executable, "-m", "snakemake", "--cores", str(cores), *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **variables},
    )
    output = done.stdout + done.stderr
    assert not check or done.returncode == 0, output
    return output


def described(host):
    return pd.read_csv(host / "results" / "described" / "expression.tsv", sep="\t")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of the workflow, in a folder with blanks in its name, that a test may edit."""
    return copy_of_checkout(tmp_path_factory.mktemp("a copy") / "work flow")


@pytest.fixture(scope="module")
def host(checkout):
    """The example, run where it lies in the checkout."""
    folder = checkout / "examples" / "host_workflow"
    snakemake(folder)
    return folder


@pytest.fixture(scope="module")
def mirror(tmp_path_factory):
    """Where git looks for github.com: `publish` tags a folder there."""
    folder = tmp_path_factory.mktemp("mirror")
    bare = folder / "somebody" / "sdae-gene-clustering"
    author = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.org")

    def git(*arguments, cwd=None):
        subprocess.run(["git", *author, *arguments], check=True, capture_output=True, cwd=cwd)

    git("init", "--bare", "--initial-branch=main", str(bare))

    def publish(source, tag):
        if not (source / ".git").exists():
            git("init", "--initial-branch=main", cwd=source)
            git("remote", "add", "origin", str(bare), cwd=source)
        git("add", "--all", "--force", cwd=source)
        git("commit", "--message", tag, cwd=source)
        git("tag", tag, cwd=source)
        git("push", "origin", "main", tag, cwd=source)

    publish.variables = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.file://{folder}/.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://github.com/",
        # Its cache of repositories and files too belongs to this test alone.
        "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache")),
    }
    return publish


def at_tag(host, tag):
    """Let the host use the workflow from its repository at a tag."""
    snakefile = host / "Snakefile"
    text = snakefile.read_text()
    before, rest = text.split("    snakefile:\n", 1)
    after = rest.split("\n", 1)[1]
    snakefile.write_text(f"{before}    snakefile:\n        {REMOTE.format(tag=tag)}\n{after}")


def test_tables_of_the_host_go_in_and_clusters_come_out(host):
    clusters = described(host)
    assert clusters.genes.sum() == 240
    # The three programmes of the simulated counts peak at the end, the beginning and in between.
    assert {"hour_0", "hour_11"} < set(clusters.peak)
    assert len(clusters) == 3
    assert (host / "genes" / "results" / "report.html").stat().st_size > 10_000
    assert (host / "genes" / "logs").exists()
    assert not (host / "results" / "prepared").exists()
    assert "Nothing to be done" in snakemake(host)


def test_an_edit_of_the_library_reruns_the_jobs_of_the_module(host, checkout):
    edited = checkout / "scripts" / "sdae" / "partitions" / "scores.py"
    source = edited.read_text()
    edited.write_text(source + "\n# a changed line\n")
    output = snakemake(host, "--dry-run", "--quiet", "rules")
    edited.write_text(source)
    assert "clustering_score_partitions" in output
    assert "clustering_train_chunk" not in output


def test_from_a_repository_at_a_tag(tmp_path, mirror):
    source = copy_of_checkout(tmp_path / "source")
    mirror(source, "v1")
    edited = source / "scripts" / "sdae" / "partitions" / "scores.py"
    edited.write_text(edited.read_text() + "\n# a changed line\n")
    mirror(source, "v2")

    host = Path(shutil.copytree(EXAMPLE, tmp_path / "host"))
    at_tag(host, "v1")
    target = "genes/results/summary.tsv"
    snakemake(host, "results/described/expression.tsv", target, **mirror.variables)
    assert described(host).genes.sum() == 240
    output = snakemake(host, target, **mirror.variables)
    assert "Nothing to be done" in output

    at_tag(host, "v2")
    output = snakemake(host, target, "--dry-run", "--quiet", "rules", **mirror.variables)
    assert "clustering_score_partitions" in output
    assert "clustering_train_chunk" not in output


HOST_OF_OUR_NAMES = """
configfile: "config.yaml"

rule all:
    input: "prepared.txt"

rule prepare_table:
    output: "prepared.txt"
    params: grid=config["grid"], replicates=config["replicates"]
    shell: "echo {params.grid} {params.replicates} >{output}"

module ours:
    snakefile: config["snakefile"]
    config: config["ours"]
    prefix: "ours"

use rule * from ours as ours_*

checked = (config["grid"], config["replicates"])
"""


def test_rules_and_keys_of_our_names_do_not_clash(tmp_path):
    (tmp_path / "Snakefile").write_text(HOST_OF_OUR_NAMES)
    configuration = {
        "grid": "of the host",
        "replicates": "three",
        "snakefile": str(ROOT / "Snakefile"),
        "ours": yaml.safe_load((ROOT / "config" / "test.yaml").read_text()),
    }
    (tmp_path / "config.yaml").write_text(yaml.safe_dump(configuration))
    snakemake(tmp_path)
    assert (tmp_path / "prepared.txt").read_text() == "of the host three\n"
    output = snakemake(tmp_path, "ours/results/scores.tsv", "--dry-run", "--quiet", "rules")
    assert "ours_prepare_table" in output


# What `snakedeploy deploy-workflow` writes, beside copies of config/ and profiles/.
DEPLOYED = """
configfile: "config/config.yaml"

module sdae_gene_clustering:
    snakefile: {snakefile}
    config: config

use rule * from sdae_gene_clustering
"""


def test_deployed_as_from_the_catalog(tmp_path, checkout):
    """The copied table of data sets names a table that stays with the workflow."""
    for folder in ("config", "profiles"):
        shutil.copytree(checkout / folder, tmp_path / folder)
    snakefile = tmp_path / "workflow" / "Snakefile"
    snakefile.parent.mkdir()
    snakefile.write_text(DEPLOYED.format(snakefile=repr(str(checkout / "Snakefile"))))
    snakemake(tmp_path, "results/prepared/spellman_800.h5ad")
    assert "write_report" in snakemake(tmp_path, "--dry-run", "--quiet", "rules")


@pytest.fixture
def bound_by_rights():
    """What to put before a command: root may write where nobody has the right to."""
    if os.geteuid() != 0:
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("root needs setpriv, of util-linux, to be stopped by a right that is missing")
    return ("setpriv", "--bounding-set=-dac_override")


def test_from_a_read_only_checkout_in_another_folder(tmp_path, bound_by_rights):
    checkout = copy_of_checkout(tmp_path / "read only")
    writable = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
    paths = [checkout, *checkout.rglob("*")]
    for path in paths:
        path.chmod(path.stat().st_mode & ~writable)
    assert subprocess.run([*bound_by_rights, "touch", checkout / "new"]).returncode != 0
    elsewhere = tmp_path / "some where"
    elsewhere.mkdir()
    # Relative paths, from a third folder.
    output = snakemake(
        tmp_path,
        "results/prepared/spellman_800.h5ad",
        *("--snakefile", "read only/Snakefile", "--directory", "some where"),
        *("--configfile", "read only/config/test.yaml"),
        within=bound_by_rights,
    )
    for path in paths:
        path.chmod(path.stat().st_mode | stat.S_IWUSR)
    assert (elsewhere / "results" / "prepared" / "spellman_800.h5ad").exists(), output
