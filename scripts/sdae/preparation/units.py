"""From the scale of the prepared matrix back to the units of the input."""

from typing import TYPE_CHECKING

import numpy as np

from sdae.preparation.transforms import LOGARITHMS, counts

if TYPE_CHECKING:
    import anndata


def in_input_units(prepared: "anndata.AnnData", values: np.ndarray) -> np.ndarray:
    """Undo the preparation: bring values on the scale of `X` back to the units of the input.

    Args:
      prepared: as `prepare` returns it.
      values: (genes, conditions) on the scale of `prepared.X`; regenerated profiles, say.

    Returns:
      (genes, conditions), float64: unscaled, then with each gene's standard deviation and mean
      given back, then with the logarithm and the normalisation undone.
    """
    obs, record = prepared.obs, prepared.uns["prepare"]
    low, high, mean, sd = (
        obs[name].to_numpy()[:, None] for name in ("minimum", "maximum", "mean", "sd")
    )
    values = values * (high - low) + low
    if record["standardise"]:
        values = values * sd + mean
    values = LOGARITHMS[record["log"]].inverse(values)
    # Files of before there was a normalisation do not name it.
    if record.get("normalise", "none") == "cpm":
        values = counts(values, np.asarray(prepared.var["library_size"]))
    return values
