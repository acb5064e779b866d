"""Export one trained model as a file that can be kept and applied to other tables."""

import json
from dataclasses import replace
from pathlib import Path

import anndata
from sdae.choice.files import read_number
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
    dataset, name = snakemake.wildcards.dataset, snakemake.wildcards.model
    replicate = snakemake.params.replicate
    if name == "chosen":
        name = json.loads(Path(snakemake.input.chosen).read_text(encoding="utf-8"))["point"]
    tensors = name and find_model(snakemake.input.parameters, name, replicate)
    if not tensors:
        why = (
            f"point {name} diverged in replicate {replicate}"
            if name
            else "every training of the cross-validation diverged"
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
            clusterer=snakemake.params.clusterer,
        ),
    )


with job(snakemake) as logger:
    main(logger)
