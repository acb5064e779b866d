"""Files of models: what comes back, and in which order."""

import h5py
import numpy as np
import pytest
from sdae.network.store import add_model, find_model, is_diverged, models, read_tensors

WEIGHTS = np.arange(6, dtype=np.float32).reshape(2, 3).T


@pytest.fixture
def path(tmp_path):
    """A chunk of three models, of which one diverged."""
    path = tmp_path / "some.h5"
    with h5py.File(path, "w") as file:
        add_model(file, "b", 10, {"0/weights": WEIGHTS})
        add_model(file, "b", 2, {}, diverged=True)
        add_model(file, "a", 1, {"0/weights": WEIGHTS, "1/weights": 2 * WEIGHTS})
    return path


def test_what_was_written_comes_back_in_order(path):
    with h5py.File(path) as file:
        assert [model[:2] for model in models(file)] == [("a", 1), ("b", 2), ("b", 10)]
        assert [is_diverged(model) for *_, model in models(file)] == [False, True, False]
        tensors = read_tensors(file["a/1"])
        assert tensors.keys() == {"0/weights", "1/weights"}
        assert tensors["0/weights"].dtype == np.float32
        np.testing.assert_array_equal(tensors["1/weights"], 2 * WEIGHTS)
        assert read_tensors(file["b/2"]) == {}


def test_a_model_is_found_in_whichever_chunk_has_it(path, tmp_path):
    other = tmp_path / "other.h5"
    with h5py.File(other, "w") as file:
        add_model(file, "b", 3, {"w": WEIGHTS})
    np.testing.assert_array_equal(find_model([path, other], "b", 3)["w"], WEIGHTS)
    assert find_model([path, other], "b", 2) is None
    with pytest.raises(KeyError, match="point b, replicate 4"):
        find_model([path, other], "b", 4)
