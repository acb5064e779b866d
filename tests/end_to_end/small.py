"""A small table of three planted groups, as a data set of a run."""

import numpy as np
import pandas as pd
from test_workflow import write

GENES, CONDITIONS = 48, 7
KINDS = np.arange(GENES) % 3


def three_kinds(folder):
    """Write the table and the table of data sets that names it: `mine`, with labels in `kind`."""
    random = np.random.default_rng(0)
    waves = np.sin(np.linspace(0, 6, CONDITIONS) + KINDS[:, None])
    profiles = waves + 0.3 * random.normal(size=(GENES, CONDITIONS))
    table = pd.DataFrame(profiles, columns=[f"hour {hour}" for hour in range(CONDITIONS)])
    table.insert(0, "gene", [f"g{gene}" for gene in range(GENES)])
    table["kind"] = np.array(["x", "y", "z"])[KINDS]
    write(folder / "mine.tsv", table.to_csv(sep="\t", index=False))
    write(folder / "sets.tsv", "dataset\texpression\tlabel_column\nmine\tmine.tsv\tkind\n")
