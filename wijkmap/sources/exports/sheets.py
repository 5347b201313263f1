"""Figures and tables as sheets that a reader can follow without the program beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.figures import FIGURE_COLUMNS
from wijkmap.model.tables import TABLES, Column, Type
from wijkmap.model.words import UNASSIGNED, Kind, State
from wijkmap.sources.exports.values import BETWEEN, plain

__all__ = ["STATE_WORDS", "columns_sheet", "figures_sheet", "table_sheet"]

STATE_WORDS = {
    State.KNOWN: "bekend",
    State.MISSING: "geen openbare gegevens",
    State.SUPPRESSED: "niet getoond",
    State.NOT_APPLICABLE: "niet van toepassing",
}
"""What a file says for each state."""

_KIND_WORDS = {
    Kind.PLANNED.value: "gepland",
    Kind.AWARDED.value: "toegekend",
    Kind.SPENT.value: "besteed",
    Kind.PROPOSED.value: "voorgesteld",
    Kind.RESERVE.value: "reserve",
}
_FIGURES = {
    "groep": "Thema, status, geldstroom of andere groep; alleen als er niet per gebied is geteld",
    "gebied": "Naam van het gebied",
    "code": "Code van het gebied; leeg als het cijfer bij geen gebied hoort",
    "jaar": "Jaar of jaren; leeg als het jaar niet bekend is of alle jaren meedoen",
    "waarde": "Het cijfer; leeg tenzij de staat 'bekend' is",
    "eenheid": "Waarin het cijfer is uitgedrukt",
    "staat": "Waarom er wel of geen waarde is: " + ", ".join(STATE_WORDS.values()),
    "laag": "Ondergrens van de marge; leeg als de marge onbekend is",
    "hoog": "Bovengrens van de marge; leeg als de marge onbekend is",
    "bron": "Bronnen van het cijfer",
    "kanttekeningen": "Wat u moet weten als u het cijfer gebruikt",
    "indicator": "Wat er gemeten is",
    "soort": "Soort bedrag; bedragen van verschillende soort horen niet bij elkaar opgeteld",
}
_KEYS = {
    "theme": "Thema, in onze eigen groepen",
    "status": "Status, in onze eigen groepen",
    "stream": "Geldstroom, in onze eigen groepen",
}
_ADDED = {"initiatives": ("theme", "status", "stream"), "ledger": ("theme", "stream")}
_TYPE_WORDS = {
    Type.TEXT: "tekst",
    Type.LIST: "lijst, delen gescheiden door een puntkomma",
    Type.NUMBER: "getal",
    Type.INTEGER: "heel getal",
    Type.CENTS: "bedrag in hele centen",
    Type.BOOLEAN: "ja of nee",
    Type.PARTIAL_DATE: "datum, maand of jaar",
    Type.PUBLIC_FROM: "datum, altijd of nooit",
}
_IN_EUROS = "bedrag in euro's"
_COLUMN_HEADS = ("tabel", "kolom", "betekenis", "soort", "toegestane woorden")


def figures_sheet(figure_frame: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Figures with Dutch heads, one row each, none without its state.

    Parameters
    ----------
    figure_frame : pandas.DataFrame
        Columns of `wijkmap.model.figures.FIGURE_COLUMNS`, perhaps others behind them.
    dataset : Dataset
        Gives the names of sources and indicators.

    Returns
    -------
    pandas.DataFrame
        Index 0..n-1; columns ``gebied``, ``code``, ``jaar`` (Int64 when every row is of
        one year, else text), ``waarde``, ``eenheid``, ``staat``, ``laag``, ``hoog``,
        ``bron``, ``kanttekeningen``. ``groep`` stands first when a row is about another
        key than an area; columns beyond a figure's own follow: ``indicator`` by its
        label, ``kind`` as ``soort`` in Dutch. NaN where a value is not known.

    Raises
    ------
    ValueError
        When a figure has a value without being known, or the other way around.
    """
    frame = figure_frame.reset_index(drop=True)
    known = frame["state"] == State.KNOWN.value
    if (frame["value"].notna() != known).any():
        at = frame.loc[frame["value"].notna() != known, "key"].iloc[0]
        raise ValueError(
            f"Verwacht een waarde precies bij staat known, gevonden iets anders bij {at!r}. "
            "Geef het cijfer de staat die bij zijn waarde hoort."
        )
    names = {
        row["source_id"]: f"{row['source_id']}: {row['owner']}, {row['title']}"
        for row in dataset["sources"].to_dict("records")
    }
    sheet = pd.DataFrame(
        {
            "gebied": frame["area_name"].where(frame["area_name"] != "", frame["key_label"]),
            "code": frame["area_code"],
            "jaar": _years(frame["year"]),
            "waarde": frame["value"],
            "eenheid": frame["unit"],
            "staat": frame["state"].map(lambda word: STATE_WORDS[State(word)]),
            "laag": frame["low"].where(known),
            "hoog": frame["high"].where(known),
            "bron": frame["sources"].map(
                lambda ids: BETWEEN.join(names.get(one, one) for one in ids)
            ),
            "kanttekeningen": frame["cautions"].map(BETWEEN.join),
        }
    )
    no_area = (frame["key"] != frame["area_code"]) & (frame["area_code"] != "")
    if (no_area & (frame["key"] != UNASSIGNED)).any():
        sheet.insert(0, "groep", frame["key_label"])
    for name in frame.columns.drop(list(FIGURE_COLUMNS)):
        head, words = _extra(str(name), dataset)
        sheet[head] = frame[name].map(lambda value, words=words: words.get(value, value))
    return sheet


