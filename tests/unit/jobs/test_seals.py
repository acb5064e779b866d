"""A file that is not what a job wrote is refused, whatever it is now."""

import pytest
from sdae.errors import InputError
from sdae.jobs.seals import require_sealed, seal


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
