"""Figures hold what they should; how they look is for eyes."""

import itertools
import subprocess
import sys
import xml.dom.minidom

import anndata
import numpy as np
import pandas as pd
import pytest
from sdae.choice.bottleneck import choose as choose_size
from sdae.figures import FIGURES, Figure, inputs, pictures
from sdae.figures.names import named
from sdae.figures.style import drawn, fair_limits, save, sentence
from sdae.network.convergence import bands, curves
from sdae.published.reproduction import compare, read_published
from sdae.report.classification import difference_in_words
from sdae.report.samples import in_words as closeness_in_words
from sdae.statistics.classification import compare as compare_features
from sdae.statistics.closeness import closeness
from sdae.statistics.layers import layer_sizes
from sdae.statistics.shown import ROWS_DRAWN, gene_order, thinned


def draw(name, tables, **variant):
    """Draw a figure of the data set yeast from tables, as the rule does."""
    return drawn(FIGURES[name], FIGURES[name].data(tables, "yeast", **variant))


def caption(name, tables, **variant):
    return FIGURES[name].words(FIGURES[name].data(tables, "yeast", **variant))


def ari_by_hidden(table):
    return draw("ari_by_hidden", {"scores": table})


def ari_by_components(table):
    return draw("ari_by_components", {"scores": table})


def losses(bands, curves):
    return draw("losses", {"bands": bands, "curves": curves})


def classification(table, comparison):
    tables = {"classification": table, "comparison": comparison}
    return draw("classification", tables)


def bottleneck(sizes, choice):
    return draw("bottleneck", {"sizes": sizes, "choice": choice})


def profiles(*arguments):
    names = ("raw", "regenerated", "clusters", "labels", "conditions", "title")
    return drawn(FIGURES["profiles"], dict(zip(names, arguments, strict=True)))


def scores(layers=("8", "16", "32-16"), levels=(0.0, 0.1), batches=(4, 8), replicates=2):
    rng = np.random.default_rng(0)
    common = {"dataset": "yeast", "clusterer": "kmeans", "clusters": 5, "status": "ok"}
    rows = []
    for replicate in range(1, replicates + 1):
        rows.append({"representation": "raw", "replicate": replicate, "ari": 0.5})
        for k in range(1, 6):
            rows += [
                {
                    "representation": name,
                    "replicate": replicate,
                    "components": k,
                    "ari": rng.normal(0.4, 0.02),
                }
                for name in ("pca_first", "pca_random")
            ]
        for number, (size, level, batch) in enumerate(itertools.product(layers, levels, batches)):
            rows.append(
                {
                    "representation": "regenerated",
                    "replicate": replicate,
                    "point": f"{number:010d}",
                    "layers": size,
                    "noise": "masking",
                    "corruption": level,
                    "learning_rate": 0.1,
                    "batch_size": batch,
                    "epochs": 500,
                    "ari": rng.normal(0.45, 0.02),
                }
            )
    return pd.DataFrame(rows).assign(**common).astype({"components": "Int64"})


def legend_of(figure):
    return [text.get_text() for text in figure.legends[0].get_texts()]


def ticks_of(axes):
    return [text.get_text() for text in axes.get_xticklabels()]


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_the_same_figure_twice_is_the_same_file(tmp_path, suffix):
    paths = [tmp_path / f"{name}.{suffix}" for name in "ab"]
    for path in paths:
        save(ari_by_components(scores()), path)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_hidden_has_a_line_per_noise_and_a_panel_for_best_and_mean():
    figure = ari_by_hidden(scores())
    best, mean = figure.axes
    assert legend_of(figure) == ["raw profiles", "noise 0 %", "noise 10 %"]
    assert ticks_of(mean) == ["8", "16", "32-16"]
    assert best.get_title(loc="left") == "kmeans (raw 0.500)"
    assert [axes.get_ylabel().split()[-4] for axes in (best, mean)] == ["best", "profiles"]
    highest = [max(line.get_ydata().max() for line in axes.lines[1:]) for axes in (best, mean)]
    assert highest[0] > highest[1]


