"""Where one key names what another does not have."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from sdae.configuration.words import found
from sdae.errors import did_you_mean
from sdae.representations import REPRESENTATIONS

# The name of the model that nobody named, but something chooses.
CHOSEN = "chosen"


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
        if not config["export"]["points"]:
            problems.append(
                f"configuration, key 'export.clusterer': found "
                f"{found(config['export']['clusterer'])}, but no model that it could go with; "
                "expected 'points' beside it, as 'points: [chosen]'"
            )
    for name, applied in config["apply"].items():
        if applied["clusterer"]:
            problems += _unknown(
                f"apply.{name}.clusterer", applied["clusterer"], config["clusterers"]
            )
    problems += _of_no_clusters(config)
    chooses = _chooses(config)
    named = {"export": (config["export"]["points"], config["export"]["replicate"])}
    if config["sampling"]:
        named["sampling"] = [config["sampling"]["point"]], config["sampling"]["replicate"]
    for key, (models, replicate) in named.items():
        for model in models:
            if model == CHOSEN and not chooses:
                problems.append(
                    f"configuration, key '{key}': found 'chosen', but nothing chooses; expected "
                    "the key 'bottleneck' (as 'bottleneck: {}'), or 'choice' and codes among the "
                    "'representations', or the id of a grid point"
                )
            elif model != CHOSEN and model not in points:
                problems.append(
                    f"configuration, key '{key}': found {found(model)}; "
                    f"{did_you_mean(model, [CHOSEN])}expected 'chosen' or the id of a point of "
                    "this grid, from results/grid/"
                )
        if models and replicate is not None and replicate > config["replicates"]:
            problems.append(
                f"configuration, key '{key}.replicate': found {replicate}; expected at most "
                f"{config['replicates']}, the number of 'replicates'"
            )
    return problems


def absent_models(
    config: Mapping[str, Any], datasets: Collection[str], points: Collection[str]
) -> list[str]:
    """Return which models to apply are neither there nor made by this run.

    Args:
      config: checked, with all defaults.
      datasets: names of the data sets that are run.
      points: ids of the grid points.
    """
    models = {*points, *([CHOSEN] if _chooses(config) else [])}
    problems = []
    for name, one in config["apply"].items():
        path = Path(one["model"])
        # As the rule that exports models names them.
        is_made = (
            path.parent.parent == Path("results/models")
            and path.parent.name in datasets
            and path.suffix == ".safetensors"
            and path.stem in models
        )
        if not (is_made or path.is_file()):
            problems.append(
                f"configuration, key 'apply.{name}.model': found no file '{one['model']}'; "
                f"expected a model relative to {Path.cwd()} (the working directory, not the "
                "folder of the configuration), or one that this run makes, as "
                f"results/models/{next(iter(datasets))}/{min(models, key=CHOSEN.__ne__)}"
                ".safetensors"
            )
    return problems


def _chooses(config: Mapping[str, Any]) -> bool:
    """Tell whether anything says which model is `chosen`."""
    learned = any(REPRESENTATIONS[name].learned for name in config["representations"])
    return bool(config["bottleneck"] or (config["choice"] and learned))


def _of_no_clusters(config: Mapping[str, Any]) -> list[str]:
    """Return what is asked of final clusters where none are chosen."""
    asked = ("gene_sets", "min_stability")
    return [
        f"configuration, key '{key}': found {found(config[key])}, but 'choice' is null, so there "
        f"are no clusters that it could be about; expected a 'choice', or no '{key}'"
        for key in asked
        if config[key] and not config["choice"]
    ]


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
