"""Find out how many clusters to look for, and whether there is any structure at all."""

import json
from dataclasses import asdict
from pathlib import Path

import anndata as ad
import pandas as pd
from sdae.choice.number import number_of_clusters as ask_panel
from sdae.choice.reference import Reference
from sdae.choice.structure import structure
from sdae.jobs.job import job
from sdae.preparation import number_of_clusters
from threadpoolctl import threadpool_limits


def main(logger) -> None:
    prepared = ad.read_h5ad(snakemake.input.prepared)
    wanted, choice = snakemake.params.wanted, snakemake.params.choice
    labels = prepared.obs.get("label")
    if wanted is None and labels is None:
        wanted = "auto"
    found = {"structure": None, "panel": None}
    curves = pd.DataFrame()
    if choice:
        # As they are clustered, but before they are brought to [0, 1].
        profiles = prepared.layers["standardised"]
        reference = Reference(profiles, bool(prepared.uns["prepare"]["standardise"]))
        with threadpool_limits(snakemake.threads):
            tested = structure(profiles, reference, choice["references"])
            panel = ask_panel(profiles, reference, tuple(choice["range"]))
        found["structure"] = {
            name: value
            for name, value in asdict(tested).items()
            if name in ("p", "statistic", "number", "references", "genes")
        }
        found["structure"]["standardised"] = reference.standardised
        found["panel"] = {
            name: getattr(panel, name) for name in ("number", "low", "high", "votes", "unsure")
        }
        # Without groups to count, criteria that agree agree by chance.
        found["panel"]["unsure"] |= not tested.is_shown
        curves = panel.curves
        logger.info("structure: p = %.3g; panel: %s", tested.p, found["panel"])
    if wanted == "auto":
        found |= {"clusters": panel.number, "from": "panel"}
    else:
        kinds = None if labels is None else [kind if kind == kind else None for kind in labels]
        number = number_of_clusters(kinds, wanted, prepared.n_obs, snakemake.wildcards.dataset)
        source = "labels" if wanted is None else "table of data sets"
        found |= {"clusters": number, "from": source}
    Path(snakemake.output.number).write_text(json.dumps(found, indent=1), encoding="utf-8")
    curves.to_csv(snakemake.output.curves, sep="\t", index=False, float_format="%.6g")


with job(snakemake) as logger:
    main(logger)
