"""Write the report: the summary in words, the scores, the figures and what ran, in one file."""

import json
from pathlib import Path

import anndata as ad
import h5py
import pandas as pd
import yaml
from sdae import bottleneck, classification, convergence, page, reproduction, summary
from sdae.logs import job_log
from sdae.report.wording import count, noise_name, number


def main() -> None:
    table = summary.read_summary(snakemake.input.summary)
    curves = {
        name: pd.read_csv(path, sep="\t", dtype=convergence.GRID_TYPES)
        for name, path in zip(snakemake.params.datasets, snakemake.input.curves, strict=True)
    }
    # What is missing comes first: all that follows is said of the rest.
    in_short = [
        *(
            f"{name}: {lost}"
            for name, own in curves.items()
            if (lost := convergence.divergence(own))
        ),
        *summary.in_words(table),
        *by_classification(),
        *by_bottleneck(),
    ]
    captions = {
        kind: Path(path).read_text(encoding="utf-8").strip()
        for kind, path in zip(snakemake.params.kinds, snakemake.input.captions, strict=True)
    }
    pictures = page.by_dataset([page.picture(path, captions) for path in snakemake.input.figures])
    html = page.render(
        Path(snakemake.input.template).read_text(encoding="utf-8"),
        in_short=in_short,
        scores=page.summary_rows(table),
        reproduction=against_the_paper(pictures),
        datasets=[
            of_dataset(name, pictures.get(name, []), prepared, curves[name])
            for name, prepared in zip(
                snakemake.params.datasets, snakemake.input.prepared, strict=True
            )
        ],
        versions=page.versions(),
        configuration=yaml.safe_dump(snakemake.params.config, sort_keys=False),
    )
    Path(snakemake.output.report).write_text(html, encoding="utf-8")
    Path(snakemake.output.verdict).write_text("\n".join([*in_short, ""]), encoding="utf-8")


def by_classification() -> list[str]:
    """Say what a classifier makes of each representation, if it was asked for."""
    if not snakemake.input.classification:
        return []
    return classification.in_words(classification.read_comparison(snakemake.input.classification))


def by_bottleneck() -> list[str]:
    """Say which size of the bottleneck is chosen, if it was asked for."""
    lines = []
    for dataset, path in zip(snakemake.params.datasets, snakemake.input.chosen, strict=False):
        choice = json.loads(Path(path).read_text(encoding="utf-8"))
        lines.append(f"{dataset}: {' '.join(bottleneck.in_words(choice))}")
    return lines


def of_dataset(
    name: str, pictures: list[page.Picture], prepared_path: str, curves: pd.DataFrame
) -> dict[str, object]:
    """Gather what the page says about one data set."""
    with h5py.File(prepared_path) as prepared:
        genes, conditions = prepared["X"].shape
        record = ad.io.read_elem(prepared["uns/prepare"])
    return {
        "name": name,
        "size": f"{count(genes, 'gene')} under {count(conditions, 'condition')}; "
        f"{count(curves['point'].nunique(), 'grid point')}, each trained "
        f"{count(curves['replicate'].nunique(), 'time')}.",
        "training": convergence.in_words(curves),
        "pictures": [each for each in pictures if each.kind != "reproduction"],
        "prepared": page.flat(record),
    }


def against_the_paper(pictures: dict[str, list[page.Picture]]) -> dict[str, object] | None:
    """Gather what the page says about the published figure, if one was named."""
    if not snakemake.input.reproduction:
        return None
    table = pd.read_csv(snakemake.input.reproduction, sep="\t")
    return {
        "sentences": reproduction.in_words(table),
        "pictures": [
            each for some in pictures.values() for each in some if each.kind == "reproduction"
        ],
        "rows": [
            [
                row["hidden"],
                noise_name("masking", row["corruption"]),
                number(row["published"]),
                number(row["best"]),
                number(row["difference"], signed=True),
                number(row["mean"]),
            ]
            for row in table.to_dict("records")
        ],
    }


with job_log(snakemake.log[0]):
    main()
