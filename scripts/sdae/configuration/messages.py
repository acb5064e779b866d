"""One sentence for each thing that is wrong: the key, what was found, what was expected."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pydantic

from sdae.configuration.apply import Application
from sdae.configuration.clusterers import BY_KIND
from sdae.configuration.places import ENTRY, near_elsewhere, place_of
from sdae.configuration.schemas import config_schema, expanded
from sdae.configuration.words import choices, expected, found, key_of, remedy
from sdae.errors import did_you_mean

# Parts of pydantic's paths that say which form of a value was taken, and are no keys.
FORMS = {"<one>": "object", "<list>": "array", "<word>": "string"}
# Sections whose keys are names of the user's choice, and the keys of what is below each.
NAMED = {
    "clusterers": [
        "kind",
        *dict.fromkeys(key for kind in BY_KIND.values() for key in kind.model_fields),
    ],
    "apply": list(Application.model_fields),
}
ENTRIES = {f"<{kind}>": kind for kind in BY_KIND}


def problems_of(error: pydantic.ValidationError) -> list[str]:
    """Return the sentences for everything that a model refused, each once."""
    schema = expanded(config_schema(), config_schema())
    return list(dict.fromkeys(_explain(detail, schema) for detail in error.errors()))


def _explain(detail: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    is_name = detail["loc"][-1:] == ("[key]",)
    location = detail["loc"][:-1] if is_name else detail["loc"]
    kind = detail["type"]
    last = [location[-1]] if kind in ("extra_forbidden", "missing") else []
    above = location[: len(location) - len(last)]
    # What has neither form is held against both.
    if not last and above[-1] in FORMS:
        above = above[:-1]
    path, node = _at(above, schema)
    if last:
        node = next((part for part in node.get("anyOf", []) if "properties" in part), node)
    key = key_of([*path, *last])
    value = detail["input"]
    if kind == "extra_forbidden":
        return f"key '{key}': {_instead(str(last[0]), path, node)}"
    if kind == "missing":
        what = node["properties"][last[0]]["description"].rstrip(".")
        return f"key '{key}': missing; expected {expected(node['properties'][last[0]])}: {what}"
    entry = NAMED.get(path[0], []) if len(path) == 2 else []
    if path[-1] in entry and not isinstance(value, Mapping):
        return (
            f"key '{path[0]}': found the keys of an entry right below it; expected a name of your "
            f"choice between them, as '{path[0]}: {{mine: {{{entry[0]}: ...}}}}'"
        )
    if kind == "union_tag_not_found" and isinstance(value, Mapping):
        return _no_such_kind(key, value)
    if is_name:
        return f"key '{key}': found the name {found(path[-1])}; expected {_said(detail)}"
    if kind == "expected":
        return f"key '{key}': found {found(value)}; expected {_said(detail)}"
    bounds = detail.get("ctx", {})
    if kind in ("too_short", "too_long") and (bounds["actual_length"] or bounds["min_length"] > 1):
        least = "at least" if kind == "too_short" else "at most"
        some = bounds.get("min_length", bounds.get("max_length"))
        exactly = "" if node.get("minItems") == node.get("maxItems") else f"{least} "
        return (
            f"key '{key}': found {bounds['actual_length']} values; expected {exactly}{some} values"
        )
    if kind in ("too_short", "string_too_short"):
        what = "character" if kind == "string_too_short" else "value"
        return f"key '{key}': found nothing in it; expected at least one {what}"
    hint = did_you_mean(value, choices(node)) if isinstance(value, str) else ""
    how = "" if hint else remedy(value, node)
    if path[:1] == ["model"] and isinstance(value, list):
        how = "; several values stand below 'grid'"
    return f"key '{key}': found {found(value)}; {hint}expected {expected(node)}{how}"


def _said(detail: Mapping[str, Any]) -> str:
    return detail.get("ctx", {}).get("expected") or "a text"


def _no_such_kind(key: str, entry: Mapping[str, Any]) -> str:
    if "kind" not in entry:
        return f"key '{key}.kind': missing; expected one of {', '.join(map(repr, BY_KIND))}"
    kind = entry["kind"]
    hint = did_you_mean(kind, BY_KIND) if isinstance(kind, str) else ""
    return (
        f"key '{key}.kind': found {found(kind)}; {hint}expected one of "
        f"{', '.join(map(repr, BY_KIND))}"
    )


def _instead(name: str, path: Sequence[str], node: Mapping[str, Any]) -> str:
    """Say what to write instead of an unknown key."""
    known = [key for key, part in node.get("properties", {}).items() if "const" not in part]
    others = [kind for kind, model in BY_KIND.items() if name in model.model_fields]
    if others and path[:1] == ["clusterers"]:
        return f"an option of {' and '.join(others)} alone; expected one of {', '.join(known)}"
    where = f"{path[0]}.{ENTRY}" if len(path) == 2 and path[0] in NAMED else ".".join(path)
    place = place_of(name, where)
    if place:
        return f"unknown here; {place}"
    near = did_you_mean(name, known) or near_elsewhere(name, where)
    return f"unknown; {near}expected one of {', '.join(known)}"


def _at(location: Sequence[str | int], node: Mapping[str, Any]) -> tuple[list[str], dict]:
    """Follow a path of pydantic's through the schema, as far as it is one of keys.

    Returns:
      The keys, and the part of the schema that they lead to.
    """
    keys: list[str] = []
    for step in location:
        parts = [p for p in node.get("anyOf") or node.get("oneOf") or [] if p.get("type") != "null"]
        if step in FORMS and parts:
            node = next(part for part in parts if part.get("type") == FORMS[step])
            continue
        if step in ENTRIES and parts:
            node = next(p for p in parts if p["properties"]["kind"].get("const") == ENTRIES[step])
            continue
        if len(parts) == 1:
            node = parts[0]
        elif parts:
            break
        if isinstance(step, int) and "items" in node:
            node = node["items"]
        elif step in node.get("properties", {}):
            node = node["properties"][step]
        elif node.get("additionalProperties"):
            node = node["additionalProperties"]
        else:
            break
        keys.append(str(step))
    return keys, dict(node)


def placed(where: str, problems: Iterable[str]) -> list[str]:
    """Put before each sentence what document it is about."""
    return [f"{where}, {problem}" for problem in problems]
