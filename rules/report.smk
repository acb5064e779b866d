# Needs everything else; makes the one page that says what was found.


rule write_report:
    input:
        template=workflow.source_path("../report/page.html.j2"),
        assets=[
            workflow.source_path("../report/assets/page.css"),
            workflow.source_path("../report/assets/figures.css"),
            workflow.source_path("../report/assets/figures.js"),
            workflow.source_path("../report/assets/genes.js"),
            workflow.source_path("../report/assets/page.js"),
        ],
        verdict="results/verdict.txt",
        verdicts="results/verdicts.tsv",
        doubts="results/doubts.tsv",
        comparisons="results/comparisons.tsv",
        effects="results/effects.tsv",
        price="results/price_of_choosing.tsv",
        claims="results/claims.tsv" if config["published"] else [],
        summary="results/summary.tsv",
        reproduction="results/reproduction.tsv" if config["published"] else [],
        figures=files(PICTURES, "svg"),
        captions=files(PICTURES, "rst"),
        chosen=expand(
            "results/chosen/{dataset}.json", dataset=DATASETS if config["bottleneck"] else []
        ),
        numbers=chosen_files("number", "json"),
        criteria=chosen_files("number", "tsv"),
        clusters=chosen_files("clusters", "tsv"),
        ways=chosen_files("choice", "tsv"),
        pairs=chosen_files("clusters", "pairs.tsv"),
        enrichment=chosen_files("enrichment", "tsv") if config["gene_sets"] else [],
        classification="results/classification_comparison.tsv" if config["classification"] else [],
        prepared=expand("results/prepared/{dataset}.h5ad", dataset=DATASETS),
        annotated=expand("results/{dataset}.h5ad", dataset=DATASETS if FOLDS else []),
        curves=expand("results/convergence/{dataset}/curves.tsv", dataset=TRAINED),
    output:
        report=report(
            ensure("results/report.html", non_empty=True),
            caption="../report/page.rst",
            category="Report",
            labels={"page": "all that was found"},
        ),
    conda:
        "../envs/report.yaml"
    params:
        pictures=told(PICTURES),
        datasets=list(DATASETS),
        config=showable(config),
        command=command_line(),
    message:
        "Writing the report"
    script:
        "../scripts/write_report.py"
