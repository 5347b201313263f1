"""Kinds of money beside each other per place, and one of them per resident on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from wijkmap.analysis.layers import Layer, layers
from wijkmap.analysis.ledger import budget_area_figures, elsewhere_figures
from wijkmap.analysis.places import chosen_wijken, places_at
from wijkmap.analysis.registers import NONE_FOUND
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure, figures
from wijkmap.model.selection import Selection
from wijkmap.model.words import Allocation, Kind, Level, State
from wijkmap.present.circles import amount_words, circles
from wijkmap.present.classes import classes_for
from wijkmap.present.mapwords import area_code, area_codes
from wijkmap.present.markup import Markup, absence, element, join
from wijkmap.present.money import KIND_WORDS
from wijkmap.present.numbers import count, number
from wijkmap.present.sentences import enumeration, range_text
from wijkmap.present.tables import Cell, notes, table
from wijkmap.present.webmap import Payload, map_payload

__all__ = ["kinds_of", "money_map", "place_figures", "place_table", "resident_figures"]

_CENTS = 2
_OVER_YEARS = "Deze kaart telt over de jaren heen."


def kinds_of(dataset: Dataset) -> tuple[Kind, ...]:
    """Kinds that the ledger has, in their order."""
    found = set(dataset["ledger"]["kind"])
    return tuple(kind for kind in Kind if kind.value in found)


def place_figures(
    dataset: Dataset, selection: Selection, level: Level, rule: Allocation
) -> pd.DataFrame:
    """Euros per place and kind, and what belongs to no wijk, under the filters.

    Returns
    -------
    pandas.DataFrame
        Figure frame with ``kind`` and ``cents``; kinds in order, places in each.
    """
    inside = _inside(dataset, selection, level)
    frames = []
    for kind in kinds_of(dataset):
        found = budget_area_figures(dataset, selection, level, kind, rule=rule)
        frames.append(found[found["key"].isin(inside)])
        elsewhere = elsewhere_figures(dataset, selection, kind, rule)
        if len(elsewhere):
            frames.append(elsewhere)
    return pd.concat(frames, ignore_index=True)


def resident_figures(
    dataset: Dataset, selection: Selection, level: Level, kind: Kind, rule: Allocation
) -> pd.DataFrame:
    """Euros of one kind per resident and place, under the filters."""
    found = budget_area_figures(dataset, selection, level, kind, per_resident=True, rule=rule)
    return found[found["key"].isin(_inside(dataset, selection, level))]


def _inside(dataset: Dataset, selection: Selection, level: Level) -> set[str]:
    wijken = set(chosen_wijken(dataset, selection))
    return {one.key for one in places_at(dataset, level) if wijken & set(one.wijken)}


def place_table(
    found: pd.DataFrame, residents: pd.DataFrame, kind: Kind, level: Level, told: str
) -> Markup:
    """Table with the kinds beside each other: never added.

    Parameters
    ----------
    found : pandas.DataFrame
        Of `place_figures`.
    residents : pandas.DataFrame
        Of `resident_figures`, of `kind`.
    kind : Kind
    level : Level
    told : str
        How money for the whole city was divided; empty when it was not.
    """
    # The chosen kind first: on a phone the other columns are out of sight.
    others = [name for name in dict.fromkeys(found["kind"]) if name != kind.value]
    cells: dict[str, dict[str, Figure]] = {}
    for figure, name in zip(figures(found), found["kind"], strict=True):
        cells.setdefault(figure.key, {})[str(name)] = figure
    per = {figure.key: figure for figure in figures(residents)}
    silent = {key for key, mine in cells.items() if all(map(_is_silent, mine.values()))}
    rows: list[Sequence[str | Cell]] = [
        (
            next(iter(mine.values())).key_label,
            _cell(mine.get(kind.value)),
            _cell(per.get(key)),
            *(_cell(mine.get(name)) for name in others),
        )
        for key, mine in cells.items()
        if key not in silent
    ]
    headers = (
        level.value,
        Cell(f"{KIND_WORDS[kind]}, euro", is_number=True),
        Cell(f"{KIND_WORDS[kind]}, euro per inwoner", is_number=True),
        *(Cell(f"{KIND_WORDS[Kind(name)]}, euro", is_number=True) for name in others),
    )
    years = dict.fromkeys(
        one
        for figure in per.values()
        for one in figure.cautions
        if "per 1 januari" in one and not _is_rule(one)
    )
    remarks = ["Soorten staan naast elkaar en worden nooit opgeteld.", *years, told]
    caption = f"Geld per {level.value}, soorten naast elkaar"
    names = [next(iter(cells[key].values())).key_label for key in cells if key in silent]
    return join(
        [
            table(caption, headers, rows, class_="wm-money-table"),
            _silent(names, level) if names else "",
            notes(one for one in remarks if one),
        ]
    )


def _silent(names: Sequence[str], level: Level) -> Markup:
    """Places without a single amount: a gap in the sources, said once."""
    what = count(len(names), level.value, {"wijk": "wijken"}.get(level.value, "stadsdelen"))
    said = f" voor {what}: {enumeration(names, most=len(names))}."
    return element("p", absence(State.MISSING), element("span", said, class_="wm-small"))


def _is_silent(figure: Figure) -> bool:
    return figure.state is State.MISSING and figure.n != 0


def _cell(figure: Figure | None) -> Cell:
    return _amount(figure) if figure else Cell("", is_number=True)


def _amount(figure: Figure) -> Cell:
    """Amount in words: its range when it is disputed, and the word for why there is none."""
    if figure.state is State.MISSING and figure.n == 0:
        return Cell("bedrag onbekend", is_number=True)
    if figure.state is not State.KNOWN or figure.value is None:
        return Cell(absence(figure.state), is_number=True)
    if not figure.value and NONE_FOUND in figure.cautions:
        return Cell("geen gevonden", is_number=True)
    unknown = next((one for one in figure.cautions if one.endswith("onbekend")), "")
    more = f" en {unknown}" if unknown[:1].isdigit() else ""
    words = range_text(figure, _CENTS)
    if figure.unit != "euro":
        words = _per_resident(figure)
    return Cell(f"{words}{more}", is_number=True)


def _per_resident(figure: Figure) -> str:
    ends = (figure.low, figure.high)
    if None in ends or ends[0] == ends[1]:
        return number(figure.value or 0.0, _CENTS)
    disputed = any(one.startswith("betwist") for one in figure.cautions)
    word = "betwist" if disputed else "ongeveer"
    return f"{' tot '.join(number(one or 0.0, _CENTS) for one in ends)} ({word})"


def money_map(
    dataset: Dataset, selection: Selection, level: Level, kind: Kind, rule: Allocation
) -> Payload:
    """Euros per resident as colours and euros as circles, of wijken or of stadsdelen.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
    level : {Level.WIJK, Level.STADSDEEL}
    kind : Kind
    rule : Allocation
    """
    layer = _layer(dataset, kind)
    shown = budget_area_figures(dataset, selection, level, kind, per_resident=True, rule=rule)
    if level is Level.STADSDEEL:
        layer = replace(layer, label=f"{layer.label}, per stadsdeel")
    euros = figures(budget_area_figures(dataset, selection, level, kind, rule=rule))
    whole = figures(budget_area_figures(dataset, Selection(), level, kind, rule=rule))
    inside = {area_code(level, key) for key in _inside(dataset, selection, level)}
    amounts = {area_code(level, one.key): one for one in euros}
    told = next((one for one in shown["cautions"].explode() if _is_rule(one)), "")
    apart = _elsewhere(dataset, selection, kind, rule)
    payload = map_payload(
        dataset,
        layer,
        {"": shown},
        classes_for(shown["value"].to_numpy(), decimals=layer.decimals),
        level=level,
        source_line=dataset.municipality.boundary_credit,
        notes={"noYears": " ".join(filter(None, (_OVER_YEARS, apart)))}
        | ({"classing": told} if told else {}),
    )
    money = circles(
        area_codes(dataset, level),
        {code: one for code, one in amounts.items() if code in inside},
        KIND_WORDS[kind],
        largest=max((one.high or one.value or 0.0 for one in whole), default=0.0),
        elsewhere="",
    )
    return payload.under(dataset, inside=inside if selection.narrows_place else None, money=money)


def _layer(dataset: Dataset, kind: Kind) -> Layer:
    wanted = f"budget_{kind.value}_per_resident"
    return next(one for one in layers(dataset) if one.id == wanted)


def _elsewhere(dataset: Dataset, selection: Selection, kind: Kind, rule: Allocation) -> str:
    """Sentence about what belongs to no wijk, and so to no stadsdeel; empty without any."""
    found = figures(elsewhere_figures(dataset, selection, kind, rule))
    told = [f"{one.key_label.lower()} {amount_words(one)}" for one in found]
    return f"Niet op de kaart ({KIND_WORDS[kind]}): {enumeration(told)}." if told else ""


def _is_rule(caution: object) -> bool:
    return isinstance(caution, str) and caution.startswith("Geld voor de hele stad is")
