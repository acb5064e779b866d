"""scikit-learn's MLPRegressor as an autoencoder: free weights, squared error, linear output."""

import numpy as np
from sklearn.neural_network import MLPRegressor
from work import Case, draws

EPOCHS = 4


def prepare(cases: list[Case], x, epochs: int):
    """Return a function that trains the cases one after the other, an epoch per call."""
    drawn = draws(epochs)

    def run():
        for case in cases:
            model = MLPRegressor(
                hidden_layer_sizes=(case.hidden,),
                activation="logistic",
                solver="sgd",
                momentum=0,
                alpha=0,
                learning_rate_init=case.learning_rate / 10,
                batch_size=case.batch_size,
                random_state=0,
            )
            for _, uniform in drawn:
                model.partial_fit(np.where(uniform >= case.corruption, x, 0), x)

    return run
