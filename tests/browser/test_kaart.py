"""What a person does on the map page, in a real browser."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from visits import Visit

PAGES = ("/", "/?kaart=initiatives&thema=groen", "/methode")
KLINGERBERG, STEYL = "WK098325", "WK098335"


def test_the_first_page_opens_with_a_painted_map(desk: Visit) -> None:
    page = desk.open()
    desk.wait_for_map()
    assert page.locator("html").get_attribute("lang") == "nl"
    assert page.locator("h1").inner_text().startswith("Leefbaarheid: Klingerberg staat in 2024")
    state = desk.map_state()
    assert (state["areas"], state["year"], state["opened"]) == (21, "2024", KLINGERBERG)
    page.get_by_role("region", name="Gegevens van Klingerberg").wait_for()


def test_a_filter_keeps_the_same_map(desk: Visit) -> None:
    page = desk.open("/?kaart=initiatives")
    desk.wait_for_map()
    page.evaluate("document.querySelector(\"iframe[title^='Kaart van']\").dataset.same = 'yes'")
    before = desk.map_state()["painted"]
    frame = page.locator("iframe[title^='Kaart van']")
    place = frame.bounding_box()
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Thema").click()
    page.get_by_role("option", name="Groen", exact=True).click()
    page.get_by_text("Gefilterd op thema Groen.").wait_for()
    page.wait_for_function(
        """before => document.querySelector("iframe[title^='Kaart van']")
                             .contentWindow.wijkmapState().painted > before""",
        arg=before,
    )
    assert frame.get_attribute("data-same") == "yes"
    assert frame.bounding_box() == pytest.approx(place, abs=0.5)
    page.wait_for_url("**thema=groen**")


def test_the_map_comes_before_the_address(desk: Visit) -> None:
    kinds: list[str] = []

    def note(data: bytes) -> None:
        message = ForwardMsg.FromString(data)
        is_map = message.delta.new_element.html.body.startswith('<div id="wm-note-')
        kinds.append("map" if is_map else message.WhichOneof("type"))

    desk.page.on("websocket", lambda line: line.on("framereceived", note))
    page = desk.open("/?kaart=initiatives")
    desk.wait_for_map()
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Thema").click()
    kinds.clear()
    page.get_by_role("option", name="Groen", exact=True).click()
    page.wait_for_url("**thema=groen**")
    assert kinds.index("map") < kinds.index("page_info_changed")


def test_classes_and_hatching_change_on_the_same_map(desk: Visit) -> None:
    page = desk.open("/?kaart=registered_crime_rate&jaar=2023&gebied=WK098335")
    desk.wait_for_map()
    page.evaluate("document.querySelector(\"iframe[title^='Kaart van']\").dataset.same = 'yes'")
    page.get_by_role("button", name="Kaartbeeld").click()
    page.get_by_text("Natuurlijke klassen").click()
    desk.map.get_by_text("Klassen waar de waarden uit elkaar liggen").wait_for()
    page.get_by_text("Arceer wijken die niet echt afwijken").click()
    desk.map.get_by_text("wijkt niet echt af").wait_for()
    assert desk.map_state()["hatched"] == 12
    assert desk.map.get_by_text("9 van 21 wijken wijken echt af.").is_visible()
    assert page.locator("iframe[title^='Kaart van']").get_attribute("data-same") == "yes"
    page.wait_for_url("**klassen=natuurlijk**")
    page.wait_for_url("**arcering=ja**")
    page.keyboard.press("Escape")
    desk.map.locator("#map_div").focus()
    page.keyboard.press("ArrowUp")
    told = desk.map.locator(".wm-live").inner_text()
    assert "Steyl" in told
    assert "Marge: 21,3 tot 44,0" in told
    assert "hele stad: 62,7" in told
    assert "Wijkt echt af van de rest van de stad" in told


def test_nothing_is_hatched_where_the_margin_is_unknown(desk: Visit) -> None:
    desk.open("/?arcering=ja")
    desk.wait_for_map()
    assert desk.map_state()["hatched"] == 0
    assert desk.map.get_by_text("Marge onbekend, verschillen niet te toetsen.").is_visible()


def test_money_lies_over_the_colours_as_circles(desk: Visit) -> None:
    page = desk.open("/?symbolen=gepland&gebied=geen")
    desk.wait_for_map()
    assert desk.map.locator(".wm-money .wm-circle").count() == 3
    assert desk.map.locator(".wm-money .wm-circle-high").count() == 1
    legend = desk.map.get_by_label("Legenda")
    assert "2.466.666,66" in legend.inner_text()
    assert legend.get_by_role("img", name="Grootte van de cirkels").is_visible()
    desk.map.locator("#map_div").focus()
    page.keyboard.press("ArrowRight")
    assert "Geld, gepland: geen openbare gegevens" in desk.map.locator(".wm-live").inner_text()
    page.get_by_text("Als tabel").click()
    twin = page.get_by_role("table", name="per wijk")
    row = twin.get_by_role("row", name="Klingerberg").inner_text()
    assert "201.666,67 tot €\xa0306.666,67 (betwist)" in row


def test_a_link_opens_the_same_view(desk: Visit) -> None:
    page = desk.open("/?jaar=2014&gebied=WK098335&thema=groen")
    desk.wait_for_map()
    assert desk.map_state()["year"] == "2014"
    assert desk.map_state()["opened"] == STEYL
    page.get_by_role("region", name="Gegevens van Steyl").wait_for()


def test_closing_the_panel_closes_it_on_the_map(desk: Visit) -> None:
    page = desk.open()
    desk.wait_for_map()
    page.get_by_role("button", name="Sluit dit paneel").click()
    page.get_by_text("Wat u hier ziet").wait_for()
    page.wait_for_function(
        """() => !document.querySelector("iframe[title^='Kaart van']")
                          .contentWindow.wijkmapState().opened"""
    )


def test_the_table_holds_what_the_map_shows(desk: Visit) -> None:
    page = desk.open("/?jaar=2014")
    desk.wait_for_map()
    page.get_by_text("Als tabel").click()
    table = page.get_by_role("table", name="Leefbaarheid (Leefbaarometer), 2014, per wijk")
    table.wait_for()
    assert table.get_by_role("row").count() == 23
    assert "4,02" in table.get_by_role("row", name="Steyl").inner_text()
    assert "4,05" in table.get_by_role("row", name="Hele stad").inner_text()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(
    desk: Visit, phone: Visit, path: str
) -> None:
    for visit in (desk, phone):
        page = visit.open(path)
        if path != "/methode":
            visit.wait_for_map()
        wide = page.viewport_size["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= wide
        rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
        map_frames = page.frames[1:]
        for seen in (page, *map_frames):
            found = Axe().run(seen, options=rules)
            assert [f"{one['id']}: {one['help']}" for one in found.response["violations"]] == []


@pytest.mark.parametrize("height", [1000, 1500])
def test_what_each_pilot_does_stands_on_the_map(desk: Visit, height: int) -> None:
    desk.page.set_viewport_size({"width": 1440, "height": height})
    desk.open()
    desk.wait_for_map()
    for told in ("Klingerberg: 26 initiatieven", "Steyl: 3 initiatieven"):
        desk.map.get_by_title(told.replace(" init", "\N{NO-BREAK SPACE}init")).filter(
            visible=True
        ).wait_for()
