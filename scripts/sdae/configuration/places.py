"""Where a key belongs, for those who wrote it somewhere else."""

from collections.abc import Iterator, Mapping
from typing import Any

from sdae.configuration.schemas import config_schema, datasets_schema, dereferenced
from sdae.errors import did_you_mean

TABLE = "the table of data sets"
# Stands for the names that users choose, in the path of a section.
ENTRY = "*"


def place_of(name: str, where: str) -> str:
    """Say where a key belongs that is unknown at its place; nothing if nowhere.

    Args:
      name: of the key.
      where: path of the section that it was found in, as "grid" or "apply.*", "" for the top, or
        `TABLE`.
    """
    places = _places(name, where)
    return f"it belongs {' or '.join(places)}" if places else ""


def near_elsewhere(name: str, where: str) -> str:
    """Ask whether a key of another section was meant, which is spelt alike; nothing if none is."""
    every = {key for _, keys in _sections(config_schema()) for key in keys}
    near = did_you_mean(name, sorted(every | set(datasets_schema()["properties"])))
    if not near:
        return ""
    meant = near.split("'")[1]
    places = _places(meant, where)
    return f"did you mean '{meant}', which belongs {' or '.join(places)}? " if places else ""


def _places(name: str, where: str) -> list[str]:
    places = [
        _said(path, name)
        for path, known in _sections(config_schema())
        if name in known and path != where
    ]
    if name in datasets_schema()["properties"] and where != TABLE:
        places.append("in a column of the table of data sets (the file that 'datasets' names)")
    return list(dict.fromkeys(places))


def _said(path: str, name: str) -> str:
    if not path:
        return f"in the configuration, by itself at the start of a line, as '{name}: ...'"
    if path.endswith(ENTRY):
        return f"in an entry of '{path.removesuffix(f'.{ENTRY}')}'"
    return f"below '{path}'"


def _sections(schema: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield each section's path and the keys in it."""
    node = dereferenced(schema, config_schema())
    for part in node.get("anyOf") or node.get("oneOf") or []:
        yield from _sections(part, path)
    if "items" in node:
        yield from _sections(node["items"], path)
    properties = node.get("properties", {})
    if properties:
        yield path, list(properties)
    for name, part in properties.items():
        yield from _sections(part, f"{path}.{name}" if path else name)
    if isinstance(node.get("additionalProperties"), Mapping):
        yield from _sections(node["additionalProperties"], f"{path}.{ENTRY}")
