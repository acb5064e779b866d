"""The benchmark as figures: what a model's step costs, and how the cost grows."""

from pathlib import Path

from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter
from sdae.figures.style import CATEGORIES, MARKERS, MUTED, head, save, styled


def draw(result: dict, folder: Path) -> None:
    """Write results.svg and growth.svg, and .png of each."""
    for name, figure in (("results", costs(result)), ("growth", growth(result["growth"]))):
        save(figure, folder / f"{name}.svg", folder / f"{name}.png")


@styled()
def costs(result: dict) -> Figure:
    """Draw a bar per alternative on a logarithmic axis, with its spread and its ratio to ours."""
    rows = sorted(result["rows"], key=lambda row: row["us_per_model_step"])
    figure = Figure(figsize=(9, 3.6))
    axes = figure.subplots()
    for place, row in enumerate(rows):
        middle, (low, high) = row["us_per_model_step"], row["spread"]
        colour = CATEGORIES[0] if row["name"] == "ours" else "#b8bec6"
        axes.barh(place, middle, color=colour, height=0.62)
        axes.errorbar(middle, place, xerr=[[middle - low], [high - middle]], color="#222222", lw=1)
        ratio = "" if row["name"] == "ours" else f", {row['ratio_to_ours']:.0f} times ours"
        axes.annotate(
            f"{middle:.3g} µs{ratio}",
            (high, place),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.5,
        )
    axes.set_xscale("log")
    axes.set_xlim(rows[0]["spread"][0] / 2, rows[-1]["spread"][1] * 9)
    axes.set_yticks(range(len(rows)), [row["what"] for row in rows])
    axes.invert_yaxis()
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x")
    axes.set_xlabel("microseconds per model and step, one core (logarithmic)")
    machine, work = result["machine"], result["work"]
    ours = next(row for row in rows if row["name"] == "ours")
    head(
        figure,
        f"Table I's mix of sizes on {work['genes']} x {work['conditions']}: a step of a model "
        f"costs {ours['us_per_model_step']:.2g} µs ({machine['processor']})",
    )
    return figure


@styled()
def growth(rows: list[dict]) -> Figure:
    """Draw time against each axis, both relative to the smallest, with the fitted exponent."""
    figure = Figure(figsize=(8, 4.4))
    axes = figure.subplots()
    for row, colour, marker in zip(rows, CATEGORIES, MARKERS, strict=False):
        axes.plot(
            [value / row["values"][0] for value in row["values"]],
            [seconds / row["seconds"][0] for seconds in row["seconds"]],
            color=colour,
            marker=marker,
            label=f"{row['axis']}: power {row['exponent']:.2f}",
        )
    axes.plot([1, 8], [1, 8], color=MUTED, linestyle=(0, (5, 2)), lw=1, label="in proportion")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_minor_formatter(NullFormatter())
    axes.set_xscale("log", base=2)
    axes.set_yscale("log", base=2)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.set(xlabel="times as many", ylabel="times as long")
    axes.legend()
    steepest = max(rows, key=lambda row: row["exponent"])
    head(
        figure,
        f"How the cost of the training grows: at most as {steepest['axis']} to the power "
        f"{steepest['exponent']:.2f}",
    )
    return figure
