"""Gene sets in the clusters, for a reader."""

import pandas as pd

from sdae.report.found import Found
from sdae.report.parts import Heading, Paragraph, Table
from sdae.report.wording import count

MOST, LEVEL = 8, 0.05
COLUMNS = ("gene set", "genes in both", "of the set", "fold", "p, adjusted", "genes")
NAMED = 8
SAID = (
    "Gene sets that hold more of a cluster's genes than chance gives (hypergeometric, adjusted "
    "over all pairs of cluster and set by Benjamini and Hochberg), at most {most} for each "
    "cluster. All are in results/enrichment/{name}.tsv."
)


def enrichment(found: Found) -> list[object]:
    """Show the gene sets of each cluster that are significant."""
    rows = found.enrichment
    parts: list[object] = [Paragraph(SAID.format(most=MOST, name=found.name))]
    for cluster, size in found.sizes.items():
        own = rows[(rows["cluster"] == cluster) & (rows["p_adjusted"] <= LEVEL)]
        own = own.sort_values("p_adjusted", kind="stable")
        parts.append(Heading(f"Cluster {cluster}, {count(size, 'gene')}"))
        if own.empty:
            parts.append(Paragraph("No gene set is over-represented.", muted=True))
            continue
        parts.append(Table(COLUMNS, [_row(row) for row in own.head(MOST).to_dict("records")]))
        if len(own) > MOST:
            parts.append(Paragraph(f"And {len(own) - MOST:,} more.", muted=True))
    return parts


def _row(row: dict) -> list[object]:
    genes = str(row["genes"]).split(";")
    more = f" and {len(genes) - NAMED:,} more" if len(genes) > NAMED else ""
    what = row["description"]
    said = "" if pd.isna(what) or not what or what == row["gene_set"] else f" ({what})"
    return [
        f"{row['gene_set']}{said}",
        f"{row['overlap']:,}",
        f"{row['set_size']:,}",
        f"{row['fold']:.3g}",
        f"{row['p_adjusted']:.1e}",
        f"{', '.join(genes[:NAMED])}{more}",
    ]
