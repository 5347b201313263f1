"""The base map of PDOK: one host, only with the setting, and a map that works without an answer."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Route, expect
from visits import VIEWPORTS, Visit, serve, watch

TILES = "https://service.pdok.nl/**"
GREY = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGPoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)
OPAQUE = """() => {
  const canvas = document.querySelector("canvas.wm-paper"), ink = canvas.getContext("2d");
  const data = ink.getImageData(0, 0, canvas.width, canvas.height).data;
  let full = 0, sheer = 0;
  for (let i = 3; i < data.length; i += 40) { if (data[i] > 250) full += 1; else if (data[i] > 100) sheer += 1; }
  return [full, sheer];
}"""


@pytest.fixture(scope="module")
def with_basemap(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ARG001 - no server without a browser to see it
    yield from serve(tmp_path_factory.mktemp("basemap") / "log.txt", WIJKMAP_BASEMAP="grijs")


@pytest.fixture
def visit(browser_: Browser, with_basemap: str) -> Iterator[Visit]:
    context = browser_.new_context(viewport=VIEWPORTS["desk"], locale="nl-NL")
    visit = watch(context, with_basemap)
    yield visit
    context.close()
    assert {urlsplit(address).netloc for address in visit.foreign} == {"service.pdok.nl"}


def painted(visit: Visit) -> tuple[int, int]:
    """Pixels of the sheet that hide what is under them, and that let it through."""
    frame = visit.page.locator("iframe[title^='Kaart van']").element_handle().content_frame()
    assert frame is not None
    full, sheer = frame.evaluate(OPAQUE)
    return full, sheer


def test_without_an_answer_the_map_is_whole(visit: Visit) -> None:
    visit.page.route(TILES, lambda route: route.abort())
    visit.open("/?gebied=geen")
    visit.wait_for_map()
    assert visit.map_state()["backdrop"] is False
    full, sheer = painted(visit)
    assert full > 20 * sheer
    expect(visit.map.get_by_text("Horst aan de Maas")).to_be_visible()
    expect(visit.map.locator(".wm-source")).to_contain_text("Kadaster (CC BY 4.0)")
    assert [one for one in visit.errors if "ERR_FAILED" not in one] == []


def test_the_colours_let_the_base_map_through(visit: Visit) -> None:
    def answer(route: Route) -> None:
        route.fulfill(body=GREY, content_type="image/png")

    visit.page.route(TILES, answer)
    visit.open("/?gebied=geen")
    visit.wait_for_map()
    visit.page.wait_for_function(
        """() => document.querySelector("iframe[title^='Kaart van']")
                         .contentWindow.wijkmapState().backdrop"""
    )
    visit.page.wait_for_timeout(200)
    full, sheer = painted(visit)
    assert sheer > full
    expect(visit.map.locator(".wm-source")).to_contain_text("Kadaster (CC BY 4.0)")
    expect(visit.page.get_by_text("uw browser haalt die bij PDOK")).to_be_visible()
    assert all("/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/" in one for one in visit.foreign)
    assert visit.errors == []
