"""The files that a script needs are those that Python loads; their digest sees an edit."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sdae.jobs.library import digest, imported, needed

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "scripts" / "sdae"


def locate(path):
    return str(PACKAGE / path) if (PACKAGE / path).is_file() else None


def test_imports_are_found_in_every_form():
    source = """
from sdae.errors import InputError, did_you_mean as guess
from sdae import noise
from sdae.room import (
    one,  # why
    two,
)
import sdae.alone
def late():
    from sdae.late import thing
import numpy
"""
    assert imported(source) == [
        ("sdae.errors", ["InputError", "did_you_mean"]),
        ("sdae", ["noise"]),
        ("sdae.room", ["one", "two"]),
        ("sdae.alone", []),
        ("sdae.late", ["thing"]),
    ]


@pytest.mark.parametrize(
    "module", ["sdae.network.train", "sdae.partitions.make", "sdae.report.page"]
)
def test_the_files_are_at_least_those_that_python_loads(module):
    program = (
        f"import json, sys, {module}\n"
        "print(json.dumps([m.__file__ for n, m in sys.modules.items() if n.startswith('sdae')]))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=PACKAGE.parent
    )
    assert set(json.loads(loaded.stdout)) <= set(needed(f"import {module}", locate).values())


def test_every_script_finds_its_files():
    for script in (ROOT / "scripts").glob("*_chunk.py"):
        files = needed(script.read_text(encoding="utf-8"), locate)
        assert "__init__.py" in files, script.name


def test_what_only_stops_a_job_can_be_left_out():
    files = needed("import sdae.suitability", locate)
    assert "clusterers/kmeans.py" in files
    files = needed("import sdae.suitability\nimport sdae.grid", locate, ["suitability.py"])
    assert "clusterers/kmeans.py" not in files
    assert "grid.py" in files


def test_the_digest_sees_an_edit_and_not_a_move(tmp_path):
    first = tmp_path / "a.py"
    moved = tmp_path / "elsewhere.py"
    edited = tmp_path / "edited.py"
    first.write_text("x = 1\n")
    moved.write_text("x = 1\n")
    edited.write_text("x = 2\n")
    assert digest({"a.py": str(first)}) == digest({"a.py": str(moved)})
    assert digest({"a.py": str(first)}) != digest({"a.py": str(edited)})
