# What the rules share: the checked configuration, the data sets, the chunks, helper functions.
import hashlib
import re
import sys
from contextlib import contextmanager
from functools import cache
from os.path import normpath
from pathlib import Path

import yaml
from snakemake.exceptions import WorkflowError
from snakemake.io import IOFile, flag, local
from snakemake.path_modifier import PATH_MODIFIER_FLAG, PathModifier


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

needed(Path(workflow.source_path("common.smk")).read_text(encoding="utf-8"), of_library)

# Asked now: when jobs are laid out, it is the host's answer that Snakemake would give.
IS_MODULE = not workflow.modifier.is_main_snakefile()

from sdae.configuration import problems_between_keys, read
from sdae.errors import InputError
from sdae.figures import FIGURES, pictures
from sdae.figures.files import files, input_files, told
from sdae.jobs.folder import leftovers, made_from, require_own, write_record
from sdae.jobs.resources import asked
from sdae.grid import make_chunks, make_points
from sdae.representations import REPRESENTATIONS

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


def preparation(wildcards):
    """What the table of data sets says of a preparation, which knows no number of clusters."""
    row = DATASETS[wildcards.dataset]
    return {column: value for column, value in row.items() if column != "clusters"}


def contents(wildcards):
    """A digest of the user's table: by its date alone, a table replaced by an older one is missed.

    No function of the input: Snakemake does not hold what it derives from input against former runs.
    """
    path = Path(expression_table(wildcards))
    is_made = "://" in DATASETS[wildcards.dataset]["expression"]
    if IS_MODULE or is_made or not path.is_file():
        return None
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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


def locate(path):
    """A file in the working directory, or else in the workflow; None if it is in neither."""
    return str(path) if Path(path).exists() else of_workflow(path)


def find(path, key):
    """A file that the configuration names: relative to the working directory, then to the workflow."""
    found = locate(path)
    if not found:
        raise WorkflowError(
            f"configuration, key '{key}': found no file '{path}'; expected one relative to "
            f"{Path.cwd()} (the working directory) or to the workflow"
        )
    return found


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


def expression_table(wildcards):
    """The table of a data set: downloaded, or where the table of data sets says it is."""
    path = DATASETS[wildcards.dataset]["expression"]
    if "://" in path:
        return f"results/downloaded/{wildcards.dataset}.txt"
    # Without `..`: Snakemake compares the path with outputs of rules as text.
    path = normpath(Path(config["datasets"]).parent / path)
    if Path(config["datasets"]).exists() and Path(path).exists():
        return of_host(path)
    # A copy of our table of data sets names files that were not copied with it.
    shipped = of_workflow(path)
    if shipped:
        return shipped
    # As a module, the workflow may be given tables that a rule of the host is yet to make.
    if IS_MODULE:
        return of_host(path)
    raise WorkflowError(
        f"{config['datasets']}, data set '{wildcards.dataset}', column 'expression': "
        f"found no file '{path}'; expected an expression table, relative to the folder of "
        "the table of data sets, or a URL"
    )


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


def parameters_of(dataset, model):
    """The files in which the parameters of a model are: a point's, or whichever is chosen."""
    chunks = [chunk for chunk, points in CHUNKS.items() if model in points] or CHUNKS
    return expand("results/trained/{dataset}/{chunk}.h5", dataset=dataset, chunk=chunks)


def choice_of(dataset, model):
    """The file that says which point is chosen, for a model that is named so."""
    return f"results/chosen/{dataset}.json" if model == "chosen" else []


def chosen_files(folder, suffix):
    """Files of the final clusters of all data sets, if they are chosen."""
    return [f"results/{folder}/{dataset}.{suffix}" for dataset in DATASETS if FOLDS]


def record_configuration():
    """Write beside the results which configuration they are of, with all its defaults."""
    write_record(RECORD, RUN, yaml.safe_dump(config, sort_keys=False, allow_unicode=True))


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


# Which configuration the results in the working directory are of.
RECORD = Path("results/configuration.yaml")
RUN = made_from(workflow.overwrite_configfiles, workflow.source_path("../config/config.yaml"))

with mendable():
    # A module's results are the host's affair, and a job's those of the run that started it.
    if workflow.is_main_process and not IS_MODULE:
        require_own(RECORD, RUN)
    named = [] if IS_MODULE else workflow.overwrite_configfiles
    checked, DATASETS = read(config, named, locate, IS_MODULE or HAS_STORAGE)
    config.update(checked)
    POINTS = make_chunks(make_points(config["grid"], config["model"]), config["points_per_chunk"])

    problems = problems_between_keys(
        config, DATASETS, {point.id for points in POINTS.values() for point in points}
    )
    if problems:
        raise InputError(problems)

# Ids of the grid points by chunk; the same for every data set.
CHUNKS = {chunk: [point.id for point in points] for chunk, points in POINTS.items()}
BASELINES = [
    name
    for name, entry in REPRESENTATIONS.items()
    if name in config["representations"] and not entry.learned
]
# Components drawn at random are a control of the clustering; classified, they say nothing new.
CLASSIFIED = [name for name in BASELINES if not REPRESENTATIONS[name].control]
# Nothing is trained where nothing that was learned is asked for.
LEARNED = [name for name in config["representations"] if REPRESENTATIONS[name].learned]
# What the rule that draws them is told of the figures' records, by data set.
PICTURES = {name: pictures(FIGURES, config, name, row) for name, row in DATASETS.items()}
KEPT_MODELS = expand(
    "results/models/{dataset}/{model}.safetensors",
    dataset=DATASETS,
    model=config["export"]["points"],
)
# The environment of the rules that can use a GPU.
TRAINING = {"cpu": "../envs/train.yaml", "gpu": "../envs/train_gpu.yaml"}[config["accelerator"]]
PARTITION_SOURCES = [*BASELINES, *(CHUNKS if LEARNED else [])]

# Parts of the conditions that are left out one by one, to see how stable the clusters are.
FOLDS = config["choice"]["folds"] if config["choice"] else 0
