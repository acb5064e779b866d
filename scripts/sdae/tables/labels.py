"""Known groups of genes, as they are written."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sdae.tables.messages import few

# How it is written that a group is not known, in any case. `-`, `.` and `None` are groups:
# strands, and places in the cell, are called so.
NO_LABEL = frozenset({"", "na", "n/a", "#n/a", "<na>", "nan", "null"})
ODD_GROUPS = frozenset({"-", ".", "?", "none", "+"})


def read_labels(texts: Iterable[str]) -> list[str | None]:
    """Return the group of each gene, None where it is not known."""
    return [None if text.lower() in NO_LABEL else text for text in texts]


def doubtful_labels(labels: Sequence[str | None], column: str) -> list[str]:
    """Say what may not be meant: groups of one spelling, groups of one gene, odd names."""
    counts = Counter(label for label in labels if label is not None)
    said = []
    odd = [label for label in counts if label.lower() in ODD_GROUPS - {"+"}]
    if odd:
        said.append(
            f"column '{column}': {few([repr(label) for label in odd])} is taken as a group of "
            "genes; leave the cell empty, or write NA, where the group is not known"
        )
    alike: dict[str, list[str]] = {}
    for label in counts:
        alike.setdefault(_spelling(label), []).append(label)
    near = [labels for labels in alike.values() if len(labels) > 1]
    if near:
        said.append(
            f"column '{column}': groups that differ by spelling alone, each taken as a group of "
            f"its own: {few([' and '.join(map(repr, labels)) for labels in near])}"
        )
    if len(counts) > 10 and len(counts) > sum(counts.values()) / 2:
        said.append(
            f"column '{column}': found {len(counts)} groups among {sum(counts.values())} genes, "
            "so most genes are a group of their own: is it a description, not a column of labels?"
        )
    return said


def _spelling(label: str) -> str:
    try:
        return str(float(label))
    except ValueError:
        return label.casefold()
