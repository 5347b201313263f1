"""What a person sees of the pages on paper: all of it, and nothing that is only for a screen."""

from __future__ import annotations

import pytest
from visits import A4, Visit


def test_paper_holds_every_column(desk: Visit) -> None:
    page = desk.open("/budget")
    table = page.locator("table.wm-money-table").first
    table.wait_for()
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    assert table.evaluate("table => table.offsetWidth <= table.parentElement.clientWidth")
    assert table.get_by_text("reserve, euro").is_visible()


@pytest.mark.parametrize("path", ["/budget", "/budget?onderdeel=scenario"])
def test_paper_holds_the_map_down_to_its_source(desk: Visit, path: str) -> None:
    page = desk.open(path)
    desk.wait_for_map()
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    source = desk.map.locator(".wm-source").bounding_box()
    frame = page.locator("iframe[title^='Kaart van']").bounding_box()
    assert source is not None
    assert frame is not None
    assert source["y"] + source["height"] <= frame["y"] + frame["height"]


@pytest.mark.parametrize(
    "path", ["/", "/vergelijken", "/wijk", "/budget", "/budget?onderdeel=scenario"]
)
def test_paper_has_nothing_to_choose_from(desk: Visit, path: str) -> None:
    page = desk.open(path)
    page.get_by_role("heading", level=1).wait_for()
    page.get_by_text("Klopt dit niet").first.wait_for()
    page.locator(".stSelectbox, .stButtonGroup").filter(visible=True).first.wait_for()
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    left = page.locator(".stSelectbox, .stMultiSelect, .stButtonGroup, .stButton")
    assert left.filter(visible=True).all_inner_texts() == []
    # What is folded away is not on paper, so its name is not either.
    assert page.get_by_text("Als tabel").filter(visible=True).all_inner_texts() == []
