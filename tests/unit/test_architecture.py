"""The table of rooms in ARCHITECTURE.md is what the imports are."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "scripts" / "sdae"
ROWS = re.findall(
    r"^\| `(\w+)` \| [^|]+ \| ([^|]*)\|$", (ROOT / "ARCHITECTURE.md").read_text(), re.M
)
ALLOWED = {room: {name.strip() for name in names.split(",")} - {""} for room, names in ROWS}


def room_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path):
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
            if node.module == "sdae":
                names = [f"sdae.{alias.name}" for alias in node.names]
            assert not node.level, f"{path}: imports are absolute"
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("sdae.")}
    return found - {room_of(path)}


MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.parent != PACKAGE] + [
    path for path in sorted(PACKAGE.glob("*.py")) if path.name != "__init__.py"
]


def test_every_room_has_a_row():
    assert {room_of(path) for path in MODULES} == set(ALLOWED)


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_imports_what_the_table_says(room):
    used = set()
    for path in MODULES:
        if room_of(path) == room:
            used |= imported_rooms(path)
    assert used == ALLOWED[room]


def test_only_the_network_knows_jax():
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert room_of(path) == "network" or not re.search(r"^\s*(import|from) jax", text, re.M), (
            path
        )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_fits_on_a_few_screens(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250


@pytest.mark.parametrize("path", sorted(ROOT.glob("rules/*.smk")), ids=lambda path: path.name)
def test_rules_are_short_and_functions_have_two_files(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    assert path.name in ("internals.smk", "common.smk") or not re.search(r"^\s*def ", text, re.M)


def test_the_snakefile_is_a_table_of_contents():
    assert len((ROOT / "Snakefile").read_text(encoding="utf-8").splitlines()) < 60
