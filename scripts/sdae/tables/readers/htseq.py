"""Counts of htseq-count or STAR, merged: totals stand among the genes, and are left out."""

from sdae.errors import InputError
from sdae.tables.readers._record import AsText, Reader
from sdae.tables.readers.delimited import read_text
from sdae.tables.sheet import NO_GENES, Sheet
from sdae.tables.source import Source


def recognise(source: Source) -> bool:
    """Tell by rows of totals; they come first (STAR) or last (htseq-count)."""
    lines = source.first_lines
    if not lines or len(source.head) > 1 << 15:
        return any(line.split("\t")[0].strip('" ') in NO_GENES for line in lines[:6])
    return any(line.split("\t")[0].strip('" ') in NO_GENES for line in lines)


def read(source: Source, as_text: AsText, part: str | None) -> Sheet:
    """Read it; the rows of totals are left out wherever they are."""
    header = source.first_lines[0].split("\t")
    if header[0] in NO_GENES and len(header) == 4:
        raise InputError(
            f"{source.path}: found STAR's counts of one sample in three columns, of both strands "
            "and of either; expected one column of counts: keep that of your library, as by "
            "cut -f1,2, and give all samples together"
        )
    return read_text(source, as_text, format="htseq")


ENTRY = Reader(
    name="htseq",
    label="htseq-count or STAR, merged",
    recognise=recognise,
    read=read,
    reference="Anders, Pyl, Huber (2015), Bioinformatics 31(2); STAR manual, quantMode",
)
