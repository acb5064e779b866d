"""An index without a block of genes is that of the others, computed at once or one by one."""

import numpy as np
import pytest
from sdae.indices import INDICES
from sdae.indices.evaluation import UNKNOWN, evaluate
from sdae.partitions.blocks import gene_blocks, without_blocks

RANDOM = np.random.default_rng(1)
GROUPS = np.where(RANDOM.random(90) < 0.1, UNKNOWN, RANDOM.integers(0, 4, 90))
PARTITIONS = np.array([
    RANDOM.integers(0, 5, 90),
    np.where(RANDOM.random(90) < 0.3, -1, np.maximum(GROUPS, 0)),
    np.zeros(90, int),
    np.full(90, -1),
])  # fmt: skip


@pytest.mark.parametrize("name", ["ari", "nmi"])
def test_it_is_the_index_of_the_genes_that_are_left(name):
    dealt = gene_blocks(GROUPS, 7)
    found = without_blocks(name, PARTITIONS, GROUPS, dealt)
    assert found.shape == (4, 7)
    for block in range(7):
        kept = dealt != block
        held = evaluate([name], PARTITIONS[:, kept], GROUPS[kept], np.zeros((kept.sum(), 1)))
        assert found[:, block] == pytest.approx(held[name], abs=1e-12)


def test_genes_of_known_group_are_dealt_evenly():
    dealt = gene_blocks(GROUPS, 7)
    assert ((dealt == UNKNOWN) == (GROUPS == UNKNOWN)).all()
    sizes = np.bincount(dealt[dealt >= 0])
    assert sizes.max() - sizes.min() <= 1
    assert len(np.unique(gene_blocks(np.zeros(5, int), 40))) == 5


def test_a_formula_of_counts_is_the_index_itself():
    whole = np.zeros(90, int)
    for entry in INDICES.values():
        if entry.of_counts is not None:
            found = without_blocks(entry.name, PARTITIONS, np.maximum(GROUPS, 0), whole + 1)
            held = evaluate([entry.name], PARTITIONS, np.maximum(GROUPS, 0), np.zeros((90, 1)))
            assert found[:, 0] == pytest.approx(held[entry.name], abs=1e-12)
