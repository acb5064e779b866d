"""Check what the user wrote, and fill in the defaults, all of it at once."""

from collections.abc import Iterator, Mapping
from typing import Any

import pydantic

from sdae.configuration.grid import MOST_POINTS, count_points
from sdae.configuration.messages import placed, problems_of
from sdae.configuration.run import Configuration
from sdae.configuration.words import NOT_A_TEXT, found, key_of
from sdae.errors import InputError

# Whole numbers up to which floating point has all of them.
EXACT = 2**53
DEEPEST = 30


def check(document: Mapping[str, Any], where: str = "configuration") -> dict[str, Any]:
    """Return the configuration with all defaults filled in, as plain values.

    Args:
      document: what the user wrote, as YAML reads it.
      where: how messages call the document.

    Raises:
      InputError: every key that is missing, misspelt or has an impossible value.
    """
    problems: list[str] = []
    plain = _plain(document, [], problems)
    if _TOO_DEEP in problems:
        raise InputError(placed(where, [_TOO_DEEP]))
    try:
        configuration = Configuration.model_validate(plain)
    except pydantic.ValidationError as error:
        # What else is wrong with a name that is no text goes away with it.
        told = {problem.partition(": ")[0] for problem in problems}
        problems += [one for one in problems_of(error) if one.partition(": ")[0] not in told]
        raise InputError(placed(where, problems)) from None
    config = configuration.model_dump()
    config["clusterers"] = {
        name: {"kind": options.pop("kind"), **options}
        for name, options in config["clusterers"].items()
    }
    problems += _too_many(config)
    if problems:
        raise InputError(placed(where, problems))
    return config


def _too_many(config: Mapping[str, Any]) -> Iterator[str]:
    number = count_points(config["grid"])
    if number > MOST_POINTS:
        yield (
            f"key 'grid': found {number} points, the product of its lists; expected at most "
            f"{MOST_POINTS}"
        )


_TOO_DEEP = (
    f"found a value that contains itself, or more than {DEEPEST} values within each other; "
    "expected no alias (*name) inside of what its anchor (&name) names"
)


def _plain(value: Any, path: list[str], problems: list[str]) -> Any:
    """Copy a document with texts as keys and whole numbers (2.0 too) as integers.

    Names that YAML does not read as texts are added to `problems`, and what is below them is
    checked all the same.
    """
    if len(path) > DEEPEST:
        if _TOO_DEEP not in problems:
            problems.append(_TOO_DEEP)
        return None
    if isinstance(value, Mapping):
        copy = {}
        for name, part in value.items():
            if not isinstance(name, str):
                problems.append(_not_a_name(name, path))
                name = found(name)
            copy[name] = _plain(part, [*path, name], problems)
        return copy
    if isinstance(value, list | tuple):
        return [_plain(part, [*path, str(n)], problems) for n, part in enumerate(value)]
    if isinstance(value, float) and value.is_integer() and abs(value) <= EXACT:
        return int(value)
    return value


def _not_a_name(name: Any, path: list[str]) -> str:
    key = key_of([*path, found(name)])
    how = NOT_A_TEXT.get(type(name), f'; write "{name}"')
    return f"key '{key}': found {found(name)} as a name; expected a text{how}"
