"""Names of the files of pictures, and of what they need."""

from sdae.figures import Figure, Picture
from sdae.figures.files import files, input_files, told

INPUTS = {"scores": "results/scores/{dataset}.tsv", "codes": "results/{dataset}/{chunk}.h5"}
FIGURE = Figure("curves", "Curves", "Training", INPUTS, data=dict, draw=dict, caption="All curves.")
DRAWN = {
    "yeast": [Picture(FIGURE, {"clusterer": "ward"}), Picture(FIGURE, {"clusterer": "kmeans"})],
    "mouse": [Picture(FIGURE, {})],
}


def test_each_picture_has_a_file():
    assert files(DRAWN, "svg") == [
        "results/figures/yeast/curves_ward.svg",
        "results/figures/yeast/curves_kmeans.svg",
        "results/figures/mouse/curves.svg",
    ]


def test_what_each_chunk_makes_is_a_list_however_many_there_are():
    assert input_files(DRAWN["yeast"], "yeast", ["a"]) == {
        "scores": "results/scores/yeast.tsv",
        "codes": ["results/yeast/a.h5"],
    }
    assert input_files([], "yeast", ["a"]) == {}


def test_the_page_is_told_what_each_picture_shows():
    assert told(DRAWN) == [
        ("yeast", "curves", "yeast: Curves, ward"),
        ("yeast", "curves", "yeast: Curves, kmeans"),
        ("mouse", "curves", "mouse: Curves"),
    ]
