"""Files of the pictures that a configuration calls for; read when the workflow is."""

from collections.abc import Iterable, Mapping, Sequence

from sdae.figures._record import Picture, inputs


def files(drawn: Mapping[str, Sequence[Picture]], suffix: str) -> list[str]:
    """Return a file of each picture.

    Args:
      drawn: pictures by data set.
      suffix: svg, png, or rst for their captions.
    """
    return [
        f"results/figures/{dataset}/{picture.stem}.{suffix}"
        for dataset, pictures in drawn.items()
        for picture in pictures
    ]


def input_files(
    pictures: Sequence[Picture], dataset: str, chunks: Iterable[str]
) -> dict[str, str | list[str]]:
    """Return the result files that the pictures of a data set need, by name.

    One file is no list, which tells it from those of the chunks.
    """
    chunks = list(chunks)
    return {
        name: (
            [pattern.format(dataset=dataset, chunk=chunk) for chunk in chunks]
            if "{chunk}" in pattern
            else pattern.format(dataset=dataset)
        )
        for name, pattern in inputs(pictures).items()
    }


def told(drawn: Mapping[str, Sequence[Picture]]) -> list[tuple[str, str, str]]:
    """Return what the page is told of each picture: data set, kind, and words for what it shows."""
    return [
        (dataset, picture.figure.name, f"{dataset}: {', '.join(picture.labels.values())}")
        for dataset, pictures in drawn.items()
        for picture in pictures
    ]
