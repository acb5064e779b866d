"""A point is taken from former chunks whole, and only if data and code are the same."""

import numpy as np
from sdae.network.reuse import find_trained, key_of
from sdae.network.store import add_model, new_file

X = np.arange(12, dtype=np.float32).reshape(4, 3)
MASKS = np.eye(2, 3) == 0
KEY = key_of(X, "code", MASKS)


def former(folder, name, points, key=KEY, folds=(1, 2)):
    for kind, numbers in (("trained", (1, 2)), ("folds", folds)):
        (folder / kind).mkdir(exist_ok=True)
        with new_file(folder / kind / f"{name}.h5") as file:
            for point in points:
                for number in numbers:
                    add_model(file, point, number, {"0/weights": X}, key=key, curve=[[point, 1.5]])


def found(folder, points):
    paths = folder / "trained" / "new.h5", folder / "folds" / "new.h5"
    return find_trained(*paths, points, [1, 2], [1, 2], KEY)


def test_points_of_several_chunks_are_found_with_their_curves(tmp_path):
    former(tmp_path, "one", ["a", "b"])
    former(tmp_path, "two", ["c"])
    models = found(tmp_path, ["a", "c", "d"])
    assert list(models) == ["a", "c"]
    assert [(stored.replicate, is_fold) for stored, is_fold in models["a"]] == [
        *((1, False), (2, False), (1, True), (2, True)),
    ]
    assert models["a"][0][0].curve == [["a", 1.5]]


def test_what_lacks_a_fold_or_is_of_other_data_or_code_is_trained_again(tmp_path):
    former(tmp_path, "one", ["a"], folds=(1,))
    former(tmp_path, "two", ["b"], key=key_of(X + 1, "code", MASKS))
    former(tmp_path, "three", ["c"], key=key_of(X, "other code", MASKS))
    former(tmp_path, "four", ["d"], key=key_of(X, "code", ~MASKS))
    assert found(tmp_path, ["a", "b", "c", "d"]) == {}


def test_a_damaged_file_of_a_former_chunk_is_passed_over(tmp_path):
    former(tmp_path, "one", ["a"])
    (tmp_path / "trained" / "broken.h5").write_bytes(b"no HDF5")
    assert list(found(tmp_path, ["a"])) == ["a"]
