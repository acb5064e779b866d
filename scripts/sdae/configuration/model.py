"""The section `model`: settings of the network and its training that all points share."""

from pydantic import Field

from sdae.configuration._methods import (
    Activation,
    Initialisation,
    Loss,
    Noise,
    Optimizer,
    Schedule,
)
from sdae.configuration._section import Section


class Model(Section):
    """Settings that all points share; each may stand in `grid`, with a list of values."""

    noise: Noise = Field("masking", description="Corruption of the input while training.")
    activation: Activation = Field("sigmoid", description="Activation of the hidden layers.")
    output: Activation = Field("sigmoid", description="Activation of the reconstruction.")
    loss: Loss = Field(
        "cross_entropy",
        description=(
            "Cross-entropy (equation 5, for an output of sigmoid) or squared error (equation 3)."
        ),
    )
    tied: bool = Field(
        True, description="Whether the decoder's weights are the encoder's, transposed."
    )
    optimizer: Optimizer = Field(
        "adam",
        description="Gradient descent, with momentum of 0.9, or Adam with its usual constants.",
    )
    schedule: Schedule = Field("cosine", description="Course of the learning rate over the epochs.")
    initialisation: Initialisation = Field(
        "auto",
        description=(
            "Distribution of the initial weights; `auto` takes glorot_sigmoid for sigmoid, he for "
            "relu, glorot for tanh and linear."
        ),
    )
    pretrain: bool = Field(
        True, description="Whether the layers of a stack are first trained one by one."
    )
    finetune: bool = Field(
        True, description="Whether the whole stack is trained (after pre-training)."
    )
