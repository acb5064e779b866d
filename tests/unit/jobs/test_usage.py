"""What jobs used beside what they asked for, from benchmark tables as Snakemake writes them."""

import pytest
from sdae.jobs.usage import by_rule, gather

SIZES = {"results/prepared/mine.h5ad": 1.5, "results/grid/mine.tsv": 0.1}
HEADER = "s\tmax_rss\trule_name\twildcards\tresources\tinput_size_mb\n"


def table(folder, name, seconds, memory, asked):
    path = folder / "train_chunk" / f"{name}.tsv"
    path.parent.mkdir(exist_ok=True)
    row = [seconds, memory, "train_chunk", {"dataset": "mine", "chunk": name}, asked, SIZES]
    path.write_text(HEADER + "\t".join(map(str, row)) + "\n")


def test_jobs_are_gathered_with_what_they_asked_for(tmp_path):
    table(tmp_path, "000", 30, 400.0, {"mem_mb": 1000, "runtime": 10})
    table(tmp_path, "001", 90, 300.0, {"mem_mb": 1200, "runtime": 20})
    jobs = gather(tmp_path)
    assert list(jobs.wildcards) == ["mine 000", "mine 001"]
    assert list(jobs.used_minutes) == [0.5, 1.5]
    assert list(jobs.asked_mb) == [1000, 1200]
    assert list(jobs.data_mb) == [1.5, 1.5]

    row = by_rule(jobs).loc["train_chunk"]
    assert row.jobs == 2
    assert row.most_mb == 400
    assert row.share_of_memory == pytest.approx(0.4)
    assert row.share_of_time == pytest.approx(0.075)


def test_plain_benchmark_tables_are_named(tmp_path):
    with pytest.raises(ValueError, match="found no tables"):
        gather(tmp_path)
    (tmp_path / "some.tsv").write_text("s\tmax_rss\n1\t2\n")
    with pytest.raises(ValueError, match=r"some\.tsv.*--benchmark-extended"):
        gather(tmp_path)
