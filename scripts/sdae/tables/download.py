"""Fetch a file from the first place that has it right: mirrors first, then its own address."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from sdae.errors import InputError
from sdae.jobs.logs import logger
from sdae.tables.address import is_address, shown

# Seconds to connect, and between two pieces of the answer.
TIMEOUT = (10, 60)
RETRIES = Retry(
    total=3,
    backoff_factor=0.5,
    status_forcelist=(429, 500, 502, 503, 504),
    # The last answer then says itself what was wrong.
    raise_on_status=False,
)
PIECE = 1 << 20
# Bytes and seconds that a file may take.
LARGEST = 4 << 30
LONGEST = 1800


def file_name(url: str) -> str:
    """Name of the file that an address ends in."""
    return Path(unquote(urlsplit(url).path)).name


def fetch(
    url: str,
    mirrors: Sequence[str],
    target: Path,
    check: Callable[[Path], object],
    digest: str | None = None,
) -> str:
    """Write a file to `target`, complete and checked, or not at all.

    Args:
      url: the file's own address.
      mirrors: folders or base addresses that may hold a file of the same name.
      target: where to write it.
      check: takes the path of a fetched file; raises InputError if its content is not the right
        one, and the next place is asked.
      digest: of the table, where it is known; without one, plain http is warned of.

    Returns:
      Where it came from, without what an address may keep secret.

    Raises:
      InputError: no place has it; says what was tried and which file to put where.
    """
    name = file_name(url)
    part = target.with_name(f"{target.name}.part")
    part.parent.mkdir(parents=True, exist_ok=True)
    tried = []
    for place in [*(_inside(mirror, name) for mirror in mirrors), url]:
        try:
            _copy(place, part)
            check(part)
        except (OSError, InputError) as error:
            # What a file says wrong is about the file that was asked for, not about its copy.
            reason = _reason(error).replace(str(part), shown(place)).replace(place, shown(place))
            logger.warning("%s: %s", shown(place), reason)
            tried.append(f"  {shown(place)}: {reason}")
        else:
            part.replace(target)
            logger.info("took %s from %s", name, shown(place))
            if place.startswith("http://") and digest is None:
                logger.warning(
                    "%s: came by http without a digest, so nobody knows whether it is whole and "
                    "unchanged; use https, or give the 'digest' that the log of prepare_table says",
                    shown(place),
                )
            return shown(place)
        finally:
            part.unlink(missing_ok=True)
    raise InputError(_what_to_do(name, url, mirrors, tried))


def _inside(mirror: str, name: str) -> str:
    if is_address(mirror):
        return f"{mirror.rstrip('/')}/{quote(name)}"
    return str(Path(mirror).expanduser() / name)


def _copy(place: str, target: Path) -> None:
    if not is_address(place):
        target.write_bytes(Path(place).read_bytes())
        return
    with requests.Session() as session:
        for scheme in ("http://", "https://"):
            session.mount(scheme, HTTPAdapter(max_retries=RETRIES))
        with session.get(place, timeout=TIMEOUT, stream=True) as answer:
            answer.raise_for_status()
            _write(answer, target)


def _write(answer: requests.Response, target: Path) -> None:
    """Write an answer to a file, as long as it is neither too large nor too slow."""
    started, size = time.monotonic(), 0
    with target.open("wb") as file:
        for piece in answer.iter_content(PIECE):
            size += len(piece)
            if size > LARGEST or time.monotonic() - started > LONGEST:
                raise InputError(
                    f"{target}: took more than {LARGEST >> 30} GB or {LONGEST // 60} minutes; "
                    "expected an expression table"
                )
            file.write(piece)


def _reason(error: Exception) -> str:
    """Say in one line why a place was of no use."""
    match error:
        case InputError():
            more = len(error.problems) - 1
            return error.problems[0] + (f" (and {more} more problems)" if more else "")
        case requests.HTTPError() if error.response is not None:
            return f"answered {error.response.status_code} {error.response.reason}"
        case requests.RequestException():
            # The cause is buried under the layers that passed it on; theirs is a name and a colon.
            cause = getattr(error.args[0] if error.args else None, "reason", None) or error
            return str(cause).partition("): ")[2] or type(error).__name__
        case OSError():
            return error.strerror or str(error)
    return str(error)


def _what_to_do(name: str, url: str, mirrors: Sequence[str], tried: Sequence[str]) -> str:
    url = shown(url)
    folders = [mirror for mirror in mirrors if not is_address(mirror)]
    folder = Path(folders[0] if folders else "mirror").expanduser()
    name_it = (
        "a folder that key 'mirrors' names already, and run again."
        if folders
        else f"and name its folder as a mirror: MIRROR={folder} with make, or mirrors: [{folder}] "
        "in the configuration."
    )
    return (
        f"{name}: found it nowhere, and the run needs it.\nTried:\n"
        + "\n".join(tried)
        + f"\nTo mend: download {url} by hand, save it as {folder.absolute() / name}, {name_it}"
    )
