"""The report: one HTML file that needs nothing beside it."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version

import jinja2
import numpy as np
from markupsafe import Markup

from sdae.report.parts import Chapter, Picture, Section

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
    return Picture(data_uri(path), caption, alternative, Path(path).stem)


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
    """Return the versions of Python and of those packages that are installed here."""
    found = [("Python", python_version())]
    for package in packages:
        try:
            found.append((package, version(package)))
        except PackageNotFoundError:
            continue
    return found


def text_address(text: str) -> str:
    """Return a text as an address from which a browser saves it."""
    encoded = base64.b64encode(text.encode("utf-8")).decode("ascii")
    return f"data:text/plain;charset=utf-8;base64,{encoded}"


def render(
    template: str,
    assets: Mapping[str, str],
    title: str,
    chapters: Sequence[Chapter],
    closing: Sequence[Section] = (),
) -> str:
    """Fill the page's template; names and sentences are escaped.

    Args:
      template: jinja2 template of HTML.
      assets: contents of the style sheets and scripts, by the name of the file.
      title: of the page.
      chapters: in their order; their data is JSON that ends no script.
      closing: sections about all of them.

    Raises:
      jinja2.UndefinedError: the template names something that is not given.
    """
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(template).render(
        assets={name: Markup(text) for name, text in assets.items()},
        title=title,
        chapters=[
            replace(each, data=Markup(each.data) if each.data else each.data) for each in chapters
        ],
        closing=closing,
    )
