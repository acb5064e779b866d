"""An expression table, however it was written."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Table:
    """An expression table.

    Attributes:
      genes: ids as given, one per row; they may repeat.
      conditions: names of the columns, each once.
      values: (genes, conditions), float64, NaN where missing.
      labels: known group of each gene as text, None where unknown; None if no column says it.
      file: where it was read, for messages.
    """

    genes: list[str]
    conditions: list[str]
    values: np.ndarray
    labels: list[str | None] | None = None
    file: str = "table"

    def take(self, genes: np.ndarray, conditions: np.ndarray | slice = slice(None)) -> Table:
        """Keep the genes, and the conditions, that a mask or their positions name."""
        import numpy as np

        rows = np.arange(len(self.genes))[genes]
        columns = np.arange(len(self.conditions))[conditions]
        return replace(
            self,
            genes=[self.genes[row] for row in rows],
            conditions=[self.conditions[column] for column in columns],
            values=self.values[np.ix_(rows, columns)],
            labels=None if self.labels is None else [self.labels[row] for row in rows],
        )

    def digest(self) -> str:
        """Digest what the table says, not how it is written.

        Returns:
          The first 16 hexadecimal digits of the SHA-256 of these lines, each ended by a line feed,
          their parts separated by tabs: the conditions; then for each gene its id, its label (empty
          if unknown) and its values, to six significant digits (`nan` where missing). Delimiter,
          compression, orientation and the way a number is written do not matter.
        """
        digest = hashlib.sha256(("\t".join(self.conditions) + "\n").encode())
        labels = self.labels or [None] * len(self.genes)
        for gene, label, values in zip(self.genes, labels, self.values, strict=True):
            # Adding zero turns -0 into 0.
            numbers = "\t".join(f"{value:.6g}" for value in (values + 0.0).tolist())
            digest.update(f"{gene}\t{label or ''}\t{numbers}\n".encode())
        return digest.hexdigest()[:16]

    def describe(self) -> str:
        """Say shape and class sizes in words."""
        size = f"{len(self.genes)} genes x {len(self.conditions)} conditions"
        if self.labels is None:
            return f"{size}, no labels"
        counts = Counter(self.labels)
        unknown = counts.pop(None, 0)
        sizes = ", ".join(f"{label}: {count}" for label, count in counts.items())
        return f"{size}, labels {sizes}" + (f", without label: {unknown}" if unknown else "")
