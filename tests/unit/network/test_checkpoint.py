"""A training that is stopped goes on where it stood, and ends in the same numbers."""

import numpy as np
import pytest
from points import points_of
from sdae.network.checkpoint import Checkpoint
from sdae.network.train import train

X = np.random.default_rng(0).random((30, 9)).astype(np.float32)
# Two programs: of one layer, and of three phases.
POINTS = points_of(layers=[[4]], epochs=[40, 80], noise=["masking"]) + points_of(
    layers=[[5, 3]], epochs=[60], optimizer=["adam"], learning_rate=[0.01]
)


class Killed(Exception):  # noqa: N818
    pass


@pytest.fixture
def often(monkeypatch):
    monkeypatch.setattr("sdae.network.checkpoint.INTERVAL", 0)


def stopped_after(progressed, folder, points=POINTS, x=X, replicates=(1, 2)):
    """Train until so many model-epochs are done, as a killed job would have."""
    done = 0

    def progress(more):
        nonlocal done
        done += more
        if done >= progressed:
            raise Killed

    with pytest.raises(Killed):
        list(train(x, points, replicates, progress, checkpoint=folder))


def assert_equal(one, other):
    assert [m[:2] for m in one] == [m[:2] for m in other]
    for a, b in zip(one, other, strict=True):
        assert a.curve == b.curve
        assert a.diverged == b.diverged
        for p, q in zip(a.layers, b.layers, strict=True):
            for r, s in zip(p, q, strict=True):
                if r is not None:
                    np.testing.assert_array_equal(r, s)


WHOLE = []


def whole():
    if not WHOLE:
        WHOLE.extend(train(X, POINTS, [1, 2]))
    return WHOLE


# In the first program before and after its first snapshot; in each phase of the second.
@pytest.mark.parametrize("progressed", [20, 110, 180, 310, 430])
def test_it_ends_in_the_same_numbers_and_leaves_nothing(progressed, tmp_path, often):
    folder = tmp_path / "checkpoint"
    stopped_after(progressed, folder)
    assert list(folder.glob("*.npz"))
    seen, trained_again = [], []

    def progress(more):
        seen.append(more)

    trained_again = list(train(X, POINTS, [1, 2], progress, checkpoint=folder))
    assert_equal(trained_again, whole())
    assert sum(seen) == 2 * (80 + 3 * 60)
    assert not folder.exists()


def test_only_what_was_not_saved_is_trained_again(tmp_path, often, monkeypatch):
    from sdae.network import program_run

    folder = tmp_path / "checkpoint"
    stopped_after(310, folder)
    epochs = []
    run = program_run.run_epochs

    def counted(state, data, models, orders, draws, start, count, *rest, **options):
        epochs.append(count)
        return run(state, data, models, orders, draws, start, count, *rest, **options)

    monkeypatch.setattr(program_run, "run_epochs", counted)
    assert_equal(list(train(X, POINTS, [1, 2], checkpoint=folder)), whole())
    # 80 of the first program and most of a phase were done.
    assert sum(epochs) < 80 + 3 * 60 - 100


def test_another_training_does_not_take_it_up(tmp_path, often):
    stopped_after(110, tmp_path / "c")
    others = X + np.float32(0.001)
    found = list(train(others, POINTS, [1, 2], checkpoint=tmp_path / "c"))
    assert_equal(found, list(train(others, POINTS, [1, 2])))


@pytest.mark.parametrize("damage", [lambda b: b[: len(b) // 2], lambda b: b"", lambda b: b"x" * 99])
def test_a_damaged_checkpoint_is_none(damage, tmp_path, often):
    stopped_after(110, tmp_path / "c")
    for path in (tmp_path / "c").iterdir():
        path.write_bytes(damage(path.read_bytes()))
    assert_equal(list(train(X, POINTS, [1, 2], checkpoint=tmp_path / "c")), whole())


def test_a_disk_without_room_does_not_stop_a_training(tmp_path, often, caplog):
    (tmp_path / "c").write_text("a file where the folder should be")
    assert_equal(list(train(X, POINTS, [1, 2], checkpoint=tmp_path / "c")), whole())
    assert "no checkpoint could be written" in caplog.text


def test_short_trainings_write_none(tmp_path):
    saved = Checkpoint(tmp_path / "c")
    assert not saved.due()
    list(train(X, POINTS[:1], [1], checkpoint=tmp_path / "c"))
    assert not (tmp_path / "c").exists()
