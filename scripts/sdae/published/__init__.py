"""The paper: what it published, and how a run compares with it.

Gupta, Wang and Ganapathiraju, Learning structure in gene expression data using deep
architectures, with an application to gene clustering (2015), doi 10.1101/031906. One module for
each figure or claim that a run is held against: numbers here, sentences in `sdae.report`.
"""

# Where the paper saw the reconstruction error settle, and the kind of its noise.
SETTLED_EPOCH = 1500
NOISE = "masking"
