"""Counts of featureCounts: a comment, then Geneid, Chr, Start, End, Strand, Length."""

from sdae.tables.readers._header import header_of, named, reading
from sdae.tables.readers._record import Reader

ENTRY = Reader(
    name="featurecounts",
    label="featureCounts",
    recognise=lambda source: (
        header_of(source)[:1] == ["geneid"]
        and len({"chr", "start", "end", "strand", "length"} & set(header_of(source))) >= 2
    ),
    read=reading(
        "featurecounts",
        "geneid",
        named("chr", "start", "end", "strand", "length", "gene_name", "gene_biotype", "gene_type"),
    ),
    reference="Liao, Smyth, Shi (2014), Bioinformatics 30(7); Subread user's guide",
)
