"""In which order genes are shown, and how many rows of them."""

import numpy as np

# Of a heat map: more cannot be told apart.
ROWS_DRAWN = 800


def gene_order(raw: np.ndarray, clusters: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Order genes by cluster, within it by label, within that by likeness to the cluster.

    Args:
      raw: genes x conditions.
      clusters: cluster number of each gene.
      labels: code of each gene's label, -1 where unknown.

    Returns:
      Indices of genes.
    """
    numbers, member = np.unique(clusters, return_inverse=True)
    means = np.stack([raw[clusters == number].mean(axis=0) for number in numbers])
    distance = ((raw - means[member]) ** 2).sum(axis=1)
    return np.lexsort((distance, labels, member))


def thinned(values: np.ndarray) -> np.ndarray:
    """Average consecutive rows until a picture can show each of those that remain.

    Args:
      values: rows x columns.

    Returns:
      At most `ROWS_DRAWN` rows x columns.
    """
    rows = len(values)
    if rows <= ROWS_DRAWN:
        return values
    starts = np.linspace(0, rows, ROWS_DRAWN, endpoint=False).astype(int)
    sizes = np.diff(starts, append=rows)
    return np.add.reduceat(values, starts, axis=0) / sizes[:, None]
