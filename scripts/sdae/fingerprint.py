"""Digest of a part of this library: when it changes, what was made with it is out of date."""

import ast
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path


def fingerprint(modules: Iterable[str], paths: Mapping[str, str]) -> str:
    """Digest the contents of modules and of all modules of this library that they import.

    Args:
      modules: names inside the package, as `train` or `figures.style`.
      paths: where each module of the package is.

    Returns:
      Twelve hexadecimal digits, which do not depend on where the files are.

    Raises:
      KeyError: a module that `paths` does not name.
    """
    wanted, seen = list(modules), set()
    while wanted:
        module = wanted.pop()
        if module not in seen:
            seen.add(module)
            wanted += _imports(Path(paths[module]).read_text(encoding="utf-8"), paths)
    digest = hashlib.sha256()
    for module in sorted(seen):
        digest.update(module.encode())
        digest.update(Path(paths[module]).read_bytes())
    return digest.hexdigest()[:12]


def _imports(source: str, paths: Mapping[str, str]) -> list[str]:
    """Modules of this library that a source imports."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            # `from sdae import noise` names a module, `from sdae.noise import draw` is in one.
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found += [name.removeprefix("sdae.") for name in names if name.startswith("sdae.")]
    return [name for name in found if name in paths]
