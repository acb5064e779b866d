"""JSON schemas of the configuration and of the table of data sets, made from the models."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pydantic

from sdae.configuration.dataset_row import DatasetRow
from sdae.configuration.run import Configuration

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def config_schema() -> dict[str, Any]:
    """Return the JSON schema of a configuration."""
    return _schema(Configuration, "Configuration")


@cache
def datasets_schema() -> dict[str, Any]:
    """Return the JSON schema of a row of the table of data sets."""
    return _schema(DatasetRow, "Data sets")


def dereferenced(node: Mapping[str, Any], root: Mapping[str, Any]) -> dict[str, Any]:
    """Return a part of a schema with the reference that it may be put in its place."""
    while "$ref" in node:
        target = root["$defs"][node["$ref"].rpartition("/")[2]]
        node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
    return dict(node)


def expanded(node: Any, root: Mapping[str, Any]) -> Any:
    """Return a part of a schema without references, in its alternatives as well."""
    if isinstance(node, list):
        return [expanded(part, root) for part in node]
    if not isinstance(node, Mapping):
        return node
    node = dereferenced(node, root)
    return {key: expanded(value, root) for key, value in node.items() if key != "$defs"}


def _schema(model: type[pydantic.BaseModel], title: str) -> dict[str, Any]:
    made = _without_titles(model.model_json_schema())
    return {"$schema": DIALECT, "title": title, **made}


def _without_titles(node: Any) -> Any:
    """Remove the titles, which only repeat the keys."""
    if isinstance(node, list):
        return [_without_titles(part) for part in node]
    if not isinstance(node, Mapping):
        return node
    return {
        key: _without_titles(part)
        for key, part in node.items()
        if not (key == "title" and isinstance(part, str))
    }
