"""What a model is told: its architecture and how it is trained, as plain values.

Light on purpose: the grid is made when the workflow is read, before JAX may be imported.
"""

from dataclasses import dataclass, replace

NOISES = ("masking", "gaussian", "salt_and_pepper")
ACTIVATIONS = ("sigmoid", "tanh", "relu", "linear")
LOSSES = ("cross_entropy", "squared_error")
OPTIMIZERS = ("sgd", "momentum", "adam")
SCHEDULES = ("constant", "linear", "cosine", "exponential")
INITIALISATIONS = ("glorot_sigmoid", "glorot", "he")

# Glorot & Bengio (AISTATS 2010): uniform on +-sqrt(6 / (fan in + fan out)), four times that for
# the logistic sigmoid, whose slope at zero is a quarter of tanh's. He et al. (ICCV 2015) for relu.
SUITABLE_INITIALISATION = {
    "sigmoid": "glorot_sigmoid",
    "tanh": "glorot",
    "linear": "glorot",
    "relu": "he",
}


@dataclass(frozen=True)
class Architecture:
    """Everything about a network but the width of its layers.

    Attributes:
      noise: how the input is corrupted while training, one of `NOISES`.
      activation: of the hidden layers, one of `ACTIVATIONS`.
      output: activation of the reconstruction, one of `ACTIVATIONS`.
      loss: one of `LOSSES`; the paper's equations 5 and 3.
      tied: whether each decoder's weights are its encoder's, transposed.
      initialisation: one of `INITIALISATIONS`.
    """

    noise: str = "masking"
    activation: str = "sigmoid"
    output: str = "sigmoid"
    loss: str = "cross_entropy"
    tied: bool = True
    initialisation: str = "glorot_sigmoid"

    def single_layer(self, depth: int) -> "Architecture":
        """The autoencoder by which hidden layer `depth` (0 is the outermost) is pre-trained.

        The outermost reconstructs the profiles. The others reconstruct codes, so their output
        has the hidden activation, and the cross-entropy only fits those of a sigmoid.
        """
        if depth == 0:
            return self
        loss = self.loss if self.activation == "sigmoid" else "squared_error"
        return replace(self, output=self.activation, loss=loss)


@dataclass(frozen=True)
class Training:
    """How a network is trained, as far as models trained together must agree on it.

    Attributes:
      batch_size: genes per step.
      optimizer: one of `OPTIMIZERS`.
      schedule: of the learning rate over a phase, one of `SCHEDULES`.
      pretrain: train the layers of a stack one by one first.
      finetune: train the whole stack (after pre-training, or from its initial weights).
    """

    batch_size: int
    optimizer: str = "sgd"
    schedule: str = "constant"
    pretrain: bool = True
    finetune: bool = True


def why_impossible(architecture: Architecture, training: Training) -> str | None:
    """Say why these settings cannot work together, or return None when they can."""
    if architecture.loss == "cross_entropy" and architecture.output != "sigmoid":
        return (
            f"loss 'cross_entropy' needs output 'sigmoid', not '{architecture.output}': the "
            "cross-entropy (equation 5) is defined for outputs between 0 and 1 only; "
            "use loss 'squared_error' with this output"
        )
    if not (training.pretrain or training.finetune):
        return "pretrain and finetune are both false, so nothing would be trained; set one to true"
    return None
