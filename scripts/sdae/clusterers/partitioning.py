"""Clusterers at work: options as users write them, limits, and partitions of a matrix."""

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import pydantic

from sdae.clusterers import CLUSTERERS, NO_CLUSTER, Clusterer, ClustererOptions
from sdae.clusterers.distinct import same_profiles
from sdae.errors import InputError


def parse(options: Mapping[str, Any]) -> tuple[Clusterer, ClustererOptions]:
    """Find a clusterer, and check its options.

    Args:
      options: the kind and its options, as in the configuration:
        `{"kind": "spectral", "affinity": "nearest_neighbors", "n_neighbors": 10}`.

    Raises:
      InputError: no kind or an unknown one, and every unknown option or impossible value.
    """
    settings = dict(options)
    if "kind" not in settings:
        raise InputError(
            f"clusterer: found no 'kind'; expected one of {', '.join(CLUSTERERS)} beside {settings}"
        )
    clusterer = CLUSTERERS[settings.pop("kind")]
    try:
        return clusterer, clusterer.Options(**settings)
    except pydantic.ValidationError as error:
        raise InputError(
            f"clusterer of kind '{clusterer.name}', option "
            f"'{'.'.join(map(str, problem['loc']))}': found {problem['input']!r}; {problem['msg']}"
            for problem in error.errors()
        ) from None


def limits(options: Mapping[str, Any], genes: int) -> list[tuple[str, str, str]]:
    """Hold a clusterer against the number of genes: what it cannot do with.

    Args:
      options: as for `parse`.
      genes: number of genes to cluster.

    Returns:
      For each problem the option it is about, what it is, and what is expected instead; nothing
      when all is well.
    """
    clusterer, parsed = parse(options)
    found = [
        (option, str(least), f"at most {genes}")
        for option, least in clusterer.least_genes(parsed).items()
        if least > genes
    ]
    most = clusterer.most_genes
    if most is not None and genes > most:
        expected = (
            f"at most {most} genes, since {clusterer.why_most}: choose another kind of clusterer, "
            "or fewer genes by 'top_variable' in the table of data sets"
        )
        found.append(("kind", f"'{clusterer.name}'", expected))
    return found


def problems_with_clusterers(
    clusterers: Mapping[str, Mapping[str, Any]], genes: int, dataset: str
) -> list[str]:
    """Return what cannot work, one sentence each; nothing when all is well.

    Args:
      clusterers: kind and options by name, as in the configuration.
      genes: number of genes to cluster.
      dataset: name of the data set, for the message.
    """
    return [
        f"configuration, key 'clusterers.{name}.{option}': found {found}, but data set "
        f"'{dataset}' has {genes} genes; expected {expected}"
        for name, options in clusterers.items()
        for option, found, expected in limits(options, genes)
    ]


def partitioner(
    X: np.ndarray, clusters: int, options: Mapping[str, Any]
) -> Callable[[int], np.ndarray]:
    """Do what no seed decides, and return a function from a seed to a partition.

    Args:
      X: genes x features, finite.
      clusters: number of clusters; a clusterer that finds its own does not look at it.
      options: as for `parse`.

    Returns:
      A function from a seed to cluster numbers from 0, one per gene, int32, with `NO_CLUSTER` for
      genes in none. Where no more than `clusters` profiles differ by more than rounding, each of
      those is a cluster, and there are fewer than asked for.

    Raises:
      InputError: as `parse`, and more or fewer genes than the clusterer can do with.
    """
    clusterer, parsed = parse(options)
    problems = limits(options, len(X))
    if problems:
        raise InputError(
            f"clusterer, option '{option}': found {found} for {len(X)} genes; expected {expected}"
            for option, found, expected in problems
        )
    X = np.asarray(X, dtype=np.float64)
    same = same_profiles(X, 1 if clusterer.finds_number else clusters)
    if same is not None:
        return lambda seed: same.copy()
    with _quickly():
        features = clusterer.embed(X, clusters, parsed)

    def labels(seed: int) -> np.ndarray:
        with _quickly():
            return _from_zero(clusterer.cluster(features, clusters, seed, parsed))

    if clusterer.seeded:
        return labels
    every = labels(0)
    return lambda seed: every.copy()


def cluster_with_seeds(
    X: np.ndarray, clusters: int, options: Mapping[str, Any], seeds: Sequence[int]
) -> np.ndarray:
    """Partition genes once for each seed: seeds x genes, int32; otherwise as `partitioner`."""
    return np.stack([*map(partitioner(X, clusters, options), seeds)])


def cluster(X: np.ndarray, clusters: int, options: Mapping[str, Any], seed: int) -> np.ndarray:
    """Partition genes into clusters: genes, int32; otherwise as `partitioner`.

    Examples:
      >>> X = np.array([[0.0, 0.1], [0.1, 0.0], [5.0, 5.1], [5.1, 5.0]])
      >>> found = cluster(X, 2, {"kind": "agglomerative", "linkage": "ward"}, seed=1)
      >>> bool(found[0] == found[1] != found[2] == found[3])
      True
    """
    return partitioner(X, clusters, options)(seed)


def _from_zero(labels: np.ndarray) -> np.ndarray:
    """Number clusters without gaps, in the order of their numbers; `NO_CLUSTER` stays."""
    numbers = np.unique(labels[labels != NO_CLUSTER])
    found = np.searchsorted(numbers, labels)
    return np.where(labels == NO_CLUSTER, NO_CLUSTER, found).astype(np.int32)


@contextmanager
def _quickly() -> Iterator[None]:
    """Let scikit-learn leave out checks, a good part of the time that a few hundred genes need."""
    import sklearn
    from sklearn.exceptions import ConvergenceWarning

    with (
        sklearn.config_context(assume_finite=True, skip_parameter_validation=True),
        warnings.catch_warnings(),
    ):
        # That fewer clusters were found is said once for all partitions, by who asked for them.
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield
