# What the rules share: the checked configuration, the data sets, the chunks, helper functions.
import hashlib
from pathlib import Path

bring("common.smk")

from sdae.configuration import (
    absent_models,
    problems_between_keys,
    problems_with_numbers,
    read,
)
from sdae.enrichment.gmt import read_gmt
from sdae.errors import InputError
from sdae.figures import FIGURES, pictures
from sdae.figures.files import files, input_files, told
from sdae.grid import make_chunks, make_points
from sdae.jobs.folder import beside
from sdae.published.table import read_points
from sdae.representations import REPRESENTATIONS, needs_training
from sdae.tables.address import showable


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


def wanted(wildcards, input):
    """The number of clusters that the table of data sets says, for a check alone.

    A function of the input, so that another number does not prepare the table again.
    """
    return DATASETS[wildcards.dataset]["clusters"]


def locate(path):
    """A file in the working directory, or else in the workflow; None if it is in neither."""
    return str(path) if Path(path).exists() else of_workflow(path)


def table_of(dataset):
    """The table of a data set: downloaded, or where the table of data sets says it is, or None."""
    if "://" in DATASETS[dataset]["expression"]:
        return f"results/downloaded/{dataset}.txt"
    return file_of(DATASETS[dataset]["expression"])


def file_of(path):
    """A file that the table of data sets names, relative to its own folder, or None."""
    path = beside(config["datasets"], path)
    if Path(config["datasets"]).exists() and Path(path).exists():
        return of_host(path)
    # A copy of our table of data sets names files that were not copied with it; and as a module, the
    # workflow may be given tables that a rule of the host is yet to make.
    return of_workflow(path) or (of_host(path) if IS_MODULE else None)


def expression_table(wildcards):
    """The table of a data set, as an input."""
    return table_of(wildcards.dataset)


def conditions_table(wildcards):
    """The table of a data set's conditions, if it has one."""
    path = DATASETS[wildcards.dataset]["conditions"]
    return file_of(path) if path else []


def absent_tables():
    """Say which tables are nowhere, of all data sets at once."""
    named = {"expression": "an expression table, %s, or an address"}
    named["conditions"] = "a table of conditions, %s"
    return [
        f"{config['datasets']}, data set '{name}', column '{column}': found no file "
        f"'{beside(config['datasets'], row[column])}'; expected "
        f"{what % 'relative to the folder of the table of data sets'}"
        for name, row in DATASETS.items()
        for column, what in named.items()
        if row[column] and "://" not in row[column] and file_of(row[column]) is None
    ]


def problems_with_files():
    """Say what is wrong with files that jobs would read only after all training."""
    # Each job reads the workflow again.
    if not workflow.is_main_process:
        return []
    problems = []
    readers = {"gene_sets": (config["gene_sets"], read_gmt)}
    if config["published"]:
        readers["published.table"] = (config["published"]["table"], read_points)
    for key, (path, reader) in readers.items():
        try:
            # Where there is none, it has been said.
            if path and Path(locate(path) or "").is_file():
                reader(locate(path))
        except InputError as error:
            problems += [f"configuration, key '{key}': {problem}" for problem in error.problems]
    return problems


def gene_sets_of(wildcards, input):
    """The file of gene sets, for a check alone: other sets do not prepare the table again."""
    return str(locate(config["gene_sets"])) if config["gene_sets"] else None


def parameters_of(dataset, model):
    """The files in which the parameters of a model are: a point's, or whichever is chosen."""
    chunks = [chunk for chunk, points in CHUNKS.items() if model in points] or CHUNKS
    return expand("results/trained/{dataset}/{chunk}.h5", dataset=dataset, chunk=chunks)


def choice_of(dataset, model):
    """The file that says which training is chosen, for a model that is named so."""
    return f"results/{'choice' if FOLDS else 'chosen'}/{dataset}.json" if model == "chosen" else []


def chosen_files(folder, suffix):
    """Files of the final clusters of all data sets, if they are chosen."""
    return [f"results/{folder}/{dataset}.{suffix}" for dataset in DATASETS if FOLDS]


with mendable():
    require_own_results()
    named = [] if IS_MODULE else workflow.overwrite_configfiles
    checked, DATASETS, problems = read(config, named, locate, IS_MODULE or HAS_STORAGE)
    if not (checked and DATASETS):
        raise InputError(problems)
    config.update(checked)
    POINTS = make_chunks(make_points(config["grid"], config["model"]), config["points_per_chunk"])

    problems += absent_tables() + problems_with_files()
    problems += problems_with_numbers(config, DATASETS)
    ids = {point.id for points in POINTS.values() for point in points}
    problems += problems_between_keys(config, DATASETS, ids)
    # A host's may be yet to be made.
    if not (IS_MODULE or HAS_STORAGE):
        problems += absent_models(config, DATASETS, ids)
    if problems:
        raise InputError(problems)

# Ids of the grid points by chunk; the same for every data set.
CHUNKS = {chunk: [point.id for point in points] for chunk, points in POINTS.items()}
BASELINES = [
    name
    for name, entry in REPRESENTATIONS.items()
    if name in config["representations"] and not entry.by_network
]
# What is drawn at random says something of the clustering; classified, it says nothing new.
CLASSIFIED = [
    name
    for name in BASELINES
    if not (REPRESENTATIONS[name].control or REPRESENTATIONS[name].perturbed)
]
# Nothing is trained where nothing that was learned is asked for.
LEARNED = [name for name in config["representations"] if REPRESENTATIONS[name].learned]
# What the rule that draws them is told of the figures' records, by data set.
PICTURES = {name: pictures(FIGURES, config, name, row) for name, row in DATASETS.items()}
KEPT_MODELS = expand(
    "results/models/{dataset}/{model}.safetensors",
    dataset=DATASETS,
    model=config["export"]["points"],
)
# Nothing is trained for controls where nothing that was learned is asked for.
CONTROLS = config["controls"] and LEARNED
# The environment of the rules that can use a GPU.
TRAINING = {"cpu": "../envs/train.yaml", "gpu": "../envs/train_gpu.yaml"}[config["accelerator"]]
# Data sets whose trainings are looked at.
TRAINED = DATASETS if needs_training(config) else []
# What is made of all models together.
POOLED = [name for name in config["representations"] if REPRESENTATIONS[name].pooled]
PARTITION_SOURCES = [*BASELINES, *POOLED, *(CHUNKS if LEARNED else [])]

# Parts of the conditions that are left out one by one, to see how stable the clusters are.
FOLDS = config["choice"]["folds"] if config["choice"] else 0
