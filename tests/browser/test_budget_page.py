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
