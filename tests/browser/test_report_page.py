"""The page in a real browser: offline, searched, sorted, narrow, dark, on paper, without script."""

import re
from pathlib import Path

import pytest

MISSING = "\N{EN DASH}"
# Milliseconds from a letter in the search to the rows.
FILTER = """() => {
  const box = document.querySelector("[name=search]");
  const began = performance.now();
  box.value = "gene12";
  box.dispatchEvent(new Event("input", { bubbles: true }));
  return performance.now() - began;
}"""


def column(tab, number):
    return tab.locator(".gene-table tbody tr").evaluate_all(
        f"rows => rows.map(row => row.children[{number}].textContent)"
    )


def computed(tab):
    """Seconds that the page's process has computed, however busy the machine is."""
    session = tab.context.new_cdp_session(tab)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    found = session.send("Performance.getMetrics")["metrics"]
    return {each["name"]: each["value"] for each in found}["ProcessTime"]


def test_clusters_stand_on_the_first_screen(opened, report):
    tab = opened(report)
    box = tab.locator(".cluster svg").first.bounding_box()
    assert box["y"] + box["height"] < 900
    assert tab.locator(".tile").count() == 4
    assert tab.locator(".dots").count() == 4


def test_no_name_is_taken_for_a_script(opened, report):
    tab = opened(report)
    tab.on("dialog", lambda dialog: pytest.fail("a gene's name was run"))
    assert tab.locator("script").count() == 2
    tab.get_by_label("Search genes").fill("</script>")
    assert column(tab, 0) == ["</script><script>alert(1)</script>"]
    tab.locator(".gene-table tbody button").click()
    assert "</script>" in tab.locator(".chosen h4").text_content()


def test_search_and_filters(opened, report):
    tab = opened(report)
    tab.get_by_label("Search genes").fill("GENE1")
    assert set(column(tab, 0)) == {"gene1" + str(i) for i in range(10)}
    tab.get_by_label("Search genes").fill("")
    tab.get_by_label("Cluster", exact=True).select_option("2")
    assert set(column(tab, 2)) == {"2"}
    tab.get_by_label("Least sureness").fill("0.9")
    assert all(float(value) >= 0.9 for value in column(tab, 3))
    tab.get_by_label("Search genes").fill("no such gene")
    assert "No gene fits" in tab.locator(".gene-table tbody").text_content()
    assert tab.locator(".shown").text_content() == "0 of 60 genes"


def test_genes_in_no_cluster_are_found(opened, report):
    tab = opened(report)
    tab.get_by_label("Cluster", exact=True).select_option("0")
    assert column(tab, 0) == ["gene59"]
    assert column(tab, 2) == [MISSING]


def test_sorting_by_click_and_by_keyboard(opened, report):
    tab = opened(report)
    header = tab.get_by_role("button", name="sureness")
    header.click()
    assert column(tab, 3) == sorted(column(tab, 3), key=float)
    header.focus()
    tab.keyboard.press("Enter")
    assert column(tab, 3) == sorted(column(tab, 3), key=float, reverse=True)
    assert tab.locator("th[aria-sort=descending]").text_content() == "sureness"
    tab.get_by_role("button", name="gene", exact=True).click()
    tab.get_by_role("button", name="Next", exact=True).click()
    numbered = [name for name in column(tab, 0) if name.startswith("gene")]
    assert numbered == sorted(numbered, key=lambda name: int(name[4:]))


def test_a_gene_shows_its_profile_and_its_likes(opened, report):
    tab = opened(report)
    tab.get_by_role("button", name="gene5", exact=True).click()
    chosen = tab.locator(".chosen")
    assert chosen.locator("h4").text_content().startswith("gene5: cluster 3")
    assert chosen.locator("path.gene").count() == 1
    assert chosen.locator("path.alike").count() == 5
    # Planted groups are every third gene.
    likes = chosen.locator("li button").all_text_contents()
    assert all(int(name[4:]) % 3 == 2 for name in likes)
    chosen.locator("li button").first.click()
    assert chosen.locator("h4").text_content().startswith(likes[0])
    assert tab.locator(".embedding .ring").count() == 1


def test_the_table_that_is_taken_away_runs_no_formula(opened, report):
    tab = opened(report)
    with tab.expect_download() as waited:
        tab.get_by_role("button", name="Download these genes").click()
    lines = Path(waited.value.path()).read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t")[:3] == ["gene", "label", "cluster"]
    assert len(lines) == 61
    assert any(line.startswith("'=HYPERLINK") for line in lines)
    assert not any(cell[0] in "=+@" for line in lines for cell in line.split("\t") if cell)
    # Numbers stay numbers.
    assert any(re.search(r"\t-0\.\d+", line) for line in lines)


