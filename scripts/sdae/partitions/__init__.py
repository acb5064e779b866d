"""Partitions: every representation by every clusterer, kept as AnnData, scored by every index."""
