# Needs all partitions; makes the tidy table of scores, one row per partition.


rule score_partitions:
    input:
        prepared="results/prepared/{dataset}.h5ad",
        grid="results/grid/{dataset}.tsv",
        partitions=expand("results/partitions/{{dataset}}/{source}.h5ad", source=PARTITION_SOURCES),
    output:
        scores=ensure("results/scores/{dataset}.tsv", non_empty=True),
    log:
        "logs/score_partitions/{dataset}.log",
    benchmark:
        "results/benchmarks/score_partitions/{dataset}.tsv"
    conda:
        "../envs/cluster.yaml"
    threads: 1
    resources:
        mem_mb=memory("score_partitions"),
        runtime=runtime("score_partitions"),
    params:
        indices=config.get("indices", list(DEFAULT_INDICES)),
        library=library("score_partitions"),
    message:
        "Scoring the partitions of {wildcards.dataset}"
    script:
        "../scripts/score_partitions.py"


rule gather_scores:
    input:
        scores=expand("results/scores/{dataset}.tsv", dataset=DATASETS),
    output:
        scores=ensure("results/scores.tsv", non_empty=True),
    log:
        "logs/gather_scores.log",
    benchmark:
        "results/benchmarks/gather_scores.tsv"
    conda:
        "../envs/cluster.yaml"
    threads: 1
    resources:
        mem_mb=2000,
        runtime=10,
    params:
        library=library("gather_scores"),
    message:
        "Putting the scores of all data sets into one table"
    script:
        "../scripts/gather_scores.py"
