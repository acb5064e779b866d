"""Stacked denoising autoencoders for gene clustering: pure functions on arrays.

Each module is one room of the workflow (see the README) and knows nothing of Snakemake, so
everything here can be used from a notebook with this folder's parent on the module path.
"""

__version__ = "0.1.0"
