"""A long job says where the user looks how far it is, now and then; a short one says nothing."""

import time

import pytest
from sdae.jobs.logs import job_log
from sdae.jobs.progress import in_short, progress


def work(monkeypatch, seconds, steps=100):
    """Do so many steps of work, each of so many seconds of a clock that is not waited for."""
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    with progress(steps, "training mine", "epoch") as advance:
        for _ in range(steps):
            now[0] += seconds
            advance(1)


def test_a_short_job_leaves_the_terminal_alone(monkeypatch, capfd):
    work(monkeypatch, 0.29)
    assert capfd.readouterr() == ("", "")


def test_a_long_job_says_a_line_every_half_a_minute(monkeypatch, capfd, tmp_path):
    with job_log(tmp_path / "a.log"):
        work(monkeypatch, 4)
    out, said = capfd.readouterr()
    lines = said.splitlines()
    assert out == ""
    assert len(lines) == 400 // 32
    assert lines[0] == "training mine: 8 %, about 6 min to go"
    assert lines[-1] == "training mine: 96 %, less than a minute to go"
    # No bar, which returns to the beginning of its line.
    assert "\r" not in said
    logged = (tmp_path / "a.log").read_text().splitlines()
    assert len(logged) > 2 * len(lines)
    assert "100%" in logged[-1]


@pytest.mark.parametrize(
    ("share", "elapsed", "rest"),
    [
        (0.5, 59, "less than a minute"),
        (0.5, 120, "about 2 min"),
        (0.01, 600, "about 16.5 h"),
    ],
)
def test_what_is_left_is_in_a_unit_that_suits_it(share, elapsed, rest):
    assert in_short("training", share, elapsed).endswith(f"%, {rest} to go")
