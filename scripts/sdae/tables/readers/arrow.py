"""Parquet and Feather: a data frame, its index or its first column of text the ids."""

from sdae.errors import InputError
from sdae.tables.readers._record import AsText, Reader
from sdae.tables.sheet import Sheet, numbers, too_small
from sdae.tables.source import Source


def read(source: Source, as_text: AsText, part: str | None) -> Sheet:
    import numpy as np
    import pandas as pd
    import pyarrow

    try:
        with source.open() as file:
            parquet = source.head.startswith(b"PAR1")
            frame = pd.read_parquet(file) if parquet else pd.read_feather(file)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise InputError(
            f"{source.path}: found a Parquet or Feather file that cannot be read ({error}); "
            "expected a whole one: write it again"
        ) from None
    if not isinstance(frame.index, pd.RangeIndex):
        frame = frame.reset_index()
    if len(frame) < 1 or frame.shape[1] < 2:
        raise too_small(str(source.path), len(frame), frame.shape[1] - 1)
    names = [str(name).strip() for name in frame.columns]
    kept = set(range(len(names))) if as_text is None else set(as_text(names))
    values, texts, odd = np.full(frame.shape, np.nan), {}, {}
    for column in range(len(names)):
        cells = frame.iloc[:, column]
        numeric = cells.dtype.kind in "iuf"
        if numeric:
            values[:, column] = cells.to_numpy(float)
        if not numeric or column in kept:
            written = zip(cells, cells.isna(), strict=True)
            text = np.array(["" if gone else str(cell).strip() for cell, gone in written], object)
            if not numeric:
                values[:, column], rows = numbers(text)
                if len(rows):
                    odd[column] = rows, text[rows]
            if column in kept:
                texts[column] = text
        if numeric:
            rows = np.flatnonzero(np.isinf(values[:, column]))
            if len(rows):
                odd[column] = rows, np.array([f"{values[r, column]}" for r in rows], dtype=object)
    return Sheet(
        str(source.path), names, values, texts, odd, np.arange(2, len(frame) + 2),
        format="arrow", notes=source.notes,
    )  # fmt: skip


ENTRY = Reader(
    name="arrow",
    label="Parquet or Feather",
    recognise=lambda source: source.head.startswith((b"PAR1", b"ARROW1", b"FEA1")),
    read=read,
    reference="Apache Parquet; Apache Arrow IPC; Feather",
)
