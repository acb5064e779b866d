"""What the documentation says: commands, configurations, examples, columns and links."""

import ast
import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from documented import Documented, documented
from sdae import __version__
from sdae.choice import candidates
from sdae.configuration import check
from sdae.enrichment import over_representation
from sdae.grid import COLUMNS
from sdae.network import held_out
from sdae.partitions import table as partitions
from sdae.representations import classification

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*/README.md")]
    if not {"_build", "reference"} & set(path.relative_to(ROOT).parts)
)
FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^\1```", re.M | re.S)
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
# Files that stand for those of a reader.
TABLE = "gene\tclass\t" + "\t".join(f"c{number}" for number in range(8)) + "\n"
TABLE += "".join(
    f"g{row}\t{'abcde'[row % 5]}\t"
    + "\t".join(f"{(row * 7 + c * c) % 11}.5" for c in range(8))
    + "\n"
    for row in range(40)
)
OWN = "datasets: config/datasets.tsv\nselect: [spellman_800]\ngrid: {layers: [[4]]}\n"


def fenced(*languages):
    """Return (page, text) of each block of code in these languages."""
    return [
        (path.relative_to(ROOT).as_posix(), re.sub(rf"^{indent}", "", text, flags=re.M))
        for path in PAGES
        for indent, language, text in FENCE.findall(path.read_text(encoding="utf-8"))
        if language in languages
    ]


def commands():
    """Return (page, command) of each command of a console, without its prompt and comment."""
    found = []
    for page, text in fenced("console", "bash", "sh"):
        for line in text.replace("\\\n", " ").splitlines():
            command = line.removeprefix("$ ").partition("   #")[0].strip()
            if command and not command.startswith("#"):
                found.append((page, command))
    return found


def of_make():
    return sorted({command for _, command in commands() if command.startswith("make ")})


@pytest.mark.parametrize("command", of_make())
def test_make_knows_what_the_documentation_asks_of_it(command):
    targets = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.M)[1].split()
    variables = re.findall(r"\$(?:\(|\$\{?)([A-Z_]+)", MAKEFILE)
    words = shlex.split(command.partition(" && ")[0])[1:]
    assert any("=" not in word for word in words)
    for word in words:
        name, equals, _ = word.partition("=")
        assert name in (variables if equals else targets), f"{command}: {name}"


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """A folder with the files that the documentation takes for granted."""
    folder = tmp_path_factory.mktemp("reader")
    for name in ("my.tsv", "other.csv"):
        (folder / name).write_text(TABLE.replace("\t", "," if name.endswith("csv") else "\t"))
    (folder / "sets.gmt").write_text("a kind\t\tg0\tg5\tg10\n")
    (folder / "my.yaml").write_text(OWN)
    return folder


def run(folder, *command):
    """Run a command of Python in a folder as a reader has it; return what it said."""
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def dry(folder, *arguments):
    plan = ("-m", "snakemake", "--snakefile", ROOT / "Snakefile", "--dry-run", "--quiet", "all")
    return run(folder, *plan, *arguments)


def of_snakemake():
    found = {command for _, command in commands() if re.match(r"(\S*/)?snakemake ", command)}
    # A host workflow, another machine: tests/end_to_end/test_module.py and tests/slurm run those.
    return sorted(command for command in found if not re.search("executor|storage", command))


@pytest.mark.parametrize("command", of_snakemake())
def test_snakemake_takes_the_commands_of_the_documentation(reader, command):
    words = shlex.split(command)[1:]
    if "--workflow-profile" in words:
        profile = ROOT / words[words.index("--workflow-profile") + 1]
        assert (profile / "config.yaml").is_file()
        # Its executor is no part of the workflow's own environment.
        place = words.index("--workflow-profile")
        del words[place : place + 2]
    if "--report" in words:
        # Of a run that has ended; what is tested is the rest.
        place = words.index("--report")
        del words[place : place + 2]
    dry(reader, *words, *([] if "--cores" in words else ["--cores", "1"]))


def test_a_readers_own_table_becomes_a_run(reader, tmp_path):
    [command] = [each for each in of_make() if "DATA" in each and "LABELS" in each]
    folder = shutil.copytree(reader, tmp_path / "copy")
    pairs = [word.split("=") for word in shlex.split(command)[2:] if not word.startswith("DATA")]
    options = [word for name, value in pairs for word in (f"--{name.lower()}", value)]
    options = [word.replace("_", "-") if word.startswith("--") else word for word in options]
    run(folder, ROOT / "scripts" / "init_configuration.py", "my.tsv", *options)
    dry(folder / "my", "--cores", "1", "--configfile", "config.yaml")


def snippets():
    return [(page, text) for page, text in fenced("yaml") if page != "examples/README.md"]


@pytest.mark.parametrize(
    ("page", "text"), snippets(), ids=[f"{page} {text.split(':')[0]}" for page, text in snippets()]
)
def test_configurations_of_the_documentation_are_valid(reader, page, text):
    default = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))
    # As a reader adds it to the configuration of the default run.
    check({**default, **yaml.safe_load(text)})


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("examples/*/config.yaml")), ids=lambda path: path.parent.name
)
def test_configurations_of_examples_are_planned(tmp_path, path):
    dry(tmp_path, "--cores", "1", "--configfile", path)


@pytest.mark.parametrize(
    "path",
    [path for path in PAGES if "```python\n>>> " in path.read_text(encoding="utf-8")],
    ids=lambda path: path.name,
)
def test_examples_in_pages_run(path, monkeypatch):
    monkeypatch.chdir(ROOT)
    blocks = [text for page, text in fenced("python") if page == path.relative_to(ROOT).as_posix()]
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, path.name, str(path), 0)
    said = []
    doctest.DocTestRunner().run(test, out=said.append)
    assert not said, "".join(said)


