"""How many clusters to look for, where labels or a person say it."""

from collections.abc import Sequence

from sdae.errors import InputError


def number_of_clusters(
    labels: Sequence[str | None] | None, wanted: int | str | None, genes: int, file: str = "table"
) -> int:
    """Return the number of clusters to look for.

    Args:
      labels: known group of each gene, None where unknown; None if there are no labels.
      wanted: what the table of data sets says; None for as many as there are kinds of
        label; `auto` is for others to find out, so it is refused here.
      genes: number of genes that are clustered.
      file: for messages.

    Raises:
      InputError: neither says it, or there are fewer genes than clusters.
    """
    if isinstance(wanted, str):
        raise InputError(
            f"{file}: found {wanted} as the number of clusters; expected a number as 'clusters' in "
            "the table of data sets, or labels: none has been found out yet"
        )
    if wanted is None:
        if labels is None:
            raise InputError(
                f"{file}: found neither labels nor a number of clusters; expected "
                "'label_column', or a number as 'clusters', in the table of data sets"
            )
        kinds = sorted({label for label in labels if label is not None})
        wanted = len(kinds)
        if wanted < 2:
            raise InputError(
                f"{file}: found {wanted} kind of label {kinds} among {genes} genes (of those that "
                "are kept); expected at least 2, or a number as 'clusters' in the table of data "
                "sets"
            )
    if genes < max(wanted, 2):
        raise InputError(
            f"{file}: found {genes} genes (after those left out) for {wanted} clusters; expected "
            "at least as many genes as clusters"
        )
    return wanted
