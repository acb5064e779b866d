"""Download an expression table and keep it only if it says what it should."""

from functools import partial
from pathlib import Path

from sdae.jobs.job import job
from sdae.tables import read_expected
from sdae.tables.download import fetch


def main() -> None:
    row = snakemake.params.row
    fetch(
        row["expression"],
        snakemake.params.mirrors,
        Path(snakemake.output.table),
        check=partial(read_expected, row=row),
        digest=row["digest"],
    )


with job(snakemake):
    main()
