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
        library=library("plot_ari_by_hidden"),
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
        library=library("plot_ari_by_components"),
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
        library=library("plot_losses"),
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
        regenerated=expand("results/regenerated/{{dataset}}/{chunk}.h5", chunk=CHUNKS),
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
        library=library("plot_profiles"),
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
        library=library("plot_reproduction"),
    message:
        "Drawing published and own scores"
    script:
        "../scripts/plot_reproduction.py"


rule plot_bottleneck:
    input:
        sizes="results/bottleneck/{dataset}.tsv",
        chosen="results/chosen/{dataset}.json",
    output:
        svg=report(
            "results/figures/{dataset}/bottleneck.svg",
            caption="../report/bottleneck.rst",
            category="Choice",
            subcategory="{dataset}",
            labels={"figure": "size of the bottleneck"},
        ),
        png="results/figures/{dataset}/bottleneck.png",
    log:
        "logs/plot_bottleneck/{dataset}.log",
    benchmark:
        "results/benchmarks/plot_bottleneck/{dataset}.tsv"
    conda:
        "../envs/plot.yaml"
    threads: 1
    resources:
        mem_mb=1500,
        runtime=10,
    params:
        library=library("plot_bottleneck"),
    message:
        "Drawing the choice of the bottleneck for {wildcards.dataset}"
    script:
        "../scripts/plot_bottleneck.py"


rule plot_classification:
    input:
        scores="results/classification.tsv",
        comparison="results/classification_comparison.tsv",
    output:
        svg=report(
            "results/figures/{dataset}/classification.svg",
            caption="../report/classification.rst",
            category="Scores",
            subcategory="{dataset}",
            labels={"figure": "codes as features"},
        ),
        png="results/figures/{dataset}/classification.png",
    log:
        "logs/plot_classification/{dataset}.log",
    benchmark:
        "results/benchmarks/plot_classification/{dataset}.tsv"
    conda:
        "../envs/plot.yaml"
    threads: 1
    resources:
        mem_mb=1500,
        runtime=10,
    params:
        library=library("plot_classification"),
    message:
        "Drawing the classification of {wildcards.dataset}"
    script:
        "../scripts/plot_classification.py"


rule plot_samples:
    input:
        prepared="results/prepared/{dataset}.h5ad",
        sampled="results/sampled/{dataset}.h5ad",
    output:
        svg=report(
            "results/figures/{dataset}/samples.svg",
            caption="../report/samples.rst",
            category="Sampling",
            subcategory="{dataset}",
            labels={"figure": "drawn beside real profiles"},
        ),
        png="results/figures/{dataset}/samples.png",
    log:
        "logs/plot_samples/{dataset}.log",
    benchmark:
        "results/benchmarks/plot_samples/{dataset}.tsv"
    conda:
        "../envs/plot.yaml"
    threads: 1
    resources:
        mem_mb=2500,
        runtime=10,
    params:
        library=library("plot_samples"),
    message:
        "Drawing new beside real profiles of {wildcards.dataset}"
    script:
        "../scripts/plot_samples.py"
