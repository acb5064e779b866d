"""Apply an exported model to another table: codes, regenerated profiles, clusters."""

from pathlib import Path

from sdae.jobs.job import job
from sdae.jobs.threads import use_threads
from sdae.models.apply import apply, outputs_of, read_for, require_apart, write_applied
from sdae.models.exported import read_model


def main() -> None:
    use_threads(snakemake.threads)
    settings = snakemake.params.settings
    stem = Path(snakemake.output.applied).with_suffix("")
    require_apart(outputs_of(stem), [snakemake.input.model, snakemake.input.expression])
    model = read_model(snakemake.input.model)
    table = read_for(
        model,
        snakemake.input.expression,
        settings["gene_column"],
        settings["orientation"],
        settings["format"],
        settings["sheet"],
    )
    applied = apply(model, table, settings["clusters"], snakemake.params.clusterer)
    write_applied(applied, stem, settings["units"])


with job(snakemake):
    main()
