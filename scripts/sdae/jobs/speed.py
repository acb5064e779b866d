"""How fast a core of this machine is, beside the one that costs were measured on."""

import timeit

# Seconds of the work below on a core of the machine of `sdae.jobs.foretell.USES`, when it was idle.
REFERENCE = 0.04
ROUNDS = 5


def slowness() -> float:
    """Return how many times as long as on that machine a core takes here and now.

    Plain Python is timed for less than a second, the fastest of some rounds counts: what jobs do in
    compiled code is about as much faster or slower.
    """
    return min(timeit.repeat(_work, number=1, repeat=ROUNDS)) / REFERENCE


def _work() -> int:
    return sum(number * number % 7 for number in range(500_000))
