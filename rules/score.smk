# Needs all partitions; makes the tidy table of scores, one row per partition.


rule score_partitions:
    input:
        prepared="results/prepared/{dataset}.h5ad",
        grid="results/grid/{dataset}.tsv",
        number="results/number/{dataset}.json",
        partitions=expand("results/partitions/{{dataset}}/{source}.h5ad", source=PARTITION_SOURCES),
    output:
        scores=ensure("results/scores/{dataset}.tsv", non_empty=True),
    conda:
        "../envs/cluster.yaml"
    params:
        indices=config["indices"],
        replicates=config["replicates"],
    message:
        "Scoring the partitions of {wildcards.dataset}"
    script:
        "../scripts/score_partitions.py"


rule gather_scores:
    input:
        scores=expand("results/scores/{dataset}.tsv", dataset=DATASETS),
    output:
        scores=ensure("results/scores.tsv", non_empty=True),
    conda:
        "../envs/cluster.yaml"
    message:
        "Putting the scores of all data sets into one table"
    script:
        "../scripts/gather_scores.py"
