"""GCT 1.2 and 1.3: dimensions on the second line, metadata of rows and of columns."""

from sdae.errors import InputError
from sdae.tables.layout import find_layout
from sdae.tables.readers._record import AsText, Reader
from sdae.tables.readers.delimited import read_text
from sdae.tables.sheet import Sheet
from sdae.tables.source import Source


def read(source: Source, as_text: AsText, part: str | None) -> Sheet:
    sizes = source.first_lines[1].split()
    version = source.first_lines[0].split()[0]
    wanted = 4 if version == "#1.3" else 2
    if len(sizes) != wanted or not all(size.isdigit() for size in sizes):
        raise InputError(
            f"{source.path}, line 2: found {' '.join(sizes)!r}; expected {wanted} numbers, the "
            f"dimensions of a table of GCT {version[1:]}"
        )
    rows, columns, row_metadata, column_metadata = (*map(int, sizes), 1, 0)[:4]
    layout = find_layout(source, header_line=3, delimiter="\t", skip=range(4, 4 + column_metadata))
    ids = _place_of_ids(layout.names) if version == "#1.2" else 0
    found = len(layout.lines), len(layout.names) - 1 - row_metadata - ids
    if found != (rows, columns):
        raise InputError(
            f"{source.path}: found {found[0]} rows and {found[1]} columns of values; expected "
            f"{rows} and {columns}, as line 2 says: the file is cut off or was edited"
        )
    annotation = tuple(layout.names[:ids] + layout.names[ids + 1 : ids + 1 + row_metadata])
    return read_text(
        source, as_text, layout, format="gct", ids=layout.names[ids], annotation=annotation
    )


def _place_of_ids(names: list[str]) -> int:
    """Return 1 where a column of row numbers comes before the ids, as in tables of GTEx."""
    return int([name.lower() for name in names[:3]] == ["id", "name", "description"])


ENTRY = Reader(
    name="gct",
    label="GCT",
    recognise=lambda source: (
        source.first_lines[:1] != []
        and source.first_lines[0].split("\t")[0].strip() in ("#1.2", "#1.3")
    ),
    read=read,
    reference="GenePattern file formats; Enache et al. (2019), Bioinformatics 35(8)",
)
