"""Files of models: what comes back, and in which order."""

import h5py
import numpy as np
import pytest
from sdae.errors import InputError
from sdae.network.store import (
    add_model,
    find_model,
    find_reusable,
    is_diverged,
    models,
    new_file,
    open_file,
    read_tensors,
)

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


CURVE = [["a", 1, "train", 0, 2.5], ["a", 1, "train", 1, float("inf")]]


@pytest.fixture
def keyed(tmp_path):
    """A chunk whose models say what they depend on."""
    path = tmp_path / "keyed.h5"
    with new_file(path) as file:
        add_model(file, "a", 1, {"0/weights": WEIGHTS}, key="one", curve=CURVE)
        add_model(file, "a", 2, {"0/weights": WEIGHTS}, key="two", curve=[])
        add_model(file, "b", 1, {}, diverged=True, key="three", curve=CURVE)
        add_model(file, "b", 2, {"0/weights": WEIGHTS})
    return path


def test_models_whose_key_fits_are_used_again_with_their_curves(keyed, path, tmp_path):
    (tmp_path / "cut.h5").write_bytes(keyed.read_bytes()[:900])
    (tmp_path / "none.h5").write_text("no model here")
    paths = [tmp_path / "cut.h5", tmp_path / "none.h5", tmp_path / "absent.h5", path, keyed, keyed]
    keys = {("a", 1): "one", ("a", 2): "of other data", ("b", 1): "three", ("b", 2): "four"}
    keys |= {("c", 1): "five"}
    one, other = find_reusable(paths, keys)
    assert one[:2] == ("a", 1)
    assert one.tensors.keys() == {"0/weights"}
    np.testing.assert_array_equal(one.tensors["0/weights"], WEIGHTS)
    assert one.curve == CURVE
    assert not one.diverged
    assert (other.point, other.tensors, other.diverged) == ("b", {}, True)
    assert list(find_reusable([path], {("a", 1): "one"})) == []


def test_a_curve_is_no_tensor(keyed):
    with open_file(keyed) as file:
        assert read_tensors(file["a/1"]).keys() == {"0/weights"}


def test_what_is_not_written_to_its_end_is_not_there(tmp_path):
    path = tmp_path / "new.h5"

    def fail():
        with new_file(path) as file:
            add_model(file, "a", 1, {"0/weights": WEIGHTS})
            raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space"):
        fail()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.9])
def test_a_cut_file_is_named_with_its_remedy(keyed, share):
    whole = keyed.read_bytes()
    keyed.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(InputError, match=r"keyed.h5: found a damaged .* delete it and run again"):
        find_model([keyed], "a", 1)
