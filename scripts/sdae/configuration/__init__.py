"""What a run is told: one model a section, of which schemas and the tables of keys are made.

Read when the workflow is, so nothing heavy is imported.
"""

from sdae.configuration.against_data import Fit, fit
from sdae.configuration.between_keys import (
    absent_models,
    problems_between_keys,
    problems_with_numbers,
)
from sdae.configuration.check import check
from sdae.configuration.datasets import read_datasets
from sdae.configuration.read import read

__all__ = [
    "Fit",
    "absent_models",
    "check",
    "fit",
    "problems_between_keys",
    "problems_with_numbers",
    "read",
    "read_datasets",
]
