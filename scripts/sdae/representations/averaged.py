"""The mean of what all models regenerate: of every size, noise and replicate."""

from sdae.representations._record import Representation

ENTRY = Representation(
    name="averaged",
    label="mean regenerated profiles",
    reference="Breiman, Bagging predictors, Machine Learning 24 (1996), of the models of a grid",
    pooled=True,
)
