"""The codes of the profiles: what the bottleneck of a model makes of them."""

from sdae.representations._record import Representation

ENTRY = Representation(
    name="codes",
    label="codes",
    reference="Vincent et al., Stacked denoising autoencoders, JMLR 11 (2010)",
    learned=True,
    size="layers",
)
