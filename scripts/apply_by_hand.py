"""Apply an exported model to another table, without a workflow. Run by hand or by make."""

import argparse
import logging
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from sdae.errors import InputError
from sdae.jobs.logs import logger
from sdae.models.apply import (
    CLUSTERERS,
    UNITS,
    apply,
    outputs_of,
    read_for,
    require_apart,
    write_applied,
)
from sdae.models.exported import read_model
from sdae.tables.readers import READERS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", help="exported model, .safetensors")
    parser.add_argument("table", help="expression table with the conditions of the training")
    parser.add_argument("output", help="path of the results, without ending")
    parser.add_argument("--gene-column", help="column of the ids; the first one if left out")
    parser.add_argument("--orientation", choices=("rows", "columns"), default="rows")
    parser.add_argument("--format", choices=("auto", *READERS), default="auto")
    parser.add_argument(
        "--sheet", "--layer", help="of a workbook, or of an h5ad; the only one, or X, if left out"
    )
    parser.add_argument("--units", choices=UNITS, default="prepared")
    parser.add_argument("--clusters", type=int, help="how many; as in the training if left out")
    parser.add_argument("--clusterer", choices=CLUSTERERS, help="another one than the model's own")
    options = parser.parse_args()
    logging.basicConfig(format="%(message)s")
    logger.setLevel(logging.INFO)
    try:
        require_apart(outputs_of(options.output), [options.model, options.table])
        model = read_model(options.model)
        table = read_for(
            model,
            options.table,
            options.gene_column,
            options.orientation,
            options.format,
            options.sheet,
        )
        applied = apply(model, table, options.clusters, CLUSTERERS.get(options.clusterer))
        write_applied(applied, options.output, options.units)
    except InputError as error:
        sys.exit(str(error))


main()
