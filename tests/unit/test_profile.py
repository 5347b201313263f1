"""Profiles: whom they are about, what may lie still, and what is said where nothing is known."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from wijkmap.analysis.progress import age_at, open_initiatives, subject_initiatives
from wijkmap.analysis.standings import Frames, all_figures, frames_of, standings, target_results
from wijkmap.analysis.subjects import neighbours, subject_of, subjects
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.selection import Period, Selection
from wijkmap.model.visibility import Audience, Viewer, visible
from wijkmap.model.words import Level, State
from wijkmap.present.panel import area_panel
from wijkmap.present.profile import (
    ProfileView,
    group_panel,
    profile_choices,
    profile_table,
    profile_view,
)

KLINGERBERG, BLERICK, AZC, TRADE_PORT = (
    "WK098325",
    "stadsdeel:blerick",
    "BU09831607",
    "WK098328",
)


_FRAMES: dict[int, tuple[Dataset, Frames]] = {}


def frames_for(dataset: Dataset) -> Frames:
    """Frames once per dataset; the dataset is kept, so that its id stays its own."""
    return _FRAMES.setdefault(id(dataset), (dataset, frames_of(dataset)))[1]


def profile(dataset: Dataset, area: str, **filters: object) -> ProfileView:
    selection = replace(Selection(area=area), **filters)
    return profile_view(dataset, selection, frames_for(dataset), "23 november 2026")


def page(view: ProfileView) -> str:
    return "".join(map(str, vars(view).values()))


def test_everything_has_a_profile_and_a_key_that_reads_back(small: Dataset) -> None:
    every = subjects(small)
    assert [one.key for one in every[:3]] == ["pilots", "stadsdeel:zuid", "stadsdeel:noord"]
    assert len(every) == 1 + 2 + 4 + 8
    assert all(subject_of(small, one.key) == one for one in every)
    assert subject_of(small, "pilots").wijken == ("WK990101", "WK9901AA")
    assert subject_of(small, "BU99010301").wijken == ("WK990103",)


@pytest.mark.parametrize("key", ["", "GM9901", "stadsdeel:west", "WK0000ZZ"])
def test_what_has_no_profile_is_refused(small: Dataset, key: str) -> None:
    with pytest.raises(SelectionError, match="heeft geen profiel"):
        subject_of(small, key)


def test_neighbours_share_a_border_and_not_a_corner(small: Dataset) -> None:
    own = subject_of(small, "WK990101")
    assert neighbours(small, own) == {"WK990102": 1000.0, "WK990103": 1000.0}
    assert set(neighbours(small, subject_of(small, "stadsdeel:zuid"))) == {"WK990103", "WK9901AA"}
    buurt = neighbours(small, subject_of(small, "BU99010100"))
    assert buurt == {"BU99010101": 1000.0, "BU99010300": 500.0}


def test_a_border_of_less_than_100_metres_makes_no_neighbours(venlo: Dataset) -> None:
    border = neighbours(venlo, subject_of(venlo, TRADE_PORT))
    assert "WK098325" in border
    assert "WK098341" not in border
    assert list(border.values()) == sorted(border.values(), reverse=True)


@pytest.mark.parametrize(
    ("since", "stand", "least", "most"),
    [
        ("2022-02", "2022-06-21", 3, 5),
        ("2016", "2018-11", 22, 35),
        ("2018", "2019", 0, 24),
    ],
)
def test_an_age_runs_to_the_date_of_the_status(
    since: str, stand: str, least: float, most: float
) -> None:
    age = age_at(since, stand)
    assert age is not None
    assert least <= age.least <= age.most <= most


@pytest.mark.parametrize(
    ("since", "stand"),
    [("", "2018"), ("2018", ""), ("2018", "2018"), ("2018", "2018-11"), ("2020", "2018-11")],
)
def test_dates_that_cannot_be_told_apart_have_no_age(since: str, stand: str) -> None:
    assert age_at(since, stand) is None


def test_the_21_projects_of_klingerberg_are_asked_after(venlo: Dataset) -> None:
    subject = subject_of(venlo, KLINGERBERG)
    found, _ = subject_initiatives(venlo, subject, Selection())
    waiting = open_initiatives(venlo, found)
    assert len(waiting) == 21
    assert set(waiting["since"]) == {"2022-02"}
    view = profile(venlo, KLINGERBERG)
    assert "ongeveer 4 maanden oud op 21 juni 2022 (gerekend vanaf februari 2022)" in view.waiting
    assert "geen oordeel" in view.waiting
    assert "bij 21 is na het idee of de toekenning geen latere stand bekend" in view.head


def test_the_peildatum_changes_no_age(venlo: Dataset) -> None:
    early, late = (
        profile_view(venlo, Selection(area=KLINGERBERG), frames_for(venlo), day)
        for day in ("1 januari 2023", "1 januari 2033")
    )
    assert early.waiting == late.waiting


def test_what_is_stuck_in_blerick(venlo: Dataset) -> None:
    view = profile(venlo, BLERICK)
    assert "<h2>Blijft mogelijk liggen (37)</h2>" in view.waiting
    assert "toegekend/gekozen (36)" in view.waiting
    assert "Plan &#x27;t Zilvermeer" in view.waiting
    assert "Blerick-Noord · stand november 2018" in view.waiting
    assert "Voor 3 van de 8 wijken vonden we niets." in view.bars


def test_a_moment_counts_as_start_only_when_its_page_tells_of_one_occasion(
    example: Dataset,
) -> None:
    # All of its initiatives share one source: no moment on the timeline is theirs.
    subject = subject_of(example, "pilots")
    found, _ = subject_initiatives(example, subject, Selection())
    waiting = open_initiatives(example, found)
    assert waiting["since"].str.len().isin([0, 4]).all()


def test_filters_on_place_are_left_aside_and_others_hold(venlo: Dataset) -> None:
    subject = subject_of(venlo, KLINGERBERG)
    every, _ = subject_initiatives(venlo, subject, Selection(wijken=("WK098335",)))
    some, _ = subject_initiatives(venlo, subject, Selection(period=Period((2022,))))
    assert len(every) == 26
    assert 0 < len(some) < 26
    none = profile(venlo, KLINGERBERG, streams=("sam-fonds",))
    for part in (none.bars, none.waiting):
        assert "Geen initiatieven met deze filters." in part


def test_targets_are_reached_missed_or_unknown_in_words(venlo: Dataset) -> None:
    results = target_results(venlo, subject_of(venlo, "pilots"), frames_for(venlo))
    assert [(one.wijk.key_label, one.reached) for one in results] == [
        ("Klingerberg", False),
        ("Steyl", None),
    ]
    view = profile(venlo, "pilots")
    assert "Klingerberg: <strong>niet gehaald</strong>" in view.targets
    assert "Steyl: <strong>onbekend</strong>" in view.targets
    assert "19 oktober 2022" in view.targets


def test_trade_port_has_figures_and_says_why_there_is_nothing_else(venlo: Dataset) -> None:
    view = profile(venlo, TRADE_PORT)
    assert view.statement.startswith("Leefbaarheid: Trade-Port staat in 2024 op 4,18")
    assert "401,2" in view.figures
    assert "Misdrijven tellen waar ze gebeuren" in view.figures
    for part in (view.waiting, view.bars):
        assert "We vonden geen openbare gegevens over initiatieven." in part
    assert "We vonden geen openbare gegevens over bedragen." in view.money
    assert view.initiatives == ""


def test_the_panel_shows_what_was_found_where_nothing_is_listed(small: Dataset) -> None:
    panel = area_panel(small, "WK9901AA", Selection(), [])
    assert "1 initiatief op 1 bronpagina." in panel
    assert "Gevonden in openbare bronnen: er kunnen meer initiatieven zijn." in panel


def test_a_buurt_without_residents_shows_a_zero_and_reasons(venlo: Dataset) -> None:
    view = profile(venlo, AZC)
    assert "geen openbare gegevens" in view.statement
    assert "minder dan 100 inwoners" in view.figures
    assert ">0</dd>" in view.figures
    assert "geld is alleen per wijk bekend" in view.money
    assert "in welke buurt het ligt" in view.bars
    assert "geldt per wijk, niet per buurt" in view.targets


def test_a_group_takes_the_plural_and_has_the_mean_said(venlo: Dataset) -> None:
    view = profile(venlo, "pilots")
    assert view.statement.startswith("Leefbaarheid: de pilots staan in 2024 op 3,99")
    assert "gemiddelde van 2 wijken (eigen berekening)" in view.trend
    assert "Klingerberg en Steyl" in profile_choices(venlo)["pilots"]


def test_a_count_has_no_tick_for_the_city(venlo: Dataset) -> None:
    every = standings(venlo, subject_of(venlo, KLINGERBERG), frames_for(venlo))
    residents = next(one for one in every if one.layer.id == "population")
    assert residents.adds_up
    assert "hele stad samen 103.789" in profile(venlo, KLINGERBERG).figures


def test_money_is_by_stream_with_a_dispute_as_its_range(venlo: Dataset) -> None:
    view = profile(venlo, KLINGERBERG)
    assert "€\N{NO-BREAK SPACE}35.000 tot €\N{NO-BREAK SPACE}140.000 (betwist)" in view.money
    assert "we tellen ze nooit op" in view.money
    blerick = profile(venlo, "WK098322").money
    assert "gepland €\N{NO-BREAK SPACE}180.000; toegekend €\N{NO-BREAK SPACE}51.501" in blerick


def test_every_profile_of_both_cities_can_be_made(venlo: Dataset, example: Dataset) -> None:
    for dataset in (venlo, example):
        frames = frames_for(dataset)
        for one in subjects(dataset):
            if one.level is Level.BUURT and not one.key.endswith("07"):
                continue
            view = profile_view(dataset, Selection(area=one.key), frames, "vandaag")
            assert "nan" not in page(view).lower().replace("financ", "")


def test_a_closed_moment_and_a_suppressed_cell_stay_closed(example: Dataset) -> None:
    before = visible(example, Viewer(Audience.PUBLIC, dt.date(2026, 11, 23)))
    view = profile(before, "pilots")
    closed = set(example["events"]["title"]) - set(before["events"]["title"])
    assert closed
    assert not any(title in view.timeline for title in closed)
    hidden = [
        (one.key, figure.own.state)
        for one in subjects(before)
        if one.level is Level.WIJK
        for figure in all_figures(before, one, frames_for(before))
        if figure.own.state is State.SUPPRESSED
    ]
    assert all(
        "niet getoond" in profile_table(before, key, frames_for(before)) for key, _ in hidden[:2]
    )


def test_an_unknown_area_shows_what_the_gemeente_opens_on(venlo: Dataset) -> None:
    assert profile(venlo, "").name == "Klingerberg"
    assert profile(venlo, "GM0983").name == "Klingerberg"


def test_the_map_s_panel_of_a_group_leads_to_its_profile(venlo: Dataset) -> None:
    panel = group_panel(venlo, Selection(area=BLERICK, indicator="liveability_score"))
    assert 'href="wijk?gebied=stadsdeel%3Ablerick"' in panel
    assert "8 wijken" in panel
