"""The choices that later stages read."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sdae.tables.spreadsheet import plain

if TYPE_CHECKING:
    import pandas as pd


def read_choice(path: str | Path) -> dict[str, Any]:
    """Read what was found out about the number of clusters; see `scripts/choose_number.py`."""
    return json.loads(Path(path).read_text(encoding="utf-8"))


def read_number(path: str | Path) -> int:
    """Read how many clusters to look for."""
    return int(read_choice(path)["clusters"])


def read_clusters(path: str | Path) -> "pd.DataFrame":
    """Read the table of genes and their clusters; a gene may have any name, NA too."""
    import pandas as pd

    names = {"gene": str, "cluster": "Int64", "second_cluster": "Int64"}
    table = pd.read_csv(
        path,
        sep="\t",
        dtype=names,
        keep_default_na=False,
        na_values={
            name: [""] for name in ("label", "cluster", "second_cluster", "stability", "silhouette")
        },
    )
    texts = [name for name in ("gene", "label") if name in table]
    return table.assign(**{name: table[name].map(plain) for name in texts})
