"""How close drawn profiles are to real ones, in words."""

from sdae.statistics.closeness import Closeness


def in_words(seen: Closeness) -> str:
    """Say how close drawn profiles are to real ones, and what regeneration has to do with it."""
    return (
        f"drawn profiles have {100 * seen.drawn:.0f} % of the real ones' standard deviation, "
        f"regenerated ones {100 * seen.regenerated:.0f} %; the mean of drawn ones is "
        f"{seen.shift:.2f} standard deviations off (each in the median condition)"
    )
