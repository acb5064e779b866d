"""A file that is not what a job wrote is refused, whatever it is now."""

from pathlib import Path

import pytest
from sdae.errors import InputError
from sdae.jobs.seals import require_sealed, seal, sealed, unseal


@pytest.mark.parametrize(
    "damage", [lambda whole: whole[:5], lambda whole: b"", lambda whole: b"other" + whole[5:]]
)
def test_a_damaged_file_is_refused_by_name(tmp_path, damage):
    path, other = tmp_path / "a table.tsv", tmp_path / "other.tsv"
    for file in (path, other):
        file.write_bytes(b"gene\tcluster\n")
    seal([path, other], tmp_path / "seals")
    require_sealed([path, other], tmp_path / "seals")
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(InputError, match=r"a table\.tsv: .* delete it and run again") as error:
        require_sealed([path, other], tmp_path / "seals")
    assert len(error.value.problems) == 1


def test_a_file_that_is_made_anew_is_sealed_anew(tmp_path):
    path = tmp_path / "a.tsv"
    for text in ("one", "two"):
        path.write_text(text)
        seal([path], tmp_path / "seals")
        require_sealed([path], tmp_path / "seals")


def test_files_of_the_user_have_no_seal(tmp_path):
    (tmp_path / "mine.tsv").write_text("gene\ta\n")
    require_sealed([tmp_path / "mine.tsv"], tmp_path / "seals")


def test_seals_say_of_which_files_they_are_until_those_are_written_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a.tsv", "b c/d.tsv"):
        path = Path(name)
        path.parent.mkdir(exist_ok=True)
        path.write_text("whole")
    seal(["a.tsv", "b c/d.tsv"], "seals")
    assert sealed("seals") == [Path("a.tsv"), Path("b c/d.tsv")]
    unseal(["a.tsv", "never.tsv"], "seals")
    assert sealed("seals") == [Path("b c/d.tsv")]
    Path("a.tsv").write_text("half")
    require_sealed(["a.tsv"], "seals")
