"""Every representation: its matrices, its sizes, what it says about itself."""

import h5py
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sdae.clusterers.partitioning import cluster
from sdae.errors import InputError
from sdae.network.store import add_model
from sdae.representations import BASELINES, LEARNED, REPRESENTATIONS, ComponentOptions
from sdae.representations.components import principal_components
from sdae.representations.halves import DRAWS, half
from sdae.representations.ica import independent_components
from sdae.representations.matrices import baselines, trained
from sdae.representations.pca_random import drawn
from sdae.representations.pooled import averaged
from sklearn.metrics import adjusted_rand_score

OPTIONS = {"components": [2, 5, 9], "random_draws": 2}
GROUP = np.arange(45) % 3


@pytest.fixture
def profiles():
    rng = np.random.default_rng(0)
    return (rng.normal(size=(3, 6))[GROUP] * 6 + rng.normal(size=(45, 6))).astype("f4")


def table(matrices):
    return [(each.representation, each.components, each.replicates) for each in matrices]


def test_raw_profiles_stand_for_all_replicates(profiles):
    (raw,) = baselines("raw", profiles, 3, OPTIONS)
    assert (raw.replicates, raw.components, raw.point) == ((1, 2, 3), None, "")
    np.testing.assert_array_equal(raw.load(), profiles)


def test_leading_components(profiles):
    leading = baselines("pca_first", profiles, 3, OPTIONS)
    assert table(leading) == [("pca_first", 2, (1, 2, 3)), ("pca_first", 5, (1, 2, 3))]
    scores = principal_components(profiles)
    for each in leading:
        np.testing.assert_array_equal(each.load(), scores[:, : each.components])


def test_random_components(profiles):
    random = baselines("pca_random", profiles, 3, OPTIONS)
    assert table(random) == [("pca_random", k, (draw,)) for k in (2, 5) for draw in (1, 2)]
    assert [each.load().shape for each in random] == [(45, 2), (45, 2), (45, 5), (45, 5)]


def test_independent_components(profiles):
    found = baselines("ica", profiles, 2, OPTIONS)
    assert table(found) == [("ica", k, (replicate,)) for k in (2, 5) for replicate in (1, 2)]
    for each in found:
        X = each.load()
        np.testing.assert_allclose(np.cov(X.T, ddof=0), np.eye(each.components), atol=1e-6)
        np.testing.assert_array_equal(X, each.load())


def test_independent_sources_are_unmixed():
    rng = np.random.default_rng(0)
    sources = rng.laplace(size=(2000, 3))
    sources /= sources.std(axis=0)
    found = independent_components(principal_components(sources @ rng.normal(size=(3, 8))), 3, 1)
    alike = np.abs(np.corrcoef(sources.T, found.T)[:3, 3:])
    assert (alike.max(axis=1) > 0.98).all()


@given(available=st.integers(1, 30), draw=st.integers(0, 1000), data=st.data())
def test_a_draw_takes_different_components_and_only_gains_more(available, draw, data):
    k = data.draw(st.integers(1, available))
    columns = drawn(np.arange(available)[None, :], k, draw)[0]
    assert len(set(columns)) == k
    longer = drawn(np.arange(available)[None, :], available, draw)[0]
    np.testing.assert_array_equal(longer[:k], columns)
    assert sorted(longer) == list(range(available))


def test_draws_differ_and_each_component_is_as_likely():
    columns = np.stack([drawn(np.arange(10)[None, :], 3, draw)[0] for draw in range(2000)])
    share = np.bincount(columns.ravel(), minlength=10) / len(columns)
    # Standard error of a share of 0.3 in 2,000 draws is 0.01.
    np.testing.assert_allclose(share, 0.3, atol=0.05)


@pytest.fixture
def chunk(tmp_path, profiles):
    """What two models regenerated, and one that diverged."""
    with h5py.File(tmp_path / "chunk.h5", "w") as file:
        for number, (point, replicate) in enumerate([("b", 10), ("b", 2), ("a", 1)]):
            tensors = dict.fromkeys(LEARNED, profiles + np.float32(number))
            add_model(file, point, replicate, tensors)
        add_model(file, "b", 3, {}, diverged=True)
        yield file


