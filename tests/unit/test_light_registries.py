"""What the workflow reads for names and options is imported at each start, so it must be light."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
HEAVY = {"anndata", "h5py", "jax", "pandas", "scipy", "sklearn"}


@pytest.mark.parametrize(
    "module",
    ["sdae.clusterers.partitioning", "sdae.representations.matrices", "sdae.indices.evaluation"],
)
def test_registries_import_nothing_heavy(module):
    code = f"import sys, {module}; print(*{HEAVY} & {{*sys.modules}})"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=SCRIPTS, capture_output=True, text=True, check=True
    )
    assert found.stdout.split() == []
