"""What the page, the command and the files say of an effect, with known answers."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import cities
import pytest

import wijkmap
from wijkmap.analysis.effect.displacement import displaced
from wijkmap.analysis.effect.outcome import Question, compare
from wijkmap.analysis.effect.paradox import Moved, paradox
from wijkmap.analysis.effect.verdict import Reason, Verdict, declared, judge, looks
from wijkmap.cli import main
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period
from wijkmap.present.effect_view import EffectView, effect_view
from wijkmap.present.paradox import paradox_view
from wijkmap.present.questions import asked, default_periods, offers, parameters

DAY = "23 november 2026"
ARROWS = set("↑↗→↘↓▲▼△▽⬆⬇")
GREEN = "wm-judged-better"
SAFER, PILOT = "WK999913", "WK999933"
OTHERS: tuple[dict[str, str], ...] = (
    {"met": "lookalike"},
    {"met": "ring", "water": "nee"},
    {"met": "zonder-later"},
    {"met": "WK098311,WK098312,WK098313,WK098314,WK098315"},
    {"gewogen": "ja"},
    {"voor": "2012"},
    {"pilots": "WK098341,WK098343"},
)


@pytest.fixture(scope="module")
def losing(example_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Voorbeeldstad in which one pilot lost trust after the start: reports fell there too."""
    folder = Path(shutil.copytree(example_folder, tmp_path_factory.mktemp("stiller") / "stad"))
    path = folder / "observations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        mine = (row["indicator"], row["area_code"]) == ("trust_in_professionals", SAFER)
        if mine and int(row["year"]) > 2018 and row["value"]:
            row["value"] = "5"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


@pytest.fixture(scope="module")
def made_up(losing: Path) -> Dataset:
    return wijkmap.load(losing)


def shown(dataset: Dataset, indicator: str, **query: str) -> EffectView:
    one, lines = asked(query, dataset, indicator)
    assert lines == ()
    assert one is not None
    return effect_view(dataset, one, DAY)


def everything(view: EffectView) -> str:
    drawn = (*vars(view.chart).values(), *vars(view.groups).values())
    return " ".join([view.title, view.head, view.numbers, view.reserve, view.method, *drawn])


def test_page_says_the_embedded_answer_with_its_power_and_its_base_range(venlo: Dataset):
    view = shown(venlo, "liveability_score")
    assert view.title.startswith("Leefbaarheid: geen verschil gevonden tussen de pilots")
    assert "verschil +0,015 (tussen −0,038 en +0,072); bij 120 van de 210 sets" in view.head
    # What could be found at all goes before the test before the start.
    assert view.head.index("een effect van 0,079 in 80 van de 100") < view.head.index("vooraf")
    assert view.numbers.index("Vooraf, alle metingen samen") < view.numbers.index("Pilots samen")
    for told in ("120 van 210", "0,571", "−0,014 tot +0,015", "Klingerberg alleen", "103 van 210"):
        assert told in view.numbers
    assert "start pilots, oktober 2014" in view.chart.drawing
    assert "vanaf 2018 buurtbudget elders" in view.chart.drawing
    assert "Blerick-Noord (2018 en 2021)" in view.chart.drawing
    assert "Bron: " in view.method
    assert GREEN not in everything(view)


def test_file_holds_every_set_and_marks_those_as_far_as_the_pilots(venlo: Dataset):
    sheet = shown(venlo, "liveability_score").sheet
    asked_for = sheet[sheet["naar"] == "2024"]
    assert len(asked_for) == 210
    assert asked_for["codes"].is_unique
    assert (asked_for["minstens_zo_ver"] == "ja").sum() == 120
    first = asked_for.iloc[0]
    assert first["zijn_de_pilots"] == "ja"
    assert first["wijken"] == "Klingerberg, Steyl"
    assert first["uitkomst"] == pytest.approx(0.015089, abs=1e-6)
    assert len(sheet) == 9 * 210


@pytest.mark.parametrize("query", OTHERS, ids="-".join)
def test_any_other_choice_is_exploratory_without_green_and_without_arrow(
    venlo: Dataset, query: dict[str, str]
):
    view = shown(venlo, "liveability_score", **query)
    assert view.title == ""
    assert f"één van minstens {looks(venlo)} mogelijke" in view.head
    said = everything(view)
    assert GREEN not in said
    assert not ARROWS & set(said)


def test_traits_have_their_years_and_those_after_the_start_are_marked(venlo: Dataset):
    table = shown(venlo, "liveability_score", met="lookalike").groups
    assert "leefbaarheid (2014)" in table.foot
    assert "gemeten na de start" in table.foot
    assert "Op Klingerberg lijken Op de Hei (0,41)" in table.head


def test_question_survives_the_link(venlo: Dataset):
    assert set(offers(venlo)) >= {"rest", "ring", "lookalike", "noring", "zonder-blerick"}
    for query in ({}, *OTHERS):
        one, _ = asked(query, venlo, "liveability_score")
        assert one is not None
        written = {name: value for name, value in parameters(venlo, one).items() if value}
        assert written == query
        assert asked(written, venlo, "liveability_score")[0] == one


