"""Export one trained model as a file that can be kept and applied to other tables."""

from dataclasses import replace

import anndata
from sdae.choice.files import read_model, read_number
from sdae.grid import read_grid
from sdae.jobs.job import job
from sdae.models.exported import (
    ExportedModel,
    preparation,
    write_model,
    write_without_model,
)
from sdae.network.parameters import from_tensors
from sdae.network.store import find_model


def main(logger) -> None:
    dataset, settings = snakemake.wildcards.dataset, snakemake.params
    name, replicate, clusterer = read_model(
        snakemake.input.chosen, snakemake.wildcards.model, settings.replicate
    )
    tensors = name and find_model(snakemake.input.parameters, name, replicate)
    if not tensors:
        why = (
            f"point {name} diverged in replicate {replicate}" if name else "every training diverged"
        )
        logger.warning("no model of %s is exported: %s", dataset, why)
        write_without_model(snakemake.output.model, why)
        return
    prepared = anndata.read_h5ad(snakemake.input.prepared, backed="r")
    record = prepared.uns["prepare"]
    write_model(
        snakemake.output.model,
        ExportedModel(
            layers=from_tensors(tensors),
            # A file that is kept knows no grid: its id follows from its settings.
            point=replace(read_grid(snakemake.input.grid)[name], named=""),
            dataset=dataset,
            replicate=replicate,
            conditions=list(prepared.var_names),
            prepare=preparation(record),
            clusters=read_number(snakemake.input.number),
            clusterer=settings.clusterers[settings.clusterer or clusterer or settings.first],
        ),
    )


with job(snakemake) as logger:
    main(logger)
