"""Write what is made from models and registries: the JSON schemas, and tables of the documentation.

Usage: python -m sdae.configuration.documents [--check] [FOLDER]
"""

import argparse
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from sdae.configuration.schemas import config_schema, datasets_schema, dereferenced, expanded
from sdae.configuration.words import expected
from sdae.tables.readers import READERS

# Pages with tables, from the folder of configurations.
PAGES = ("README.md", "../docs/how_to/own_table.md")
SCHEMAS = {
    "schemas/config.schema.yaml": config_schema,
    "schemas/datasets.schema.yaml": datasets_schema,
}
MADE = "# Made from scripts/sdae/configuration/ by `make format`.\n"
# Between these lines of a page stands what is made.
MARKS = re.compile(
    r"(<!-- (keys|columns|formats): made by `make format` -->\n).*?(<!-- end -->\n)", re.S
)


def documents(folder: Path) -> dict[Path, str]:
    """Return the text of each file that is made, by its path in the folder of configurations."""
    made = {
        folder / name: MADE
        + yaml.dump(schema(), Dumper=_Indented, sort_keys=False, allow_unicode=True, width=100)
        for name, schema in SCHEMAS.items()
    }
    tables = {"keys": keys_table(), "columns": columns_table(), "formats": formats_table()}
    for page in PAGES:
        text = (folder / page).read_text(encoding="utf-8")
        made[folder / page] = MARKS.sub(lambda mark: mark[1] + tables[mark[2]] + mark[3], text)
    return made


def keys_table() -> str:
    """Return the tables of all keys, one a section."""
    schema = config_schema()
    return "\n".join(_table(path, node) for path, node in _sections(schema, schema))


def columns_table() -> str:
    """Return the table of the columns of the table of data sets."""
    return _table("", datasets_schema(), of="column")


def formats_table() -> str:
    """Return the table of the formats of expression tables that are read."""
    lines = [f"| {reader.label} | `{reader.name}` |" for reader in READERS.values()]
    return "\n".join(["| format | its name |", "|---|---|", *lines]) + "\n"


def _sections(node: Mapping[str, Any], root: Mapping[str, Any], path: str = "") -> Iterator[tuple]:
    """Yield each section by the words that name it, the outer before the inner ones."""
    node = dereferenced(node, root)
    if "properties" in node:
        kind = node["properties"].get("kind", {}).get("const")
        yield f"{path}, `kind: {kind}`" if kind else path, expanded(node, root)
    for part in node.get("anyOf") or node.get("oneOf") or []:
        # A list of grids has the keys of one.
        if part.get("type") != "array":
            yield from _sections(part, root, path)
    for name, part in node.get("properties", {}).items():
        yield from _sections(part, root, f"in `{name}`")
    if isinstance(node.get("additionalProperties"), Mapping):
        yield from _sections(
            node["additionalProperties"], root, path.replace("in", "in an entry of", 1)
        )


def _table(name: str, node: Mapping[str, Any], of: str = "key") -> str:
    required = node.get("required", [])
    lines = [f"| {name or of} | means | allowed | default |", "|---|---|---|---|"]
    for key, part in node["properties"].items():
        if "const" in part:
            continue
        default = "required" if key in required else _default(part)
        lines.append(f"| `{key}` | {part['description']} | {_allowed(part)} | {default} |")
    return "\n".join(lines) + "\n"


def _allowed(part: Mapping[str, Any]) -> str:
    """Say what a key allows; of a list, what is in it."""
    words = expected(part)
    items = _items(part)
    if items:
        words = f"a list; each {expected(items)}"
    return re.sub(r"'([^']*)'", r"`\1`", words).replace(", or nothing", "")


def _items(part: Mapping[str, Any]) -> Mapping[str, Any] | None:
    if "items" in part:
        return part["items"]
    parts = part.get("anyOf", [])
    return next((some["items"] for some in parts if "items" in some), None)


def _default(part: Mapping[str, Any]) -> str:
    default = part.get("default")
    if default is None:
        return "" if "enum" in str(part) or "string" in str(part) else "none"
    if isinstance(default, Mapping):
        return "see below" if default else "none"
    text = yaml.safe_dump(default, default_flow_style=True, width=1000).replace("\n...", "")
    return f"`{text.strip()}`"


class _Indented(yaml.SafeDumper):
    """Indents lists below their key, and writes every value out where it stands."""

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data):
        return True


def outdated(folder: Path) -> dict[Path, str]:
    """Return those of `documents` that are not there or say something else."""
    return {
        path: text
        for path, text in documents(folder).items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    }


def main(arguments: list[str] | None = None) -> int:
    """Write the files whose text has changed, or only say so; return an exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, fail if one is old")
    parser.add_argument("folder", nargs="?", default="config", type=Path)
    asked = parser.parse_args(arguments)
    old = outdated(asked.folder)
    for path, text in old.items():
        if asked.check:
            print(f"{path}: found an older text than the models make; expected that of make format")
        else:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path}")
    return int(asked.check and bool(old))


if __name__ == "__main__":
    sys.exit(main())