def test_hidden_has_one_panel_where_there_is_nothing_to_choose_from():
    figure = ari_by_hidden(scores(batches=(8,)))
    assert len(figure.axes) == 1


def test_one_figure_has_a_column_for_each_clusterer():
    both = pd.concat([scores(), scores().assign(clusterer="other")])
    for figure in (ari_by_hidden(both), ari_by_components(both)):
        titles = [axes.get_title(loc="left") for axes in figure.axes[:2]]
        assert titles == ["kmeans (raw 0.500)", "other (raw 0.500)"]
        assert len({axes.get_ylim() for axes in figure.axes}) == 1


def test_hidden_draws_a_single_point(tmp_path):
    one = scores(layers=("8",), levels=(0.1,), batches=(8,), replicates=1)
    save(ari_by_hidden(one), tmp_path / "one.png")
    assert (tmp_path / "one.png").stat().st_size > 0


@pytest.mark.parametrize(
    "draw",
    [
        lambda s: ari_by_hidden(s[s["representation"] != "regenerated"]),
        lambda s: ari_by_components(s.assign(ari=np.nan)),
    ],
)
def test_what_cannot_be_drawn_is_said(draw):
    figure = draw(scores())
    assert not figure.axes
    assert "to draw" in figure.texts[0].get_text()


def test_components_show_every_number_and_the_bottlenecks():
    figure = ari_by_components(scores())
    lines = {line.get_label(): line for line in figure.axes[0].lines}
    assert list(lines["first principal components"].get_xdata()) == [1, 2, 3, 4, 5]
    assert list(lines["regenerated, mean of settings"].get_xdata()) == [8, 16]
    assert len(legend_of(figure)) == 5


# Their mean profile loses 4, by the squared error.
PROFILES = np.array([[0.0, 0.0, 0.0, 0.0], [2.0, 2.0, 2.0, 2.0]])


def loss_tables(batches):
    rows, points = [], []
    for number, (size, batch) in enumerate(itertools.product(("4", "8"), batches)):
        point = f"{number:010d}"
        points.append((point, "c", size, 0.1, 0.1, batch, 2000, "squared_error"))
        epochs = (1, 10, 100, 1000, 2000)
        rows += [(point, 1, "train", epoch, 1 + 1 / epoch, "ok") for epoch in epochs]
    names = ["point", "chunk", "layers", "corruption", "learning_rate", "batch_size", "epochs"]
    names.append("loss")
    return (
        pd.DataFrame(rows, columns=["point", "replicate", "phase", "epoch", "loss", "status"]),
        pd.DataFrame(points, columns=names),
    )


@pytest.mark.parametrize("batches", [(4,), (4, 8), (2, 4, 8, 16)])
def test_losses_have_a_panel_per_batch_size_and_a_line_per_size(batches):
    table, grid = loss_tables(batches)
    figure = losses(bands(table, grid, PROFILES), curves(table, grid))
    assert len(figure.axes) == len(batches)
    assert legend_of(figure) == ["4", "8"]
    said = caption("losses", {"bands": bands(table, grid, PROFILES), "curves": curves(table, grid)})
    assert "paper" in said
    assert "these are 4 and 0" in said


def test_the_loss_is_shown_between_the_mean_profile_and_the_floor():
    table, grid = loss_tables((4,))
    figure = losses(bands(table, grid, PROFILES), curves(table, grid))
    axes = figure.axes[0]
    # The mean profile loses 4 and the floor is 0; the losses begin at 2 and end at 1.
    assert axes.lines[0].get_ydata()[[0, -1]] == pytest.approx([50, 75], abs=0.1)
    assert axes.get_ylim()[1] > 100


def test_losses_say_when_all_diverged():
    table, grid = loss_tables((4,))
    table = table.assign(status="diverged", loss=np.nan)
    figure = losses(bands(table, grid, PROFILES), curves(table, grid))
    assert "diverged" in figure.texts[0].get_text()


