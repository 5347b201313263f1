"""What the scenario maker shows, on the small gemeente: links, words, map, tables and sheets."""

from __future__ import annotations

import dataclasses
import json
from fractions import Fraction

import pandas as pd
import pytest

from wijkmap.analysis.scenario import edits
from wijkmap.analysis.scenario.division import divide, outcome
from wijkmap.analysis.scenario.gains import gains_from_today, today
from wijkmap.analysis.scenario.totals import (
    by_stadsdeel,
    favoured,
    gains_by_stadsdeel,
    mean_per_resident,
)
from wijkmap.model.dataset import Dataset
from wijkmap.model.scenario import (
    INITIATIVES,
    RESIDENTS,
    Missing,
    Rule,
    RuleKind,
    Scenario,
    Yardstick,
)
from wijkmap.present.charts.stack import Piece, Stack, stacked_bars
from wijkmap.present.scenarios.layer import base_step, euro_classes, gain_classes
from wijkmap.present.scenarios.sheets import machine_sheet, scenario_sheets
from wijkmap.present.scenarios.tables import against_division, against_today
from wijkmap.present.scenarios.view import TODAY, Ask, ScenarioView
from wijkmap.present.scenarios.words import change_text, rule_sentence
from wijkmap.sources.scenario_link import link_scenario, scenario_link
from wijkmap.sources.typed import typed_cents, typed_number

MOLEN, STATION, HAVEN, BUITEN = "WK990101", "WK990102", "WK990103", "WK9901AA"
PER_RESIDENT = Rule(
    RuleKind.PER_RESIDENT, name="Inwoners", yardsticks=(Yardstick(RESIDENTS, year=2014),)
)
FLOOR = Rule(RuleKind.FLOOR, name="Ten minste", cents=10_000)
BASE = Scenario("Basis", 604_000, (PER_RESIDENT,))
FLOORED = Scenario("Met bodem", 604_000, (PER_RESIDENT, FLOOR))


def view(dataset: Dataset, *scenarios: Scenario, **ask: object):
    outcomes = tuple(outcome(dataset, one) for one in scenarios)
    return ScenarioView(dataset, outcomes, Ask(**ask), "1 november 2026")


# The link


def test_link_is_short_and_holds_the_whole_scenario():
    text = scenario_link(FLOORED)
    assert len(text) < 120
    assert text.replace("-", "").replace("_", "").isalnum()
    assert link_scenario(text, {}) == (FLOORED, ())


@pytest.mark.parametrize("broken", ["", "x", "1", "1!!", "1abcd", scenario_link(BASE)[:-3], "1é"])
def test_broken_link_gets_a_friendly_line(broken: str):
    found, lines = link_scenario(broken, {})
    assert found is None
    assert "niet heel aangekomen" in lines[0]


def test_link_of_another_version_says_so():
    assert "andere versie" in link_scenario("9" + scenario_link(BASE)[1:], {})[1][0]


def test_link_that_swells_is_refused():
    huge = dataclasses.replace(BASE, name="a" * 100_000)
    assert link_scenario(scenario_link(huge), {})[0] is None


# What is typed


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("500.000", 50_000_000),
        ("€ 1.250,50", 125_050),
        ("12,5", 1_250),
        ("12.50", 1_250),
        ("−5", -500),
    ],
)
def test_amounts_are_read_the_dutch_way(text: str, cents: int):
    assert typed_cents(text) == (cents, "")


@pytest.mark.parametrize("text", ["", "veel", "1,234", "1e5", "1.2345", "9" * 20])
def test_what_is_no_amount_says_what_is_expected(text: str):
    cents, told = typed_cents(text)
    assert cents is None
    assert "1.250,50" in told


def test_numbers_have_a_comma():
    assert typed_number("4,125") == (4.125, "")
    assert typed_number("nul")[0] is None


# Changing a scenario


