# A table of contents: what is set up when the workflow is read, and where its rules are.
report: "report/workflow.rst"


# Only where none is named: merged into another, its selection of data sets would stand there.
if not workflow.overwrite_configfiles:

    configfile: workflow.source_path("config/config.yaml")


include: "rules/internals.smk"
include: "rules/common.smk"


wildcard_constraints:
    dataset="|".join(map(re.escape, DATASETS)),
    chunk="|".join(CHUNKS),
    representation="|".join(BASELINES) or "(?!)",
    clusterer="|".join(config["clusterers"]),
    model="chosen|[0-9a-f]{10}",
    applied="|".join(config["apply"]) or "(?!)",


onstart:
    record_configuration()


onsuccess:
    remove_leftovers()


rule all:
    input:
        "results/report.html",
        "results/scores.tsv",
        "results/summary.tsv",
        "results/comparisons.tsv",
        chosen_files("clusters", "tsv"),
        expand("results/{dataset}.h5ad", dataset=DATASETS if FOLDS else []),
        chosen_files("enrichment", "tsv") if config["gene_sets"] else [],
        KEPT_MODELS,
        expand("results/applied/{applied}.h5ad", applied=config["apply"]),


# What every rule repeats is filled in until the last of ours is read.
workflow.rule = completed


for stage in (
    "download prepare train choose cluster score bottleneck classify sample export "
    "summarise compare plot report"
).split():

    include: f"rules/{stage}.smk"


del workflow.rule
