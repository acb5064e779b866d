"""A row of the table of data sets: an expression table, and how it is prepared."""

import re
from typing import Annotated, Literal

import pydantic
from pydantic import AfterValidator, BeforeValidator, Field

from sdae.configuration._methods import Format
from sdae.configuration._section import MOST_STEPS, DatasetName, InputPath, wrong
from sdae.configuration.apply import MOST_CLUSTERS

ADDRESS = re.compile(r"https?://[^/]+/(.*/)?[^/?#]+([?#].*)?")


def _lower(text: str) -> str:
    return text.lower() if isinstance(text, str) else text


def _a_table(text: str) -> str:
    if "://" in text and not (ADDRESS.fullmatch(text) and text.isprintable()):
        raise wrong("an http or https address that ends in a file's name, or a path")
    return text


def _a_digest(text: str | None) -> str | None:
    if text is not None and not re.fullmatch("[0-9a-f]{16}", text):
        raise wrong("16 hexadecimal digits in lower case")
    return text


AnyCase = BeforeValidator(_lower)


class DatasetRow(pydantic.BaseModel, extra="forbid", frozen=True, allow_inf_nan=False):
    """One row of the table of data sets.

    Only the first two columns are required; an empty cell means the default.
    """

    dataset: DatasetName = Field(
        description=(
            "Name of the data set, of letters, digits, `_`, `.` and `-`; it names its results."
        )
    )
    expression: Annotated[InputPath, AfterValidator(_a_table)] = Field(
        description=(
            "Expression table, tab- or comma-separated, plain or gzipped; an http or https address "
            "that ends in a file's name, or a path relative to the folder of this table."
        )
    )
    label_column: str | None = Field(
        None,
        description=(
            "Column that says which group a gene is known to belong to; empty if nobody knows. "
            "Genes without a label are clustered, but not scored."
        ),
    )
    gene_column: str | None = Field(
        None, description="Column of the genes' ids; the first one if empty."
    )
    orientation: Annotated[Literal["rows", "columns", "auto"], AnyCase] = Field(
        "rows",
        description=(
            "Where the genes are. With `columns`, the table is turned first; the header holds the "
            "ids, each row is a condition, and `label_column` names the row of the labels. "
            "`auto` tells by the shape: there are more genes than conditions."
        ),
    )
    ignore_columns: str | None = Field(
        None,
        description=(
            "Columns that are neither ids, labels nor values, separated by commas; descriptions, "
            'say. A name that has a comma itself stands in double quotes, as "Symbol, old",Length.'
        ),
    )
    conditions: InputPath | None = Field(
        None,
        description=(
            "Table of the conditions, a path relative to the folder of this table, with the "
            "columns `condition` and `group`: conditions of one group, as replicates are, are left "
            "out together where the stability of the clusters is looked at. Those that it does not "
            "list are each a group of their own, and so are all if empty."
        ),
    )
    format: Annotated[Format, AnyCase] = Field(
        "auto", description="Format of the expression table; `auto` tells it by the content."
    )
    sheet: str | None = Field(
        None,
        description=(
            "Name of the sheet of a workbook, or of the layer of an h5ad; the only one, or X, if "
            "empty."
        ),
    )
    log: Annotated[Literal["none", "log2", "log10", "ln", "log1p", "log2p1"], AnyCase] = Field(
        "none",
        description=(
            "Logarithm to take of all values; `log1p` is ln(x + 1) and `log2p1` log2(x + 1), for "
            "tables with zeros."
        ),
    )
    normalise: Annotated[Literal["none", "cpm"], AnyCase] = Field(
        "none",
        description=(
            "Normalisation before the logarithm: `cpm`, counts per million of each condition's "
            "sum over all genes read, for counts."
        ),
    )
    min_mean: float | None = Field(
        None,
        description=(
            "Mean, after normalisation and before the logarithm, below which a gene is left out; "
            "none is if empty."
        ),
    )
    top_variable: int | None = Field(
        None,
        ge=2,
        le=MOST_STEPS,
        description="How many genes to keep, those that vary most; all if empty.",
    )
    max_missing: float = Field(
        0.5,
        ge=0,
        le=1,
        description=(
            "Share of missing values above which a gene is left out; 0 keeps complete genes only."
        ),
    )
    impute: Annotated[Literal["knn", "none"], AnyCase] = Field(
        "knn",
        description=(
            "How missing values are filled in; from the 10 most similar genes, or not at all, so "
            "that any missing value is an error."
        ),
    )
    standardise: bool = Field(
        True,
        description="Whether each gene's profile gets mean 0 and standard deviation 1 (ddof 1).",
    )
    scale: Annotated[Literal["matrix", "gene", "none"], AnyCase] = Field(
        "matrix",
        description=(
            "What is brought to [0, 1] by its smallest and largest value; the whole matrix, or "
            "each gene by itself (which costs 0.1 ARI on the paper's data), or nothing."
        ),
    )
    clusters: (
        Annotated[int, Field(ge=2, le=MOST_CLUSTERS)] | Annotated[Literal["auto"], AnyCase] | None
    ) = Field(
        None,
        description=(
            "Number of clusters to look for; `auto` lets the data say; empty means as many as "
            "there are known groups, or `auto` where none are known."
        ),
    )
    digest: Annotated[str | None, AfterValidator(_a_digest)] = Field(
        None,
        description=(
            "Digest of the parsed table (ids, conditions, values, labels), checked where it is "
            "given."
        ),
    )