def test_edits_leave_the_scenario_they_are_given_alone(small: Dataset):
    added = edits.with_rule(BASE, 1, rule=FLOOR)
    assert added == dataclasses.replace(FLOORED, name="Basis")
    assert edits.without_rule(added, 1) == BASE
    assert edits.with_rule(BASE, 0, weight=Fraction(3)).rules[0].weight == 3
    assert edits.with_yardstick(BASE, 0, 0, year=2016).rules[0].yardsticks[0].year == 2016
    assert BASE.rules == (PER_RESIDENT,)
    assert RuleKind.FLOOR not in edits.choices_for(added)
    assert RuleKind.FIXED in edits.choices_for(added)
    assert edits.first_scenario(small, "x").rules[2].yardsticks[0].what == "liveability"


def test_indicators_that_stay_keep_their_settings(small: Dataset):
    rule = edits.new_rule(small, RuleKind.NEED)
    scenario = edits.with_yardstick(dataclasses.replace(BASE, rules=(rule,)), 0, 0, zero=4.4)
    wider = edits.with_indicators(scenario, 0, ("crime_rate", "liveability"))
    assert wider.rules[0].yardsticks == (
        Yardstick("crime_rate"),
        Yardstick("liveability", zero=4.4),
    )


def test_an_answer_settles_its_question(small: Dataset):
    need = Rule(RuleKind.NEED, name="Behoefte", yardsticks=(Yardstick("crimes", year=2016),))
    asked = outcome(small, Scenario("", 100, (need,)))
    assert asked.division is None
    (question,) = asked.questions
    settled = edits.answered(asked.scenario, question, Missing.LEAVE_OUT)
    assert outcome(small, settled).division is not None
    assert outcome(small, edits.answered(settled, question, None)).questions == (question,)
    times = Yardstick("liveability", zero=4.4, times_residents=True)
    product = Scenario("", 100, (dataclasses.replace(need, yardsticks=(times,)),))
    about = dataclasses.replace(question, what=RESIDENTS)
    assert edits.answered(product, about, Missing.CITY_MEAN).rules[0].yardsticks[0].missing


# Totals


def test_stadsdelen_are_the_sum_of_their_wijken(small: Dataset):
    frame = by_stadsdeel(small, divide(small, FLOORED)).frame
    assert frame["cents"].to_dict() == {"zuid": 297_000, "noord": 307_000}
    assert frame["floor"].to_dict() == {"zuid": -3_000, "noord": 3_000}
    # The newest residents: 1000 + 2000, and 3000 + 50.
    assert frame["euro_per_resident"].tolist() == pytest.approx([0.99, 3070 / 3050])
    only = dataclasses.replace(BASE, wijken=(MOLEN,))
    assert by_stadsdeel(small, divide(small, only)).frame.index.tolist() == ["zuid"]


def test_whom_a_rule_favours(small: Dataset):
    fixed = Rule(RuleKind.FIXED, name="Vast", cents=10_000)
    scenario = Scenario(
        "", 644_000, (fixed, PER_RESIDENT, dataclasses.replace(FLOOR, cents=20_000))
    )
    found = favoured(divide(small, scenario))
    # 100 euro each: 0.10, 0.05 and 0.033 per resident; Buitenwijk has too few residents.
    assert found.loc["fixed_sum", ["most", "least"]].tolist() == [MOLEN, HAVEN]
    assert found.at["fixed_sum", "most_per_resident"] == pytest.approx(0.1)
    assert found.at["per_resident", "most"] == ""
    assert found.loc["floor", ["up", "down"]].tolist() == [1, 3]


# Today


def test_today_is_known_where_it_is_known(small: Dataset):
    found = today(small)
    assert found is not None
    assert (found.kind.value, found.year, found.partial) == ("planned", 2018, 3)
    # Molenwijk: nothing planned in 2018, and its register is complete.
    assert found.frame["cents"].tolist() == [0, pd.NA, pd.NA, 90_000]
    frame = gains_from_today(found, divide(small, BASE))
    assert frame["difference"].tolist() == [100_000, pd.NA, pd.NA, -86_000]


