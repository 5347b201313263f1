"""What is done in the browser to be measured: changes, years, moves, first visits."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, fields

from browsing import Change, Visit, visit
from playwright.sync_api import Browser, Locator
from playwright.sync_api import TimeoutError as Overdue

__all__ = [
    "BOX",
    "DECK",
    "FOLIUM",
    "KEPT_CANVAS",
    "OURS",
    "First",
    "button_changes",
    "empty_reruns",
    "filter_changes",
    "first_visits",
    "indicator_changes",
    "median",
    "moves",
    "paired_changes",
    "year_steps",
]

FRAME = "iframe[title^='Kaart van']"
BOX = "() => { const box = document.querySelector('#vak'); return box && box.style.background; }"
OURS = f"""() => {{
  const frame = document.querySelector("{FRAME}");
  const state = frame.contentWindow.wijkmapState();
  return frame.contentDocument.querySelector("canvas.wm-paper").width && state.shown || null;
}}"""
FOLIUM = """() => {
  const frames = [...document.querySelectorAll("iframe")].filter(one => one.checkVisibility());
  const seen = frames.map(one => [...one.contentDocument.querySelectorAll("path.leaflet-interactive")]
    .slice(0, 400).map(path => path.getAttribute("fill")).join()).join("|");
  return seen.replaceAll("|", "") ? seen : null;
}"""

DECK = """() => {
  const canvas = document.querySelector("canvas#deckgl-overlay");
  if (!canvas || !canvas.width) return null;
  const small = Object.assign(document.createElement("canvas"), { width: 24, height: 24 });
  const to = small.getContext("2d");
  to.drawImage(canvas, 0, 0, 24, 24);
  const seen = to.getImageData(0, 0, 24, 24).data.join();
  return /[1-9]/.test(seen) ? seen : null;
}"""
"""What stands on the canvas of deck.gl, coarsely; looking takes it some milliseconds a frame."""

KEPT_CANVAS = """(() => {
  const get = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, options) {
    const kept = kind.startsWith("webgl") ? { ...options, preserveDrawingBuffer: true } : options;
    return get.call(this, kind, kept);
  };
})();"""
"""Without it a canvas of WebGL is empty for who looks after it was painted."""


def median(changes: Sequence[Change]) -> Change:
    """Change with the median of each quantity."""
    names = [one.name for one in fields(Change)]
    return Change(
        **{name: statistics.median(getattr(one, name) for one in changes) for name in names}
    )


def button_changes(seen: Visit, look: str, runs: int) -> list[Change]:
    """Changes of a rival or the floor, by its button; the first is not counted."""
    button = seen.page.get_by_role("button", name="Andere kleuren")
    return [seen.measure(look, button.click) for _ in range(runs + 1)][1:]


def indicator_changes(seen: Visit, names: Sequence[str], runs: int) -> list[Change]:
    """Changes of our indicator, by the list of choices."""
    return [_indicator(seen, names, turn) for turn in range(runs + 1)][1:]


def paired_changes(
    seen: Visit, names: Sequence[str], runs: int
) -> tuple[list[Change], list[Change]]:
    """On the page of the floor: changes of our indicator, and in turn with them of its box.

    Both by the same press in a list of that page; after the second the box alone is another one.
    """
    ours, floor = [], []
    for turn in range(runs + 1):
        floor.append(_choice(seen, "Kleur van het vak", str((turn + 1) % 6), BOX))
        ours.append(_indicator(seen, names, turn))
    return ours[1:], floor[1:]


def _indicator(seen: Visit, names: Sequence[str], turn: int) -> Change:
    return _choice(seen, "Wat ziet u op de kaart?", names[turn % len(names)], OURS)


def _choice(seen: Visit, label: str, name: str, look: str) -> Change:
    seen.page.get_by_role("combobox", name=label).click()
    option = seen.page.get_by_role("option", name=name, exact=True)
    found = seen.measure(look, option.click)
    # The browser forgets the last messages, so that the next choice is sent in full.
    empty_reruns(seen, 2)
    return found


def empty_reruns(seen: Visit, runs: int) -> list[float]:
    """Milliseconds of a rerun of Kaart in which nothing changed, to its last message."""
    found = []
    for turn in range(runs + 1):
        seen.page.evaluate(
            """([frame, seq]) => {
              Object.assign(__clock, { messages: [], begun: performance.now() });
              document.querySelector(frame).contentWindow.Streamlit.setComponentValue({ event: "", seq });
            }""",
            [FRAME, turn],
        )
        seen.page.wait_for_function("() => __clock.messages.length > 3")
        seen.settle()
        clock = seen.page.evaluate("() => [__clock.begun, __clock.messages]")
        found.append(clock[1][-1][0] - clock[0])
    return found[1:]


def filter_changes(seen: Visit, runs: int) -> tuple[list[Change], list[Change]]:
    """Changes by the filter on themes, one theme more each time; in turn with them of the box.

    On the page of the floor, by the same press in a list beside that of the themes.
    """
    ours: list[Change] = []
    floor: list[Change] = []
    while len(ours) <= runs and _left(seen, "Thema"):
        # A theme of which the map holds nothing leaves the picture as it is.
        with suppress(Overdue):
            ours.append(_one_more(seen, "Thema", OURS))
            floor.append(_one_more(seen, "Kleuren van het vak", BOX))
    return ours[1:], floor[1:]


def _one_more(seen: Visit, label: str, look: str) -> Change:
    _open(seen, label)
    return seen.measure(look, _options(seen).first.click, patience=5)


def _left(seen: Visit, label: str) -> int:
    """How many options of a list are not chosen yet."""
    _open(seen, label)
    return _options(seen).count()


def _open(seen: Visit, label: str) -> None:
    """Open a list of choices among the filters; where another was open, a click closes that."""
    box = seen.page.get_by_role("combobox", name=label, exact=True)
    if not box.count():
        seen.page.get_by_role("button", name="Filters").click()
        box.wait_for()
    for _ in range(3):
        if box.get_attribute("aria-expanded") == "true":
            return
        box.click()
        seen.page.wait_for_timeout(100)


def _options(seen: Visit) -> Locator:
    # "Alles kiezen" would end it.
    free = seen.page.locator("[role=option][aria-selected=false]")
    return free.filter(has_not_text="Alles kiezen")


def year_steps(seen: Visit, runs: int) -> list[Change]:
    """Steps of the year by the keyboard, back and forth; bytes are those before the paint."""
    track = seen.page.frame_locator(FRAME).get_by_role("slider", name="Jaar")
    found = []
    for turn in range(runs + 1):
        track.focus()
        key = "ArrowRight" if turn % 2 else "ArrowLeft"
        found.append(seen.measure(OURS, lambda key=key: seen.page.keyboard.press(key), FRAME))
    return found[1:]


def moves(seen: Visit) -> list[float]:
    """Long tasks while the map is zoomed in, dragged about and zoomed out, milliseconds."""
    page = seen.page
    around = page.locator(FRAME).bounding_box()
    assert around is not None
    x, y = around["x"] + around["width"] / 2, around["y"] + around["height"] / 3
    page.frame_locator(FRAME).locator("#map_div").focus()
    page.evaluate("() => { __clock.tasks = []; }")
    for _ in range(4):
        page.keyboard.press("+")
        page.wait_for_timeout(500)
    for shift in (90, -120, 60):
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + shift, y + shift / 2, steps=12)
        page.mouse.up()
        page.wait_for_timeout(400)
    for _ in range(4):
        page.keyboard.press("-")
        page.wait_for_timeout(500)
    return seen.long_tasks()


@dataclass(frozen=True)
class First:
    """A first visit: bytes over the line, those of the layer alone, and when it was painted."""

    bytes: int
    layer: int
    painted: float


def first_visits(browser: Browser, url: str, path: str, look: str, runs: int) -> list[First]:
    """Visits with an empty cache."""
    found = []
    for _ in range(runs):
        with visit(browser, url) as seen:
            line = seen.page.context.new_cdp_session(seen.page)
            line.send("Network.enable")
            names: dict[str, str] = {}
            sizes: dict[str, float] = {}
            line.on(
                "Network.responseReceived",
                lambda one, names=names: names.update({one["requestId"]: one["response"]["url"]}),
            )
            line.on(
                "Network.loadingFinished",
                lambda one, sizes=sizes: sizes.update({one["requestId"]: one["encodedDataLength"]}),
            )
            seen.page.goto(seen.url + path, wait_until="commit")
            seen.page.wait_for_function(
                f"() => {{ try {{ if (({look})() === null) return false; }} catch {{ return false }} window.__at = window.__at || performance.now(); return true; }}"
            )
            at = seen.page.evaluate("() => window.__at")
            seen.settle()
            layer = sum(
                size
                for key, size in sizes.items()
                if "/assets/geometry" in names.get(key, "")
                or "/assets/figures" in names.get(key, "")
            )
            found.append(First(int(sum(sizes.values())), int(layer), at))
    return found
