"""Names from outside as figures can show them."""

# Of a name among others, and of one in a heading.
NAME_LENGTH, HEADING_LENGTH = 32, 60


def printable(text: str) -> str:
    """Return a text with blanks in the place of what no file of a picture may hold."""
    return "".join(each if each.isprintable() else " " for each in text)


def named(name: object, most: int = NAME_LENGTH) -> str:
    """Return a name from outside as it can be drawn: printable, and not too long.

    What no file of a picture may hold becomes a blank, the middle of a long name an ellipsis.
    """
    text = printable(str(name))
    # A legend leaves out what begins with an underscore.
    text = f" {text}" if text.startswith("_") else text
    if len(text) <= most:
        return text
    tail = (most - 1) // 3
    return f"{text[: most - 1 - tail]}\N{HORIZONTAL ELLIPSIS}{text[-tail:]}"


def heading(*names: str) -> str:
    """Return the names that a heading begins with, as "yeast, kmeans"."""
    return ", ".join(named(name, HEADING_LENGTH) for name in names)
