"""The page Briefing and its slides in a real browser: made, taken along, walked through by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from visits import Visit


def wait_for_page(page: Page) -> None:
    page.get_by_role("img", name="De briefing over").wait_for()


def test_the_page_is_taken_along_from_another_view_with_its_selection(desk: Visit) -> None:
    page = desk.open("/wijk?gebied=WK098335&thema=groen")
    page.get_by_role("link", name="Briefing van deze weergave").click()
    wait_for_page(page)
    assert "gebied=WK098335" in page.url
    assert "thema=groen" in page.url
    with page.expect_download() as started:
        page.get_by_role("button", name="Download de pagina (PDF)").click()
    assert Path(started.value.path()).read_bytes().startswith(b"%PDF")
    assert started.value.suggested_filename.endswith(".pdf")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_axe_finds_nothing_on_the_page(size: str, request: pytest.FixtureRequest) -> None:
    page = request.getfixturevalue(size).open("/briefing?gebied=pilots")
    wait_for_page(page)
    page.get_by_text("Deze briefing als tekst en tabellen").click()
    page.get_by_role("table", name="Cijfers naast de stad").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    # The framework's own box for files breaks a best practice, not a rule of WCAG.
    results = Axe().run(page, options={"rules": {"presentation-role-conflict": {"enabled": False}}})
    assert results.violations_count == 0, results.generate_report()


def test_keys_walk_through_a_few_slides(desk: Visit) -> None:
    page = desk.open("/beamer?gebied=pilots")
    place = page.get_by_role("status")
    expect(place).to_have_text("1 van 5")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    for count in range(2, 6):
        page.keyboard.press("ArrowRight")
        expect(place).to_have_text(f"{count} van 5")
        assert page.evaluate("document.documentElement.scrollHeight <= window.innerHeight + 1")
    page.keyboard.press("ArrowRight")
    expect(place).to_have_text("5 van 5")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("section.shown h2")).to_be_focused()
    page.reload()
    expect(place).to_have_text("4 van 5")
