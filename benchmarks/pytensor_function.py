"""PyTensor, Theano's successor: a compiled function per model, called with each of its batches."""

import numpy as np
import pytensor
import pytensor.tensor as pt
from work import Case, batches

EPOCHS = 10


class Model:
    """One model as a graph: its parameters in shared memory, its loss, and how a step changes it.

    Attributes:
      parameters: shared variables: weights (conditions, hidden), hidden and visible biases.
      loss: of the batch.
      updates: a step of gradient descent.
    """

    def __init__(self, case: Case, clean, corrupted):
        """Build the graph on a symbolic batch (genes, conditions), clean and corrupted."""
        self.initial = case.initial()
        self.parameters = [pytensor.shared(array) for array in self.initial]
        weights, hidden, visible = self.parameters
        code = pt.sigmoid(pt.dot(corrupted, weights) + hidden)
        logits = pt.dot(code, weights.T) + visible
        self.loss = pt.mean(pt.sum(pt.softplus(logits) - clean * logits, axis=1))
        rate = np.float32(case.learning_rate)
        gradients = pytensor.grad(self.loss, self.parameters)
        self.updates = [
            (parameter, parameter - rate * gradient)
            for parameter, gradient in zip(self.parameters, gradients, strict=True)
        ]

    def reset(self) -> None:
        """Begin again."""
        for parameter, array in zip(self.parameters, self.initial, strict=True):
            parameter.set_value(array)

    def values(self) -> tuple[np.ndarray, ...]:
        """Return the parameters as they are now."""
        return tuple(parameter.get_value() for parameter in self.parameters)


def masked(case: Case, clean, uniform):
    """Mask what the uniform numbers say."""
    return pt.switch(pt.ge(uniform, np.float32(case.corruption)), clean, np.float32(0))


def prepare(cases: list[Case], x, epochs: int):
    """Return a function that trains the cases one after the other."""
    ready = []
    for case in cases:
        clean, uniform = pt.fmatrices("clean", "uniform")
        model = Model(case, clean, masked(case, clean, uniform))
        step = pytensor.function([clean, uniform], model.loss, updates=model.updates)
        ready.append((model, step, *batches(case, x, epochs)))

    def run():
        trained = []
        for model, step, clean, uniform in ready:
            model.reset()
            for rows, numbers in zip(clean, uniform, strict=True):
                step(rows, numbers)
            trained.append(model.values())
        return trained

    return run