def test_genes_stand_by_cluster_label_and_likeness():
    raw = np.array([[0, 9.0], [0, 8.0], [7, 0.0], [9, 0.0], [8, 0.0]])
    order = gene_order(raw, np.array([0, 0, 1, 1, 1]), np.array([1, 0, 0, 0, 1]))
    assert list(order) == [1, 0, 2, 3, 4]


def panel(number=4, looked_for=4):
    votes = {"gap": 4, "silhouette": 3, "silhouette_gained": 4, "pac_gained": 6}
    found = {"number": number, "low": 3, "high": 6, "votes": votes, "unsure": True}
    curves = pd.DataFrame({"clusters": np.arange(2, 9), "gap_error": 0.01})
    rng = np.random.default_rng(0)
    return {
        "number_curves": curves.assign(**{name: rng.random(7) for name in votes}),
        "number": {"clusters": looked_for, "panel": found},
    }


def test_the_panel_shows_each_vote_the_median_and_the_range():
    figure = draw("number", panel())
    assert "see 4 clusters in the median, 3 to 6, so it is unsure" in " ".join(
        figure.get_suptitle().split()
    )
    rings = [axes.collections[-1].get_offsets()[0][0] for axes in figure.axes]
    assert rings == [4, 3, 4, 6]
    assert "looked for" not in legend_of(figure)
    assert "looked for" in legend_of(draw("number", panel(looked_for=5)))
    assert "since it was given" in caption("number", panel(looked_for=5))


def test_calibration_has_shares_of_all_genes_with_a_group():
    rng = np.random.default_rng(0)
    stability = rng.random(400)
    right = rng.random(400) < stability
    table = pd.DataFrame(
        {
            "cluster": np.arange(400) % 2 + 1,
            "label": np.where(right, np.where(np.arange(400) % 2, "x", "y"), "z"),
            "stability": stability,
            "silhouette": rng.random(400),
        }
    )
    table.loc[:19, "label"] = None
    figure = draw("calibration", {"clusters": table})
    stable, _ = figure.axes
    heights = stable.lines[1].get_ydata()
    assert heights[0] < 0.3 < 0.7 < heights[-1]
    assert float(stable.get_title(loc="left").split()[1]) > 0.75
    assert "for the 380 genes" in caption("calibration", {"clusters": table})
    unknown = caption("calibration", {"clusters": table.assign(label=None)})
    assert unknown == "yeast: no gene has both a known group and a sure cluster."


def test_genes_in_the_plane_have_the_colours_and_numbers_of_their_clusters(tmp_path):
    clusters = pd.Categorical(["1", "2", None, "1"], categories=["1", "2"])
    genes = anndata.AnnData(
        np.zeros((4, 2)),
        obs=pd.DataFrame({"cluster": clusters, "stability": [0.9, 0.2, 0.1, 0.8]}),
        obsm={"X_tsne": np.arange(8.0).reshape(4, 2)},
        uns={"cluster_colors": ["#111111", "#222222"]},
    )
    figure = draw("embedding", {"annotated": genes})
    save(figure, tmp_path / "embedding.svg")
    assert [text.get_text() for text in figure.axes[0].texts] == ["1", "2"]
    assert "50 % of the genes have a stability below 0.5" in " ".join(figure.get_suptitle().split())
    assert "grey where a gene is unassigned" in caption("embedding", {"annotated": genes})


def test_thinning_keeps_the_mean_and_leaves_small_tables_alone():
    values = np.random.default_rng(0).random((4 * ROWS_DRAWN, 3))
    assert thinned(values).shape == (ROWS_DRAWN, 3)
    np.testing.assert_allclose(thinned(values).mean(axis=0), values.mean(axis=0))
    np.testing.assert_allclose(thinned(values)[0], values[:4].mean(axis=0))
    np.testing.assert_array_equal(thinned(values[:10]), values[:10])


