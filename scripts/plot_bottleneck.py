"""Draw what the two rules of thumb say about the size of the bottleneck."""

import json
from pathlib import Path

import pandas as pd
from sdae.figures.bottleneck import bottleneck
from sdae.figures.style import save
from sdae.logs import job_log


def main() -> None:
    choice = json.loads(Path(snakemake.input.chosen).read_text(encoding="utf-8"))
    sizes = pd.read_csv(snakemake.input.sizes, sep="\t", dtype={"layers": str, "point": str})
    save(bottleneck(sizes, choice, snakemake.wildcards.dataset), *snakemake.output)


with job_log(snakemake.log[0]):
    main()
