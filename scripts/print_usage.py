"""Hold what the jobs of runs used against what they had asked for; run by hand.

scripts/print_usage.py FOLDER ... prints a line per rule, of folders in which Snakemake ran with
--benchmark-extended; with --jobs, a table of all jobs, as benchmarks/jobs.tsv.
"""

import sys
from pathlib import Path

import pandas as pd

sys.path.append(str(Path(__file__).parent))

from sdae.jobs.usage import by_rule, gather


def main(folders: list[str], all_jobs: bool) -> None:
    jobs = pd.concat([gather(Path(folder) / "results" / "benchmarks") for folder in folders])
    if all_jobs:
        jobs.to_csv(sys.stdout, sep="\t", index=False)
    else:
        print(by_rule(jobs).round(2).to_string())


main([name for name in sys.argv[1:] if name != "--jobs"] or ["."], "--jobs" in sys.argv)
