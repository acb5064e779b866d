"""The page says of the best of the grid whether as many tries of a control reach it."""

import re
from dataclasses import replace

import pandas as pd
from pages import found
from sdae.report.price import EACH, price
from sdae.report.sections import data_set

WHOLE = {
    "index": "ari", "representation": "all", "clusterer": "all", "best": 0.61, "draws": 240,
    "values": 48, "tries": 48, "grid_best": 0.573,
}  # fmt: skip
BY_LUCK = WHOLE | {
    "control": "raw restarts", "expected_best": 0.572, "difference": 0.001, "low": -0.026,
    "high": 0.028, "beaten": False,
}  # fmt: skip
BEATEN = WHOLE | {
    "control": "untrained", "expected_best": 0.328, "difference": 0.245, "low": 0.194,
    "high": 0.296, "beaten": True,
}  # fmt: skip
OF_CODES = BY_LUCK | {"representation": "codes", "clusterer": "ward", "draws": 30, "tries": 12}


def parts(*rows):
    return price(replace(found(), price=pd.DataFrame(rows)))


def anchors(data):
    return {each.anchor.removeprefix("data-1-") for each in data_set(1, data, []).sections}


def test_each_control_has_a_row_with_both_bests_and_what_follows():
    how, best, table = parts(BY_LUCK, BEATEN)
    assert how.text.startswith("The best of many tries lies high by luck alone, so the ARI")
    assert "240 partitions" in best.text
    assert "0.610" in best.text
    luck, beaten = ([str(cell) for cell in row] for row in table.rows)
    assert luck[:5] == ["restarts on raw profiles", "48", "0.573", "0.572", "+0.001"]
    assert luck[6:] == ["\N{MINUS SIGN}0.026", "+0.028", "no"]
    assert beaten[0] == "untrained networks"
    assert beaten[-1] == "yes"
    # Filled where beaten alone, and each says in words what it shows.
    assert "dot open" in luck[5]
    assert "dot open" not in beaten[5]
    assert "untrained networks: 0.245, from 0.194 to 0.296" in re.sub(r"\s+", " ", beaten[5])
    assert len(table.columns) == len(table.rows[0])


def test_what_was_picked_over_less_is_named_and_folded_away():
    *_, whole, rest = parts(BY_LUCK, OF_CODES)
    assert len(whole.rows) == 1
    assert rest.summary == EACH
    [[name, *_]] = rest.parts[0].rows
    assert name == "codes by ward: restarts on raw profiles"


def test_without_controls_there_is_no_such_section():
    assert price(found()) == []
    assert "price" not in anchors(found())
    assert "price" in anchors(replace(found(), price=pd.DataFrame([BY_LUCK])))
    assert price(replace(found(), price=pd.DataFrame(columns=[*BY_LUCK]))) == []
