"""What sections of the page are made of; the template says how each kind is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Paragraph:
    """Some sentences."""

    kind: ClassVar[str] = "paragraph"
    text: str
    muted: bool = False


@dataclass(frozen=True)
class Heading:
    """A title inside a section."""

    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True)
class Table:
    """Cells as text; the rows whose numbers are in `strong` stand out."""

    kind: ClassVar[str] = "table"
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Facts:
    """Names with their values."""

    kind: ClassVar[str] = "facts"
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Preformatted:
    """Text whose lines and blanks are kept."""

    kind: ClassVar[str] = "preformatted"
    text: str


@dataclass(frozen=True)
class Picture:
    """A figure: its contents as an address, its caption, and words for who cannot see it."""

    kind: ClassVar[str] = "picture"
    source: str
    caption: str
    alternative: str


@dataclass(frozen=True)
class Details:
    """Parts that are shown when asked for."""

    kind: ClassVar[str] = "details"
    summary: str
    parts: Sequence[object]


@dataclass(frozen=True)
class Section:
    """One entry of the contents.

    Attributes:
      anchor: what links inside the page name it by.
      title: above it and in the contents.
      parts: from top to bottom.
      boxed: whether it is set apart from the others.
    """

    anchor: str
    title: str
    parts: Sequence[object]
    boxed: bool = False
