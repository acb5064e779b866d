# Needs the scores, the gathered loss curves and, for the heat map, partitions and regenerated
# profiles; makes the figures, each as .svg and .png.


rule plot_ari_by_hidden:
    input:
        scores="results/scores/{dataset}.tsv",
    output:
        svg=report(
            "results/figures/{dataset}/ari_by_hidden_{learned}_{clusterer}.svg",
            caption="../report/ari_by_hidden.rst",
            category="Scores",
            subcategory="{dataset}",
            labels={
                "figure": "ARI by hidden nodes",
                "representation": "{learned}",
                "clusterer": "{clusterer}",
            },
        ),
        png="results/figures/{dataset}/ari_by_hidden_{learned}_{clusterer}.png",
    log:
        "logs/plot_ari_by_hidden/{dataset}/{learned}_{clusterer}.log",
    benchmark:
        "results/benchmarks/plot_ari_by_hidden/{dataset}/{learned}_{clusterer}.tsv"
    wildcard_constraints:
        learned="regenerated|codes",
    conda:
        "../envs/plot.yaml"
    threads: 1
    resources:
        mem_mb=600,
        runtime=10,
    params:
        library=library("figures.style", "figures.ari_by_hidden"),
    message:
        "Drawing the ARI of {wildcards.learned} {wildcards.dataset} by hidden nodes"
    script:
        "../scripts/plot_ari_by_hidden.py"


rule plot_ari_by_components:
    input:
        scores="results/scores/{dataset}.tsv",
    output:
        svg=report(
            "results/figures/{dataset}/ari_by_components_{clusterer}.svg",
            caption="../report/ari_by_components.rst",
            category="Scores",
            subcategory="{dataset}",
            labels={"figure": "ARI by components", "clusterer": "{clusterer}"},
        ),
        png="results/figures/{dataset}/ari_by_components_{clusterer}.png",
    log:
        "logs/plot_ari_by_components/{dataset}/{clusterer}.log",
    benchmark:
        "results/benchmarks/plot_ari_by_components/{dataset}/{clusterer}.tsv"
    conda:
        "../envs/plot.yaml"
    threads: 1
    resources:
        mem_mb=600,
        runtime=10,
    params:
        library=library("figures.style", "figures.ari_by_components"),
    message:
        "Drawing the ARI of principal components of {wildcards.dataset}"
    script:
        "../scripts/plot_ari_by_components.py"


rule plot_losses:
    input:
        bands="results/convergence/{dataset}/bands.tsv",
        curves="results/convergence/{dataset}/curves.tsv",
    output:
        svg=report(
            "results/figures/{dataset}/losses.svg",
            caption="../report/losses.rst",
            category="Training",
            subcategory="{dataset}",
            labels={"figure": "loss curves"},
        ),
        png="results/figures/{dataset}/losses.png",
    log:
        "logs/plot_losses/{dataset}.log",
    benchmark:
        "results/benchmarks/plot_losses/{dataset}.tsv"
    conda:
        "../envs/plot.yaml"
    threads: 1
    resources:
        mem_mb=600,
        runtime=10,
    params:
        library=library("figures.style", "figures.losses"),
    message:
        "Drawing the loss curves of {wildcards.dataset}"
    script:
        "../scripts/plot_losses.py"


rule plot_profiles:
    input:
        scores="results/scores/{dataset}.tsv",
        grid="results/grid/{dataset}.tsv",
        curves="results/convergence/{dataset}/curves.tsv",
        prepared="results/prepared/{dataset}.h5ad",
        regenerated=expand("results/regenerated/{{dataset}}/{chunk}.safetensors", chunk=CHUNKS),
        partitions=expand("results/partitions/{{dataset}}/{chunk}.h5ad", chunk=CHUNKS),
    output:
        svg=report(
            "results/figures/{dataset}/profiles_{clusterer}.svg",
            caption="../report/profiles.rst",
            category="Profiles",
            subcategory="{dataset}",
            labels={"figure": "raw and regenerated profiles", "clusterer": "{clusterer}"},
        ),
        png="results/figures/{dataset}/profiles_{clusterer}.png",
    log:
        "logs/plot_profiles/{dataset}/{clusterer}.log",
    benchmark:
        "results/benchmarks/plot_profiles/{dataset}/{clusterer}.tsv"
    conda:
        "../envs/plot.yaml"
    threads: 1
    resources:
        mem_mb=memory("plot_profiles"),
        runtime=runtime("plot_profiles"),
    params:
        library=library("figures.style", "figures.profiles"),
    message:
        "Drawing the profiles of {wildcards.dataset} by {wildcards.clusterer} cluster"
    script:
        "../scripts/plot_profiles.py"


rule plot_reproduction:
    input:
        reproduction="results/reproduction.tsv",
    output:
        svg=report(
            "results/figures/{dataset}/reproduction.svg",
            caption="../report/reproduction.rst",
            category="Reproduction",
            subcategory="{dataset}",
            labels={"figure": "published and ours"},
        ),
        png="results/figures/{dataset}/reproduction.png",
    log:
        "logs/plot_reproduction/{dataset}.log",
    benchmark:
        "results/benchmarks/plot_reproduction/{dataset}.tsv"
    conda:
        "../envs/plot.yaml"
    threads: 1
    resources:
        mem_mb=600,
        runtime=10,
    params:
        library=library("figures.style", "figures.reproduction"),
    message:
        "Drawing published and own scores"
    script:
        "../scripts/plot_reproduction.py"
