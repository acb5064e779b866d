"""From an expression table to the matrix that the network and every baseline see."""

from sdae.preparation.prepare import in_input_units, prepare

__all__ = ["in_input_units", "prepare"]
