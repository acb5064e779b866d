"""What every reader says of itself."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from sdae.tables.sheet import Sheet
from sdae.tables.source import Source

# From the names of the columns to the positions of those to keep as text; None keeps all so.
AsText = Callable[[Sequence[str]], Collection[int]] | None


@dataclass(frozen=True)
class Reader:
    """A format of expression tables.

    Attributes:
      name: what users write as `format`.
      label: for people.
      recognise: tells by its content whether a file is of this format.
      read: (source, as_text, part) to a sheet; `part` names a sheet or layer, or is None.
      reference: where the format is described.
      has_parts: whether a file has sheets or layers.
      orients: whether a file of this format says where its genes are, or has them in rows alone.
    """

    name: str
    label: str
    recognise: Callable[[Source], bool]
    read: Callable[[Source, AsText, str | None], Sheet]
    reference: str
    has_parts: bool = False
    orients: bool = False
