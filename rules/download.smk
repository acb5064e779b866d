# Needs an address; makes the expression table of each data set that has to be downloaded.


rule download_table:
    output:
        table="results/downloaded/{dataset}.txt",
    # Compute nodes often have no way out, so this runs where Snakemake does.
    localrule: True
    conda:
        "../envs/prepare.yaml"
    params:
        row=lambda wildcards: DATASETS[wildcards.dataset],
        mirrors=config["mirrors"],
    message:
        "Downloading {wildcards.dataset}"
    script:
        "../scripts/download_table.py"
