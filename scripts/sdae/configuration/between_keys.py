"""Where one key names what another does not have."""

from collections.abc import Collection, Mapping
from typing import Any

from sdae.configuration.words import found
from sdae.errors import did_you_mean
from sdae.representations import REPRESENTATIONS


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
    learned = any(REPRESENTATIONS[name].learned for name in config["representations"])
    chooses = bool(config["bottleneck"] or (config["choice"] and learned))
    named = {"export": (config["export"]["points"], config["export"]["replicate"])}
    if config["sampling"]:
        named["sampling"] = [config["sampling"]["point"]], config["sampling"]["replicate"]
    for key, (models, replicate) in named.items():
        for model in models:
            if model == "chosen" and not chooses:
                problems.append(
                    f"configuration, key '{key}': found 'chosen', but nothing chooses; expected "
                    "the key 'bottleneck' (as 'bottleneck: {}'), or 'choice' and codes among the "
                    "'representations', or the id of a grid point"
                )
            elif model != "chosen" and model not in points:
                problems.append(
                    f"configuration, key '{key}': found {found(model)}; expected 'chosen' or the "
                    "id of a point of this grid, from results/grid/"
                )
        if models and replicate is not None and replicate > config["replicates"]:
            problems.append(
                f"configuration, key '{key}.replicate': found {replicate}; expected at most "
                f"{config['replicates']}, the number of 'replicates'"
            )
    return problems


def problems_with_numbers(
    config: Mapping[str, Any], rows: Mapping[str, Mapping[str, Any]]
) -> list[str]:
    """Return which data sets nothing says a number of clusters of.

    Args:
      config: checked, with all defaults.
      rows: of the table of data sets, by name.
    """
    if config["choice"]:
        return []
    return [
        f"data set '{name}': found neither a number of clusters nor what would find it out; "
        "expected a number as 'clusters' or a 'label_column' in the table of data sets, or the key "
        "'choice' of the configuration not to be null"
        for name, row in rows.items()
        if row["clusters"] == "auto" or (row["clusters"] is None and row["label_column"] is None)
    ]


def _unknown(key: str, name: str, known: Collection[str]) -> list[str]:
    if name in known:
        return []
    return [
        f"configuration, key '{key}': found {found(name)}; {did_you_mean(name, known)}expected one "
        f"of {', '.join(known)}"
    ]
