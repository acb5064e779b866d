"""Every rule runs in an environment made of its own file and nothing else.

A stand-in for conda (bin/conda) builds the environments from PyPI; Snakemake runs in one that has
nothing but Snakemake in it, for its packages are on the module path of every script.
"""

import functools
import http.server
import json
import os
import re
import subprocess
import threading
import venv
from pathlib import Path

import pytest
import yaml
from sdae.configuration import check
from sdae.grid import make_chunks, make_points

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


@pytest.fixture(scope="session")
def lone_snakemake(tmp_path_factory):
    """The Python of an environment with Snakemake, as locked, and what it depends on."""
    folder = tmp_path_factory.mktemp("host")
    locked = re.findall(r"^[\w.-]+==[^\s\\]+", (ROOT / "requirements.txt").read_text(), re.M)
    constraints = folder / "constraints.txt"
    constraints.write_text("\n".join(locked))
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--constraint", constraints]
    subprocess.run([*install, "snakemake"], check=True)
    for package in ("numpy", "pandas", "anndata", "jax", "sklearn", "matplotlib"):
        found = subprocess.run([python, "-c", f"import {package}"], capture_output=True)
        assert found.returncode != 0, f"{package} would be taken from the host"
    return python


@pytest.fixture
def address():
    """An address on this machine from which the embedded data can be downloaded."""
    folder = ROOT / "resources" / "spellman_800"
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/spellman_800.tsv"
    server.shutdown()


def configured_for_every_rule(folder, address):
    """The smallest configuration, with data to download and a figure to compare with."""
    header, *rows = (ROOT / "config" / "datasets.tsv").read_text().splitlines()
    row = next(row for row in rows if row.startswith("spellman_800\t")).split("\t")
    row[header.split("\t").index("expression")] = address
    (folder / "datasets.tsv").write_text(header + "\n" + "\t".join(row) + "\n")
    config = yaml.safe_load((ROOT / "config" / "test.yaml").read_text())
    config["datasets"] = "datasets.tsv"
    config["published"] = {
        "table": str(ROOT / "resources" / "published" / "figure2_dataset1.tsv"),
        "dataset": "spellman_800",
        "clusterer": "kmeans",
    }
    (folder / "sets.gmt").write_text("cyclins\t\tYAL040C\tYPR119W\tYPR120C\tYGR108W\n")
    config["gene_sets"] = "sets.gmt"
    config["apply"] = {
        "again": {
            "model": "results/models/spellman_800/chosen.safetensors",
            "expression": str(ROOT / "resources" / "spellman_800" / "spellman_800.tsv"),
        }
    }
    (folder / "config.yaml").write_text(yaml.safe_dump(config))


def rules_of_each_environment(accelerator="cpu"):
    """Names of the rules by the file of their environment, as the rule files say."""
    training = {"cpu": "train", "gpu": "train_gpu"}[accelerator]
    found = {}
    for path in (ROOT / "rules").glob("*.smk"):
        for block in re.split(r"^\s*rule\b", path.read_text(), flags=re.M)[1:]:
            # A rule's script has its name, and figures have a rule for each data set.
            name = re.search(r'script:\s+"\.\./scripts/(\w+)\.py"', block)[1]
            environment = re.search(r"conda:\s+(\S+)", block)[1]
            # The rules that can use a GPU name their environment by the configuration.
            environment = environment.replace("TRAINING", f'"../envs/{training}.yaml"')
            found.setdefault(ROOT / "rules" / environment.strip('"'), set()).add(name)
    return found


@pytest.fixture(scope="module")
def run(tmp_path_factory, lone_snakemake):
    """Return a function that runs the workflow by the stand-in for conda, in a folder."""
    prefix = tmp_path_factory.mktemp("envs")
    names = {"matplotlib-base": "matplotlib", "jaxlib": "jax[cuda12]", "cuda-version": None}
    (prefix / "names.json").write_text(json.dumps(names))

    def run(folder, *arguments):
        command = [lone_snakemake, "-m", "snakemake", "--snakefile", ROOT / "Snakefile"]
        command += ["--directory", folder, "--configfile", "config.yaml", "--cores", "2"]
        command += ["--software-deployment-method", "conda", "--conda-prefix", prefix]
        done = subprocess.run(
            [*command, *arguments],
            capture_output=True,
            text=True,
            cwd=folder,
            env={
                **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
                "PATH": f"{HERE / 'bin'}:{Path(lone_snakemake).parent}:{os.environ['PATH']}",
                "CONDA_SHIM_MAP": str(prefix / "names.json"),
            },
        )
        assert done.returncode == 0, done.stdout + done.stderr
        # Snakemake keeps each file beside the environment that was made of it.
        return {yaml_file.read_text() for yaml_file in prefix.glob("*.yaml")}

    return run


def rules_that_ran(folder):
    return {path.stem for path in (folder / "results" / "benchmarks").iterdir()}


def test_every_rule_runs_in_its_own_environment(tmp_path, run, address):
    configured_for_every_rule(tmp_path, address)
    built = run(tmp_path)
    by_environment = rules_of_each_environment()
    assert rules_that_ran(tmp_path) == set().union(*by_environment.values())
    assert built == {path.read_text() for path in by_environment}


def test_training_runs_in_the_environment_for_gpus(tmp_path, run, address):
    configured_for_every_rule(tmp_path, address)
    by_environment = {path.name: rules for path, rules in rules_of_each_environment("gpu").items()}
    training = by_environment["train_gpu.yaml"]
    config = check(yaml.safe_load((tmp_path / "config.yaml").read_text()))
    points = make_points(config["grid"], config["model"])
    chunk = next(iter(make_chunks(points, config["points_per_chunk"])))
    targets = (
        f"results/regenerated/spellman_800/{chunk}.h5",
        f"results/held_out/spellman_800/{chunk}.tsv",
        "results/controls/spellman_800.h5ad",
    )
    built = run(tmp_path, *targets, "--config", "accelerator=gpu")
    assert rules_that_ran(tmp_path) >= training
    assert (ROOT / "envs" / "train_gpu.yaml").read_text() in built