def test_disputed_amount_gives_a_range(small: Dataset):
    found = today(small)
    assert found is not None
    frame = found.frame.assign(
        low=found.frame["low"].mask(found.frame.index == BUITEN, 1_000),
        high=found.frame["high"].mask(found.frame.index == BUITEN, 9_000),
    )
    gained = gains_from_today(dataclasses.replace(found, frame=frame), divide(small, BASE))
    assert pd.isna(gained.at[BUITEN, "difference"])
    assert gained.loc[BUITEN, ["difference_low", "difference_high"]].tolist() == [-5_000, 3_000]
    told = against_today(dataclasses.replace(found, frame=frame), divide(small, BASE))
    assert any("niet volledig" in line for line in told.lines)
    assert any("2 van de 4 wijken is dat bedrag niet bekend" in line for line in told.lines)


# Words


def test_rules_in_words(small: Dataset):
    need = Rule(
        RuleKind.NEED,
        weight=Fraction(1, 2),
        yardsticks=(
            Yardstick("liveability", zero=4.4, times_residents=True, missing=Missing.CITY_MEAN),
            Yardstick("population", year=2016, more_need=1),
        ),
    )
    told = rule_sentence(small, dataclasses.replace(BASE, rules=(PER_RESIDENT, need)), need)
    assert told.startswith("weegt 0,5 van 1,5, naar behoefte: Leefbaarheid (weegt 1, laag is meer")
    for part in ("afstand tot 4,4, maal inwoners", "gemiddelde van de andere", "hoog is meer"):
        assert part in told
    effort = Rule(RuleKind.EFFORT, yardsticks=(Yardstick(INITIATIVES),), confirmed=True)
    assert "dat is aanvaard" in rule_sentence(small, BASE, effort)
    carry = Rule(RuleKind.CARRY_OVER, by_wijk={MOLEN: 125_050})
    assert rule_sentence(small, BASE, carry) == "Molenwijk €\xa01.250,50"


def test_changes_have_a_sign():
    assert [change_text(one) for one in (5, -5, 0)] == ["+€\xa00,05", "−€\xa00,05", "€\xa00,00"]


# Map


def test_classes_follow_the_pot_and_no_rule(small: Dataset):
    assert [base_step(pot, 100.0) for pot in (10_000, 24_000, 60_000, 90_000)] == [1, 2.5, 5, 10]
    assert euro_classes(5.0).limits == ("2,5", "5,0", "10,0", "20,0")
    assert gain_classes(5.0, 0.3).limits == ("−0,10", "−0,02", "0,02", "0,10")
    assert gain_classes(5.0, 1.9).limits == ("−0,5", "−0,1", "0,1", "0,5")
    assert gain_classes(5.0, 900.0).limits == ("−10", "−2", "2", "10")
    palettes = {view(small, one).payload.limits for one in (BASE, FLOORED)}
    assert len(palettes) == 1


def test_map_table_and_file_give_the_same_euros(small: Dataset):
    shown = view(small, FLOORED)
    division = divide(small, FLOORED)
    sheet = machine_sheet(division)
    assert sheet["euro"].tolist() == [990.0, 1980.0, 2970.0, 100.0]
    assert shown.payload.scaled == ("99,99,99,",)  # cents per resident; too few in Buitenwijk
    assert shown.payload.classes[0][3] == "n"
    for text in ("990,00", "1.980,00", "2.970,00", "100,00", "6.040,00"):
        assert text in shown.table
    assert sheet["euro_per_resident"].tolist()[:3] == [0.99, 0.99, 0.99]
    assert mean_per_resident(division) == pytest.approx(6040 / 6050)


