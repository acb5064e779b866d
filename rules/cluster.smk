# Needs the prepared matrix and what each chunk regenerated; makes partitions of the genes.
#
# One thread per job: on 384 x 17 and 800 x 73, two jobs side by side get 2.5 to 11 times as much
# done as one job with two threads, which is slower even than one with a single thread.


rule cluster_baseline:
    input:
        prepared="results/prepared/{dataset}.h5ad",
        number="results/number/{dataset}.json",
    output:
        partitions="results/partitions/{dataset}/{representation}.h5ad",
    conda:
        "../envs/cluster.yaml"
    params:
        clusterers=config["clusterers"],
        replicates=config["replicates"],
        pca=config["pca"],
        folds=FOLDS,
    message:
        "Clustering the genes of {wildcards.dataset} by {wildcards.representation}"
    script:
        "../scripts/cluster_baseline.py"


rule cluster_averaged:
    input:
        prepared="results/prepared/{dataset}.h5ad",
        number="results/number/{dataset}.json",
        regenerated=expand("results/regenerated/{{dataset}}/{chunk}.h5", chunk=CHUNKS),
        folds=expand("results/regenerated_folds/{{dataset}}/{chunk}.h5", chunk=CHUNKS),
    output:
        partitions="results/partitions/{dataset}/averaged.h5ad",
    conda:
        "../envs/cluster.yaml"
    params:
        clusterers=config["clusterers"],
        replicates=config["replicates"],
        folds=FOLDS,
    message:
        "Clustering the genes of {wildcards.dataset} by the mean of all regenerated profiles"
    script:
        "../scripts/cluster_averaged.py"


rule cluster_chunk:
    input:
        prepared="results/prepared/{dataset}.h5ad",
        number="results/number/{dataset}.json",
        regenerated="results/regenerated/{dataset}/{chunk}.h5",
        folds="results/regenerated_folds/{dataset}/{chunk}.h5",
    output:
        partitions="results/partitions/{dataset}/{chunk}.h5ad",
    conda:
        "../envs/cluster.yaml"
    params:
        clusterers=config["clusterers"],
        representations=config["representations"],
    message:
        "Clustering the genes of {wildcards.dataset} as chunk {wildcards.chunk} regenerated them"
    script:
        "../scripts/cluster_chunk.py"
