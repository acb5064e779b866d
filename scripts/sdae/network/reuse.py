"""Points that a former chunk has trained need no training again."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from sdae.network.store import Stored, find_reusable


def key_of(profiles: np.ndarray, library: str, masks: np.ndarray | None) -> str:
    """Digest what the numbers of a model depend on, beside its point and its replicate or fold.

    Args:
      profiles: prepared matrix, (genes, conditions).
      library: digest of the code.
      masks: conditions that are kept without each fold, (folds, conditions); None for no folds.
    """
    folds = 0 if masks is None else len(masks)
    whole = hashlib.sha256(f"{profiles.shape} {library} {folds} ".encode())
    whole.update(np.ascontiguousarray(profiles).tobytes())
    if masks is not None:
        whole.update(np.packbits(masks).tobytes())
    return whole.hexdigest()[:16]


def find_trained(
    parameters: str | Path,
    folds_file: str | Path,
    points: Sequence[str],
    replicates: Iterable[int],
    folds: Iterable[int],
    key: str,
) -> dict[str, list[tuple[Stored, bool]]]:
    """Find the points all of whose models are in files of other chunks, beside those of this one.

    Args:
      parameters: file of this chunk's models, which is yet to be made.
      folds_file: the same for those without a fold of conditions each.
      points: ids of this chunk's points.
      replicates: numbers of the replicates.
      folds: numbers of the folds.
      key: as `key_of` makes it.

    Returns:
      By point, its models, and whether each is without a fold.
    """
    replicates, folds = list(replicates), list(folds)
    found: dict[str, list[tuple[Stored, bool]]] = {}
    for path, numbers, is_fold in ((parameters, replicates, False), (folds_file, folds, True)):
        others = [other for other in sorted(Path(path).parent.glob("*.h5")) if other != Path(path)]
        wanted = {(point, number): key for point in points for number in numbers}
        for stored in find_reusable(others, wanted):
            found.setdefault(stored.point, []).append((stored, is_fold))
    models = len(replicates) + len(folds)
    return {point: found[point] for point in points if len(found.get(point, ())) == models}
