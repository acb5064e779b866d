"""Numbers only: what tables of scores say, as tables."""
