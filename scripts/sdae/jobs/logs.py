"""How every script reports: into its rule's log, and to the terminal what a person must see."""

import errno
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sdae.errors import InputError

logger = logging.getLogger("sdae")


FULL = (
    "found no space left on the disk of the working directory, or of temporary files (TMPDIR); "
    "expected some: make room, and the same command goes on from there"
)


def is_full(error: BaseException | None) -> bool:
    """Tell whether the cause of an error is a full disk, which libraries hide in their own."""
    while error is not None:
        if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
            return True
        if any(os.strerror(number) in str(error) for number in (errno.ENOSPC, errno.EDQUOT)):
            return True
        error = error.__cause__ or error.__context__
    return False


class _Kept(logging.Handler):
    """Keeps messages, each once."""

    def __init__(self, messages: list[str]):
        super().__init__(logging.WARNING)
        self.messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message not in self.messages:
            self.messages.append(message)


@contextmanager
def kept_warnings() -> Iterator[list[str]]:
    """Yield a list that every warning goes to, beside the log."""
    messages: list[str] = []
    handler = _Kept(messages)
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)


@contextmanager
def job_log(path: str | Path) -> Iterator[logging.Logger]:
    """Send the job's messages to `path`; a failure leaves its reason there.

    An `InputError` is the user's to mend, so it ends the process with its message and without
    a traceback; anything else is ours, so its traceback is kept.
    """
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(path, mode="w", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.captureWarnings(True)
    for source in (logger, logging.getLogger("py.warnings")):
        source.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield logger
    except InputError as error:
        logger.error("%s", error)
        sys.exit(f"\n{error}\n")
    except Exception as error:
        logger.exception("the job failed")
        if not is_full(error):
            raise
        sys.exit(f"\n{FULL}\n")
    finally:
        handler.close()