def _extra(name: str, dataset: Dataset) -> tuple[str, dict[str, str]]:
    if name == "kind":
        return "soort", _KIND_WORDS
    if name == "indicator":
        return name, {one.id: one.label for one in dataset.catalogue.values()}
    return name, {}


def _years(years: pd.Series) -> pd.Series:
    """Years as numbers when each row has one at most."""
    texts = years.astype("str")
    if not texts.str.fullmatch(r"(?:\d{4})?").all():
        return texts
    return pd.to_numeric(texts.replace("", None)).astype("Int64")


def table_sheet(dataset: Dataset, name: str) -> pd.DataFrame:
    """Table of a dataset under its technical names, in cells that a file can hold.

    Parameters
    ----------
    dataset : Dataset
        As the viewer may see it.
    name : str
        Of `wijkmap.model.tables.TABLES`.

    Returns
    -------
    pandas.DataFrame
        Index 0..n-1. Columns as declared, then ``theme``, ``status`` and ``stream``
        where the reader adds them. Lists are one text, booleans ja or nee; a partial
        date stays text, no more exact than it is; ``public_from`` is a date, ``altijd``
        or ``nooit``. Beside each amount in cents stands the same in euros
        (``amount_euros``, float64). What is missing is "", NaN or NA.

    Raises
    ------
    SelectionError
        For another name.
    """
    columns = _declared(name)
    frame = dataset[name]
    sheet = {}
    for column, declared in columns.items():
        values = frame[column]
        if declared.type in (Type.LIST, Type.BOOLEAN, Type.PUBLIC_FROM):
            values = pd.Series([plain(value) for value in values], index=frame.index, dtype=object)
        sheet[column] = values
        if declared.type is Type.CENTS:
            sheet[_euro_name(column)] = values.astype("Float64").div(100).astype("float64")
    sheet |= {key: frame[key] for key in _ADDED.get(name, ())}
    return pd.DataFrame(sheet).reset_index(drop=True)


def columns_sheet(names: Iterable[str]) -> pd.DataFrame:
    """What each column of the sheets beside it means.

    Parameters
    ----------
    names : iterable of str
        Tables of `wijkmap.model.tables.TABLES`, or ``figures`` for `figures_sheet`.

    Returns
    -------
    pandas.DataFrame
        Index 0..n-1; text columns ``tabel``, ``kolom``, ``betekenis``, ``soort`` and
        ``toegestane woorden``.

    Raises
    ------
    SelectionError
        For another name.
    """
    rows: list[tuple[str, str, str, str, str]] = []
    for name in names:
        if name == "figures":
            rows += [("cijfers", head, meaning, "", "") for head, meaning in _FIGURES.items()]
            continue
        for column, one in _declared(name).items():
            kind = _TYPE_WORDS[one.type]
            allowed = BETWEEN.join(one.allowed)
            rows.append((name, column, one.description, kind, allowed))
            if one.type is Type.CENTS:
                twin = f"Hetzelfde als {column}, in euro's"
                rows.append((name, _euro_name(column), twin, _IN_EUROS, ""))
        text = _TYPE_WORDS[Type.TEXT]
        rows += [(name, key, _KEYS[key], text, "") for key in _ADDED.get(name, ())]
    return pd.DataFrame(rows, columns=list(_COLUMN_HEADS), dtype="str")


def _declared(name: str) -> Mapping[str, Column]:
    if name not in TABLES:
        raise SelectionError(f"Tabel {name!r} bestaat niet. Kies uit: {', '.join(TABLES)}.")
    return TABLES[name].columns


def _euro_name(column: str) -> str:
    return column.removesuffix("_cents") + "_euros"
