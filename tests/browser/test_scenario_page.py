"""The scenario maker in a real browser: the map stays while sliders move, at both sizes."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from visits import Visit

PATH = "/budget?onderdeel=scenario"


def test_a_slider_repaints_the_same_map_and_the_link_keeps_it(desk: Visit) -> None:
    page = desk.open(PATH)
    desk.wait_for_map()
    page.evaluate("document.querySelector(\"iframe[title^='Kaart van']\").stays = true")
    title = page.locator("h1").inner_text()
    painted = desk.map_state()["painted"]
    page.get_by_role("slider", name="Naar inwoners: gewicht").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("h1")).not_to_have_text(title)
    page.wait_for_function(
        """before => document.querySelector("iframe[title^='Kaart van']")
                          .contentWindow.wijkmapState().painted > before""",
        arg=painted,
    )
    assert page.evaluate("document.querySelector(\"iframe[title^='Kaart van']\").stays")
    assert "scenario=1" in page.url
    assert len(page.url) < 300
    # The pot is refused: the map stays where it is, without a colour.
    page.get_by_role("textbox", name="Pot in euro's").fill("1")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Met deze regels kan de pot niet worden verdeeld").wait_for()
    page.wait_for_function(
        """() => document.querySelector("iframe[title^='Kaart van']")
                         .contentDocument.body.innerText.includes("nog geen verdeling")"""
    )
    assert page.evaluate("document.querySelector(\"iframe[title^='Kaart van']\").stays")
    assert page.get_by_role("table").count() == 0
    page.go_back()
    page.get_by_role("table", name="wat elke wijk krijgt").wait_for()


def test_both_sizes_break_no_rule_of_accessibility(desk: Visit, phone: Visit) -> None:
    for visit in (desk, phone):
        page = visit.open(f"{PATH}&tegen=vandaag")
        visit.wait_for_map()
        page.locator(".wm-piece").first.wait_for(state="attached")
        page.get_by_role("button", name="Instellen van Naar behoefte").click()
        page.get_by_role("textbox", name="Naam van de regel").wait_for()
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
        assert [f"{one['id']}: {one['help']}" for one in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.keyboard.press("Escape")
    thumb = page.locator("[class*='st-key-s_schuif_'] :has(> [data-testid='stSliderThumbValue'])")
    reach = thumb.first.evaluate("one => getComputedStyle(one, '::before').width")
    assert reach == "44px"
    for name in ("Pot in euro's", "Ten minste, in euro's"):
        assert page.get_by_role("textbox", name=name).bounding_box()["height"] >= 44
    assert (
        page.get_by_role("button", name="Instellen van Ten minste").bounding_box()["height"] >= 44
    )
