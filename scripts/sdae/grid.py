"""The grid of hyper-parameters: its points, their ids, and the chunks that are trained together.

Made when the workflow is read, so it needs the standard library only.
"""

import csv
import hashlib
import itertools
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from sdae.errors import InputError
from sdae.network.activations import ACTIVATIONS
from sdae.network.settings import Architecture, Training, why_impossible
from sdae.network.widths import AUTO, BOTTLENECKS, width_of


@dataclass(frozen=True)
class Point:
    """One setting of every hyper-parameter.

    Attributes:
      layers: hidden nodes from the outermost hidden layer to the bottleneck; one of `AUTO` where
        they are to follow the number of conditions, until `sized` has said.
      corruption: level of the noise.
      learning_rate: factor of the update of one step.
      epochs: passes over the genes in each phase of the training.
      architecture: what the network is like.
      training: how it is trained.
      named: its id before it was sized, which it keeps; empty for all others.
    """

    layers: tuple[Any, ...]
    corruption: float
    learning_rate: float
    epochs: int
    architecture: Architecture
    training: Training
    named: str = ""

    @property
    def id(self) -> str:
        """Ten hexadecimal digits that depend on the hyper-parameters alone."""
        settings = asdict(self)
        return settings.pop("named") or _digest(json.dumps(settings, sort_keys=True))

    @property
    def nodes(self) -> int:
        """Hidden nodes of all layers; at most so many where they follow the data."""
        return sum(BOTTLENECKS[-1] if isinstance(width, str) else width for width in self.layers)


# Columns of the grid's table, in order; also those of the settings in results/scores.tsv.
COLUMNS = (
    "point",
    "chunk",
    "layers",
    "noise",
    "corruption",
    "learning_rate",
    "batch_size",
    "epochs",
    "activation",
    "output",
    "loss",
    "tied",
    "optimizer",
    "schedule",
    "initialisation",
    "pretrain",
    "finetune",
)


def make_points(grid: Mapping[str, list] | Sequence[Mapping[str, list]], model: Mapping) -> list:
    """Return the points of a grid, without duplicates, in the order of its lists.

    Args:
      grid: lists of values by hyper-parameter, of which the grid is the product; or several
        such products, of which it is the union.
      model: the settings that all points share unless the grid names them.

    Raises:
      InputError: settings that cannot work together, each combination once with its reason.

    Examples:
      >>> from sdae.configuration.model import Model
      >>> axes = {"layers": [[8], [32, 16]], "corruption": [0, 0.1]}
      >>> fixed = {"learning_rate": [0.01], "batch_size": [8], "epochs": [300]}
      >>> points = make_points(axes | fixed, Model().model_dump())
      >>> [(format_layers(point.layers), point.corruption) for point in points]
      [('8', 0.0), ('8', 0.1), ('32-16', 0.0), ('32-16', 0.1)]
    """
    products = [grid] if isinstance(grid, Mapping) else grid
    points: dict[Point, None] = {}
    impossible: dict[str, None] = {}
    for product in products:
        for values in itertools.product(*_axes(product)):
            point = _point({**model, **dict(zip(product, values, strict=True))})
            reason = why_impossible(point.architecture, point.training)
            if reason:
                impossible[f"configuration, keys 'model' and 'grid': {reason}"] = None
            points[point] = None
    if impossible:
        raise InputError(impossible)
    return list(points)


def _axes(product: Mapping[str, list]) -> list[list]:
    return [
        [[name] for name in AUTO] if values == AUTO[0] else values for values in product.values()
    ]


def sized(points: Iterable[Point], conditions: int) -> list[Point]:
    """Give points of `layers: auto` the sizes that suit the data; they keep their ids.

    Where fewer sizes suit than there are such points, the smallest stands several times.
    """
    return [
        replace(point, layers=(width_of(point.layers[0], conditions),), named=point.id)
        if point.layers[0] in AUTO
        else point
        for point in points
    ]


