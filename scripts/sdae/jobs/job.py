"""What every script does around its work: its log, whole inputs, outputs on the disk."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sdae.jobs.logs import job_log
from sdae.jobs.seals import SEALS, require_sealed, seal, unseal


@contextmanager
def job(snakemake: Any) -> Iterator[logging.Logger]:
    """Run the work of a script: everything it says goes to the rule's log.

    Args:
      snakemake: what Snakemake gives to the script.

    Yields:
      The logger.

    Raises:
      SystemExit: something that the user can mend, with its message; a damaged input, too.
    """
    with job_log(snakemake.log[0]) as logger:
        require_sealed(snakemake.input, SEALS)
        # Ended in the middle, a job leaves outputs that are not what was sealed.
        unseal(snakemake.output, SEALS)
        yield logger
        seal(snakemake.output, SEALS)
