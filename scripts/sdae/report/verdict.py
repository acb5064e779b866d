"""The verdict: what a run shows, in paragraphs: its clusters, what is doubtful, its scores."""

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from sdae.report import bottleneck, classification, clusters, convergence, summary

COLUMNS = 80


def verdict(
    scores: pd.DataFrame,
    curves: Mapping[str, pd.DataFrame],
    warnings: Mapping[str, Iterable[str]],
    comparison: pd.DataFrame | None = None,
    choices: Mapping[str, Mapping[str, Any]] | None = None,
    groups: Mapping[str, tuple[Mapping[str, Any], *tuple[pd.DataFrame, ...]]] | None = None,
) -> list[str]:
    """Say what a run shows.

    Args:
      scores: table of `sdae.statistics.summary.summarise`.
      curves: one row per training, by data set.
      warnings: about the data, by data set, as the preparation records them.
      comparison: table of `sdae.statistics.classification.compare`, if genes were classified.
      choices: what is kept in results/chosen/{dataset}.json, by data set.
      groups: what is kept in results/number/{dataset}.json, results/clusters/{dataset}.tsv,
        results/choice/{dataset}.tsv and results/clusters/{dataset}.pairs.tsv, by data set, if
        clusters were chosen.

    Returns:
      Paragraphs.
    """
    return [
        *(f"{name}: {clusters.in_words(*own)}" for name, own in (groups or {}).items()),
        *(
            f"{name}: {text}"
            for name, own in curves.items()
            for text in (
                *warnings.get(name, ()),
                convergence.divergence(own),
                convergence.unsettled(own),
            )
            if text
        ),
        *summary.in_words(scores),
        *(classification.in_words(comparison) if comparison is not None else ()),
        *(
            f"{name}: {' '.join(bottleneck.in_words(choice))}"
            for name, choice in (choices or {}).items()
        ),
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
