"""Draw profiles that the model made beside real ones."""

import anndata
from sdae.figures.samples import closeness, in_words, samples
from sdae.figures.style import save, sentence
from sdae.logs import job_log


def main() -> None:
    dataset = snakemake.wildcards.dataset
    real = anndata.read_h5ad(snakemake.input.prepared)
    drawn = anndata.read_h5ad(snakemake.input.sampled)
    if not drawn.n_obs:
        save(sentence(f"{dataset}: the training diverged; no profiles to draw."), *snakemake.output)
        return
    seen = closeness(real.X, drawn.X, drawn.var["regenerated_sd"].to_numpy())
    title = f"{dataset}, {drawn.uns['sampling']['layers']} hidden nodes: {in_words(seen)}"
    save(samples(real.X, drawn.X, list(real.var_names), title), *snakemake.output)


with job_log(snakemake.log[0]):
    main()
