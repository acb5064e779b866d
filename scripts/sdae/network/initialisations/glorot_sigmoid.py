"""Four times Glorot's: the logistic sigmoid's slope at zero is a quarter of tanh's."""

from sdae.network.initialisations import glorot
from sdae.network.initialisations._record import Initialisation


def limit(fan_in: int, fan_out: int) -> float:
    return 4 * glorot.limit(fan_in, fan_out)


ENTRY = Initialisation(
    name="glorot_sigmoid",
    label="Glorot, uniform, for the logistic sigmoid",
    limit=limit,
    reference="Glorot and Bengio, AISTATS 2010, equation 16",
)
