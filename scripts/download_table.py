"""Download an expression table and keep it only if it says what it should."""

from pathlib import Path

from sdae.download import fetch
from sdae.errors import InputError
from sdae.logs import job_log
from sdae.tables import read_table


def main() -> None:
    row = snakemake.params.row

    def problem_of(path: Path) -> str | None:
        try:
            table = read_table(
                path, row["label_column"], row["gene_column"], row["orientation"]
            )
        except InputError as error:
            return f"not the expected table: {error.problems[0]}"
        if row["digest"] in (None, table.digest()):
            return None
        return (
            f"found a table of digest {table.digest()} ({table.describe()}); expected "
            f"{row['digest']}"
        )

    fetch(
        row["expression"], snakemake.params.mirrors, Path(snakemake.output.table), problem_of
    )


with job_log(snakemake.log[0]):
    main()
