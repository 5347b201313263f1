"""What tables say together: codes, words, places.

Each check leaves out rows with a cell that was already reported, so that one fault
is one problem.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wijkmap.model.areas import gemeente_of, is_area_code, level_of, locate, wijk_of
from wijkmap.model.words import (
    AreaScope,
    Level,
)
from wijkmap.sources.sheets import Report, Sheet, near, quoted

__all__ = [
    "check_areas",
    "check_initiatives",
    "check_levels",
    "check_scope",
    "check_words",
]

_WIJK_COLUMNS = (
    ("initiatives", "area_code"),
    ("ledger", "area_code"),
    ("coverage", "area_code"),
    ("organisations", "area_code"),
    ("meeting_places", "area_code"),
)
_MAPPED = (
    ("initiatives", "theme"),
    ("initiatives", "status"),
    ("initiatives", "stream"),
    ("ledger", "theme"),
    ("ledger", "stream"),
)


def check_areas(
    areas: Sheet, gemeente: str, boundary_year: int, shapes: gpd.GeoDataFrame | None, report: Report
) -> list[str]:
    """Check the table of areas by itself and against the boundary layer.

    Parameters
    ----------
    areas : Sheet
    gemeente : str
        The gemeente's code; empty when it is not known.
    boundary_year : int
        Of the dataset; 0 when it is not known.
    shapes : geopandas.GeoDataFrame or None
        Index ``area_code``; None when the layer cannot be read.
    report : Report

    Returns
    -------
    list of str
        Codes of the table that have no shape, each reported.
    """
    code, level = areas.text["area_code"], areas.text["level"]
    shaped = code.map(lambda cell: (found := level_of(cell)) and found.value)
    report.cells(
        areas,
        "area_code",
        areas.filled("area_code") & ~code.map(is_area_code).astype(bool),
        "GM en 4 cijfers, WK en 6 of BU en 8 tekens",
        lambda row: _shape_meant(str(code.iloc[row]), shapes) + "Verbeter de code.",
    )
    if gemeente:
        report.cells(
            areas,
            "area_code",
            areas.filled("area_code") & (code.map(gemeente_of) != gemeente),
            f"een code van gemeente {gemeente}",
            "Haal de regel weg of verbeter de code.",
        )
    both = areas.sound("area_code", "level")
    report.cells(
        areas,
        "level",
        both & (shaped != level),
        lambda row: f"'{shaped.iloc[row]}', zoals de code {code.iloc[row]} zegt",
        "Verbeter het niveau of de code.",
    )
    if boundary_year:
        report.cells(
            areas,
            "boundary_year",
            areas.typed["boundary_year"].fillna(boundary_year) != boundary_year,
            f"{boundary_year}, de indeling in gemeente.toml",
            "Neem de gebieden van één indeling.",
        )
    _check_parents(areas, report)
    if shapes is None or areas.words("area_code") is None:
        return []
    return _check_shapes(areas, shapes, report)


def _shape_meant(code: str, shapes: gpd.GeoDataFrame | None) -> str:
    return "" if shapes is None else near(code, shapes.index)


def _check_parents(areas: Sheet, report: Report) -> None:
    code, parent = areas.text["area_code"], areas.text["parent_code"]
    expected = code.map(
        lambda cell: {Level.WIJK: gemeente_of(cell), Level.BUURT: wijk_of(cell)}.get(
            level_of(cell) or Level.COUNTRY, ""
        )
    )
    report.cells(
        areas,
        "parent_code",
        areas.sound("area_code", "level") & (parent != expected),
        lambda row: (
            quoted(str(expected.iloc[row])) if expected.iloc[row] else "niets bij een gemeente"
        ),
        "Verbeter het gebied waarin het ligt.",
    )


def _check_shapes(areas: Sheet, shapes: gpd.GeoDataFrame, report: Report) -> list[str]:
    codes = set(areas.text["area_code"]) | areas.loose
    bare = [code for code in shapes.index if code not in codes]
    without = areas.filled("area_code") & ~areas.text["area_code"].isin(list(shapes.index))
    # A code with a typing error lacks its shape, and its shape lacks a row: one fault.
    for code in areas.text.loc[without | areas.wrong["area_code"], "area_code"]:
        level = level_of(code)
        same = [one for one in bare if level is None or level_of(one) is level]
        meant = get_close_matches(code, same, n=1, cutoff=0.75) if code else same[:1]
        bare = [one for one in bare if one not in meant]
    for code in bare:
        report.add(
            "areas.csv",
            0,
            "area_code",
            f"geen regel voor {code}, dat wel op de kaart staat",
            "een regel voor elk gebied van de kaartlaag",
            "Voeg de regel toe of haal het vlak uit de laag.",
        )
    absent = sorted(areas.text.loc[without, "area_code"])
    report.cells(
        areas,
        "area_code",
        without,
        "een gebied dat in de kaartlaag staat",
        lambda row: (
            near(str(areas.text["area_code"].iloc[row]), shapes.index)
            + "Voeg het vlak toe aan de laag of haal de regel weg."
        ),
    )
    return absent


def check_levels(sheets: Mapping[str, Sheet], gemeente: str, report: Report) -> None:
    """Check that columns for wijken hold wijk codes, and columns for buurten buurt codes."""
    columns = [(name, column, Level.WIJK) for name, column in _WIJK_COLUMNS]
    columns.append(("initiatives", "buurt_code", Level.BUURT))
    for name, column, level in columns:
        sheet = sheets[name]
        text = sheet.text[column]
        of_level = text.map(lambda code, level=level: level_of(code) is level).astype(bool)
        report.cells(
            sheet,
            column,
            (text != "") & ~of_level,
            f"de code van een {level.value}",
            f"Schrijf de code van een {level.value} of laat de cel leeg.",
        )
        if gemeente:
            report.cells(
                sheet,
                column,
                (text != "") & (text.map(gemeente_of) != gemeente),
                f"een code van gemeente {gemeente}",
                "Verbeter de code.",
            )


def check_words(sheets: Mapping[str, Sheet], report: Report) -> None:
    """Check source words against the mappings, and their keys against the vocabulary."""
    vocabulary, mappings = sheets["vocabulary"], sheets["mappings"]
    for name in ("theme", "status", "stream"):
        _check_list(mappings, "key", vocabulary, name, report, rows=mappings.text["list"] == name)
    for sheet, list_name in _MAPPED:
        _check_source_words(sheets[sheet], list_name, mappings, report)
    _check_list(sheets["indicators"], "topic", vocabulary, "topic", report)
    _check_list(sheets["indicators"], "goal", vocabulary, "goal", report)
    _check_list(sheets["goals"], "goal", vocabulary, "goal", report)


def _listed(sheet: Sheet, column: str, list_name: str) -> frozenset[str] | None:
    """Words of one list; a row whose list is wrong counts for every list."""
    if sheet.words(column) is None or sheet.words("list") is None:
        return None
    mine = (sheet.text["list"] == list_name) | sheet.wrong["list"]
    return frozenset(sheet.text.loc[mine, column]) | sheet.loose


def _check_list(  # noqa: PLR0913 - a column, the list it must be in, and which rows
    sheet: Sheet,
    column: str,
    vocabulary: Sheet,
    list_name: str,
    report: Report,
    *,
    rows: pd.Series | None = None,
) -> None:
    known = _listed(vocabulary, "key", list_name)
    if known is None:
        return
    text = sheet.text[column]
    where = (text != "") & ~text.isin(list(known))
    report.cells(
        sheet,
        column,
        where if rows is None else where & rows,
        f"een sleutel van de lijst {list_name} in vocabulary.csv",
        lambda row: near(str(text.iloc[row]), known) + "Verbeter de sleutel of vul de lijst aan.",
    )


def _check_source_words(sheet: Sheet, list_name: str, mappings: Sheet, report: Report) -> None:
    known = _listed(mappings, "source_word", list_name)
    if known is None:
        return
    column = f"{list_name}_source"
    text = sheet.text[column]
    report.cells(
        sheet,
        column,
        (text != "") & ~text.isin(list(known)),
        f"een bronwoord van de lijst {list_name} in mappings.csv",
        lambda row: near(str(text.iloc[row]), known) + "Voeg het woord toe aan mappings.csv.",
    )


def check_initiatives(
    sheet: Sheet, wijken: gpd.GeoSeries | None, buurten: gpd.GeoSeries | None, report: Report
) -> None:
    """Check place: scope, wijk, buurt and coordinates of an initiative must agree.

    Parameters
    ----------
    sheet : Sheet
    wijken, buurten : geopandas.GeoSeries or None
        Sound shapes by code, EPSG:28992; None when there are none to check with.
    report : Report
    """
    wijk, buurt = sheet.text["area_code"], sheet.text["buurt_code"]
    has_x, has_y = sheet.filled("x"), sheet.filled("y")
    for column, lonely in (("x", has_y & ~has_x), ("y", has_x & ~has_y)):
        report.cells(
            sheet,
            column,
            lonely & sheet.sound("x", "y"),
            "beide coördinaten of geen",
            "Vul x en y allebei in, of geen van beide.",
        )
    codes = sheet.sound("area_code", "buurt_code")
    report.cells(
        sheet,
        "area_code",
        codes & (buurt != "") & (wijk == ""),
        lambda row: f"{wijk_of(str(buurt.iloc[row]))}, de wijk van {buurt.iloc[row]}",
        "Vul de wijkcode in.",
    )
    report.cells(
        sheet,
        "buurt_code",
        codes & (buurt != "") & (wijk != "") & (buurt.map(wijk_of) != wijk),
        lambda row: f"een buurt van {wijk.iloc[row]}",
        "Verbeter de buurtcode of de wijkcode.",
    )
    check_scope(sheet, has_x | has_y, report)
    placed = has_x & has_y & sheet.sound("x", "y")
    for column, shapes in (("area_code", wijken), ("buurt_code", buurten)):
        if shapes is not None:
            _check_points(sheet, column, placed, shapes, report)


def check_scope(sheet: Sheet, has_point: pd.Series, report: Report) -> None:
    """Check that scope ``wijk`` and a wijk code go together; a point will do for the code."""
    wijk, scope = sheet.text["area_code"], sheet.text["scope"]
    of_wijk = scope == AreaScope.WIJK.value
    sound = sheet.sound("area_code", "scope")
    report.cells(
        sheet,
        "area_code",
        sound & of_wijk & (wijk == "") & ~has_point,
        "een wijkcode, want scope is wijk",
        "Vul de wijkcode in of kies een andere scope.",
    )
    report.cells(
        sheet,
        "scope",
        sound & ~of_wijk & (wijk != ""),
        lambda row: f"'wijk', want er staat een wijkcode ({wijk.iloc[row]})",
        "Maak de wijkcode leeg of schrijf wijk.",
    )


def _check_points(
    sheet: Sheet, column: str, placed: pd.Series, shapes: gpd.GeoSeries, report: Report
) -> None:
    code = sheet.text[column]
    asked = np.flatnonzero(placed & (code != "") & sheet.sound(column) & code.isin(shapes.index))
    if not len(asked):
        return
    places = pd.DataFrame({"x": sheet.typed["x"], "y": sheet.typed["y"]}).iloc[asked]
    points = np.asarray(shapely.points(places.to_numpy()), dtype=object)
    # A point on a border agrees with either side, whichever one the join will pick.
    agrees = shapely.intersects(shapes.loc[code.iloc[asked]].to_numpy(), points)
    there = locate(points, shapes).fillna("").to_numpy()
    place = dict(zip(asked.tolist(), there, strict=True))
    wrong = pd.Series(data=False, index=code.index)
    wrong.iloc[asked[~agrees]] = True
    report.cells(
        sheet,
        column,
        wrong,
        lambda row: (
            f"{place[row]}, waar het punt (x, y) ligt"
            if place[row]
            else "een punt (x, y) in dat gebied; het ligt buiten de gemeente"
        ),
        "Verbeter de code of de coördinaten.",
    )
