"""Every command of the documentation, by `make` and a shell in a checkout, in a reader's order."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import yaml
from test_documentation import OWN, TABLE, commands

ROOT = Path(__file__).resolve().parents[2]
# What a reader without patience would change first.
IMPATIENT = {
    "replicates": 1,
    "grid": {
        "layers": [[8]], "corruption": [0.1], "learning_rate": [0.01], "batch_size": [32],
        "epochs": [30],
    },
    "representations": ["raw", "codes"],
    "clusterers": {"kmeans": {"kind": "kmeans", "n_init": 1}},
    "choice": {"folds": 2, "references": 19},
    "controls": False,
}  # fmt: skip
# What each must say, in this order.
RUN = {
    "make run": "The report: ",
    "head -4 results/clusters/spellman_800.tsv | cut -f 1-6": "gene\tlabel\tcluster\tstability",
    "cut -f 3 results/clusters/spellman_800.tsv | sort | uniq -c": "1 cluster",
    "make check": "nothing would run",
    ".venv/bin/snakemake --cores all": "Nothing to be done",
    ".venv/bin/snakemake --report snakemake-report.zip": "Report created",
    "make apply MODEL=results/models/spellman_800/chosen.safetensors TABLE=other.csv "
    "OUT=applied/other UNITS=input": "in the units of the table",
    ".venv/bin/snakemake --cores all --configfile my.yaml --directory elsewhere": "100%",
    ".venv/bin/python scripts/init_configuration.py sample1.txt sample2.txt sample3.txt "
    "--folder my": "3 tables joined by gene id",
    "make init DATA=my.tsv": "40 genes x 8 conditions",
    "make check CONFIG=my/config.yaml": "cluster_chunk",
    "make run DATA=my.tsv LABELS=class CLUSTERS=5 GENE_SETS=sets.gmt": "my: 5 clusters",
    # What was said before is kept.
    "make run DATA=my.tsv": "Nothing to be done",
    "make run DATA=my.tsv CLUSTERS=5": "Nothing to be done",
    "make run DATA=my.tsv GENE_SETS=sets.gmt": "Nothing to be done",
    "make run CONFIG=my/config.yaml": "Nothing to be done",
}
# What has another test, or another machine or hour.
ELSEWHERE = {
    ".ci/run": "runs this",
    "make test": "is this",
    "make lint": ".ci/run",
    "make test-slurm test-environments": ".ci/run",
    "make test-browser": "needs Chromium",
    ".venv/bin/python -m pytest tests/unit/clusterers": "make test",
    "make docs": "needs Sphinx",
    "make format": "would edit the sources; tests/unit/configuration/test_documents.py",
    "make bench": "needs PyTorch, some GB",
    'make torture SEED=0 COUNT=10 KINDS="edits kills damage determinism"': "takes hours",
    "make paper": "needs its data",
    "make run CONFIG=examples/depth/config.yaml": "takes minutes; test_documentation.py plans it",
    "make run CONFIG=examples/pretraining/config.yaml": "as the one before",
    "python -m pip install .": "tests/environments/test_package.py",
    ".venv/bin/python -m pip install --no-deps --require-hashes --requirement "
    "requirements-cluster.txt": "make test-slurm",
    ".venv/bin/snakemake --workflow-profile profiles/slurm --configfile my.yaml": "tests/slurm",
}


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """A checkout below a blank, with the files that the documentation takes for granted."""
    if not (Path(sys.prefix) / "complete").exists():
        pytest.skip("commands need the .venv of `make setup`")
    folder = tmp_path_factory.mktemp("a reader") / "checkout"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "results", "logs", "tests"))
    (folder / ".venv").symlink_to(sys.prefix)
    path = folder / "config" / "config.yaml"
    path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text()) | IMPATIENT))
    embedded = pd.read_csv(ROOT / "resources" / "spellman_800" / "spellman_800.tsv", sep="\t")
    embedded.drop(columns="class").to_csv(folder / "other.csv", index=False)
    (folder / "my.tsv").write_text(TABLE)
    (folder / "sets.gmt").write_text("alike\t\tg0\tg11\tg22\nothers\t\tg1\tg2\n")
    bare = {**IMPATIENT, "choice": None, "representations": ["raw"]}
    (folder / "my.yaml").write_text(yaml.safe_dump(yaml.safe_load(OWN) | bare))
    (folder / "elsewhere").mkdir()
    for sample in (1, 2, 3):
        counts = "".join(f"g{gene}\t{(gene * 7 + sample**2) % 11}\n" for gene in range(40))
        (folder / f"sample{sample}.txt").write_text(counts)
    return folder


def test_every_command_is_run_here_or_elsewhere():
    assert {command for _, command in commands()} == {*RUN, *ELSEWHERE}


@pytest.mark.parametrize("command", RUN)
def test_commands_of_the_documentation_do_what_they_say(reader, command):
    if command == "make init DATA=my.tsv":
        # Of the samples that were joined.
        shutil.rmtree(reader / "my")
    # Not those of the make that runs this test.
    ours = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        ["bash", "-c", command], cwd=reader, capture_output=True, text=True, env=ours
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert RUN[command] in said


def test_what_the_commands_leave(reader):
    clusters = pd.read_csv(reader / "my" / "results" / "clusters" / "my.tsv", sep="\t")
    assert clusters["cluster"].nunique() == 5
    enriched = pd.read_csv(reader / "my" / "results" / "enrichment" / "my.tsv", sep="\t")
    assert "alike" in set(enriched["gene_set"])
    assert len(pd.read_csv(reader / "applied" / "other.tsv", sep="\t")) == 800
    assert (reader / "elsewhere" / "results" / "report.html").stat().st_size
