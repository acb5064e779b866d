"""How far a long job is: a bar on a terminal, lines in its log."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

from sdae.jobs.logs import logger

# A log wants a line now and then, not twenty a second.
SECONDS_BETWEEN_LINES = 10


@contextmanager
def progress(total: float, what: str, unit: str) -> Iterator[Callable[[float], None]]:
    """Report the progress of `total` units of work.

    Args:
      total: how much there is to do.
      what: a word for the work, as `training`.
      unit: what is counted, as `partition`.

    Yields:
      A function that takes how much has been done since it was last called.
    """
    bar = tqdm(
        total=total,
        desc=what,
        unit=unit,
        unit_scale=True,
        leave=False,
        disable=None,
        file=sys.stderr,
    )
    start = last = time.monotonic()
    done = 0.0

    def line() -> None:
        elapsed = time.monotonic() - start
        logger.info("%s", tqdm.format_meter(done, total, elapsed, prefix=what, unit=unit, ncols=0))

    def advance(amount: float) -> None:
        nonlocal done, last
        done += amount
        bar.update(amount)
        if time.monotonic() - last > SECONDS_BETWEEN_LINES:
            last = time.monotonic()
            line()

    with bar:
        yield advance
        line()
