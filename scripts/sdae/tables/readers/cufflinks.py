"""FPKM tracking of Cufflinks: for each sample FPKM, its interval and a status."""

from sdae.tables.readers._header import header_of, reading
from sdae.tables.readers._record import AsText, Reader
from sdae.tables.sheet import Sheet
from sdae.tables.source import Source


def read(source: Source, as_text: AsText, part: str | None) -> Sheet:
    def annotation(names):
        return [name for name in names[1:] if not name.endswith("FPKM")]

    sheet = reading("cufflinks", "tracking_id", annotation)(source, as_text, part)
    sheet.names = [name.removesuffix("_FPKM") or name for name in sheet.names]
    return sheet


ENTRY = Reader(
    name="cufflinks",
    label="Cufflinks FPKM tracking",
    recognise=lambda source: (
        header_of(source)[:1] == ["tracking_id"]
        and any(name.endswith("fpkm") for name in header_of(source))
    ),
    read=read,
    reference="Trapnell et al. (2010), Nature Biotechnology 28(5); Cufflinks manual",
)