def _point(settings: Mapping[str, Any]) -> Point:
    initialisation = settings["initialisation"]
    if initialisation == "auto":
        initialisation = ACTIVATIONS[settings["activation"]].initialisation
    return Point(
        layers=tuple(settings["layers"]),
        corruption=float(settings["corruption"]),
        learning_rate=float(settings["learning_rate"]),
        epochs=int(settings["epochs"]),
        architecture=Architecture(
            noise=settings["noise"],
            activation=settings["activation"],
            output=settings["output"],
            loss=settings["loss"],
            tied=settings["tied"],
            initialisation=initialisation,
        ),
        training=Training(
            batch_size=int(settings["batch_size"]),
            optimizer=settings["optimizer"],
            schedule=settings["schedule"],
            pretrain=settings["pretrain"],
            finetune=settings["finetune"],
        ),
    )


def make_chunks(points: Iterable[Point], points_per_chunk: int) -> dict[str, list[Point]]:
    """Cut the grid into chunks of points that can share a compiled program.

    Points of one chunk agree in architecture, training and depth. They are ordered so that
    neighbours have similar widths, and the snapshots of one trajectory stay together.

    Returns:
      Points by chunk. A chunk's name is a digest of its points, so what was made with other points
      can never be taken for its own.
    """

    def alike(point: Point) -> tuple:
        return (
            len(point.layers),
            *asdict(point.architecture).values(),
            *asdict(point.training).values(),
        )

    def order(point: Point) -> tuple:
        widths = tuple(str(width).zfill(6) for width in point.layers)
        return (alike(point), widths, point.corruption, point.learning_rate, point.epochs)

    pieces: list[list[Point]] = []
    for _, group in itertools.groupby(sorted(points, key=order), key=alike):
        members = list(group)
        count = -(-len(members) // points_per_chunk)
        # Chunks of equal size end together; a small last one would keep a core waiting.
        size = -(-len(members) // count)
        pieces += [members[start : start + size] for start in range(0, len(members), size)]
    return {_digest(" ".join(point.id for point in piece)): piece for piece in pieces}


def find_points(config: Mapping[str, Any], ids: Iterable[str], conditions: int) -> list[Point]:
    """Return the points of a checked configuration that have these ids, in the order of the ids.

    Args:
      config: checked, with all defaults.
      ids: of the points.
      conditions: of the data, which some sizes follow.
    """
    points = make_points(config["grid"], config["model"])
    known = {point.id: point for point in sized(points, conditions)}
    return [known[name] for name in ids]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def format_layers(layers: Sequence[int | str]) -> str:
    """Write layers as in the tables: 10, or 32-16-8."""
    return "-".join(map(str, layers))


def parse_layers(text: str) -> tuple[int, ...]:
    """Read what `format_layers` wrote."""
    return tuple(int(width) for width in str(text).split("-"))


def to_row(point: Point, chunk: str) -> dict[str, Any]:
    """Flatten a point into a row of the grid's table."""
    settings = {**asdict(point), **asdict(point.architecture), **asdict(point.training)}
    settings |= {"point": point.id, "chunk": chunk, "layers": format_layers(point.layers)}
    return {column: settings[column] for column in COLUMNS}


def from_row(row: Mapping[str, str]) -> Point:
    """Read a point back from a row of the grid's table, as text."""
    flags = {name: row[name] == "True" for name in ("tied", "pretrain", "finetune")}
    return _point({**row, **flags, "layers": parse_layers(row["layers"])})


def write_grid(path: str | Path, chunks: Mapping[str, Iterable[Point]]) -> None:
    """Write the grid's table, one row per point."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            to_row(point, chunk) for chunk, points in chunks.items() for point in points
        )


def read_grid(path: str | Path) -> dict[str, Point]:
    """Read the grid's table: points by id, in its order."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    points = {row["point"]: from_row(row) for row in rows}
    return {
        name: point if point.id == name else replace(point, named=name)
        for name, point in points.items()
    }
