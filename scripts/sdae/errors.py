"""The one exception for what a user can mend."""

from collections.abc import Iterable


class InputError(ValueError):
    """Something that was given is wrong; says what, where, and what was expected instead.

    Args:
      problems: one sentence, or all problems of one file at once. Each names the file, row,
        column or key, what was found, what was expected, and how to mend it.
    """

    def __init__(self, problems: str | Iterable[str]):
        self.problems = [problems] if isinstance(problems, str) else list(problems)
        super().__init__("\n".join(self.problems))
