"""Pages in Debian's Chromium, as a reader has them."""

import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from pages import CONFIG, found
from sdae.report import for_a_paper, page
from sdae.report.sections import data_set

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
# The widest table.
PRICE = {
    "index": "ari", "representation": "regenerated", "clusterer": "spectral_knn", "best": 0.61,
    "draws": 240, "control": "shuffled", "values": 48, "tries": 48, "grid_best": 0.573,
    "expected_best": 0.572, "difference": 0.001, "low": -0.026, "high": 0.028, "beaten": False,
}  # fmt: skip


def write(path, data_set_found):
    """Write the page of a data set, as the rule does."""
    jobs = pd.DataFrame({"step": ["train"], "s": [1.0], "max_rss": [10.0]})
    html = page.render(
        (ROOT / "report" / "page.html.j2").read_text(encoding="utf-8"),
        {each.name: each.read_text() for each in (ROOT / "report" / "assets").iterdir()},
        "Gene clusters: yeast",
        [data_set(1, data_set_found, ["What was found."])],
        [for_a_paper.section([data_set_found], CONFIG, "replicates: 2\n", [], [], jobs, "1")],
    )
    path.write_text(html, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def report(tmp_path_factory):
    """The page of a small data set whose first gene's name would end a script."""
    shown = replace(found(), name="yeast", price=pd.DataFrame([PRICE]))
    return write(tmp_path_factory.mktemp("page") / "report.html", shown)


@pytest.fixture(scope="session")
def few(tmp_path_factory):
    """The page of two clusters, with a gene set of a long name."""
    rows = {
        "cluster": [1], "gene_set": ["GOBP_" + 12 * "REGULATION_"], "description": [""],
        "overlap": [3], "set_size": [4], "fold": [2.0], "p_adjusted": [0.01],
        "genes": ["gene2;gene4;gene6"],
    }  # fmt: skip
    shown = replace(found(clusters=2), name="few", enrichment=pd.DataFrame(rows))
    return write(tmp_path_factory.mktemp("page") / "few.html", shown)


@pytest.fixture(scope="session")
def many(tmp_path_factory):
    """Pages of as many genes as asked for, under as many conditions as the cell cycle has."""
    folder = tmp_path_factory.mktemp("pages")

    def make(genes, conditions):
        large = found(genes, conditions, clusters=12)
        return write(folder / f"{genes}.html", replace(large, name="yeast"))

    return make


@pytest.fixture(scope="session")
def browser():
    # Whoever asked for these tests has a browser, or is told that they did not run.
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright: make test-browser")
    if CHROMIUM is None:
        pytest.skip("no Chromium to open the page with")
    with sync_api.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser):
    """Open a page; fails at the end if it asked for anything or wrote an error."""
    contexts, wrong = [], []

    def open_page(path, width=1400, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda said: wrong.append(said.text))
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.on(
            "request",
            lambda asked: (
                asked.url.startswith(("file:", "data:", "blob:")) or wrong.append(asked.url)
            ),
        )
        tab.goto(path.as_uri())
        return tab

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []
