"""Where a row belongs: its code, its scope, and names that may only be suggested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkmap.model.areas import level_of, wijk_of
from wijkmap.model.words import AreaScope, Level
from wijkmap.sources.delivery.places import clean_code
from wijkmap.sources.delivery.report import Suggestion
from wijkmap.sources.delivery.values import Reading, of_fault, read_choice
from wijkmap.sources.delivery.words import CHOICES, SCOPE_WORDS, choice_words, fold
from wijkmap.sources.sheets import near, quoted

if TYPE_CHECKING:
    from wijkmap.sources.delivery.rows import Reader, Record

__all__ = ["locate_row"]

_CHOSEN = "Wijkcode is gekozen bij de levering"
_SCOPES = tuple(words[0] for words in CHOICES["scope"].values())


def locate_row(reader: Reader, record: Record, choice: str) -> None:
    """Fill the fields of place of a row, or report why that cannot be done.

    Parameters
    ----------
    reader : Reader
    record : Record
        Changed: ``area_code``, ``buurt_code``, ``place_source``, ``scope``.
    choice : str
        Code that the user confirmed for this row; empty when there is none.
    """
    code_cell, name_cell, buurt_cell = (
        record.cell(one) for one in ("area_code", "place_source", "buurt_code")
    )
    for column, cell in (
        ("area_code", code_cell),
        ("place_source", name_cell),
        ("buurt_code", buurt_cell),
    ):
        if cell.fault:
            reader.fault(record, column, of_fault(cell, "de code of naam van een gebied"))
            return
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    for column, cell in (
        ("area_code", code_cell),
        ("place_source", name_cell),
        ("buurt_code", buurt_cell),
    ):
        text = " ".join(cell.text.split())
        if code := clean_code(text):
            codes[column] = code
            if code != cell.value:
                reader.note(column, f"'{text}' is gelezen als {code}")
        elif text:
            names[column] = text
    record.fields["place_source"] = next(
        (names[one] for one in ("place_source", "area_code", "buurt_code") if one in names), ""
    )
    if not _check_known(reader, record, codes):
        return
    _settle(reader, record, codes, names, choice)


def _check_known(reader: Reader, record: Record, codes: dict[str, str]) -> bool:
    """Whether every code exists; those of another layout may stand in an observation."""
    other = record.fields.get("fit") == "other"
    for column, code in codes.items():
        if code in reader.places.codes or other or code == "NL00":
            continue
        reader.fault(
            record,
            column,
            Reading(
                found=quoted(code),
                expected="een code van een gebied in deze gemeente",
                remedy=near(code, reader.places.codes) + "Verbeter de code.",
            ),
        )
        return False
    return True


def _settle(
    reader: Reader, record: Record, codes: dict[str, str], names: dict[str, str], choice: str
) -> None:
    measured = record.table == "observations"
    first = codes.get("area_code") or codes.get("place_source", "")
    found = first if measured else _wijk_and_buurt(reader, record, codes)
    scope = None if found is None else _scope(reader, record, names)
    if found is None or scope is None or not _names_agree(reader, record, found, names):
        return
    code = found
    if not code and not scope and names:
        code = choice
        if not code:
            _suggest(reader, record, names)
            return
        record.fields["cautions"] = ";".join(
            part for part in (record.fields.get("cautions", ""), _CHOSEN) if part
        )
        if level_of(code) is Level.BUURT and record.table == "initiatives":
            record.fields["buurt_code"] = code
            code = wijk_of(code)
    record.fields["area_code"] = code
    if measured:
        _need_area(reader, record)
        return
    _settle_scope(reader, record, scope)


def _settle_scope(reader: Reader, record: Record, scope: str) -> None:
    code = record.fields["area_code"]
    point = bool(record.fields.get("x")) and bool(record.fields.get("y"))
    if not scope:
        scope = AreaScope.WIJK.value if code or point else AreaScope.UNPLACED.value
        if scope == AreaScope.UNPLACED.value:
            reader.note("area_code", "zonder wijk: telt als niet toegewezen")
    record.fields["scope"] = scope


def _wijk_and_buurt(reader: Reader, record: Record, codes: dict[str, str]) -> str | None:
    """Code of the wijk, empty when there is none; None when the codes are at fault."""
    wijken = [code for code in codes.values() if level_of(code) is Level.WIJK]
    buurten = [code for code in codes.values() if level_of(code) is Level.BUURT]
    if buurten and record.table == "initiatives":
        record.fields["buurt_code"] = buurten[0]
        if not wijken:
            reader.note("buurt_code", "de wijk volgt uit de code van de buurt")
            wijken = [wijk_of(buurten[0])]
    elif buurten and not wijken:
        wijken = [wijk_of(buurten[0])]
        reader.note("area_code", "de wijk volgt uit de code van de buurt")
    wrong = [code for code in codes.values() if level_of(code) not in {Level.WIJK, Level.BUURT}]
    if wrong:
        column = next(name for name, code in codes.items() if code == wrong[0])
        reader.fault(
            record,
            column,
            Reading(
                found=quoted(wrong[0]),
                expected="de code van een wijk",
                remedy="Is het voor de hele stad? Maak de code leeg en schrijf bij Wijk: "
                "hele stad.",
            ),
        )
        return None
    places = {*wijken, *(wijk_of(code) for code in buurten)}
    if len(places) > 1:
        _contradict(reader, record, "area_code", " en ".join(sorted(codes.values())))
        return None
    return wijken[0] if wijken else ""


def _scope(reader: Reader, record: Record, names: dict[str, str]) -> str | None:
    """Scope that the row says, empty when it says none; None when it is at fault."""
    reading = read_choice(record.cell("scope"), choice_words("scope"), _SCOPES)
    if reading.wrong:
        reader.fault(record, "scope", reading)
        return None
    said = {SCOPE_WORDS[word] for name in names.values() if (word := fold(name)) in SCOPE_WORDS}
    if reading.text == AreaScope.WIJK.value:
        # A word only, no code: the code or the name decides.
        return ""
    said |= {reading.text} - {""}
    if len(said) > 1:
        _contradict(reader, record, "scope", " en ".join(sorted(names.values())))
        return None
    return said.pop() if said else ""


def _names_agree(reader: Reader, record: Record, code: str, names: dict[str, str]) -> bool:
    """Whether no name in the row is the name of another area than the code's."""
    for column, name in names.items():
        meant = reader.places.named(name)
        if not code or not meant or any(reader.places.agree(one, code) for one in meant):
            continue
        described = " of ".join(reader.places.describe(one) for one in sorted(meant))
        _contradict(
            reader,
            record,
            column,
            f"{quoted(name)}, dat {described} is, bij de code {reader.places.describe(code)}",
        )
        return False
    return True


