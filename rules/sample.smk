# Needs the trained models; draws new profiles by one of them.


rule sample_profiles:
    input:
        prepared="results/prepared/{dataset}.h5ad",
        grid="results/grid/{dataset}.tsv",
        parameters=lambda wildcards: parameters_of(wildcards.dataset, config["sampling"]["point"]),
        chosen=lambda wildcards: choice_of(wildcards.dataset, config["sampling"]["point"]),
    output:
        sampled="results/sampled/{dataset}.h5ad",
    conda:
        "../envs/train.yaml"
    params:
        sampling=config["sampling"],
    message:
        "Drawing new profiles of {wildcards.dataset}"
    script:
        "../scripts/sample_profiles.py"
