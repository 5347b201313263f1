"""The budget page: the same euros in flow, table, map and file, and what it says about them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from folders import add, write_folder

import wijkmap
from wijkmap.analysis.allocation import allocated
from wijkmap.analysis.counted import every_line
from wijkmap.analysis.flows import flow_lines, flows
from wijkmap.analysis.guarded import guarded_lines, idle_decisions, undecided
from wijkmap.analysis.ledger import budget_area_figures, budget_figures
from wijkmap.model.care import CareDecision
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Selection
from wijkmap.model.visibility import Audience, Viewer, visible
from wijkmap.model.words import Allocation, Kind, Level
from wijkmap.present.budget import BudgetLook, BudgetView, look_of
from wijkmap.present.charts import Band, Stop, flow_chart
from wijkmap.present.money_entries import entries_sheet
from wijkmap.present.money_flow import flow_sheet
from wijkmap.sources.decisions import decisions_csv, settled, typed_decision

PLAIN = str.maketrans({"\N{NO-BREAK SPACE}": " "})


@pytest.fixture(scope="module")
def venlo(venlo: Dataset) -> Dataset:
    return visible(venlo, Viewer(Audience.PUBLIC, pd.Timestamp("2026-11-23").date()))


def view(dataset: Dataset, *, selection: Selection | None = None, **look: object) -> BudgetView:
    words = {"kind": "gepland", "level": "wijk", "rule": "apart"} | look
    return BudgetView(dataset, selection or Selection(), look_of(**words), "23 november 2026")  # type: ignore[arg-type]  # words by name


def with_rows(dataset: Dataset, *rows: dict[str, object], settled: object = ()) -> Dataset:
    """Dataset with more lines in its ledger, each like the one it names, and decisions."""
    ledger = dataset["ledger"]
    like = ledger.set_index("entry_id", drop=False)
    more = [like.loc[str(row["like"])].to_dict() | row for row in rows]
    frame = pd.concat([ledger, pd.DataFrame(more)[list(ledger.columns)]], ignore_index=True)
    decisions = pd.DataFrame(settled, columns=dataset["care_decisions"].columns)
    tables = {"ledger": frame.astype(ledger.dtypes.to_dict()), "care_decisions": decisions}
    return replace(dataset, tables=dict(dataset.tables) | tables)


# What Venlo's page says


def test_the_title_gives_a_dispute_as_its_range(venlo: Dataset) -> None:
    assert view(venlo).statement.translate(PLAIN).startswith("Ongeveer € 3.015.000 tot € 3.120.000")
    assert view(venlo, kind="besteed").statement.startswith("Over besteed geld staat")
    assert "Geen openbare gegevens" in view(venlo, kind="besteed").lead
    assert "Over 15 wijken zijn er geen openbare gegevens" in view(venlo).lead


def test_the_title_counts_only_wijken_whose_money_is_in_the_sum(venlo: Dataset) -> None:
    # By hand: known planned money is Blerick-Noord's, Klingerberg's and Boekend's, and of no wijk.
    assert "bedragen van 3 van de 21 wijken en zonder wijk;" in view(venlo).statement
    green = view(venlo, selection=Selection(themes=("groen",)))
    assert "bedragen van 1 van de 21 wijken;" in green.statement
    for rule in ("apart", "inwoners"):
        asked = view(venlo, kind="voorgesteld", rule=rule).statement
        assert "gevonden, bedragen voor de hele stad;" in asked


def test_chosen_against_carried_out_is_counted_to_the_date_of_the_status(venlo: Dataset) -> None:
    told = view(venlo).rounds.translate(PLAIN)
    assert "21 gekozen, 0 uitgevoerd, stand 21 juni 2022, ongeveer 4 maanden na de keuze" in told
    assert "SAM-fonds: 11 initiatieven gevonden" in told
    assert "9 van ruim 100 die in 2018 zijn toegekend, gevonden" in told
    assert "€ 35.000 tot € 140.000 (betwist)" in told


def test_every_amount_has_its_source_and_absence_is_plain(venlo: Dataset) -> None:
    shown = view(venlo)
    assert all("href=" in row for row in shown.entries.split("<tr>")[2:])
    assert "geen openbare gegevens" in shown.table
    assert "Steyl" in shown.table
    assert "52,18 tot 79,34 (betwist)" in shown.table
    assert "bedrag onbekend" in shown.table
    assert "afronding van de bron" in shown.flow


def test_vastenavondkamp_2018_is_right_to_the_euro(venlo: Dataset) -> None:
    lines = flow_lines(venlo, Selection(wijken=("WK098322",)), Level.WIJK)
    mine = lines[(lines["kind"] == "planned") & (lines["year"] == 2018)]
    found = flows(mine).set_index("theme")["cents"]
    assert found.sum() == 9_000_000
    assert found["rounding"] == -200
    assert found.drop("rounding").sum() == 9_000_200


# The same euros


@pytest.mark.parametrize("rule", ["apart", "wijk", "inwoners"])
@pytest.mark.parametrize("level", ["wijk", "stadsdeel"])
def test_flow_table_and_file_give_the_same_cents(venlo: Dataset, level: str, rule: str) -> None:
    shown = view(venlo, level=level, rule=rule)
    ledger = budget_figures(venlo, Selection(), "kind").set_index("kind")["cents"].to_dict()
    assert shown.places.groupby("kind")["cents"].sum().to_dict() == ledger
    words = {"planned": "gepland", "awarded": "toegekend"}
    flow = flow_sheet(venlo, shown.lines, shown.look.level).groupby("soort")["waarde"].sum()
    entries = entries_sheet(venlo, shown.lines, shown.look.level).groupby("soort")["waarde"].sum()
    for kind, word in words.items():
        assert round(flow[word] * 100) == round(entries[word] * 100) == ledger[kind]
    assert bool(shown.told) is (rule != "apart")


def test_a_rule_is_printed_on_map_and_page(venlo: Dataset) -> None:
    shown = view(venlo, kind="reserve", rule="wijk")
    told = "Geld voor de hele stad is hier gelijk per wijk over 21 wijken verdeeld"
    assert told in shown.lead
    assert told in shown.payload.texts["classing"]
    assert told in shown.table
    assert told not in view(venlo, kind="reserve").payload.texts.get("classing", "")


def test_circles_and_colours_follow_the_level(venlo: Dataset) -> None:
    shown = view(venlo, level="stadsdeel")
    payload = shown.payload
    assert (payload.level, len(payload.classes[0])) == ("stadsdeel", 5)
    assert payload.money is not None
    # Klingerberg 201,666.67 to 306,666.67, and the rest of Blerick.
    (blerick,) = [one for one in payload.money.amounts if one[0] == 1]
    assert blerick[2] < blerick[3]
    wijken = view(venlo).payload
    assert wijken.money is not None
    drawn = [sum(one[1] for one in money.amounts) for money in (payload.money, wijken.money)]
    assert drawn[0] == drawn[1] == 65_333_334
    apart = "Niet op de kaart (gepland): hele stad bedrag onbekend, groter gebied €\xa02.166.666,66"
    assert apart in payload.texts["noYears"]
    assert apart in wijken.texts["noYears"]
    one = view(venlo, selection=Selection(wijken=("WK098327",)), level="stadsdeel").payload
    assert (one.inside, one.money and one.money.marks) == ("01000", "-k---")


# Dividing


def test_one_euro_over_three_is_34_33_33() -> None:
    from wijkmap.analysis.scenario.apportionment import parts  # noqa: PLC0415 - the page's example

    assert parts(100, [Fraction(1)] * 3) == [34, 33, 33]


def test_city_money_is_divided_to_the_cent_with_its_range(small: Dataset) -> None:
    rows = every_line(small, Selection()).rows
    at = rows.index[rows["entry_id"] == "L8"][0]
    rows = rows.assign(
        low_cents=rows["low_cents"].mask(rows.index == at, 10_001),
        high_cents=rows["high_cents"].mask(rows.index == at, 40_003),
    )
    found = allocated(small, rows, Allocation.WIJK, 2018)
    mine = found.rows[found.rows["entry_id"] == "L8"]
    assert mine["cents"].tolist() == [8_334, 8_333, 8_333, 8_333]
    assert (mine["low_cents"].sum(), mine["high_cents"].sum()) == (10_001, 40_003)
    assert (mine["low_cents"] <= mine["cents"]).all()
    assert (mine["cents"] <= mine["high_cents"]).all()
    assert len(found.rows) == len(rows) + 3


def test_no_rule_and_no_residents_leave_everything_where_it_is(small: Dataset) -> None:
    rows = every_line(small, Selection()).rows
    assert allocated(small, rows, Allocation.NONE, 2018).told == ""
    nobody = small["observations"][lambda one: one["indicator"] != "population"]
    empty = replace(small, tables=dict(small.tables) | {"observations": nobody})
    found = allocated(empty, rows, Allocation.RESIDENTS, 2018)
    assert found.told.startswith("Geld voor de hele stad is niet verdeeld: het aantal inwoners")
    assert found.rows["cents"].tolist() == rows["cents"].tolist()


# The lock in the totals


def test_certain_care_counts_in_no_total_and_is_shown_with_its_reason(small: Dataset) -> None:
    held = with_rows(
        small,
        {"like": "L1", "entry_id": "C1", "description": "Jeugdhulp", "amount_cents": 5_000},
        {
            "like": "L8",
            "entry_id": "C2",
            "description": "Wmo",
            "amount_cents": 700,
            "source_cents": pd.NA,
        },
    )
    figures = budget_figures(held, Selection(), "kind").set_index("kind")
    assert figures.loc["planned", "cents"] == 223_333 + 700
    assert figures.loc["planned", "cautions"][-1] == (
        "zorggeld (3D): 7 euro in 1 regel, geweigerd 50 euro in 1 regel, telt niet mee"
    )
    city = budget_area_figures(held, Selection(), Level.GEMEENTE, Kind.PLANNED)
    assert city["cents"].tolist() == [223_333 + 700]
    care = view(held).care
    assert "geweigerd, telt niet mee" in care
    assert "Jeugdwet: jeugdhulp*" in care


def test_doubt_counts_until_a_decision_and_an_idle_decision_is_said(small: Dataset) -> None:
    line = {"like": "L1", "entry_id": "C1", "description": "Dagbesteding", "amount_cents": 5_000}
    row = {"entry_id": "C1", "is_care": True, "who": "college", "when": "2025", "why": "Wmo"}
    doubtful = budget_figures(with_rows(small, line), Selection(), "kind").set_index("kind")
    assert doubtful.loc["planned", "cents"] == 228_333
    assert "twijfel over 50 euro" in doubtful.loc["planned", "cautions"][-1]
    decided = with_rows(small, line, settled=[row, row | {"entry_id": "L1"}])
    figures = budget_figures(decided, Selection(), "kind").set_index("kind")
    assert figures.loc["planned", "cents"] == 223_333
    assert guarded_lines(decided).refused["reason"].tolist() == [
        "besluit van college, 2025: zorggeld, Wmo"
    ]
    assert idle_decisions(decided) == (
        "Het besluit over L1 verandert niets: deze regel is geen zorggeld.",
    )


def test_words_of_a_twin_and_of_a_part_inside_are_read_too(small: Dataset) -> None:
    twin = with_rows(
        small, {"like": "L5", "entry_id": "C1", "description": "Jeugdzorg", "same_as": "L4"}
    )
    assert "L4" in set(guarded_lines(twin).refused["entry_id"])
    part = with_rows(
        small,
        {
            "like": "L9",
            "entry_id": "C1",
            "description": "Jeugdzorg",
            "part_of": "L9",
            "part_by": "project",
        },
    )
    kept = guarded_lines(part).kept.set_index("entry_id")
    assert kept.loc["L9", "verdict"] == "doubtful"
    assert kept.loc["L9", "reason"].startswith("deel C1 is zorggeld")
    assert undecided(part, guarded_lines(part).kept) == ("L9",)


def test_a_decision_on_the_screen_counts_like_a_row_of_the_file(
    small: Dataset, tmp_path: Path
) -> None:
    line = {"like": "L1", "entry_id": "C1", "description": "Dagbesteding", "amount_cents": 5_000}
    doubtful = with_rows(small, line)
    kept = guarded_lines(doubtful).kept
    assert undecided(doubtful, kept) == ("C1",)
    (name,) = view(doubtful).undecided.values()
    assert name.startswith("Dagbesteding, Molenwijk, €\xa050,00 (gepland)")
    decision, faults = typed_decision(" de  raad ", "Wmo", dt.date(2026, 11, 24), is_care=True)
    assert decision is not None
    assert (decision.who, decision.when, faults) == ("de raad", "2026-11-24", ())
    own = {"C1": decision}
    screen = settled(doubtful, own | {"weg": decision})
    row = {"entry_id": "C1", "is_care": True, "who": "de raad", "when": "2026-11-24", "why": "Wmo"}
    file = with_rows(small, line, settled=[row])
    both = [guarded_lines(one).refused[["entry_id", "cents", "reason"]] for one in (screen, file)]
    mark = " (alleen in dit venster, nog niet in het bestand)"
    assert both[0]["reason"].tolist() == [both[1]["reason"].iloc[0] + mark]
    assert both[0]["cents"].tolist() == both[1]["cents"].tolist() == [5_000]
    assert undecided(screen, guarded_lines(screen).kept) == ()
    assert mark in view(screen).care
    assert "geweigerd: 50 euro in 1 regel" in view(screen).lead
    assert screen.version != doubtful.version
    # The rows for the file are those of its table, and the file that holds them is read.
    rows = decisions_csv(own)
    assert rows == b"entry_id,is_care,who,when,why\nC1,ja,de raad,2026-11-24,Wmo\n"
    added = add(
        entry_id="C1",
        area_code="WK990101",
        scope="wijk",
        stream_source="Buurtbudget",
        description="Dagbesteding",
        kind="planned",
        certainty="exact",
        amount_cents="5000",
        source="S3",
        public_from="altijd",
    )
    taken = wijkmap.load(write_folder(tmp_path, ledger=added, care_decisions=rows))
    assert guarded_lines(taken).refused["reason"].tolist() == both[1]["reason"].tolist()


@pytest.mark.parametrize(
    ("who", "why", "faults"),
    [("", " ", 3), ("raad", "", 2), ("\n", "Wmo", 2), ("r" * 301, "x", 2)],
)
def test_a_decision_without_who_or_why_is_a_sentence_each(who: str, why: str, faults: int) -> None:
    decision, told = typed_decision(who, why, dt.date(2026, 11, 24), is_care=None)
    assert (decision, len(told)) == (None, faults)
    assert all(one.endswith(".") for one in told)


def test_doubt_of_a_twin_is_settled_at_the_twin(small: Dataset) -> None:
    twin = with_rows(
        small, {"like": "L5", "entry_id": "C1", "description": "Dagbesteding", "same_as": "L4"}
    )
    assert undecided(twin, guarded_lines(twin).kept) == ("C1",)
    answer = CareDecision(is_care=False, who="raad", when="2026", why="Voor iedereen")
    assert "doubtful" not in set(guarded_lines(settled(twin, {"C1": answer})).kept["verdict"])


def test_a_decision_closes_with_its_amount(small: Dataset) -> None:
    row = {"entry_id": "L12", "is_care": True, "who": "college", "when": "2025", "why": "Wmo"}
    dataset = with_rows(small, {"like": "L8", "entry_id": "C1"}, settled=[row])
    public = visible(dataset, Viewer(Audience.PUBLIC, pd.Timestamp("2026-01-01").date()))
    assert public["care_decisions"].empty


# The drawing


def test_bands_are_as_thick_as_their_euros() -> None:
    steps = [[Stop("a", "A", "€ 3")], [Stop("b", "B", "€ 1"), Stop("c", "C", "€ 2")]]
    bands = [[Band("a", "b", 1.0, 1.0, "A naar B"), Band("a", "c", 1.0, 2.0, "A naar C")]]
    drawn = flow_chart(("van", "naar"), steps, bands, description="Van A naar B en C")
    heights = [float(one.split('"')[0]) for one in drawn.split('height="')[1:4]]
    assert heights[0] == pytest.approx(3 * heights[1], abs=0.02)
    assert heights[2] == pytest.approx(2 * heights[1], abs=0.02)
    assert drawn.count("wm-flow-unsure") == 2  # wide and narrow
    assert flow_chart(("van", "naar"), steps, [[]], description="") == ""


def test_the_look_of_a_bare_link() -> None:
    assert look_of("gepland", "wijk", "apart") == BudgetLook()
