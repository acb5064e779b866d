"""Corruption of the input, drawn afresh for every gene at every step.

The draws are shared by all models of a replicate; each model turns them into its own corruption
by its own level. A value that is masked at one level is masked at every higher one, so models
that differ in their level differ in nothing else.
"""

import jax.numpy as jnp
import numpy as np
from jax import Array


def draw_epoch(
    noise: str, stream: tuple[int, int, int], genes: int, inputs: int
) -> tuple[np.ndarray, np.ndarray]:
    """Draw all that is random in one epoch.

    NumPy draws it ten times as fast as JAX does on a CPU, needs no compilation, and gives the
    same numbers on every device. Draws belong to a gene, not to a step, so that batches of any
    size corrupt a gene alike; and to an input, so that padding a model does not.

    Args:
      noise: name of the noise.
      stream: replicate, phase and epoch.
      genes: number of genes.
      inputs: values of each.

    Returns:
      The order of the genes, (genes,), and what `corrupt` needs, (genes, inputs): standard
      normal numbers for Gaussian noise, else uniform ones on [0, 1).
    """
    random = np.random.default_rng(stream)
    order = random.permutation(genes).astype(np.int32)
    sample = random.standard_normal if noise == "gaussian" else random.random
    _, phase, _ = stream
    if phase == 0:
        return order, sample((genes, inputs), dtype=np.float32)
    # Later phases see codes, which are padded to the widest model of a batch. Drawn input by input,
    # those that only pad come last and change nothing that was drawn before.
    return order, sample((inputs, genes), dtype=np.float32).T


def corrupt(noise: str, x: Array, draws: Array, level: Array, low: Array, high: Array) -> Array:
    """Corrupt profiles (Vincent et al., JMLR 2010, section 3.3).

    Args:
      noise: `masking` sets a share `level` of the values to zero and leaves the others as they
        are; `gaussian` adds normal noise of standard deviation `level`; `salt_and_pepper` sets a
        share `level` of the values to `low` or `high`, by a fair coin.
      x: clean profiles, broadcast against `draws` and `level`.
      draws: from `draw`, of the shape of the profiles.
      level: the corruption of each model, 0 for none.
      low: smallest value of the data, for salt and pepper.
      high: largest value of the data, for salt and pepper.

    Returns:
      The corrupted profiles.
    """
    if noise == "masking":
        return jnp.where(draws >= level, x, 0.0)
    if noise == "gaussian":
        return x + level * draws
    if noise == "salt_and_pepper":
        return jnp.where(draws >= level, x, jnp.where(draws < level / 2, low, high))
    raise ValueError(f"unknown noise {noise!r}")
