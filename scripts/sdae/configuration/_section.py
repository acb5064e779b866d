"""What all sections share: strict types, bounds, and texts that are safe as names and paths."""

import re
from collections import Counter
from typing import Annotated, Any

import pydantic
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

# More than anybody asks for; what is beyond was meant otherwise, and would never end.
MOST_NODES = 100_000
MOST_LAYERS = 100
MOST_STEPS = 10_000_000
MOST_TIMES = 10_000
MOST_SEED = 2**32 - 1
MOST_LETTERS = 100
# Bytes of a file's name, on every usual file system.
MOST_BYTES = 255
MOST_BYTES_OF_A_PATH = 4000
# What readers of tables, pandas and R among them, take for "missing".
MISSING_WORDS = frozenset({"na", "nan", "null", "none"})


class Section(pydantic.BaseModel, extra="forbid", frozen=True, strict=True, allow_inf_nan=False):
    """A part of the configuration: unknown keys, other types, and infinite numbers are refused."""


def wrong(expected: str) -> PydanticCustomError:
    """An error that says what was expected; messages say before it what was found."""
    return PydanticCustomError("expected", "{expected}", {"expected": expected})


def _each_once(values: list) -> list:
    twice = [value for value, count in Counter(map(str, values)).items() if count > 1]
    if twice:
        raise wrong(f"each once, but '{twice[0]}' stands there more than once")
    return values


def _a_name(text: str) -> str:
    if len(text) > MOST_LETTERS:
        raise wrong(f"at most {MOST_LETTERS} letters, as it names files")
    if not re.fullmatch(r"[A-Za-z0-9_]+", text):
        raise wrong("a name of letters without accents, digits and _ alone")
    return _not_missing(text)


def _a_dataset(text: str) -> str:
    if len(text) > MOST_LETTERS:
        raise wrong(f"at most {MOST_LETTERS} letters, as it names its results")
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]*", text):
        raise wrong("a name of letters without accents, digits, _, . and -, and no . or - first")
    return _not_missing(text)


def _not_missing(text: str) -> str:
    if text.lower() in MISSING_WORDS:
        raise wrong("another name: in tables of results this one reads as a missing value")
    return text


def _a_path(text: str) -> str:
    if not text.isprintable():
        raise wrong("a path without line feeds and other control characters")
    if len(text.encode()) > MOST_BYTES_OF_A_PATH:
        raise wrong(f"a path of at most {MOST_BYTES_OF_A_PATH} bytes")
    if any(len(part.encode()) > MOST_BYTES for part in text.split("/")):
        raise wrong(f"a path, of which no part is longer than {MOST_BYTES} bytes")
    return text


def _an_input(text: str) -> str:
    if "{" in text or "}" in text:
        raise wrong("a path without { and }, which Snakemake takes for wildcards; rename the file")
    return _a_path(text)


def _a_mirror(text: str) -> str:
    if not text.strip() or ("://" in text and not re.match(r"https?://[^/]", text)):
        raise wrong("a folder, or an http or https address")
    return text


def bounded(least: float, most: float, default: Any = ..., description: str = "", **more):
    """A field with a smallest and a largest value."""
    return Field(default, ge=least, le=most, description=description, **more)


EachOnce = AfterValidator(_each_once)
Mirror = Annotated[str, AfterValidator(_a_mirror)]
Name = Annotated[str, AfterValidator(_a_name)]
DatasetName = Annotated[str, AfterValidator(_a_dataset)]
PathText = Annotated[str, Field(min_length=1), AfterValidator(_a_path)]
# A file that is an input of a rule.
InputPath = Annotated[str, Field(min_length=1), AfterValidator(_an_input)]
