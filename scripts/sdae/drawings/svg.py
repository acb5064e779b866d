"""SVG elements as text; whatever is written into one is escaped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape


def tag(name: str, *inside: object, **attributes: object) -> Markup:
    """Return an element.

    Args:
      name: of the element.
      inside: its contents; text is escaped, other elements are not.
      attributes: an underscore at the end is left out (`class_`), within a name it is a hyphen;
        those that are None are left out.
    """
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _plain(value))
        for key, value in attributes.items()
        if value is not None
    )
    contents = Markup("").join(escape(each) for each in inside)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), written, contents)


def _plain(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def drawing(
    width: float, height: float, alternative: str, *inside: object, class_: str | None = None
) -> Markup:
    """Return a whole picture.

    Args:
      width: of its contents; on the page it is as wide as there is room.
      height: of its contents.
      alternative: what is seen, for who cannot see it.
      inside: its elements.
      class_: what the page's style and script call it.
    """
    return tag(
        "svg",
        *inside,
        viewBox=f"0 0 {width:g} {height:g}",
        role="img",
        aria_label=alternative,
        class_=class_,
    )


def text(x: float, y: float, words: object, class_: str = "", **attributes: object) -> Markup:
    """Return text at a place."""
    return tag("text", words, x=float(x), y=float(y), class_=class_ or None, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """Return a straight line."""
    return tag("path", d=f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", class_=class_)


def path(places: Iterable[tuple[float, float]], breaks: Sequence[int] = ()) -> str:
    """Return the way through places, interrupted before those whose numbers are in `breaks`."""
    return "".join(
        f"{'M' if i == 0 or i in breaks else 'L'}{x:.1f} {y:.1f}" for i, (x, y) in enumerate(places)
    )


@dataclass(frozen=True)
class Frame:
    """Where values are in a picture.

    Attributes:
      left: edge of the room for data; so are right, top and bottom.
      x_range: what lies at the left and at the right edge.
      y_range: what lies at the bottom and at the top edge.
    """

    left: float
    right: float
    top: float
    bottom: float
    x_range: tuple[float, float]
    y_range: tuple[float, float]

    def x(self, value: float) -> float:
        """Return where a value is across."""
        low, high = self.x_range
        return self.left + (value - low) / ((high - low) or 1) * (self.right - self.left)

    def y(self, value: float) -> float:
        """Return where a value is in height."""
        low, high = self.y_range
        return self.bottom - (value - low) / ((high - low) or 1) * (self.bottom - self.top)
