# Needs the prepared matrices and the grid; chooses the size of the bottleneck without labels.


rule validate_chunk:
    input:
        prepared="results/prepared/{dataset}.h5ad",
    output:
        held_out=ensure("results/held_out/{dataset}/{chunk}.tsv", non_empty=True),
    conda:
        TRAINING
    params:
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
    conda:
        "../envs/cluster.yaml"
    params:
        bottleneck=config["bottleneck"],
    message:
        "Choosing the size of the bottleneck for {wildcards.dataset}"
    script:
        "../scripts/choose_bottleneck.py"
