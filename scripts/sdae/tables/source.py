"""Bytes and text of a file, unpacked on the way, never more than is reasonable."""

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sdae.errors import InputError

# A file is taken for a bomb when it unpacks to more than this, and to so many times its size.
LARGEST = 200 << 20
RATIO = 300
HEAD = 1 << 16
DAMAGED = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, RuntimeError)
BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


class _Bounded(io.RawIOBase):
    """A stream that refuses to give more than a limit."""

    def __init__(self, file, path: Path, limit: int):
        self.file, self.path, self.left = file, path, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        try:
            piece = self.file.read(len(buffer))
        except DAMAGED as error:
            raise InputError(
                f"{self.path}: found a compressed file that is damaged or cut off ({error}); "
                "expected a whole one: fetch it again"
            ) from None
        self.left -= len(piece)
        if self.left < 0:
            raise InputError(
                f"{self.path}: found a file that unpacks to more than {RATIO} times its size; "
                "expected an expression table: unpack it by hand if it is one"
            )
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self.file.close()
        super().close()


@dataclass(frozen=True)
class Source:
    """A file that holds a table.

    Attributes:
      path: where it is.
      notes: what was seen in it that a person should know; the readers add to it.

    Raises:
      InputError: no such file, a damaged or an unreasonable archive.
    """

    path: Path
    notes: list[str] = field(default_factory=list)

    def __post_init__(self):
        if not self.path.is_file():
            found = "a folder or a device" if self.path.exists() else "no such file"
            raise InputError(
                f"{self.path}: found {found}; expected an expression table (column "
                "'expression' of the table of data sets is relative to that table's folder)"
            )

    @property
    def stem(self) -> str:
        """Its name without ending, and without that of its packing."""
        name = self.path.name.removesuffix(f".{self.packing}") if self.packing else self.path.name
        return Path(name).stem

    @cached_property
    def packing(self) -> str:
        """How it is packed: gz, bz2, xz, zip or nothing, by its first bytes."""
        with self.path.open("rb") as file:
            start = file.read(6)
        kinds = {b"\x1f\x8b": "gz", b"BZh": "bz2", b"\xfd7zXZ\x00": "xz", b"PK\x03\x04": "zip"}
        kind = next((kind for magic, kind in kinds.items() if start.startswith(magic)), "")
        return "" if kind == "zip" and self._is_workbook() else kind

    def _is_workbook(self) -> bool:
        try:
            names = zipfile.ZipFile(self.path).namelist()
        except DAMAGED:
            return False
        return any(name.startswith("xl/") or name == "content.xml" for name in names)

    def open(self) -> io.BufferedReader:
        """Open its bytes, unpacked."""
        file: gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile | zipfile.ZipExtFile
        try:
            match self.packing:
                case "gz":
                    file = gzip.GzipFile(self.path)
                case "bz2":
                    file = bz2.BZ2File(self.path)
                case "xz":
                    file = lzma.LZMAFile(self.path)  # noqa: SIM115, closed by who reads
                case "zip":
                    file = self._member()
                case _:
                    return self.path.open("rb")
        except DAMAGED as error:
            raise InputError(
                f"{self.path}: found a compressed file that is damaged ({error}); expected a "
                "whole one: fetch it again"
            ) from None
        limit = max(LARGEST, RATIO * self.path.stat().st_size)
        return io.BufferedReader(_Bounded(file, self.path, limit), 1 << 20)

    def _member(self):
        archive = zipfile.ZipFile(self.path)
        names = [
            name
            for name in archive.namelist()
            if not name.endswith("/")
            and not name.startswith("__MACOSX/")
            and not Path(name).name.startswith(".")
        ]
        if len(names) != 1:
            raise InputError(
                f"{self.path}: found a zip archive of {len(names)} files "
                f"({', '.join(names[:5])}); expected one file in it: unpack it and name the table"
            )
        return archive.open(names[0])

    @cached_property
    def head(self) -> bytes:
        """The first bytes, unpacked."""
        with self.open() as file:
            return file.read(HEAD)

    @cached_property
    def encoding(self) -> str:
        """The encoding of its text: by its mark, else UTF-8, else Windows-1252.

        Raises:
          InputError: bytes that are no text.
        """
        mark = next((name for bom, name in BOMS.items() if self.head.startswith(bom)), None)
        for encoding in [mark or "utf-8"] + ([] if mark else ["cp1252"]):
            line, found = 0, None
            try:
                with io.TextIOWrapper(self.open(), encoding=encoding) as file:
                    for line, found in enumerate(file, start=1):
                        if "\0" in found:
                            raise InputError(self._no_text(line, "bytes that are no text"))
            except UnicodeDecodeError:
                failed = line + 1
                continue
            if encoding == "cp1252":
                self.notes.append(
                    f"line {failed} is not UTF-8; read as Windows-1252 (Latin-1): if names look "
                    "wrong, save the file as UTF-8"
                )
            return encoding
        raise InputError(self._no_text(failed, "bytes that are no text in UTF-8"))

    def _no_text(self, line: int, what: str) -> str:
        return (
            f"{self.path}, line {line}: found {what}; expected a text file, a workbook (xlsx, xls, "
            "ods), Parquet, Feather or h5ad: save it as one of these"
        )

    def lines(self) -> Iterator[str]:
        """Iterate over its lines, without their ends (LF, CR LF or CR)."""
        with io.TextIOWrapper(self.open(), encoding=self.encoding) as file:
            for line in file:
                yield line[:-1] if line.endswith("\n") else line

    @cached_property
    def first_lines(self) -> list[str]:
        """The first lines of its head, for telling formats; none if it is no text."""
        encoding = next((name for bom, name in BOMS.items() if self.head.startswith(bom)), "cp1252")
        text = self.head.decode(encoding, errors="replace")
        if "\0" in text:
            return []
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:400]
