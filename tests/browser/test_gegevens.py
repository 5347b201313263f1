"""What a person does with the data, and with a spreadsheet of their own, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from visits import Visit

LIST = "/gegevens"
PARTS = (
    LIST,
    f"{LIST}?tabel=ledger",
    f"{LIST}?tabel=kaart",
    f"{LIST}?deel=kwaliteit",
    f"{LIST}?deel=levering",
    "/methode?onderwerp=begrippen",
    "/methode?onderwerp=eigen-gegevens",
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
DELIVERY = (
    "Naam;Wijk;Wijkcode;Thema;Status;Jaar;Openbaar vanaf\n"
    "Bankjes op het plein;Steyl;WK098335;Groen;gerealiseerd;2019;altijd\n"
    "Straatfeest;Klingerburg;;Groen;gerealiseerd;2021;altijd\n"
)
OWN = "alleen in dit venster"


def settled(visit: Visit, path: str) -> Page:
    page = visit.open(path)
    page.get_by_role("contentinfo").or_(page.locator(".wm-footer")).first.wait_for()
    return page


def handed_in(visit: Visit, folder: Path, content: bytes) -> Page:
    """Page of a delivery with a file in it; by its path, or it travels in letters first."""
    page = settled(visit, f"{LIST}?deel=levering")
    path = folder / "lijst.csv"
    path.write_bytes(content)
    page.locator("input[type=file]").set_input_files(path)
    return page


@pytest.mark.parametrize("path", PARTS)
def test_no_part_breaks_a_rule_of_accessibility_or_scrolls_sideways(
    desk: Visit, phone: Visit, path: str
) -> None:
    for visit in (desk, phone):
        page = settled(visit, path)
        wide = page.viewport_size["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= wide
        assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= wide
        found = Axe().run(page, options=RULES)
        assert [f"{one['id']}: {one['help']}" for one in found.response["violations"]] == []


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("CSV van Initiatieven", b"initiative_id,"),
        ("Excel van Geld: het kasboek", b"PK"),
        ("GeoPackage van Gebieden", b"SQLite format 3"),
    ],
)
def test_a_file_is_made_at_the_click(desk: Visit, name: str, start: bytes) -> None:
    page = settled(desk, LIST)
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    assert download.value.suggested_filename.startswith("venlo-")
    assert download.value.path().read_bytes().startswith(start)


def test_a_table_with_filters_is_a_link(desk: Visit) -> None:
    page = settled(desk, f"{LIST}?thema=groen")
    page.get_by_role("button", name="Bekijk Initiatieven", exact=True).click()
    expect(page.get_by_role("table", name="29 van 143 regels")).to_be_visible()
    page.wait_for_url("**tabel=initiatives**")
    again = desk.page.context.new_page()
    again.goto(page.url)
    expect(again.get_by_role("table", name="29 van 143 regels")).to_be_visible()
    again.close()
    page.go_back()
    expect(page.get_by_role("button", name="Bekijk Initiatieven", exact=True)).to_be_visible()


def test_long_tables_have_sheets(desk: Visit) -> None:
    page = settled(desk, f"{LIST}?tabel=observations&blad=2")
    expect(page.get_by_text("dit zijn 201 tot en met 400")).to_be_visible()
    page.get_by_role("button", name="Volgende").click()
    expect(page.get_by_text("dit zijn 401 tot en met 600")).to_be_visible()
    page.wait_for_url("**blad=3**")


def test_a_delivery_is_seen_in_this_window_only(
    desk: Visit, browser_: Browser, tmp_path: Path
) -> None:
    page = handed_in(desk, tmp_path, DELIVERY.encode())
    expect(page.get_by_text("2 regels gelezen: 1 goed en 1 afgewezen.")).to_be_visible()
    page.get_by_role("button", name="Bekijk op de kaart").click()
    expect(page.get_by_text(OWN)).to_be_visible()
    desk.wait_for_map()
    page.get_by_role("link", name="Gegevens").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("144 initiatieven")
    elsewhere = browser_.new_context(locale="nl-NL")
    other = elsewhere.new_page()
    other.goto(f"{desk.url}{LIST}")
    expect(other.get_by_role("heading", level=1)).to_contain_text("143 initiatieven")
    expect(other.get_by_text(OWN)).to_have_count(0)
    elsewhere.close()
    page.get_by_role("button", name="Stop met het voorbeeld").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("143 initiatieven")


def test_a_name_is_asked_for_and_joined_after_an_answer(desk: Visit, tmp_path: Path) -> None:
    page = handed_in(desk, tmp_path, DELIVERY.encode())
    question = page.get_by_label("Welk gebied is “Klingerburg”?")
    # A list closes when the page scrolls under it.
    question.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    question.click()
    page.get_by_role("option", name="Klingerberg").click()
    page.get_by_role("button", name="Koppel deze namen").click()
    expect(page.get_by_text("2 regels gelezen: 2 goed.")).to_be_visible()


def test_a_file_that_is_too_large_is_refused_in_sight_and_in_dutch(
    desk: Visit, tmp_path: Path
) -> None:
    page = handed_in(desk, tmp_path, b"Naam\n" + b"x" * 21_000_000)
    expect(page.get_by_role("alert")).to_contain_text("hoogstens 20 MB")


def test_the_box_for_files_speaks_dutch(desk: Visit) -> None:
    page = settled(desk, f"{LIST}?deel=levering")
    box = page.get_by_test_id("stFileUploader")
    expect(box.get_by_role("button", name="Kies een bestand")).to_be_visible()
    assert "per file" not in box.inner_text()
    assert page.get_by_label("Bestand kiezen").count() == 1


def test_on_a_phone_the_subjects_are_one_box(phone: Visit) -> None:
    page = settled(phone, "/methode?onderwerp=geld")
    expect(page.get_by_role("radio").first).to_be_hidden()
    page.get_by_label("Onderwerp", exact=True).click()
    page.get_by_role("option", name="Privacy").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Privacy")
