"""Colours of what has no order; apart from the style, so that they need no Matplotlib."""

# Okabe and Ito's colours, safe for the common kinds of colour blindness; black is the raw data.
CATEGORIES = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442"]
# Of the clusters in their order: these, then Tol's muted ones.
CLUSTERS = [
    *CATEGORIES,
    *("#332288", "#999933", "#882255", "#44AA99", "#117733", "#AA4499", "#DDCC77"),
]


def of_clusters(number: int) -> list[str]:
    """Return the colours of clusters 1 to `number`, the same everywhere; of many, some twice."""
    return [CLUSTERS[place % len(CLUSTERS)] for place in range(number)]
