# Needs the scores, all partitions and the final clusters; compares all ways to cluster, holds the
# best of the grid against controls, and says what it all comes to.


rule make_controls:
    input:
        prepared="results/prepared/{dataset}.h5ad",
        grid="results/grid/{dataset}.tsv",
        number="results/number/{dataset}.json",
    output:
        controls="results/controls/{dataset}.h5ad",
    # Nobody waits for it but the comparison, so it fills in where a core would wait.
    priority: 1
    conda:
        TRAINING
    params:
        clusterers=config["clusterers"],
        representations=LEARNED,
        repeats=config["replicates"] + FOLDS,
    message:
        "Clustering controls of {wildcards.dataset}: raw restarts, networks that learned nothing"
    script:
        "../scripts/make_controls.py"


rule compare_partitions:
    input:
        prepared="results/prepared/{dataset}.h5ad",
        scores="results/scores/{dataset}.tsv",
        partitions=expand("results/partitions/{{dataset}}/{source}.h5ad", source=PARTITION_SOURCES),
        clusters="results/clusters/{dataset}.tsv" if FOLDS else [],
        ways="results/choice/{dataset}.tsv" if FOLDS else [],
        controls="results/controls/{dataset}.h5ad" if CONTROLS else [],
    output:
        comparisons=ensure("results/comparisons/{dataset}.tsv", non_empty=True),
        price=ensure("results/price_of_choosing/{dataset}.tsv", non_empty=True),
        effects=ensure("results/effects/{dataset}.tsv", non_empty=True),
    conda:
        "../envs/cluster.yaml"
    params:
        indices=config["indices"],
        representations=config["representations"],
    message:
        "Comparing all ways to cluster {wildcards.dataset}"
    script:
        "../scripts/compare_partitions.py"


rule gather_comparisons:
    input:
        comparisons=expand("results/comparisons/{dataset}.tsv", dataset=DATASETS),
        price=expand("results/price_of_choosing/{dataset}.tsv", dataset=DATASETS),
        effects=expand("results/effects/{dataset}.tsv", dataset=DATASETS),
    output:
        comparisons=report(
            ensure("results/comparisons.tsv", non_empty=True),
            caption="../report/comparisons.rst",
            category="Tables",
            labels={"table": "paired comparisons"},
        ),
        price=ensure("results/price_of_choosing.tsv", non_empty=True),
        effects=ensure("results/effects.tsv", non_empty=True),
    conda:
        "../envs/report.yaml"
    message:
        "Putting the comparisons of all data sets into one table"
    script:
        "../scripts/gather_comparisons.py"


rule state_verdict:
    input:
        comparisons="results/comparisons.tsv",
        price="results/price_of_choosing.tsv",
        scores="results/scores.tsv",
        numbers=chosen_files("number", "json"),
        ways=chosen_files("choice", "tsv"),
        clusters=chosen_files("clusters", "tsv"),
        prepared=expand("results/prepared/{dataset}.h5ad", dataset=DATASETS),
        curves=expand("results/convergence/{dataset}/curves.tsv", dataset=TRAINED),
        chosen=[choice_of(name, "chosen") for name in DATASETS if FOLDS or config["bottleneck"]],
        claims="results/claims.tsv" if config["published"] else [],
    output:
        verdict=ensure("results/verdict.txt", non_empty=True),
        verdicts=ensure("results/verdicts.tsv", non_empty=True),
        doubts=ensure("results/doubts.tsv", non_empty=True),
    conda:
        "../envs/report.yaml"
    params:
        datasets=list(DATASETS),
        config=showable(config),
    message:
        "Stating the verdict"
    script:
        "../scripts/state_verdict.py"


if config["published"]:

    rule judge_claims:
        input:
            prepared=expand("results/prepared/{dataset}.h5ad", dataset=DATASETS),
            scores=expand("results/scores/{dataset}.tsv", dataset=DATASETS),
            partitions=expand(
                "results/partitions/{dataset}/{source}.h5ad",
                dataset=DATASETS,
                source=PARTITION_SOURCES,
            ),
        output:
            claims=report(
                ensure("results/claims.tsv", non_empty=True),
                caption="../report/claims.rst",
                category="Tables",
                labels={"table": "the paper's claims"},
            ),
        conda:
            "../envs/cluster.yaml"
        params:
            datasets=list(DATASETS),
            clusterer=config["published"]["clusterer"],
        message:
            "Judging the paper's claims"
        script:
            "../scripts/judge_claims.py"
