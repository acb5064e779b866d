"""PCL and CDT of Cluster and TreeView: NAME and GWEIGHT columns, EWEIGHT and AID rows."""

from sdae.tables.readers._header import header_of, reading
from sdae.tables.readers._record import AsText, Reader
from sdae.tables.sheet import Sheet
from sdae.tables.source import Source


def recognise(source: Source) -> bool:
    starts = {line.split("\t")[0].strip('" ') for line in source.first_lines[1:4]}
    return "gweight" in header_of(source) or bool(starts & {"EWEIGHT", "AID"})


def read(source: Source, as_text: AsText, part: str | None) -> Sheet:
    header = header_of(source)
    # A CDT begins with the leaves of the tree of genes.
    ids = header[1] if header[:1] == ["gid"] else header[0]
    wanted = {"gid", "name", "gweight", "gorder", "leaf"} - {ids}
    # The rows EWEIGHT and AID are left out wherever they are.
    sheet = reading("pcl", ids, lambda names: [n for n in names if n.lower() in wanted])(
        source, as_text, part
    )
    sheet.ids = sheet.ids or sheet.names[0]
    return sheet


ENTRY = Reader(
    name="pcl",
    label="PCL or CDT of Cluster",
    recognise=recognise,
    read=read,
    reference="de Hoon et al. (2004), Bioinformatics 20(9); Saldanha (2004), Java TreeView",
)
