"""What is done in the browser to be measured: changes, years, moves, first visits."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import fields

from browsing import Change, Visit

__all__ = [
    "BOX",
    "FOLIUM",
    "OURS",
    "button_changes",
    "indicator_changes",
    "median",
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
    found = []
    for turn in range(runs + 1):
        box = seen.page.get_by_role("combobox", name="Wat ziet u op de kaart?")
        box.click()
        option = seen.page.get_by_role("option", name=names[turn % len(names)], exact=True)
        found.append(seen.measure(OURS, option.click))
    return found[1:]
