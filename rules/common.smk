# What the rules share: the checked configuration, the data sets, the chunks, helper functions.
import re
import sys
from contextlib import contextmanager
from pathlib import Path

import yaml
from snakemake.exceptions import WorkflowError

# Every file of the library, named one by one: a workflow that is imported from afar only has the
# files that were asked for when it was read. A test holds this list and the folder together.
MODULES = """
    __init__ cluster configuration convergence datasets descent errors fingerprint figures.__init__
""".split()
LIBRARY = {
    name: workflow.source_path(f"../scripts/sdae/{name.replace('.', '/')}.py")
    for name in MODULES
}
sys.path.append(str(Path(LIBRARY["__init__"]).parents[1]))

from sdae.configuration import check
from sdae.datasets import read_datasets
from sdae.errors import InputError
from sdae.fingerprint import fingerprint
from sdae.grid import make_chunks, make_points


@contextmanager
def mendable():
    """Show what a user can mend as Snakemake shows its own errors, without a traceback."""
    try:
        yield
    except InputError as error:
        raise WorkflowError(str(error)) from None


def read_yaml(path):
    return yaml.safe_load(Path(path).read_text(encoding="utf-8"))


def library(*modules):
    """A digest of these modules of the library and of all that they import.

    As a parameter of a rule it makes the rule's jobs run again when the code changes, and not
    when the checkout moves.
    """
    return fingerprint(modules, LIBRARY)


def find(path, key):
    """A file that the configuration names: relative to the working directory, else to the workflow."""
    if Path(path).exists():
        return path
    try:
        return str(workflow.source_path(f"../{path}"))
    except WorkflowError:
        raise WorkflowError(
            f"configuration, key '{key}': found no file {path}; expected one relative to "
            f"{Path.cwd()} (the working directory) or to the workflow"
        ) from None


with mendable():
    config.update(check(config, read_yaml(workflow.source_path("../config/schemas/config.schema.yaml")), "configuration"))
