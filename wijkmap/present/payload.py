"""What the map is told to show: short strings, a few kilobytes for all years at once."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Protocol

import pandas as pd

from wijkmap.model.dataset import Dataset
from wijkmap.model.words import UNKNOWN, Level
from wijkmap.present.circles import Circles
from wijkmap.present.classes import Classes
from wijkmap.present.mapwords import area_code, area_codes, fixed_texts, moments_of, themes_of
from wijkmap.present.packing import packed
from wijkmap.present.payload_columns import (
    area_answers,
    area_flags,
    class_marks,
    scaled_margins,
    scaled_value,
    scaled_values,
)

__all__ = ["LayerWords", "Payload", "map_payload"]

_AREAS = {Level.WIJK: "wijken", Level.BUURT: "buurten", Level.STADSDEEL: "stadsdelen"}
_MANY = 1_000
"""With more areas than this the values follow after the colours."""
_PER_YEAR = ("scaled", "margins", "approximate", "differs")


class LayerWords(Protocol):
    """What the map needs to know of a layer: an indicator has it, so has a register's layer."""

    @property
    def id(self) -> str:
        """Key of the layer."""

    @property
    def label(self) -> str:
        """Dutch name, as the title of the legend."""

    @property
    def unit(self) -> str:
        """Unit as `wijkmap.present.numbers.with_unit` takes it."""

    @property
    def decimals(self) -> int:
        """Digits shown after the comma."""


