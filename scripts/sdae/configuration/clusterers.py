"""The section `clusterers`: clusterers by a name of the user's choice."""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

import pydantic
from pydantic import Discriminator, Field, Tag

from sdae.configuration._methods import CLUSTERER_OPTIONS
from sdae.configuration._section import Name


def _with_kind(kind: str, options: type[pydantic.BaseModel]) -> Any:
    of_kind: Any = Literal[kind]
    return pydantic.create_model(
        f"{kind.title().replace('_', '')}Clusterer",
        __base__=options,
        __doc__=options.__doc__,
        kind=(of_kind, Field(description="Which algorithm.")),
    )


def _tag(kind: Any) -> str:
    return f"<{kind}>"


def _kind_of(value: Any) -> str | None:
    """Return the tag of an entry's model, or None where it names no clusterer that there is."""
    kind = value.get("kind") if isinstance(value, dict) else getattr(value, "kind", None)
    return _tag(kind) if isinstance(kind, str) and kind in CLUSTERER_OPTIONS else None


def _any_of(models: Mapping[str, Any]) -> Any:
    tagged = [Annotated[model, Tag(_tag(kind))] for kind, model in models.items()]
    return Annotated[reduce(or_, tagged), Discriminator(_kind_of)]


def _by_name(entry: Any) -> Any:
    return Annotated[dict[Name, entry], Field(min_length=1)]


# Models of an entry, by its `kind`.
BY_KIND = {kind: _with_kind(kind, options) for kind, options in CLUSTERER_OPTIONS.items()}
Clusterers = _by_name(_any_of(BY_KIND))
DEFAULT = {
    "kmeans": {"kind": "kmeans", "n_init": 10},
    "spectral_knn": {"kind": "spectral", "affinity": "nearest_neighbors", "n_neighbors": 10},
    "spectral_rbf": {"kind": "spectral", "affinity": "rbf", "gamma": "scale"},
}
