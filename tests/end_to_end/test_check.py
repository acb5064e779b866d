"""What is said before a run is what Snakemake would do."""

import re
import subprocess
import sys

import yaml
from test_edits import start
from test_workflow import ROOT, snakemake, write


def check(folder, path):
    command = [sys.executable, str(ROOT / "scripts" / "check_run.py"), str(folder), "2", str(path)]
    return subprocess.run(command, capture_output=True, text=True)


def test_jobs_by_rule_are_those_of_snakemake(tmp_path):
    path = write(tmp_path / "config.yaml", yaml.safe_dump(start(tmp_path)))
    for finished in ("", "prepare_table"):
        if finished:
            snakemake(tmp_path, "--configfile", str(path), "--until", finished)
        said = check(tmp_path, path)
        assert said.returncode == 0, said.stderr
        planned = snakemake(tmp_path, "--configfile", str(path), "--dry-run")
        stats = re.findall(r"^(\w+) +(\d+)$", planned.split("Job stats:")[1], re.M)
        expected = {rule.removesuffix("_mine"): int(jobs) for rule, jobs in stats}
        total = expected.pop("total") - expected.pop("all")
        jobs = dict(re.findall(r"^(\w+) +(\d+) +\d", said.stdout, re.M))
        assert {rule: int(number) for rule, number in jobs.items()} == expected
        assert f"{total} jobs, about" in said.stdout
        assert "mine: 48 genes x 7 conditions" in said.stdout
        assert ("prepare_table" in jobs) != bool(finished)


def test_a_wrong_configuration_is_answered_as_by_a_run(tmp_path):
    path = write(tmp_path / "config.yaml", yaml.safe_dump(start(tmp_path) | {"clusterer": {}}))
    said = check(tmp_path, path)
    assert said.returncode == 1
    assert "key 'clusterer'" in said.stderr
    assert "Traceback" not in said.stderr


def test_what_snakemake_cannot_read_is_answered_as_by_a_run(tmp_path):
    path = write(tmp_path / "config.yaml", "datasets: sets.tsv\nreplicates:\t[1\n")
    said = check(tmp_path, path)
    assert said.returncode == 1
    (line,) = said.stderr.strip().splitlines()
    assert line.startswith(f"configuration {path}, line 3: ")
