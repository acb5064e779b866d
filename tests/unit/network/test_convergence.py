"""What is read from loss curves, against curves whose course is known."""

import numpy as np
import pandas as pd
import pytest
from sdae.network.convergence import bands, curves, longest
from sdae.network.references import reference_losses
from sdae.report.convergence import divergence, in_words, unsettled

PROFILES = np.array([[0.2, 0.4, 0.9], [0.6, 0.4, 0.1]])


def grid(**epochs):
    return pd.DataFrame(
        [
            {
                "point": point,
                "chunk": "c",
                "layers": "8",
                "noise": "masking",
                "corruption": 0.1,
                "learning_rate": 0.1,
                "batch_size": 8,
                "epochs": most,
                "loss": "cross_entropy",
            }
            for point, most in epochs.items()
        ]
    )


def losses(point, epochs, values, replicate=1, status="ok", phase="train"):
    names = ["point", "replicate", "phase", "status"]
    same = dict(zip(names, (point, replicate, phase, status), strict=True))
    return pd.DataFrame({"epoch": epochs, "loss": values, **same})


def test_a_curve_settles_when_it_stays_near_its_end():
    curve = losses("a", [0, 1, 2, 3, 4], [99.0, 11.0, 10.005, 10.5, 10.0])
    row = curves(curve, grid(a=4)).iloc[0]
    assert (row["first"], row["final"], row["settled"]) == (11.0, 10.0, 4)


def test_shares_left_are_those_of_an_exponential():
    epochs = np.arange(1, 3001)
    values = 10 + np.exp(-epochs / 500)
    row = curves(losses("a", epochs, values), grid(a=3000), landmarks=[1500]).iloc[0]
    fall = np.exp(-1 / 500) - np.exp(-6)
    expected = (np.exp(-3) - np.exp(-6)) / fall
    assert row["left_at_half"] == pytest.approx(expected)
    assert row["left_at_1500"] == pytest.approx(expected)


def test_short_trainings_say_nothing_of_a_later_epoch():
    row = curves(losses("a", [1, 1000], [2.0, 1.0]), grid(a=1000), landmarks=[1500]).iloc[0]
    assert np.isnan(row["left_at_1500"])


def test_snapshots_of_one_trajectory_count_once():
    points = grid(a=2, b=4)
    assert list(longest(points)["point"]) == ["b"]
    both = pd.concat([losses("a", [1, 2], [9.0, 8.0]), losses("b", [1, 2, 4], [9.0, 8.0, 7.0])])
    table = bands(both, points, PROFILES)
    assert list(table["curves"]) == [1, 1, 1]
    assert list(table["median"]) == [9.0, 8.0, 7.0]


def test_bands_are_quantiles_over_replicates():
    values = np.arange(11.0)
    many = pd.concat([losses("a", [1], [value], replicate=int(value)) for value in values])
    row = bands(many, grid(a=1), PROFILES).iloc[0]
    assert (row["low"], row["median"], row["high"]) == pytest.approx((1, 5, 9))
    assert (row["floor"], row["mean_profile"]) == reference_losses(PROFILES, "cross_entropy")


def test_losses_of_different_kinds_are_not_put_into_one_band():
    points = grid(a=1, b=1).assign(loss=["cross_entropy", "squared_error"])
    both = pd.concat([losses("a", [1], [20.0]), losses("b", [1], [0.1])])
    table = bands(both, points, PROFILES).set_index("loss")
    assert table["median"].to_dict() == {"cross_entropy": 20.0, "squared_error": 0.1}
    assert table.loc["squared_error", "floor"] == 0