def test_figures_are_taken_away_with_text_as_text(opened, report):
    tab = opened(report)
    figure = tab.locator("figure.drawing").first
    with tab.expect_download() as waited:
        figure.locator("[data-take=svg]").click()
    svg = Path(waited.value.path()).read_text(encoding="utf-8")
    assert waited.value.suggested_filename == "yeast_clusters.svg"
    assert ">Cluster 1</text>" in svg
    assert "--ink:#1b2026" in svg
    with tab.expect_download() as waited:
        figure.locator("[data-take=png]").click()
    assert Path(waited.value.path()).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_values_are_shown_under_the_pointer(opened, report):
    tab = opened(report)
    tab.locator(".cluster svg").first.hover()
    assert "median" in tab.locator("#tip").text_content()
    heat = tab.locator("svg.heat")
    heat.scroll_into_view_if_needed()
    heat.hover(position={"x": 300, "y": 120})
    assert re.search(r"(heat|cold)\d+: ", tab.locator("#tip").text_content())


def test_legends_switch_and_the_plane_is_zoomed(opened, report):
    tab = opened(report)
    button = tab.locator(".legend button").first
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert not tab.locator('.embedding .dots[data-cluster="1"]').is_visible()
    button.click()
    tab.get_by_role("button", name="Zoom in").click()
    assert "scale(1.6)" in tab.locator(".zoomed").get_attribute("transform")


@pytest.mark.parametrize("width", [400, 768, 1400])
def test_the_page_is_as_wide_as_the_screen(opened, report, width):
    tab = opened(report, width=width)
    assert tab.evaluate("document.documentElement.scrollWidth") == width


def test_dark_where_the_reader_likes_it(opened, report):
    tab = opened(report, color_scheme="dark")
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 22, 27)"


def test_nothing_is_folded_away_on_paper(opened, report):
    tab = opened(report)
    tab.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator("details:not([open])").count() == 0
    assert not tab.locator(".controls").is_visible()
    assert tab.locator("pre").first.evaluate("e => e.scrollHeight <= e.clientHeight + 2")
    assert tab.pdf().startswith(b"%PDF")


def test_no_table_is_cut_on_paper(opened, report):
    # A4 without its margins, in pixels.
    tab = opened(report, width=718)
    tab.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tables = tab.locator(".scroll").evaluate_all(
        "all => all.map(e => e.scrollWidth - e.clientWidth)"
    )
    assert tables
    assert max(tables) <= 0


def test_without_a_script_there_are_figures_and_first_rows(opened, report):
    tab = opened(report, java_script_enabled=False)
    assert tab.locator(".cluster svg").count() == 3
    assert tab.locator(".gene-table tbody tr").count() == 25
    assert tab.get_by_text("Search, sort and profiles need a browser").is_visible()
    assert not tab.get_by_label("Search genes").is_visible()


@pytest.mark.parametrize(("genes", "most_mb"), [(6149, 15), (20000, 25)])
def test_many_genes(opened, many, genes, most_mb):
    path = many(genes, 77)
    size = path.stat().st_size / 1e6
    tab = opened(path)
    tab.locator(".gene-table tbody button").first.wait_for()
    took = computed(tab)
    filtered = tab.evaluate(FILTER)
    print(f"{genes} genes: {size:.1f} MB, opened by {took:.2f} s, filtered in {filtered:.0f} ms")
    assert size <= most_mb
    assert took <= 3
    assert filtered <= 100


def test_two_clusters_are_drawn_no_larger_than_five(opened, few):
    pictures = opened(few).locator(".cluster svg").all()
    assert len(pictures) == 2
    assert all(picture.bounding_box()["width"] <= 24 * 16 for picture in pictures)


def test_many_clusters_leave_no_first_page_half_empty(opened, many):
    # The picture of a single cluster is what may not be cut.
    tab = opened(many(300, 12))
    tab.emulate_media(media="print")
    assert (
        tab.locator(".drawing.grid").first.evaluate("e => getComputedStyle(e).breakInside")
        == "auto"
    )
    assert tab.locator(".cluster").first.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
    tops = {tile.bounding_box()["y"] for tile in tab.locator(".tile").all()}
    assert len(tops) == 1


def test_a_long_name_of_a_gene_set_leaves_room_for_the_genes(opened, few):
    cell = opened(few).get_by_text("gene2, gene4, gene6")
    assert cell.bounding_box()["height"] < 100
    table = cell.locator("xpath=ancestor::div[1]")
    assert table.evaluate("e => e.scrollWidth - e.clientWidth") <= 0
