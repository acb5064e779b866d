"""The choice: structure, number of clusters, stability, consensus, final clusters, sureness."""
