"""Where the workflow's code is from, and how long its jobs took."""

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

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
