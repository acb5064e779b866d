"""The report is one file that a browser shows without a network."""

import base64
import json
import re
from dataclasses import replace
from pathlib import Path

import jinja2
import numpy as np
import pandas as pd
import pytest
from pages import CONFIG, EVIL, bare, found
from sdae.figures.style import save, sentence
from sdae.report import for_a_paper, genes, page
from sdae.report.sections import data_set
from sdae.report.verdict import wrapped

ROOT = Path(__file__).resolve().parents[3]
TEMPLATE = (ROOT / "report" / "page.html.j2").read_text(encoding="utf-8")
ASSETS = {path.name: path.read_text() for path in (ROOT / "report" / "assets").iterdir()}
JOBS = pd.DataFrame({"step": ["train", "train"], "s": [1.0, 70.0], "max_rss": [10.0, np.nan]})


def render(*data_sets):
    chapters = [data_set(i, each, ["a < b"]) for i, each in enumerate(data_sets, start=1)]
    closing = for_a_paper.section(
        data_sets, CONFIG, "replicates: 5 # <b>\n", page.versions(), [("date", "today")], JOBS, "1"
    )
    return page.render(TEMPLATE, ASSETS, "<b>yeast", chapters, [closing])


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    path = tmp_path_factory.mktemp("figures") / "<b>yeast" / "losses.svg"
    path.parent.mkdir(parents=True)
    save(sentence("nothing to draw"), path)
    path.with_suffix(".rst").write_text("What is seen & <i>where</i>.\n")
    seen = page.picture(path, '<b>yeast: "loss" curves')
    return render(replace(found(), pictures={"losses": [seen, seen]}))


def shown(html):
    """The page without what its scripts hold."""
    return re.sub(r"<script.*?</script>", "", html, flags=re.S)


def known(html):
    found = re.findall(r'<script type="application/json" class="known">(.*?)</script>', html, re.S)
    return [json.loads(text) for text in found]


def test_nothing_is_loaded_from_elsewhere(html):
    loaded = re.findall(r"""\s(?:src|href|srcset|data|action)="([^"]+)""", shown(html))
    loaded += re.findall(r"url\(([^)]*)\)", html)
    assert loaded
    assert all(address.startswith(("data:", "#")) for address in loaded)
    for loader in ("<script src", "@import", "<link", "fetch(", "XMLHttpRequest"):
        assert loader not in html


def test_links_inside_the_page_lead_somewhere(html):
    for anchor in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{anchor}"' in html


def test_names_from_outside_are_escaped(html):
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;b&gt;yeast" in html
    assert "a &lt; b" in html


def test_a_name_that_ends_a_script_ends_none(html):
    assert html.count("<script") == html.count("</script>") == 2
    assert "alert(1)</script" not in html
    assert known(html)[0]["genes"][0] == EVIL


def test_the_page_knows_profiles_to_four_digits(html):
    data, whole = known(html)[0], found()
    values = np.frombuffer(base64.b64decode(data["values"]), "<i2") * data["scale"]
    np.testing.assert_allclose(values.reshape(whole.values.shape), whole.values, atol=2e-4)
    assert data["numbers"][-1] is None


def test_a_wide_table_is_thinned_and_the_page_stays_small(monkeypatch):
    monkeypatch.setattr(genes, "MOST_VALUES", 60 * 5)
    data = json.loads(genes.payload(found(), None))
    assert len(data["conditions"]) == 5
    assert len(data["profiles"]["bands"]["1"][0]) == 5


def test_what_a_configuration_leaves_out_is_left_out():
    html = render(bare())
    assert "choice: null" in html
    assert "Profiles by cluster" not in html
    assert "no network was trained" in html


def test_the_configuration_can_be_taken_away_and_is_said_how_to_run(html):
    address = re.search(r'download="config.yaml" href="[^"]*base64,([^"]+)"', html).group(1)
    assert base64.b64decode(address) == b"replicates: 5 # <b>\n"
    assert "make run CONFIG=" in html


def test_data_sets_are_chapters_of_their_own():
    html = render(found(), bare())
    assert html.count("<article") == 2
    assert len(known(html)) == 2


def test_pictures_say_what_is_seen(html):
    drawings = re.findall(r"<svg[^>]*>", html)
    assert drawings
    for each in drawings:
        said = re.search(r'aria-label="([^"]*)"', each).group(1)
        assert len(said) > 20


def test_first_rows_stand_without_a_script(html):
    rows = re.search(r'class="gene-table".*?<tbody>(.*?)</tbody>', html, re.S).group(1)
    assert rows.count("<tr>") == genes.FIRST_ROWS


def test_the_note_about_rows_holds_on_paper_too(html):
    """Printed by a browser with scripts, the rows are those of the first page of the table."""
    assert f"const ROWS = {genes.FIRST_ROWS};" in ASSETS["genes.js"]
    assert f"At most {genes.FIRST_ROWS} of the 60 genes stand here" in html


def test_what_was_dropped_is_counted_once():
    record = {"dropped_for_low_mean": 1, "dropped_conditions": ["a", "b"], "genes_read": 9}
    said = for_a_paper.lost(replace(found(), record=record))
    assert said == ["1 gene dropped for low mean", "2 conditions dropped"]


def test_methods_say_which_genes_were_left_out_and_how_many_folds_there_were():
    config = CONFIG | {"min_stability": 0.5}
    said = for_a_paper.methods(found(conditions=5), config, "1")
    assert "over 5 folds of left-out conditions" in said
    assert "1 gene with a stability below 0.5 was left in no cluster." in said
    assert "left in no cluster" not in for_a_paper.methods(found(), CONFIG, "1")


def test_a_template_that_asks_for_more_fails():
    with pytest.raises(jinja2.UndefinedError):
        page.render("{{ missing }}", {}, "title", [])


def test_the_verdict_is_wrapped_and_no_word_is_cut():
    address = "https://example.org/" + "a" * 90
    text = wrapped(["word " * 40, f"see {address}"])
    lines = text.splitlines()
    assert address in lines
    assert max(len(line) for line in lines if line != address) <= 80
    assert "" in lines


def test_partitions_that_are_missing_stand_beside_those_there_are():
    row = {
        "clusterer": "kmeans", "representation": "raw", "partitions": 1, "diverged": 0,
        "failed": 2, "replicates": 1, "sizes": "", "mean": 0.5, "sd": np.nan, "best": 0.5,
        "best_setting_mean": 0.5,
    }  # fmt: skip
    html = render(replace(found(), summary=pd.DataFrame([row])))
    assert "1 (2 failed)" in html
    assert "2 partitions failed" in html


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
