"""What was measured as figures: how right each way is, and how right genes called sure are."""

from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure
from sdae.figures.style import CATEGORIES, MARKERS, MUTED, RAW, head, save, styled

COLOURS = {
    "control": MUTED,
    "alternative": CATEGORIES[1],
    "ensemble": CATEGORIES[0],
    "choice": CATEGORIES[2],
}
CALLED = {
    "control": "controls",
    "alternative": "alternatives by their defaults",
    "ensemble": "one representation and clusterer, all of its partitions together",
    "choice": "chosen without labels",
}


def draw(folder: Path) -> None:
    """Draw accept.svg and accept_calibration.svg, and .png of each, of the tables in a folder."""
    drawn = {
        "accept": ways(pd.read_csv(folder / "accept.tsv", sep="\t")),
        "accept_calibration": calibration(
            pd.read_csv(folder / "accept_calibration.tsv", sep="\t"),
            pd.read_csv(folder / "accept_sets.tsv", sep="\t"),
        ),
    }
    for name, figure in drawn.items():
        save(figure, folder / f"{name}.svg", folder / f"{name}.png")


@styled()
def ways(table: pd.DataFrame) -> Figure:
    """Draw the mean of each way over the sets, and each set as a dot."""
    table = table[table["kind"].isin(COLOURS)]
    sets = table["dataset"].nunique()
    means = table.groupby(["kind", "way"])["ari"].agg(["mean", "size"]).reset_index()
    # A mean over fewer sets stands for other tables.
    means = means[means["size"] == sets].sort_values("mean", ignore_index=True)
    figure = Figure(figsize=(9, 0.24 * len(means) + 1.6))
    axes = figure.subplots()
    for kind, colour in COLOURS.items():
        own = means[means["kind"] == kind]
        axes.barh(own.index, own["mean"], color=colour, height=0.66, label=CALLED[kind])
    for place, each in means.iterrows():
        dots = table.loc[(table[["kind", "way"]] == each[["kind", "way"]]).all(axis=1), "ari"]
        axes.plot(dots, [place] * len(dots), ".", color=RAW, alpha=0.45, markersize=4)
        axes.annotate(f"{each['mean']:.3f}", (1.02, place), va="center", fontsize=8)
    axes.set_yticks(means.index, means["way"].str.replace("_", " "))
    axes.set_xlim(-0.05, 1.1)
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x")
    axes.set_xlabel("adjusted Rand index with the known groups; a dot is a set, the bar their mean")
    figure.legend(loc="outside lower center", ncols=2)
    chosen = means.loc[means["way"] == "final clusters", "mean"].item()
    head(figure, f"On {sets} labelled sets the final clusters reach {chosen:.3f} on average")
    return figure


@styled()
def calibration(table: pd.DataFrame, sets: pd.DataFrame) -> Figure:
    """Draw how many genes are right against how stable they are, a line for each set."""
    figure = Figure(figsize=(7.5, 4.6))
    axes = figure.subplots()
    for place, (dataset, own) in enumerate(table.groupby("dataset", sort=False)):
        axes.plot(
            own["stability"],
            own["right"],
            color=CATEGORIES[place % len(CATEGORIES)],
            marker=MARKERS[place % len(MARKERS)],
            label=dataset,
        )
    axes.set(
        xlabel="stability (mean of a fifth of the genes)",
        ylabel="share in the majority group of their cluster",
        ylim=(0, 1.03),
    )
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    rises = sets["auroc_stability"].median()
    head(figure, f"The more stable, the more often right: AUROC {rises:.2f} in the median")
    return figure
