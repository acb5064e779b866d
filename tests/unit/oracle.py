"""The same network in plain NumPy and float64, one model at a time, gradients by hand.

Nothing is shared with the library but the random numbers, which are drawn again by their streams.
"""

import itertools

import numpy as np
from sdae.network.draws import draw_epoch
from sdae.network.initial import DECODER, ENCODER, initial_weights

ACTIVATE = {
    "sigmoid": lambda a: 1 / (1 + np.exp(-a)),
    "tanh": np.tanh,
    "relu": lambda a: np.maximum(a, 0),
    "linear": lambda a: a,
}
# Derivatives, as functions of the activation's value.
SLOPE = {
    "sigmoid": lambda s: s * (1 - s),
    "tanh": lambda s: 1 - s**2,
    "relu": lambda s: (s > 0).astype(float),
    "linear": np.ones_like,
}


def initial_parameters(point, inputs, replicate):
    """Per layer: W (inputs, hidden), b, b', W' (hidden, inputs) or None."""
    name = point.architecture.initialisation
    layers = []
    for depth, (before, after) in enumerate(itertools.pairwise((inputs, *point.layers))):
        free = None
        if not point.architecture.tied:
            free = initial_weights(name, (replicate, depth, DECODER), after, before).astype(float)
        weights = initial_weights(name, (replicate, depth, ENCODER), before, after).astype(float)
        layers.append([weights, np.zeros(after), np.zeros(before), free])
    return layers


def forward(layers, x, architecture):
    """Values of all layers: encoders' outputs, then decoders'."""
    values = [x]
    for weights, bias, _, _ in layers:
        values.append(ACTIVATE[architecture.activation](values[-1] @ weights + bias))
    for depth in reversed(range(len(layers))):
        weights, _, visible, free = layers[depth]
        kind = architecture.output if depth == 0 else architecture.activation
        decoder = weights.T if free is None else free
        values.append(ACTIVATE[kind](values[-1] @ decoder + visible))
    return values


def loss(layers, corrupted, clean, architecture):
    """Mean over rows of the summed loss, equation 5 or 3."""
    z = forward(layers, corrupted, architecture)[-1]
    if architecture.loss == "cross_entropy":
        terms = -(clean * np.log(z) + (1 - clean) * np.log(1 - z))
    else:
        terms = (clean - z) ** 2
    return terms.sum(axis=1).mean()


def gradients(layers, corrupted, clean, architecture):
    """Gradients of `loss` with respect to every parameter, by back-propagation."""
    values = forward(layers, corrupted, architecture)
    z = values[-1]
    if architecture.loss == "cross_entropy":
        delta = (z - clean) / len(clean)
    else:
        delta = 2 * (z - clean) * SLOPE[architecture.output](z) / len(clean)
    grads = [[np.zeros_like(w), None, None, None] for w, *_ in layers]
    position = len(values) - 2
    for depth, (weights, _, _, free) in enumerate(layers):
        source = values[position]
        if free is None:
            grads[depth][0] += delta.T @ source
        else:
            grads[depth][3] = source.T @ delta
        grads[depth][2] = delta.sum(axis=0)
        back = delta @ (weights if free is None else free.T)
        delta = back * SLOPE[architecture.activation](source)
        position -= 1
    for depth in reversed(range(len(layers))):
        source = values[depth]
        grads[depth][0] += source.T @ delta
        grads[depth][1] = delta.sum(axis=0)
        if depth:
            delta = (delta @ layers[depth][0].T) * SLOPE[architecture.activation](source)
    return grads


def corrupt(noise, x, draws, level):
    if noise == "masking":
        return np.where(draws < level, 0.0, x)
    if noise == "gaussian":
        return x + level * draws
    assert noise == "salt_and_pepper", noise
    corrupted = x.copy()
    corrupted[draws < level] = x.max()
    corrupted[draws < level / 2] = x.min()
    return corrupted


def train(x, point, replicate):
    """Train one point by plain gradient descent through all its phases; returns its layers."""
    layers = initial_parameters(point, x.shape[1], replicate)
    for number, phase in enumerate(point.training.phases(len(point.layers))):
        if phase.startswith("pretrain"):
            data = forward(layers[:number], x, point.architecture)[number]
            part = slice(number, number + 1)
            architecture = point.architecture.single_layer(number)
        else:
            data, part, architecture = x, slice(None), point.architecture
        for epoch in range(point.epochs):
            order, draws = draw_epoch(architecture.noise, (replicate, number, epoch), *data.shape)
            corrupted = corrupt(architecture.noise, data, draws, np.float32(point.corruption))
            for start in range(0, len(data), point.training.batch_size):
                rows = order[start : start + point.training.batch_size]
                grads = gradients(layers[part], corrupted[rows], data[rows], architecture)
                for layer, grad in zip(layers[part], grads, strict=True):
                    for index, (parameter, g) in enumerate(zip(layer, grad, strict=True)):
                        if parameter is not None:
                            layer[index] = parameter - point.learning_rate * g
    return layers
