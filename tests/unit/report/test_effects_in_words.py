"""Which settings matter, in words."""

import pandas as pd
from sdae.report.effects import axis, in_short, level_name

EFFECTS = pd.DataFrame({
    "index": "ari",
    "representation": "codes",
    "setting": ["corruption", "depth"],
    "level": [0.1, 2],
    "reference": [0.0, 1],
    "difference": [-0.02, -0.1],
    "low": [-0.05, -0.15],
    "p_adjusted": [0.4, 0.001],
})  # fmt: skip


def test_whole_numbers_stay_whole_in_a_column_of_fractions():
    said = [level_name(row) for row in EFFECTS.to_dict("records")]
    assert said == ["noise 0.1 rather than 0", "hidden layers 2 rather than 1"]
    named = {"setting": "activation", "level": "tanh", "reference": "linear"}
    assert level_name(named) == "activation tanh rather than linear"


def test_the_largest_effect_that_is_no_luck_is_named():
    assert in_short(EFFECTS).startswith("hidden layers matters, most of all hidden layers 2 rather")
    assert in_short(EFFECTS[:1]) == "no setting has an effect that is more than luck"
    one = EFFECTS.assign(low=float("-inf"), p_adjusted=1.0)
    assert in_short(one) == "whether a setting has an effect cannot be told with 1 replicate"
    assert axis(EFFECTS).startswith("difference in ARI")
