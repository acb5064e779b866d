"""Epochs follow the number of genes."""

import math

import pytest
from sdae.network.epochs import LEAST, STEPS, settling_epochs


@pytest.mark.parametrize("genes", [1, 9, 52, 384, 800, 5000])
def test_every_table_is_trained_for_about_as_many_steps(genes):
    steps = settling_epochs(genes, 8) * math.ceil(genes / 8)
    assert STEPS <= steps <= 1.2 * STEPS


def test_of_many_genes_each_is_seen_often_enough():
    assert settling_epochs(1_000_000, 8) == LEAST


def test_epochs_are_written_in_two_figures():
    assert settling_epochs(384, 8) == 420
