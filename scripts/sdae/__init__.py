"""Stacked denoising autoencoders for gene clustering: pure functions on arrays.

Each folder is one room of the workflow (see ARCHITECTURE.md) and knows nothing of Snakemake, so
everything here can be used from a notebook: after `pip install .`, or with this folder's parent on
the module path. docs/library.md shows how.
"""

__version__ = "0.2.0"
