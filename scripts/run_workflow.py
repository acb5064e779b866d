"""Run the workflow as `make` does: go on where a run was ended, and end as one is asked to.

scripts/run_workflow.py FOLDER [Snakemake's options] unlocks the folder if the run that locked it is
gone, ends what that run left behind, and turns an interruption into one line.
"""

import getpass
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from itertools import chain
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from sdae.configuration.files import unreadable
from sdae.errors import InputError
from sdae.jobs.logs import FULL
from sdae.jobs.processes import alone, end, left_behind, write_record
from sdae.jobs.seals import SEALS, require_sealed, sealed

TABLE_OF_CONTENTS = Path(__file__).resolve().parents[1] / "Snakefile"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# Below the folder of a run: what was found to be damaged, a line each.
DAMAGED = Path(".snakemake/damaged")
# Bytes.
LEAST_ROOM = 1 << 16
# How a shell calls what SIGINT has ended.
INTERRUPTED = 130


def main(folder: Path, options: list[str]) -> int:
    """Run Snakemake in a folder and return its exit status."""
    # What is wrong with keys, it says itself, all of it at once.
    problems = unreadable(configurations(options))
    if problems:
        sys.exit("\n" + "\n".join(problems) + "\n")
    try:
        (folder / ".snakemake").mkdir(parents=True, exist_ok=True)
        with alone(folder, Path(__file__).name) as held:
            end(left_behind(folder))
            unlock(folder)
            require_whole(folder)
            return run(folder, [*options, *to_be_made_anew(folder)], held)
    except InputError as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"{error.filename}: {error.strerror}; expected a folder that can be written to")


def configurations(options: list[str]) -> Iterator[str]:
    """Yield the files that Snakemake's options name as configurations."""
    named = False
    for option in options:
        if option.startswith("-"):
            name, _, path = option.partition("=")
            named = name in ("--configfile", "--configfiles")
            if named and path:
                yield path
        elif named:
            yield option


def unlock(folder: Path) -> None:
    """Remove the locks of a run that is gone, as `snakemake --unlock` does.

    That would read the workflow for it, and could not where the configuration has become wrong.
    """
    shutil.rmtree(folder / ".snakemake" / "locks", ignore_errors=True)


def require_whole(folder: Path) -> None:
    """Refuse results that are not what jobs wrote; jobs look at their own inputs themselves."""
    with chdir(folder):
        final = [
            path
            for path in sealed(SEALS)
            if path.is_file() and not path.parts[1].startswith(("trained", "regenerated"))
        ]
        broken = {path: problems for path in final if (problems := problems_of_file(path))}
        if broken:
            DAMAGED.write_text("\n".join(map(str, broken)), encoding="utf-8")
            sys.exit("\n" + "\n".join(chain.from_iterable(broken.values())) + "\n")


def problems_of_file(path: Path) -> list[str]:
    try:
        require_sealed([path], SEALS)
    except InputError as error:
        return error.problems
    return []


def to_be_made_anew(folder: Path) -> list[str]:
    """Return the option to make what was damaged and deleted; Snakemake may not miss it."""
    record = folder / DAMAGED
    named = record.read_text(encoding="utf-8").splitlines() if record.is_file() else []
    record.unlink(missing_ok=True)
    gone = [path for path in named if not (folder / path).exists()]
    return ["--forcerun", *gone] if gone else []


def is_full(folder: Path) -> bool:
    """Tell whether there is hardly any room for results, or for temporary files."""
    places = (folder, tempfile.gettempdir())
    return any(shutil.disk_usage(place).free < LEAST_ROOM for place in places)


def run(folder: Path, options: list[str], held: int) -> int:
    """Run Snakemake until its end, or until we are told to end."""
    command = [sys.executable, "-m", "snakemake", "--snakefile", str(TABLE_OF_CONTENTS)]
    command += ["--directory", str(folder), *options]
    snakemake = None
    try:
        for number in SIGNALS:
            signal.signal(number, signal.default_int_handler)
        # A group of its own, so that a terminal's interruption reaches its processes by us alone.
        snakemake = subprocess.Popen(
            command, env=environment(folder), start_new_session=True, pass_fds=[held]
        )
        write_record(held, snakemake.pid)
        status = snakemake.wait()
        # Snakemake itself then ends in a traceback.
        if status and is_full(folder):
            print(f"\n{FULL}", file=sys.stderr)
        return status
    except KeyboardInterrupt:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        if snakemake and snakemake.poll() is None:
            # Asked to end, Snakemake waits for its jobs, and each of them says so on many lines.
            os.killpg(snakemake.pid, signal.SIGKILL)
            snakemake.wait()
        end(left_behind(folder))
        unlock(folder)
        print("\nInterrupted. What is finished is kept: the same command goes on from there.")
        return INTERRUPTED


def environment(folder: Path) -> dict[str, str]:
    """Return the environment, with what Snakemake needs where the user has no home or no name."""
    variables = dict(os.environ)
    try:
        getpass.getuser()
    except (KeyError, OSError):
        variables["USER"] = str(os.getuid())
    cache = Path(variables.get("XDG_CACHE_HOME") or Path(variables.get("HOME", "/"), ".cache"))
    there = next(place for place in (cache, *cache.absolute().parents) if place.exists())
    if not os.access(there, os.W_OK):
        variables["XDG_CACHE_HOME"] = str(folder.resolve() / ".snakemake" / "cache")
    return variables


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