def test_diverged_trainings_are_rows_without_numbers():
    both = pd.concat(
        [
            losses("a", [1, 2], [2.0, 1.0]),
            losses("a", [1, 2], [2.0, np.nan], replicate=2, status="diverged"),
        ]
    )
    table = curves(both, grid(a=2)).set_index("replicate")
    assert list(table["status"]) == ["ok", "diverged"]
    assert table.loc[2, ["first", "final", "settled"]].isna().all()
    assert "1 of 2 trainings diverged" in in_words(table.reset_index())
    assert bands(both, grid(a=2), PROFILES)["curves"].eq(1).all()
    points = grid(a=2, b=2)
    whole = curves(pd.concat([both, losses("b", [1, 2], [2.0, 1.0])]), points)
    said = divergence(whole)
    assert "1 of 2 grid points diverged" in said
    assert "(learning rate 0.1), in 1 of 3 trainings" in said
    assert divergence(whole[whole["status"] == "ok"]) == ""


def test_a_curve_that_falls_late_is_said_in_plain_digits():
    table = curves(losses("a", [1, 2, 4], [2.0, 2.0, 1.0]), grid(a=4))
    assert "a median 100 % of the fall" in in_words(table)


def test_words_survive_a_curve_that_never_fell():
    table = curves(losses("a", [1, 2], [1.0, 2.0]), grid(a=2))
    assert in_words(table) == "No loss curve fell."


def test_layers_that_are_pretrained_have_a_loss_of_their_own_that_does_not_count():
    on_codes = losses("a", [1, 2, 4], [3.0, 2.0, 1.0], phase="pretrain 2")
    fine = losses("a", [1, 2, 4], [12.0, 11.0, 10.0], phase="finetune")
    table = pd.concat([on_codes, fine])
    assert curves(table, grid(a=4)).loc[0, ["first", "final"]].tolist() == [12.0, 10.0]
    assert bands(table, grid(a=4), PROFILES)["high"].tolist() == [12.0, 11.0, 10.0]
    alone = curves(on_codes, grid(a=4))
    assert "Without fine-tuning" in in_words(alone)
    assert list(alone["status"]) == ["ok"]


X = np.random.default_rng(0).random((50, 6))


def test_the_floor_is_the_entropy_of_the_targets_and_the_mean_profile_what_needs_no_network():
    floor, mean = reference_losses(X, "cross_entropy")
    entropy = -(X * np.log(X) + (1 - X) * np.log(1 - X)).sum(axis=1).mean()
    assert floor == pytest.approx(entropy)
    at = X.mean(axis=0)
    assert mean == pytest.approx(-(X * np.log(at) + (1 - X) * np.log(1 - at)).sum(axis=1).mean())
    floor, mean = reference_losses(X, "squared_error")
    assert floor == 0
    assert mean == pytest.approx(X.var(axis=0).sum())
    sure = reference_losses(np.array([[0.0, 1.0], [1.0, 1.0]]), "cross_entropy")
    assert sure.floor == 0
    assert sure.mean_profile == pytest.approx(np.log(2))


def test_the_share_is_of_what_can_be_learned():
    floor, mean = reference_losses(X, "cross_entropy")
    values = mean - np.array([0, 0.2, 0.39, 0.4]) * (mean - floor)
    good = losses("a", [1, 50, 90, 100], values)
    bad = losses("a", [1, 50, 90, 100], values + 1, replicate=2, status="diverged")
    table = curves(pd.concat([good, bad]), grid(a=100), X).set_index("replicate")
    assert table.loc[1, "learnable_share"] == pytest.approx(0.4)
    assert table.loc[1, ["floor", "mean_profile"]].tolist() == pytest.approx([floor, mean])
    assert bool(table.loc[1, "unsettled"])
    assert table.loc[2, ["floor", "learnable_share", "unsettled"]].isna().all()
    said = unsettled(table.reset_index())
    assert said == "Training has not settled: add epochs ('grid.epochs')."
    values[2] = values[3] + 0.001 * (mean - floor)
    settled = curves(losses("a", [1, 50, 90, 100], values), grid(a=100), X)
    assert not settled.loc[0, "unsettled"]
    assert unsettled(settled) == ""
    short = curves(losses("a", [1, 2], values[:2]), grid(a=2), X)
    assert short.loc[0, "unsettled"]
