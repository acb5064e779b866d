"""Many models in one program: where the axis of models lies, and the products that need it.

A grid is trained as one batch of models, so every array of the network has one axis more than
the equations say. Where that axis lies decides the speed, because XLA on a CPU vectorises along
the last axis only:

* `LANES` puts the models last and writes each sum over inputs or hidden nodes out as
  multiply-adds. Measured on two machines, that is 3 to 5 times as fast as matrix products for
  the small layers of microarray time courses (17 conditions).
* `MATRICES` puts the models first and leaves the sums to batched matrix products, which win as
  soon as a layer has more than about a thousand weights.

Both compute the same numbers up to rounding; `choose` picks by the size of the layers.

XLA fuses an elementwise producer into each of its consumers and then computes it again for every
use, and it drops optimisation barriers before it fuses. It never repeats a division, though. So
values used more than once are divided by a one that the compiler cannot see through: exact in
IEEE arithmetic, and up to 30 times as fast as without it.
"""

import itertools
import operator
from collections.abc import Callable
from functools import reduce
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import Array

# Above this many weights in its largest layer a network trains faster by matrix products.
LARGEST_UNROLLED_LAYER = 1024
# A loop over models that leaves a remainder of its vectors takes up to twice as long.
VECTOR = 8
# A processor need not end one addition before it starts the next where these are apart.
PARTIAL_SUMS = 4
# Sums over the genes of a batch are written out too; longer ones only take longer to compile.
LARGEST_UNROLLED_BATCH = 32


class Layout(NamedTuple):
    """Where the axis of models lies, and the three products of a dense layer.

    Shapes are written for `LANES`; `MATRICES` has the axis of models in front instead.

    Attributes:
      axis: position of the axis of models, -1 or 0.
      product: (rows, inputs, models) x (inputs, outputs, models) -> (rows, outputs, models).
      product_transposed: (rows, outputs, models) x (inputs, outputs, models)
        -> (rows, inputs, models).
      outer: (rows, inputs, models) x (rows, outputs, models) -> (inputs, outputs, models),
        summed over rows.
      sum_rows: (rows, n, models) -> (n, models).
      padding: how many times what its narrowest model does the widest of a program may cost.
    """

    axis: int
    product: Callable[[Array, Array], Array]
    product_transposed: Callable[[Array, Array], Array]
    outer: Callable[[Array, Array], Array]
    sum_rows: Callable[[Array], Array]
    padding: float

    def shared(self, x: Array) -> Array:
        """Give an array that all models share an axis of models of length one."""
        return jnp.expand_dims(x, self.axis)

    def rows(self, x: Array) -> Array:
        """Give a per-model vector (n, models) an axis of rows of length one."""
        return jnp.expand_dims(x, 0 if self.axis == -1 else 1)

    def per_model(self, x: Array, ndim: int) -> Array:
        """Shape one number per model (models,) to multiply arrays of `ndim` axes."""
        return x if self.axis == -1 else x.reshape(x.shape + (1,) * (ndim - 1))

    def fill(self, models: int) -> int:
        """Round a number of models up to one that fills the vectors of a processor."""
        return -(-models // VECTOR) * VECTOR if self.axis == -1 else models


def _written_out(term: Callable[[int], Array], count: int) -> Array:
    sums = [term(index) for index in range(min(PARTIAL_SUMS, count))]
    for index in range(PARTIAL_SUMS, count):
        sums[index % PARTIAL_SUMS] += term(index)
    return reduce(operator.add, sums)


LANES = Layout(
    axis=-1,
    product=lambda x, w: _written_out(lambda i: x[:, i, None, :] * w[i], w.shape[0]),
    product_transposed=lambda y, w: _written_out(lambda j: y[:, j, None, :] * w[:, j], w.shape[1]),
    outer=lambda x, y: _written_out(lambda r: x[r, :, None, :] * y[r, None], x.shape[0]),
    sum_rows=lambda x: _written_out(lambda r: x[r], x.shape[0]),
    # Measured over bounds from 1.2 to 4.5 on Table I: fewer programs fill the vectors better and
    # compile in less time, which pays for what the padding wastes.
    padding=2.5,
)


def _matmul(a: Array, b: Array) -> Array:
    # A GPU would otherwise multiply in TF32, whose ten bits of mantissa show in the results.
    return jnp.matmul(a, b, precision=jax.lax.Precision.HIGHEST)


MATRICES = Layout(
    axis=0,
    product=_matmul,
    product_transposed=lambda y, w: _matmul(y, jnp.swapaxes(w, -1, -2)),
    outer=lambda x, y: _matmul(jnp.swapaxes(x, -1, -2), y),
    sum_rows=lambda x: x.sum(axis=-2),
    padding=1.4,
)


def choose(widths: tuple[int, ...], batch_size: int) -> Layout:
    """Pick the faster layout for a network with these layer widths, inputs included."""
    largest = max(a * b for a, b in itertools.pairwise(widths))
    unrolled = largest <= LARGEST_UNROLLED_LAYER and batch_size <= LARGEST_UNROLLED_BATCH
    return LANES if unrolled else MATRICES


@jax.custom_vjp
def materialise(x: Array, one: Array) -> Array:
    """Have `x` computed once, however many uses it has; `one` is 1.0, known at run time only."""
    return x / one


materialise.defvjp(lambda x, one: (x / one, None), lambda _, g: (g, None))


@jax.custom_vjp
def materialise_gradient(x: Array, one: Array) -> Array:
    """Have the gradient with respect to `x` computed once, however many uses it has."""
    return x


materialise_gradient.defvjp(lambda x, one: (x, one), lambda one, g: (g / one, None))


def dense(layout: Layout, x: Array, weights: Array, bias: Array) -> Array:
    """Return x W + b, with gradients that stay in the layout.

    Args:
      layout: `LANES` or `MATRICES`; shapes below are for `LANES`.
      x: (rows, inputs, models or 1).
      weights: (inputs, outputs, models).
      bias: (outputs, models).

    Returns:
      (rows, outputs, models).
    """

    @jax.custom_vjp
    def affine(x, weights, bias):
        return layout.product(x, weights) + layout.rows(bias)

    affine.defvjp(
        lambda x, w, b: (affine(x, w, b), (x, w)),
        lambda saved, g: (
            layout.product_transposed(g, saved[1]),
            layout.outer(saved[0], g),
            layout.sum_rows(g),
        ),
    )
    return affine(x, weights, bias)


def dense_transposed(layout: Layout, y: Array, weights: Array, bias: Array) -> Array:
    """Return y W^T + b, the layer that a tied decoder needs; see `dense` for the shapes."""

    @jax.custom_vjp
    def affine(y, weights, bias):
        return layout.product_transposed(y, weights) + layout.rows(bias)

    affine.defvjp(
        lambda y, w, b: (affine(y, w, b), (y, w)),
        lambda saved, g: (
            layout.product(g, saved[1]),
            layout.outer(g, saved[0]),
            layout.sum_rows(g),
        ),
    )
    return affine(y, weights, bias)
