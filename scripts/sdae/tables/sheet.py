"""Cells of a table before it is known which column is what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sdae.errors import InputError

if TYPE_CHECKING:
    import numpy as np

# How a missing value may be written, in any case.
MISSING = frozenset({"", "na", "n/a", "#n/a", "<na>", "nan", "null", "none", "-", ".", "?"})
# A row of headings before any gene, or totals after all: no genes, whatever the format.
NO_GENES = frozenset({"EWEIGHT", "AID", "EORDER", "N_unmapped", "N_multimapping", "N_noFeature",
                      "N_ambiguous", "__no_feature", "__ambiguous", "__too_low_aQual",
                      "__not_aligned", "__alignment_not_unique",
                      # As htseq-count called them before 0.6.
                      "no_feature", "ambiguous", "too_low_aQual", "not_aligned",
                      "alignment_not_unique"})  # fmt: skip


@dataclass
class Sheet:
    """A table of numbers and texts, genes in rows.

    Attributes:
      file: where it was read.
      names: of the columns, stripped; "" where there is none.
      values: (rows, columns), float64; NaN where there is no number.
      texts: by column, the text of each row; of those that were asked for as text.
      odd: by column, positions of the rows whose cell is neither a number nor missing, and their
        texts.
      lines: number in the file of each row, or of each column once turned.
      header_line: number in the file of the header.
      turned: whether it was written with genes in columns.
      decimal: the decimal sign of its texts.
      format: name of the reader that read it.
      ids: name of the column of ids, where the format says it.
      annotation: names of columns that the format says are no values.
      labels: names of columns that the format says are groups of genes.
    """

    file: str
    names: list[str]
    values: np.ndarray
    texts: dict[int, np.ndarray]
    odd: dict[int, tuple[np.ndarray, np.ndarray]]
    lines: np.ndarray
    header_line: int = 1
    turned: bool = False
    decimal: str = "."
    format: str = "delimited"
    ids: str | None = None
    annotation: Sequence[str] = field(default_factory=tuple)
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of_cells(
        cls,
        file: str,
        names: Iterable[str],
        cells: np.ndarray,
        lines: np.ndarray,
        decimal: str = ".",
        **more,
    ) -> Sheet:
        """Make one of text cells, (rows, columns), every column kept as text too."""
        import numpy as np

        names = [str(name).strip() for name in names]
        values = np.full(cells.shape, np.nan)
        texts, odd = {}, {}
        for column in range(cells.shape[1]):
            texts[column] = np.array([text.strip() for text in cells[:, column]], dtype=object)
            values[:, column], rows = numbers(texts[column], decimal)
            if len(rows):
                odd[column] = rows, texts[column][rows]
        return cls(file, names, values, texts, odd, np.asarray(lines), decimal=decimal, **more)

    def place(self, row: int, column: int) -> str:
        """Say where in the file the cell of a row, or of the header (-1), stood."""
        if self.turned:
            return f"line {self.lines[column]}, column {row + 2}"
        line = self.header_line if row < 0 else self.lines[row]
        return f"line {line}, column {column + 1}"

    def named_place(self, row: int, column: int, gene: str) -> str:
        """Say where in the file a value stood, by names."""
        side = "row" if self.turned else "column"
        line = self.lines[column if self.turned else row]
        return f"line {line}, gene '{gene}', {side} '{self.names[column]}'"

    @property
    def side(self) -> str:
        """What a condition is in the file."""
        return "row" if self.turned else "column"

    def column_text(self, column: int) -> np.ndarray:
        """Return a column as text, as far as it was kept."""
        import numpy as np

        if column in self.texts:
            return self.texts[column]
        text = np.array([f"{value:.15g}" for value in self.values[:, column]], dtype=object)
        text[np.isnan(self.values[:, column])] = ""
        if column in self.odd:
            rows, found = self.odd[column]
            text[rows] = found
        return text

    def text_throughout(self, column: int) -> bool:
        """Tell whether a column holds text and not a single finite number."""
        import numpy as np

        return column in self.odd and not np.isfinite(self.values[:, column]).any()


def numbers(texts: np.ndarray, decimal: str = ".") -> tuple[np.ndarray, np.ndarray]:
    """Read text as numbers.

    Returns:
      float64, NaN where there is none; and the positions of what is neither number nor missing.
    """
    import numpy as np
    import pandas as pd

    written = texts
    if decimal != ".":
        # A point would be a thousands separator: no number, rather than another one.
        written = np.array(
            [text if "." in text else text.replace(decimal, ".") for text in texts], dtype=object
        )
        written[np.array(["." in text for text in texts], dtype=bool)] = "x"
    # Converts whole arrays, and takes no underscores.
    values = pd.to_numeric(pd.Series(written, dtype=object), errors="coerce").to_numpy(float)
    wrong = np.flatnonzero(~np.isfinite(values))
    odd = [row for row in wrong if texts[row].lower() not in MISSING]
    return values, np.array(odd, dtype=int)


def too_small(file: str, rows: int, columns: int) -> InputError:
    """Return the refusal of a table that has no genes or no columns of values."""
    return InputError(
        f"{file}: found {rows} genes and {columns} columns of values; expected a header, one "
        "column of ids, and a row for each gene (if the genes are in columns, 'orientation' is "
        "columns)"
    )