def test_the_heat_map_shows_the_final_clusters_and_the_chosen_model(tmp_path):
    raw = np.random.default_rng(0).random((6, 3)).astype(np.float32)
    tables = {
        "clusters": pd.DataFrame({"cluster": [1, 1, np.nan, 1, 2, 2]}),
        "chosen": {"point": "b", "replicate": 2},
        "grid": pd.DataFrame({"point": ["a", "b"], "chunk": ["x", "y"], "layers": ["4", "8-2"]}),
        "prepared": anndata.AnnData(raw),
        "regenerated": {"y": {"b/2/regenerated": raw / 2}},
    }
    figure = draw("profiles", tables)
    assert [text.get_text() for text in figure.axes[0].get_yticklabels()] == [
        "none (1)", "1 (3)", "2 (2)",
    ]  # fmt: skip
    assert "8-2 hidden nodes" in " ".join(figure.get_suptitle().split())
    assert "keep 50 %" in " ".join(figure.get_suptitle().split())
    assert "those that are unassigned first" in caption("profiles", tables)
    diverged = tables | {"chosen": {"point": None, "replicate": None}}
    assert caption("profiles", diverged) == "yeast: every training diverged; no profiles."


@pytest.mark.parametrize(
    "labels", [["x", "y", None] * 10, [None] * 30, [str(i) for i in range(30)]]
)
@pytest.mark.parametrize("conditions", [2, 73])
def test_profiles_are_drawn_with_few_many_and_no_labels(tmp_path, labels, conditions):
    raw = np.random.default_rng(0).random((30, conditions)).astype(np.float32)
    figure = profiles(
        raw, raw / 2, np.arange(30) % 4, pd.Series(labels, dtype=object),
        [f"condition_{i}" for i in range(conditions)], "yeast",
    )  # fmt: skip
    save(figure, tmp_path / "profiles.svg")
    known = any(labels)
    assert len(figure.axes) == (4 if known else 3)
    assert "keep 50 %" in " ".join(figure.get_suptitle().split())
    if labels[2] is None and known:
        assert legend_of(figure) == ["x", "y", "unknown"]


def test_reproduction_has_a_panel_per_level_and_says_what_was_not_run(tmp_path):
    path = tmp_path / "published.tsv"
    path.write_text("hidden\tbaseline\tnoise_0\tnoise_5\n8\t.4\t.3\t.4\n16\t.4\t.3\t.4\n")
    table = compare(read_published(path), scores(), "yeast", "kmeans")
    figure = draw("reproduction", {"reproduction": table})
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["noise 0 %", "noise 5 %"]
    assert [text.get_text() for text in figure.axes[1].texts] == ["not run here"]
    assert len(legend_of(figure)) == 5


def classifications(sizes=("8", "16", "32-16"), components=(1, 8, 16, 73), folds=3):
    random = np.random.default_rng(0)
    settings = [("raw", None, None)]
    settings += [(name, size, None) for name in ("regenerated", "codes") for size in sizes]
    settings += [("pca_first", None, k) for k in components]
    rows = [
        {
            "dataset": "yeast", "replicate": replicate, "fold": fold, "representation": name,
            "point": f"{layers} {level}" if layers else "", "layers": layers, "components": k,
            "size": float(k or (layer_sizes(layers)[-1] if layers else np.nan)),
            "balanced_accuracy": random.normal(0.6, 0.02), "status": "ok",
        }
        for name, layers, k in settings
        for level in ((0, 10) if layers else (0,))
        for replicate in (1, 2, 3)
        for fold in range(1, folds + 1)
    ]  # fmt: skip
    return pd.DataFrame(rows).astype({"size": "Int64"})


def test_classification_has_a_panel_of_sizes_and_one_of_differences():
    table = classifications()
    comparison = compare_features(table)
    figure = classification(table, comparison)
    left, right = figure.axes
    assert len(legend_of(figure)) == 4
    said = " ".join(label.get_text() for label in right.get_yticklabels())
    for row in comparison.dropna(subset="verdict").to_dict("records"):
        assert difference_in_words(row) in said
    assert "cannot be told apart" in " ".join(figure.get_suptitle().split())
    assert ticks_of(left) == ["1", "8", "16", "73"]
    many = classifications(("5",), range(1, 12))
    left = classification(many, compare_features(many)).axes[0]
    assert ticks_of(left) == ["1", "2", "4", "8"]


