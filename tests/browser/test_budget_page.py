"""The page Budget in a real browser: the flow fits, the tables open, axe finds nothing."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from visits import Visit


@pytest.mark.parametrize(("size", "shown"), [("desk", "wide"), ("phone", "narrow")])
def test_the_flow_fits_its_table_opens_and_axe_finds_nothing(
    size: str, shown: str, request: pytest.FixtureRequest
) -> None:
    visit: Visit = request.getfixturevalue(size)
    page = visit.open("/budget")
    page.get_by_role("heading", name="Zorggeld (3D)").wait_for()
    page.locator(f".wm-flows svg.wm-{shown}").wait_for()
    other = {"wide": "narrow", "narrow": "wide"}[shown]
    assert not page.locator(f".wm-flows svg.wm-{other}").is_visible()
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_text("De stroom als tabel").click()
    page.get_by_role("region", name="Geld (gepland) van geldstroom naar thema naar wijk").wait_for()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_the_mouse_chooses_between_money_and_scenarios(
    size: str, request: pytest.FixtureRequest
) -> None:
    visit: Visit = request.getfixturevalue(size)
    page = visit.open("/budget")
    page.get_by_role("radio", name="Scenario's").click()
    page.wait_for_url("**onderdeel=scenario**")
    page.get_by_role("textbox", name="Naam van dit scenario").wait_for()
    page.get_by_role("radio", name="Geld", exact=True).click()
    page.locator(".wm-flows").wait_for()
