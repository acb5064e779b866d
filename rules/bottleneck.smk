# Needs the prepared matrices and the grid; chooses the size of the bottleneck without labels.


rule validate_chunk:
    input:
        prepared="results/prepared/{dataset}.h5ad",
    output:
        held_out=ensure("results/held_out/{dataset}/{chunk}.tsv", non_empty=True),
    log:
        "logs/validate_chunk/{dataset}/{chunk}.log",
    benchmark:
        "results/benchmarks/validate_chunk/{dataset}/{chunk}.tsv"
    conda:
        TRAINING
    threads: 1
    resources:
        mem_mb=memory("validate_chunk"),
        runtime=runtime("validate_chunk"),
    params:
        library=library("validate_chunk"),
        points=lambda wildcards: CHUNKS[wildcards.chunk],
        folds=lambda wildcards: config["bottleneck"]["folds"],
        losses=sorted({point.architecture.loss for points in POINTS.values() for point in points}),
    message:
        "Cross-validating chunk {wildcards.chunk} on {wildcards.dataset}"
    script:
        "../scripts/validate_chunk.py"


rule choose_bottleneck:
    input:
        prepared="results/prepared/{dataset}.h5ad",
        grid="results/grid/{dataset}.tsv",
        held_out=expand("results/held_out/{{dataset}}/{chunk}.tsv", chunk=CHUNKS),
    output:
        sizes=ensure("results/bottleneck/{dataset}.tsv", non_empty=True),
        chosen=ensure("results/chosen/{dataset}.json", non_empty=True),
    log:
        "logs/choose_bottleneck/{dataset}.log",
    benchmark:
        "results/benchmarks/choose_bottleneck/{dataset}.tsv"
    conda:
        "../envs/cluster.yaml"
    threads: 1
    resources:
        mem_mb=2000,
        runtime=10,
    params:
        library=library("choose_bottleneck"),
        bottleneck=config["bottleneck"],
    message:
        "Choosing the size of the bottleneck for {wildcards.dataset}"
    script:
        "../scripts/choose_bottleneck.py"
