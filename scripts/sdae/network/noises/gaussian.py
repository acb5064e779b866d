"""Gaussian noise: normal numbers of standard deviation `level` are added."""

from sdae.network.noises._record import Noise


def corrupt(x, draws, level, low, high):
    return x + level * draws


ENTRY = Noise(
    name="gaussian",
    label="Gaussian noise",
    amount=lambda level: f"sd {level:g}",
    draws="normal",
    neutral=0.0,
    corrupt=corrupt,
    reference="Vincent et al., JMLR 2010, section 3.3",
)
