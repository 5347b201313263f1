"""The rules of a scenario, read from a TOML file in Dutch; every fault at once."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

from wijkmap.model.care import CareDecision
from wijkmap.model.scenario import (
    INITIATIVES,
    RESIDENTS,
    Missing,
    PotLine,
    Rule,
    RuleKind,
    Scenario,
    Yardstick,
)

__all__ = ["KIND_WORDS", "MISSING_WORDS", "parse_scenario", "read_scenario"]

_Table: TypeAlias = Mapping[str, Any]

KIND_WORDS = {
    "vast-bedrag": RuleKind.FIXED,
    "overloop": RuleKind.CARRY_OVER,
    "gelijk-deel": RuleKind.EQUAL,
    "per-inwoner": RuleKind.PER_RESIDENT,
    "behoefte": RuleKind.NEED,
    "eigen-inzet": RuleKind.EFFORT,
    "ondergrens": RuleKind.FLOOR,
    "kleine-wijk": RuleKind.SMALL_WIJK,
    "bovengrens": RuleKind.CEILING,
}
"""Word of each kind of rule in the file."""

MISSING_WORDS = {
    "weglaten": Missing.LEAVE_OUT,
    "gemiddelde": Missing.CITY_MEAN,
    "eigen-waarde": Missing.OWN,
}
"""Word of each choice about a missing input in the file."""

_NEED_AT = {"hoog": 1, "laag": -1}
_CHOICE = ("ontbreekt", "eigen_waarde")
_KEYS: Mapping[RuleKind, tuple[str, ...]] = {
    RuleKind.FIXED: ("euro",),
    RuleKind.CARRY_OVER: ("euro_per_wijk",),
    RuleKind.EQUAL: ("gewicht",),
    RuleKind.PER_RESIDENT: ("gewicht", "jaar", *_CHOICE),
    RuleKind.NEED: ("gewicht", "indicator", "ontbreekt"),
    RuleKind.EFFORT: ("gewicht", "jaar", "bevestigd", *_CHOICE),
    RuleKind.FLOOR: ("euro",),
    RuleKind.SMALL_WIJK: ("euro", "inwoners_onder", "jaar", *_CHOICE),
    RuleKind.CEILING: ("euro",),
}
_REQUIRED = ("euro", "euro_per_wijk", "inwoners_onder")
_INDICATOR = ("sleutel", "gewicht", "jaar", "behoefte_bij", "nul", "maal_inwoners", *_CHOICE)
_TOP = ("naam", "pot", "wijken", "regel", "potregel")
_LINE = ("euro", "naam", "code", "stroom", "omschrijving", "besluit")
_DECISION = ("zorggeld", "wie", "wanneer", "waarom")
_CENTS = 100


def read_scenario(
    path: Path, wijk_names: Mapping[str, str], pot: int | None = None
) -> tuple[Scenario, tuple[str, ...]]:
    """Read a scenario from a file; see `parse_scenario`.

    Parameters
    ----------
    path : Path
    wijk_names : mapping of str to str
        Code of each wijk by its name: wijken may be called by either.
    pot : int, optional
        Cents that take the place of the file's pot.

    Returns
    -------
    tuple of Scenario and tuple of str
        What could be read, and a Dutch sentence for each fault.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        told = "geen tekst in UTF-8" if isinstance(error, UnicodeDecodeError) else "niet te lezen"
        return Scenario("", 0, ()), (f"Het bestand {path.name} is {told}.",)
    return parse_scenario(text, wijk_names, pot)


def parse_scenario(
    text: str, wijk_names: Mapping[str, str], pot: int | None = None
) -> tuple[Scenario, tuple[str, ...]]:
    """Scenario in a text, and the faults of the text.

    Parameters
    ----------
    text : str
        TOML, as `wijkmap/docs/scenario.toml` explains it.
    wijk_names : mapping of str to str
        Code of each wijk by its name.
    pot : int, optional
        Cents that take the place of the text's pot.

    Returns
    -------
    tuple of Scenario and tuple of str
        What could be read, and a Dutch sentence for each fault.
    """
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        fault = f"Het bestand is geen geldige TOML: {error}."
        return Scenario("", 0, ()), (fault,)
    reader = _Reader(wijk_names)
    return reader.scenario(content, pot), tuple(reader.faults)