@pytest.mark.parametrize(
    ("kept", "panels"), [(["raw"], 0), (["codes"], 1), (["raw", "pca_first"], 2)]
)
def test_classification_is_drawn_of_what_there_is(tmp_path, kept, panels):
    table = classifications()
    table = table[table["representation"].isin(kept)]
    figure = classification(table, compare_features(table))
    save(figure, tmp_path / "classification.png")
    assert len(figure.axes) == panels


def sizes_and_choice(losses, error=0.01):
    """Candidates by their layers, and what is chosen of them."""
    sizes = pd.DataFrame({"layers": list(losses), "point": "p", "loss": list(losses.values())})
    sizes = sizes.assign(error=error, points=1, measure="cross_entropy")
    layers = choose_size(sizes)["layers"]
    choice = {
        "layers": layers, "lowest_layers": sizes.loc[sizes["loss"].idxmin(), "layers"],
        "bottlenecks": sorted({layer_sizes(each)[-1] for each in losses}),
        "variance": 0.9, "components": 2, "variance_of_components": [0.7, 0.25, 0.05],
    }  # fmt: skip
    return sizes.assign(chosen=sizes["layers"] == layers), choice


def test_bottleneck_has_a_line_per_depth_and_says_where_the_sizes_end():
    figure = bottleneck(*sizes_and_choice({"4": 3, "8": 2, "16": 1, "32-16": 1.1}))
    assert legend_of(figure) == [
        "one standard error above the lowest", "chosen", "1 hidden layer", "2 hidden layers",
    ]  # fmt: skip
    headline = " ".join(figure.get_suptitle().split())
    assert "a bottleneck of 16 in 1 hidden layer" in headline
    assert "the largest bottleneck tried" in headline
    inside = sizes_and_choice({"4": 3, "8": 1, "16": 2})
    assert "tried" not in bottleneck(*inside).get_suptitle()


def test_nothing_is_written_among_the_points_of_the_bottleneck():
    figure = bottleneck(*sizes_and_choice({"4": 3, "8": 2, "16": 2.02}))
    assert not figure.axes[0].texts
    assert figure.axes[0].get_legend() is None


def test_what_regeneration_loses_is_not_put_down_to_drawing():
    real = np.random.default_rng(0).normal(3, 2, (500, 5))
    real[:, 4] = 1  # A condition in which all are the same says nothing.
    regenerated = 3 + 0.5 * (real - 3)
    drawn = 4 + 0.4 * (real - 3)
    seen = closeness(real, drawn, regenerated.std(axis=0))
    assert (seen.drawn, seen.regenerated) == pytest.approx((0.4, 0.5))
    assert seen.shift == pytest.approx(1 / 2, rel=0.1)
    assert "drawn profiles have 40 %" in closeness_in_words(seen)
    assert "regenerated ones 50 %" in closeness_in_words(seen)


