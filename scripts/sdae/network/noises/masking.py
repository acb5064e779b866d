"""Masking: a share of the values is set to zero, the others stay as they are."""

from sdae.network.noises._record import Noise, share_of_values


def corrupt(x, draws, level, low, high):
    import jax.numpy as jnp

    return jnp.where(draws >= level, x, 0.0)


ENTRY = Noise(
    name="masking",
    label="masking noise",
    amount=share_of_values,
    draws="uniform",
    neutral=1.0,
    corrupt=corrupt,
    reference="Vincent et al., JMLR 2010, section 3.3",
)
