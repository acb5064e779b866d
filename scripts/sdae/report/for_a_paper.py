"""What a paper says of a run: its methods with this run's numbers, citations, versions, times."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from sdae.network.losses import LOSSES
from sdae.network.noises import NOISES
from sdae.report.citations import bibtex, cited
from sdae.report.found import Found
from sdae.report.methods_used import clusterers_in_words, methods_used
from sdae.report.page import text_address
from sdae.report.parts import Facts, File, Heading, Paragraph, Preformatted, Section, Table
from sdae.report.wording import count, joined, number, representation_name

AGAIN = (
    "To run the same again, save it in a folder of its own, with the tables that it names at the "
    "same places below that folder, and call 'make run CONFIG=folder/config.yaml' in this version "
    "of the workflow."
)
# Of the record of a preparation; all others that begin so are of genes.
CONDITIONS = "dropped_conditions"
TIMES = ("step", "jobs", "total", "longest", "most memory")
ROW_WORDS = {
    "labels": "the number of known groups",
    "table of data sets": "the number that was asked for",
    "panel": "the median vote of four criteria (gap statistic [tibshirani2001], silhouette, "
    "silhouette and unambiguous pairs [senbabaoglu2014] gained above tables without groups)",
}


def methods(found: Found, config: Mapping[str, Any], version: str) -> str:
    """Say how a data set was clustered, with its numbers and citations, to be pasted."""
    said = [_data(found), _network(found, config), _clustering(config)]
    if found.choice is not None and found.clusters is not None:
        said.append(_choice(found, config))
    said.append(
        f"All was run by sdae-gene-clustering {version}, a Snakemake workflow [molder2021], with "
        "scikit-learn [pedregosa2011]."
    )
    return " ".join(part for part in said if part)


def _data(found: Found) -> str:
    record = found.record
    steps = []
    if record.get("log", "none") != "none":
        steps.append(f"logarithms ({record['log']}) were taken")
    if record.get("imputed_values"):
        steps.append(
            f"{count(int(record['imputed_values']), 'missing value')} imputed ({record['impute']})"
        )
    if record.get("standardise"):
        steps.append("each gene was standardised to mean 0 and standard deviation 1")
    scale = record.get("scale", "none")
    steps.append(
        "values were not scaled" if scale == "none" else f"values were scaled to [0, 1] by {scale}"
    )
    return (
        f"Expression profiles of {count(len(found.genes), 'gene')} under "
        f"{count(len(found.conditions), 'condition')} ({found.name}) were prepared: "
        f"{joined(steps)}."
    )


def _network(found: Found, config: Mapping[str, Any]) -> str:
    if found.curves is None:
        return "No network was trained."

    # Of what was trained: the grid may be a list of products, and its sizes may follow the data.
    def tried(setting: str) -> list:
        return list(found.curves[setting].drop_duplicates())

    def named(setting: str) -> str:
        return joined((str(name).replace("_", " ") for name in tried(setting)), "or")

    def labelled(setting: str, registry: Mapping[str, Any]) -> str:
        return joined((registry[name].label for name in tried(setting)), "or")

    return (
        f"Stacked denoising autoencoders [gupta2015; vincent2010] were trained with JAX [jax2018] "
        f"for {count(found.curves['point'].nunique(), 'setting')}, each in "
        f"{count(config['replicates'], 'independent replicate')}: hidden layers "
        f"{joined(tried('layers'))}, {labelled('noise', NOISES)} at "
        f"{joined(f'{level:g}' for level in sorted(tried('corruption')))}, {named('activation')} "
        f"units, {labelled('loss', LOSSES)} as the loss, {named('optimizer')}, "
        f"{joined(f'{epochs:,}' for epochs in sorted(tried('epochs')))} epochs."
    )


def _clustering(config: Mapping[str, Any]) -> str:
    names = joined(representation_name(name) for name in config["representations"])
    return f"Genes were clustered from {names} by {clusterers_in_words(config['clusterers'])}."


def _choice(found: Found, config: Mapping[str, Any]) -> str:
    tested, ways = found.choice["structure"], found.ways
    taken = joined(
        f"{representation_name(row['representation'])} by {row['clusterer']}"
        for row in ways[ways["taken"]].to_dict("records")
    )
    return (
        f"Structure was tested against {count(tested['references'], 'table')} of the same "
        f"covariance without groups (p = {tested['p']:.2g}). The number of clusters, "
        f"{len(found.sizes)}, is {ROW_WORDS[found.choice['from']]}. Final clusters are the "
        f"consensus [monti2003] of the most stable of {count(len(ways), 'way')} over "
        f"{ways['folds'].max()} folds of left-out conditions, by the adjusted Rand index "
        f"[hubert1985]: {taken}. The median stability of a gene's cluster is "
        f"{number(found.clusters['stability'].median(), 2)}.{_left(found, config)}"
    )


def _left(found: Found, config: Mapping[str, Any]) -> str:
    least, left = config["min_stability"], found.numbers.count(None)
    if not (least and left):
        return ""
    was = "was" if left == 1 else "were"
    return f" {count(left, 'gene')} with a stability below {least:g} {was} left in no cluster."


def times(jobs: pd.DataFrame) -> Table:
    """Return how long each step took, the longest first.

    Args:
      jobs: one row per job: `step`, `s` (seconds), `max_rss` (MB).
    """
    grouped = jobs.groupby("step").agg(
        jobs=("s", "size"), total=("s", "sum"), longest=("s", "max"), memory=("max_rss", "max")
    )
    grouped = grouped.sort_values("total", ascending=False)
    rows = [
        [
            str(step).replace("_", " "),
            f"{int(row['jobs']):,}",
            _seconds(row["total"]),
            _seconds(row["longest"]),
            "" if pd.isna(row["memory"]) else f"{row['memory']:,.0f} MB",
        ]
        for step, row in grouped.iterrows()
    ]
    return Table(TIMES, rows)


def _seconds(value: float) -> str:
    if value < 60:
        return f"{value:.1f} s"
    return f"{value / 60:.1f} min" if value < 3600 else f"{value / 3600:.1f} h"


def lost(found: Found) -> list[str]:
    """Say what was dropped from a data set, and what failed."""
    record = found.record
    said = [
        f"{count(_how_many(record[key]), 'condition' if key == CONDITIONS else 'gene')} dropped"
        f"{key.removeprefix('dropped').removeprefix('_conditions').replace('_', ' ')}"
        for key in record
        if key.startswith("dropped_") and _how_many(record[key])
    ]
    if found.summary is not None:
        said += [
            f"{count(int(found.summary[status].sum()), 'partition')} {status}"
            for status in ("diverged", "failed")
            if found.summary[status].sum()
        ]
    return said


def _how_many(value: Any) -> int:
    return (
        int(value)
        if isinstance(value, int | float) or not hasattr(value, "__len__")
        else len(value)
    )


def section(
    data_sets: Sequence[Found],
    config: Mapping[str, Any],
    configuration: str,
    versions: Sequence[tuple[str, str]],
    ran: Sequence[tuple[str, str]],
    jobs: pd.DataFrame,
    version: str,
) -> Section:
    """Return what a paper needs.

    Args:
      data_sets: of the run.
      config: checked, with all defaults.
      configuration: the same as text.
      versions: of packages.
      ran: date, commit and the like.
      jobs: as `times` takes them.
      version: of the workflow.
    """
    trained = any(found.curves is not None for found in data_sets)
    labelled = any(found.labels is not None for found in data_sets)
    entries = bibtex(cited(config, trained, labelled))
    parts: list[object] = [Heading("Methods, to paste", level=3)]
    parts += [Preformatted(methods(found, config, version), copied=True) for found in data_sets]
    parts += [
        File("references.bib", "Download the references as BibTeX", text_address(entries)),
        Preformatted(entries),
        Heading("Where the methods are from", level=3),
        methods_used(config),
        Heading("What was dropped or failed", level=3),
    ]
    for found in data_sets:
        gone = lost(found)
        said = f"{joined(gone)}." if gone else "nothing was dropped and nothing failed."
        parts.append(Paragraph(f"{found.name}: {said}"))
    parts += [Heading("What ran, and when", level=3), Facts([*ran, *versions])]
    if len(jobs):
        parts += [Heading("How long it took", level=3), times(jobs)]
    parts += [
        Heading("Configuration, with all defaults", level=3),
        File("config.yaml", "Download the configuration", text_address(configuration)),
        Paragraph(AGAIN, muted=True),
        Preformatted(configuration),
    ]
    return Section("paper-text", "For a paper", parts)
