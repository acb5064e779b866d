# Needs the prepared matrix and all partitions; finds out whether there is structure and how many
# clusters to look for, and makes the table of genes and their clusters.


rule choose_number:
    input:
        prepared="results/prepared/{dataset}.h5ad",
    output:
        number=ensure("results/number/{dataset}.json", non_empty=True),
        curves="results/number/{dataset}.tsv",
    # Before any training: what is wrong with the number is known then.
    priority: 2
    conda:
        "../envs/cluster.yaml"
    params:
        wanted=lambda wildcards: DATASETS[wildcards.dataset]["clusters"],
        choice=config["choice"],
    message:
        "Looking for structure in {wildcards.dataset}"
    script:
        "../scripts/choose_number.py"


rule choose_clusters:
    input:
        prepared="results/prepared/{dataset}.h5ad",
        number="results/number/{dataset}.json",
        partitions=expand("results/partitions/{{dataset}}/{source}.h5ad", source=PARTITION_SOURCES),
        bottleneck="results/chosen/{dataset}.json" if config["bottleneck"] else [],
    output:
        clusters=report(
            ensure("results/clusters/{dataset}.tsv", non_empty=True),
            caption="../report/clusters.rst",
            category="Clusters",
            subcategory="{dataset}",
            labels={"table": "genes and their clusters"},
        ),
        sets="results/clusters/{dataset}.gmt",
        pairs="results/clusters/{dataset}.pairs.tsv",
        profiles="results/clusters/{dataset}.profiles.tsv",
        choice=ensure("results/choice/{dataset}.tsv", non_empty=True),
        chosen=ensure("results/choice/{dataset}.json", non_empty=True),
    conda:
        "../envs/cluster.yaml"
    params:
        clusterers=config["clusterers"],
        representations=config["representations"],
        min_stability=config["min_stability"],
        folds=FOLDS,
    message:
        "Choosing the clusters of {wildcards.dataset}"
    script:
        "../scripts/choose_clusters.py"


# What other tools go on with.
rule write_anndata:
    input:
        prepared="results/prepared/{dataset}.h5ad",
        number="results/number/{dataset}.json",
        clusters="results/clusters/{dataset}.tsv",
        choice="results/choice/{dataset}.tsv",
        chosen="results/choice/{dataset}.json",
        grid="results/grid/{dataset}.tsv",
        regenerated=expand(
            "results/regenerated/{{dataset}}/{chunk}.h5", chunk=CHUNKS if LEARNED else []
        ),
    output:
        genes="results/{dataset}.h5ad",
    conda:
        "../envs/cluster.yaml"
    message:
        "Putting together all that is known of the genes of {wildcards.dataset}"
    script:
        "../scripts/write_anndata.py"


if config["gene_sets"]:

    rule enrich_clusters:
        input:
            clusters="results/clusters/{dataset}.tsv",
            sets=of_host(locate(config["gene_sets"])),
        output:
            enrichment=ensure("results/enrichment/{dataset}.tsv", non_empty=True),
        conda:
            "../envs/cluster.yaml"
        message:
            "Looking for gene sets in the clusters of {wildcards.dataset}"
        script:
            "../scripts/enrich_clusters.py"
