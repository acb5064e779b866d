"""Draw all figures of a data set, each with its caption."""

from pathlib import Path

from sdae.figures import FIGURES
from sdae.figures.reading import Tables
from sdae.figures.style import drawn, save
from sdae.jobs.job import job
from sdae.jobs.logs import logger


def main() -> None:
    output, dataset = snakemake.output, snakemake.params.dataset
    tables = Tables(dict(snakemake.input.items()))
    files = zip(output.svg, output.png, output.captions, strict=True)
    for (name, variant), (svg, png, caption) in zip(snakemake.params.pictures, files, strict=True):
        logger.info("drawing %s", Path(svg).stem)
        figure = FIGURES[name]
        data = figure.data(tables, dataset, **variant)
        save(drawn(figure, data), svg, png)
        Path(caption).write_text(f"{figure.words(data)}\n", encoding="utf-8")


with job(snakemake):
    main()
