"""The gemeente's own file, ``gemeente.toml``: who it is, its pilots and stadsdelen."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from wijkmap.model.areas import level_of
from wijkmap.model.municipality import Municipality, Stadsdeel
from wijkmap.model.tables import MUNICIPALITY_FILE
from wijkmap.model.words import Level
from wijkmap.sources.sheets import Report, Sheet, near, quoted

__all__ = ["check_own_file", "municipality_of"]

_KINDS: Mapping[str, tuple[type, str]] = {
    "code": (str, 'een code tussen aanhalingstekens, bijvoorbeeld "GM0001"'),
    "name": (str, "een naam tussen aanhalingstekens"),
    "boundary_year": (int, "een jaartal"),
    "last_year_before": (int, "een jaartal"),
    "stadsdelen_note": (str, "tekst tussen aanhalingstekens"),
    "pilots_note": (str, "tekst tussen aanhalingstekens"),
    "boundary_credit": (str, "tekst tussen aanhalingstekens"),
    "default_indicator": (str, "een sleutel uit indicators.csv tussen aanhalingstekens"),
    "default_area": (str, "een gebiedscode tussen aanhalingstekens"),
    "contact": (str, "tekst tussen aanhalingstekens"),
    "fictional": (bool, "true of false"),
    "pilots": (dict, "een blok [pilots] met regels als WK000101 = 2014-10-14"),
    "stadsdelen": (list, "blokken [[stadsdelen]]"),
}
_REQUIRED = ("code", "name", "boundary_year")
_FIX = "Verbeter de waarde in gemeente.toml."
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def municipality_of(content: bytes | None, report: Report) -> Municipality | None:
    """Read and check the file; None when it is absent or cannot be read at all."""
    if content is None:
        report.add(
            MUNICIPALITY_FILE,
            0,
            "",
            "geen bestand",
            f"het bestand {MUNICIPALITY_FILE}",
            "Zet het bestand met naam, code en indeling van de gemeente in de map.",
        )
        return None
    return _Reader(report).read(content)


class _Reader:
    """One reading of the file: its text is needed to name lines."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.text = ""

    def read(self, content: bytes) -> Municipality | None:
        try:
            self.text = content.decode("utf-8-sig")
            said = tomllib.loads(self.text)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            self._add(line, "", "een teken dat geen UTF-8 is", "UTF-8", "Sla op als UTF-8.")
            return None
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"at line (\d+)", str(error))
            line = int(place[1]) if place else 0
            self._add(line, "", "een regel die niet te lezen is", "geldige TOML", str(error))
            return None
        fields = self._typed(said)
        for name in _REQUIRED:
            if not fields.get(name) and name not in said:
                self._add(0, name, "geen waarde", _KINDS[name][1], "Voeg de regel toe.")
        if "code" in fields and level_of(fields["code"]) is not Level.GEMEENTE:
            self._say("code", quoted(fields.pop("code")), "GM en vier cijfers")
        for name in ("boundary_year", "last_year_before"):
            if name in fields and not _FIRST_YEAR <= fields[name] <= _LAST_YEAR:
                self._say(name, str(fields.pop(name)), _KINDS[name][1])
        fields["pilots"] = self._pilots(fields.get("pilots", {}))
        fields["stadsdelen"] = self._stadsdelen(fields.get("stadsdelen", []))
        neutral: dict[str, Any] = {"code": "", "name": "", "boundary_year": 0}
        return Municipality(**(neutral | fields))

    def _typed(self, said: Mapping[str, Any]) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for name, value in said.items():
            if name not in _KINDS:
                self._add(
                    self._line(name),
                    name,
                    f"een onbekende sleutel {quoted(name)}",
                    "alleen: " + ", ".join(_KINDS),
                    near(name, _KINDS) + "Verbeter de naam of haal de regel weg.",
                )
                continue
            kind, expected = _KINDS[name]
            # A bool is an int to Python, not to the reader of this file.
            if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
                self._say(name, quoted(str(value)), expected)
            else:
                fields[name] = value
        return fields

    def _pilots(self, said: Mapping[str, Any]) -> dict[str, dt.date]:
        pilots = {}
        for wijk, start in said.items():
            if not isinstance(start, dt.date) or isinstance(start, dt.datetime):
                self._say(
                    wijk,
                    quoted(str(start)),
                    "een datum zonder aanhalingstekens, als 2014-10-14",
                    "pilots",
                )
                continue
            pilots[wijk] = start
        return pilots

    def _stadsdelen(self, said: list[Any]) -> tuple[Stadsdeel, ...]:
        stadsdelen: list[Stadsdeel] = []
        for block in said:
            wijken = block.get("wijken") if isinstance(block, dict) else None
            fits = (
                isinstance(block, dict)
                and set(block) == {"key", "name", "wijken"}
                and isinstance(block["key"], str)
                and isinstance(block["name"], str)
                and isinstance(wijken, list)
                and all(isinstance(wijk, str) for wijk in wijken)
            )
            if not fits:
                self._say("stadsdelen", quoted(str(block)), "key, name en wijken (een lijst codes)")
                continue
            one = Stadsdeel(block["key"], block["name"], tuple(block["wijken"]))
            if one.key in {other.key for other in stadsdelen}:
                self._say("stadsdelen", f"twee keer key {quoted(one.key)}", "elke key één keer")
            stadsdelen.append(one)
        return tuple(stadsdelen)

    def _line(self, key: str) -> int:
        pattern = re.compile(rf'\s*\[*\s*"?{re.escape(key)}"?\s*[=\]]')
        lines = self.text.splitlines()
        return next((at for at, line in enumerate(lines, 1) if pattern.match(line)), 0)

    def _say(self, key: str, found: str, expected: str, column: str = "") -> None:
        self._add(self._line(key), column or key, found, expected, _FIX)

    def _add(self, line: int, column: str, found: str, expected: str, remedy: str) -> None:
        self.report.add(MUNICIPALITY_FILE, line, column, found, expected, remedy)


