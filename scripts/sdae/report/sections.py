"""The sections of the page as data, each made from the tables that it shows."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from sdae.published import NOISE
from sdae.report import convergence, reproduction
from sdae.report.page import flat
from sdae.report.parts import (
    Details,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Preformatted,
    Section,
    Table,
)
from sdae.report.wording import count, noise_name, number, representation_name

SCORES = (
    "Adjusted Rand index. Mean: over all settings and replicates, of what has a size at the sizes "
    "named, each of which counts the same. Sd: of that mean between replicates. Best: the highest "
    "of all partitions; beside it, what its setting averages over replicates. A dash: not known, "
    "for want of labels or of a second replicate."
)
SCORE_COLUMNS = (
    *("representation", "clusterer", "partitions", "replicates", "sizes", "mean", "sd"),
    *("best", "its setting's mean"),
)
POINT_COLUMNS = ("hidden nodes", "noise", "published", "our best", "difference", "our mean")


def in_short(paragraphs: Sequence[str]) -> Section:
    """Show the verdict."""
    return Section("short", "In short", [Paragraph(text) for text in paragraphs], boxed=True)


def scores(summary: pd.DataFrame) -> Section:
    """Show the summary of the scores, a table for each data set.

    Args:
      summary: table of `sdae.statistics.summary.summarise`.
    """
    parts: list[object] = [Paragraph(SCORES, muted=True)]
    for dataset, rows in summary.groupby("dataset", sort=False):
        ordered = rows.sort_values("clusterer", kind="stable").to_dict("records")
        raw = {i for i, row in enumerate(ordered) if row["representation"] == "raw"}
        cells = [_score_cells(row) for row in ordered]
        parts += [Heading(str(dataset)), Table(SCORE_COLUMNS, cells, frozenset(raw))]
    return Section("scores", "Scores", parts)


def _score_cells(row: Mapping[str, Any]) -> list[object]:
    lost = ", ".join(
        f"{row[status]:,} {status}" for status in ("diverged", "failed") if row[status]
    )
    return [
        representation_name(row["representation"]),
        row["clusterer"],
        f"{row['partitions']:,}{f' ({lost})' if lost else ''}",
        row["replicates"],
        row["sizes"],
        *(number(row[name]) for name in ("mean", "sd", "best", "best_setting_mean")),
    ]


def against_the_paper(table: pd.DataFrame, pictures: Sequence[Picture]) -> Section:
    """Show the run beside the published figure.

    Args:
      table: table of `sdae.published.reproduction.compare`.
      pictures: of it.
    """
    rows = [
        [
            row["hidden"],
            noise_name(NOISE, row["corruption"]),
            number(row["published"]),
            number(row["best"]),
            number(row["difference"], signed=True),
            number(row["mean"]),
        ]
        for row in table.to_dict("records")
    ]
    points = Details("All points as a table", [Table(POINT_COLUMNS, rows)])
    said = [Paragraph(text) for text in reproduction.in_words(table)]
    return Section("reproduction", "Against the paper", [*said, *pictures, points])


def of_dataset(
    place: int,
    name: str,
    shape: tuple[int, int],
    prepare: Mapping[str, Any],
    curves: pd.DataFrame | None,
    pictures: Sequence[Picture],
) -> Section:
    """Show one data set.

    Args:
      place: of the data set among all, from 1.
      name: of the data set.
      shape: of the prepared matrix, (genes, conditions).
      prepare: what the preparation did, as the prepared matrix records it.
      curves: one row per training, of the data set; None where nothing was trained.
      pictures: of the data set.
    """
    genes, conditions = shape
    trained = (
        "no network was trained."
        if curves is None
        else f"{count(curves['point'].nunique(), 'grid point')}, each trained "
        f"{count(curves['replicate'].nunique(), 'time')}. {convergence.in_words(curves)}"
    )
    size = f"{count(genes, 'gene')} under {count(conditions, 'condition')}; {trained}"
    prepared = Details("How the table was prepared", [Facts(flat(prepare))])
    return Section(f"data-{place}", name, [Paragraph(size), *pictures, prepared])


def ran(versions: Sequence[tuple[str, str]], configuration: str) -> Section:
    """Show what made the results: versions and the configuration with its defaults."""
    return Section(
        "ran",
        "What ran",
        [
            Heading("Versions where this page was written"),
            Facts(versions),
            Heading("Configuration"),
            Preformatted(configuration),
        ],
    )