@pytest.mark.parametrize(
    "wrong",
    [{"met": "geluk"}, {"voor": "1950"}, {"na": "later"}, {"pilots": "WK1"}, {"voor": "2024"}],
)
def test_what_does_not_exist_is_dropped_with_a_line(venlo: Dataset, wrong: dict[str, str]):
    one, lines = asked(wrong, venlo, "liveability_score")
    assert one is not None
    assert len(lines) == 1
    assert (one.question.before, one.question.after) == (Period((2014,)), Period((2024,)))


def test_one_year_or_a_class_leaves_nothing_to_compare(venlo: Dataset):
    for indicator in ("urbanity_class", "address_density"):
        periods = default_periods(venlo, indicator)
        assert (asked({}, venlo, indicator)[0] is None) == (not periods[0])
    assert not default_periods(venlo, "urbanity_class")[0]


def test_both_periods_after_the_start_keep_their_number(venlo: Dataset):
    view = shown(venlo, "registered_crime_rate")
    assert "beide perioden liggen aan dezelfde kant van de start" in view.head
    assert "verschil +8%" in view.head
    assert "Vooraf: niet mogelijk" in view.numbers


def test_falling_reports_with_falling_trust_are_green_nowhere(
    made_up: Dataset, losing: Path, capsys: pytest.CaptureFixture[str]
):
    assert paradox(made_up)["type"][SAFER] == Moved.QUIETER
    assert paradox(made_up)["type"][PILOT] == Moved.SAFER
    one = next(mine for mine in declared(made_up) if mine.goal == "meldingen")
    outcome = compare(made_up, Question(one.indicator, one.before, one.after))
    assert outcome.together.estimate < 0
    assert judge(made_up, outcome).reason is Reason.REPORTS_ALONE
    view = shown(made_up, one.indicator)
    assert GREEN not in everything(view)
    assert "Linnenhof stiller, niet veiliger" in " ".join(view.cautions)
    section = paradox_view(made_up, DAY)
    (row,) = [part for part in section.markup.split("<tr>") if "Linnenhof" in part]
    assert GREEN not in row
    assert section.sheet.set_index("code")["type"][SAFER] == "stiller, niet veiliger"
    asked_for = f"--indicator {one.indicator} --before {one.before} --after {one.after}"
    assert main(f"compare --folder {losing} {asked_for} --format json".split()) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["verdict"] == Verdict.CANNOT_SAY
    assert any("stiller, niet veiliger" in caution for caution in printed["cautions"])


def test_embedded_city_is_unknown_everywhere_and_the_page_says_why(venlo: Dataset):
    section = paradox_view(venlo, DAY)
    assert "van 21 wijken 21 onbekend" in section.markup
    assert "21 wijken zijn onbekend, omdat een cijfer per wijk" in section.markup
    assert GREEN not in section.markup


def test_displacement_keeps_a_wijk_in_one_group_and_counts_as_many_years(made_up: Dataset):
    one = next(mine for mine in declared(made_up) if mine.goal == "meldingen")
    outcome = compare(made_up, Question(one.indicator, one.before, one.after))
    found = displaced(made_up, outcome)
    assert found.found is not None
    codes = [code for group in found.groups for code in group]
    assert len(codes) == len(set(codes))
    assert found.groups[0] == made_up.pilots
    assert (found.before, found.after) == (tuple(range(2013, 2019)), tuple(range(2019, 2025)))
    changes = [after - before for before, after in found.counts]
    assert found.found.difference == changes[0] + changes[1] - changes[2] - changes[3]


def test_displacement_and_dose_are_refused_with_a_reason(venlo: Dataset):
    outcome = compare(venlo, Question("liveability_score", Period((2014,)), Period((2024,))))
    assert displaced(venlo, outcome).refusal
    after = compare(venlo, Question("registered_crime_rate", Period((2021,)), Period((2024,))))
    assert "voor en van na de start" in displaced(venlo, after).refusal
    method = shown(venlo, "liveability_score").method
    assert "is de lijst niet volledig" in method
    assert "Niet berekend: deze toets telt" in method


@pytest.mark.parametrize("words", ["ring --no-water", "zonder-later", "rest --weighted"])
def test_command_and_page_answer_the_same_question(
    venlo: Dataset, capsys: pytest.CaptureFixture[str], words: str
):
    asked_for = "compare --indicator liveability_score --before 2014 --after 2024 --format json"
    assert main([*asked_for.split(), "--comparison", *words.split()], read=cities.read) == 0
    printed = json.loads(capsys.readouterr().out)
    query = (
        {"met": words.split(maxsplit=1)[0]} if not words.startswith("rest") else {"gewogen": "ja"}
    )
    query |= {"water": "nee"} if "water" in words else {}
    one, _ = asked(query, venlo, "liveability_score")
    assert one is not None
    found = compare(venlo, one.question)
    assert printed["estimate"] == round(found.together.estimate, 6)
    assert printed["placebo_as_extreme"] == found.together.as_extreme
    assert printed["groups"]["comparison"] == list(found.plan.compared if found.plan else ())
    assert printed["verdict"] == "exploratory"
