"""A job that fails says why: to its log, and to the terminal in words where a user can mend it."""

import errno
import re

import pytest
from sdae.errors import InputError
from sdae.jobs.logs import FULL, is_full, job_log, kept_warnings, logger


def test_a_full_disk_is_recognised_behind_what_libraries_make_of_it():
    hidden = RuntimeError("unable to write: errno = 28, error message = 'No space left on device'")
    assert is_full(hidden)
    assert is_full(OSError(errno.EDQUOT, "quota"))
    try:
        try:
            raise OSError(errno.ENOSPC, "full")
        except OSError as error:
            raise ValueError("cannot close") from error
    except ValueError as error:
        outer = error
    assert is_full(outer)
    assert not is_full(OSError(errno.EACCES, "denied"))
    assert not is_full(None)


@pytest.mark.parametrize(
    ("error", "said"),
    [(InputError("found a; expected b"), "found a; expected b"), (OSError(28, "full"), FULL)],
)
def test_what_a_user_can_mend_ends_in_words(tmp_path, error, said):
    path = tmp_path / "logs" / "a.log"
    with pytest.raises(SystemExit, match=re.escape(said)), job_log(path):
        raise error
    assert path.read_text()


def test_what_is_ours_to_mend_keeps_its_traceback(tmp_path):
    path = tmp_path / "a.log"
    with pytest.raises(ZeroDivisionError), job_log(path):
        print(1 / 0)
    assert "Traceback" in path.read_text()


def test_warnings_are_kept_once_each_and_only_while_asked_for():
    with kept_warnings() as kept:
        for name in ("a", "b", "a"):
            logger.warning("found %s", name)
        logger.info("nothing")
    logger.warning("found c")
    assert kept == ["found a", "found b"]