def test_statement_names_the_opened_wijk_or_the_pilots(small: Dataset):
    told = view(small, BASE, area=STATION).statement
    assert told.startswith(
        "Stationswijk krijgt €\xa02.000 van de €\xa06.040 (€\xa01,00 per inwoner)"
    )
    assert "Molenwijk krijgt €\xa01.000" in view(small, BASE).statement
    assert "en Buitenwijk €\xa040;" in view(small, BASE).statement


def test_what_cannot_be_divided_shows_no_older_division(small: Dataset):
    high = dataclasses.replace(
        FLOORED, rules=(PER_RESIDENT, dataclasses.replace(FLOOR, cents=10**9))
    )
    shown = view(small, high)
    assert shown.statement == "Met deze regels kan de pot niet worden verdeeld"
    assert not any((shown.table, shown.bars, shown.favour, shown.beside, shown.remarks))
    assert set(shown.payload.classes[0]) == {"n"}
    assert shown.payload.texts["absent"] == "nog geen verdeling"
    assert "Ten minste" in shown.rules
    asked = Scenario("", 100, (Rule(RuleKind.NEED, yardsticks=(Yardstick("crimes", year=2016),)),))
    assert view(small, asked).statement.startswith("Nog geen verdeling: eerst een keuze")
    json.loads(shown.payload.json())


def test_gains_and_losses_on_the_map_and_in_the_table(small: Dataset):
    shown = view(small, FLOORED, BASE, against="2", gains=True)
    assert shown.payload.title == "Erbij of eraf"
    assert shown.payload.scaled == ("-1,-1,-1,",)
    for text in ("−€\xa010,00", "+€\xa060,00", "Basis"):
        assert text in shown.table
    unknown = view(small, BASE, against=TODAY, gains=True)
    assert unknown.payload.classes[0][1:3] == "mm"
    assert unknown.table.count("niet te zeggen") == 2
    assert against_division(divide(small, BASE), divide(small, FLOORED)).lines == ()


def test_two_or_three_beside_each_other(small: Dataset):
    third = dataclasses.replace(BASE, name="Groter", pot=1_208_000)
    shown = view(small, BASE, FLOORED, third).beside
    for text in ("Basis", "Met bodem", "Groter", "+€\xa060,00", "+€\xa06.040,00"):
        assert text in shown
    wrong = dataclasses.replace(BASE, name="Fout", pot=-1)
    assert "Fout kan niet worden verdeeld" in view(small, BASE, wrong).beside


def test_stadsdelen_have_one_set_of_figures_on_map_sentence_table_and_file(small: Dataset):
    shown = view(small, FLOORED, BASE, by="stadsdeel", area=STATION, against="2")
    payload = shown.payload
    # 2,970 euros for 1000 + 2000 residents, 3,070 for 3000 + 50: 99 and 101 cents each.
    assert (payload.level, payload.scaled) == ("stadsdeel", ("99,101",))
    assert payload.opened == "stadsdeel:zuid"
    assert payload.title == "Wat een stadsdeel krijgt"
    assert shown.statement.startswith(
        "Stadsdeel Zuid krijgt €\xa02.970 van de €\xa06.040 (€\xa00,99"
    )
    assert "2 stadsdelen delen" in shown.lead
    for text in ("Zuid", "2.970,00", "3.070,00", "−€\xa030,00", "+€\xa030,00", "Eigen indeling"):
        assert text in shown.table
    assert "3.070,00" in shown.beside
    assert "Zuid" in shown.bars
    assert shown.division is not None
    sheet = machine_sheet(shown.division)
    assert sheet["stadsdeel_key"].tolist() == ["zuid", "noord"]
    assert sheet["euro"].tolist() == [2970.0, 3070.0]
    gains = view(small, FLOORED, BASE, by="stadsdeel", against="2", gains=True).payload
    assert gains.scaled == ("-1,1",)
    assert len(view(small, FLOORED, BASE).payload.scaled[0].split(",")) == 4


