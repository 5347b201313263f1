"""The data sets as a reader meets them: what there is, how complete, until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from wijkmap.analysis.filters import filtered
from wijkmap.analysis.join import place_initiatives
from wijkmap.analysis.layers import Layer, layer_figures, layer_years
from wijkmap.analysis.places import chosen_wijken
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period, Selection
from wijkmap.model.tables import TABLES
from wijkmap.model.words import BoundaryFit, Coverage, Level, Register, State
from wijkmap.present.markup import Markup, element, join
from wijkmap.present.numbers import count, number
from wijkmap.present.sentences import enumeration

__all__ = [
    "MAP_FIGURES",
    "DataSet",
    "MapFigures",
    "Part",
    "data_sets",
    "figures_set",
    "list_row",
    "map_figures",
    "part_of",
    "statement",
]

MAP_FIGURES = "kaart"
"""Key of the data set that holds the figures of the map as it is chosen."""

_TITLES = {
    "initiatives": "Initiatieven",
    "ledger": "Geld: het kasboek",
    "observations": "Cijfers per gebied en jaar",
    "organisations": "Organisaties",
    "meeting_places": "Ontmoetingsplekken",
    "events": "Tijdlijn",
    "care_decisions": "Besluiten over zorggeld",
    "reported_counts": "Aantallen die een bron noemt",
    "goals": "Doelen",
    "sources": "Bronnen",
    "indicators": "Indicatoren",
    "areas": "Gebieden",
    "coverage": "Dekking per wijk",
    "origins": "Herkomst van de indicatoren",
    "aliases": "Namen in de volksmond",
    "vocabulary": "Woordenlijsten",
    "mappings": "Van bronwoord naar eigen groep",
}
_DATA = ("initiatives", "ledger", "observations", "organisations", "meeting_places", "events")
_WITH_SHAPES = frozenset({MAP_FIGURES, "initiatives", "areas"})
_REGISTERS = {"initiatives": Register.INITIATIVES, "ledger": Register.BUDGET}
_NOT_ALL = "Niet elk filter gaat over deze tabel: wat er niet over gaat, telt niet mee."
_PLACED = ("organisations", "meeting_places", "coverage", "aliases", "areas")


@dataclass(frozen=True)
class DataSet:
    """One row of the list.

    Attributes
    ----------
    key : str
        Name of a table, or `MAP_FIGURES`.
    title, what : str
        Name, and what it holds in one line.
    completeness : str
        How complete it is; empty when that is no question.
    until : str
        Last year in it; empty when it has no years.
    rows : int
    is_about_data : bool
        It explains the other data.
    has_shapes : bool
        It can be laid on a map.
    """

    key: str
    title: str
    what: str
    completeness: str
    until: str
    rows: int
    is_about_data: bool = False
    has_shapes: bool = False

    @property
    def size(self) -> str:
        """Number of rows in words."""
        return count(self.rows, "regel", "regels")


@dataclass(frozen=True)
class Part:
    """Rows of a table that the filters leave.

    Attributes
    ----------
    dataset : Dataset
        With only these rows in the table; everything else as it was.
    applied : Selection
        With only the filters that say something about this table.
    remarks : tuple of str
        What the filters could not judge, or that they do not go for this table.
    """

    dataset: Dataset
    applied: Selection
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class MapFigures:
    """Figures of the map as it is chosen.

    Attributes
    ----------
    frame : pandas.DataFrame
        Figure frame, one row per area of the level.
    title : str
    applied : Selection
        With the year shown, and only the filters that change these figures.
    """

    frame: pd.DataFrame
    title: str
    applied: Selection


def data_sets(dataset: Dataset, coverage: pd.DataFrame) -> tuple[DataSet, ...]:
    """Every table that has rows: the data first, then what explains them.

    Parameters
    ----------
    dataset : Dataset
        As the viewer may see it.
    coverage : pandas.DataFrame
        Number of wijken, one row per register, columns as the words of `Coverage`.
    """
    order = [*_DATA, *(name for name in _TITLES if name not in _DATA)]
    return tuple(
        DataSet(
            key=name,
            title=_TITLES[name],
            what=TABLES[name].title,
            completeness=_completeness(dataset, name, coverage),
            until=_until(dataset[name]),
            rows=len(dataset[name]),
            is_about_data=name not in _DATA,
            has_shapes=name in _WITH_SHAPES,
        )
        for name in order
        if len(dataset[name])
    )


def figures_set(view: MapFigures) -> DataSet:
    """Row of the list for the figures of the map."""
    frame = view.frame
    known = int((frame["state"] == State.KNOWN.value).sum())
    plural = {Level.WIJK: "wijken", Level.BUURT: "buurten"}.get(view.applied.level, "gebieden")
    years = [year for year in frame["year"] if year]
    return DataSet(
        key=MAP_FIGURES,
        title=view.title,
        what="Het cijfer dat u op de kaart koos, met staat, marge en bron",
        completeness=f"{number(known)} van {number(len(frame))} {plural} bekend",
        until=years[0] if years and len(set(years)) == 1 else "",
        rows=len(frame),
        has_shapes=True,
    )


def list_row(one: DataSet) -> Markup:
    """Row of the list: what, how complete, until when, how many rows."""
    until = f"t/m {one.until}" if one.until else ""
    return element(
        "div",
        element(
            "div",
            element("strong", one.title),
            element("span", one.what, class_="wm-small") if one.what != one.title else "",
        ),
        element("div", one.completeness, class_="wm-small"),
        element("div", join([element("span", until), element("span", one.size)])),
        class_="wm-set",
    )


def _until(frame: pd.DataFrame) -> str:
    if "year" not in frame.columns or not frame["year"].notna().any():
        return ""
    return str(int(frame["year"].max()))


def _completeness(dataset: Dataset, name: str, coverage: pd.DataFrame) -> str:
    frame = dataset[name]
    if name in _REGISTERS:
        counts = coverage.loc[_REGISTERS[name].value].to_dict()
        words = {Coverage.COMPLETE: "volledig", Coverage.PARTIAL: "gedeeltelijk"}
        parts = [
            f"{word} voor {count(counts[one.value], 'wijk', 'wijken')}"
            for one, word in words.items()
            if counts[one.value]
        ]
        if counts[Coverage.NONE.value]:
            parts.append(f"niets voor {count(counts[Coverage.NONE.value], 'wijk', 'wijken')}")
        return "; ".join(parts)
    if name == "observations":
        without = int((frame["state"] != State.KNOWN.value).sum())
        other = int((frame["fit"] == BoundaryFit.OTHER.value).sum())
        parts = [f"{number(len(frame) - without)} met een waarde"]
        parts += [f"{number(without)} zonder"] * bool(without)
        parts += [f"{number(other)} op andere wijkgrenzen, niet op de kaart"] * bool(other)
        return "; ".join(parts)
    if name in ("organisations", "meeting_places"):
        return f"{number(int((frame['area_code'] != '').sum()))} met een wijk"
    return ""


def statement(dataset: Dataset) -> str:
    """Title of the page: what there is, and until when."""
    observations = dataset["observations"]
    measured = observations["indicator"].nunique()
    parts = []
    if len(observations):
        last = int(observations["year"].max())
        parts.append(f"{count(measured, 'indicator', 'indicatoren')} tot en met {last}")
    parts.append(count(len(dataset["initiatives"]), "initiatief", "initiatieven"))
    parts.append(count(len(dataset["ledger"]), "bedrag", "bedragen"))
    sources = count(len(dataset["sources"]), "bron", "bronnen")
    return f"{dataset.municipality.name}: {enumeration(parts)}, uit {sources}"


def map_figures(dataset: Dataset, layer: Layer, selection: Selection) -> MapFigures:
    """Figures that the map shows under a selection.

    Parameters
    ----------
    dataset : Dataset
    layer : Layer
    selection : Selection
        Its level, year and filters. A year that the layer does not have gives its
        newest, as on the map. A filter on place leaves out the areas outside it.
    """
    asked = selection
    if layer.register is None:
        asked = replace(asked, themes=(), streams=(), statuses=(), period=Period())
        years = layer_years(dataset, layer.id, selection.level)
        if years and not set(selection.year.years) & set(years):
            asked = replace(asked, year=Period((years[-1],)))
    every = layer_figures(dataset, layer.id, asked, selection.level)
    frame = _in_places(every, dataset, selection).reset_index(drop=True)
    year = next((one for one in every["year"] if one), "") if layer.register is None else ""
    title = f"{layer.label}{f', {year}' if year else ''}, per {selection.level.value}"
    return MapFigures(frame, title, asked)


def part_of(dataset: Dataset, name: str, selection: Selection, indicator: str = "") -> Part:
    """Rows of one table that the shared filters leave.

    Parameters
    ----------
    dataset : Dataset
    name : str
        Of `wijkmap.model.tables.TABLES`.
    selection : Selection
    indicator : str
        Of the table ``observations`` only these; empty for all.
    """
    if name in _REGISTERS:
        return _register(dataset, name, selection)
    frame = dataset[name]
    applied = replace(selection, themes=(), streams=(), statuses=())
    if name == "observations":
        if indicator:
            frame = frame[frame["indicator"] == indicator]
        if selection.period:
            frame = frame[frame["year"].isin(list(selection.period.years))]
    else:
        applied = replace(applied, period=Period())
    if name in ("observations", *_PLACED):
        frame = _in_places(frame, dataset, selection)
    else:
        applied = replace(applied, wijken=(), stadsdelen=())
    remarks = () if applied == selection else (_NOT_ALL,)
    return Part(_with(dataset, name, frame), applied, remarks)


def _register(dataset: Dataset, name: str, selection: Selection) -> Part:
    frame = dataset[name]
    if name == "initiatives":
        rows = place_initiatives(dataset)
    else:
        status = dataset["initiatives"].set_index("initiative_id")["status"].astype("str")
        linked = status.reindex(frame["initiative_id"]).fillna("").to_numpy()
        rows = frame.assign(wijk=frame["area_code"], status=linked)
    found = filtered(rows, dataset, selection)
    remarks = list(found.cautions)
    if selection.narrows_place:
        left_out = int((rows["wijk"] == "").sum())
        remarks += [f"{left_out} zonder wijk, niet in dit filter"] * bool(left_out)
    return Part(_with(dataset, name, frame.loc[found.rows.index]), selection, tuple(remarks))


def _in_places(frame: pd.DataFrame, dataset: Dataset, selection: Selection) -> pd.DataFrame:
    if not selection.narrows_place:
        return frame
    wijken = set(chosen_wijken(dataset, selection))
    buurten = dataset.areas_at(Level.BUURT)
    inside = wijken | set(buurten.index[buurten["parent_code"].isin(wijken)])
    return frame[frame["area_code"].isin(inside)]


def _with(dataset: Dataset, name: str, frame: pd.DataFrame) -> Dataset:
    tables: Mapping[str, pd.DataFrame] = {
        **dataset.tables,
        name: frame.reset_index(drop=True),
    }
    return replace(dataset, tables=tables)