def with_examples():
    library = ROOT / "scripts" / "sdae"
    return sorted(path for path in library.rglob("*.py") if ">>> " in path.read_text("utf-8"))


def test_there_are_examples_in_docstrings():
    assert len(with_examples()) >= 10


@pytest.mark.parametrize("path", with_examples(), ids=lambda path: path.name)
def test_examples_in_docstrings_run(path):
    name = path.relative_to(ROOT / "scripts").with_suffix("").as_posix().replace("/", ".")
    module = __import__(name, fromlist=["_"])
    failed, tried = doctest.testmod(module)
    assert tried
    assert not failed


@pytest.mark.parametrize(
    ("path", "made"),
    [
        ("results/grid/{dataset}.tsv", COLUMNS),
        ("results/choice/{dataset}.tsv", [*candidates.COLUMNS, "ari", "regret", "taken"]),
        ("results/enrichment/{dataset}.tsv", over_representation.COLUMNS),
        ("results/held_out/{dataset}/{chunk}.tsv", held_out.COLUMNS),
        ("results/classified/{dataset}/{source}.tsv", classification.COLUMNS),
        (
            "results/partitions/{dataset}/{source}.h5ad",
            ["X", *(f'obs["{name}"]' for name in partitions.COLUMNS)],
        ),
    ],
)
def test_the_page_of_results_has_the_columns_of_the_library(path, made):
    [page] = [each for each in documented() if each.pattern == path]
    assert page.undocumented(made) == []
    assert page.missing(made) == []


def test_an_undocumented_column_is_found():
    page = Documented("results/clusters/{dataset}.tsv", {"gene": True, "label": False})
    assert page.undocumented(["gene", "colour"]) == ["colour"]
    assert page.missing(["label"]) == ["gene"]


def links():
    for path in PAGES:
        text = FENCE.sub("", path.read_text(encoding="utf-8"))
        for target in re.findall(r"\]\((?!\w+:)([^)\s]+)\)", text):
            yield path, target


def anchors(path):
    """Return the anchors of the headings of a page, as Markdown has them."""
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    for included in re.findall(r"```\{include\} (\S+)", path.read_text(encoding="utf-8")):
        text += (path.parent / included).read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path):
    for page, target in links():
        if page == path:
            name, _, anchor = target.partition("#")
            file = (path.parent / name).resolve() if name else path
            assert file.exists(), target
            if anchor:
                assert anchor in anchors(file), target


def test_the_package_asks_for_what_the_library_imports():
    names = {"sklearn": "scikit-learn", "yaml": "pyyaml", "python_calamine": "python-calamine"}
    # These come with pydantic and requests.
    brought = {"pydantic_core", "urllib3"}
    imported = set()
    for path in (ROOT / "scripts" / "sdae").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(node.module.partition(".")[0])
    others = imported - set(sys.stdlib_module_names) - {"sdae"} - brought
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.match(r"[\w-]+", each)[0] for each in project["dependencies"]}
    assert asked == {names.get(name, name) for name in others}


def test_the_documentation_is_locked_to_the_versions_of_the_workflow():
    ours, docs = (
        dict(re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / name).read_text("utf-8"), re.M))
        for name in ("requirements.txt", "requirements-docs.txt")
    )
    assert {
        name: version for name, version in docs.items() if ours.get(name, version) != version
    } == {}
    assert "://" not in (ROOT / "requirements-docs.txt").read_text(encoding="utf-8")


def test_the_module_is_taken_at_the_version_that_this_is():
    page = (ROOT / "docs" / "how_to" / "module.md").read_text(encoding="utf-8")
    assert re.findall(r'tag="(.+?)"', page) == [f"v{__version__}"]


def test_every_page_is_in_the_table_of_contents():
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    listed = re.findall(r"^[\w/]+$", index, re.M)
    pages = {path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in PAGES
             if path.is_relative_to(ROOT / "docs")} | {"reference/index"}  # fmt: skip
    assert set(listed) == pages - {"index"}
