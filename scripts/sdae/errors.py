"""The exceptions for what a user can mend, and the words that all messages share."""

import difflib
from collections.abc import Collection, Iterable


class InputError(ValueError):
    """Something that was given is wrong; says what, where, and what was expected instead.

    Args:
      problems: one sentence, or all problems of one file at once. Each names the file, row,
        column or key, what was found, what was expected, and how to mend it.
    """

    def __init__(self, problems: str | Iterable[str]):
        self.problems = [problems] if isinstance(problems, str) else list(problems)
        super().__init__("\n".join(self.problems))


class UnknownNameError(InputError, KeyError):
    """A name that a registry does not have.

    Args:
      kind: what the registry calls its entries, as "clusterer".
      name: what was asked for.
      known: names that there are.
    """

    def __init__(self, kind: str, name: str, known: Collection[str]):
        super().__init__(
            f"found no {kind} '{name}'; {did_you_mean(name, known)}expected one of "
            f"{', '.join(known)}"
        )

    # A KeyError would show its message in quotes.
    __str__ = InputError.__str__


def did_you_mean(name: str, known: Collection[str]) -> str:
    """Return a question about the known name that is nearest, in any case, or nothing."""
    spelt = {one.casefold(): one for one in known}
    close = difflib.get_close_matches(str(name).casefold(), list(spelt), n=1)
    return f"did you mean '{spelt[close[0]]}'? " if close else ""
