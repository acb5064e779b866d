"""How often the statistics of the verdict are right: coverage, false discoveries, nothing, labels.

Writes benchmarks/verdict.tsv: PYTHONPATH=scripts python benchmarks/verdict.py [--quick]
"""

import argparse
import time
from pathlib import Path

import numpy as np
import pandas as pd
from sdae.choice.consensus import consensus
from sdae.grid import Point
from sdae.indices.evaluation import evaluate
from sdae.network.controls import shuffled
from sdae.network.regenerate import regenerate
from sdae.network.settings import Architecture, Training
from sdae.network.train import train
from sdae.partitions.blocks import gene_blocks, without_blocks
from sdae.partitions.make import partition
from sdae.representations import Matrix
from sdae.statistics.comparisons import assembled, of_representations, of_single
from sdae.statistics.measured import by_replicate
from sdae.statistics.paired import summed_up
from sdae.statistics.verdicts import HELPED, judge

ROOT = Path(__file__).resolve().parents[1]
CLUSTERERS = {
    "kmeans": {"kind": "kmeans", "n_init": 2},
    "ward": {"kind": "agglomerative", "linkage": "ward"},
}
LEARNED = ("regenerated", "codes")
REPLICATES = 5
NO_PRICES = pd.DataFrame({"dataset": []})


def points(epochs: int) -> list[Point]:
    """Two small networks, with noise and without."""
    shared = Architecture(), Training(batch_size=16, optimizer="adam")
    return [Point((4,), noise, 0.01, epochs, *shared) for noise in (0.0, 0.2)]


def table_of(profiles: np.ndarray, epochs: int = 60) -> tuple[pd.DataFrame, np.ndarray, dict]:
    """Train, cluster all representations, and take the consensus of each way."""
    grid = {point.id: point for point in points(epochs)}
    matrices = [Matrix("raw", tuple(range(1, REPLICATES + 1)), lambda: profiles)]
    for model in train(profiles, grid.values(), range(1, REPLICATES + 1)):
        made = regenerate(profiles, model.layers, grid[model.point].architecture)
        for name, matrix in zip(("codes", "regenerated"), made, strict=True):
            matrices.append(
                Matrix(name, (model.replicate,), lambda matrix=matrix: matrix, model.point)
            )
    genes = pd.Index([f"g{number}" for number in range(len(profiles))])
    found = partition(matrices, 4, CLUSTERERS, genes)
    rows = found.obs.reset_index(drop=True)
    rows["layers"] = rows["point"].map(lambda point: "4" if point else None)
    rows["components"] = rows["components"].astype("Int64")
    labels = np.asarray(found.X)
    combined = {
        way: consensus(labels[own.to_numpy()], 4)
        for way in rows.groupby(["representation", "clusterer"]).groups
        for own in [(rows["representation"] == way[0]) & (rows["clusterer"] == way[1])]
    }
    return rows, labels, combined


def compared(
    rows: pd.DataFrame, labels: np.ndarray, combined: dict, groups: np.ndarray
) -> pd.DataFrame:
    """Hold all partitions against groups, as the workflow does."""
    dealt = gene_blocks(groups)

    def of(partitions: np.ndarray) -> np.ndarray:
        whole = evaluate(["ari"], partitions, groups, np.empty((0, 0)))["ari"]
        return np.column_stack([whole, without_blocks("ari", partitions, groups, dealt)])

    found, sizes = by_replicate(rows, of(labels))
    single = dict(zip(combined, of(np.stack([*combined.values()])), strict=True))
    tests = [*of_representations(found, sizes, LEARNED), *of_single(single, found, LEARNED)]
    return assembled("one", "ari", tests)


def coverage(replicates: int, difference: float, genes: float, times: int) -> float:
    """Share of intervals that have the difference in them."""
    inside = 0
    for seed in range(times):
        random = np.random.default_rng(seed)
        each = random.normal(difference, genes * 20, 400) + random.normal(0, 0.03, (replicates, 1))
        blocks = each.reshape(replicates, 10, 40).sum(axis=1)
        without = (each.sum(axis=1, keepdims=True) - blocks) / 390
        values = np.column_stack([each.mean(axis=1), without]) if genes else each[:, :1]
        held = summed_up(values, size=1)
        inside += held.low <= difference <= held.high
    return inside / times


