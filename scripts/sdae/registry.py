"""Registries: what users can name, one entry a file, listed once in its room."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

from sdae.errors import UnknownNameError


class Named(Protocol):
    """An entry of a registry: whatever has a name."""

    @property
    def name(self) -> str:
        """What users write."""


Entry = TypeVar("Entry", bound=Named)


class Registry(Mapping[str, Entry]):
    """Entries by name, in the order in which they are listed.

    Args:
      kind: what messages call an entry, as "clusterer".
      entries: each with a name of its own.

    Raises:
      ValueError: two entries of one name.
    """

    def __init__(self, kind: str, entries: Iterable[Entry]):
        self.kind = kind
        self._entries: dict[str, Entry] = {}
        for entry in entries:
            if entry.name in self._entries:
                raise ValueError(f"two entries of the {kind}s are called '{entry.name}'")
            self._entries[entry.name] = entry

    def __getitem__(self, name: str) -> Entry:
        """Return the entry of this name.

        Raises:
          UnknownNameError: there is none; never is another one taken in its place.
        """
        try:
            return self._entries[name]
        except KeyError:
            raise UnknownNameError(self.kind, name, self._entries) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
