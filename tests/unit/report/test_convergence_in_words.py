"""What is said of loss curves, from tables whose numbers are known."""

import numpy as np
import pandas as pd
from sdae.report.convergence import in_words, unsettled


def curves(**columns):
    table = pd.DataFrame({
        "point": ["a", "b"], "replicate": 1, "status": "ok", "longest": True, "epochs": 200,
        "learning_rate": 0.1, "first": 2.0, "left_at_half": 0.1, "settled": [180, 190],
        "learnable_share": np.nan, "unsettled": False,
    })  # fmt: skip
    return table.assign(**columns)


def test_what_has_not_settled_is_said_with_what_to_do():
    assert unsettled(curves()) == ""
    assert unsettled(curves(unsettled=[False, False])) == ""
    assert "has not settled: add epochs" in unsettled(curves(unsettled=[True, True]))
    assert "In 1 of 2 trainings the loss has not settled" in in_words(
        curves(unsettled=[False, True])
    )


def test_what_is_learned_of_what_can_be_learned_is_said_where_it_is_known():
    assert "can be learned" not in in_words(curves())
    assert "A median 40 % of what can be learned" in in_words(curves(learnable_share=[0.3, 0.5]))


def test_the_paper_s_epoch_is_named_where_trainings_reach_it():
    assert "paper" not in in_words(curves())
    assert "20 % at epoch 1,500" in in_words(curves(left_at_1500=[0.2, 0.2]))
