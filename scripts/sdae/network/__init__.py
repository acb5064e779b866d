"""The network: the only room with JAX. What users can name is here, without importing JAX."""

from sdae.network.activations import ACTIVATIONS
from sdae.network.initialisations import INITIALISATIONS
from sdae.network.losses import LOSSES
from sdae.network.noises import NOISES
from sdae.network.optimizers import OPTIMIZERS
from sdae.network.schedules import SCHEDULES

__all__ = ["ACTIVATIONS", "INITIALISATIONS", "LOSSES", "NOISES", "OPTIMIZERS", "SCHEDULES"]
