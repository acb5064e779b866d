"""What sections of the page are made of; the template says how each kind is shown."""

from collections.abc import Mapping, Sequence
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
    """A title inside a section, of the level below the section's."""

    kind: ClassVar[str] = "heading"
    text: str
    level: int = 4


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
    """Text whose lines and blanks are kept; `copied` is for prose to be pasted elsewhere."""

    kind: ClassVar[str] = "preformatted"
    text: str
    copied: bool = False


@dataclass(frozen=True)
class Picture:
    """A figure: its contents as an address, its caption, words for who cannot see it, its name."""

    kind: ClassVar[str] = "picture"
    source: str
    caption: str
    alternative: str
    name: str


@dataclass(frozen=True)
class Details:
    """Parts that are shown when asked for."""

    kind: ClassVar[str] = "details"
    summary: str
    parts: Sequence[object]


@dataclass(frozen=True)
class Lead:
    """The one line that says what was found."""

    kind: ClassVar[str] = "lead"
    text: str


@dataclass(frozen=True)
class Doubts:
    """Warnings that a reader of the first screen must not miss; of many, the rest is scrolled."""

    kind: ClassVar[str] = "doubts"
    title: str
    texts: Sequence[str]


@dataclass(frozen=True)
class Tile:
    """A number that matters, what it is, and what to make of it."""

    value: str
    name: str
    note: str


@dataclass(frozen=True)
class Tiles:
    """Some numbers that matter."""

    kind: ClassVar[str] = "tiles"
    tiles: Sequence[Tile]


@dataclass(frozen=True)
class Drawing:
    """Inline pictures of one figure, which the page's script lets one take away.

    Attributes:
      name: of its file when it is taken away.
      pictures: elements of the page.
      caption: below them.
      layout: grid (as many in a row as there is room), single, or wide (scrolled on a phone).
      legend: numbers and names that can be switched off, with their colours.
      zoom: whether it can be looked at more closely.
    """

    kind: ClassVar[str] = "drawing"
    name: str
    pictures: Sequence[object]
    caption: str
    layout: str = "single"
    legend: Sequence[tuple[int, str, str]] = ()
    zoom: bool = False


@dataclass(frozen=True)
class Beside:
    """Parts side by side where there is room, the left one wider."""

    kind: ClassVar[str] = "beside"
    left: Sequence[object]
    right: Sequence[object]


@dataclass(frozen=True)
class Genes:
    """The table of genes: its first rows, of which the page's script makes all.

    Attributes:
      columns: key, name and explanation of each.
      rows: the first genes.
      total: how many there are.
      clusters: numbers to choose from.
      note: for who reads without the script.
      words: what the controls are called.
    """

    kind: ClassVar[str] = "genes"
    columns: Sequence[tuple[str, str, str]]
    rows: Sequence[Sequence[object]]
    total: int
    clusters: Sequence[int]
    note: str
    words: Mapping[str, str]


@dataclass(frozen=True)
class File:
    """A text to take away: the name of the file, what the link says, and its address."""

    kind: ClassVar[str] = "file"
    name: str
    text: str
    address: str


@dataclass(frozen=True)
class Section:
    """One entry of the contents.

    Attributes:
      anchor: what links inside the page name it by.
      title: above it and in the contents.
      parts: from top to bottom.
    """

    anchor: str
    title: str
    parts: Sequence[object]


@dataclass(frozen=True)
class Chapter:
    """A data set, or what concerns all of them.

    Attributes:
      anchor: what links inside the page name it by.
      title: above it.
      note: beside the title.
      first: parts of the first screen.
      sections: below it.
      data: what the page's script knows of it, as JSON; None if nothing.
    """

    anchor: str
    title: str
    note: str
    first: Sequence[object]
    sections: Sequence[Section]
    data: str | None = None
