# Needs the trained models; draws new profiles by one of them.


rule sample_profiles:
    input:
        prepared="results/prepared/{dataset}.h5ad",
        grid="results/grid/{dataset}.tsv",
        parameters=lambda wildcards: parameters_of(wildcards.dataset, config["sampling"]["point"]),
        chosen=lambda wildcards: choice_of(wildcards.dataset, config["sampling"]["point"]),
    output:
        sampled="results/sampled/{dataset}.h5ad",
    log:
        "logs/sample_profiles/{dataset}.log",
    benchmark:
        "results/benchmarks/sample_profiles/{dataset}.tsv"
    conda:
        "../envs/train.yaml"
    threads: 1
    resources:
        mem_mb=4000,
        runtime=20,
    params:
        library=library("sample_profiles"),
        sampling=config["sampling"],
    message:
        "Drawing new profiles of {wildcards.dataset}"
    script:
        "../scripts/sample_profiles.py"
