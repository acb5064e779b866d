"""Pictures of pixels, as an address that needs no file."""

import base64
import struct
import zlib

import numpy as np

from sdae.drawings.colours import steps

LEVELS = 255
INDEXED, DEPTH = 3, 8


def heat(values: np.ndarray, limit: float) -> str:
    """Return a matrix as a picture of one pixel per value, blue below 0 and red above.

    Args:
      values: (rows, columns).
      limit: what has the last colour on both sides, as has all beyond it.

    Returns:
      A data address of an indexed PNG.
    """
    shares = np.clip(np.nan_to_num(values) / (limit or 1), -1, 1)
    indices = np.round((shares + 1) / 2 * (LEVELS - 1)).astype(np.uint8)
    rows, columns = indices.shape
    # Each row begins with the number of its filter: none.
    raw = np.hstack([np.zeros((rows, 1), np.uint8), indices]).tobytes()
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", columns, rows, DEPTH, INDEXED, 0, 0, 0)),
        (b"PLTE", steps(LEVELS).tobytes()),
        (b"IDAT", zlib.compress(raw, 9)),
        (b"IEND", b""),
    ]
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
    return f"data:image/png;base64,{base64.b64encode(data).decode('ascii')}"
