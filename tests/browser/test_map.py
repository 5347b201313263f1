"""The map in its frame: it never reloads, says nothing it need not say, and can be walked."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Locator, expect
from visits import A4, Visit

FRAME = "iframe[title^='Kaart van']"
STATE = f'document.querySelector("{FRAME}").contentWindow.wijkmapState()'
WATCH_ZOOM = f"""() => {{
  const frame = document.querySelector("{FRAME}").contentWindow;
  const pane = frame.document.querySelector(".leaflet-map-pane");
  window.__zooming = [];
  const look = () => {{
    if (pane.classList.contains("leaflet-zoom-anim")) __zooming.push({STATE}.drawn);
    requestAnimationFrame(look);
  }};
  look();
}}"""
"""How often the sheet was drawn, in each frame of a zoom."""
SETTLED = 700
"""Longer than the map waits before it reports a year."""
SMALLEST_TEXT = 13
SMALLEST_TARGET = 44

BOXES = """() => [...document.querySelectorAll('.wm-label')]
  .filter(label => getComputedStyle(label).visibility === 'visible')
  .map(label => [label.querySelector('span'), label.textContent])
  .filter(([span]) => !span.classList.contains('wm-water'))
  .map(([span, text]) => { const b = span.getBoundingClientRect();
                           return [text, b.left, b.top, b.right, b.bottom]; })"""
TEXT_SIZES = """() => [...document.querySelectorAll('.wm-frame *')]
  .filter(one => one.checkVisibility() && [...one.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .map(one => parseFloat(getComputedStyle(one).fontSize))"""
BUTTONS = """() => [...document.querySelectorAll('button, summary')]
  .filter(one => one.checkVisibility())
  .map(one => { const b = one.getBoundingClientRect(); return [one.textContent || one.title, b.width, b.height]; })"""


def frame(visit: Visit) -> Locator:
    return visit.page.locator(FRAME)


def inside(visit: Visit, script: str) -> list[list[float]]:
    found = frame(visit).element_handle().content_frame()
    assert found is not None
    result: list[list[float]] = found.evaluate(script)
    return result


def mark(visit: Visit) -> None:
    visit.page.evaluate(f'document.querySelector("{FRAME}").contentWindow.seen = true')


def still_the_same(visit: Visit) -> bool:
    return bool(
        visit.page.evaluate(f'document.querySelector("{FRAME}").contentWindow.seen === true')
    )


def place_of(visit: Visit, name: str) -> tuple[float, float]:
    """Where a wijk lies on the page; its name may stand elsewhere."""
    around = frame(visit).bounding_box()
    assert around is not None
    x, y = visit.map.locator(".wm-label", has_text=name).first.evaluate(
        "label => { const box = label.getBoundingClientRect(); return [box.left, box.top]; }"
    )
    return around["x"] + x, around["y"] + y


@pytest.fixture
def map_on_desk(desk: Visit) -> Visit:
    desk.open()
    desk.wait_for_map()
    return desk


@pytest.fixture
def map_on_phone(phone: Visit) -> Visit:
    phone.open()
    phone.wait_for_map()
    return phone


def test_it_opens_on_all_wijken_painted_once(map_on_desk: Visit):
    state = map_on_desk.map_state()
    assert (state["areas"], state["level"], state["painted"]) == (21, "wijk", 1)
    assert state["layer"] == "liveability_score"


def test_a_click_outlines_at_once_and_nothing_reloads(map_on_desk: Visit):
    mark(map_on_desk)
    before = map_on_desk.map_state()
    map_on_desk.page.mouse.click(*place_of(map_on_desk, "Velden"))
    assert map_on_desk.map_state()["opened"] == "WK098341"
    expect(map_on_desk.page.locator(".wm-panel h2").first).to_have_text("Velden")
    after = map_on_desk.map_state()
    assert still_the_same(map_on_desk)
    assert (after["zoom"], after["opened"]) == (before["zoom"], "WK098341")


def test_looking_around_tells_the_server_nothing(map_on_desk: Visit):
    page = map_on_desk.page
    page.wait_for_timeout(SETTLED)
    sent = len(map_on_desk.sent)
    zoom = map_on_desk.map_state()["zoom"]
    map_on_desk.map.locator(".wm-in").click()
    map_on_desk.map.locator(".wm-in").click()
    page.wait_for_function(
        f'zoom => document.querySelector("{FRAME}").contentWindow.wijkmapState().zoom > zoom + 1',
        arg=zoom,
    )
    page.wait_for_timeout(SETTLED)
    x, y = place_of(map_on_desk, "Klingerberg")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 90, y + 60, steps=4)
    page.mouse.up()
    page.wait_for_timeout(SETTLED)
    moved = place_of(map_on_desk, "Klingerberg")
    assert moved != pytest.approx((x, y), abs=20)
    page.mouse.move(*moved, steps=4)
    assert map_on_desk.map_state()["hovered"] == "WK098325"
    page.wait_for_timeout(SETTLED)
    assert len(map_on_desk.sent) == sent


def test_the_wheel_scrolls_the_page_until_the_map_has_the_focus(map_on_desk: Visit):
    page = map_on_desk.page
    zoom = map_on_desk.map_state()["zoom"]
    page.mouse.move(*place_of(map_on_desk, "Velden"))
    page.mouse.wheel(0, -200)
    page.wait_for_timeout(100)
    assert map_on_desk.map_state()["zoom"] == zoom
    map_on_desk.map.locator("#map_div").focus()
    page.mouse.wheel(0, -200)
    page.wait_for_timeout(100)
    assert map_on_desk.map_state()["zoom"] > zoom


def test_whole_city_brings_the_view_back(map_on_desk: Visit):
    zoom = map_on_desk.map_state()["zoom"]
    map_on_desk.map.locator(".wm-in").click()
    map_on_desk.page.wait_for_timeout(SETTLED)
    map_on_desk.map.get_by_role("button", name="Hele stad").click()
    map_on_desk.page.wait_for_timeout(SETTLED)
    assert map_on_desk.map_state()["zoom"] == pytest.approx(zoom)


def test_a_year_repaints_at_once_and_reports_when_it_settles(map_on_desk: Visit):
    mark(map_on_desk)
    track = map_on_desk.map.get_by_role("slider", name="Jaar")
    track.focus()
    for _ in range(3):
        map_on_desk.page.keyboard.press("ArrowLeft")
    assert map_on_desk.map_state()["year"] == "2018"
    expect(track).to_have_attribute("aria-valuetext", "2018")
    map_on_desk.page.wait_for_url("**jaar=2018**")
    assert map_on_desk.map_state()["year"] == "2018"
    assert still_the_same(map_on_desk)


def test_the_arrows_reach_every_wijk(map_on_desk: Visit):
    map_on_desk.map.locator("#map_div").focus()
    arrows = random.Random(21)  # noqa: S311 - a walk, no secret
    seen: set[object] = set()
    for _ in range(400):
        way = arrows.choice(["Up", "Right", "Down", "Left"])
        map_on_desk.page.keyboard.press(f"Arrow{way}")
        seen.add(map_on_desk.map_state()["hovered"])
        if len(seen) == 21:
            break
    assert len(seen) == 21


def test_a_cluster_opens_the_list_of_its_initiatives(map_on_desk: Visit):
    page = map_on_desk.page
    map_on_desk.map.locator(".wm-pill[title^='Belfeld']:visible").first.click()
    heading = page.locator(".wm-panel .wm-initiatives")
    expect(page.get_by_role("region", name="Gegevens van Belfeld")).to_be_visible()
    expect(heading).to_be_focused()
    listed = page.locator(".wm-panel .wm-list li:visible")
    assert listed.count() == 16
    assert listed.first.get_by_role("link").get_attribute("href", timeout=2000)
    assert "stand" in listed.first.inner_text()


def test_the_legend_can_be_walked(map_on_desk: Visit):
    page = map_on_desk.page
    map_on_desk.map.get_by_role("listbox", name="Klassen").focus()
    page.keyboard.press("ArrowDown")
    live = map_on_desk.map.locator(".wm-live")
    expect(live).to_have_text("4,25 of meer: Het Ven, Hout-Blerick, Boekend.")
    page.keyboard.press("ArrowDown")
    expect(live).to_contain_text("4,15 tot 4,25: ")


def test_the_map_can_be_walked_and_left_with_the_keyboard(map_on_desk: Visit):
    page = map_on_desk.page
    map_on_desk.map.locator("#map_div").focus()
    live = map_on_desk.map.locator(".wm-live")
    page.keyboard.press("ArrowUp")
    expect(live).to_contain_text("Klingerberg")
    page.keyboard.press("ArrowUp")
    expect(live).to_contain_text("Leefbaarheid")
    there = map_on_desk.map_state()["hovered"]
    assert there != "WK098325"
    page.keyboard.press("Enter")
    assert map_on_desk.map_state()["opened"] == there
    page.keyboard.press("Escape")
    assert map_on_desk.map_state()["opened"] == ""
    for _ in range(12):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") != "IFRAME"


@pytest.mark.parametrize(
    ("size", "path"), [("desk", "/"), ("desk", "/?niveau=buurt"), ("phone", "/?symbolen=gepland")]
)
def test_no_name_lies_over_another(request: pytest.FixtureRequest, size: str, path: str):
    visit: Visit = request.getfixturevalue(size)
    visit.open(path)
    visit.wait_for_map()
    for closer in (0, 2, 2):
        for _ in range(closer):
            visit.map.locator(".wm-in").click()
            visit.page.wait_for_timeout(400)
        boxes = inside(visit, BOXES)
        assert len(boxes) > 3
        if not closer:
            assert {"Klingerberg", "Steyl"} <= {str(one[0]) for one in boxes}
        overlaps = [
            (one[0], other[0])
            for at, one in enumerate(boxes)
            for other in boxes[:at]
            if one[1] < other[3] - 1
            and other[1] < one[3] - 1
            and one[2] < other[4] - 1
            and other[2] < one[4] - 1
        ]
        assert not overlaps


def test_the_years_play_without_a_network(desk: Visit):
    page = desk.open("/?jaar=2020&gebied=geen")
    desk.wait_for_map()
    page.wait_for_timeout(SETTLED)
    page.context.set_offline(True)
    sent, drawn = len(desk.sent), desk.map_state()["drawn"]
    desk.map.get_by_role("button", name="Speel de jaren af").click()
    page.wait_for_function(
        f'() => document.querySelector("{FRAME}").contentWindow.wijkmapState().year === "2022"'
    )
    assert len(desk.sent) == sent
    assert desk.map_state()["drawn"] == int(str(drawn)) + 1
    assert desk.map.get_by_text("score, 2022").is_visible()
    desk.map.get_by_role("button", name="Stop met afspelen").click()
    page.context.set_offline(False)
    page.wait_for_url("**jaar=2022**")
    assert desk.map_state()["year"] == "2022"


def test_the_note_on_the_page_is_enough_to_paint_another_figure(map_on_desk: Visit):
    """The component's own message comes a picture later: the map need not wait for it."""
    page = map_on_desk.page
    before = page.evaluate(STATE)
    page.evaluate(f'document.querySelector("{FRAME}").contentWindow.wijkmap.paint = () => {{}}')
    page.get_by_role("combobox", name="Wat ziet u op de kaart?").click()
    page.locator("[role=option][aria-selected=false]").first.click()
    page.wait_for_function(f"layer => {STATE}.layer !== layer", arg=before["layer"])


def test_the_component_has_the_map_read_a_note_that_the_page_put_elsewhere(map_on_desk: Visit):
    page = map_on_desk.page
    before = page.evaluate(STATE)["painted"]
    page.evaluate(
        """frame => {
          const note = document.querySelector("[id^='wm-note-']");
          const place = note.parentNode.cloneNode(true);
          note.parentNode.replaceWith(place);
          place.firstChild.dataset.stamp = "another";
          document.querySelector(frame).contentWindow.wijkmap.paint("another");
        }""",
        FRAME,
    )
    assert page.evaluate(STATE)["painted"] == before + 1


def test_a_zoom_scales_what_is_drawn_and_draws_it_at_its_end(map_on_desk: Visit):
    page = map_on_desk.page
    # An area under the mouse is marked, and let go when the map moves: the sheet is asked to draw.
    page.mouse.move(*place_of(map_on_desk, "Velden"))
    page.wait_for_function(f"() => {STATE}.hovered")
    map_on_desk.map.locator("#map_div").focus()
    before = map_on_desk.map_state()["drawn"]
    page.evaluate(WATCH_ZOOM)
    page.keyboard.press("+")
    page.wait_for_function(f"() => __zooming.length > 2 && {STATE}.drawn > {before}")
    assert set(page.evaluate("__zooming")) == {before}
    assert map_on_desk.map_state()["hovered"] == ""


def test_on_paper_the_legend_lies_under_the_map(map_on_desk: Visit):
    map_on_desk.page.emulate_media(media="print")
    stage = map_on_desk.map.locator(".wm-stage").bounding_box()
    legend = map_on_desk.map.locator(".wm-legend").bounding_box()
    assert stage is not None
    assert legend is not None
    assert legend["y"] >= stage["y"] + stage["height"] - 1
    expect(map_on_desk.map.locator(".wm-in")).to_be_hidden()
    expect(map_on_desk.map.get_by_text("Kunst en cultuur")).to_be_visible()


def test_narrower_paper_holds_the_title_and_the_whole_map(map_on_desk: Visit):
    page = map_on_desk.page
    drawn = map_on_desk.map.locator(".wm-stage").bounding_box()
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    stage = map_on_desk.map.locator(".wm-stage").bounding_box()
    frame = page.locator(FRAME).bounding_box()
    assert drawn is not None
    assert stage is not None
    assert frame is not None
    assert drawn["width"] > A4["width"]
    assert stage["x"] >= 0
    assert stage["x"] + stage["width"] <= A4["width"] + 1
    assert stage["height"] / stage["width"] == pytest.approx(
        drawn["height"] / drawn["width"], rel=0.01
    )
    assert frame["y"] > 0
    assert frame["y"] + frame["height"] <= A4["height"]


def test_one_finger_over_the_map_scrolls_the_page(map_on_phone: Visit):
    page = map_on_phone.page
    finger = page.context.new_cdp_session(page)
    for step in range(10):
        finger.send(
            "Input.dispatchTouchEvent",
            {
                "type": "touchMove" if step else "touchStart",
                "touchPoints": [{"x": 200, "y": 600 - 25 * step}],
            },
        )
        page.wait_for_timeout(20)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("document.querySelector('.stMain').scrollTop > 100")


def test_absence_is_in_the_legend_only_where_it_occurs(desk: Visit):
    desk.open()
    desk.wait_for_map()
    absent = desk.map.get_by_text("geen openbare gegevens")
    expect(absent).to_be_hidden()
    desk.open("/?niveau=buurt")
    desk.wait_for_map()
    expect(absent.first).to_be_visible()


def test_on_a_phone_a_tap_opens_and_the_legend_lies_below(map_on_phone: Visit):
    legend = map_on_phone.map.locator(".wm-legend").bounding_box()
    stage = map_on_phone.map.locator(".wm-stage").bounding_box()
    assert legend is not None
    assert stage is not None
    assert legend["y"] >= stage["y"] + stage["height"] - 1
    map_on_phone.page.touchscreen.tap(*place_of(map_on_phone, "Trade-Port"))
    panel = map_on_phone.page.get_by_role("region", name="Gegevens van Trade-Port")
    expect(panel.get_by_role("heading", name="Trade-Port")).to_be_in_viewport()


def test_text_is_never_too_small(map_on_phone: Visit):
    assert min(inside(map_on_phone, TEXT_SIZES)) >= SMALLEST_TEXT  # type: ignore[type-var]


def test_touch_targets_are_large_enough(map_on_phone: Visit):
    small = [
        name
        for name, width, height in inside(map_on_phone, BUTTONS)
        if width < SMALLEST_TARGET or height < SMALLEST_TARGET
    ]
    assert not small


def test_the_frame_has_a_dutch_name_and_the_map_says_how_it_works(map_on_desk: Visit):
    expect(frame(map_on_desk)).to_have_attribute("title", "Kaart van de wijken")
    named = map_on_desk.map.get_by_role("application")
    label = named.get_attribute("aria-label") or ""
    assert label.startswith("Kaart van de wijken van Venlo: Leefbaarheid")
    assert "pijltoetsen" in label
