"""What jobs used, held against what they had asked for, from their benchmark tables."""

import ast
from pathlib import Path

import pandas as pd


def gather(folder: str | Path) -> pd.DataFrame:
    """Gather the benchmark tables of a run that was started with --benchmark-extended.

    Args:
      folder: of the tables, as results/benchmarks.

    Returns:
      One row per job: rule, wildcards, MB of its data (prepared, or as given), MB of memory and
      minutes, used and asked for (empty where the rule leaves it to the profile).

    Raises:
      ValueError: no table, or one without what was asked for.
    """
    rows = []
    for path in sorted(Path(folder).rglob("*.tsv")):
        job = pd.read_csv(path, sep="\t").iloc[-1]
        if "resources" not in job:
            raise ValueError(
                f"{path}: found no column 'resources'; expected a table of a run with "
                "--benchmark-extended"
            )
        asked = ast.literal_eval(job["resources"])
        sizes = ast.literal_eval(job["input_size_mb"])
        prepared = [size for name, size in sizes.items() if "results/prepared/" in name]
        rows.append(
            {
                "rule": job["rule_name"],
                "wildcards": " ".join(ast.literal_eval(job["wildcards"]).values()),
                "data_mb": sum(prepared or sizes.values()),
                "used_mb": job["max_rss"],
                "asked_mb": asked.get("mem_mb"),
                "used_minutes": job["s"] / 60,
                "asked_minutes": asked.get("runtime"),
            }
        )
    if not rows:
        raise ValueError(f"{folder}: found no tables; expected those of a run's jobs")
    return pd.DataFrame(rows).round(2)


def by_rule(jobs: pd.DataFrame) -> pd.DataFrame:
    """Say of each rule how much of what it asked for its hungriest and its slowest job used."""
    shares = jobs.assign(
        memory=jobs["used_mb"] / jobs["asked_mb"],
        time=jobs["used_minutes"] / jobs["asked_minutes"],
    )
    return shares.groupby("rule").agg(
        jobs=("rule", "size"),
        most_mb=("used_mb", "max"),
        share_of_memory=("memory", "max"),
        longest_minutes=("used_minutes", "max"),
        share_of_time=("time", "max"),
    )
