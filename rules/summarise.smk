# Needs the scores, the grid and the loss curves; makes the tables that figures and report say in
# pictures and words.


rule summarise_scores:
    input:
        scores="results/scores.tsv",
    output:
        summary=report(
            ensure("results/summary.tsv", non_empty=True),
            caption="../report/summary.rst",
            category="Tables",
            labels={"table": "summary"},
        ),
    conda:
        "../envs/report.yaml"
    message:
        "Summarising the scores"
    script:
        "../scripts/summarise_scores.py"


rule summarise_losses:
    input:
        prepared="results/prepared/{dataset}.h5ad",
        grid="results/grid/{dataset}.tsv",
        losses=expand("results/losses/{{dataset}}/{chunk}.tsv", chunk=CHUNKS),
    output:
        curves=ensure("results/convergence/{dataset}/curves.tsv", non_empty=True),
        bands=ensure("results/convergence/{dataset}/bands.tsv", non_empty=True),
    conda:
        "../envs/report.yaml"
    message:
        "Gathering the loss curves of {wildcards.dataset}"
    script:
        "../scripts/summarise_losses.py"


if config["published"]:

    rule compare_published:
        input:
            scores="results/scores.tsv",
            published=of_host(locate(config["published"]["table"])),
        output:
            reproduction=report(
                ensure("results/reproduction.tsv", non_empty=True),
                caption="../report/reproduction_table.rst",
                category="Tables",
                labels={"table": "against the published figure"},
            ),
        conda:
            "../envs/report.yaml"
        params:
            dataset=config["published"]["dataset"],
            clusterer=config["published"]["clusterer"],
        message:
            "Holding the scores against the published figure"
        script:
            "../scripts/compare_published.py"
