"""Counts of htseq-count or STAR, merged: totals stand among the genes, and are left out."""

from sdae.tables.readers._record import Reader
from sdae.tables.readers.delimited import read_text
from sdae.tables.sheet import NO_GENES
from sdae.tables.source import Source


def recognise(source: Source) -> bool:
    """Tell by rows of totals; they come first (STAR) or last (htseq-count)."""
    lines = source.first_lines
    if not lines or len(source.head) > 1 << 15:
        return any(line.split("\t")[0].strip('" ') in NO_GENES for line in lines[:6])
    return any(line.split("\t")[0].strip('" ') in NO_GENES for line in lines)


ENTRY = Reader(
    name="htseq",
    label="htseq-count or STAR, merged",
    recognise=recognise,
    # The rows of totals are left out wherever they are.
    read=lambda source, as_text, part: read_text(source, as_text, format="htseq"),
    reference="Anders, Pyl, Huber (2015), Bioinformatics 31(2); STAR manual, quantMode",
)
