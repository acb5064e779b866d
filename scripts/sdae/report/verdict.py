"""The verdict: what a run shows, in paragraphs: the network, the clusters, what is doubtful."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from sdae.report import bottleneck, classification, clusters, comparisons, convergence, summary

COLUMNS = 80
# Of a data set: its number of clusters, genes, ways and pairs of clusters.
Groups = tuple[Mapping[str, Any], pd.DataFrame, pd.DataFrame, pd.DataFrame]


def verdict(
    judged: Sequence[Mapping[str, Any]],
    curves: Mapping[str, pd.DataFrame],
    warnings: Mapping[str, Iterable[str]],
    groups: Mapping[str, tuple[Mapping[str, Any], pd.DataFrame]],
) -> list[str]:
    """Say what a run shows, so short that it is read at once.

    Args:
      judged: of `sdae.statistics.verdicts.judge`, one for each data set.
      curves: one row per training, by data set.
      warnings: about the data, by data set, as the preparation records them.
      groups: what is kept in results/number/{dataset}.json and results/clusters/{dataset}.tsv, by
        data set, if clusters were chosen.

    Returns:
      Paragraphs: which differences could have been seen, then for each data set the sentence, the
      numbers, its clusters, and what is doubtful.
    """
    said = [comparisons.visible(judged)]
    for each in judged:
        name = each["dataset"]
        own = comparisons.in_words(each)
        if name in groups:
            own.append(clusters.in_short(*groups[name]))
        own += doubtful(warnings.get(name, ()), curves.get(name))
        said += [f"{name}: {text}" for text in own if text]
    return [text for text in said if text]


def doubtful(warnings: Iterable[str], curves: pd.DataFrame | None) -> list[str]:
    """Say all that is doubtful of a data set, a sentence each.

    Args:
      warnings: about the data and what was made of them.
      curves: one row per training; None if nothing was trained.
    """
    trained = [] if curves is None else [convergence.divergence, convergence.unsettled]
    # What concerns the whole network first: of many sentences the page shows the first ones.
    return [text for text in (*(say(curves) for say in trained), *warnings) if text]


def details(
    scores: pd.DataFrame,
    comparison: pd.DataFrame | None,
    choices: Mapping[str, Mapping[str, Any]],
    groups: Mapping[str, Groups],
) -> list[str]:
    """Say what else a run shows, for who reads on.

    Args:
      scores: table of `sdae.statistics.summary.summarise`.
      comparison: table of `sdae.statistics.classification.compare`, if genes were classified.
      choices: what is kept in results/chosen/{dataset}.json, by data set.
      groups: what is kept in results/number/{dataset}.json, results/clusters/{dataset}.tsv,
        results/choice/{dataset}.tsv and results/clusters/{dataset}.pairs.tsv, by data set, if
        clusters were chosen.
    """
    return [
        *(f"{name}: {clusters.in_words(*own)}" for name, own in groups.items()),
        *summary.in_words(scores),
        *(classification.in_words(comparison) if comparison is not None else ()),
        *(f"{name}: {' '.join(bottleneck.in_words(choice))}" for name, choice in choices.items()),
    ]


def wrapped(paragraphs: Iterable[str], columns: int = COLUMNS) -> str:
    """Return paragraphs as lines of a text file, with an empty line between them.

    No word is cut: an address or a long name stays whole on a line of its own.
    """
    filled = (
        textwrap.fill(text, columns, break_long_words=False, break_on_hyphens=False)
        for text in paragraphs
    )
    return "\n\n".join(filled) + "\n"


def paragraphs(text: str) -> list[str]:
    """Read back what `wrapped` wrote."""
    return [" ".join(part.split()) for part in text.split("\n\n")]
