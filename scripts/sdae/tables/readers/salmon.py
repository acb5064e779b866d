"""Merged tables of salmon, tximport and nf-core/rnaseq: gene_id, gene_name, then samples."""

from sdae.errors import InputError
from sdae.tables.readers._header import header_of, named, reading
from sdae.tables.readers._record import AsText, Reader
from sdae.tables.sheet import Sheet
from sdae.tables.source import Source

ONE_SAMPLE = ["name", "length", "effectivelength", "tpm", "numreads"]


def read(source: Source, as_text: AsText, part: str | None) -> Sheet:
    header = header_of(source)
    if header[:5] == ONE_SAMPLE:
        raise InputError(
            f"{source.path}: found the quantification of one sample by salmon; expected the merged "
            "table of all samples, as tximport or nf-core/rnaseq write it"
        )
    ids = "tx" if header[:1] == ["tx"] else "gene_id"
    kinds = named("gene_name", "gene_id", "tx", "transcript_id")
    return reading("salmon", ids, lambda names: [n for n in kinds(names) if n.lower() != ids])(
        source, as_text, part
    )


ENTRY = Reader(
    name="salmon",
    label="salmon or nf-core, merged",
    recognise=lambda source: (
        header_of(source)[:2] in (["gene_id", "gene_name"], ["tx", "gene_id"])
        or header_of(source)[:5] == ONE_SAMPLE
    ),
    read=read,
    reference="nf-core/rnaseq, output; Soneson, Love, Robinson (2015), F1000Research 4",
)
