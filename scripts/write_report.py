"""Write the report: what was found of each data set, what a paper needs of it, in one file."""

from datetime import UTC, datetime
from pathlib import Path

import anndata as ad
import numpy as np
import pandas as pd
import yaml
from sdae import __version__
from sdae.choice.files import read_clusters
from sdae.enrichment.over_representation import read_enrichment
from sdae.figures.reading import read
from sdae.jobs.job import job
from sdae.jobs.origin import commit, job_times
from sdae.report import for_a_paper, page
from sdae.report.found import Found
from sdae.report.sections import data_set
from sdae.report.verdict import details, paragraphs
from sdae.report.wording import percent
from sdae.statistics.classification import read_comparison
from sdae.statistics.plane import principal_plane
from sdae.statistics.summary import read_summary
from sdae.statistics.verdicts import read_tables


def main() -> None:
    given, datasets = snakemake.input, snakemake.params.datasets
    summary = read_summary(given.summary)
    prepared = of_each(given.prepared, ad.read_h5ad)
    curves = of_each(given.curves, read)
    clusters, choices = of_each(given.clusters, read_clusters), of_each(given.numbers, read)
    ways, pairs = of_each(given.ways, read), of_each(given.pairs, read)
    said = [
        *paragraphs(Path(given.verdict).read_text(encoding="utf-8")),
        *details(
            summary,
            read_comparison(given.classification) if given.classification else None,
            of_each(given.chosen, read),
            {name: (choices[name], clusters[name], ways[name], pairs[name]) for name in clusters},
        ),
    ]
    verdicts, comparisons, effects, price, *claims = read_tables(
        *(given.verdicts, given.comparisons, given.effects, given.price),
        *([given.claims] if given.claims else []),
    )
    doubts = pd.read_csv(given.doubts, sep="\t", dtype=str, keep_default_na=False)
    pictures = {name: {} for name in datasets}
    for (dataset, kind, words), path in zip(snakemake.params.pictures, given.figures, strict=True):
        pictures[dataset].setdefault(kind, []).append(page.picture(path, words))
    of_the_paper = read(given.reproduction) if given.reproduction else None
    criteria, enrichment = of_each(given.criteria, read), of_each(given.enrichment, read_enrichment)
    annotated = of_each(given.annotated, ad.read_h5ad)
    data_sets = []
    for name in datasets:
        points, axes = plane(prepared[name], annotated.get(name))
        published = of_the_paper is not None and (of_the_paper["dataset"] == name).all()
        data_sets.append(
            Found(
                name=name,
                **table(prepared[name]),
                points=points,
                axes=axes,
                clusters=clusters.get(name),
                choice=choices.get(name),
                criteria=criteria.get(name),
                ways=ways.get(name),
                curves=curves.get(name),
                verdict=of(verdicts, name).iloc[0].to_dict(),
                doubts=of(doubts, name)["doubt"].tolist(),
                comparisons=of(comparisons, name),
                effects=of(effects, name),
                price=of(price, name),
                claims=of(claims[0], name) if claims else None,
                enrichment=enrichment.get(name),
                reproduction=of_the_paper if published else None,
                summary=of(summary, name),
                pictures=pictures[name],
            )
        )
    chapters = [
        data_set(place, found, own_paragraphs(said, found.name, datasets))
        for place, found in enumerate(data_sets, start=1)
    ]
    config = snakemake.params.config
    closing = for_a_paper.section(
        data_sets,
        config,
        yaml.safe_dump(config, sort_keys=False, allow_unicode=True),
        page.versions(),
        ran(),
        job_times(Path(snakemake.output.report).parent / "benchmarks"),
        __version__,
    )
    assets = {Path(path).name: Path(path).read_text(encoding="utf-8") for path in given.assets}
    template = Path(given.template).read_text(encoding="utf-8")
    title = f"Gene clusters: {', '.join(datasets)}"
    written = page.render(template, assets, title, chapters, [closing])
    Path(snakemake.output.report).write_text(written, encoding="utf-8")


def of(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Take the rows of a data set."""
    return table[table["dataset"] == name]


def of_each(paths, reader) -> dict:
    """Read a file of each data set; {} where the configuration leaves them out."""
    return {
        name: reader(path)
        for name, path in zip(snakemake.params.datasets, paths, strict=False)
    }  # fmt: skip


def table(prepared: ad.AnnData) -> dict:
    """Take what is shown of a prepared matrix: in standard deviations where it has them."""
    labels = prepared.obs["label"].astype(object) if "label" in prepared.obs else None
    return {
        "genes": prepared.obs["gene"].astype(str).tolist(),
        "conditions": prepared.var_names.tolist(),
        "values": np.asarray(prepared.layers["standardised"], float),
        "record": prepared.uns["prepare"],
        "labels": None if labels is None else labels.fillna("").astype(str).tolist(),
    }


def plane(prepared: ad.AnnData, annotated: ad.AnnData | None) -> tuple[np.ndarray, tuple[str, str]]:
    """Place the genes by t-SNE, or by two principal components where no clusters were chosen."""
    if annotated is not None:
        return np.asarray(annotated.obsm["X_tsne"], float), ("t-SNE 1", "t-SNE 2")
    points, shares = principal_plane(np.asarray(prepared.X, float))
    first, second = (
        f"principal component {i} ({percent(share)})" for i, share in enumerate(shares, 1)
    )
    return points, (first, second)


def own_paragraphs(said: list[str], name: str, datasets: list[str]) -> list[str]:
    """Take of the verdict's paragraphs those of a data set, and those of none."""
    others = tuple(f"{other}{sign}" for other in datasets if other != name for sign in ":,")
    return [text for text in said if not text.startswith(others)] if others else said


def ran() -> list[tuple[str, str]]:
    """Say when and by what the page was written."""
    known, command = commit(snakemake.scriptdir), snakemake.params.command
    return [
        *([("command, less what changes no result", command)] if command else []),
        ("date", datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")),
        ("workflow", f"{__version__}{f', Git commit {known}' if known else ''}"),
    ]


with job(snakemake):
    main()
