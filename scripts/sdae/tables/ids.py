"""Gene ids that are none: emptied, or turned into dates and numbers by a spreadsheet."""

import re
from collections.abc import Sequence

MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|mär|mrz|mai|okt|dez"
# Of other languages; some begin the names of genes, so only a day before them makes a date.
ABROAD = "janv|févr|mars|avr|juin|juil|août|déc|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|mrt"
DATE = re.compile(
    rf"\d{{1,2}}[-. /]{{1,2}}({MONTHS}|{ABROAD})\.?([-. /]\d{{2,4}})?"
    rf"|({MONTHS})\.?[-. /]\d{{1,4}}"
    r"|(19|20)\d\d[-/.][01]?\d[-/.][0-3]?\d( .*)?|[0-3]?\d[/.][0-3]?\d[/.](19|20)\d\d",
    re.IGNORECASE,
)
# Days since 1900 of the years 1990 to 2040, in which a spreadsheet may have counted.
SERIAL = re.compile(r"(3[3-9]|4\d|5[01])\d{3}")
SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+?\d{2,}", re.IGNORECASE)
NUMBER = re.compile(r"\d+")
# A column of such a name holds ids, and is kept as text.
LIKE_IDS = frozenset(
    {
        "id",
        "gene",
        "geneid",
        "gene_id",
        "symbol",
        "gene_symbol",
        "entrez",
        "entrezid",
        "probe",
        "name",
    }
)


def spreadsheet_ids(genes: Sequence[str]) -> list[int]:
    """Return the rows whose id looks like a date, a day's serial or a number that was shortened.

    Where a tenth of the ids are other numbers, as of Entrez genes, serials are ids as any others.
    """
    others = sum(
        NUMBER.fullmatch(gene) is not None and SERIAL.fullmatch(gene) is None for gene in genes
    )
    numeric = others > len(genes) / 10
    return [
        row
        for row, gene in enumerate(genes)
        if DATE.fullmatch(gene)
        or SCIENTIFIC.fullmatch(gene)
        or (not numeric and SERIAL.fullmatch(gene))
    ]


def row_numbers(genes: Sequence[str]) -> bool:
    """Tell whether ids are but the numbers of the rows, from 0 or from 1."""
    start = genes[0] if len(genes) else ""
    return (
        start in ("0", "1")
        and len(genes) > 2
        and list(genes) == [str(int(start) + row) for row in range(len(genes))]
    )
