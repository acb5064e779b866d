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
    config["apply"] = {
        "again": {
            "model": "results/models/spellman_800/chosen.safetensors",
            "expression": str(ROOT / "resources" / "spellman_800" / "spellman_800.tsv"),
        }
    }
    (folder / "config.yaml").write_text(yaml.safe_dump(config))


def rules_of_each_environment():
    """Names of the rules by environment, as the rule files say."""
    found = {}
    for path in (ROOT / "rules").glob("*.smk"):
        for block in re.split(r"^\s*rule ", path.read_text(), flags=re.M)[1:]:
            name = block.split(":")[0]
            environment = re.search(r"conda:\s+(\S+)", block)[1]
            # The rules that can use a GPU name their environment by the configuration.
            environment = {"TRAINING": '"../envs/train.yaml"'}.get(environment, environment)
            found.setdefault(environment, set()).add(name)
    return found


def test_every_rule_runs_in_its_own_environment(tmp_path, lone_snakemake, address):
    configured_for_every_rule(tmp_path, address)
    names = tmp_path / "names.json"
    names.write_text(json.dumps({"matplotlib-base": "matplotlib"}))
    command = [lone_snakemake, "-m", "snakemake", "--snakefile", ROOT / "Snakefile"]
    command += ["--directory", tmp_path, "--configfile", "config.yaml", "--cores", "2"]
    command += ["--software-deployment-method", "conda", "--conda-prefix", tmp_path / "envs"]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={
            **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
            "PATH": f"{HERE / 'bin'}:{Path(lone_snakemake).parent}:{os.environ['PATH']}",
            "CONDA_SHIM_MAP": str(names),
        },
    )
    assert done.returncode == 0, done.stdout + done.stderr
    ran = {path.stem for path in (tmp_path / "results" / "benchmarks").iterdir()}
    expected = set().union(*rules_of_each_environment().values())
    assert ran == expected
    assert len(list((tmp_path / "envs").glob("*.yaml"))) == len(rules_of_each_environment())
