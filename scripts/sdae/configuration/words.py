"""What was found and what was expected, in words, for messages and the tables of keys."""

import datetime
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from sdae.tables.address import shown

LONGEST = 60

# How to write what YAML reads as another type than was meant.
NOT_A_TEXT = {
    bool: "; yes, no, on, off, true and false are no texts in YAML unless they are in quotes",
    type(None): "; ~, null and nothing at all are no texts in YAML unless they are in quotes",
}


def found(value: Any) -> str:
    """Write a value as it stands in YAML, cut where it is long."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and not math.isfinite(value):
        return {"nan": ".nan", "inf": ".inf", "-inf": "-.inf"}[str(value)]
    if isinstance(value, datetime.date):
        return str(value)
    if isinstance(value, list):
        text = f"[{', '.join(map(found, value))}]"
    elif isinstance(value, Mapping):
        parts = (f"{found(name)}: {found(part)}" for name, part in value.items())
        text = f"{{{', '.join(parts)}}}"
    else:
        text = repr(shown(value) if isinstance(value, str) else value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def expected(node: Mapping[str, Any]) -> str:
    """Say in words what a part of a JSON schema (without references) allows."""
    parts = node.get("anyOf") or node.get("oneOf")
    if parts:
        some = dict.fromkeys(expected(part) for part in parts if part.get("type") != "null")
        nothing = ", or nothing" * any(part.get("type") == "null" for part in parts)
        return f"{' or '.join(some)}{nothing}"
    if "const" in node:
        return f"'{node['const']}'"
    if "enum" in node:
        return f"one of {', '.join(map(repr, node['enum']))}"
    kind = str(node.get("type"))
    if kind in ("integer", "number"):
        return f"{'a whole number' if kind == 'integer' else 'a number'}{_range(node)}"
    if kind == "array" and node.get("items", {}).get("type") == "array":
        return "a list of lists, as [[1, 2], [3]]"
    if kind == "array":
        return "a list, as [1, 2]" if _holds_numbers(node) else "a list, as [a, b]"
    return {
        "object": "keys with values below it",
        "boolean": "true or false",
        "string": "a text",
    }.get(kind, "something else")


def choices(node: Mapping[str, Any]) -> list[str]:
    """Return the words that a part of a JSON schema allows, in any of its forms."""
    forms = node.get("anyOf") or node.get("oneOf") or [node]
    return [word for form in forms for word in form.get("enum", [form.get("const")]) if word]


def _holds_numbers(node: Mapping[str, Any]) -> bool:
    return node.get("items", {}).get("type") in ("integer", "number")


def _range(node: Mapping[str, Any]) -> str:
    low, above = node.get("minimum"), node.get("exclusiveMinimum")
    high = node.get("maximum")
    if low is not None:
        return f" from {_number(low)} {f'to {_number(high)}' if high is not None else 'on'}"
    if above is not None:
        return f" of more than {_number(above)}" + (
            f" and at most {_number(high)}" if high is not None else ""
        )
    return f" of at most {_number(high)}" if high is not None else ""


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() and value < 1e15 else str(value)


def key_of(path: Iterable[Any]) -> str:
    """Write the path of a key, with dots, so that a message stays in one line."""
    parts = []
    for part in map(str, path):
        shown = part if part.isprintable() else repr(part)[1:-1]
        parts.append(shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 3]}...")
    return ".".join(parts)


def remedy(value: Any, node: Mapping[str, Any]) -> str:
    """Say how to write what YAML took for another type; nothing where that is not the cause."""
    parts = node.get("anyOf") or node.get("oneOf") or [node]
    types = {part.get("type") for part in parts if not {"enum", "const"} & set(part)}
    if types & {"integer", "number"}:
        return _as_number(value) if isinstance(value, str) else ""
    if "string" in types:
        if isinstance(value, int | float | datetime.date) and not isinstance(value, bool):
            return f'; write "{value}"'
        return NOT_A_TEXT.get(type(value), "")
    if "array" in types:
        return _as_list(value, next(part for part in parts if part.get("type") == "array"))
    if "boolean" in types and str(value).lower() in ("yes", "no", "on", "off", "true", "false"):
        return "; without quotes"
    return ""


def _as_number(text: str) -> str:
    try:
        number = float(text.replace(",", ".").replace("_", ""))
    except ValueError:
        return ""
    # One thousand to some, one to others.
    if not math.isfinite(number) or re.fullmatch(r"[1-9]\d{0,2}(,\d{3})+", text):
        return ""
    plain = f"{number:.10f}".rstrip("0").rstrip(".") if abs(number) >= 1e-9 else ""
    mantissa, _, exponent = f"{number:e}".partition("e")
    mantissa = mantissa.rstrip("0")
    mantissa += "0" if mantissa.endswith(".") else ""
    sign = "-" if exponent.startswith("-") else "+"
    scientific = f"{mantissa}e{sign}{exponent.lstrip('+-').lstrip('0') or '0'}"
    ways = [scientific, plain] if "e" in text.lower() and plain else [plain or scientific]
    return f"; in YAML write {' or '.join(ways)}, without quotes"


def _as_list(value: Any, node: Mapping[str, Any]) -> str:
    """Say how to write a single value, or numbers in a text, as the list that is allowed."""
    items = node.get("items", {})
    if not isinstance(value, int | float | str) or "properties" in items:
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if items.get("type") == "array" or _holds_numbers(node):
        numbers = re.split(r"[\s,;-]+", text.strip())
        if not all(re.fullmatch(r"\d+(\.\d+)?", number) for number in numbers):
            return ""
        text = ", ".join(numbers)
        text = f"[{text}]" if items.get("type") == "array" else text
    fits = len(text) <= LONGEST and text.isprintable() and not set(str(value)) & set("[]{}")
    return f"; write [{text}]" if fits else ""
