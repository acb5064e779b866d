"""What messages about tables share: how many places are shown, and how names are listed."""

from collections.abc import Iterable, Sequence

# So many places are shown when the same thing is wrong in many.
SHOWN = 10


def shown(problems: Iterable[str]) -> list[str]:
    """Cut a long list of alike problems, and say how many there are."""
    problems = list(problems)
    if len(problems) <= SHOWN:
        return problems
    return [
        *problems[:SHOWN],
        f"and {len(problems) - SHOWN} more like these, {len(problems)} in all",
    ]


def few(names: Sequence[str]) -> str:
    """List the first names, each cut to 60 characters, and say how many there are in all."""
    more = f" and {len(names) - SHOWN} more, {len(names)} in all" if len(names) > SHOWN else ""
    return ", ".join(short(name) for name in names[:SHOWN]) + more


def short(text: object, longest: int = 60) -> str:
    """Cut a text that is too long for a message."""
    text = str(text)
    return text if len(text) <= longest else f"{text[:longest]}..."
