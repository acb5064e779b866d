"""Draw profiles that the model made beside real ones."""

import anndata
from sdae.figures.samples import closeness, samples
from sdae.figures.style import save, sentence
from sdae.logs import job_log


def main() -> None:
    dataset = snakemake.wildcards.dataset
    real = anndata.read_h5ad(snakemake.input.prepared)
    drawn = anndata.read_h5ad(snakemake.input.sampled)
    if not drawn.n_obs:
        save(sentence(f"{dataset}: the training diverged; no profiles to draw."), *snakemake.output)
        return
    shift, spread = closeness(real.X, drawn.X)
    about = drawn.uns["sampling"]
    title = (
        f"{dataset}: in the median condition, profiles drawn by {about['layers']} hidden nodes "
        f"have {spread:.0%} of the real profiles' standard deviation and a mean {shift:.2f} "
        "standard deviations off"
    )
    save(samples(real.X, drawn.X, list(real.var_names), title), *snakemake.output)


with job_log(snakemake.log[0]):
    main()
