"""Files that are whole or not there: written beside their place, flushed, and then renamed."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def whole_file(path: str | Path) -> Iterator[Path]:
    """Give a path to write to, whose file takes the place of `path` once it is complete.

    Args:
      path: of the file that is to be.

    Yields:
      A path in the same folder, with the same ending, of an empty file with the rights that the
      umask leaves. After an exception it is removed, and what was at `path` stays as it was.
    """
    path = Path(path)
    number, name = tempfile.mkstemp(
        prefix=f".{path.name[:40]}.", suffix=path.suffix, dir=path.parent
    )
    os.close(number)
    beside = Path(name)
    try:
        beside.chmod(0o666 & ~_umask())
        yield beside
        with open(beside, "rb") as file:
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()


def _umask() -> int:
    # There is no other way to ask.
    mask = os.umask(0)
    os.umask(mask)
    return mask
