"""All that is known of the genes of a data set in one annotated matrix, for other tools."""

from collections.abc import Mapping, Sequence
from typing import Any

import anndata as ad
import numpy as np
import pandas as pd

from sdae.representations.components import principal_components

# Principal components that are kept, and that neighbours are sought among.
COMPONENTS = 50
PERPLEXITY = 30


def annotated(
    prepared: ad.AnnData,
    clusters: pd.DataFrame,
    about: Mapping[str, Any],
    colours: Sequence[str],
    regenerated: Mapping[str, np.ndarray],
    codes: np.ndarray | None = None,
    seed: int = 0,
) -> ad.AnnData:
    """Put together what other tools go on with.

    Args:
      prepared: the prepared matrix, genes x conditions.
      clusters: of results/clusters/{dataset}.tsv, in the order of the genes.
      about: what is kept of the choice, of plain values.
      colours: of the clusters in their order.
      regenerated: mean of all regenerated profiles, (genes, conditions), by the name of its layer,
        which says on what scale; none where nothing was trained.
      codes: of the one model that the run shows, (genes, nodes), or None.
      seed: of the embedding.

    Returns:
      Genes x conditions. `X` is the prepared matrix; layers `raw` (as read, missing values too),
      `standardised` and those of `regenerated`; `obs` has `gene`, `label` (if any), `cluster` and
      `second_cluster` (categorical, of the numbers of all tables and figures), `stability`,
      `silhouette`; `obsm` has `X_pca`, `X_tsne`, `X_codes`; `uns` has `cluster_colors`, `choice`,
      `prepare`. Nothing in it is a nullable array, which R's readers do not know.
    """
    numbers = [str(number) for number in sorted(set(clusters["cluster"].dropna()))]
    obs = pd.DataFrame({"gene": clusters["gene"].astype(object).to_numpy()})
    obs.index = pd.Index(prepared.obs_names.astype(str), dtype=object)
    if "label" in clusters:
        obs["label"] = pd.Categorical(clusters["label"].astype(object))
    for name in ("cluster", "second_cluster"):
        obs[name] = _categorical(clusters[name], numbers)
    for name in ("stability", "silhouette"):
        obs[name] = clusters[name].to_numpy(float)
    components = principal_components(np.asarray(prepared.X, float))[:, :COMPONENTS]
    result = ad.AnnData(
        X=np.asarray(prepared.X),
        obs=obs,
        var=pd.DataFrame(index=pd.Index(prepared.var_names.astype(str), dtype=object)),
        layers={
            "raw": np.asarray(prepared.layers["input"]),
            "standardised": np.asarray(prepared.layers["standardised"]),
        },
        obsm={"X_pca": components.astype(np.float32), "X_tsne": embedding(components, seed)},
        uns={
            "cluster_colors": np.array(colours[: len(numbers)], dtype=object),
            "choice": dict(about),
            "prepare": prepared.uns["prepare"],
        },
    )
    for name, profiles in regenerated.items():
        result.layers[name] = np.asarray(profiles, np.float32)
    if codes is not None:
        result.obsm["X_codes"] = np.asarray(codes, np.float32)
    return result


def _categorical(values: pd.Series, numbers: Sequence[str]) -> pd.Categorical:
    texts = [None if pd.isna(value) else str(value) for value in values]
    return pd.Categorical(texts, categories=list(numbers))


def embedding(components: np.ndarray, seed: int = 0) -> np.ndarray:
    """Lay genes out in the plane by t-SNE, near ones near each other, (genes, 2), float32.

    Args:
      components: principal components of the profiles, (genes, components).
      seed: of the embedding.

    References:
      van der Maaten & Hinton (2008), Visualizing data using t-SNE, JMLR 9; begun at the first two
      components: Kobak & Linderman (2021), Nature Biotechnology 39.
    """
    from sklearn.manifold import TSNE

    genes = len(components)
    if genes < 4 or components.shape[1] < 2:
        plane = np.zeros((genes, 2))
        plane[:, : components.shape[1]] = components[:, :2]
        return plane.astype(np.float32)
    perplexity = min(PERPLEXITY, (genes - 1) / 3)
    model = TSNE(2, perplexity=perplexity, init="pca", random_state=seed, n_jobs=1)
    return model.fit_transform(components).astype(np.float32)
