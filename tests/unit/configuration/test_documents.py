"""What is made from the models is as it was committed, and says the same as they do."""

import shutil
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from sdae.configuration import check
from sdae.configuration.documents import documents, main
from sdae.configuration.schemas import dereferenced

ROOT = Path(__file__).resolve().parents[3]
MADE = documents(ROOT / "config")
CONFIG = yaml.safe_load((ROOT / "config/schemas/config.schema.yaml").read_text())
DATASETS = yaml.safe_load((ROOT / "config/schemas/datasets.schema.yaml").read_text())


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.name)
def test_files_are_as_make_format_makes_them(path):
    assert path.read_text(encoding="utf-8") == MADE[path], "run `make format`"


def test_the_check_finds_an_old_file_and_writes_nothing(tmp_path, capsys):
    folder = shutil.copytree(ROOT / "config", tmp_path / "config")
    shutil.copytree(ROOT / "docs" / "how_to", tmp_path / "docs" / "how_to")
    assert main(["--check", str(folder)]) == 0
    old = folder / "schemas" / "config.schema.yaml"
    old.write_text("old\n")
    assert main(["--check", str(folder)]) == 1
    assert old.read_text() == "old\n"
    assert str(old) in capsys.readouterr().out
    assert main([str(folder)]) == 0
    assert main(["--check", str(folder)]) == 0


@pytest.mark.parametrize("schema", [CONFIG, DATASETS], ids=["config", "datasets"])
def test_schemas_are_valid_and_every_key_is_described(schema):
    Draft202012Validator.check_schema(schema)
    for part in [schema, *schema.get("$defs", {}).values()]:
        assert part["additionalProperties"] is False
        for name, key in part["properties"].items():
            assert dereferenced(key, schema)["description"], name
            assert ("default" in key) != (name in part.get("required", [])), name


@pytest.mark.parametrize("name", ["config", "paper", "test"])
def test_our_configurations_fit_the_schema_as_they_do_the_models(name):
    document = yaml.safe_load((ROOT / f"config/{name}.yaml").read_text())
    Draft202012Validator(CONFIG).validate(document)
    Draft202012Validator(CONFIG).validate(check(document))


def test_the_readme_names_every_key_and_column():
    text = (ROOT / "config/README.md").read_text()
    for part in [CONFIG, DATASETS, *CONFIG["$defs"].values()]:
        for key in part["properties"]:
            assert f"| `{key}` |" in text or key == "kind", key
