"""A real SLURM of two nodes on this machine, and runs of the workflow on it and beside it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
# Reasons that a machine cannot play a cluster; asked before anything is installed.
OBSTACLES = {
    "needs Debian, whose packages of SLURM it installs": lambda: not shutil.which("apt-get"),
    "needs to be root, to install and start SLURM": lambda: os.geteuid() != 0,
}
# A test has no minute to wait, and its cluster no file system with latency.
IN_A_HURRY = (
    *("--slurm-init-seconds-before-status-checks", "2", "--slurm-no-requeue"),
    # Nodes of this cluster have one core.
    *("--latency-wait", "10", "--cores", "1"),
)


class Cluster:
    """Two nodes of one core each, so that they have no more cores than a local run with two."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.up()

    def up(self):
        """Start the cluster, or what of it has died."""
        options = ["--install", "--nodes", "2", "--cpus", "1", "--mem", "8000", "--gpus", "1"]
        command = ["bash", str(HERE / "start.sh"), str(self.folder), *options]
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, done.stderr

    def down(self, *options: str):
        subprocess.run(["bash", str(HERE / "stop.sh"), str(self.folder), *options], check=True)

    def kill_controller(self):
        """End the controller as a crash would."""
        os.kill(int((self.folder / "run" / "slurmctld.pid").read_text()), signal.SIGKILL)

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "SLURM_CONF": str(self.folder / "slurm.conf"),
            "PATH": f"{self.folder}/bin:{Path(sys.executable).parent}:{os.environ['PATH']}",
        }

    def ask(self, *command: str) -> str:
        """Run one of SLURM's commands."""
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, env=self.environment
        )
        return done.stdout

    def start(self, folder: Path, profile: str, *arguments: str) -> subprocess.Popen:
        """Start the workflow by one of our profiles; its output goes to `folder`/output.txt."""
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "snakemake", *arguments, "--directory", str(folder)]
        command += ["--snakefile", str(ROOT / "Snakefile")]
        command += ["--workflow-profile", str(ROOT / "profiles" / profile)]
        with open(folder / "output.txt", "w") as output:
            return subprocess.Popen(
                command, cwd=folder, env=self.environment, stdout=output, stderr=output
            )

    def run(self, folder: Path, profile: str, *arguments: str) -> float:
        """Run the workflow; returns the seconds that it took."""
        begin = time.monotonic()
        finish(self.start(folder, profile, *arguments), folder)
        return time.monotonic() - begin

    def jobs(self, folder: Path) -> pd.DataFrame:
        """The ended jobs of a run, by SLURM's own records."""
        lines = (self.folder / "log" / "jobcomp.txt").read_text().splitlines()
        records = [dict(item.split("=", 1) for item in line.split()) for line in lines]
        jobs = pd.DataFrame(records)
        return jobs[jobs.WorkDir == str(folder)]


def finish(process: subprocess.Popen, folder: Path, seconds: float = 1800) -> None:
    """Wait for a run, which must succeed; so long that only one that hangs is given up."""
    try:
        status = process.wait(timeout=seconds)
    finally:
        process.kill()
    assert status == 0, (folder / "output.txt").read_text()


def run_locally(folder: Path, *arguments: str) -> float:
    """Run the workflow on two cores of this machine; returns the seconds that it took."""
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", "snakemake", "--snakefile", str(ROOT / "Snakefile")]
    begin = time.monotonic()
    done = subprocess.run(
        [*command, "--directory", str(folder), "--cores", "2", *arguments],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return time.monotonic() - begin
