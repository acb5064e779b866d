"""State the verdict: one sentence per data set, then the numbers that it follows from."""

from itertools import zip_longest
from pathlib import Path

import anndata as ad
import h5py
import numpy as np
import pandas as pd
from sdae.choice.files import read_clusters, read_model
from sdae.clusterers import CLUSTERERS
from sdae.configuration.against_data import fit
from sdae.figures.reading import read
from sdae.indices import INDICES
from sdae.jobs.job import job
from sdae.report import claims, doubts
from sdae.report.comparisons import sentence
from sdae.report.verdict import doubtful, verdict, wrapped
from sdae.statistics.shortfalls import shortfalls
from sdae.statistics.summary import read_scores
from sdae.statistics.verdicts import COLUMNS, judge, read_tables


def main() -> None:
    given, datasets = snakemake.input, snakemake.params.datasets
    comparisons, prices = read_tables(given.comparisons, given.price)
    scores = read_scores(given.scores)
    # None where no clusters are chosen.
    ways = {
        name: pd.read_csv(path, sep="\t")["representation"].unique().tolist()
        for name, path in zip(datasets, given.ways, strict=False)
    }
    judged = []
    for dataset in datasets:
        own = comparisons[comparisons["dataset"] == dataset]["index"]
        external = [name for name, entry in INDICES.items() if entry.needs_labels]
        judged.append(judge(dataset, comparisons, prices, bool(own.isin(external).any())))
    # None where nothing is trained.
    curves = {name: read(path) for name, path in zip(datasets, given.curves, strict=False)}
    asked = {name: models(path) for name, path in zip_longest(datasets, given.chosen)}
    warned = {
        name: [
            *warnings(name, path, scores[scores["dataset"] == name], ways.get(name, [])),
            *(doubts.of_models(asked[name], curves[name]) if name in curves else ()),
        ]
        for name, path in zip(datasets, given.prepared, strict=True)
    }
    paragraphs = verdict(
        judged,
        curves,
        warned,
        {
            name: (read(number), read_clusters(genes))
            for name, number, genes in zip(datasets, given.numbers, given.clusters, strict=False)
        },
    )
    if given.claims:
        paragraphs += claims.in_words(pd.read_csv(given.claims, sep="\t"))
    Path(snakemake.output.verdict).write_text(wrapped(paragraphs), encoding="utf-8")
    rows = [(name, text) for name in datasets for text in doubtful(warned[name], curves.get(name))]
    table = pd.DataFrame(rows, columns=["dataset", "doubt"])
    table.to_csv(snakemake.output.doubts, sep="\t", index=False)
    table = pd.DataFrame(judged, columns=COLUMNS)
    table.insert(2, "sentence", [sentence(each) for each in judged])
    table.to_csv(snakemake.output.verdicts, sep="\t", index=False, float_format="%.6g")


def warnings(dataset: str, path: str, scores: pd.DataFrame, ways: list[str]) -> list[str]:
    """Return what a reader should know of a data set, and of what is asked and made of it."""
    with h5py.File(path) as prepared:
        shape, own = prepared["X"].shape, ad.io.read_elem(prepared["uns/prepare"])
        labels = ad.io.read_elem(prepared["obs"]).get("label")
    config = snakemake.params.config
    kinds = {name: CLUSTERERS[options["kind"]] for name, options in config["clusterers"].items()}
    classified = config["classification"]
    free = [name for name, entry in kinds.items() if entry.finds_number]
    return [
        *np.ravel(own.get("warnings", [])).tolist(),
        *doubts.of_filters(own),
        *fit(config, dataset, *shape).doubts(shape[1]),
        *doubts.of_partitions(shortfalls(scores, free)),
        *doubts.of_choice(ways, config["representations"]),
        *(doubts.of_classification(labels, classified["folds"]) if classified else ()),
    ]


def models(path: str | None) -> dict[str, tuple[str | None, int]]:
    """Return which trainings are asked for, by what is missing if they diverged."""
    export, sampling = (snakemake.params.config[key] for key in ("export", "sampling"))
    asked = {
        f"no model '{name}' was exported": (name, export["replicate"]) for name in export["points"]
    }
    if sampling:
        asked["no profiles were drawn"] = (sampling["point"], sampling["replicate"])
    return {missing: read_model(path, *named)[:2] for missing, named in asked.items()}


with job(snakemake):
    main()
