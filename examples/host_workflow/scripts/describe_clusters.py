"""Say of each cluster how many genes it has and when they are most expressed."""

import anndata
import pandas as pd

partitions = anndata.read_h5ad(snakemake.input.partitions)
chosen = partitions.obs.query(
    "representation == 'regenerated' and clusterer == @snakemake.params.clusterer"
)
clusters = partitions[chosen.index[0]].to_df().iloc[0].rename("cluster")
expression = pd.read_csv(snakemake.input.expression, sep="\t", index_col="gene")
means = expression.select_dtypes("number").groupby(clusters).mean()
described = pd.DataFrame({"genes": clusters.value_counts(), "peak": means.idxmax(axis=1)})
described.rename_axis("cluster").to_csv(snakemake.output.described, sep="\t")
