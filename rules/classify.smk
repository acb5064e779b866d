# Needs the prepared matrices and what each chunk regenerated; classifies the genes by their labels.


rule classify_baseline:
    input:
        prepared="results/prepared/{dataset}.h5ad",
    output:
        scores=ensure("results/classified/{dataset}/{representation}.tsv", non_empty=True),
    conda:
        "../envs/cluster.yaml"
    params:
        folds=lambda wildcards: config["classification"]["folds"],
        replicates=config["replicates"],
        pca=config["pca"],
    message:
        "Classifying the genes of {wildcards.dataset} by {wildcards.representation}"
    script:
        "../scripts/classify_baseline.py"


rule classify_chunk:
    input:
        prepared="results/prepared/{dataset}.h5ad",
        regenerated="results/regenerated/{dataset}/{chunk}.h5",
    output:
        scores=ensure("results/classified/{dataset}/{chunk}.tsv", non_empty=True),
    conda:
        "../envs/cluster.yaml"
    params:
        folds=lambda wildcards: config["classification"]["folds"],
        representations=config["representations"],
    message:
        "Classifying the genes of {wildcards.dataset} as chunk {wildcards.chunk} regenerated them"
    script:
        "../scripts/classify_chunk.py"


rule gather_classification:
    input:
        grids=expand("results/grid/{dataset}.tsv", dataset=DATASETS),
        scores=expand(
            "results/classified/{dataset}/{source}.tsv",
            dataset=DATASETS,
            source=[*CLASSIFIED, *(CHUNKS if LEARNED else [])],
        ),
    output:
        scores=report(
            ensure("results/classification.tsv", non_empty=True),
            caption="../report/classification_table.rst",
            category="Tables",
            labels={"table": "classification"},
        ),
        comparison=report(
            ensure("results/classification_comparison.tsv", non_empty=True),
            caption="../report/classification_comparison.rst",
            category="Tables",
            labels={"table": "representations as features"},
        ),
    conda:
        "../envs/cluster.yaml"
    params:
        datasets=list(DATASETS),
    message:
        "Comparing the classifications of all data sets"
    script:
        "../scripts/gather_classification.py"
