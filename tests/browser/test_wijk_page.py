"""The page Wijk in a real browser: drawn, linked, readable at both widths."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from visits import Visit


def wait_for_profile(page: Page) -> None:
    page.get_by_role("heading", name="In de buurt").wait_for()


@pytest.mark.parametrize("area", ["WK098325", "stadsdeel%3Ablerick", "BU09831607"])
def test_a_profile_is_drawn_without_scrolling_sideways(phone: Visit, area: str) -> None:
    page = phone.open(f"/wijk?gebied={area}")
    wait_for_profile(page)
    page.locator("svg.wm-narrow").first.wait_for()
    assert page.locator("svg.wm-wide:visible").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 400


def test_a_neighbour_s_link_opens_its_profile_in_the_same_tab(desk: Visit) -> None:
    page = desk.open("/wijk")
    wait_for_profile(page)
    page.get_by_role("link", name="Boekend", exact=True).click()
    page.get_by_role("heading", level=1, name="Boekend").wait_for()
    assert "gebied=WK098327" in page.url
    assert len(page.context.pages) == 1


def test_the_text_of_a_chart_is_not_smaller_than_13_pixels(desk: Visit) -> None:
    page = desk.open("/wijk")
    wait_for_profile(page)
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll('.wm-chart svg text')]
             .filter(one => one.getClientRects().length)
             .map(one => 13 * one.ownerSVGElement.getBoundingClientRect().width
                            / one.ownerSVGElement.viewBox.baseVal.width))"""
    )
    assert smallest >= 12.5


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_axe_finds_nothing(size: str, request: pytest.FixtureRequest) -> None:
    page = request.getfixturevalue(size).open("/wijk?gebied=pilots")
    wait_for_profile(page)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
