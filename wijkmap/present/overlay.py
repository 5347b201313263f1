"""What lies over the colours of a map, with its column, sentence and sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wijkmap.analysis.provenance import union
from wijkmap.analysis.registers import filtered_initiatives, theme_mix
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Selection
from wijkmap.model.words import UNKNOWN, Level, Overlay
from wijkmap.present.circles import Circles, money_on_the_map
from wijkmap.present.maptable import Column
from wijkmap.present.numbers import count

__all__ = ["Overlaid", "overlaid", "overlay_part"]

_PART = (
    *("wijken", "stadsdelen", "themes", "streams", "statuses", "period"),
    *("level", "overlay"),
)


@dataclass(frozen=True)
class Overlaid:
    """One of `Overlay`, made for a selection.

    Attributes
    ----------
    symbols : mapping of str to mapping of str to int
        Per wijk its initiatives by theme; empty for another overlay.
    money : Circles or None
    columns : tuple of Column
        Per wijk what is drawn there, for the table.
    sentence, source : str
        What is drawn, for who cannot see it; and where it comes from.
    """

    symbols: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    money: Circles | None = None
    columns: tuple[Column, ...] = ()
    sentence: str = ""
    source: str = ""


def overlay_part(selection: Selection) -> Selection:
    """What of a selection decides what lies over the colours: whatever the layer is."""
    return Selection(**{name: getattr(selection, name) for name in _PART})


def overlaid(dataset: Dataset, selection: Selection) -> Overlaid:
    """What lies over the colours under a selection."""
    if selection.overlay is Overlay.INITIATIVES:
        return _initiatives(dataset, selection)
    if selection.overlay.kind is None:
        return Overlaid()
    money = money_on_the_map(dataset, selection, selection.overlay.kind)
    return Overlaid(
        money=money.drawn,
        columns=_columns(selection, Column(money.header, money.cells, is_number=True)),
        sentence=money.sentence,
        source=_pages("Geld", len(money.sources)),
    )


def _initiatives(dataset: Dataset, selection: Selection) -> Overlaid:
    mix = theme_mix(dataset, selection)
    found: dict[str, dict[str, int]] = {}
    for wijk, theme, found_there in zip(mix["wijk"], mix["theme"], mix["count"], strict=True):
        found.setdefault(str(wijk), {})[str(theme)] = int(found_there)
    names = dataset.words("theme") | {UNKNOWN: "thema onbekend"}
    pages = len(union(filtered_initiatives(dataset, selection)["source"]))
    cells = {wijk: _mix(themes, names) for wijk, themes in found.items()}
    total = sum(sum(themes.values()) for themes in found.values())
    wijken = count(len(found), "wijk", "wijken")
    told = f"De symbolen tellen {count(total, 'initiatief', 'initiatieven')} in {wijken}."
    return Overlaid(
        symbols=found,
        columns=_columns(selection, Column("initiatieven", cells)),
        sentence=told if found else "",
        source=_pages("Initiatieven", pages),
    )


def _columns(selection: Selection, column: Column) -> tuple[Column, ...]:
    """Symbols and circles stand in wijken: a table of buurten has no cell for them."""
    return (column,) if selection.level is Level.WIJK else ()


def _mix(themes: Mapping[str, int], names: Mapping[str, str]) -> str:
    """Total, and each theme with its number: the largest first."""
    ordered = sorted(themes.items(), key=lambda one: -one[1])
    told = ", ".join(f"{names.get(theme, theme)} {number}" for theme, number in ordered)
    return f"{sum(themes.values())} ({told})"


def _pages(what: str, number: int) -> str:
    if not number:
        return ""
    pages = count(number, "openbare bron", "openbare bronnen")
    return f"{what}: {pages}; het paneel van een wijk noemt ze."
