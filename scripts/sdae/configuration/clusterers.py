"""The section `clusterers`: clusterers by a name of the user's choice."""

from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

import pydantic
from pydantic import Discriminator, Field, Tag

from sdae.configuration._methods import CLUSTERER_OPTIONS
from sdae.configuration._section import Name


def _with_kind(kind: str, options: type[pydantic.BaseModel]) -> Any:
    return pydantic.create_model(
        f"{kind.title().replace('_', '')}Clusterer",
        __base__=options,
        __doc__=options.__doc__,
        kind=(Literal[kind], Field(description="Which algorithm.")),
    )


def _tag(kind: Any) -> str:
    return f"<{kind}>"


def _kind_of(value: Any) -> str | None:
    """Return the tag of an entry's model, or None where it names no clusterer that there is."""
    kind = value.get("kind") if isinstance(value, dict) else getattr(value, "kind", None)
    return _tag(kind) if isinstance(kind, str) and kind in CLUSTERER_OPTIONS else None


# Models of an entry, by its `kind`.
BY_KIND = {kind: _with_kind(kind, options) for kind, options in CLUSTERER_OPTIONS.items()}
Clusterer = Annotated[
    reduce(or_, [Annotated[model, Tag(_tag(kind))] for kind, model in BY_KIND.items()]),
    Discriminator(_kind_of),
]
Clusterers = Annotated[dict[Name, Clusterer], Field(min_length=1)]
DEFAULT = {
    "kmeans": {"kind": "kmeans", "n_init": 10},
    "spectral_knn": {"kind": "spectral", "affinity": "nearest_neighbors", "n_neighbors": 10},
    "spectral_rbf": {"kind": "spectral", "affinity": "rbf", "gamma": "scale"},
}
