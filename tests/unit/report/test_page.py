"""The report is one file that a browser shows without a network."""

import re
import shutil
import subprocess
from pathlib import Path

import jinja2
import numpy as np
import pandas as pd
import pytest
from sdae.figures.style import save, sentence
from sdae.report import page, sections
from sdae.report.verdict import wrapped

ROOT = Path(__file__).resolve().parents[3]
TEMPLATE = ROOT / "report" / "page.html.j2"
CAPTIONS = ROOT / "report"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture
def html(tmp_path):
    path = tmp_path / "figures" / "<b>yeast" / "losses.svg"
    path.parent.mkdir(parents=True)
    save(sentence("nothing to draw"), path)
    path.with_suffix(".rst").write_text("What is seen & <i>where</i>.\n")
    row = {
        "dataset": "<b>yeast", "clusterer": "kmeans", "representation": "raw", "partitions": 1,
        "diverged": 0, "failed": 2, "replicates": 1, "sizes": "", "mean": 0.5, "sd": np.nan,
        "best": 0.5, "best_setting_mean": 0.5,
    }  # fmt: skip
    seen = page.picture(path, '<b>yeast: "loss" curves')
    curves = pd.DataFrame({
        "point": ["a"], "replicate": 1, "status": "ok", "longest": True, "first": np.nan,
        "left_at_half": np.nan, "settled": np.nan, "learnable_share": np.nan, "unsettled": False,
    })  # fmt: skip
    return page.render(
        TEMPLATE.read_text(encoding="utf-8"),
        "<b>yeast",
        [
            sections.in_short(["a < b"]),
            sections.scores(pd.DataFrame([row])),
            sections.of_dataset(
                1, "<b>yeast", (2, 3), {"imputed": 3, "dropped": ["<b>gene"]}, curves, [seen, seen]
            ),
            sections.ran(page.versions(), "replicates: 5 # <b>\n"),
        ],
    )


def test_nothing_is_loaded_from_elsewhere(html):
    loaded = re.findall(r"""(?:src|href|srcset|data|action)\s*=\s*["']([^"']+)""", html)
    loaded += re.findall(r"url\(([^)]*)\)", html)
    assert loaded
    assert all(address.startswith(("data:", "#")) for address in loaded)
    for loader in ("<script", "@import", "<link"):
        assert loader not in html


def test_links_inside_the_page_lead_somewhere(html):
    for anchor in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{anchor}"' in html


def test_names_from_outside_are_escaped(html):
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;b&gt;yeast" in html
    assert "a &lt; b" in html


def test_a_template_that_asks_for_more_fails():
    with pytest.raises(jinja2.UndefinedError):
        page.render("{{ missing }}", "title", [])


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium to open the page with")
def test_a_browser_shows_the_page(html, tmp_path):
    file = tmp_path / "report.html"
    file.write_text(html, encoding="utf-8")
    shown = subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu",
            "--disable-background-networking", f"--user-data-dir={tmp_path / 'profile'}",
            "--dump-dom", file.as_uri(),
        ],
        capture_output=True, text=True, timeout=120, check=True,
    ).stdout  # fmt: skip
    assert "What is seen" in shown
    assert shown.count("<img") == 2


def test_the_verdict_is_wrapped_and_no_word_is_cut():
    address = "https://example.org/" + "a" * 90
    text = wrapped(["word " * 40, f"see {address}"])
    lines = text.splitlines()
    assert address in lines
    assert max(len(line) for line in lines if line != address) <= 80
    assert "" in lines


def test_partitions_that_are_missing_stand_beside_those_there_are(html):
    assert "1 (2 failed)" in html


def test_preparation_is_written_for_a_reader():
    record = {
        "standardise": np.bool_(True),
        "minimum": np.float64(-3.14159265),
        "dropped_genes": np.array([], dtype=str),
        "repeated_ids": np.array([f"gene{i}" for i in range(15)]),
        "impute": {"neighbours": 10},
    }
    written = dict(page.flat(record))
    assert written["standardise"] == "yes"
    assert written["minimum"] == "-3.14159"
    assert written["dropped genes"] == "none"
    assert written["repeated ids"].endswith("gene11 and 3 more")
    assert written["impute: neighbours"] == "10"


@pytest.mark.parametrize("caption", sorted(CAPTIONS.glob("*.rst")), ids=lambda path: path.stem)
def test_captions_are_plain_prose(caption):
    text = caption.read_text(encoding="utf-8").strip()
    assert len(text) > 40
    assert not re.search(r"[`*{}_|]", text), "the page shows captions as they stand"
