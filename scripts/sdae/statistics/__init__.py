"""Statistics as numbers: paired differences, multiplicity, the price of choosing, effects."""
