# Needs expression tables; makes the matrices that everything else works on.


rule prepare_table:
    input:
        expression=expression_table,
    output:
        prepared="results/prepared/{dataset}.h5ad",
    log:
        "logs/prepare_table/{dataset}.log",
    benchmark:
        "results/benchmarks/prepare_table/{dataset}.tsv"
    conda:
        "../envs/prepare.yaml"
    threads: 1
    resources:
        mem_mb=memory("prepare_table"),
        runtime=runtime("prepare_table"),
    params:
        library=library("prepare_table"),
        row=preparation,
        table=contents,
    message:
        "Preparing {wildcards.dataset}"
    script:
        "../scripts/prepare_table.py"
