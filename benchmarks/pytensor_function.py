"""PyTensor, Theano's successor: a compiled function per model, called once per step."""

import numpy as np
import pytensor
import pytensor.tensor as pt
from work import Case, batches

EPOCHS = 10


def compiled(case: Case):
    """Compile the update of one model; it reads its batch from shared memory by its number."""
    initial = case.initial()
    parameters = [pytensor.shared(array) for array in initial]
    weights, hidden, visible = parameters
    clean = pytensor.shared(np.zeros((1, 1, 1), np.float32))
    uniform = pytensor.shared(np.zeros((1, 1, 1), np.float32))
    number = pt.lscalar()
    x = clean[number]
    corrupted = pt.switch(pt.ge(uniform[number], np.float32(case.corruption)), x, np.float32(0))
    code = pt.sigmoid(pt.dot(corrupted, weights) + hidden)
    logits = pt.dot(code, weights.T) + visible
    loss = pt.mean(pt.sum(pt.softplus(logits) - x * logits, axis=1))
    rate = np.float32(case.learning_rate)
    updates = [
        (parameter, parameter - rate * gradient)
        for parameter, gradient in zip(parameters, pytensor.grad(loss, parameters), strict=True)
    ]
    step = pytensor.function([number], [], updates=updates)
    step.trust_input = True
    return step, parameters, clean, uniform, initial


def prepare(cases: list[Case], x, epochs: int):
    """Return a function that trains the cases one after the other."""
    ready = []
    for case in cases:
        step, parameters, clean, uniform, initial = compiled(case)
        rows, numbers = batches(case, x, epochs)
        clean.set_value(rows)
        uniform.set_value(numbers)
        ready.append((step, parameters, initial, [np.int64(i) for i in range(len(rows))]))

    def run():
        trained = []
        for step, parameters, initial, places in ready:
            for parameter, array in zip(parameters, initial, strict=True):
                parameter.set_value(array)
            for place in places:
                step(place)
            trained.append(tuple(parameter.get_value() for parameter in parameters))
        return trained

    return run
