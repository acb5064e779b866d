"""He's, as a uniform distribution of the same variance, for rectified linear units."""

import math

from sdae.network.initialisations._record import Initialisation


def limit(fan_in: int, fan_out: int) -> float:
    return math.sqrt(6 / fan_in)


ENTRY = Initialisation(
    name="he",
    label="He, uniform",
    limit=limit,
    reference="He et al., ICCV 2015, equation 10",
)
