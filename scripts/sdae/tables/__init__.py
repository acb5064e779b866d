"""Expression tables: read in whatever format they come, or refused by row and column."""

from sdae.tables.read import read_expected, read_table
from sdae.tables.table import Table

__all__ = ["Table", "read_expected", "read_table"]
