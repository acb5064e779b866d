"""The paper's claims, each as a paired difference and whether it holds."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from sdae.published import NOISE
from sdae.statistics.comparisons import adjust
from sdae.statistics.layers import layer_sizes
from sdae.statistics.measured import Way
from sdae.statistics.paired import LEVEL, Paired, summed_up
from sdae.statistics.verdicts import MARGIN

BEATS_RAW, NOISE_HELPS, HIDDEN_HELPS = "beats_raw", "noise_helps", "hidden_helps"
COMPONENTS_WORSE, LEVELS_ALIKE = "components_worse", "noise_levels_alike"
YES, NO, NOT_TOLD = "yes", "no", "not told"
# Noise that the paper says helps.
LEAST_NOISE = 0.05
COLUMNS = (
    *("dataset", "claim", "holds", "of", "difference", "low", "high", "p", "p_adjusted"),
    *("replicates", "clusterer"),
)


def judge_claims(
    dataset: str,
    clusterer: str,
    scores: pd.DataFrame,
    values: np.ndarray,
    found: Mapping[Way, pd.DataFrame],
) -> pd.DataFrame:
    """Judge each claim of the paper on one data set.

    A claimed difference holds if it is significant after adjustment for all claims, in the claimed
    direction; it does not if it is significant in the other, or if no difference of `MARGIN` lies
    in its interval; else it cannot be told. That the levels of noise are alike holds if no two of
    them can differ by `MARGIN`.

    Args:
      dataset: its name.
      clusterer: by which the paper clusters.
      scores: rows of the data set of the table of scores.
      values: one row per row of `scores`: the index of all genes, then without each block of them.
      found: of `sdae.statistics.measured.by_replicate`.

    Returns:
      `COLUMNS`, a row for each difference that a claim stands on; none where the run lacks what
      it speaks of.
    """
    claims = [
        *_of_representations(found, clusterer),
        *_of_settings(*_single_layers(scores, values, clusterer)),
    ]
    rows = [
        {
            "claim": claim,
            "of": of,
            **{name: getattr(held, name) for name in ("difference", "low", "high", "p")},
            "replicates": held.pairs,
        }
        for claim, of, held in claims
    ]
    table = pd.DataFrame(rows, columns=COLUMNS).assign(dataset=dataset, clusterer=clusterer)
    table["p_adjusted"] = adjust(table["p"].to_numpy(float))
    table["holds"] = [_holds(row) for row in table.to_dict("records")]
    return table[list(COLUMNS)]


def _holds(row: Mapping) -> str:
    if row["claim"] == LEVELS_ALIKE:
        if row["low"] > -MARGIN and row["high"] < MARGIN:
            return YES
        return NO if row["p_adjusted"] <= LEVEL else NOT_TOLD
    # Those on components claim that something is worse.
    sign = -1 if row["claim"] == COMPONENTS_WORSE else 1
    if row["p_adjusted"] <= LEVEL:
        return YES if sign * row["difference"] > 0 else NO
    most = row["high"] if sign > 0 else -row["low"]
    return NO if most < MARGIN else NOT_TOLD


def _of_representations(
    found: Mapping[Way, pd.DataFrame], clusterer: str
) -> Iterator[tuple[str, str, Paired]]:
    def held(claim: str, first: str, second: str) -> Iterator[tuple[str, str, Paired]]:
        if (first, clusterer) in found and (second, clusterer) in found:
            ours, others = found[first, clusterer], found[second, clusterer]
            yield claim, f"{first} - {second}", _paired(ours, others)

    yield from held(BEATS_RAW, "regenerated", "raw")
    for components in ("pca_first", "pca_random"):
        for other in ("raw", "regenerated"):
            yield from held(COMPONENTS_WORSE, components, other)


def _paired(ours: pd.DataFrame, others: pd.DataFrame, by: str | None = None) -> Paired:
    """Sum up the differences of rows of one name, their means over all else than `by` if given."""
    matched = (ours - others).dropna()
    if by:
        matched = matched.groupby(level=by).mean()
    return summed_up(matched.to_numpy(), size=np.nanmax(np.abs(ours.to_numpy()), initial=0))


def _single_layers(
    scores: pd.DataFrame, values: np.ndarray, clusterer: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Take the points that the paper speaks of: hidden nodes and noise, replicates x values."""
    own = (scores["representation"] == "regenerated") & (scores["clusterer"] == clusterer)
    own &= (scores["noise"] == NOISE) & scores["layers"].str.fullmatch(r"\d+", na=False)
    own &= np.isfinite(values[:, 0])
    table = scores[own]
    keys = pd.DataFrame({
        "replicate": table["replicate"].to_numpy(),
        "hidden": [layer_sizes(layers)[-1] for layers in table["layers"]],
        "noise": table["corruption"].round(6).to_numpy(),
    })  # fmt: skip
    means = pd.DataFrame(values[own]).groupby([keys[name] for name in keys]).mean()
    return means, keys


def _of_settings(means: pd.DataFrame, keys: pd.DataFrame) -> Iterator[tuple[str, str, Paired]]:
    """Compare levels of noise and numbers of hidden nodes, all else equal."""
    levels, sizes = sorted(keys["noise"].unique()), sorted(keys["hidden"].unique())

    def level(some: list[float], name: str) -> pd.DataFrame:
        chosen = means[means.index.isin(some, level=name)]
        other = "hidden" if name == "noise" else "noise"
        return chosen.groupby(level=["replicate", other]).mean()

    def difference(name: str, some: list[float], rest: list[float]) -> Paired:
        return _paired(level(some, name), level(rest, name), by="replicate")

    noisy = [each for each in levels if each >= LEAST_NOISE]
    if 0 in levels and noisy:
        yield NOISE_HELPS, "noise of 5 % and more - none", difference("noise", noisy, [0])
    if len(sizes) > 1:
        half = len(sizes) // 2
        many, few = sizes[-half:], sizes[:half]
        of = f"{many[0]} to {many[-1]} hidden nodes - {few[0]} to {few[-1]}"
        yield HIDDEN_HELPS, of, difference("hidden", many, few)
    pairs = [(b, a) for place, a in enumerate(noisy) for b in noisy[place + 1 :]]
    for more, less in pairs:
        of = f"noise of {100 * more:g} % - {100 * less:g} %"
        yield LEVELS_ALIKE, of, difference("noise", [more], [less])
