"""Which files of this library a source needs, and a digest of them.

Found by following imports, so nothing has to be listed by hand. A workflow that is imported from
afar only has the files that were asked for when it was read, so they are looked for one by one.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from pathlib import Path

PACKAGE = "sdae"
# Imports are absolute, one statement a line or in parentheses. To parse every file whenever the
# workflow is read, as it is for each job, would take a tenth of a second.
STATEMENT = re.compile(
    rf"^[ \t]*(?:from[ \t]+({PACKAGE}[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]*)"
    rf"|import[ \t]+({PACKAGE}[\w.]*))",
    re.MULTILINE,
)


def imported(source: str) -> list[tuple[str, list[str]]]:
    """Return what a source imports of the library, wherever it does so.

    Returns:
      Modules, `sdae.room.module`, and the names that are imported from each: modules or what is in
      one.
    """
    found = []
    for module, names, alone in STATEMENT.findall(source):
        # Comments may stand between names, and `name as other` names `name`.
        words = re.sub(r"#[^\n]*", "", names).strip("()").split(",")
        found.append((alone or module, [word.split()[0] for word in words if word.strip()]))
    return found


def needed(
    source: str, locate: Callable[[str], str | None], without: Collection[str] = ()
) -> dict[str, str]:
    """Return the files of the library that a source needs, its imports' imports included.

    Args:
      source: text of a script or module.
      locate: from a path inside the package, as `room/module.py`, to a file, or None if there is
        none.
      without: paths to leave out, with what they alone import.

    Returns:
      Files by path inside the package, sorted.
    """
    files: dict[str, str] = {}
    asked: set[str] = set()

    def take(module: str) -> str | None:
        """Take a module with the packages that it is in; return its path, None if there is none."""
        parts = module.split(".")[1:]
        plain, package = "/".join(parts) + ".py", "/".join([*parts, "__init__.py"])
        for path in [plain] * bool(parts) + [package]:
            if path in files:
                return path
        if module in asked:
            return None
        asked.add(module)
        if parts:
            take(module.rpartition(".")[0])
        for path in [plain] * bool(parts) + [package]:
            file = None if path in without else locate(path)
            if file:
                files[path] = file
                follow(_imports_of(file))
                return path
        return None

    def follow(imports: list[tuple[str, list[str]]]) -> None:
        for module, names in imports:
            path = take(module)
            # Only a package has modules in it; to look for others is slow where files are afar.
            if path and path.endswith("__init__.py"):
                for name in names:
                    take(f"{module}.{name}")

    follow(imported(source))
    return dict(sorted(files.items()))


def digest(files: Mapping[str, str]) -> str:
    """Digest the contents of files: twelve hexadecimal digits that do not depend on where they are.

    As a parameter of a rule it makes the rule's jobs run again when its code changes, and not when
    the checkout moves.
    """
    whole = hashlib.sha256()
    for path, file in files.items():
        whole.update(path.encode() + b"\0" + hashlib.sha256(_contents(file)).digest())
    return whole.hexdigest()[:12]


@cache
def _contents(file: str) -> bytes:
    return Path(file).read_bytes()


@cache
def _imports_of(file: str) -> list[tuple[str, list[str]]]:
    return imported(_contents(file).decode("utf-8"))
