"""Look at an expression table, say what was seen, and write a configuration for it.

Run by hand or by make: `python scripts/init_configuration.py my.tsv`.
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from sdae.configuration.proposals import Asked, asked_before, proposal, unheeded
from sdae.errors import InputError
from sdae.jobs.foretell import reading
from sdae.jobs.logs import logger
from sdae.jobs.speed import slowness
from sdae.jobs.whole import whole_file
from sdae.network.epochs import settling_epochs
from sdae.network.widths import suiting
from sdae.tables.describe import Description, look, proposed_groups
from sdae.tables.join import join
from sdae.tables.messages import few
from sdae.tables.readers import READERS

# Seconds of reading that are said beforehand.
LONG = 5
# More genes than these are cut to the most variable ones: what does not vary has no group.
MANY_GENES = 5000
# Genes per step of the training.
BATCH = 8
# Conditions and the groups in which they are left out, beside the table of data sets.
CONDITIONS = "conditions.tsv"
JOINED = "joined.tsv"
PACKED = (".gz", ".bz2", ".xz", ".zip")
WHY = {
    "counts": "counts: whole numbers, none below 0, up to {maximum:g}",
    "estimated_counts": "counts as salmon or RSEM estimate them: not negative, {whole:.0%} whole "
    "numbers, up to {maximum:g}",
    "tpm": "TPM or CPM: each condition adds up to a million",
    "fpkm": "FPKM or the like: not negative, {zeros:.0%} zeros, up to {maximum:g}",
    "intensities": "intensities: up to {maximum:g}, median {median:g}",
    "logs": "logarithms already: from {minimum:g} to {maximum:g}",
    "ratios": "log-ratios: from {minimum:g} to {maximum:g}, around 0",
    "z_scores": "z-scores: each gene has mean 0 and standard deviation 1",
}


def announce(paths: list[str]) -> None:
    """Say how long reading takes, if it does."""
    megabytes = sum(Path(path).stat().st_size for path in paths) / 1e6
    seconds = slowness() * reading(megabytes)
    if seconds > LONG:
        print(f"reading {megabytes:,.0f} MB: about {seconds:.0f} s", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", nargs="+", help="expression table; several are joined by gene id")
    parser.add_argument("--labels", help="column of known groups")
    parser.add_argument("--clusters", help="number of clusters, or auto")
    parser.add_argument("--gene-sets", help="gene sets, .gmt")
    parser.add_argument("--sheet", help="sheet of a workbook, layer of an h5ad")
    parser.add_argument("--folder", help="where to write; beside the table, of its name")
    options = parser.parse_args()
    logging.basicConfig(format="%(message)s")
    logger.setLevel(logging.ERROR)
    try:
        absent = [name for name in options.table if not Path(name).is_file()]
        if absent:
            raise InputError(
                [f"{name}: found no such file; expected an expression table" for name in absent]
            )
        announce(options.table)
        folder = Path(options.folder or folder_of(options.table[0]))
        files = folder / "datasets.tsv", folder / "config.yaml"
        sets = options.gene_sets and os.path.relpath(options.gene_sets, folder)
        asked = Asked(options.labels, options.clusters, options.sheet, sets)
        table = Path(options.table[0] if len(options.table) == 1 else folder / JOINED)
        former = asked_before(table, *files)
        if problems := unheeded(asked, former, *files):
            raise InputError(problems)
        if len(options.table) > 1:
            write_joined(options.table, table)
        asked = asked.added_to(former)
        seen = look(table, asked.label_column, asked.sheet)
        for line in said(str(table), seen):
            print(line)
        groups = proposed_groups(seen.table.conditions)
        if groups and not (folder / CONDITIONS).exists():
            write(folder / CONDITIONS, conditions(groups), "written")
        rows = datasets(asked, table, folder, seen, bool(groups))
        for path, text in zip(files, (rows, configuration(asked, table, seen)), strict=True):
            done, proposed = proposal(path, text)
            write(path, proposed, done)
    except InputError as error:
        sys.exit(f"\n{error}\n")


def write_joined(tables: list[str], path: Path) -> None:
    """Join several tables by gene id."""
    seen = [look(table, fewest=1) for table in tables]
    for table, one in zip(tables, seen, strict=True):
        for note in one.notes:
            print(f"{table}: {note}")
    joined = join([one.table for one in seen])
    text = ["\t".join(["gene", *joined.conditions])]
    for gene, values in zip(joined.genes, joined.values.tolist(), strict=True):
        numbers = ("" if value != value else repr(value) for value in values)
        text.append("\t".join([gene, *numbers]))
    write(path, "\n".join(text) + "\n", f"{len(tables)} tables joined by gene id, written")


def write(path: Path, text: str | None, done: str) -> None:
    """Write a file, if there is anything to write, and say what was done."""
    if text is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as beside:
            beside.write_text(text, encoding="utf-8")
    print(f"{path}: {done}")


def folder_of(table: str) -> Path:
    """Return the folder of a table's results: beside it, of its name without endings."""
    name = Path(table).name
    for packed in PACKED:
        name = name.removesuffix(packed)
    stem = Path(name).stem
    # A table without an ending has the name already.
    return Path(table).parent / (stem if stem != Path(table).name else f"{stem}_results")


