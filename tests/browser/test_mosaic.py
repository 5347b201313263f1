"""A gemeente of thousands of buurten: the same map, its colours first and its figures after."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import shapely
from mosaic import SEED, YEARS, cells, codes_of, mosaic_folder, value_of
from playwright.sync_api import Browser, expect
from visits import Visit, serve, watch

from wijkmap.present.sheets import ROWS_PER_SHEET

COLUMNS, ROWS, BLOCK = 40, 30, (10, 10)
COUNT = COLUMNS * ROWS
ORDER = np.argsort(codes_of(COLUMNS, ROWS, BLOCK))
"""Place on the grid of each buurt, in order of code: the order of the map."""
LIMITS = (3.7, 3.9, 4.1, 4.3)
INSIDE = "document.querySelector(\"iframe[title^='Kaart van']\").contentWindow"


@pytest.fixture(scope="module")
def mosaic(
    browser_: Browser, chromium: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visit]:
    assert chromium
    folder = mosaic_folder(tmp_path_factory.mktemp("mosaic"), COLUMNS, ROWS, block=BLOCK)
    for url in serve(tmp_path_factory.mktemp("log") / "log.txt", WIJKMAP_FOLDER=str(folder)):
        context = browser_.new_context(viewport={"width": 1440, "height": 1000}, locale="nl-NL")
        visit = watch(context, url)
        visit.open("/?niveau=buurt")
        visit.wait_for_map()
        yield visit
        context.close()
        assert visit.foreign == []
        assert visit.errors == []


def test_every_area_has_the_class_of_its_value_and_its_figure_follows(mosaic: Visit):
    state = mosaic.map_state()
    assert (state["areas"], state["year"]) == (COUNT, str(YEARS[-1]))
    mosaic.page.wait_for_function(f"() => {INSIDE}.wijkmapClasses(0).length > 0")
    for at, year in enumerate(YEARS):
        marks = mosaic.page.evaluate(f"at => {INSIDE}.wijkmapClasses(at)", at)
        values = [value_of(int(place), year) for place in ORDER]
        expected = np.searchsorted(LIMITS, values, side="right")
        assert marks == "".join(map(str, expected))


def test_the_sheet_is_drawn_once_though_the_figures_follow_later(mosaic: Visit):
    page = mosaic.page
    before = mosaic.map_state()
    page.get_by_role("combobox", name="Wat ziet u op de kaart?").click()
    page.get_by_role("option", name="Leefbaarheid: Tweede cijfer", exact=True).click()
    page.wait_for_function(
        f"([layer, painted]) => {INSIDE}.wijkmapState().layer !== layer"
        f" && {INSIDE}.wijkmapState().painted > painted + 1",
        arg=[before["layer"], before["painted"]],
    )
    assert len(page.evaluate(f"() => {INSIDE}.wijkmapClasses(0)")) == COUNT
    assert mosaic.map_state()["sheets"] == before["sheets"] + 1
    page.go_back()
    page.wait_for_function(f"layer => {INSIDE}.wijkmapState().layer === layer", arg=before["layer"])


def test_the_area_under_the_pointer_is_the_one_that_holds_the_point(mosaic: Visit):
    shapes = cells(COLUMNS, ROWS).to_crs(4326)
    random = np.random.default_rng(SEED)
    west, south, east, north = shapes.total_bounds
    points = random.uniform((west, south), (east, north), (400, 2))
    # Borders are simplified by some metres: points close to one may fall on either side.
    close = shapes.boundary.union_all().buffer(0.0006)
    points = points[~shapely.contains_xy(close, points[:, 0], points[:, 1])]
    tree = shapely.STRtree(shapes.to_numpy())
    found = tree.query(shapely.points(points), predicate="within")
    expected = np.full(len(points), -1)
    expected[found[0]] = np.argsort(ORDER)[found[1]]
    codes = mosaic.page.evaluate(
        f"points => points.map(one => {INSIDE}.wijkmapAt(one[1], one[0]))", points.tolist()
    )
    assert len(points) > 100
    assert codes == expected.tolist()


def test_the_page_around_it_is_whole_where_a_register_has_one_year(mosaic: Visit):
    expect(mosaic.page.get_by_role("button", name="Kaartbeeld")).to_be_visible()
    expect(mosaic.page.get_by_text("Buurt (1.200 van 1.200 bekend)")).to_be_visible()
    mosaic.page.get_by_role("button", name="Filters").click()
    expect(mosaic.page.get_by_role("button", name="Wis alle filters")).to_be_visible()
    expect(mosaic.page.get_by_text("Periode van initiatieven en geld")).to_be_hidden()
    mosaic.page.keyboard.press("Escape")


def test_nearer_by_buurten_have_their_names(mosaic: Visit):
    named = mosaic.map.locator(".wm-buurt >> visible=true")
    assert named.count() == 0
    for _ in range(4):
        mosaic.map.locator(".wm-in").click()
        mosaic.page.wait_for_timeout(400)
    expect(named.nth(20)).to_be_visible()


def test_a_name_of_many_is_looked_for_by_its_letters_and_its_row_is_in_the_table(mosaic: Visit):
    page = mosaic.page
    search = page.get_by_label("Zoek een wijk of buurt").first
    search.fill("dijkbeek")
    search.press("Enter")
    page.get_by_role("combobox", name="Gevonden").first.click()
    page.get_by_role("option", name="Dijkbeek 2 (buurt in").click()
    expect(page.get_by_role("heading", name="Dijkbeek 2", exact=True)).to_be_visible()
    expect(search).to_have_value("")
    # The link is written when the page is drawn: until then parts of it still move.
    page.wait_for_url("**gebied=BU9902062C**")
    page.get_by_text("Als tabel").click()
    table = page.get_by_role("table", name="Eerste cijfer, 2024, per buurt")
    expect(table.locator("strong")).to_have_text("Dijkbeek 2")
    assert table.get_by_role("row").count() == ROWS_PER_SHEET + 2
    page.get_by_role("button", name="Volgende").click()
    expect(table.locator("strong")).to_have_count(0)
    page.get_by_text("Als tabel").click()
