"""Every view is a link: the same selection on every page, after a reload, and for whoever gets it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser
from visits import VIEWPORTS, Visit, serve, watch

PAGES = ("Kaart", "Vergelijken", "Wijk", "Budget", "Gegevens", "Methode")
LINK = "/?kaart=registered_crime_rate&jaar=2023&thema=groen&stadsdeel=blerick&gebied=WK098335"


def selection(visit: Visit) -> dict[str, list[str]]:
    return parse_qs(urlsplit(visit.page.url).query)


def test_the_selection_walks_along_over_all_pages(desk: Visit) -> None:
    page = desk.open(LINK)
    chosen = selection(desk)
    for name in (*PAGES[1:], PAGES[0]):
        page.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_function("name => document.title.includes(name)", arg=name)
        page.wait_for_function("document.location.search.includes('thema=groen')")
        assert selection(desk) == chosen, name
    desk.wait_for_map()
    assert "staat in 2023 op" in page.locator("h1").inner_text()


def test_a_reload_and_a_new_tab_show_the_same(desk: Visit) -> None:
    page = desk.open(LINK)
    title = page.locator("h1").inner_text()
    page.reload()
    page.locator("h1").first.wait_for()
    assert page.locator("h1").inner_text() == title
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("h1").first.wait_for()
    assert other.locator("h1").inner_text() == title
    other.close()


def test_the_back_button_goes_back_to_the_view_before(desk: Visit) -> None:
    page = desk.open(LINK)
    chosen = selection(desk)
    page.get_by_role("link", name="Gegevens", exact=True).first.click()
    page.wait_for_function("document.location.pathname.includes('gegevens')")
    page.wait_for_function("document.location.search.includes('thema=groen')")
    page.go_back()
    page.wait_for_function("!document.location.pathname.includes('gegevens')")
    page.get_by_role("heading", name="staat in 2023 op").wait_for()
    assert selection(desk) == chosen


@pytest.fixture(scope="module")
def example_server(example_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("voorbeeldstad") / "log.txt"
    yield from serve(log, WIJKMAP_FOLDER=str(example_folder), WIJKMAP_DATE="2026-11-23")


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("path", ["/", "/vergelijken", "/wijk", "/budget", "/gegevens", "/methode"])
def test_every_page_of_the_fictional_city_works_and_says_it_is_fictional(
    browser_: Browser, example_server: str, path: str, size: str
) -> None:
    context = browser_.new_context(viewport=VIEWPORTS[size], locale="nl-NL")
    visit = watch(context, example_server)
    page = visit.open(path)
    if path == "/":
        visit.wait_for_map()
    page.get_by_text("Fictief: alle namen en cijfers zijn verzonnen").first.wait_for()
    width = VIEWPORTS[size]["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    assert visit.foreign == []
    assert visit.errors == []
