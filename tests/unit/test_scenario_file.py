"""The rules file, and the command that carries it out."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from terminal import Answer, ask

from wijkmap.model.scenario import Missing, RuleKind
from wijkmap.sources.scenario_file import parse_scenario
from wijkmap.sources.scenario_text import scenario_text

EXAMPLE = Path(__file__).parents[2] / "wijkmap" / "docs" / "scenario.toml"
NAMES = {"Klingerberg": "WK098325", "Steyl": "WK098335"}


def scenario(*arguments: str) -> Answer:
    return ask("scenario", *arguments)


@pytest.mark.parametrize("pot", ["500000", "123456.78"])
def test_example_runs_on_the_embedded_data_without_a_question(pot: str):
    answer = scenario(str(EXAMPLE), "--pot", pot, "--format", "csv")
    if pot != "500000":
        assert answer.returncode == 2  # its floors are above this pot
        assert "ondergrenzen vragen samen" in answer.stderr
        return
    assert (answer.returncode, answer.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(answer.stdout)))
    rules = ["fixed_sum", "per_resident", "need", "floor", "small_wijk", "ceiling"]
    first = ["wijk_code", "wijk_name", "euro", "euro_per_resident"]
    assert [*rows[0]] == [*first, *rules, "cautions"]
    assert len(rows) == 21
    assert sum(Decimal(row["euro"]) for row in rows) == Decimal(pot)
    for row in rows:
        assert sum(Decimal(row[rule]) for rule in rules) == Decimal(row["euro"])
        assert 10_000 <= Decimal(row["euro"]) <= 40_000


def test_json_has_the_same_rows_and_cents_are_kept():
    answer = scenario(str(EXAMPLE), "--pot", "500000.01", "--format", "json")
    rows = json.loads(answer.stdout)
    assert sum(Decimal(str(row["euro"])) for row in rows) == Decimal("500000.01")
    assert scenario(str(EXAMPLE), "--pot", "0.001").returncode == 2


def test_rules_are_read():
    text = """
    naam = "Proef"
    pot = 1000.50
    wijken = ["steyl", "WK098325"]
    [[regel]]
    soort = "vast-bedrag"
    euro = 12.34
    [[regel]]
    soort = "behoefte"
    naam = "Behoefte"
    gewicht = 2.5
    ontbreekt = "weglaten"
      [[regel.indicator]]
      sleutel = "liveability_score"
      behoefte_bij = "hoog"
      nul = 4.3
      [[regel.indicator]]
      sleutel = "registered_crime"
      eigen_waarde = { Klingerberg = 12 }
      ontbreekt = "eigen-waarde"
    [[regel]]
    soort = "overloop"
    euro_per_wijk = { Klingerberg = 5.05 }
    """
    found, faults = parse_scenario(text, NAMES)
    assert faults == ()
    assert (found.name, found.pot, found.wijken) == ("Proef", 100_050, ("WK098335", "WK098325"))
    fixed, need, carried = found.rules
    assert (fixed.kind, fixed.cents, fixed.name) == (RuleKind.FIXED, 1_234, "vast-bedrag")
    assert float(need.weight) == 2.5
    first, second = need.yardsticks
    assert (first.more_need, first.zero, first.missing) == (1, 4.3, Missing.LEAVE_OUT)
    assert (second.missing, dict(second.own)) == (Missing.OWN, {"WK098325": 12.0})
    assert carried.by_wijk == {"WK098325": 505}


def test_every_fault_at_once():
    text = """
    pott = 3
    [[regel]]
    soort = "behoeften"
    [[regel]]
    soort = "vast-bedrag"
    gewicht = 3
    [[regel]]
    soort = "ondergrens"
    euro = "veel"
    [[regel]]
    soort = "kleine-wijk"
    euro = 1.005
    inwoners_onder = 3.5
    ontbreekt = "nul"
    """
    _, faults = parse_scenario(text, NAMES)
    told = "\n".join(faults)
    for part in (
        "‘pott’ hoort hier niet. Bedoelt u pot?",
        "Er is geen pot",
        "soort ‘behoeften’ bestaat niet. Bedoelt u behoefte?",
        "regel 2 (vast-bedrag): ‘gewicht’ hoort hier niet",
        "regel 2 (vast-bedrag): euro ontbreekt",
        "verwacht een getal, gevonden 'veel'",
        "delen van een cent",
        "verwacht een heel getal",
        "ontbreekt ‘nul’ kan niet",
    ):
        assert part in told
    assert len(faults) == 9


def test_text_that_is_no_toml_is_refused():
    _, faults = parse_scenario("naam = ", NAMES)
    assert "geen geldige TOML" in faults[0]


def test_lines_of_the_pot_are_the_pot():
    text = """
    [[potregel]]
    euro = 10.50
    [[potregel]]
    euro = 2
    naam = "Rest"
    besluit = { zorggeld = false, wie = "college", wanneer = "2026", waarom = "plannen" }
    """
    found, faults = parse_scenario(text, NAMES)
    assert (found.pot, faults) == (1_250, ())
    assert [line.name for line in found.lines] == ["", "Rest"]
    decision = found.lines[1].decision
    assert decision is not None
    assert (decision.is_care, decision.why) == (False, "plannen")
    _, faults = parse_scenario(text, NAMES, pot=5)
    assert "maar op één plek" in faults[0]


def test_faults_of_the_file_and_unknown_words_come_in_one_report(tmp_path: Path):
    rules = tmp_path / "rules.toml"
    rules.write_text(
        'pot = 1\nwijken = ["Nergens"]\n[[regel]]\nsoort = "vast-bedrag"\n', encoding="utf-8"
    )
    answer = scenario(str(rules))
    assert answer.returncode == 2
    assert "Wijk Nergens bestaat niet" in answer.stderr
    assert "euro ontbreekt" in answer.stderr
    rules.write_bytes(b"\xff")
    assert "geen tekst in UTF-8" in scenario(str(rules)).stderr


EVERYTHING = """
naam = "Alles \\"tussen\\" tekens"
wijken = ["WK098325"]
[[potregel]]
euro = 10.05
naam = "Dagbesteding"
code = "x"
stroom = "buurtbudget"
omschrijving = "inloop"
besluit = { zorggeld = false, wie = "college", wanneer = "2026-11-01", waarom = "voor allen" }
[[regel]]
soort = "kleine-wijk"
euro = 1.5
inwoners_onder = 800
jaar = 2024
ontbreekt = "gemiddelde"
[[regel]]
soort = "behoefte"
naam = "Behoefte"
gewicht = 0.25
  [[regel.indicator]]
  sleutel = "liveability_score"
  behoefte_bij = "laag"
  nul = 4.3
  maal_inwoners = true
  eigen_waarde = { WK098325 = 4.05 }
[[regel]]
soort = "eigen-inzet"
bevestigd = true
ontbreekt = "weglaten"
[[regel]]
soort = "overloop"
euro_per_wijk = { WK098325 = 12.5 }
"""


@pytest.mark.parametrize("text", [EVERYTHING, EXAMPLE.read_text(encoding="utf-8")])
def test_written_scenario_reads_back_the_same(text: str):
    found, faults = parse_scenario(text, NAMES)
    assert faults == ()
    assert parse_scenario(scenario_text(found), {}) == (found, ())