def planted(random: np.random.Generator, genes: int = 240) -> tuple[np.ndarray, np.ndarray]:
    """Four groups as shells of growing radius: no centre, no direction tells them apart."""
    groups = np.arange(genes) % 4
    directions = random.normal(size=(genes, 12))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    radius = 1 + groups + 0.1 * random.normal(size=genes)
    return directions * radius[:, None], groups


def of_code(profiles: np.ndarray, groups: np.ndarray) -> pd.DataFrame:
    """Compare raw profiles with a code of the radius, one noisy draw for each replicate."""
    random = np.random.default_rng(1)
    matrices = [Matrix("raw", tuple(range(1, REPLICATES + 1)), lambda: profiles)]
    for replicate in range(1, REPLICATES + 1):
        code = np.linalg.norm(profiles, axis=1, keepdims=True)
        code = code + 0.05 * random.normal(size=code.shape)
        matrices.append(Matrix("codes", (replicate,), lambda code=code: code, "one"))
    found = partition(matrices, 4, CLUSTERERS, pd.RangeIndex(len(profiles)).astype(str))
    rows = found.obs.reset_index(drop=True)
    rows["layers"] = rows["point"].map(lambda point: "1" if point else None)
    rows["components"] = rows["components"].astype("Int64")
    values = np.column_stack([
        evaluate(["ari"], found.X, groups, profiles)["ari"],
        without_blocks("ari", np.asarray(found.X), groups, gene_blocks(groups)),
    ])  # fmt: skip
    return assembled("one", "ari", [*of_representations(*by_replicate(rows, values), LEARNED)])


def says(table: pd.DataFrame) -> str:
    return judge("one", table, NO_PRICES, True)["says"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the simulations")
    tenth = 10 if parser.parse_args().quick else 1
    rows = []

    def note(what: str, value: float, times: int, wanted: str) -> None:
        rows.append((what, round(value, 4), times, wanted))
        print(f"{time.strftime('%H:%M:%S')} {what}: {value:.3f} of {times} ({wanted})", flush=True)

    for replicates in (5, 10, 30):
        for difference in (0.0, 0.04):
            for genes in (0.0, 0.01):
                what = f"coverage, {replicates} replicates, difference {difference:g}"
                what += ", over replicates and genes" if genes else ", over replicates"
                share = coverage(replicates, difference, genes, 500 // tenth)
                note(what, share, 500 // tenth, "0.93 to 0.97")

    random = np.random.default_rng(1)
    times = 100 // tenth
    for what in ("simulated noise", "shuffled profiles"):
        wrong = gains = 0
        for seed in range(times):
            if what == "simulated noise":
                profiles = random.uniform(size=(240, 12))
            else:
                profiles = shuffled(structured(random)[0], seed)
            made = table_of(profiles.astype(np.float32))
            table = compared(*made, random.permutation(np.arange(240) % 4))
            wrong += table["significant"].any()
            gains += says(table) == HELPED
        note(f"{what}: any comparison is significant", wrong / times, times, "at most 0.05")
        note(f"{what}: the verdict sees a gain", gains / times, times, "at most 0.05")

    profiles, groups = structured(random)
    made = table_of(profiles.astype(np.float32))
    times = 500 // tenth
    tables = [compared(*made, random.permutation(groups)) for _ in range(times)]
    wrong = sum(table["significant"].any() for table in tables)
    note("labels permuted: any comparison is significant", wrong / times, times, "at most 0.05")
    p = pd.concat(tables)["p"]
    note("labels permuted: share of p up to 0.05", (p <= 0.05).mean(), len(p), "at most 0.05")

    found = [says(of_code(*planted(np.random.default_rng(seed)))) for seed in range(50 // tenth)]
    share = np.mean([each == HELPED for each in found])
    note("shells that only a non-linear code sees: helped", share, len(found), "at least 0.95")

    table = pd.DataFrame(rows, columns=["what", "share", "simulations", "wanted"])
    if tenth == 1:
        table.to_csv(ROOT / "benchmarks" / "verdict.tsv", sep="\t", index=False)


def structured(random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Four groups of genes around profiles of their own, scaled to [0, 1]."""
    groups = np.arange(240) % 4
    profiles = random.normal(size=(4, 12))[groups] + 0.8 * random.normal(size=(240, 12))
    low, high = profiles.min(), profiles.max()
    return (profiles - low) / (high - low), groups


if __name__ == "__main__":
    main()
