"""GEO series matrix: a table between two marks, metadata around it."""

from sdae.errors import InputError
from sdae.tables.layout import find_layout
from sdae.tables.messages import few
from sdae.tables.readers._record import AsText, Reader
from sdae.tables.readers.delimited import read_text
from sdae.tables.sheet import Sheet
from sdae.tables.source import Source

BEGIN, END = "!series_matrix_table_begin", "!series_matrix_table_end"


def read(source: Source, as_text: AsText, part: str | None) -> Sheet:
    begin, end, rows, supplements = None, None, 0, []
    for number, line in enumerate(source.lines(), start=1):
        if line.startswith(BEGIN):
            begin = number
        elif line.startswith(END):
            end = number
            break
        elif begin:
            rows += bool(line.strip())
        elif line.startswith("!Series_supplementary_file"):
            supplements.append(line.partition("\t")[2].strip().strip('"'))
    if begin is None or end is None:
        raise InputError(
            f"{source.path}: found no line '{END if begin else BEGIN}'; expected a whole series "
            "matrix: the file is cut off, so fetch it again"
        )
    if rows < 2:
        raise InputError(
            f"{source.path}: found a series matrix without a single row of values; expected a row "
            "for each gene. Its values are elsewhere, as of most RNA-seq series"
            + (f": see its supplementary files {few(supplements)}" if supplements else "")
        )
    layout = find_layout(
        source, header_line=begin + 1, delimiter="\t", stop=lambda line: line.startswith(END)
    )
    return read_text(source, as_text, layout, format="series_matrix", ids=layout.names[0])


ENTRY = Reader(
    name="series_matrix",
    label="GEO series matrix",
    recognise=lambda source: any(
        line.startswith(("!Series_", BEGIN)) for line in source.first_lines[:20]
    ),
    read=read,
    reference="https://www.ncbi.nlm.nih.gov/geo/info/seriesmatrix.html",
)
