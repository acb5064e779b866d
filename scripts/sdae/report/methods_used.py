"""The methods that a run was told to use, each with where it is from, as the registries say it."""

from collections.abc import Mapping
from typing import Any

from sdae.clusterers import CLUSTERERS
from sdae.indices import INDICES
from sdae.network.losses import LOSSES
from sdae.network.noises import NOISES
from sdae.registry import Registry
from sdae.report.parts import Facts
from sdae.report.wording import joined
from sdae.representations import REPRESENTATIONS

# Keys of the network, each with the registry that knows their values.
OF_THE_NETWORK: Mapping[str, Registry] = {"noise": NOISES, "loss": LOSSES}


def clusterers_in_words(clusterers: Mapping[str, Mapping[str, Any]]) -> str:
    """Name methods, and in brackets what the configuration calls each.

    Args:
      clusterers: options by name, as the configuration has them.
    """
    names: dict[str, list[str]] = {}
    for name, options in clusterers.items():
        names.setdefault(CLUSTERERS[options["kind"]].label, []).append(name)
    return joined(f"{label} ({joined(called)})" for label, called in names.items())


def methods_used(config: Mapping[str, Any]) -> Facts:
    """List representations, clusterers, indices and what the network was trained by.

    Args:
      config: checked, with all defaults.
    """
    entries: list[tuple[str, str, Any]] = [
        *(("representation", name, REPRESENTATIONS[name]) for name in config["representations"]),
        *(
            ("clusterer", name, CLUSTERERS[options["kind"]])
            for name, options in config["clusterers"].items()
        ),
        *(("index", name, INDICES[name]) for name in config["indices"]),
    ]
    if any(REPRESENTATIONS[name].by_network for name in config["representations"]):
        entries += [
            (key, name, registry[name])
            for key, registry in OF_THE_NETWORK.items()
            for name in _asked(config, key)
        ]
    return Facts(
        [(f"{what} {name}", f"{each.label}: {each.reference}") for what, name, each in entries]
    )


def _asked(config: Mapping[str, Any], key: str) -> list[str]:
    """Return the values of a key of `model` that a grid may override, in order, once each."""
    grid = config["grid"] if isinstance(config["grid"], list) else [config["grid"]]
    asked = [name for part in grid for name in part.get(key, [config["model"][key]])]
    return list(dict.fromkeys(asked))
