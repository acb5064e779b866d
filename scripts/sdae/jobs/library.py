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


def imported(source: str) -> list[str]:
    """Return the modules that a source may import, `sdae.room.module`, wherever it does so.

    `from sdae.room import name` may name a module as well as something in one, so both are there.
    """
    found = []
    for module, names, alone in STATEMENT.findall(source):
        found.append(alone or module)
        # `name as other` names `name`; comments may stand between names.
        for name in re.sub(r"#[^\n]*", "", names).strip("()").split(","):
            if name.strip():
                found.append(f"{module}.{name.split()[0]}")
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
    wanted = imported(source)
    while wanted:
        module = wanted.pop()
        if module in asked:
            continue
        asked.add(module)
        parts = module.split(".")[1:]
        # A package comes along with all that is in it, and what is no module is a name in one.
        if parts:
            wanted.append(module.rpartition(".")[0])
        candidates = [f"{'/'.join(parts)}.py"] if parts else []
        for path in [*candidates, "/".join([*parts, "__init__.py"])]:
            file = None if path in without else locate(path)
            if file:
                files[path] = file
                wanted += _imports_of(file)
                break
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
def _imports_of(file: str) -> list[str]:
    return imported(_contents(file).decode("utf-8"))