def check_own_file(
    municipality: Municipality,
    content: bytes,
    sheets: Mapping[str, Sheet],
    shown: frozenset[str],
    report: Report,
) -> None:
    """Check what the file says against the areas and indicators of the folder.

    Parameters
    ----------
    municipality : Municipality
    content : bytes
        The file, to name lines.
    sheets : mapping of str to Sheet
        ``areas`` and ``indicators`` are looked at.
    shown : frozenset of str
        Codes of the boundary layer; one without a row is reported elsewhere.
    report : Report
    """
    lines = content.decode("utf-8-sig", errors="replace").splitlines()

    def wrong(column: str, code: str, expected: str, hint: str = "") -> None:
        line = _line_with(lines, column, code)
        report.add(MUNICIPALITY_FILE, line, column, quoted(code), expected, hint + _FIX)

    areas = sheets["areas"].words("area_code")
    said = [("pilots", wijk, True) for wijk in municipality.pilots]
    said += [("stadsdelen", wijk, True) for one in municipality.stadsdelen for wijk in one.wijken]
    if municipality.default_area:
        said.append(("default_area", municipality.default_area, False))
    for column, code, of_wijk in said:
        if of_wijk and level_of(code) is not Level.WIJK:
            wrong(column, code, "een wijkcode: WK en zes tekens")
        elif areas is not None and code not in areas | shown:
            wrong(column, code, "een code uit areas.csv", near(code, areas))
    in_stadsdelen = [code for column, code, _ in said if column == "stadsdelen"]
    for code in sorted({code for code in in_stadsdelen if in_stadsdelen.count(code) > 1}):
        wrong("stadsdelen", code, "elke wijk in hoogstens één stadsdeel")
    indicators = sheets["indicators"].words("indicator")
    chosen = municipality.default_indicator
    if chosen and indicators is not None and chosen not in indicators:
        expected = "een indicator uit indicators.csv"
        wrong("default_indicator", chosen, expected, near(chosen, indicators))


def _line_with(lines: list[str], column: str, code: str) -> int:
    """Last line that names a code where `column` would have it; 0 when there is none."""
    start = {"pilots": code, "stadsdelen": ""}.get(column, column)
    found = [
        at
        for at, line in enumerate(lines, 1)
        if code in line and line.lstrip(' "').startswith(start)
    ]
    return found[-1] if found else 0
