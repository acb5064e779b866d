"""The prepared profiles alone, for jobs that need nothing else of their file."""

from pathlib import Path

import h5py
import numpy as np


def read_profiles(path: str | Path) -> np.ndarray:
    """Read `X` of a prepared matrix, (genes, conditions), float32.

    Importing AnnData takes longer than all that some jobs do.
    """
    with h5py.File(path) as file:
        return file["X"][:]
