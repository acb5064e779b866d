# Needs whatever the figures say that they need; draws all figures of a data set in one job, each as
# .svg and .png, with its caption beside it.

for dataset in DATASETS:

    rule:
        name:
            f"plot_figures_{dataset}"
        input:
            **input_files(PICTURES[dataset], dataset, CHUNKS),
        output:
            svg=[reported_figure(dataset, picture) for picture in PICTURES[dataset]],
            png=files({dataset: PICTURES[dataset]}, "png"),
            captions=files({dataset: PICTURES[dataset]}, "rst"),
        log:
            f"logs/plot_figures/{dataset}.log",
        benchmark:
            f"results/benchmarks/plot_figures/{dataset}.tsv"
        group:
            "report"
        conda:
            "../envs/plot.yaml"
        params:
            dataset=dataset,
            pictures=[(each.figure.name, dict(each.variant)) for each in PICTURES[dataset]],
        message:
            f"Drawing the figures of {dataset}"
        script:
            "../scripts/plot_figures.py"
