"""Read an expression table, prepare it, and write it with every step recorded.

What was prepared is held against the configuration: what cannot work is known before any training.
"""

import sys

import numpy as np
from sdae.enrichment.gmt import read_gmt, require_shared
from sdae.grid import make_points
from sdae.jobs.job import job
from sdae.jobs.logs import kept_warnings
from sdae.preparation import prepare
from sdae.suitability import require_number, require_suitable
from sdae.tables import read_expected
from sdae.tables.address import shown
from sdae.tables.conditions import read_groups

SETTINGS = (
    *("normalise", "min_mean", "log", "top_variable"),
    *("max_missing", "impute", "standardise", "scale"),
)


def main(logger) -> None:
    row, dataset = snakemake.params.row, snakemake.wildcards.dataset
    with kept_warnings() as warnings:
        table = read_expected(snakemake.input.expression, row)
        logger.info("%s: %s, digest %s", table.file, table.describe(), table.digest())
        prepared = prepare(table, **{name: row[name] for name in SETTINGS})
    if snakemake.input.conditions:
        groups = read_groups(snakemake.input.conditions, prepared.var_names.tolist())
        names = list(dict.fromkeys(groups))
        # As numbers, which jobs can read without AnnData.
        prepared.var["group"] = [names.index(group) for group in groups]
        prepared.uns["prepare"]["condition_groups"] = np.array(names, dtype=object)
    # What hangs on the data alone; an edited configuration does not prepare them again.
    prepared.uns["prepare"]["warnings"] = np.array(warnings, dtype=object)
    prepared.uns["prepare"]["source"] = shown(row["expression"])
    points = make_points(snakemake.config["grid"], snakemake.config["model"])
    with kept_warnings() as doubts:
        require_suitable(dataset, prepared.X, snakemake.config, points)
        require_number(prepared.obs.get("label"), snakemake.params.wanted, len(prepared), dataset)
    sets = snakemake.params.sets
    if sets:
        require_shared(read_gmt(sets), prepared.obs["gene"], sets, dataset)
    for warning in warnings + doubts:
        print(f"Warning, {dataset}: {warning.removeprefix(f'{dataset}: ')}", file=sys.stderr)
    prepared.write_h5ad(snakemake.output.prepared)


with job(snakemake) as logger:
    main(logger)
