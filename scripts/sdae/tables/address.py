"""Addresses, and what of them may be shown. Nothing heavy: read when the workflow is."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit


def is_address(place: str) -> bool:
    """Tell an address from a path."""
    return "://" in place


def shown(place: str) -> str:
    """Return a place as it may be shown: an address without user, password, query and fragment."""
    if not is_address(place):
        return place
    try:
        parts = urlsplit(place)
    except ValueError:
        return place.rpartition("@")[2]
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def showable(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return keys of a checked configuration as they may be shown: no address keeps a secret."""
    if "mirrors" not in config:
        return dict(config)
    return {**config, "mirrors": [shown(place) for place in config["mirrors"]]}
