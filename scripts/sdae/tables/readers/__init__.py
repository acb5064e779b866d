"""Formats of expression tables, told by content; the first that recognises a file reads it."""

from sdae.errors import InputError
from sdae.registry import Registry
from sdae.tables.readers import (
    arrow,
    cufflinks,
    delimited,
    excel,
    featurecounts,
    gct,
    h5ad,
    htseq,
    pcl,
    salmon,
    series_matrix,
)
from sdae.tables.readers._record import Reader
from sdae.tables.source import Source

READERS: Registry[Reader] = Registry(
    "format",
    [
        h5ad.ENTRY,
        arrow.ENTRY,
        excel.ENTRY,
        gct.ENTRY,
        series_matrix.ENTRY,
        featurecounts.ENTRY,
        cufflinks.ENTRY,
        salmon.ENTRY,
        pcl.ENTRY,
        htseq.ENTRY,
        delimited.ENTRY,
    ],
)


def reader_of(source: Source, wanted: str = "auto") -> Reader:
    """Return the reader of a file: the one that is wanted, or the first that recognises it.

    Raises:
      UnknownNameError: a format that there is not.
      InputError: a file of no known format.
    """
    if wanted != "auto":
        return READERS[wanted]
    for reader in READERS.values():
        if reader.recognise(source):
            return reader
    if not source.head:
        raise InputError(f"{source.path}: found nothing in it; expected an expression table")
    # Says where the text of a file of none of them ends.
    raise InputError(f"{source.path}: found text in {source.encoding}, but no table")
