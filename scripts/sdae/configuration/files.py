"""Read configuration files as text: what Snakemake cannot read, and what it reads without a word.

Snakemake's own messages about these are tracebacks, so this is asked before it is started.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import yaml

from sdae.configuration.misleading import LOADER, misleading, parts

# What makes Snakemake run a configuration as a program.
PROGRAM = "__use_yte__"
# Beyond what anybody writes; a few anchors within anchors stand for billions.
MOST_VALUES = 1_000_000
REMEDY = "save it as plain text in UTF-8, with blanks instead of tabs"


def problems_of_files(paths: Iterable[str | Path]) -> list[str]:
    """Return what is wrong with files of a configuration before their keys are looked at.

    What `unreadable` says; and what is read otherwise than it was meant: a key that is there twice,
    of which the second would silently take the place of the first, and numbers such as 010.
    """
    return _placed(paths, lambda path: _unreadable(path) or _misleading(path))


def unreadable(paths: Iterable[str | Path]) -> list[str]:
    """Return what Snakemake must not be given.

    A file that cannot be read or is no YAML; one that is a program or contains itself.
    """
    return _placed(paths, _unreadable)


def _placed(paths: Iterable[str | Path], problems_of: Callable[[Path], Iterable[str]]) -> list[str]:
    return [
        f"configuration {path}, {problem}"
        for path in paths
        for problem in dict.fromkeys(problems_of(Path(path)))
    ]


def _unreadable(path: Path) -> list[str]:
    return list(_reasons(path))


def _reasons(path: Path) -> Iterator[str]:
    if path.exists() and not (path.is_file() or path.is_dir()):
        # A pipe can be read but once, and with nobody at its other end not at all.
        yield "found a pipe or a device; expected a YAML file"
        return
    try:
        text = _text(path)
        node = yaml.compose(text, Loader=LOADER)
        yaml.load(text, Loader=LOADER)
        endless = None if node is None else next(_in_itself(node, "", (), set()), None)
        number = 0 if node is None or endless else _size(node, {})
    except OSError as error:
        yield f"could not be read ({error.strerror}); expected a YAML file"
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        yield f"line {line}: found bytes that are not UTF-8 text; expected YAML: {REMEDY}"
    except (yaml.YAMLError, ValueError) as error:
        yield f"{_said(error)}; expected YAML: {REMEDY}, and in quotes what has : or # in it"
    except RecursionError:
        yield "found values within values without end; expected plain keys and values"
    else:
        if endless:
            yield f"key '{endless}': found a value that contains itself; expected one that ends"
        elif number > MOST_VALUES:
            yield f"found {number:,} values; expected at most {MOST_VALUES:,}"
        elif not isinstance(node, yaml.MappingNode):
            yield "found no keys; expected YAML with keys at the start of lines, as 'datasets: ...'"
        elif any(key.value == PROGRAM for key, _ in node.value):
            yield f"key '{PROGRAM}': found a program; expected plain keys and values"


def _misleading(path: Path) -> list[str]:
    return misleading(yaml.compose(_text(path), Loader=LOADER))


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def _said(error: Exception) -> str:
    """Say where YAML could not go on, and why."""
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return f"line {mark.line + 1}: {reason}" if mark else reason


def _in_itself(
    node: yaml.Node, path: str, above: tuple[int, ...], ended: set[int]
) -> Iterator[str]:
    """Yield the keys of anchors that stand in their own value, which has no end."""
    if id(node) in above:
        yield path
    elif id(node) not in ended:
        for name, part in parts(node):
            place = f"{path}.{name}" if path else name
            yield from _in_itself(part, place, (*above, id(node)), ended)
        ended.add(id(node))


def _size(node: yaml.Node, known: dict[int, int]) -> int:
    """Count the values that a node stands for, once anchors are put in their places."""
    if id(node) not in known:
        known[id(node)] = 1 + sum(_size(part, known) for _, part in parts(node))
    return known[id(node)]
