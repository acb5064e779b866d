"""Sizes of a bottleneck that follow the data."""

# What `layers: auto` stands for until the data are known: the largest bottleneck that suits their
# number of conditions, the next one, and the one after.
AUTO = ("auto", "auto-2", "auto-3")
BOTTLENECKS = (2, 4, 8, 16, 32)


def suiting(conditions: int) -> list[int]:
    """Return the sizes of a bottleneck that suit a number of conditions, the largest first.

    They are smaller than it, since a network as wide can hand its input through, and at most 32.
    """
    sizes = [size for size in BOTTLENECKS if size < conditions] or [1]
    return sizes[::-1][: len(AUTO)]


def width_of(name: str, conditions: int) -> int:
    """Return the size that one of `AUTO` stands for; the smallest where fewer suit."""
    sizes = suiting(conditions)
    return sizes[min(AUTO.index(name), len(sizes) - 1)]
