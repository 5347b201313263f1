"""What differs between a briefing of then and the same briefing made now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wijkmap.present.markup import Markup, element, join
from wijkmap.present.numbers import count
from wijkmap.present.tables import table

__all__ = ["Change", "changes", "changes_section"]

_COMPARED = ("state", "value", "low", "high", "period")
_BY_YEAR = "verloop"
_NEW, _GONE = "stond er niet", "staat er niet meer"


@dataclass(frozen=True)
class Change:
    """One figure that differs.

    Attributes
    ----------
    place, label, area : str
    was, now : str
        As shown then and now; in words where it stood on one side only.
    """

    place: str
    label: str
    area: str
    was: str
    now: str


def changes(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Change, ...]:
    """Figures that differ between two manifests of the same view, in the order of the page.

    Figures belong together when place, name, area and key are the same, and for the course
    over the years the year too.
    """
    old, new = _keyed(then["figures"]), _keyed(now["figures"])
    found = []
    for key in dict.fromkeys([*new, *old]):
        before, after = old.get(key), new.get(key)
        if before and after and all(before[one] == after[one] for one in _COMPARED):
            continue
        one = after or before or {}
        found.append(
            Change(
                place=str(one["place"]),
                label=str(one["label"]),
                area=str(one["area_name"]),
                was=_shown(before) if before else _NEW,
                now=_shown(after) if after else _GONE,
            )
        )
    return tuple(found)


def _keyed(figures: Iterable[Mapping[str, Any]]) -> dict[tuple[object, ...], Mapping[str, Any]]:
    """Figures by what makes them the same; the second of a kind gets a number."""
    seen: Counter[tuple[object, ...]] = Counter()
    found: dict[tuple[object, ...], Mapping[str, Any]] = {}
    for one in figures:
        key: tuple[object, ...] = (one["place"], one["label"], one["key"], one["area_code"])
        key += (one["period"],) if one["place"] == _BY_YEAR else ()
        seen[key] += 1
        found[*key, seen[key]] = one
    return found


def _shown(figure: Mapping[str, Any]) -> str:
    shown = [str(one) for one in figure["shown"][:2]]
    if figure["place"] == "kaart" and figure["value"] is not None:
        shown.append(f"{figure['value']:g}".replace(".", ","))
    period = str(figure["period"])
    if period and period not in shown:
        shown.append(period)
    return "; ".join(shown) or str(figure["state"])


def changes_section(then: Mapping[str, Any], now: Mapping[str, Any]) -> Markup:
    """What to say about a briefing that somebody hands in: the same, or what differs."""
    found = changes(then, now)
    same_version = then["data_version"] == now["data_version"]
    said = (
        f"Deze briefing is van peildatum {then['peildatum']}, gegevensversie "
        f"{then['data_version']}. Nu geldt peildatum {now['peildatum']}, gegevensversie "
        f"{now['data_version']}."
    )
    if same_version and not found:
        return element("p", f"{said} Alle {len(now['figures'])} cijfers zijn nog dezelfde.")
    if not found:
        return element("p", f"{said} De gegevens zijn vernieuwd, maar geen cijfer is anders.")
    rows = [(one.place, one.label, one.area, one.was, one.now) for one in found]
    head = f"{count(len(found), 'cijfer is', 'cijfers zijn')} anders."
    headers = ("waar", "cijfer", "gebied", "was", "is nu")
    return join(
        [
            element("p", f"{said} ", element("strong", head)),
            table("Wat er anders is", headers, rows, hide_caption=True),
        ]
    )
