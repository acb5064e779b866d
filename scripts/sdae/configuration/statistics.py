"""The section `statistics`: how surely differences are said."""

from sdae.configuration._section import Section, bounded


class Statistics(Section):
    """How intervals and tests of differences are made."""

    bootstrap: int = bounded(
        99,
        1_000_000,
        9999,
        "Resamples of an interval; sign flips of a test, where not all are made.",
    )
