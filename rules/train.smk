# Needs the prepared tables; makes the grid's table, and for each of its chunks the trained
# parameters, the loss curves, the codes and the regenerated profiles.
#
# Nothing here reads the grid's table: below a job that will run, Snakemake does not look at changed
# parameters, so what a chunk needs of the grid must reach it as parameters and by its name.


rule make_grid:
    input:
        prepared="results/prepared/{dataset}.h5ad",
    output:
        grid=ensure("results/grid/{dataset}.tsv", non_empty=True),
    # The controls wait for it.
    priority: 1
    conda:
        "../envs/train.yaml"
    params:
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
        folds="results/trained_folds/{dataset}/{chunk}.h5",
        losses=ensure("results/losses/{dataset}/{chunk}.tsv", non_empty=True),
    # The longest jobs first, so that no core waits for the last of them.
    priority: 1
    conda:
        TRAINING
    params:
        points=lambda wildcards: CHUNKS[wildcards.chunk],
        replicates=config["replicates"],
        folds=FOLDS,
    message:
        "Training chunk {wildcards.chunk} on {wildcards.dataset}"
    script:
        "../scripts/train_chunk.py"


rule regenerate_chunk:
    input:
        prepared="results/prepared/{dataset}.h5ad",
        parameters="results/trained/{dataset}/{chunk}.h5",
        folds="results/trained_folds/{dataset}/{chunk}.h5",
    output:
        regenerated="results/regenerated/{dataset}/{chunk}.h5",
        folds="results/regenerated_folds/{dataset}/{chunk}.h5",
    conda:
        TRAINING
    params:
        points=lambda wildcards: CHUNKS[wildcards.chunk],
        replicates=config["replicates"],
        folds=FOLDS,
    message:
        "Regenerating profiles by chunk {wildcards.chunk} for {wildcards.dataset}"
    script:
        "../scripts/regenerate_chunk.py"
