# Needs whatever the figures say that they need; draws all figures of a data set in one job, each as
# .svg and .png, with its caption beside it.

for dataset in DATASETS:

    rule:
        name:
            f"plot_figures_{dataset}"
        input:
            **figure_inputs(dataset),
        output:
            svg=[reported_figure(dataset, picture) for picture in pictures_of(dataset)],
            png=figure_files("png", [dataset]),
            captions=figure_files("rst", [dataset]),
        log:
            f"logs/plot_figures/{dataset}.log",
        benchmark:
            f"results/benchmarks/plot_figures/{dataset}.tsv"
        group:
            "report"
        conda:
            "../envs/plot.yaml"
        threads: 1
        params:
            dataset=dataset,
            pictures=[(each.figure.name, dict(each.variant)) for each in pictures_of(dataset)],
        message:
            f"Drawing the figures of {dataset}"
        script:
            "../scripts/plot_figures.py"
