# Needs the trained models; keeps some of them as files, and applies such files to other tables.


rule export_model:
    input:
        prepared="results/prepared/{dataset}.h5ad",
        grid="results/grid/{dataset}.tsv",
        number="results/number/{dataset}.json",
        parameters=lambda wildcards: parameters_of(wildcards.dataset, wildcards.model),
        chosen=lambda wildcards: choice_of(wildcards.dataset, wildcards.model),
    output:
        model="results/models/{dataset}/{model}.safetensors",
    conda:
        "../envs/train.yaml"
    params:
        replicate=config["export"]["replicate"],
        clusterer=config["export"]["clusterer"],
        clusterers=config["clusterers"],
        first=next(iter(config["clusterers"])),
    message:
        "Exporting model {wildcards.model} of {wildcards.dataset}"
    script:
        "../scripts/export_model.py"


rule apply_model:
    input:
        model=lambda wildcards: of_host(config["apply"][wildcards.applied]["model"]),
        expression=lambda wildcards: of_host(config["apply"][wildcards.applied]["expression"]),
    output:
        applied="results/applied/{applied}.h5ad",
        genes="results/applied/{applied}.tsv",
        regenerated="results/applied/{applied}_regenerated.tsv",
    conda:
        "../envs/train.yaml"
    params:
        settings=lambda wildcards: config["apply"][wildcards.applied],
        clusterer=lambda wildcards: config["clusterers"].get(
            config["apply"][wildcards.applied]["clusterer"]
        ),
    message:
        "Applying a kept model: {wildcards.applied}"
    script:
        "../scripts/apply_model.py"
