"""Read configuration files once more, for what is lost when YAML becomes plain values."""

from collections.abc import Iterator
from pathlib import Path

import yaml


def problems_of_files(paths: list[str | Path]) -> list[str]:
    """Return where a file has a key twice; the second would silently take the place of the first.

    What cannot be read as YAML has been refused before, when Snakemake read it.
    """
    problems = []
    for path in paths:
        try:
            text = Path(path).read_text(encoding="utf-8-sig")
            node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except (OSError, ValueError, yaml.YAMLError):
            continue
        problems += [f"configuration {path}, {problem}" for problem in _twice(node, "", set())]
    return problems


def _twice(node: yaml.Node | None, path: str, seen: set[int]) -> Iterator[str]:
    # An anchor's value stands in several places, or in itself; once is enough.
    if node is None or id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for number, part in enumerate(node.value):
            yield from _twice(part, f"{path}{number}.", seen)
    elif isinstance(node, yaml.MappingNode):
        lines: dict[tuple[str, str], int] = {}
        for key, part in node.value:
            if isinstance(key, yaml.ScalarNode):
                same = (key.tag, key.value)
                line = key.start_mark.line + 1
                if same in lines:
                    yield (
                        f"line {line}, key '{path}{key.value}': found it in line {lines[same]} "
                        "already; expected each key once, as the second would replace the first"
                    )
                lines.setdefault(same, line)
                yield from _twice(part, f"{path}{key.value}.", seen)
