"""The principal plane is that of an oracle, whichever way the table is long."""

import numpy as np
import pytest
from sdae.statistics.plane import principal_plane


@pytest.mark.parametrize("shape", [(50, 6), (4, 30), (30, 30)])
def test_the_plane_is_that_of_the_covariance(shape):
    X = np.random.default_rng(0).normal(size=shape) * np.linspace(3, 1, shape[1])
    points, shares = principal_plane(X)
    values = np.linalg.eigvalsh(np.cov(X.T, bias=True))[::-1]
    np.testing.assert_allclose(points.var(axis=0), values[:2], rtol=1e-8)
    np.testing.assert_allclose(shares, values[:2] / values.sum(), rtol=1e-8)


def test_one_condition_has_a_line():
    points, shares = principal_plane(np.arange(5.0)[:, None])
    assert points.shape == (5, 2)
    assert (points[:, 1] == 0).all()
    assert shares == (1.0, 0.0)


def test_constant_profiles_have_one_place():
    points, shares = principal_plane(np.ones((5, 3)))
    assert (points == 0).all()
    assert shares == (0.0, 0.0)
