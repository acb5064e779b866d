"""What is said twice must be said alike."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import sdae
import yaml

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "path", [*ROOT.glob("envs/*.yaml"), *ROOT.glob("examples/*/envs/*.yaml")], ids=lambda p: p.name
)
def test_environments_have_the_locked_versions(path):
    locked = dict(
        re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / "requirements.txt").read_text(), re.M)
    )
    for dependency in yaml.safe_load(path.read_text())["dependencies"]:
        # A version, and for some a build after it.
        name, version = re.match(r"(\S+) =([^=]+)", dependency).groups()
        if name not in ("python", "cuda-version"):
            assert locked[{"matplotlib-base": "matplotlib"}.get(name, name)] == version, name


LOCKED = [
    *(f"requirements{part}.txt" for part in ("", "-cluster", "-browser")),
    "benchmarks/requirements.txt",
]


@pytest.mark.parametrize("name", [*LOCKED, "benchmarks/accept/requirements.txt"])
def test_whatever_is_locked_has_its_version_and_its_hashes_and_no_index(name):
    text = (ROOT / name).read_text()
    assert "://" not in text
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    packages = re.split(r"\n(?=\S)", "\n".join(lines))
    assert len(packages) > 1
    for package in packages:
        assert re.match(r"[\w.-]+==[\w.+!]+( ; [^\\]+)? \\\n", package), package
        assert re.search(r"\n +--hash=sha256:[0-9a-f]{64}", package), package


def test_changelog_and_citation_name_the_version():
    newest = re.search(
        r"^## ([\d.]+), ([\d-]+), tag (\S+)$", (ROOT / "CHANGELOG.md").read_text(), re.M
    )
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    assert newest.groups() == (
        sdae.__version__,
        str(cited["date-released"]),
        f"v{sdae.__version__}",
    )
    assert cited["version"] == sdae.__version__


def dependencies(name):
    return yaml.safe_load((ROOT / "envs" / name).read_text())["dependencies"]


def test_the_gpu_variant_differs_by_cuda_alone():
    more = set(dependencies("train_gpu.yaml")) - set(dependencies("train.yaml"))
    assert {entry.split()[0] for entry in more} == {"cuda-version", "jaxlib"}
    assert set(dependencies("train.yaml")) < set(dependencies("train_gpu.yaml"))


def rules():
    text = "".join(path.read_text() for path in ROOT.glob("rules/*.smk"))
    return set(re.findall(r"^\s*rule (\w+):", text, re.M))


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("profiles/*/config.yaml")), ids=lambda p: p.parent.name
)
def test_profiles_name_rules_that_there_are(path):
    profile = yaml.safe_load(path.read_text())
    assert {*profile.get("groups", {}), *profile.get("set-resources", {})} <= rules()


@pytest.mark.parametrize("name", ["config", "test", "paper"])
@pytest.mark.parametrize("profile", ["slurm", "slurm-gpu"])
def test_groups_of_jobs_do_not_wait_for_each_other_in_a_circle(tmp_path, profile, name):
    groups = yaml.safe_load((ROOT / "profiles" / profile / "config.yaml").read_text())["groups"]
    done = subprocess.run(
        [
            *(sys.executable, "-m", "snakemake", "--snakefile", ROOT / "Snakefile", "--dry-run"),
            *("--directory", tmp_path, "--configfile", ROOT / "config" / f"{name}.yaml"),
            *("--groups", *(f"{rule}={group}" for rule, group in groups.items())),
        ],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "alone"),
    [
        ("slurm", {"validate_chunk", "apply_model"}),
        ("slurm-gpu", {"train_chunk", "validate_chunk", "apply_model"}),
    ],
)
def test_only_long_rules_have_cluster_jobs_of_their_own(name, alone):
    groups = yaml.safe_load((ROOT / "profiles" / name / "config.yaml").read_text())["groups"]
    # Downloads run where Snakemake does.
    assert rules() - set(groups) == alone | {"download_table"}