class _Reader:
    """Reads tables; collects what is wrong in `faults`."""

    def __init__(self, wijk_names: Mapping[str, str]) -> None:
        self.codes = {name.casefold(): code for name, code in wijk_names.items()}
        self.faults: list[str] = []

    def scenario(self, content: _Table, pot: int | None) -> Scenario:
        self._known(content, _TOP, "het bestand")
        lines = tuple(self._line(*one) for one in self._tables(content, "potregel"))
        told = self._cents(content["pot"], "pot") if "pot" in content else None
        if lines:
            told = self._lines_total(lines, told)
        if lines and pot is not None and pot != told:
            self.faults.append(
                "De potregels zijn samen niet de gevraagde pot; geef het bedrag maar op één plek."
            )
        amount = told if pot is None else pot
        if amount is None:
            self.faults.append("Er is geen pot: geef hem mee, of zet pot = 500000 in het bestand.")
        rules = [self._rule(*one) for one in self._tables(content, "regel")]
        return Scenario(
            name=str(content.get("naam", "")),
            pot=amount or 0,
            rules=tuple(rule for rule in rules if rule is not None),
            wijken=tuple(self._wijk(str(one)) for one in self._list(content, "wijken")),
            lines=lines,
        )

    def _lines_total(self, lines: tuple[PotLine, ...], told: int | None) -> int:
        total = sum(line.cents for line in lines)
        if told is not None and told != total:
            self.faults.append("De potregels zijn samen niet de pot; geef één van beide.")
        return total

    def _line(self, table: _Table, where: str) -> PotLine:
        self._known(table, _LINE, where)
        texts = {key: str(table.get(key, "")) for key in _LINE[1:-1]}
        return PotLine(
            self._cents(table.get("euro"), f"{where}: euro"),
            name=texts["naam"],
            code=texts["code"],
            stream=texts["stroom"],
            description=texts["omschrijving"],
            decision=self._decision(table, f"{where}, besluit"),
        )

    def _decision(self, table: _Table, where: str) -> CareDecision | None:
        told = table.get("besluit")
        if told is None:
            return None
        if not isinstance(told, Mapping):
            self.faults.append(f"{where}: schrijf zorggeld, wie, wanneer en waarom.")
            return None
        self._known(told, _DECISION, where)
        if "zorggeld" not in told:
            self.faults.append(f"{where}: zorggeld ontbreekt; schrijf true of false.")
        words = [str(told.get(key, "")) for key in _DECISION[1:]]
        return CareDecision(self._flag(told, "zorggeld", where), *words)

    def _rule(self, table: _Table, where: str) -> Rule | None:
        word = str(table.get("soort", ""))
        if word not in KIND_WORDS:
            self.faults.append(f"{where}: soort ‘{word}’ bestaat niet. {_hint(word, KIND_WORDS)}")
            return None
        kind = KIND_WORDS[word]
        where = f"{where} ({word})"
        self._known(table, ("soort", "naam", *_KEYS[kind]), where)
        for key in _KEYS[kind]:
            if key in _REQUIRED and key not in table:
                self.faults.append(f"{where}: {key} ontbreekt.")
        euro = self._cents(table["euro"], f"{where}: euro") if "euro" in table else 0
        by_wijk = self._by_wijk(table, "euro_per_wijk", where, self._cents)
        return Rule(
            kind=kind,
            name=str(table.get("naam", "")) or word,
            weight=self._weight(table, where),
            cents=euro,
            by_wijk=by_wijk,
            below=self._whole(table, "inwoners_onder", where) or 0,
            yardsticks=self._yardsticks(kind, table, where),
            confirmed=self._flag(table, "bevestigd", where),
        )

    def _yardsticks(self, kind: RuleKind, table: _Table, where: str) -> tuple[Yardstick, ...]:
        what = {
            RuleKind.PER_RESIDENT: RESIDENTS,
            RuleKind.SMALL_WIJK: RESIDENTS,
            RuleKind.EFFORT: INITIATIVES,
        }
        if kind in what:
            return (self._yardstick(what[kind], {"gewicht": 1} | _without_weight(table), where),)
        if kind is not RuleKind.NEED:
            return ()
        found = []
        for one, place in self._tables(table, "indicator"):
            here = f"{where}, {place}"
            self._known(one, _INDICATOR, here)
            if not one.get("sleutel"):
                self.faults.append(f"{here}: sleutel van de indicator ontbreekt.")
                continue
            inherited = {key: table[key] for key in ("ontbreekt",) if key in table}
            found.append(self._yardstick(str(one["sleutel"]), inherited | dict(one), here))
        return tuple(found)

    def _yardstick(self, what: str, table: _Table, where: str) -> Yardstick:
        zero = self._number(table["nul"], f"{where}: nul") if "nul" in table else None
        own = self._by_wijk(table, "eigen_waarde", where, self._number)
        missing = self._word(table, "ontbreekt", where, MISSING_WORDS)
        if own and missing is None:
            missing = Missing.OWN
        return Yardstick(
            what=what,
            weight=self._weight(table, where),
            year=self._whole(table, "jaar", where),
            more_need=self._word(table, "behoefte_bij", where, _NEED_AT) or 0,
            zero=None if zero is None else float(zero),
            times_residents=self._flag(table, "maal_inwoners", where),
            missing=missing,
            own={code: float(value) for code, value in own.items()},
        )

    # Cells

    def _tables(self, content: _Table, key: str) -> list[tuple[_Table, str]]:
        found = []
        for place, one in enumerate(self._list(content, key), 1):
            if isinstance(one, Mapping):
                found.append((one, f"{key} {place}"))
            else:
                self.faults.append(f"{key}: schrijf [[{key}]] boven elk blok.")
        return found

    def _list(self, content: _Table, key: str) -> list[Any]:
        value = content.get(key, [])
        if isinstance(value, list):
            return value
        self.faults.append(f"{key}: verwacht een lijst.")
        return []

    def _known(self, table: _Table, allowed: Collection[str], where: str) -> None:
        for key in table:
            if key not in allowed:
                self.faults.append(f"{where}: ‘{key}’ hoort hier niet. {_hint(key, allowed)}")

    def _number(self, value: object, where: str) -> Decimal:
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            exact = Decimal(value)
            if exact.is_finite():
                return exact
        self.faults.append(f"{where}: verwacht een getal, gevonden {value!r}.")
        return Decimal(0)

    def _cents(self, value: object, where: str) -> int:
        cents = self._number(value, where) * _CENTS
        if cents != int(cents):
            self.faults.append(f"{where}: {value} euro heeft delen van een cent.")
        return int(cents)

    def _weight(self, table: _Table, where: str) -> Fraction:
        return Fraction(self._number(table.get("gewicht", 1), f"{where}: gewicht"))

    def _whole(self, table: _Table, key: str, where: str) -> int | None:
        if key not in table:
            return None
        value = table[key]
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.faults.append(f"{where}: {key}: verwacht een heel getal, gevonden {value!r}.")
        return None

    def _flag(self, table: _Table, key: str, where: str) -> bool:
        value = table.get(key, False)
        if not isinstance(value, bool):
            self.faults.append(f"{where}: {key}: schrijf true of false.")
        return value is True

    def _word(self, table: _Table, key: str, where: str, words: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the type of the list of words
        if key not in table:
            return None
        word = str(table[key])
        if word not in words:
            self.faults.append(f"{where}: {key} ‘{word}’ kan niet. {_hint(word, words)}")
        return words.get(word)

    def _by_wijk(
        self, table: _Table, key: str, where: str, read: Callable[[object, str], Any]
    ) -> dict[str, Any]:
        value = table.get(key, {})
        if not isinstance(value, Mapping):
            self.faults.append(f"{where}: {key}: schrijf per wijk een bedrag of waarde.")
            return {}
        return {
            self._wijk(str(wijk)): read(one, f"{where}: {key} van {wijk}")
            for wijk, one in value.items()
        }

    def _wijk(self, word: str) -> str:
        """Code of a wijk called by its name; anything else as it is."""
        return self.codes.get(word.casefold(), word)


def _without_weight(table: _Table) -> dict[str, Any]:
    """Keys of a rule that its one yardstick shares; the weight is the rule's."""
    return {key: table[key] for key in ("jaar", *_CHOICE) if key in table}


def _hint(word: str, allowed: Collection[str]) -> str:
    near = difflib.get_close_matches(word, list(allowed), n=1)
    return f"Bedoelt u {near[0]}?" if near else f"Kies uit: {', '.join(allowed)}."
