"""How many epochs a training needs to settle, which follows the number of genes."""

import math

# Of Adam, at a rate that falls from 0.005 to nothing by a cosine: on nine tables of 48 to 800 genes
# and 7 to 400 conditions, all trainings settled.
STEPS = 20_000
# Each gene is seen so often, however many there are.
LEAST = 20


def settling_epochs(genes: int, batch_size: int) -> int:
    """Return the epochs after which a training has settled, in two figures.

    Args:
      genes: of the prepared table.
      batch_size: genes per step.
    """
    epochs = max(STEPS / math.ceil(genes / batch_size), LEAST)
    unit = 10 ** max(math.floor(math.log10(epochs)) - 1, 0)
    return math.ceil(epochs / unit) * unit
