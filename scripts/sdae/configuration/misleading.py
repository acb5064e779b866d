"""What YAML reads otherwise than it was meant: a key that is there twice, 010 and 1:30."""

import re
from collections.abc import Iterator

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
# 010 and 1:30, which YAML 1.1 takes for base 8 and base 60, and hardly anybody else does.
OTHER_BASE = re.compile(r"[-+]?(0[0-7_]+|[0-9_]+(:[0-5]?[0-9])+(\.[0-9_]*)?)")


def misleading(node: yaml.Node) -> list[str]:
    """Return what is misleading in a document, one sentence each."""
    return [*_twice(node, "", set()), *_numbers(node, (), set())]


def parts(node: yaml.Node) -> list[tuple[str, yaml.Node]]:
    """Return what a list or a mapping holds, by number or name."""
    if isinstance(node, yaml.SequenceNode):
        return [(str(number), part) for number, part in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return [(str(key.value), part) for key, part in node.value]
    return []


def _twice(node: yaml.Node, path: str, seen: set[int]) -> Iterator[str]:
    # An anchor's value stands in several places, or in itself; once is enough.
    if id(node) in seen:
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


def _numbers(node: yaml.Node, path: tuple[str, ...], seen: set[int]) -> Iterator[str]:
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for name, _ in node.value:
            yield from _numbers(name, (*path, str(name.value)), seen)
    for name, part in parts(node):
        yield from _numbers(part, (*path, name), seen)
    if node.tag in NUMBERS and OTHER_BASE.fullmatch(node.value):
        read = yaml.load(node.value, Loader=LOADER)
        # As it was meant where it begins with zeros.
        plain = node.value.lstrip("+0")
        yield (
            f"line {node.start_mark.line + 1}, key '{'.'.join(path)}': found {node.value}, which "
            f"YAML reads as {read}; expected a number in base 10, as "
            f'{plain if plain.isdigit() else read}, or a text in quotes, as "{node.value}"'
        )
