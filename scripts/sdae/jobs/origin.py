"""Where the workflow's code is from, which command ran it, and how long its jobs took."""

import json
import shlex
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

SECONDS = 10


def commit(folder: str | Path) -> str:
    """Return the Git commit of the code in a folder, "" where it is not known.

    A folder within another project that does not track the workflow's files has none.

    Args:
      folder: of scripts of the workflow.
    """
    folder = Path(folder)
    try:
        tracked = _git(folder, "ls-files", "--error-unmatch", "write_report.py")
        found = _git(folder, "rev-parse", "HEAD")
        changed = _git(folder, "status", "--porcelain", "--untracked-files=no")
    except (OSError, subprocess.SubprocessError):
        return ""
    return f"{found}{' with changes' if changed else ''}" if tracked else ""


def command(configurations: Iterable[str], changes: Mapping[str, Any]) -> str:
    """Return the command line of a run, of which only what changes results is said.

    So it is the same however many cores there are and wherever results lie, and a page that shows
    it is not written anew when these change.

    Args:
      configurations: names of files; none of them stands for the default.
      changes: what the command line itself says of the configuration (`--config`).

    Example:
      >>> command(["mine.yaml"], {"replicates": 2})
      'snakemake --configfile mine.yaml --config replicates=2'
    """
    files, words = list(configurations), ["snakemake"]
    if files:
        words += ["--configfile", *files]
    if changes:
        words.append("--config")
    for key, value in changes.items():
        written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        words.append(f"{key}={written}")
    return shlex.join(words)


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *words],
        capture_output=True, text=True, timeout=SECONDS, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def job_times(folder: str | Path) -> "pd.DataFrame":
    """Read what Snakemake measured of jobs: `step`, seconds `s`, memory `max_rss` in MB.

    Args:
      folder: of the benchmarks; may be absent, as with a storage of its own.
    """
    import pandas as pd

    folder = Path(folder)
    found = []
    for path in sorted(folder.rglob("*.tsv")):
        own = pd.read_csv(path, sep="\t", na_values=["-", "NA"])
        found.append(own[["s", "max_rss"]].assign(step=path.relative_to(folder).parts[0]))
    if not found:
        return pd.DataFrame({"step": [], "s": [], "max_rss": []})
    jobs = pd.concat(found, ignore_index=True)
    return jobs.assign(step=jobs["step"].str.removesuffix(".tsv"))
