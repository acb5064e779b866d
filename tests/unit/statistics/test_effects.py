"""Effects of settings, paired over the rest of the grid."""

import itertools

import numpy as np
import pandas as pd
import pytest
from sdae.statistics.effects import COLUMNS, by_point, effects_of_settings


def grid(replicates=5, noise_effect=0.05, seed=1):
    rng = np.random.default_rng(seed)
    rows = []
    for replicate in range(replicates):
        luck = rng.normal(0, 0.1)
        for size, corruption, layers in itertools.product([8, 16], [0.0, 0.1, 0.2], ["8", "8-4"]):
            value = 0.4 + luck + noise_effect * (corruption == 0.2) + 0.01 * rng.normal()
            rows.append((replicate, size, corruption, layers, value))
    return pd.DataFrame(rows, columns=["replicate", "size", "corruption", "layers", "ari"])


SETTINGS = ["size", "corruption", "layers"]


def effects_of(table, settings=SETTINGS):
    return effects_of_settings(table, table[["ari"]].to_numpy(), settings)


def test_an_effect_is_found_beneath_larger_luck():
    table = effects_of(grid()).set_index(["setting", "level"])
    strong = table.loc["corruption", 0.2]
    assert strong["low"] < 0.05 < strong["high"]
    assert strong["p_adjusted"] < 0.01
    assert strong["matches"] == 5 * 4
    assert strong["pairs"] == 5
    assert table.loc[("corruption", 0.1), "p_adjusted"] > 0.05
    assert set(table.columns) == set(COLUMNS) - {"setting", "level"}


def test_the_reference_is_the_first_level_and_single_levels_have_no_row():
    table = effects_of(grid().assign(optimizer="adam"), [*SETTINGS, "optimizer"])
    assert list(zip(table["setting"], table["level"], table["reference"], strict=True)) == [
        ("size", 16, 8),
        ("corruption", 0.1, 0.0),
        ("corruption", 0.2, 0.0),
        ("layers", "8-4", "8"),
    ]


def test_settings_that_do_not_apply_still_match():
    missing = grid().assign(schedule=np.nan)
    plain = effects_of(grid())
    table = effects_of(missing, [*SETTINGS, "schedule"])
    assert table["difference"].to_numpy() == pytest.approx(plain["difference"].to_numpy())


def test_failed_points_are_left_out_with_their_match():
    table = grid()
    table.loc[table["corruption"].eq(0.2) & table["size"].eq(8), "ari"] = np.nan
    effects = effects_of(table).set_index(["setting", "level"])
    assert effects.loc[("corruption", 0.2), "matches"] == 5 * 2
    assert np.isfinite(effects["difference"]).all()


def test_one_replicate_has_no_interval():
    table = effects_of(grid(replicates=1))
    assert np.isinf(table["high"]).all()


def test_layers_are_told_by_bottleneck_and_depth_and_clusterers_are_averaged():
    rows = [
        {"point": layers, "replicate": replicate, "layers": layers, "clusterer": clusterer,
         "representation": "codes"}
        for layers in ("16", "32-16")
        for replicate in (1, 2)
        for clusterer in ("kmeans", "ward")
    ]  # fmt: skip
    values = np.arange(8.0)[:, None]
    values[-1] = np.nan
    settings, means = by_point(pd.DataFrame(rows), values, "codes")
    assert settings["bottleneck"].to_list() == [16, 16, 16]
    assert settings["depth"].to_list() == [1, 1, 2]
    assert means[:, 0].tolist() == [0.5, 2.5, 4.5]
