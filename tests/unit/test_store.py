"""Files of tensors: what comes back, and who may read them."""

import os

import numpy as np
from sdae.store import read_about, read_tensors, write_tensors


def test_what_was_written_comes_back(tmp_path):
    weights = np.arange(6, dtype=np.float32).reshape(2, 3)
    path = tmp_path / "some.safetensors"
    write_tensors(path, {("abc", 2): {"weights": weights.T}}, {"diverged": [["abc", 1]]})
    ((key, tensors),) = read_tensors(path)
    assert key == ("abc", 2)
    np.testing.assert_array_equal(tensors["weights"], weights.T)
    assert read_about(path) == {"diverged": [["abc", 1]]}


def test_files_have_the_rights_that_the_umask_leaves(tmp_path):
    before = os.umask(0o027)
    try:
        write_tensors(tmp_path / "some.safetensors", {("abc", 1): {"w": np.ones(2)}}, {})
    finally:
        os.umask(before)
    assert (tmp_path / "some.safetensors").stat().st_mode & 0o777 == 0o640
