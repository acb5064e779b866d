"""Draw the published points and this run's."""

import pandas as pd
from sdae.figures.reproduction import reproduction
from sdae.figures.style import save
from sdae.logs import job_log


def main() -> None:
    save(reproduction(pd.read_csv(snakemake.input.reproduction, sep="\t")), *snakemake.output)


with job_log(snakemake.log[0]):
    main()