def test_trained_models_come_in_order_with_the_diverged_among_them(chunk, profiles):
    matrices = trained(chunk, ["codes"])
    runs = [(matrix.point, matrix.replicates) for matrix in matrices]
    assert runs == [("a", (1,)), ("b", (2,)), ("b", (3,)), ("b", (10,))]
    shifts = [None if (X := each.load()) is None else X[0, 0] - profiles[0, 0] for each in matrices]
    assert shifts[2] is None
    np.testing.assert_allclose([shifts[0], shifts[1], shifts[3]], [2, 1, 0], atol=1e-5)
    assert len(trained(chunk, ["regenerated", "codes"])) == 8


def test_the_mean_is_of_every_model_that_did_not_diverge(chunk, profiles):
    chunk.flush()
    whole, *folds = averaged([chunk.filename], [chunk.filename], 3, 2)
    assert (whole.replicates, whole.fold, whole.point) == ((1, 2, 3), 0, "")
    np.testing.assert_allclose(whole.load(), profiles + 1, atol=1e-5)
    assert [each.fold for each in folds] == [1, 2]
    # Of fold 1 there is one model, of fold 2 another.
    np.testing.assert_allclose(folds[0].load(), profiles + 2, atol=1e-5)
    np.testing.assert_allclose(folds[1].load(), profiles + 1, atol=1e-5)
    assert averaged([], [], 1, 1)[0].load() is None


@pytest.mark.parametrize("name", REPRESENTATIONS)
def test_every_entry_shows_planted_groups(chunk, profiles, name):
    entry = REPRESENTATIONS[name]
    options = {"components": [2], "random_draws": 1}
    others = []
    if entry.pooled:
        chunk.flush()
        matrix, *others = averaged([chunk.filename], [], 1, 0)
    elif entry.learned:
        matrix = trained(chunk, [name])[0]
    else:
        matrix, *others = baselines(name, profiles, 1, options)
    assert not others or entry.perturbed
    assert matrix.representation == name
    assert (matrix.components is not None) == (entry.size == "components")
    X = matrix.load()
    assert len(X) == len(GROUP)
    if not entry.control:
        labels = cluster(X, 3, {"kind": "agglomerative"}, seed=0)
        assert adjusted_rand_score(GROUP, labels) > 0.9


def test_halves_are_other_conditions_in_each_draw_and_the_same_in_each_run(profiles):
    found = [each.load() for each in baselines("halves", profiles, 3, OPTIONS)]
    assert len(found) == 3 * DRAWS
    assert {each.shape for each in found} == {(len(profiles), -(-profiles.shape[1] // 2))}
    assert len({each.tobytes() for each in found}) > DRAWS
    np.testing.assert_array_equal(found[0], baselines("halves", profiles, 1, OPTIONS)[0].load())
    for few in (1, 2, 3):
        assert half(profiles[:, :few], 1).shape[1] == min(few, 2)


@pytest.mark.parametrize("name", REPRESENTATIONS)
def test_every_entry_describes_itself(name):
    entry = REPRESENTATIONS[name]
    assert entry.label
    assert entry.reference
    assert entry.by_network == (entry.make is None)
    assert [name in LEARNED, name in BASELINES, entry.pooled].count(True) == 1


@pytest.mark.parametrize("name", BASELINES)
def test_jobs_expect_as_many_matrices_as_there_are(profiles, name):
    options = {"components": [1, 3, 4], "random_draws": 2}
    replicates = 3
    made = sum(len(each.replicates) for each in baselines(name, profiles, replicates, options))
    expected = REPRESENTATIONS[name].matrices(ComponentOptions(**options))
    assert made <= expected * replicates


def test_an_unknown_name_is_an_error_and_no_other_representation(chunk, profiles):
    with pytest.raises(InputError, match=r"no representation 'pca'.*pca_first"):
        baselines("pca", profiles, 1, OPTIONS)
    with pytest.raises(InputError, match="no representation 'code'"):
        trained(chunk, ["code"])
    with pytest.raises(ValueError, match="made by models"):
        baselines("codes", profiles, 1, OPTIONS)
    with pytest.raises(ValueError, match="made by no model"):
        trained(chunk, ["raw"])
