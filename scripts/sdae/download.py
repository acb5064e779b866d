"""Fetch a file from the first place that has it right: mirrors first, then its own address."""

from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from sdae.errors import InputError
from sdae.logs import logger

# Seconds to connect, and between two pieces of the answer.
TIMEOUT = (10, 60)
RETRIES = Retry(total=3, backoff_factor=1, status_forcelist=(429, 500, 502, 503, 504))


def file_name(url: str) -> str:
    """Name of the file that an address ends in."""
    return Path(unquote(urlsplit(url).path)).name


def fetch(
    url: str, mirrors: Sequence[str], target: Path, problem_of: Callable[[Path], str | None]
) -> str:
    """Write the file to `target`, complete and checked, or not at all.

    Args:
      url: the file's own address.
      mirrors: folders or base addresses that may hold a file of the same name.
      target: where to write it.
      problem_of: says what is wrong with the content of a file, or None.

    Returns:
      Where it came from.

    Raises:
      InputError: no place has it; says what was tried and which file to put where.
    """
    name = file_name(url)
    part = target.with_name(target.name + ".part")
    tried = []
    for place in [*(f"{mirror.rstrip('/')}/{name}" for mirror in mirrors), url]:
        try:
            part.write_bytes(_content(place))
            problem = problem_of(part)
        except (OSError, InputError) as error:
            problem = str(error).splitlines()[0]
        if problem is None:
            part.replace(target)
            logger.info("took %s from %s", name, place)
            return place
        logger.warning("%s: %s", place, problem)
        tried.append(f"  {place}: {problem}")
        part.unlink(missing_ok=True)
    raise InputError(
        f"{name}: could not be had, and the run needs it.\n"
        + "\n".join(tried)
        + f"\nDownload {url} by hand, put it into a folder as {name}, and name that folder: "
        'MIRROR="folder" with make, or mirrors: [folder] in the configuration.'
    )


def _content(place: str) -> bytes:
    if "://" not in place:
        return Path(place).read_bytes()
    with requests.Session() as session:
        session.mount("http://", HTTPAdapter(max_retries=RETRIES))
        session.mount("https://", HTTPAdapter(max_retries=RETRIES))
        answer = session.get(place, timeout=TIMEOUT)
        answer.raise_for_status()
        return answer.content