def said(path: str, seen: Description) -> list[str]:
    """Say what was seen, one line each."""
    table, scale = seen.table, seen.scale
    lines = [
        f"{path}: {READERS[seen.format].label}, {len(table.genes)} genes x "
        f"{len(table.conditions)} conditions, genes in {seen.orientation}",
        f"  genes: {few(table.genes[:3])} ...",
        f"  conditions: {few(table.conditions)}",
        f"  values: {WHY[scale.name].format(**scale.facts)}; so log: {scale.log}, normalise: "
        f"{scale.normalise}",
    ]
    if seen.missing[0]:
        lines.append(
            f"  missing: {seen.missing[0]:.2%} of the values, in {seen.missing[1]:.1%} of the genes"
        )
    if seen.constant[0]:
        lines.append(
            f"  constant genes, left out: {seen.constant[0]}, of which all zero {seen.constant[1]}"
        )
    if seen.repeated:
        lines.append(f"  ids on more than one row, all kept: {few(seen.repeated)}")
    if seen.label_column:
        lines.append(f"  known groups: column '{seen.label_column}'")
    elif seen.label_columns:
        lines.append(f"  may be known groups, name one by LABELS=: {few(seen.label_columns)}")
    if seen.ignored:
        lines.append(f"  columns of text or nothing, left out: {few(seen.ignored)}")
    if seen.replicates:
        groups = [f"{name} ({len(found)})" for name, found in seen.replicates.items()]
        lines.append(f"  conditions that look like replicates: {few(groups)}")
    return lines + [f"  note: {note}" for note in seen.notes]


def conditions(groups: Mapping[str, str]) -> str:
    """Write which conditions are left out together."""
    return "condition\tgroup\n" + "".join(f"{name}\t{own}\n" for name, own in groups.items())


def datasets(asked: Asked, table: Path, folder: Path, seen: Description, replicates: bool) -> str:
    """Write the table of data sets."""
    row = {
        "dataset": _name(folder),
        "expression": os.path.relpath(table, folder),
        "label_column": seen.label_column,
        "gene_column": seen.gene_column,
        "orientation": seen.orientation,
        "ignore_columns": ",".join(_quoted(name) for name in seen.ignored),
        "conditions": CONDITIONS if replicates else None,
        "sheet": asked.sheet,
        "normalise": seen.scale.normalise if seen.scale.normalise != "none" else None,
        "log": seen.scale.log,
        "top_variable": MANY_GENES if len(seen.table.genes) > MANY_GENES else None,
        "clusters": asked.clusters or (None if seen.label_column else "auto"),
    }  # fmt: skip
    row = {name: value for name, value in row.items() if value not in (None, "")}
    return (
        "# One row a data set; config/README.md of the workflow says what each column means.\n"
        + "\t".join(row) + "\n" + "\t".join(map(str, row.values())) + "\n"
    )  # fmt: skip


def configuration(asked: Asked, table: Path, seen: Description) -> str:
    """Write the configuration."""
    most = len(seen.table.conditions)
    components = [size for size in (1, 2, 4, 8, 16, 32) if size <= most]
    layers = [[size] for size in sorted(suiting(most))]
    # As many as are left by `preparation`.
    genes = min(len(seen.table.genes), MANY_GENES)
    lines = [
        f"# Written from what was seen in {table.name}; change what you like.",
        "# config/README.md of the workflow says what each key means; others have defaults.",
        "datasets: datasets.tsv",
        "# Trainings of each network; more make the comparison surer.",
        "replicates: 3",
        "grid:",
        f"  # Sizes of the hidden layers; there are {most} conditions.",
        f"  layers: {layers}",
        "  # Share of the values that are hidden from the network in training.",
        "  corruption: [0, 0.1]",
        "  learning_rate: [0.005]",
        f"  batch_size: [{BATCH}]",
        "  # Enough for the loss to settle: the fewer genes, the more epochs.",
        f"  epochs: [{settling_epochs(genes, BATCH)}]",
        "model: {optimizer: adam, schedule: cosine}",
        "# What is clustered, and how; the clusters come from the most stable of these ways.",
        "representations: [raw, halves, pca_first, ica, codes, regenerated, averaged]",
        "clusterers:",
        "  kmeans: {kind: kmeans}",
        "  ward: {kind: agglomerative, linkage: ward}",
        "  spectral_knn: {kind: spectral, affinity: nearest_neighbors}",
        "  spectral_rbf: {kind: spectral, affinity: rbf}",
        "# Principal components to compare the network with.",
        "pca:",
        f"  components: {components}",
        "# The size of the network is chosen by cross-validation, and that model is kept.",
        "bottleneck: {folds: 3}",
        "export: {points: [chosen]}",
    ]
    if asked.gene_sets:
        lines.append(f"gene_sets: {json.dumps(asked.gene_sets, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def _name(folder: Path) -> str:
    """Return a name of letters, digits, `_`, `.` and `-`."""
    name = "".join(c if c.isascii() and (c.isalnum() or c in "_.-") else "_" for c in folder.name)
    return name if name and name[0] not in ".-" else f"_{name}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"' if set(name) & set(',"') else name


if __name__ == "__main__":
    main()
