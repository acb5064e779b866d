# Needs an address; makes the expression table of each data set that has to be downloaded.


rule download_table:
    output:
        table="results/downloaded/{dataset}.txt",
    log:
        "logs/download_table/{dataset}.log",
    benchmark:
        "results/benchmarks/download_table/{dataset}.tsv"
    # Compute nodes often have no way out, so this runs where Snakemake does.
    localrule: True
    conda:
        "../envs/prepare.yaml"
    threads: 1
    resources:
        mem_mb=1000,
        runtime=30,
    params:
        library=library("download_table"),
        row=lambda wildcards: DATASETS[wildcards.dataset],
        mirrors=config["mirrors"],
    message:
        "Downloading {wildcards.dataset}"
    script:
        "../scripts/download_table.py"
