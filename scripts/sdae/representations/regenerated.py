"""The profiles as a model regenerates them from its codes."""

from sdae.representations._record import Representation

ENTRY = Representation(
    name="regenerated",
    label="regenerated profiles",
    reference="Vincent et al., Stacked denoising autoencoders, JMLR 11 (2010)",
    learned=True,
    size="layers",
)
