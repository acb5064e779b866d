"""A folder of results belongs to one configuration, and is tidied of nothing but its own."""

from pathlib import Path

import pytest
from sdae.errors import InputError
from sdae.jobs.folder import (
    DEFAULT,
    beside,
    leftovers,
    made_from,
    names_of,
    require_own,
    write_record,
)


def test_a_run_is_called_by_its_file_and_the_default_by_its_name(tmp_path):
    default, copy, mine = (tmp_path / name for name in ("config.yaml", "copy.yaml", "mine.yaml"))
    default.write_text("datasets: ours\n")
    copy.write_text("datasets: ours\n")
    mine.write_text("datasets: mine\n")
    assert made_from([], default) == DEFAULT
    assert made_from([copy], default) == DEFAULT
    assert made_from([mine], default) == "mine.yaml"
    assert names_of([copy, mine], default) == ["mine.yaml"]


def test_results_of_another_configuration_are_refused(tmp_path):
    record = tmp_path / "results" / "configuration.yaml"
    require_own(record, "mine.yaml")
    write_record(record, "mine.yaml", "datasets: mine\n")
    require_own(record, "mine.yaml")
    with pytest.raises(InputError, match=r"found results of mine\.yaml, but this run is of other"):
        require_own(record, "other.yaml")


def test_only_what_was_made_and_is_no_longer_wanted_is_left_over(tmp_path):
    for name in ("scores.tsv", "old.tsv", "notes.txt", "trained/a.h5", "benchmarks/old.tsv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    made = {tmp_path / name for name in ("scores.tsv", "old.tsv", "trained/a.h5")}
    found = leftovers(tmp_path, {tmp_path / "scores.tsv"}, made.__contains__)
    assert found == [Path(tmp_path / "benchmarks/old.tsv"), Path(tmp_path / "old.tsv")]


def test_a_path_beside_a_file_is_plain_and_leads_where_the_file_system_says(tmp_path):
    for name in ("store/data", "store/project", "work/data"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "mine.tsv").write_text(name)
    (tmp_path / "work" / "project").symlink_to(tmp_path / "store" / "project")
    sets = tmp_path / "work" / "project" / "sets.tsv"
    assert Path(beside(sets, "../data/mine.tsv")).read_text() == "store/data"
    assert beside(sets, "mine.tsv") == str(tmp_path / "work" / "project" / "mine.tsv")
    plain = tmp_path / "store" / "project" / "sets.tsv"
    assert beside(plain, "../data/mine.tsv") == str(tmp_path / "store" / "data" / "mine.tsv")
    assert beside(plain, "../absent.tsv") == str(tmp_path / "store" / "absent.tsv")
    assert beside("sets.tsv", "absent.tsv") == "absent.tsv"
