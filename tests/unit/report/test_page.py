"""The report is one file that a browser shows without a network."""

import re
import shutil
import subprocess
from pathlib import Path

import jinja2
import numpy as np
import pandas as pd
import pytest
from sdae import page
from sdae.figures.style import save, sentence

ROOT = Path(__file__).resolve().parents[3]
TEMPLATE = ROOT / "report" / "page.html.j2"
CAPTIONS = ROOT / "report"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture
def html(tmp_path):
    path = tmp_path / "figures" / "<b>yeast" / "losses.svg"
    path.parent.mkdir(parents=True)
    save(sentence("nothing to draw"), path)
    row = {
        "dataset": "<b>yeast", "clusterer": "kmeans", "representation": "raw", "partitions": 1,
        "diverged": 0, "replicates": 1, "mean": 0.5, "sd": np.nan, "best": 0.5,
        "best_setting_mean": 0.5,
    }  # fmt: skip
    pictures = [page.picture(path, {"losses": "What is seen."})]
    return page.render(
        TEMPLATE.read_text(encoding="utf-8"),
        in_short=["a < b"],
        scores=page.summary_rows(pd.DataFrame([row])),
        reproduction={
            "sentences": ["It reproduces."],
            "pictures": pictures,
            "rows": [[4, "0 %", "0.3", "0.4", "+0.1", "0.35"]],
        },
        datasets=[
            {
                "name": "<b>yeast",
                "size": "2 genes.",
                "training": "It fell.",
                "pictures": pictures,
                "prepared": page.flat({"imputed": 3, "dropped_genes": []}),
            }
        ],
        versions=page.versions(),
        configuration="replicates: 5\n",
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
    assert "<b>yeast" not in html
    assert "&lt;b&gt;yeast" in html
    assert "a &lt; b" in html


def test_a_template_that_asks_for_more_fails():
    with pytest.raises(jinja2.UndefinedError):
        page.render("{{ missing }}")


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
    assert "What is seen." in shown
    assert shown.count("<img") == 2


def test_a_picture_takes_the_caption_of_the_longest_fitting_kind(tmp_path):
    path = tmp_path / "yeast" / "ari_by_hidden_codes_kmeans.png"
    path.parent.mkdir()
    save(sentence("nothing"), path)
    seen = page.picture(path, {"ari": "no", "ari_by_hidden": "yes"})
    assert (seen.dataset, seen.kind, seen.caption) == ("yeast", "ari_by_hidden", "yes")
    assert seen.source.startswith("data:image/png;base64,")
    with pytest.raises(KeyError, match="no caption"):
        page.picture(path, {"losses": "other"})


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
