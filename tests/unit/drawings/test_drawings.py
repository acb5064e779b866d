"""Inline pictures: what is outside is escaped, colours are seen, a heat map is the matrix."""

import base64
import re
import struct
import zlib
from xml.dom import minidom

import numpy as np
import pytest
from sdae.drawings import clusters, embedding, heatmap
from sdae.drawings.axes import round_ticks
from sdae.drawings.colours import CLUSTERS, DIVERGING, NEITHER, contrast
from sdae.drawings.curves import curve
from sdae.drawings.intervals import interval
from sdae.drawings.png import heat
from sdae.drawings.svg import tag

PAPERS = ("#ffffff", "#1a1f26")


@pytest.mark.parametrize("colour", [*CLUSTERS, NEITHER])
def test_colours_of_clusters_are_seen_on_both_papers(colour):
    assert min(contrast(colour, paper) for paper in PAPERS) >= 3


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_what_is_written_is_escaped():
    assert str(tag("text", "<b>", aria_label='"><i>')) == (
        '<text aria-label="&#34;&gt;&lt;i&gt;">&lt;b&gt;</text>'
    )


def pixels(address):
    """Decode an indexed PNG without filters."""
    data = base64.b64decode(address.split(",")[1])
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, place = {}, 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        assert struct.unpack(">I", data[place + 8 + length : place + 12 + length])[0] == zlib.crc32(
            kind + body
        )
        chunks[kind] = body
        place += 12 + length
    columns, rows = struct.unpack(">II", chunks[b"IHDR"][:8])
    raw = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(rows, columns + 1)
    palette = np.frombuffer(chunks[b"PLTE"], np.uint8).reshape(-1, 3)
    return palette[raw[:, 1:]]


def test_a_heat_map_has_a_pixel_for_each_value():
    seen = pixels(heat(np.array([[-9.0, -1.0, 0.0], [1.0, 9.0, np.nan]]), 1.0))
    assert seen.shape == (2, 3, 3)
    low, middle, high = (
        tuple(int(DIVERGING[i][j : j + 2], 16) for j in (1, 3, 5)) for i in (0, 3, 6)
    )
    assert tuple(seen[0, 0]) == tuple(seen[0, 1]) == low
    assert tuple(seen[1, 0]) == tuple(seen[1, 1]) == high
    assert tuple(seen[0, 2]) == tuple(seen[1, 2]) == middle


def test_ticks_are_round_and_inside():
    assert round_ticks(-2.3, 2.4, 3) == [-2, 0, 2]
    assert round_ticks(0.031, 0.079, 3) == [0.04, 0.06]


@pytest.mark.parametrize(("low", "high"), [(-3.5, 3.9), (-4.9, 4.9), (0.011, 0.049), (-1, 19)])
def test_ticks_are_a_scale(low, high):
    """A 0 alone does not say how large anything is."""
    assert 2 <= len(round_ticks(low, high, 3)) <= 5


def test_pictures_are_well_formed_and_name_what_is_seen():
    values = np.random.default_rng(0).normal(size=(40, 6))
    groups = [("<a>", 0, 3), ("b", 3, 6)]
    numbers = [1] * 20 + [2] * 19 + [None]
    drawn = [
        clusters.profile(
            clusters.quantiles(values), (-3, 3), groups, "#000000", "<t>", "n", "a", 1
        ),
        embedding.scatter(embedding.places(values[:, :2]), numbers, ("x", "y"), "a"),
        heatmap.heatmap(values, 2.0, numbers, ["<g>"] * 40, groups, "sd", "known", "a"),
        interval(-np.inf, 0.1, np.inf, (-1, 1), 0.0, True, "a"),
        curve([2, 3], [0.1, 0.1], None, None, "t", "a"),
    ]
    for each in drawn:
        root = minidom.parseString(str(each)).documentElement
        assert "nan" not in str(each)
        assert not re.search(r"\binf\b", str(each))
        svg = root if root.tagName == "svg" else root.getElementsByTagName("svg")[0]
        assert svg.getAttribute("aria-label") == "a"


def test_every_gene_has_a_point_in_the_picture():
    where = embedding.places(np.random.default_rng(0).normal(size=(50, 2)))
    drawn = str(embedding.scatter(where, [1, 2] * 25, ("x", "y"), "a"))
    assert drawn.count("h0") == 50
    assert (where >= 0).all()
    assert (where <= 10 * np.array([embedding.WIDTH, embedding.HEIGHT])).all()


def test_one_point_and_equal_points_have_places():
    for points in (np.zeros((1, 2)), np.ones((5, 2))):
        assert np.isfinite(embedding.places(points)).all()
