"""Print what a run found, and where to read on. Run by hand or by make, in its folder."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from sdae.summary import in_words, read_summary


def main() -> None:
    for sentence in in_words(read_summary("results/summary.tsv")):
        print(sentence)
    print(f"\nThe report: {Path('results/report.html').resolve()}")


main()