@dataclass(frozen=True)
class Payload:
    """All that colours and labels; the geometry knows the rest.

    Strings with one character per area, and lists of values, follow the order of
    the geometry: by area code. They travel packed (`wijkmap.present.packing`).

    Attributes
    ----------
    layer, title, unit, level : str
    decimals : int
        Values are whole numbers: times ten to this power.
    years : tuple of str
        Ascending; ``("",)`` for a layer without years.
    year : str
        The one shown.
    palette, labels : tuple of str
        Per class, low to high.
    limits : tuple of str
        The inner class limits in words.
    classes : tuple of str
        Per year: a digit, or ``m`` missing, ``s`` suppressed, ``n`` not applicable.
    scaled : tuple of str
        Per year: whole numbers with commas between, empty where not known.
    margins : tuple of str
        Per year: how far low and high are away (``12`` or ``10~14``; ``12+`` where high
        is one farther than low, ``12-`` one nearer), empty where unknown; an empty
        string when it is unknown for all.
    approximate : tuple of str
        Per year: ``1`` where the boundaries fit approximately; empty for none.
    city : tuple of int or None
        Per year, scaled.
    differs : tuple of str
        Per year: ``1`` where a wijk differs from the rest of the city, ``0`` where it
        does not, ``-`` where that cannot be said; empty when it cannot for all.
    hatched : bool
        Whether the wijken that do not differ are hatched.
    inside : str
        ``1`` where an area is inside the filter on place; empty when there is no filter.
    pilots : tuple of str
        Wijk codes.
    opened : str
        Code of the opened area, of any level.
    themes : tuple of (str, str)
        Key and label.
    symbols : tuple of (int, int, tuple of (int, int))
        Per wijk with initiatives: its place in the geometry, its total, and
        (theme, count) pairs with the largest first.
    money : Circles or None
        Circles per wijk or stadsdeel; None without them.
    moments : tuple of (float, str)
        Signs above the years: a time in years and a few words.
    texts : mapping of str to str
        Dutch, ready to show.
    later : str
        Where the map finds `figures`; empty when everything comes at once.
    """

    layer: str
    title: str
    unit: str
    level: str
    decimals: int
    years: tuple[str, ...]
    year: str
    palette: tuple[str, ...]
    labels: tuple[str, ...]
    limits: tuple[str, ...]
    classes: tuple[str, ...]
    scaled: tuple[str, ...]
    margins: tuple[str, ...]
    approximate: tuple[str, ...]
    city: tuple[int | None, ...]
    unitText: str  # noqa: N815 - named as the script reads it
    differs: tuple[str, ...] = ()
    hatched: bool = False
    inside: str = ""
    pilots: tuple[str, ...] = ()
    opened: str = ""
    themes: tuple[tuple[str, str], ...] = ()
    symbols: tuple[tuple[int, int, tuple[tuple[int, int], ...]], ...] = ()
    money: Circles | None = None
    moments: tuple[tuple[float, str], ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    later: str = ""

    def under(
        self,
        dataset: Dataset,
        *,
        inside: Collection[str] | None = None,
        hatched: bool = False,
        symbols: Mapping[str, Mapping[str, int]] | None = None,
        money: Circles | None = None,
    ) -> Payload:
        """The same colours with other things over them, in the place of what was over them.

        Parameters
        ----------
        dataset : Dataset
            The one that the payload was made of.
        inside : collection of str, optional
            Codes of its level (`area_codes`) inside the filter on place; None without such
            a filter.
        hatched : bool
            Whether the areas that do not differ are hatched.
        symbols : mapping of str to mapping of str to int, optional
            Per wijk code its initiatives by theme key (``"unknown"`` or empty: no theme).
        money : Circles, optional
            Amounts per area of its level, or per wijk on a map of buurten.
        """
        codes = area_codes(dataset, Level(self.level))
        return replace(
            self,
            inside="" if inside is None else area_flags(codes, inside, keep=True),
            hatched=hatched,
            symbols=_symbols(dataset, symbols or {}, [key for key, _ in self.themes]),
            money=money,
        )

    def json(self, known: Mapping[str, Any] | None = None) -> str:
        """JSON that is safe inside a script.

        Parameters
        ----------
        known : mapping, optional
            `shared_words` that the map has already: what says the same is left out.
        """
        whole = {name: value for name, value in vars(self).items() if value != ""}
        if self.money:
            whole["money"] = asdict(self.money)
        for name, said in (known or {}).items():
            if name == "texts":
                whole[name] = {key: one for key, one in self.texts.items() if said.get(key) != one}
            elif whole[name] == said:
                del whole[name]
        if self.later:
            shown = self.years.index(self.year)
            whole["classes"] = [one if at == shown else "" for at, one in enumerate(self.classes)]
        for name in _PER_YEAR:
            if self.later or not any(whole[name]):
                del whole[name]
        return _script(packed(whole))

    def figures(self) -> bytes | None:
        """What the map of many areas asks for once it is painted; None when there are few.

        Returns
        -------
        bytes
            JSON, UTF-8: the classes of all years, with values, margins and the like.
        """
        if len(self.classes[0]) <= _MANY:
            return None
        kept = {name: getattr(self, name) for name in ("classes", *_PER_YEAR)}
        return _script(packed({name: lines for name, lines in kept.items() if any(lines)})).encode()


def _script(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def map_payload(  # noqa: PLR0913 - every argument is a part of what is seen
    dataset: Dataset,
    layer: LayerWords,
    figures_by_year: Mapping[str, pd.DataFrame],
    classes: Classes,
    *,
    level: Level,
    year: str = "",
    opened: str = "",
    city: Mapping[str, float] | None = None,
    city_label: str = "",
    approximate: Mapping[str, Collection[str]] | None = None,
    source_line: str = "",
    unit_text: str | None = None,
    notes: Mapping[str, str] | None = None,
    differs: Mapping[str, pd.Series] | None = None,
) -> Payload:
    """Payload of one layer, from the same figures as the legend, the table and the sentence.

    `Payload.under` puts a filter, hatches, symbols and circles over its colours.

    Parameters
    ----------
    dataset : Dataset
        As the viewer may see it.
    layer : LayerWords
        An indicator, or a layer made from a register.
    figures_by_year : mapping of str to DataFrame
        Figure frames (`wijkmap.model.figures.FIGURE_COLUMNS`) with one row per area;
        keys are years (``"2014"``), or one key ``""`` for a layer without years. An
        area without a row is missing.
    classes : Classes
        Made from the values of all years.
    level : Level
        WIJK, BUURT or STADSDEEL; a stadsdeel is told by the ``key`` of its figure.
    year : str
        The year shown; the newest when it has no figures.
    opened : str
        Code of the opened area; empty for none.
    city : mapping of str to float, optional
        The city's value per year.
    city_label : str
        What that value is: "Gemiddelde van 21 wijken (eigen berekening)".
    approximate : mapping of str to collection of str, optional
        Per year the codes whose figures stand on slightly other boundaries.
    source_line : str
        For the corner of the map; the credit of the boundaries belongs in it.
    unit_text : str, optional
        Unit as the legend writes it out; when left out the layer's unit, unless its
        name says it already.
    notes : mapping of str to str, optional
        More texts for the legend, by the name that its script knows.
    differs : mapping of str to Series of boolean, optional
        Per year and area code whether an area differs from the rest of the city; <NA>
        where that cannot be said.

    Raises
    ------
    ValueError
        Without any figures, or for another level than wijk, buurt or stadsdeel.
    """
    if level not in _AREAS:
        raise ValueError(f"the map knows wijken, buurten and stadsdelen, asked was {level!r}")
    if not figures_by_year:
        raise ValueError("the map needs the figures of at least one year")
    codes = area_codes(dataset, level)
    years = tuple(sorted(figures_by_year))
    frames = [_by_code(figures_by_year[one], level).reindex(list(codes)) for one in years]
    off_grid = approximate or {}
    values = city or {}
    return Payload(
        layer=layer.id,
        title=layer.label,
        unit=layer.unit,
        unitText=_unit_text(layer) if unit_text is None else unit_text,
        level=level.value,
        decimals=layer.decimals,
        years=years,
        year=year if year in years else years[-1],
        palette=classes.palette,
        labels=classes.labels,
        limits=classes.limits,
        classes=tuple(class_marks(frame, classes) for frame in frames),
        scaled=tuple(scaled_values(frame, layer.decimals) for frame in frames),
        margins=tuple(scaled_margins(frame, layer.decimals) for frame in frames),
        approximate=tuple(area_flags(codes, off_grid.get(one, ())) for one in years),
        city=tuple(scaled_value(values.get(one), layer.decimals) for one in years),
        differs=tuple(area_answers(codes, (differs or {}).get(one)) for one in years),
        pilots=dataset.pilots,
        opened=opened,
        themes=tuple(themes_of(dataset).items()),
        moments=moments_of(dataset),
        texts=_texts(dataset, level, city_label, source_line)
        | {"noYears": _no_years(years)}
        | dict(notes or {}),
    )


def _by_code(found: pd.DataFrame, level: Level) -> pd.DataFrame:
    if level is Level.STADSDEEL:
        return found.set_index(found["key"].map(lambda key: area_code(level, str(key))))
    return found.set_index("area_code")


def _unit_text(layer: LayerWords) -> str:
    return "" if layer.unit.lower() == layer.label.lower() else layer.unit


def _symbols(
    dataset: Dataset, counts: Mapping[str, Mapping[str, int]], themes: list[str]
) -> tuple[tuple[int, int, tuple[tuple[int, int], ...]], ...]:
    wijken = list(dataset.polygons_at(Level.WIJK).index)
    place = {theme: index for index, theme in enumerate(themes)}
    rows = []
    for index, wijk in enumerate(wijken):
        pairs = [
            (place.get(theme or UNKNOWN, place[UNKNOWN]), amount)
            for theme, amount in counts.get(wijk, {}).items()
            if amount
        ]
        if pairs:
            pairs.sort(key=lambda pair: (-pair[1], pair[0]))
            rows.append((index, sum(amount for _, amount in pairs), tuple(pairs)))
    return tuple(rows)


def _no_years(years: tuple[str, ...]) -> str:
    """What stands in the place of the years where there is nothing to choose."""
    if len(years) > 1:
        return ""
    return (
        f"Er zijn alleen cijfers over {years[0]}."
        if years[0]
        else "Deze kaart telt over de jaren heen."
    )


def _texts(dataset: Dataset, level: Level, city_label: str, source_line: str) -> dict[str, str]:
    return {
        **fixed_texts(dataset),
        "areas": _AREAS[level],
        "city": city_label or dataset.municipality.name,
        "source": source_line,
    }
