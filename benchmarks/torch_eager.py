"""Eager PyTorch, one model after the other, one thread."""

import torch
from torch.nn.functional import binary_cross_entropy_with_logits
from work import Case, batches

EPOCHS = 2


def train(case: Case, clean, uniform):
    """Train one model by plain gradient descent."""
    parameters = [torch.tensor(array, requires_grad=True) for array in case.initial()]
    weights, hidden, visible = parameters
    optimizer = torch.optim.SGD(parameters, lr=case.learning_rate)
    for x, u in zip(clean, uniform, strict=True):
        corrupted = torch.where(u >= case.corruption, x, 0.0)
        code = torch.sigmoid(corrupted @ weights + hidden)
        logits = code @ weights.T + visible
        loss = binary_cross_entropy_with_logits(logits, x, reduction="sum") / len(x)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return tuple(parameter.detach().numpy() for parameter in parameters)


def prepare(cases: list[Case], x, epochs: int):
    """Return a function that trains the cases one after the other."""
    torch.set_num_threads(1)
    ready = [(case, *map(torch.from_numpy, batches(case, x, epochs))) for case in cases]
    return lambda: [train(*each) for each in ready]
