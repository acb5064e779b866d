"""The report: one HTML file that needs nothing beside it."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import jinja2
import numpy as np

from sdae.report.parts import Picture, Section

MEDIA_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
ITEMS_SHOWN = 12
PACKAGES = (
    *("snakemake", "jax", "optax", "numpy", "scipy", "pandas", "scikit-learn"),
    *("anndata", "safetensors", "matplotlib", "jinja2"),
)


def data_uri(path: str | Path) -> str:
    """Return a picture's contents as an address that needs no network."""
    path = Path(path)
    content = base64.b64encode(path.read_bytes()).decode("ascii")
    return f"data:{MEDIA_TYPES[path.suffix]};base64,{content}"


def picture(path: str | Path, alternative: str) -> Picture:
    """Read a figure, and its caption from the .rst file beside it.

    Args:
      path: of the figure.
      alternative: what it shows, for who cannot see it.
    """
    caption = Path(path).with_suffix(".rst").read_text(encoding="utf-8").strip()
    return Picture(data_uri(path), caption, alternative)


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


def render(template: str, title: str, sections: Sequence[Section]) -> str:
    """Fill the page's template; whatever is given is escaped.

    Args:
      template: jinja2 template of HTML.
      title: of the page.
      sections: in their order.

    Raises:
      jinja2.UndefinedError: the template names something that is not given.
    """
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(template).render(title=title, sections=sections)
