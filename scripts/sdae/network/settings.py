"""What a model is told: its architecture and how it is trained, as plain values.

Light on purpose: the grid is made when the workflow is read, before JAX may be imported.
"""

from dataclasses import dataclass, replace

from sdae.network.activations import ACTIVATIONS
from sdae.network.initialisations import INITIALISATIONS
from sdae.network.losses import LOSSES
from sdae.network.noises import NOISES
from sdae.network.optimizers import OPTIMIZERS
from sdae.network.schedules import SCHEDULES

# Defined for any output and any profiles.
LOSS_OF_ANYTHING = next(
    loss.name for loss in LOSSES.values() if loss.output is None and loss.targets is None
)


@dataclass(frozen=True)
class Architecture:
    """Everything about a network but the width of its layers.

    Attributes:
      noise: how the input is corrupted while training, of `NOISES`.
      activation: of the hidden layers, of `ACTIVATIONS`.
      output: activation of the reconstruction, of `ACTIVATIONS`.
      loss: of `LOSSES`.
      tied: whether each decoder's weights are its encoder's, transposed.
      initialisation: of `INITIALISATIONS`.

    Raises:
      UnknownNameError: a name that its registry does not have.
    """

    noise: str = "masking"
    activation: str = "sigmoid"
    output: str = "sigmoid"
    loss: str = "cross_entropy"
    tied: bool = True
    initialisation: str = "glorot_sigmoid"

    def __post_init__(self):
        NOISES[self.noise]
        ACTIVATIONS[self.activation]
        ACTIVATIONS[self.output]
        LOSSES[self.loss]
        INITIALISATIONS[self.initialisation]

    def single_layer(self, depth: int) -> "Architecture":
        """The autoencoder by which hidden layer `depth` (0 is the outermost) is pre-trained.

        The outermost reconstructs the profiles. The others reconstruct codes, so their output has
        the hidden activation, for which not every loss is defined.
        """
        if depth == 0:
            return self
        fits = LOSSES[self.loss].output in (None, self.activation)
        loss = self.loss if fits else LOSS_OF_ANYTHING
        return replace(self, output=self.activation, loss=loss)


@dataclass(frozen=True)
class Training:
    """How a network is trained, as far as models trained together must agree on it.

    Attributes:
      batch_size: genes per step.
      optimizer: of `OPTIMIZERS`.
      schedule: of the learning rate over a phase, of `SCHEDULES`.
      pretrain: train the layers of a stack one by one first.
      finetune: train the whole stack (after pre-training, or from its initial weights).

    Raises:
      UnknownNameError: a name that its registry does not have.
    """

    batch_size: int
    optimizer: str = "sgd"
    schedule: str = "constant"
    pretrain: bool = True
    finetune: bool = True

    def __post_init__(self):
        OPTIMIZERS[self.optimizer]
        SCHEDULES[self.schedule]

    def phases(self, depth: int) -> tuple[str, ...]:
        """Name the phases of the training of a network with `depth` encoders, in order.

        With one layer, pre-training and fine-tuning are the same thing, and done once.
        """
        if depth == 1:
            return ("train",)
        layerwise = tuple(f"pretrain {layer}" for layer in range(1, depth + 1))
        return layerwise * self.pretrain + ("finetune",) * self.finetune

    def has_snapshots(self, depth: int) -> bool:
        """Whether a shorter training is a beginning of a longer one, all else being equal.

        A rate that follows a schedule, and a layer built on a pre-trained one, depend on how long
        the training was to be: then one training's snapshot is not another's end.
        """
        return len(self.phases(depth)) == 1 and not SCHEDULES[self.schedule].needs_total


def why_impossible(architecture: Architecture, training: Training) -> str | None:
    """Say why these settings cannot work together, or return None when they can."""
    loss = LOSSES[architecture.loss]
    if loss.output not in (None, architecture.output):
        return (
            f"loss '{loss.name}' needs output '{loss.output}', not '{architecture.output}': "
            f"{loss.why}; use loss '{LOSS_OF_ANYTHING}' with this output"
        )
    if not (training.pretrain or training.finetune):
        return "pretrain and finetune are both false, so nothing would be trained; set one to true"
    return None
