"""Check a configuration against its schema, and fill in the defaults, all of it at once.

Read when the workflow is, so it imports nothing heavy.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from sdae.errors import InputError, did_you_mean


def check(document: Mapping[str, Any], schema: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Return the document with all defaults of the schema filled in.

    Args:
      document: what the user wrote.
      schema: JSON schema, draft 2020-12.
      where: how messages call the document, as `configuration`.

    Raises:
      InputError: every key that is missing, misspelt or has an impossible value.
    """
    errors = sorted(
        Draft202012Validator(schema).iter_errors(document), key=lambda e: list(map(str, e.path))
    )
    problems = [f"{where}, {problem}" for error in errors for problem in _explain(error)]
    if problems:
        raise InputError(problems)
    return _filled(document, schema, schema)


def problems_between_keys(
    config: Mapping[str, Any], datasets: Collection[str], points: Collection[str]
) -> list[str]:
    """Return where one key names what another does not have; nothing when all is well.

    Args:
      config: checked, with all defaults.
      datasets: names of the data sets that are run.
      points: ids of the grid points.
    """
    problems = []
    if config["published"]:
        problems += _unknown("published.dataset", config["published"]["dataset"], datasets)
        problems += _unknown(
            "published.clusterer", config["published"]["clusterer"], config["clusterers"]
        )
    if config["export"]["clusterer"]:
        problems += _unknown(
            "export.clusterer", config["export"]["clusterer"], config["clusterers"]
        )
    for name, applied in config["apply"].items():
        if applied["clusterer"]:
            problems += _unknown(
                f"apply.{name}.clusterer", applied["clusterer"], config["clusterers"]
            )
    named = {"export": (config["export"]["points"], config["export"]["replicate"])}
    if config["sampling"]:
        named["sampling"] = [config["sampling"]["point"]], config["sampling"]["replicate"]
    for key, (models, replicate) in named.items():
        for model in models:
            if model == "chosen" and not config["bottleneck"]:
                problems.append(
                    f"configuration, key '{key}': found 'chosen', but nothing chooses; expected "
                    "the key 'bottleneck' (as 'bottleneck: {}') or the id of a grid point"
                )
            elif model != "chosen" and model not in points:
                problems.append(
                    f"configuration, key '{key}': found '{model}'; expected 'chosen' or the id of "
                    "a point of this grid, from results/grid/"
                )
        if models and replicate > config["replicates"]:
            problems.append(
                f"configuration, key '{key}.replicate': found {replicate}; expected at most "
                f"{config['replicates']}, the number of 'replicates'"
            )
    return problems


def _unknown(key: str, name: str, known: Collection[str]) -> list[str]:
    if name in known:
        return []
    return [
        f"configuration, key '{key}': found '{name}'; {did_you_mean(name, known)}expected one of "
        f"{', '.join(known)}"
    ]


def _explain(error: ValidationError) -> Iterator[str]:
    key = ".".join(map(str, error.absolute_path))
    place = f"key '{key}': " if key else ""
    found, expected = error.instance, error.validator_value
    match error.validator:
        case "additionalProperties":
            known = list(error.schema.get("properties", {}))
            for name in found:
                if name not in known:
                    full = f"{key}.{name}" if key else name
                    hint = did_you_mean(name, known)
                    yield f"key '{full}': unknown; {hint}expected one of {', '.join(known)}"
        case "required":
            for name in expected:
                if name not in found:
                    full = f"{key}.{name}" if key else name
                    yield f"key '{full}': missing; every such entry needs it"
        case "minItems" | "minProperties":
            yield f"{place}found nothing in it; expected at least one value"
        case "enum":
            yield f"{place}found {found!r}; expected one of {', '.join(map(repr, expected))}"
        case "type":
            types = [expected] if isinstance(expected, str) else expected
            named = " or ".join(_TYPES.get(name, name) for name in types if name != "null")
            yield f"{place}found {found!r}; expected {named}{', or nothing' * ('null' in types)}"
        case "minimum" | "exclusiveMinimum" | "maximum":
            relation = {
                "minimum": "at least",
                "exclusiveMinimum": "more than",
                "maximum": "at most",
            }
            yield f"{place}found {found!r}; expected {relation[error.validator]} {expected}"
        case _:
            yield f"{place}{error.message}"


_TYPES = {
    "array": "a list, as [1, 2]",
    "object": "keys with values below it",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "string": "a text",
}


def _filled(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any]) -> Any:
    """Fill defaults into a value that is known to fit its schema."""
    if not isinstance(schema, Mapping):
        return value
    if "$ref" in schema:
        return _filled(value, _resolve(schema["$ref"], root), root)
    if "if" in schema:
        fits = Draft202012Validator(schema["if"]).is_valid(value)
        value = _filled(value, schema.get("then" if fits else "else", {}), root)
    if isinstance(value, Mapping):
        known = schema.get("properties", {})
        filled = {
            name: part["default"]
            for name, part in known.items()
            if isinstance(part, Mapping) and "default" in part
        }
        filled.update(value)
        other = schema.get("additionalProperties", {})
        return {name: _filled(part, known.get(name, other), root) for name, part in filled.items()}
    if isinstance(value, list):
        return [_filled(part, schema.get("items", {}), root) for part in value]
    return value


def _resolve(reference: str, root: Mapping[str, Any]) -> Mapping[str, Any]:
    part: Any = root
    for step in reference.removeprefix("#/").split("/"):
        part = part[step]
    return part
