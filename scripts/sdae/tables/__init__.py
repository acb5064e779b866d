"""Expression tables: read in whatever format they come, or refused by row and column."""

from sdae.tables.table import Table, read_expected, read_table

__all__ = ["Table", "read_expected", "read_table"]
