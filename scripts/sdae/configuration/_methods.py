"""What the registries offer, as types of keys; nothing else in this room knows their names."""

from collections.abc import Iterable
from typing import Any, Literal

from sdae.clusterers import CLUSTERERS
from sdae.indices import DEFAULT, INDICES
from sdae.network import ACTIVATIONS, INITIALISATIONS, LOSSES, NOISES, OPTIMIZERS, SCHEDULES
from sdae.representations import REPRESENTATIONS
from sdae.tables.readers import READERS

# Options of each clusterer by its name.
CLUSTERER_OPTIONS = {name: entry.Options for name, entry in CLUSTERERS.items()}
# What is clustered unless the configuration says otherwise.
DEFAULT_REPRESENTATIONS = ("raw", "regenerated", "codes", "averaged", "pca_first", "pca_random")
DEFAULT_INDICES = DEFAULT


def one_of(names: Iterable[str]) -> Any:
    """Return the type of a key that holds one of these names."""
    return Literal[tuple(names)]


Noise = one_of(NOISES)
Activation = one_of(ACTIVATIONS)
Loss = one_of(LOSSES)
Optimizer = one_of(OPTIMIZERS)
Schedule = one_of(SCHEDULES)
Initialisation = one_of(["auto", *INITIALISATIONS])
Representation = one_of(REPRESENTATIONS)
Index = one_of(INDICES)
Format = one_of(["auto", *READERS])
