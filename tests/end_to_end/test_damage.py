"""A result that was damaged after its job is refused by name, and made anew once it is deleted."""

import os
import subprocess
import sys

import pytest
import yaml
from test_edits import made, start
from test_workflow import ROOT, snakemake, write


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A folder with a whole run in it, and what is in it."""
    folder = tmp_path_factory.mktemp("finished")
    configuration = start(folder)
    configuration["choice"] = None
    path = write(folder / "config.yaml", yaml.safe_dump(configuration))
    snakemake(folder, "--configfile", str(path))
    return folder, made(folder)


def cut(content):
    return content[: len(content) // 2]


def flip(content):
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


@pytest.mark.parametrize("damage", [cut, flip])
@pytest.mark.parametrize(
    ("damaged", "below"),
    [
        ("trained/mine/*.h5", "regenerated/mine/*.h5"),
        ("partitions/mine/raw.h5ad", "scores/mine.tsv"),
        ("scores.tsv", "summary.tsv"),
    ],
)
def test_a_damaged_result_is_named_and_made_anew(finished, damaged, below, damage):
    folder, before = finished
    results = folder / "results"
    path = next(iter(results.glob(damaged)))
    dates = (path.stat().st_atime, path.stat().st_mtime)
    path.write_bytes(damage(path.read_bytes()))
    # As by a disk, which changes no date.
    os.utime(path, dates)
    lost = next(iter(results.glob(below)))
    lost.unlink()
    configuration = ("--configfile", str(folder / "config.yaml"))
    # Asked for by name: Snakemake does not miss what only a finished job has needed.
    output = snakemake(folder, str(lost.relative_to(folder)), *configuration, check=False)
    assert f"{path.relative_to(folder)}: found other contents" in output
    assert "delete it and run again" in output
    assert "Traceback" not in output
    path.unlink()
    snakemake(folder, str(lost.relative_to(folder)), *configuration)
    snakemake(folder, *configuration)
    assert made(folder) == before


@pytest.mark.parametrize("name", ["partitions/mine/raw.h5ad", "verdict.txt"])
def test_damage_that_no_job_meets_is_named_by_the_next_run_and_mended(finished, name):
    folder, before = finished
    path = folder / "results" / name
    path.write_bytes(cut(path.read_bytes()))
    command = [sys.executable, str(ROOT / "scripts" / "run_workflow.py"), str(folder)]
    command += ["--cores", "2", "--configfile", str(folder / "config.yaml")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode != 0
    assert done.stderr.startswith(f"\nresults/{name}: found other contents")
    path.unlink()
    subprocess.run(command, check=True, capture_output=True)
    assert made(folder) == before
