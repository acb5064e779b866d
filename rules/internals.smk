# What is known of Snakemake's inside stands here: how a rule is completed, where files are as a module
# and with a default storage, what an error shows, what a whole run leaves in its folder.
import re
import shlex
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import yaml
from snakemake.exceptions import WorkflowError
from snakemake.io import IOFile, flag, local
from snakemake.path_modifier import PATH_MODIFIER_FLAG, PathModifier
from snakemake.utils import min_version

min_version("9.12")

# Snakemake 9.27 writes its Python into command lines as it is, so a folder with a blank would end it
# (its issue 2645). Once: read again, as a module is, there is no file of the quoted name.
if Path(sys.executable).exists():
    sys.executable = shlex.quote(sys.executable)


@cache
def of_library(path):
    """A file of the library by its path in it, or None if it has no such file."""
    try:
        file = workflow.source_path(f"../scripts/sdae/{path}")
    except (WorkflowError, OSError):
        return None
    return str(file) if Path(file).is_file() else None


# What finds the files of the library imports nothing of it; then those that are imported below.
of_library("jobs/__init__.py")
of_library("jobs/library.py")
sys.path.append(str(Path(of_library("__init__.py")).parent.parent))

from sdae.jobs.library import digest, needed


def bring(rules):
    """Have at hand what a file of rules imports of the library."""
    needed(Path(workflow.source_path(rules)).read_text(encoding="utf-8"), of_library)


bring("internals.smk")

from sdae.errors import InputError
from sdae.figures.files import files
from sdae.tables.address import showable
from sdae.jobs.folder import leftovers, made_from, names_of, require_own, write_record
from sdae.jobs.origin import command
from sdae.jobs.resources import asked

# Asked now: when jobs are laid out, it is the host's answer that Snakemake would give.
IS_MODULE = not workflow.modifier.is_main_snakefile()

# Files may then be where only Snakemake looks.
HAS_STORAGE = bool(workflow.storage_settings.default_storage_provider)

if HAS_STORAGE:

    def ensure(path, **checks):
        """Snakemake 9.27 looks for an output in the storage before it is there, so: no checks."""
        return path


class Mendable(WorkflowError):
    """What a user can mend: shown without the lines of the workflow that noticed it."""

    # Snakemake 9.27 lists those that it finds here.
    __traceback__ = property(lambda error: None, lambda error, lines: None)


Mendable.__name__ = "InputError"


@contextmanager
def mendable():
    """Show what a user can mend as Snakemake shows its own errors, without a traceback."""
    try:
        yield
    except InputError as error:
        raise Mendable(str(error)) from None


def library(name):
    """A digest of all that the script of a rule imports of the library, which is then at hand."""
    script = Path(workflow.source_path(f"../scripts/{name}.py")).read_text(encoding="utf-8")
    needed(script, of_library)
    # What can only stop a job changes no result: another clusterer is no reason to train again.
    return digest(needed(script, of_library, without=["suitability.py"]))


def complete(rule):
    """Fill in what all rules with a script would repeat, where one has not said it itself.

    Its log, its benchmark, the memory and the time that it asks for, and the digest of its code; by
    Snakemake's own directives, so a host workflow that overrides one keeps it.
    """
    if rule.script is None:
        return
    # The figures of each data set have a rule of their own, by one script.
    name = Path(rule.script).stem
    wildcards = re.findall(r"\{(\w+)", str([*rule.output.paths, *rule.output.kwpaths.values()][0]))
    place = Path(name, *(f"{{{wildcard}}}" for wildcard in wildcards))
    if not rule.log:
        workflow.log(f"logs/{place}.log")(rule)
    if not rule.benchmark:
        workflow.benchmark(f"results/benchmarks/{place}.tsv")(rule)
    values, named = rule.params or ((), {})
    workflow.params(*values, **{"library": library(name), **named})(rule)
    values, named = rule.resources or ((), {})
    workflow.resources(*values, **{**asked(name, config, POINTS), **named})(rule)


def completed(name=None, **where):
    """Register a rule as Snakemake does, once it is complete."""
    register = type(workflow).rule(workflow, name, **where)

    def decorate(rule):
        complete(rule)
        return register(rule)

    return decorate


def of_workflow(path):
    """A file that comes with the workflow, or None if it has no such file."""
    try:
        # Beside the workflow, wherever a default storage keeps everything else.
        return local(workflow.source_path(f"../{path}"))
    except (WorkflowError, OSError):
        return None


def of_host(path):
    """A path of the working directory, before which a module's `prefix` does not belong."""
    return flag(PathModifier(None, None, workflow).apply_default_storage(path), PATH_MODIFIER_FLAG)


def reported_figure(dataset, picture):
    """A picture as Snakemake's own report shows it."""
    [path], [caption] = (files({dataset: [picture]}, suffix) for suffix in ("svg", "rst"))
    return report(
        path,
        # Snakemake finds a caption only in the workflow's own working directory.
        caption=None if IS_MODULE or HAS_STORAGE else str(Path.cwd() / caption),
        category=picture.figure.category,
        subcategory=dataset,
        labels=picture.labels,
    )


# Which configuration the results in the working directory are of.
RECORD = Path("results/configuration.yaml")
DEFAULT_CONFIGURATION = workflow.source_path("../config/config.yaml")
RUN = made_from(workflow.overwrite_configfiles, DEFAULT_CONFIGURATION)


def require_own_results():
    """Refuse to write over results of another configuration."""
    # A module's results are the host's affair, and a job's those of the run that started it.
    if workflow.is_main_process and not IS_MODULE:
        require_own(RECORD, RUN)


def command_line():
    """The command of the run, less what changes no result, once the configuration is checked."""
    # As a module, it is the host's, and may say what is nobody else's affair.
    if IS_MODULE:
        return ""
    named = names_of(workflow.overwrite_configfiles, DEFAULT_CONFIGURATION)
    return command(named, showable(workflow.config_settings.config))


def record_configuration():
    """Write beside the results which configuration they are of, with all its defaults."""
    write_record(RECORD, RUN, yaml.safe_dump(showable(config), sort_keys=False, allow_unicode=True))


def remove_leftovers():
    """Make the folder what a fresh one would be, where the whole workflow was asked for."""
    jobs = list(workflow.dag.jobs)
    if not any(job.rule.name == "all" for job in jobs):
        return
    current = {Path(file) for job in jobs for file in [*job.output, job.benchmark] if file}
    persistence = workflow.persistence
    for path in leftovers(
        RECORD.parent, current, lambda path: persistence.metadata(IOFile(str(path))) is not None
    ):
        path.unlink()
        persistence.cleanup_metadata(IOFile(str(path)))
