"""Judge the paper's claims on each data set of the run."""

import anndata as ad
import pandas as pd
from sdae.jobs.job import job
from sdae.jobs.logs import logger
from sdae.partitions.compared import of_scores
from sdae.partitions.table import read
from sdae.published.claims import COLUMNS, judge_claims
from sdae.report.claims import in_words
from sdae.statistics.measured import by_replicate
from sdae.statistics.summary import read_scores


def main() -> None:
    given, tables = snakemake.input, [pd.DataFrame(columns=COLUMNS)]
    sources = len(given.partitions) // len(given.prepared)
    for place, dataset in enumerate(snakemake.params.datasets):
        labels = ad.read_h5ad(given.prepared[place], backed="r").obs.get("label")
        if labels is None or labels.isna().all():
            continue
        scores = read_scores(given.scores[place])
        scores = scores[scores["clusterer"].notna()].reset_index(drop=True)
        own = given.partitions[place * sources : (place + 1) * sources]
        values = of_scores(scores, map(read, own), labels, "ari")
        found, _ = by_replicate(scores, values)
        tables.append(judge_claims(dataset, snakemake.params.clusterer, scores, values, found))
    table = pd.concat(tables)
    table.to_csv(snakemake.output.claims, sep="\t", index=False, float_format="%.6g")
    for paragraph in in_words(table):
        logger.info("%s", paragraph)


with job(snakemake):
    main()
