"""Seals: digests of what jobs wrote, so that no damaged or exchanged file is taken for whole.

A file that was cut by a power loss or a full disk, or that holds another one's contents, may read
well and give wrong results without a word.
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote, unquote

from sdae.errors import InputError

# Below the working directory of a run.
SEALS = ".snakemake/seals"
NEW = ".new"


def seal(paths: Iterable[str | Path], folder: str | Path) -> None:
    """Bring files to the disk and write their digests.

    Args:
      paths: of the files, relative to the working directory.
      folder: of the seals.
    """
    for path in map(Path, paths):
        with open(path, "rb") as file:
            digest = hashlib.file_digest(file, "blake2b").hexdigest()
            os.fsync(file.fileno())
        place = _place(path, folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f"{place.name}{NEW}")
        beside.write_text(digest, encoding="ascii")
        beside.replace(place)


def unseal(paths: Iterable[str | Path], folder: str | Path) -> None:
    """Remove the seals of files that are about to be written."""
    for path in map(Path, paths):
        _place(path, folder).unlink(missing_ok=True)


def sealed(folder: str | Path) -> list[Path]:
    """Return the files that have a seal, relative to the working directory."""
    places = sorted(Path(folder).glob("*"))
    return [Path(unquote(place.name)) for place in places if place.suffix != NEW]


def require_sealed(paths: Iterable[str | Path], folder: str | Path) -> None:
    """Refuse files that are not what was sealed; those without a seal are not of these jobs.

    Args:
      paths: of the files, relative to the working directory.
      folder: of the seals.

    Raises:
      InputError: each file that changed since, and how to mend it.
    """
    broken = []
    for path in map(Path, paths):
        place = _place(path, folder)
        if not place.is_file():
            continue
        with open(path, "rb") as file:
            digest = hashlib.file_digest(file, "blake2b").hexdigest()
        if digest != place.read_text(encoding="ascii"):
            broken.append(
                f"{path}: found other contents than the workflow wrote; expected the file as it "
                "was, so it is damaged or was edited: delete it and run again, and it is made anew"
            )
    if broken:
        raise InputError(broken)


def _place(path: Path, folder: str | Path) -> Path:
    return Path(folder) / quote(str(path), safe="")
