"""What a run's methods are to be cited by, as BibTeX."""

from collections.abc import Mapping
from typing import Any

WORKS = {
    "gupta2015": "@article{gupta2015, author={Gupta, Aman and Wang, Haohan and Ganapathiraju, "
    "Madhavi}, title={Learning Structure in Gene Expression Data Using Deep Architectures, with "
    "an Application to Gene Clustering}, journal={bioRxiv}, year={2015}, "
    "doi={10.1101/031906}}",
    "molder2021": '@article{molder2021, author={M{\\"o}lder, Felix and others}, title={Sustainable '
    "data analysis with Snakemake}, journal={F1000Research}, volume={10}, pages={33}, "
    "year={2021}, doi={10.12688/f1000research.29032.2}}",
    "jax2018": "@software{jax2018, author={Bradbury, James and others}, title={{JAX}: composable "
    "transformations of {Python}+{NumPy} programs}, year={2018}, "
    "url={http://github.com/jax-ml/jax}}",
    "pedregosa2011": "@article{pedregosa2011, author={Pedregosa, Fabian and others}, "
    "title={Scikit-learn: Machine Learning in {Python}}, journal={Journal of Machine Learning "
    "Research}, volume={12}, pages={2825--2830}, year={2011}}",
    "vincent2010": "@article{vincent2010, author={Vincent, Pascal and others}, title={Stacked "
    "Denoising Autoencoders: Learning Useful Representations in a Deep Network with a Local "
    "Denoising Criterion}, journal={Journal of Machine Learning Research}, volume={11}, "
    "pages={3371--3408}, year={2010}}",
    "tibshirani2001": "@article{tibshirani2001, author={Tibshirani, Robert and Walther, Guenther "
    "and Hastie, Trevor}, title={Estimating the number of clusters in a data set via the gap "
    "statistic}, journal={Journal of the Royal Statistical Society B}, volume={63}, "
    "pages={411--423}, year={2001}}",
    "senbabaoglu2014": "@article{senbabaoglu2014, author={{\\c{S}}enbabao{\\u{g}}lu, Yasin and "
    "Michailidis, George and Li, Jun Z.}, title={Critical limitations of consensus clustering in "
    "class discovery}, journal={Scientific Reports}, volume={4}, pages={6207}, year={2014}}",
    "monti2003": "@article{monti2003, author={Monti, Stefano and others}, title={Consensus "
    "Clustering: A Resampling-Based Method for Class Discovery and Visualization of Gene "
    "Expression Microarray Data}, journal={Machine Learning}, volume={52}, pages={91--118}, "
    "year={2003}}",
    "hubert1985": "@article{hubert1985, author={Hubert, Lawrence and Arabie, Phipps}, "
    "title={Comparing partitions}, journal={Journal of Classification}, volume={2}, "
    "pages={193--218}, year={1985}}",
    "holm1979": "@article{holm1979, author={Holm, Sture}, title={A Simple Sequentially Rejective "
    "Multiple Test Procedure}, journal={Scandinavian Journal of Statistics}, volume={6}, "
    "pages={65--70}, year={1979}}",
    "benjamini1995": "@article{benjamini1995, author={Benjamini, Yoav and Hochberg, Yosef}, "
    "title={Controlling the False Discovery Rate: A Practical and Powerful Approach to Multiple "
    "Testing}, journal={Journal of the Royal Statistical Society B}, volume={57}, "
    "pages={289--300}, year={1995}}",
    "nadeau2003": "@article{nadeau2003, author={Nadeau, Claude and Bengio, Yoshua}, "
    "title={Inference for the Generalization Error}, journal={Machine Learning}, volume={52}, "
    "pages={239--281}, year={2003}}",
}


def cited(config: Mapping[str, Any], trained: bool, labelled: bool) -> list[str]:
    """Return the keys of the works that a run rests on.

    Args:
      config: checked, with all defaults.
      trained: whether a network was.
      labelled: whether any data set has known groups.
    """
    asked = {
        "gupta2015": trained,
        "vincent2010": trained,
        "jax2018": trained,
        "molder2021": True,
        "pedregosa2011": True,
        "tibshirani2001": bool(config["choice"]),
        "senbabaoglu2014": bool(config["choice"]),
        "monti2003": bool(config["choice"]),
        "hubert1985": labelled or bool(config["choice"]),
        "holm1979": trained,
        "benjamini1995": bool(config["gene_sets"]),
        "nadeau2003": bool(config["classification"]),
    }
    return [key for key, wanted in asked.items() if wanted]


def bibtex(keys: list[str]) -> str:
    """Return entries as a file of BibTeX, a field a line."""
    return "\n\n".join(WORKS[key].replace("}, ", "},\n  ").replace(", author=", ",\n  author=", 1)
                       .removesuffix("}") + "\n}" for key in keys) + "\n"  # fmt: skip