def _contradict(reader: Reader, record: Record, column: str, found: str) -> None:
    reader.fault(
        record,
        column,
        Reading(
            found=found,
            expected="een code en een naam van hetzelfde gebied",
            remedy="Verbeter de code of de naam.",
        ),
    )


def _suggest(reader: Reader, record: Record, names: dict[str, str]) -> None:
    column, name = next(iter(names.items()))
    codes = reader.places.suggest(name, record.table)
    if codes:
        reader.suggestions.append(
            Suggestion(record.sheet, record.line.row, record.layout.name_of(column), name, codes)
        )
    meant = " of ".join(reader.places.describe(one) for one in codes)
    reader.fault(
        record,
        column,
        Reading(
            found=f"alleen de naam {quoted(name)}",
            expected="een wijkcode" if record.table != "observations" else "een gebiedscode",
            remedy=(f"Bedoelt u {meant}? Bevestig dat, of vul de code in." if meant else "")
            or "Vul de code in; de codes staan op het blad Uitleg van het sjabloon.",
        ),
    )


def _need_area(reader: Reader, record: Record) -> None:
    if not record.fields["area_code"]:
        reader.fault(
            record,
            "area_code",
            Reading(
                found="een lege cel",
                expected="een gebiedscode",
                remedy="Vul de code van de gemeente, wijk of buurt in.",
            ),
        )
