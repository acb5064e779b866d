"""What is measured of a sample, told from the names of columns: of several, one is expression."""

import re
from collections import Counter
from collections.abc import Sequence

# How sure a measurement is, not how much was measured; R and pandas number what is called alike.
QUALITY = re.compile(
    r"(?<![a-z])(detection|p[-_. ]?val(ue)?|(bead|array)[_ ]?std(ev|err)|avg_nbeads|narrays)"
    r"(\.\d+)?$",
    re.I,
)
# Columns of a file of one sample, as of RSEM, kallisto, StringTie and STAR at the GDC.
OF_ONE_SAMPLE = re.compile(
    r"(expected|est)_counts?|numreads|coverage|isopct|(un)?stranded(_first|_second)?"
    r"|(tpm|fpkm|rpkm)(_uq)?(_unstranded)?",
    re.I,
)
KINDS = (
    r"abundance|(raw|normali[sz]ed|expected|est)?[ _]?counts?|length|tpm|fpkm|rpkm|cpm"
    r"|(lfq |raw )?intensity|ibaq|signal"
)
BESIDE_SAMPLE = re.compile(rf"(?P<first>{KINDS})[ ._:-]+.+|.+[ ._:-]+(?P<last>{KINDS})", re.I)


def of_quality(name: str) -> bool:
    """Tell whether a column says how sure a measurement is."""
    return QUALITY.search(name) is not None


def of_one_sample(names: Sequence[str]) -> bool:
    """Tell whether columns are all that was measured of one sample."""
    return len(names) > 1 and all(OF_ONE_SAMPLE.fullmatch(name) for name in names)


def several_quantities(names: Sequence[str]) -> dict[str, int]:
    """Count the columns of each quantity, where names say several, each of several samples."""
    found = [BESIDE_SAMPLE.fullmatch(name) for name in names]
    counts = Counter((match["first"] or match["last"]).lower() for match in found if match)
    several = {kind: count for kind, count in counts.items() if count > 1}
    return several if len(several) > 1 else {}
