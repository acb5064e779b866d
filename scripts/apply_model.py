"""Apply a kept model to another table: codes, regenerated profiles, clusters."""

from pathlib import Path

from sdae.logs import job_log
from sdae.models.apply import apply, read_for, write_applied
from sdae.models.exported import read_model
from sdae.threads import use_threads


def main() -> None:
    use_threads(snakemake.threads)
    settings = snakemake.params.settings
    model = read_model(snakemake.input.model)
    table = read_for(
        model, snakemake.input.expression, settings["gene_column"], settings["orientation"]
    )
    stem = Path(snakemake.output.applied).with_suffix("")
    applied = apply(model, table, settings["clusters"], snakemake.params.clusterer)
    write_applied(applied, stem, settings["units"])


with job_log(snakemake.log[0]):
    main()
