"""Bad input through Snakemake: the message alone, all of it at once, and nothing runs."""

import subprocess
import sys
import textwrap

import pytest
from test_workflow import ROOT, snakemake, write

GRID = "grid: {layers: [[2]], epochs: [1]}\n"
TABLE = "dataset\texpression\nmine\tmine.tsv\n"


def refused(folder, configuration, table=TABLE):
    """Return the lines that Snakemake prints of what is wrong, after its own first ones."""
    write(folder / "sets.tsv", table)
    path = write(folder / "mine.yaml", configuration)
    output = snakemake(folder, "--configfile", str(path), check=False)
    assert "Traceback" not in output
    assert 'File "' not in output
    assert not (folder / "results").exists()
    return output.partition("InputError:\n")[2].splitlines()


def test_configuration_and_table_of_data_sets_are_answered_together(tmp_path):
    problems = refused(
        tmp_path,
        f"datasets: sets.tsv\n{GRID}clusters: 3\nclusterers: {{1: {{kind: kmeans}}}}\n{GRID}",
        "dataset\texpression\nNA\tmine.tsv\n",
    )
    starts = [
        "configuration " + str(tmp_path / "mine.yaml") + ", line 5, key 'grid': found it in line 2",
        "configuration, key 'clusterers.1': found 1 as a name; expected a text; write \"1\"",
        "configuration, key 'clusters': unknown here; it belongs",
        "sets.tsv, line 2, column 'dataset' (data set 'NA'): found 'NA'; expected another name",
    ]
    assert len(problems) == len(starts)
    for problem, start in zip(problems, starts, strict=True):
        assert problem.startswith(start)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            "choice: null\nexport: {points: [chosen]}",
            "key 'export': found 'chosen', but nothing chooses",
        ),
        ("gene_sets: mine.tsv", "key 'gene_sets': mine.tsv: found no gene set"),
        ("gene_sets: ..", "key 'gene_sets': found a folder or a device '..'; expected a file"),
    ],
)
def test_what_keys_name_is_looked_for_before_anything_runs(tmp_path, more, expected):
    write(tmp_path / "mine.tsv", "")
    table = "dataset\texpression\tclusters\nmine\tmine.tsv\t2\n"
    (problem,) = refused(tmp_path, f"datasets: sets.tsv\n{GRID}{more}\n", table)
    assert expected in problem


@pytest.mark.parametrize("path", [".", "e.tsv"])
def test_absent_files_and_what_is_wrong_between_keys_are_answered_together(tmp_path, path):
    keys = f"""
    apply: {{t: {{model: m, expression: {path}}}}}
    gene_sets: none.gmt
    choice: null
    export: {{points: [chosen]}}
    """
    configuration = f"datasets: sets.tsv\n{GRID}{textwrap.dedent(keys)}"
    starts = [
        "configuration, key 'gene_sets': found no file 'none.gmt'",
        f"configuration, key 'apply.t.expression': found no file '{path}'",
        "sets.tsv, data set 'mine', column 'expression': found no file 'mine.tsv'",
        "data set 'mine': found neither a number of clusters nor",
        "configuration, key 'gene_sets': found 'none.gmt', but 'choice' is null",
        "configuration, key 'export': found 'chosen', but nothing chooses",
        "configuration, key 'apply.t.model': found no file 'm'",
    ]
    problems = refused(tmp_path, configuration)
    assert len(problems) == len(starts)
    for problem, start in zip(problems, starts, strict=True):
        assert problem.startswith(start)


def test_all_absent_tables_are_named_at_once(tmp_path):
    table = "dataset\texpression\na\ta.tsv\nb\tdata/../b.tsv\n"
    problems = refused(tmp_path, f"datasets: sets.tsv\n{GRID}", table)
    assert [problem.partition("; expected")[0] for problem in problems] == [
        f"sets.tsv, data set '{name}', column 'expression': found no file '{name}.tsv'"
        for name in "ab"
    ]


@pytest.mark.parametrize("option", ["--configfile={}", "--configfile {}", "--configfiles {}"])
def test_what_snakemake_cannot_read_is_answered_before_it_is_started(tmp_path, option):
    path = tmp_path / "mine.yaml"
    path.write_bytes(b"# \xe9\ndatasets: sets.tsv\n")
    folder = tmp_path / "folder"
    command = [sys.executable, str(ROOT / "scripts" / "run_workflow.py"), str(folder)]
    command += ["--cores", "1", *option.format(path).split(" ")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode != 0
    assert done.stderr.strip().startswith(f"configuration {path}, line 1: found bytes that are not")
    assert len(done.stderr.strip().splitlines()) == 1
    assert not folder.exists()


def test_a_key_that_is_there_twice_is_answered_with_all_else(tmp_path):
    write(tmp_path / "sets.tsv", TABLE)
    path = write(tmp_path / "mine.yaml", "datasets: sets.tsv\ncontrols: no\ncontrols: 5\n")
    command = [sys.executable, str(ROOT / "scripts" / "run_workflow.py"), str(tmp_path)]
    command += ["--cores", "1", "--configfile", str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert "line 3, key 'controls': found it in line 2 already" in done.stderr
    assert "key 'controls': found 5; expected true or false" in done.stderr
