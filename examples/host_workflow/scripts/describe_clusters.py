"""Say of each cluster how many genes it has and when they are most expressed."""

import pandas as pd

# Genes may have any name, NA too.
clusters = pd.read_csv(
    snakemake.input.clusters, sep="\t", dtype={"gene": str}, na_values={"cluster": [""]},
    keep_default_na=False,
).set_index("gene")["cluster"].dropna().astype(int)  # fmt: skip
expression = pd.read_csv(snakemake.input.expression, sep="\t", index_col="gene")
means = expression.select_dtypes("number").groupby(clusters).mean()
described = pd.DataFrame({"genes": clusters.value_counts(), "peak": means.idxmax(axis=1)})
described.rename_axis("cluster").to_csv(snakemake.output.described, sep="\t")
