"""The report: one HTML file that needs nothing beside it."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import jinja2
import numpy as np
import pandas as pd

from sdae.report.wording import number, representation_name

MEDIA_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
ITEMS_SHOWN = 12
PACKAGES = (
    *("snakemake", "jax", "optax", "numpy", "scipy", "pandas", "scikit-learn"),
    *("anndata", "safetensors", "matplotlib", "jinja2"),
)


@dataclass(frozen=True)
class Picture:
    """A figure as the page shows it."""

    dataset: str
    kind: str
    source: str
    caption: str
    alternative: str


def data_uri(path: str | Path) -> str:
    """Return a picture's contents as an address that needs no network."""
    path = Path(path)
    content = base64.b64encode(path.read_bytes()).decode("ascii")
    return f"data:{MEDIA_TYPES[path.suffix]};base64,{content}"


def picture(path: str | Path, captions: Mapping[str, str]) -> Picture:
    """Read a figure and its caption.

    Args:
      path: figures/{dataset}/{kind}_{details}.svg.
      captions: text of each kind of figure.

    Returns:
      The picture, of the kind in `captions` that its name begins with.

    Raises:
      KeyError: no kind fits the name.
    """
    path = Path(path)
    kinds = [kind for kind in captions if path.stem == kind or path.stem.startswith(f"{kind}_")]
    if not kinds:
        raise KeyError(f"no caption for {path.name}; there are some for {', '.join(captions)}")
    kind = max(kinds, key=len)
    details = path.stem.removeprefix(kind).strip("_").replace("_", " ")
    return Picture(
        dataset=path.parent.name,
        kind=kind,
        source=data_uri(path),
        caption=captions[kind],
        alternative=f"{path.parent.name}: {kind.replace('_', ' ')} {details}".strip(),
    )


def flat(values: Mapping, above: str = "") -> list[tuple[str, str]]:
    """Write nested records as (name, value) pairs for a table; long lists are cut, with a count."""
    rows = []
    for key, value in values.items():
        name = f"{above}{str(key).replace('_', ' ')}"
        if isinstance(value, Mapping) and value:
            rows += flat(value, f"{name}: ")
        else:
            rows.append((name, _written(value)))
    return rows


def _written(value: object) -> str:
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    if isinstance(value, (float, np.floating)):
        return f"{value:.6g}"
    if isinstance(value, (list, tuple, set, np.ndarray, Mapping)):
        items = [_written(item) for item in np.ravel(list(value)).tolist()]
        if not items:
            return "none"
        more = len(items) - ITEMS_SHOWN
        return ", ".join(items[:ITEMS_SHOWN]) + (f" and {more:,} more" if more > 0 else "")
    return "none" if value is None or value == "" else str(value)


def versions(packages: Iterable[str] = PACKAGES) -> list[tuple[str, str]]:
    """Return the versions of those packages that are installed here."""
    found = []
    for package in packages:
        try:
            found.append((package, version(package)))
        except PackageNotFoundError:
            continue
    return found


def summary_rows(summary: pd.DataFrame) -> list[dict[str, object]]:
    """Write the summary for the page: names in words, scores to three digits."""
    return [
        {
            "dataset": row["dataset"],
            "clusterer": row["clusterer"],
            "representation": representation_name(row["representation"]),
            "partitions": f"{row['partitions']:,}",
            "diverged": row["diverged"],
            "replicates": row["replicates"],
            **{name: number(row[name]) for name in ("mean", "sd", "best", "best_setting_mean")},
            "is_raw": row["representation"] == "raw",
        }
        for _, row in summary.sort_values(["dataset", "clusterer"], kind="stable").iterrows()
    ]


def render(template: str, **context: object) -> str:
    """Fill the page's template.

    Args:
      template: jinja2 template of HTML.
      context: what it names; all of it is escaped.

    Returns:
      The page.

    Raises:
      jinja2.UndefinedError: the template names something that is not given.
    """
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(template).render(**context)


def by_dataset(pictures: Sequence[Picture]) -> dict[str, list[Picture]]:
    """Gather pictures by data set, in the order given."""
    gathered: dict[str, list[Picture]] = {}
    for each in pictures:
        gathered.setdefault(each.dataset, []).append(each)
    return gathered