def test_gain_of_a_stadsdeel_is_unknown_or_a_range_where_a_wijk_of_it_is(small: Dataset):
    rows = {"before": [100, 200, 5, pd.NA], "after": [150, 150, 7, 9]}
    rows |= {"before_low": [100, 50, 5, pd.NA], "before_high": [100, 200, 5, pd.NA]}
    wijken = [MOLEN, STATION, HAVEN, BUITEN]
    frame = pd.DataFrame(rows, index=wijken, dtype="Int64")
    frame["difference"] = frame["after"] - frame["before"]
    frame["difference_low"] = frame["after"] - frame["before_high"]
    frame["difference_high"] = frame["after"] - frame["before_low"]
    frame = frame.assign(residents=[1000.0, 2000.0, 3000.0, 50.0], difference_per_resident=0.0)
    found = gains_by_stadsdeel(small, frame)
    zuid, noord = found.loc["zuid"], found.loc["noord"]
    assert (zuid["before_low"], zuid["before_high"]) == (150, 300)
    assert (zuid["difference_low"], zuid["difference_high"]) == (0, 150)
    assert pd.isna(zuid["difference"])
    assert pd.isna(zuid["difference_per_resident"])
    assert noord["after"] == 16
    assert noord[["before", "difference", "difference_low"]].isna().all()


def test_names_from_a_file_are_only_text(small: Dataset):
    sly = dataclasses.replace(
        BASE, name="<b>x</b>", rules=(dataclasses.replace(PER_RESIDENT, name="<script>"),)
    )
    shown = view(small, sly, sly)
    for part in (shown.table, shown.bars, shown.favour, shown.beside, shown.rules):
        assert "<script>" not in part
        assert "<b>" not in part


# Bars


def test_bars_have_what_is_taken_off_left_of_zero():
    bar = Stack("a", "€ 5", (Piece(10.0, "x", "tien"), Piece(-5.0, "y", "min vijf")))
    drawn = stacked_bars([bar], [("x", "X"), ("y", "Y")], title="T", description="D")
    assert drawn.count("<rect") == 4
    assert "min vijf" in drawn
    assert stacked_bars([], [], title="", description="") == ""


# Sheets


def test_workbook_holds_rules_answers_and_comparison(small: Dataset):
    need = Rule(
        RuleKind.NEED,
        name="Inwoners",
        yardsticks=(Yardstick("crimes", year=2016, missing=Missing.LEAVE_OUT),),
    )
    mine = dataclasses.replace(BASE, rules=(PER_RESIDENT, need))
    found = today(small)
    assert found is not None
    sheets = scenario_sheets(
        small,
        [outcome(small, mine), outcome(small, FLOORED)],
        against_today(found, divide(small, mine)),
    )
    assert list(sheets) == [
        *("Verdeling", "Per stadsdeel", "Naast elkaar", "Naast elkaar, stadsdelen"),
        *("Winst en verlies", "Winst en verlies, stadsdelen"),
        *("Regels", "Keuzes en kanttekeningen"),
    ]
    assert "Inwoners (need)" in sheets["Verdeling"].columns
    assert sheets["Verdeling"]["euro"].sum() == sheets["Per stadsdeel"]["euro"].sum() == 6040
    told = " ".join(sheets["Keuzes en kanttekeningen"]["keuze of kanttekening"])
    assert "Havenwijk: bij deze regel weggelaten" in told
    assert "geen besluit" in told
    assert pd.isna(sheets["Winst en verlies"]["erbij of eraf (euro)"].iloc[1])
    assert sheets["Naast elkaar"]["2 min 1 (euro)"].sum() == 0
    assert sheets["Naast elkaar, stadsdelen"]["2 min 1 (euro)"].sum() == 0
    # One wijk of each stadsdeel has no known amount: neither has the stadsdeel.
    assert sheets["Winst en verlies, stadsdelen"]["erbij of eraf (euro)"].isna().all()