def test_records_are_read_without_what_draws():
    code = (
        "import sys, sdae.figures; "
        "print({'matplotlib', 'pandas', 'scipy', 'anndata'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          env={"PYTHONPATH": ":".join(sys.path)})  # fmt: skip
    assert done.stdout.strip() == "set()"


CONFIG = {
    "representations": ["raw", "regenerated", "codes", "pca_first"], "clusterers": {"kmeans": {}},
    "published": None, "classification": None, "bottleneck": None, "sampling": None,
    "choice": {"folds": 8},
}  # fmt: skip


def stems(config, label_column="label"):
    return [
        each.stem for each in pictures(FIGURES, config, "yeast", {"label_column": label_column})
    ]


def test_a_configuration_calls_for_the_figures_that_it_has_results_of():
    assert stems(CONFIG) == [
        "embedding", "number", "calibration", "losses", "ari_by_hidden", "ari_by_components",
        "effects", "profiles",
    ]  # fmt: skip
    assert stems(CONFIG, None) == ["embedding", "number", "losses", "effects", "profiles"]
    without = CONFIG | {"choice": None}
    assert stems(without, None) == ["losses", "effects"]
    more = {"published": {"dataset": "yeast"}, "classification": {}, "bottleneck": {"folds": 3}}
    assert {"reproduction", "bottleneck"} <= {*stems(CONFIG | more)}
    assert "reproduction" not in stems(CONFIG | {"published": {"dataset": "other"}})


def test_two_figures_that_call_different_files_alike_are_refused():
    one, other = (
        Figure(path, "a", "b", {"scores": path}, lambda tables, dataset: "", lambda: None, "c")
        for path in "xy"
    )
    config, row = CONFIG, {"label_column": None}
    assert inputs(pictures({"x": one}, config, "yeast", row)) == {"scores": "x"}
    with pytest.raises(ValueError, match="input 'scores' is y, but x"):
        inputs(pictures({"x": one, "y": other}, config, "yeast", row))


STRANGE = ["a_b $\\frac$ <&>", "tab\tbell\a\x00", "n" * 230, "_private"]


def test_names_are_drawn_as_they_are(tmp_path):
    values = np.random.default_rng(0).random((40, 4)).astype(np.float32)
    labels = pd.Series(STRANGE * 10, dtype=object)
    figure = profiles(values, values / 2, np.arange(40) % 4, labels, STRANGE, STRANGE[0])
    save(figure, tmp_path / "figure.svg", tmp_path / "figure.png")
    xml.dom.minidom.parse(str(tmp_path / "figure.svg"))
    shown = {text.strip() for text in legend_of(figure)}
    assert STRANGE[0] in shown
    assert len(shown) == 4
    assert max(map(len, shown)) <= 32
    assert STRANGE[0] in figure.get_suptitle()
    save(drawn(FIGURES["losses"], f"{STRANGE[1]}: no loss curve"), tmp_path / "sentence.svg")
    xml.dom.minidom.parse(str(tmp_path / "sentence.svg"))


def test_a_long_name_keeps_both_ends():
    assert named("a" * 100 + "end", 20) == "aaaaaaaaaaaaa\N{HORIZONTAL ELLIPSIS}aaaend"
    assert named("short") == "short"


@pytest.mark.parametrize("length", [3, 15, 60])
@pytest.mark.parametrize("groups", [2, 9, 12, 20])
def test_the_legend_of_groups_fits_into_the_figure(groups, length):
    values = np.random.default_rng(0).random((40, 4)).astype(np.float32)
    labels = pd.Series([f"{i % groups:0{length}d}" for i in range(40)], dtype=object)
    figure = profiles(values, values, np.arange(40) % 4, labels, list("abcd"), "yeast")
    figure.draw_without_rendering()
    box = figure.legends[0].get_window_extent()
    assert box.x0 >= 0
    assert box.x1 <= figure.bbox.x1


def test_a_small_difference_looks_small():
    figure = ari_by_components(scores().assign(ari=0.5))
    low, high = figure.axes[0].get_ylim()
    assert high - low >= 0.199
    axes = sentence("x").add_subplot()
    axes.set_ylim(0.99, 1.0)
    fair_limits(axes)
    assert axes.get_ylim() == pytest.approx((0.8, 1.0))


def test_components_stand_on_a_logarithmic_axis():
    figure = ari_by_components(scores())
    assert figure.axes[0].get_xscale() == "log"
    figure.draw_without_rendering()
    assert "5" in ticks_of(figure.axes[0])


def test_captions_name_nothing_that_is_not_drawn():
    both = {"scores": scores()}
    said = caption("ari_by_components", both)
    assert "random principal components" in said
    assert "Regenerated" in said
    table = scores()
    few = {"scores": table[table["representation"] == "pca_first"]}
    said = caption("ari_by_components", few)
    for word in ("random", "Regenerated", "dashed"):
        assert word not in said
    table, grid = loss_tables((4,))
    short = table["epoch"] <= 1000
    tables = {"bands": bands(table[short], grid, PROFILES), "curves": curves(table[short], grid)}
    assert "paper" not in caption("losses", tables)
    assert "band" in caption("losses", tables)


def test_captions_are_plain_prose():
    for figure in FIGURES.values():
        assert figure.label
        assert isinstance(figure.caption, str) or callable(figure.caption)
