"""The section `classification`: codes as features of a classifier that learns the labels."""

from sdae.configuration._section import MOST_TIMES, Section, bounded


class Classification(Section):
    """Codes as features, a cross-validated logistic regression."""

    folds: int = bounded(2, MOST_TIMES, 5, "Parts of the labelled genes, stratified by class.")
