"""Salt and pepper: a share of the values becomes the smallest or the largest, by a fair coin."""

from sdae.network.noises._record import Noise, share_of_values


def corrupt(x, draws, level, low, high):
    import jax.numpy as jnp

    return jnp.where(draws >= level, x, jnp.where(draws < level / 2, low, high))


ENTRY = Noise(
    name="salt_and_pepper",
    label="salt-and-pepper noise",
    amount=share_of_values,
    draws="uniform",
    neutral=1.0,
    corrupt=corrupt,
    reference="Vincent et al., JMLR 2010, section 3.3",
)
