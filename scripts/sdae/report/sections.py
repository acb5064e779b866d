"""The chapters of the page as data, each made from the tables that it shows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from sdae.published import NOISE
from sdae.report import chosen, compared, convergence, enriched, genes, reproduction
from sdae.report.first import first_screen
from sdae.report.found import Found
from sdae.report.page import flat
from sdae.report.parts import Chapter, Details, Facts, Heading, Paragraph, Picture, Section, Table
from sdae.report.price import price
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
CLAIMS = {
    "beats_raw": "The network beats the raw profiles",
    "noise_helps": "Noise helps",
    "hidden_helps": "More hidden nodes help",
    "components_worse": "Principal components are worse",
    "noise_levels_alike": "Levels of noise do alike",
}
# Where figures stand; all others are in the appendix, but those that the page draws itself.
DRAWN_HERE = ("number", "embedding")
SURENESS = ("calibration",)
SETTINGS = ("effects", "ari_by_hidden", "ari_by_components")
PAPER = ("reproduction",)


def data_set(place: int, found: Found, said: Sequence[str]) -> Chapter:
    """Show a data set.

    Args:
      place: among all, from 1.
      found: what is known of it.
      said: the paragraphs of its verdict.
    """
    anchor = f"data-{place}"
    heat_map = None
    made: list[tuple[str, str, list[object]]] = []
    if found.clusters is not None:
        figure, heat_map = genes.heat(found)
        made.append(("profiles", "Profiles by cluster", [figure]))
        made.append(("genes", "Genes", [genes.table(found), *_figures(found, SURENESS)]))
    if found.enrichment is not None:
        made.append(("sets", "Gene sets", enriched.enrichment(found)))
    if found.choice is not None and found.ways is not None:
        parts = [*chosen.number_of_clusters(found), *chosen.candidates(found)]
        made.append(("chosen", "How the clusters were chosen", parts))
    told = Details("All of it in words", [Paragraph(text) for text in said])
    worth = [*compared.differences(found), *scores(found.summary), told]
    made.append(("worth", "Was the network worth it", worth))
    made.append(("price", "The price of choosing", price(found)))
    settings = [*compared.effects(found), *_figures(found, SETTINGS)]
    if settings:
        made.append(("settings", "Settings that matter", settings))
    if found.claims is not None or _figures(found, PAPER):
        made.append(("published", "Against the paper", against_the_paper(found)))
    made.append(("more", "Appendix", appendix(found)))
    sections = [Section(f"{anchor}-{name}", title, parts) for name, title, parts in made if parts]
    size = f"{count(len(found.genes), 'gene')}, {count(len(found.conditions), 'condition')}"
    data = genes.payload(found, heat_map)
    return Chapter(anchor, found.name, size, first_screen(found), sections, data)


def _figures(found: Found, kinds: Iterable[str]) -> list[object]:
    return [each for kind in kinds for each in found.pictures.get(kind, ())]


def scores(summary: pd.DataFrame | None) -> list[object]:
    """Show the summary of the scores.

    Args:
      summary: rows of a table of `sdae.statistics.summary.summarise`.
    """
    if summary is None or summary.empty:
        return []
    ordered = summary.sort_values("clusterer", kind="stable").to_dict("records")
    raw = {i for i, row in enumerate(ordered) if row["representation"] == "raw"}
    cells = [_score_cells(row) for row in ordered]
    return [
        Heading("Scores"),
        Table(SCORE_COLUMNS, cells, frozenset(raw)),
        Paragraph(SCORES, muted=True),
    ]


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


def against_the_paper(found: Found) -> list[object]:
    """Show the run beside the published figure, and what holds of what the paper claims."""
    parts: list[object] = []
    if found.claims is not None:
        rows = [
            [
                CLAIMS.get(row["claim"], row["claim"]),
                row["holds"],
                number(row["difference"], signed=True),
                f"{number(row['low'], signed=True)} to {number(row['high'], signed=True)}",
            ]
            for row in found.claims.to_dict("records")
        ]
        parts += [Heading("Claims"), Table(("claim", "holds", "difference", "95 %"), rows)]
    if found.reproduction is not None:
        parts += [Paragraph(text) for text in reproduction.in_words(found.reproduction)]
    parts += _figures(found, PAPER)
    if found.reproduction is not None:
        rows = [_point_cells(row) for row in found.reproduction.to_dict("records")]
        parts.append(Details("All points as a table", [Table(POINT_COLUMNS, rows)]))
    return parts


def _point_cells(row: Mapping[str, Any]) -> list[object]:
    return [
        row["hidden"],
        noise_name(NOISE, row["corruption"]),
        number(row["published"]),
        number(row["best"]),
        number(row["difference"], signed=True),
        number(row["mean"]),
    ]


def appendix(found: Found) -> list[object]:
    """Show training, the remaining figures and how the table was prepared."""
    curves = found.curves
    trained = (
        "Only what needs none was clustered, so no network was trained."
        if curves is None
        else f"{count(curves['point'].nunique(), 'grid point')}, each trained "
        f"{count(curves['replicate'].nunique(), 'time')}. {convergence.in_words(curves)}"
    )
    placed = {*DRAWN_HERE, *SURENESS, *SETTINGS, *PAPER}
    rest: list[Picture] = [
        each for kind, own in found.pictures.items() if kind not in placed for each in own
    ]
    return [
        Heading("Training"),
        Paragraph(trained),
        *rest,
        Heading("How the table was prepared"),
        Facts(flat(found.record)),
    ]
