"""PyTensor as Theano's tutorial on denoising autoencoders wrote it, when the paper was written.

The data lie in shared memory, a step gets the number of its batch, draws its noise itself and
returns its loss. So it draws other numbers than the rest, and the order of the genes stays.
"""

import numpy as np
import pytensor
import pytensor.tensor as pt
from pytensor_function import Model
from work import REPLICATE, Case

EPOCHS = 5


def prepare(cases: list[Case], x, epochs: int):
    """Return a function that trains the cases one after the other."""
    ready = []
    for case in cases:
        clean = pt.fmatrix("clean")
        generator = pt.random.shared_rng(np.random.default_rng(REPLICATE))
        after, kept = generator.binomial(n=1, p=1 - case.corruption, size=clean.shape)
        model = Model(case, clean, clean * kept.astype("float32"))
        number, size = pt.lscalar(), case.batch_size
        step = pytensor.function(
            [number],
            model.loss,
            updates=[*model.updates, (generator, after)],
            givens={clean: pytensor.shared(x)[number * size : (number + 1) * size]},
        )
        ready.append((model, step, -(-len(x) // size)))

    def run():
        trained = []
        for model, step, count in ready:
            model.reset()
            for _ in range(epochs):
                for number in range(count):
                    step(number)
            trained.append(model.values())
        return trained

    return run
