"""From an expression table to the matrix that the network and every baseline see."""

from sdae.preparation.clusters import number_of_clusters
from sdae.preparation.prepare import prepare
from sdae.preparation.units import in_input_units

__all__ = ["in_input_units", "number_of_clusters", "prepare"]
