"""What a person does on the page that puts pilots beside the rest, in a real browser."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from visits import Visit

PATH = "/vergelijken"
LEFT, RIGHT = (f"iframe[title='Kaart van de wijken, {side}']" for side in "AB")
SETTLED = 700
"""Longer than a map glides, or waits before it reports a year."""


def wait_for_maps(page: Page) -> None:
    for frame in (LEFT, RIGHT):
        painted(page, frame)


def painted(page: Page, frame: str) -> None:
    page.wait_for_function(
        """selector => {
          const frame = document.querySelector(selector);
          const state = frame && frame.contentWindow.wijkmapState;
          return state && state().painted > 0;
        }""",
        arg=frame,
    )


def state(page: Page, frame: str) -> dict[str, object]:
    return page.evaluate(
        "selector => document.querySelector(selector).contentWindow.wijkmapState()", frame
    )


def same_view(page: Page) -> bool:
    left, right = state(page, LEFT), state(page, RIGHT)
    return left["zoom"] == pytest.approx(right["zoom"], abs=1e-6) and left[
        "center"
    ] == pytest.approx(right["center"], abs=1e-3)


def test_two_maps_show_two_years(desk: Visit) -> None:
    page = desk.open(PATH)
    wait_for_maps(page)
    assert (state(page, LEFT)["year"], state(page, RIGHT)["year"]) == ("2014", "2024")
    assert page.locator("h1").inner_text().startswith("Leefbaarheid: geen verschil gevonden")


def test_a_year_on_one_map_leaves_the_other_alone(desk: Visit) -> None:
    page = desk.open(PATH)
    wait_for_maps(page)
    page.locator(LEFT).scroll_into_view_if_needed()
    page.frame_locator(LEFT).get_by_role("button", name="Volgend jaar").click()
    page.get_by_role("heading", name="hoger in 2024 dan in 2016").wait_for()
    assert "links=liveability_score.2016" in page.url
    assert state(page, RIGHT)["year"] == "2024"
    heading = page.locator("h1").inner_text()
    page.reload()
    wait_for_maps(page)
    assert state(page, LEFT)["year"] == "2016"
    assert page.locator("h1").inner_text() == heading


def test_what_one_map_shows_the_other_shows_and_the_server_hears_nothing(desk: Visit) -> None:
    page = desk.open(PATH)
    wait_for_maps(page)
    # Away and back: frames made anew find each other too.
    page.get_by_role("link", name="Kaart", exact=True).click()
    desk.wait_for_map()
    page.get_by_role("link", name="Vergelijken").click()
    wait_for_maps(page)
    page.locator(LEFT).scroll_into_view_if_needed()
    page.wait_for_timeout(SETTLED)
    sent, home = len(desk.sent), state(page, RIGHT)["zoom"]
    for _ in range(2):
        page.frame_locator(LEFT).locator(".wm-in").click()
        page.wait_for_timeout(SETTLED)
    assert state(page, LEFT)["zoom"] == pytest.approx(home + 1.5)
    assert same_view(page)

    box = page.locator(LEFT).bounding_box()
    assert box is not None
    x, y = box["x"] + 250, box["y"] + 200
    before = state(page, RIGHT)["center"]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=3)
    assert state(page, RIGHT)["center"] != before
    assert same_view(page)
    page.mouse.up()
    page.wait_for_timeout(SETTLED)
    assert same_view(page)

    page.mouse.move(x + 20, y + 10)
    there = state(page, LEFT)["hovered"]
    assert there
    assert state(page, RIGHT)["hovered"] == there
    assert "2014" in str(state(page, LEFT)["card"])
    assert "2024" in str(state(page, RIGHT)["card"])

    page.frame_locator(RIGHT).locator("#map_div").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(SETTLED)
    assert state(page, LEFT)["hovered"] == state(page, RIGHT)["hovered"] != ""
    assert "(2014)" in page.frame_locator(RIGHT).locator(".wm-live").inner_text()
    page.keyboard.press("Enter")
    assert state(page, LEFT)["opened"] == state(page, RIGHT)["opened"] != ""
    page.keyboard.press("0")
    page.wait_for_timeout(SETTLED)
    assert state(page, LEFT)["zoom"] == pytest.approx(home)
    assert same_view(page)
    assert len(desk.sent) == sent
    # Nobody answers an answer.
    drawn = state(page, LEFT)["drawn"], state(page, RIGHT)["drawn"]
    page.wait_for_timeout(SETTLED)
    assert (state(page, LEFT)["drawn"], state(page, RIGHT)["drawn"]) == drawn


def test_a_difference_is_one_map_that_says_what_its_table_says(phone: Visit) -> None:
    page = phone.open(f"{PATH}?kaarten=verschil")
    frame = "iframe[title='Kaart van het verschil']"
    painted(page, frame)
    page.locator(frame).scroll_into_view_if_needed()
    page.frame_locator(frame).locator("#map_div").focus()
    page.keyboard.press("ArrowUp")
    first = str(state(page, frame)["card"]).split("\n")
    page.locator(".st-key-tabel_verschil summary").click()
    table = page.get_by_role("table", name="2024 min 2014, per wijk")
    table.wait_for()
    cells = table.get_by_role("row", name=first[0]).get_by_role("cell").all_inner_texts()
    assert cells[2] in " ".join(first)
    assert cells[2][0] in "+−0"
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    assert [f"{one['id']}: {one['help']}" for one in found.response["violations"]] == []
    page.reload()
    painted(page, frame)
    assert state(page, frame)["year"] == "2024 min 2014"


def test_a_buurt_on_one_map_is_its_wijk_on_the_other(desk: Visit) -> None:
    page = desk.open(f"{PATH}?links=liveability_score.2014.buurt&rechts=population.2024")
    wait_for_maps(page)
    page.locator(LEFT).scroll_into_view_if_needed()
    page.frame_locator(RIGHT).locator("#map_div").focus()
    page.keyboard.press("ArrowUp")
    wijk = str(state(page, RIGHT)["hovered"])
    assert wijk.startswith("WK")
    assert "Deze kaart toont buurten" in str(state(page, LEFT)["card"])
    assert "Kaart A, Leefbaarheid" in page.frame_locator(RIGHT).locator(".wm-live").inner_text()
    page.frame_locator(LEFT).locator("#map_div").focus()
    page.keyboard.press("ArrowUp")
    buurt = str(state(page, LEFT)["hovered"])
    assert buurt.startswith("BU")
    assert state(page, RIGHT)["hovered"] == f"WK{buurt[2:-2]}"


def test_a_goal_is_chosen_and_goes_along_to_the_map_and_back(desk: Visit) -> None:
    page = desk.open(PATH)
    page.get_by_role("button", name="Toon veiligheidsgevoel").click()
    page.get_by_role("heading", name="nog niet te zeggen, er is geen openbaar cijfer").wait_for()
    assert "vergelijk=veiligheidsgevoel" in page.url
    page.get_by_role("link", name="Kaart", exact=True).click()
    desk.wait_for_map()
    page.get_by_role("link", name="Vergelijken").click()
    page.get_by_role("heading", name="nog niet te zeggen, er is geen openbaar cijfer").wait_for()


def test_a_goal_without_figures_is_a_page_and_not_an_error(phone: Visit) -> None:
    page = phone.open(f"{PATH}?vergelijk=vertrouwen")
    page.get_by_role("heading", name="Wat er nodig is om wel iets te zeggen").wait_for()
    assert page.locator("iframe").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_the_drawings_reach_the_page_with_their_tables(desk: Visit) -> None:
    page = desk.open(PATH)
    expect(page.locator("figure.wm-chart svg:visible")).to_have_count(4, timeout=20_000)
    expect(page.locator("svg.wm-groupmap")).to_be_visible()
    caption = page.locator("caption", has_text="Leefbaarheid (Leefbaarometer) (score)")
    page.locator("details").filter(has=caption).locator("summary").click()
    table = page.get_by_role("table", name="Leefbaarheid (Leefbaarometer) (score)")
    assert "2024" in table.inner_text()


def test_the_page_breaks_no_rule_of_accessibility(desk: Visit, phone: Visit) -> None:
    for visit in (desk, phone):
        page = visit.open(PATH)
        wait_for_maps(page)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
        assert [f"{one['id']}: {one['help']}" for one in found.response["violations"]] == []


def test_a_phone_scrolls_sideways_only_inside_a_table(phone: Visit) -> None:
    page = phone.open(f"{PATH}?vergelijk=meldingen")
    wait_for_maps(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    wide = page.evaluate(
        """() => [...document.querySelectorAll('.stMain *')].filter(one =>
             !one.closest('.wm-scroll, iframe, [data-baseweb]') && one.checkVisibility() &&
             one.getBoundingClientRect().right > 401).map(one => one.className || one.tagName)"""
    )
    assert wide == []
