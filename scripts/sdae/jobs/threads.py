"""How many threads the compiled programs of a job use."""

import os


def use_threads(number: int) -> None:
    """Run XLA's programs on this many threads; to be called before the first of them runs.

    Left alone, every process starts a thread per core of its machine, whatever its job was given.
    Measured on two cores, a chunk of small networks then takes two to three times the CPU time
    of one thread and ends no sooner, since the threads wait for each other at every step.

    Args:
      number: of threads, at least 1.
    """
    # What XLA reads, once, when its CPU client is made.
    os.environ["NPROC"] = str(number)
