# Needs expression tables; makes the matrices that everything else works on.


rule prepare_table:
    input:
        expression=expression_table,
        conditions=conditions_table,
    output:
        prepared="results/prepared/{dataset}.h5ad",
    conda:
        "../envs/prepare.yaml"
    params:
        row=preparation,
        table=contents,
        wanted=wanted,
        sets=gene_sets_of,
    message:
        "Preparing {wildcards.dataset}"
    script:
        "../scripts/prepare_table.py"
