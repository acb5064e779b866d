"""Choosing without labels: the size of the network, the number of clusters, the clusters."""
