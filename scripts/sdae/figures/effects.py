"""Effects of settings on what is clustered, each with its interval."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sdae.figures._record import Config, Figure, Row

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure as Drawing

DASHED = (0, (5, 2))
# Of the difference of an index: less would make noise look like effects.
LEAST_SPAN = 0.1
ROW_HEIGHT = 0.3


def wanted(config: Config, dataset: str, row: Row) -> bool:
    """Where something is learned."""
    from sdae.representations import LEARNED

    return any(name in LEARNED for name in config["representations"])


def data(tables: Mapping[str, Any], dataset: str) -> dict[str, Any] | str:
    """Take the effects of a data set.

    Args:
      tables: effects: of `sdae.statistics.effects.effects_of_settings`, with the columns dataset,
        index and representation.
      dataset: name of the data set.
    """
    effects = tables["effects"]
    if effects.empty:
        return f"{dataset}: no setting has several values in the grid, so none has an effect."
    return {"effects": effects, "dataset": dataset}


def draw(effects: pd.DataFrame, dataset: str) -> Drawing:
    """Draw each effect as a point with its interval, a row for each level.

    Args:
      effects: of one data set.
      dataset: name to put above it.
    """
    from matplotlib.figure import Figure as Drawing

    from sdae.figures.names import heading
    from sdae.figures.style import RAW, head, look
    from sdae.report.effects import axis, in_short, level_name
    from sdae.report.wording import representation_name

    names = list(dict.fromkeys(effects["representation"]))
    rows = effects[["setting", "level", "reference"]].drop_duplicates().reset_index(drop=True)
    figure = Drawing(figsize=(9, 1.6 + ROW_HEIGHT * len(rows) * (1 + 0.3 * (len(names) - 1))))
    axes = figure.subplots()
    for number, name in enumerate(names):
        own = effects[effects["representation"] == name]
        places = rows.merge(own, "left", on=["setting", "level", "reference"], validate="1:1")
        shift = 0.2 * (number - (len(names) - 1) / 2)
        marker, colour = look(name)
        for place, row in enumerate(places.to_dict("records")):
            # Of one replicate, nothing says how sure an effect is.
            axes.plot([row["low"], row["high"]], [place + shift] * 2, color=colour, linewidth=2)
        axes.plot(
            places["difference"], places.index + shift, marker, color=colour,
            label=representation_name(name),
        )  # fmt: skip
    axes.axvline(0, color=RAW, linewidth=1.2, linestyle=DASHED, zorder=1)
    reach = max(LEAST_SPAN / 2, 1.1 * max(map(abs, axes.dataLim.intervalx)))
    axes.set_xlim(-reach, reach)
    axes.set_yticks(range(len(rows)), [level_name(row) for row in rows.to_dict("records")])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.grid(axis="x")
    axes.set_xlabel(axis(effects))
    figure.legend(loc="outside lower left", ncols=4)
    head(figure, f"{heading(dataset)}: {in_short(effects)}")
    return figure


ENTRY = Figure(
    name="effects",
    label="which settings matter",
    category="Scores",
    inputs={"effects": "results/effects/{dataset}.tsv"},
    data=data,
    draw=draw,
    caption=(
        "Which settings matter: each as the mean difference between grid points that agree in all "
        "other settings, within a replicate, and averaged over clusterers. The intervals of 95 % "
        "each are over replicates and genes; only what is significant after adjustment for all of "
        "these tests (Holm) is called an effect."
    ),
    wanted=wanted,
)
