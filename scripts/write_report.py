"""Write the report: the verdict, the scores, the figures and what ran, in one file."""

import json
from pathlib import Path

import anndata as ad
import h5py
import numpy as np
import pandas as pd
import yaml
from sdae.choice.files import read_clusters
from sdae.configuration.against_data import fit
from sdae.figures.reading import read
from sdae.jobs.job import job
from sdae.report import page, sections
from sdae.report.verdict import verdict, wrapped
from sdae.statistics.classification import read_comparison
from sdae.statistics.summary import read_summary


def main() -> None:
    given, datasets = snakemake.input, snakemake.params.datasets
    summary = read_summary(given.summary)
    # None where nothing is trained.
    curves = {name: read(path) for name, path in zip(datasets, given.curves, strict=False)}
    records = {name: record(path) for name, path in zip(datasets, given.prepared, strict=True)}
    said = verdict(
        summary,
        curves,
        {name: warnings(name, *records[name]) for name in datasets},
        read_comparison(given.classification) if given.classification else None,
        {name: as_json(path) for name, path in zip(datasets, given.chosen, strict=False)},
        {
            name: (as_json(number), read_clusters(genes), pd.read_csv(ways, sep="\t"))
            for name, number, genes, ways in zip(
                datasets, given.numbers, given.clusters, given.ways, strict=False
            )
        },
    )
    pictures = {name: [] for name in datasets}
    of_the_paper = []
    for (dataset, kind, words), path in zip(snakemake.params.pictures, given.figures, strict=True):
        own = of_the_paper if kind == "reproduction" else pictures[dataset]
        own.append(page.picture(path, words))
    parts = [sections.in_short(said), sections.scores(summary)]
    if given.reproduction:
        parts.append(sections.against_the_paper(read(given.reproduction), of_the_paper))
    for place, (name, (shape, own)) in enumerate(records.items(), start=1):
        parts.append(sections.of_dataset(place, name, shape, own, curves.get(name), pictures[name]))
    configuration = yaml.safe_dump(snakemake.params.config, sort_keys=False, allow_unicode=True)
    parts.append(sections.ran(page.versions(), configuration))
    title = f"Gene clusters from denoising autoencoders: {', '.join(datasets)}"
    template = Path(given.template).read_text(encoding="utf-8")
    Path(snakemake.output.report).write_text(page.render(template, title, parts), encoding="utf-8")
    Path(snakemake.output.verdict).write_text(wrapped(said), encoding="utf-8")


def record(path: str) -> tuple[tuple[int, int], dict]:
    """Read of a prepared matrix its shape, and what the preparation records."""
    with h5py.File(path) as prepared:
        return prepared["X"].shape, ad.io.read_elem(prepared["uns/prepare"])


def warnings(dataset: str, shape: tuple[int, int], own: dict) -> list[str]:
    """Return what a reader should know of a data set, and of what is asked of it."""
    recorded = np.ravel(own.get("warnings", [])).tolist()
    return recorded + fit(snakemake.params.config, dataset, *shape).doubts(shape[1])


def as_json(path: str) -> dict:
    """Read what was chosen."""
    return json.loads(Path(path).read_text(encoding="utf-8"))


with job(snakemake):
    main()
