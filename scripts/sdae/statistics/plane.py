"""The plane in which profiles spread most."""

import numpy as np


def principal_plane(values: np.ndarray) -> tuple[np.ndarray, tuple[float, float]]:
    """Return each row's place along the first two principal components.

    Args:
      values: profiles, (genes, conditions).

    Returns:
      (genes, 2), and the share of the variance along each.
    """
    centred = values - values.mean(axis=0)
    # By the smaller of both products: a table has many genes and few conditions.
    _, spread, axes = np.linalg.svd(
        centred if len(centred) < centred.shape[1] else np.linalg.qr(centred, mode="r"),
        full_matrices=False,
    )
    total = float((spread**2).sum()) or 1.0
    plane = np.zeros((2, centred.shape[1]))
    found = axes[:2]
    # Of two equal directions the one is taken whose largest part is positive.
    signs = np.sign(found[np.arange(len(found)), np.abs(found).argmax(axis=1)])
    plane[: len(found)] = found * np.where(signs == 0, 1, signs)[:, None]
    shares = [*(spread[:2] ** 2 / total), 0.0, 0.0]
    return centred @ plane.T, (float(shares[0]), float(shares[1]))
