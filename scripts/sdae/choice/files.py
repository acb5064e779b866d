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


def read_model(
    path: str | Path, model: str, replicate: int | None
) -> tuple[str | None, int, str | None]:
    """Read which training a model's name means.

    Args:
      path: of what was chosen, by `scripts/choose_clusters.py` or, where no clusters are chosen,
        by `scripts/choose_bottleneck.py`; looked at for `chosen` only.
      model: id of a grid point, or `chosen`.
      replicate: that the configuration names, or None.

    Returns:
      Its point (None if all trainings diverged), its replicate, and the clusterer of the most
      stable way with a network (None if no clusters are chosen).
    """
    if model != "chosen":
        return model, replicate or 1, None
    chosen = read_choice(path)
    return chosen["point"], replicate or chosen.get("replicate") or 1, chosen.get("clusterer")


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
