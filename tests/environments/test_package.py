"""`pip install .` gives a library that imports without the checkout; the page of it runs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "library.md"
RUN = """
import doctest, pathlib, re, sys
import sdae
assert pathlib.Path(sdae.__file__).is_relative_to(sys.argv[2]), sdae.__file__
blocks = re.findall(r"```python\\n(.*?)```", pathlib.Path(sys.argv[1]).read_text("utf-8"), re.S)
test = doctest.DocTestParser().get_doctest("".join(blocks), {}, "page", sys.argv[1], 0)
sys.exit(doctest.DocTestRunner().run(test).failed)
"""


def test_the_installed_library_does_what_the_page_says(tmp_path):
    # What it depends on is here already; what builds it comes from PyPI.
    # From a copy, since a build leaves its files beside the sources.
    copy, target = tmp_path / "copy", tmp_path / "installed"
    shutil.copytree(ROOT / "scripts", copy / "scripts")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", target]
    subprocess.run([*install, copy], check=True)
    done = subprocess.run(
        [sys.executable, "-c", RUN, PAGE, target],
        # The page reads the embedded table by its path in the checkout.
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(target)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
