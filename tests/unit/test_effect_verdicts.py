"""What is said of an effect, on the command line and per goal."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import cities
import numpy as np
import pandas as pd
import pytest

from wijkmap.analysis.effect.answers import answers
from wijkmap.analysis.effect.choices import choices, later_treated
from wijkmap.analysis.effect.displacement import disjoint, weighted_displacement
from wijkmap.analysis.effect.dose import dose, rank_correlation
from wijkmap.analysis.effect.groups import relations
from wijkmap.analysis.effect.history import cloud
from wijkmap.analysis.effect.outcome import Question, compare
from wijkmap.analysis.effect.series import Group, series_of
from wijkmap.analysis.effect.verdict import Reason, Verdict, judge, looks
from wijkmap.cli import main
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.selection import Period
from wijkmap.present.verdicts import VERDICT_WORDS, goal_text, pre_test_text, verdict_text

BEFORE, AFTER = Period.parse("2012-2018"), Period.parse("2019-2024")
P = Period.parse


def printed(capsys: pytest.CaptureFixture[str], line: str, *more: str) -> dict:
    assert main([*line.split(), *more, "--format", "json"], read=cities.read) == 0
    found = capsys.readouterr()
    assert not found.err
    return json.loads(found.out)


# What may be said


def test_four_goals_of_the_embedded_city_cannot_be_said_and_name_what_lacks(venlo: Dataset):
    found = {one.goal: one for one in answers(venlo)}
    liveability = found.pop("leefbaarheid")
    assert len(found) == 4
    for one in found.values():
        assert one.judgement.verdict is Verdict.CANNOT_SAY
        said = goal_text(venlo, one)
        assert said.startswith("Nog niet te zeggen")
        assert one.missing.rstrip(".") in said
        assert one.where.rstrip(".") in said
    assert liveability.outcome is not None
    assert liveability.outcome.together.sets == 210


def test_goals_of_the_example_city_get_the_verdict_of_their_true_effect(example: Dataset):
    found = {one.goal: one.judgement.verdict for one in answers(example)}
    for goal in ("meldingen", "veiligheidsgevoel", "vertrouwen", "eigen-verantwoordelijkheid"):
        assert found[goal] is Verdict.BETTER
    assert found["leefbaarheid"] not in (Verdict.BETTER, Verdict.WORSE)


def test_reports_are_never_better_when_nobody_knows_how_safe_people_feel(example: Dataset):
    goals = example["goals"]
    blind = goals.assign(
        primary_indicator=goals["primary_indicator"].where(goals["goal"] == "meldingen", "")
    )
    city = replace(example, tables={**example.tables, "goals": blind})
    (reports,) = [one for one in answers(city) if one.goal == "meldingen"]
    assert reports.judgement.verdict is Verdict.CANNOT_SAY
    assert reports.judgement.reason is Reason.REPORTS_ALONE
    assert reports.outcome is not None
    assert math.isfinite(reports.outcome.together.estimate)


def test_reports_are_never_better_where_trust_fell(example: Dataset):
    seen = example["observations"]
    falls = (
        (seen["indicator"] == "trust_in_professionals")
        & seen["area_code"].isin(example.pilots)
        & (seen["year"] > 2018)
    )
    worse = seen.assign(value=seen["value"].where(~falls, seen["value"] - 30))
    city = replace(example, tables={**example.tables, "observations": worse})
    (reports,) = [one for one in answers(city) if one.goal == "meldingen"]
    assert reports.judgement.reason is Reason.REPORTS_ALONE
    assert "beter" not in goal_text(city, reports)


def test_other_choice_is_exploratory_and_prints_the_number_of_looks(venlo: Dataset):
    question = Question("liveability_facilities", P("2014"), P("2024"))
    outcome = compare(venlo, question)
    judgement = judge(venlo, outcome)
    assert judgement.verdict is Verdict.EXPLORATORY
    said = verdict_text(venlo, outcome, judgement)
    assert said.startswith("Verkennend")
    assert str(looks(venlo)) in said


def test_estimate_of_a_model_never_carries_a_verdict(venlo: Dataset):
    outcome = compare(venlo, Question("lonely", P("2012"), P("2020")))
    assert math.isfinite(outcome.together.estimate)
    assert judge(venlo, outcome).reason is Reason.MODEL_ESTIMATE


@pytest.mark.parametrize(("before", "after"), [("2008", "2012"), ("2016", "2024")])
def test_periods_on_one_side_are_computed_and_not_judged(venlo: Dataset, before: str, after: str):
    outcome = compare(venlo, Question("liveability_score", P(before), P(after)))
    judgement = judge(venlo, outcome)
    assert judgement == judgement.__class__(Verdict.CANNOT_SAY, Reason.SAME_SIDE)
    assert outcome.together.sets == 210
    assert math.isfinite(outcome.together.low)


def test_absence_of_a_deviation_is_never_said_to_be_a_parallel(venlo: Dataset):
    outcome = compare(venlo, Question("liveability_score", P("2014"), P("2024")))
    assert pre_test_text(outcome).startswith("Geen afwijking vooraf gevonden")
    alone = compare(venlo, Question("liveability_facilities", P("2014"), P("2024")))
    assert "niet mogelijk" in pre_test_text(alone)


def test_verdict_that_another_base_takes_away_is_not_given(example: Dataset):
    goals = example["goals"].assign(before="2018", after="2024")
    city = replace(example, tables={**example.tables, "goals": goals})
    (liveability,) = [one for one in answers(city) if one.goal == "leefbaarheid"]
    assert liveability.outcome is not None
    assert liveability.outcome.together.p <= 0.05
    assert liveability.judgement.reason is Reason.BASE_DECIDES


def test_every_verdict_has_a_word():
    assert set(VERDICT_WORDS) == set(Verdict)


# The command line


def test_missing_year_gives_nulls_and_a_reason(capsys: pytest.CaptureFixture[str]):
    found = printed(capsys, "compare --indicator liveability_score --before 2013 --after 2024")
    assert found["estimate"] is found["p"] is found["low"] is found["power"] is None
    assert found["verdict"] == "cannot_say"
    assert any("2013" in one for one in found["cautions"])


def test_one_pilot_alone_is_exploratory_with_twenty_sets(capsys: pytest.CaptureFixture[str]):
    line = "compare --indicator liveability_score --before 2014 --after 2024 --pilots Steyl"
    found = printed(capsys, line)
    assert found["groups"]["pilots"] == ["WK098335"]
    assert found["verdict"] == "exploratory"


@pytest.mark.parametrize("comparison", ["lookalike", "noring"])
def test_other_comparisons_are_printed(capsys: pytest.CaptureFixture[str], comparison: str):
    line = "compare --indicator liveability_score --before 2014 --after 2024 --comparison"
    found = printed(capsys, line, comparison)
    assert found["placebo_sets"] + found["groups"]["dropped_sets"] == 210
    assert found["groups"]["comparison_kind"] == comparison


@pytest.mark.parametrize(
    "options",
    [
        "--indicator liveability_score --before 2014 --after 2014",
        "--indicator liveability_score --before 2024 --after 2014",
        "--indicator liveability_score --before later --after 2014",
        "--indicator nothing --before 2014 --after 2024",
        "--indicator liveability_class_lbm2 --before 2014 --after 2016",
        "--indicator liveability_score --before 2014 --after 2024 --comparison Steyl",
        "--indicator liveability_score --before 2014 --after 2024 --pilots Nergens",
    ],
)
def test_question_that_cannot_be_put_is_wrong_usage(
    capsys: pytest.CaptureFixture[str], options: str
):
    assert main(["compare", *options.split()], read=cities.read) == 2
    found = capsys.readouterr()
    assert found.err.startswith("wijkmap: ")
    assert not found.out


def test_table_leads_with_the_sentence_and_ends_with_what_not_to_conclude(
    capsys: pytest.CaptureFixture[str], example_folder: Path
):
    line = "compare --indicator nuisance_reports_rate --before 2012-2018 --after 2019-2024"
    assert main([*line.split(), "--folder", str(example_folder)], read=cities.read) == 0
    found = capsys.readouterr().out
    assert found.startswith("Op Meldingen")
    assert "Wat u hier niet uit mag concluderen:" in found


def test_count_is_printed_as_a_log_rate_ratio(
    capsys: pytest.CaptureFixture[str], example_folder: Path
):
    line = "compare --indicator registered_crime_rate --before 2012-2018 --after 2019-2024"
    found = printed(capsys, line, "--folder", str(example_folder))
    assert found["scale"] == "log_rate_ratio"
    assert found["low"] <= -0.30 <= found["high"]


# Groups, dose and displacement


def test_bank_of_the_river_can_be_left_out(venlo: Dataset):
    across, dry = relations(venlo), relations(venlo, across_water=False)
    south, blerick = (across.codes.index(code) for code in ("WK098312", "WK098323"))
    assert across.touching[south, blerick]
    assert not dry.touching[south, blerick]
    assert across.ring(["WK098335"]) == dry.ring(["WK098335"])


def test_look_alikes_are_at_most_four_within_two_deviations_outside_ring_and_pilots(
    venlo: Dataset,
):
    known = relations(venlo)
    for pilot in venlo.pilots:
        near = known.alike(pilot, venlo.pilots)
        assert 0 < len(near) <= 4
        assert max(near.values()) <= 2
        assert not set(near) & {*known.ring([pilot]), *venlo.pilots}


def test_traits_measured_after_the_start_are_marked(venlo: Dataset):
    traits = relations(venlo).traits
    assert traits is not None
    marked = {one.key: one.after_start for one in traits.used}
    assert not marked["liveability_score"]
    assert not marked["liveability_trend"]
    assert marked["address_density"]


def test_groups_that_leave_out_blerick_and_the_later_treated(venlo: Dataset):
    found = {one.key: one for one in choices(venlo)}
    assert "WK098322" in found["zonder-blerick"].left_out
    assert "wijkoverleg" in found["zonder-blerick"].note
    assert set(later_treated(venlo)) == {"WK098315", "WK098322", "WK098332"}
    assert not set(found["zonder-later"].codes) & set(later_treated(venlo))


def test_dose_is_refused_where_the_list_is_not_complete(venlo: Dataset, example: Dataset):
    periods = (P("2014"), P("2024"))
    refused = dose(venlo, "liveability_score", periods, "initiatives_per_1000")
    assert refused.refusal
    assert math.isnan(refused.correlation)
    found = dose(example, "volunteering", (BEFORE, AFTER), "initiatives_per_1000")
    assert not found.refusal
    ranks = found.points.rank()
    assert found.correlation == pytest.approx(ranks.corr().iloc[0, 1])


def test_rank_correlation_of_the_same_order_is_one():
    correlation, p = rank_correlation(np.arange(12.0), np.arange(12.0) ** 2)
    assert correlation == pytest.approx(1)
    assert p == pytest.approx(1 / 5000)


def test_published_example_of_the_displacement_difference():
    """The example of Wheeler and Ratcliffe (2018)."""
    found = weighted_displacement((207, 110), (308, 318), (178, 157), (150, 140))
    assert found.difference == -118
    assert found.error == pytest.approx(math.sqrt(1568))
    assert round(found.z, 2) == -2.98
    assert (round(found.low), round(found.high)) == (-196, -40)


def test_displacement_refuses_an_empty_group_and_a_missing_figure():
    groups = disjoint(["a"], ["a", "b"], ["b", "c"], ["c", "d"])
    assert groups == (("a",), ("b",), ("c",), ("d",))
    with pytest.raises(SelectionError):
        disjoint(["a"], ["a"], ["c"], ["d"])
    with pytest.raises(SelectionError):
        weighted_displacement((math.nan, 1), (1, 1), (1, 1), (1, 1))


# In a notebook, and over the years


def test_cloud_tells_every_set_in_every_year(venlo: Dataset):
    series = series_of(venlo, "liveability_score")
    group = Group(relations(venlo), venlo.pilots)
    found = cloud(series, group, [2014])
    assert found.estimates.shape == (210, 9)
    assert found.members[0] == venlo.pilots
    whole = compare(venlo, Question("liveability_score", P("2014"), P("2024"))).together
    assert found.findings[2024].as_extreme == whole.as_extreme
    # An estimate beyond the edge has p of at most 0.05, one within it has more.
    beyond = found.estimates[2024].abs() > found.edges[2024] + 1e-9
    assert beyond.sum() / 210 <= 0.05
    assert (beyond.sum() + 1) / 210 > 0.05
    assert 2014 not in found.edges


def test_two_columns_in_a_notebook_are_enough(venlo: Dataset):
    series = series_of(venlo, "liveability_score")
    frame: pd.DataFrame = series.table[[2014, 2024]]
    frame = frame.set_axis(["before", "after"], axis=1)
    group = Group(relations(venlo), venlo.pilots)
    found = type(series)(frame).test(group, ["before"], ["after"]).tested()
    whole = compare(venlo, Question("liveability_score", P("2014"), P("2024"))).together
    assert (found.estimate, found.low, found.as_extreme) == (
        whole.estimate,
        whole.low,
        whole.as_extreme,
    )
