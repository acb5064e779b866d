"""Export one trained model as a file that can be kept and applied to other tables."""

import json
from pathlib import Path

import anndata
from sdae.errors import InputError
from sdae.grid import read_grid
from sdae.kept import KeptModel, preparation, write_model
from sdae.logs import job_log
from sdae.parameters import from_tensors
from sdae.store import find_model


def main() -> None:
    name, replicate = snakemake.wildcards.model, snakemake.params.replicate
    if name == "chosen":
        name = json.loads(Path(snakemake.input.chosen).read_text(encoding="utf-8"))["point"]
        if name is None:
            raise InputError(
                "model 'chosen': found that every training of the cross-validation diverged, so no "
                "point is chosen; expected one to keep: lower the learning rates of the grid"
            )
    tensors = find_model(snakemake.input.parameters, name, replicate)
    if tensors is None:
        raise InputError(
            f"point {name}, replicate {replicate}: found a training that diverged; expected one "
            "that can be kept: choose another point or a lower learning rate"
        )
    prepared = anndata.read_h5ad(snakemake.input.prepared, backed="r")
    record = prepared.uns["prepare"]
    write_model(
        snakemake.output.model,
        KeptModel(
            layers=from_tensors(tensors),
            point=read_grid(snakemake.input.grid)[name],
            dataset=snakemake.wildcards.dataset,
            replicate=replicate,
            conditions=list(prepared.var_names),
            prepare=preparation(record),
            clusters=int(record["clusters"]),
            clusterer=snakemake.params.clusterer,
        ),
    )


with job_log(snakemake.log[0]):
    main()
