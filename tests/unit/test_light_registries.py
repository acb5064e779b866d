"""What the workflow reads for names and options is imported at each start, so it must be light."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
# With conda, Snakemake may be all that is installed where the workflow is read.
HEAVY = {"anndata", "h5py", "jax", "matplotlib", "numpy", "pandas", "scipy", "sklearn", "tqdm"}
READ = [
    line
    for rules in (SCRIPTS.parent / "rules").glob("*.smk")
    for line in re.findall(
        r"^(?:from|import) sdae[^(\n]*(?:\([^)]*\))?", rules.read_text(encoding="utf-8"), re.M
    )
]


def loaded(code):
    code = f"{code}\nimport sys; print(*{HEAVY} & {{*sys.modules}})"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=SCRIPTS, capture_output=True, text=True, check=True
    )
    return found.stdout.split()


@pytest.mark.parametrize(
    "module", ["clusterers", "figures", "indices", "network", "representations", "tables.readers"]
)
def test_registries_import_nothing_heavy(module):
    assert loaded(f"import sdae.{module}") == []


def test_reading_the_workflow_imports_nothing_that_snakemake_does_not_bring():
    assert READ
    assert loaded("\n".join(READ)) == []
