# Needs the prepared tables; makes the grid's table, and for each of its chunks the trained
# parameters, the loss curves, the codes and the regenerated profiles.
#
# Nothing here reads the grid's table: below a job that will run, Snakemake does not look at changed
# parameters, so what a chunk needs of the grid must reach it as parameters and by its name.


rule make_grid:
    output:
        grid=ensure("results/grid/{dataset}.tsv", non_empty=True),
    log:
        "logs/make_grid/{dataset}.log",
    benchmark:
        "results/benchmarks/make_grid/{dataset}.tsv"
    conda:
        "../envs/train.yaml"
    threads: 1
    resources:
        mem_mb=500,
        runtime=10,
    params:
        library=library("make_grid"),
        grid=config["grid"],
        model=config["model"],
        points_per_chunk=config["points_per_chunk"],
    message:
        "Laying out the grid for {wildcards.dataset}"
    script:
        "../scripts/make_grid.py"


rule train_chunk:
    input:
        prepared="results/prepared/{dataset}.h5ad",
    output:
        parameters="results/trained/{dataset}/{chunk}.h5",
        losses=ensure("results/losses/{dataset}/{chunk}.tsv", non_empty=True),
    log:
        "logs/train_chunk/{dataset}/{chunk}.log",
    benchmark:
        "results/benchmarks/train_chunk/{dataset}/{chunk}.tsv"
    # The longest jobs first, so that no core waits for the last of them.
    priority: 1
    conda:
        TRAINING
    threads: 1
    resources:
        mem_mb=memory("train_chunk"),
        runtime=runtime("train_chunk"),
    params:
        library=library("train_chunk"),
        points=lambda wildcards: CHUNKS[wildcards.chunk],
        replicates=config["replicates"],
    message:
        "Training chunk {wildcards.chunk} on {wildcards.dataset}"
    script:
        "../scripts/train_chunk.py"


rule regenerate_chunk:
    input:
        prepared="results/prepared/{dataset}.h5ad",
        parameters="results/trained/{dataset}/{chunk}.h5",
    output:
        regenerated="results/regenerated/{dataset}/{chunk}.h5",
    log:
        "logs/regenerate_chunk/{dataset}/{chunk}.log",
    benchmark:
        "results/benchmarks/regenerate_chunk/{dataset}/{chunk}.tsv"
    conda:
        TRAINING
    threads: 1
    resources:
        mem_mb=memory("regenerate_chunk"),
        runtime=runtime("regenerate_chunk"),
    params:
        library=library("regenerate_chunk"),
        points=lambda wildcards: CHUNKS[wildcards.chunk],
        replicates=config["replicates"],
    message:
        "Regenerating profiles by chunk {wildcards.chunk} for {wildcards.dataset}"
    script:
        "../scripts/regenerate_chunk.py"
