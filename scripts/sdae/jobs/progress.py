"""How far a long job is: lines in its log, and now and then one where the user looks."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

from sdae.jobs.logs import logger

# A log wants a line now and then, not twenty a second; a terminal is shared by all jobs at once.
SECONDS_BETWEEN_LINES = 10
SECONDS_BETWEEN_LINES_SHOWN = 30


@contextmanager
def progress(total: float, what: str, unit: str) -> Iterator[Callable[[float], None]]:
    """Report the progress of `total` units of work.

    The log has each line. Standard error, which Snakemake passes on, has one every half a minute,
    so a shorter job says nothing there. No bar: those of jobs side by side overwrite each other.

    Args:
      total: how much there is to do.
      what: a word for the work, as `training`.
      unit: what is counted, as `partition`.

    Yields:
      A function that takes how much has been done since it was last called.
    """
    start = logged = shown = time.monotonic()
    done = 0.0

    def line() -> None:
        elapsed = time.monotonic() - start
        logger.info("%s", tqdm.format_meter(done, total, elapsed, prefix=what, unit=unit, ncols=0))

    def advance(amount: float) -> None:
        nonlocal done, logged, shown
        done += amount
        now = time.monotonic()
        if now - logged > SECONDS_BETWEEN_LINES:
            logged = now
            line()
        if now - shown > SECONDS_BETWEEN_LINES_SHOWN and 0 < done < total:
            shown = now
            print(in_short(what, done / total, now - start), file=sys.stderr, flush=True)

    yield advance
    line()


def in_short(what: str, share: float, elapsed: float) -> str:
    """Say how far a job is, and how long the rest takes if it goes on as before.

    Args:
      what: a word for the work.
      share: what is done of it, above 0.
      elapsed: seconds that this took.

    Example:
      >>> in_short("training", 0.25, 60)
      'training: 25 %, about 3 min to go'
    """
    left = elapsed * (1 - share) / share
    if left < 60:
        rest = "less than a minute"
    else:
        rest = f"about {left / 60:.0f} min" if left < 5400 else f"about {left / 3600:.1f} h"
    return f"{what}: {100 * share:.0f} %, {rest} to go"
