"""Tables that are safe where a spreadsheet opens them: no text of ours is run as a formula."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# What begins so, a spreadsheet takes for a formula; behind an apostrophe, for a text.
FORMULA = ("=", "+", "-", "@")
APOSTROPHE = "'"


def safe(text: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would run; numbers stay as they are."""
    if not isinstance(text, str) or len(text) < 2 or _is_number(text):
        return text
    return f"{APOSTROPHE}{text}" if text.startswith(FORMULA) else text


def plain(text: object) -> object:
    """Undo `safe`."""
    safe_starts = tuple(APOSTROPHE + sign for sign in FORMULA)
    return text[1:] if isinstance(text, str) and text.startswith(safe_starts) else text


def with_safe_cells(table: "pd.DataFrame") -> "pd.DataFrame":
    """Return a table whose texts, those of its header too, a spreadsheet shows as they are."""
    texts = table.select_dtypes(["object", "string", "category"])
    return table.assign(**{name: texts[name].map(safe) for name in texts}).rename(columns=safe)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
