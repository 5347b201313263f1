"""Circles for money: what each stands for, what is missing, what belongs to no wijk."""

from __future__ import annotations

import pytest

from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure, figure_frame, figures
from wijkmap.model.selection import Selection
from wijkmap.model.words import Kind, Level, Overlay
from wijkmap.present.circles import Circles, circles, money_on_the_map
from wijkmap.present.overlay import overlaid

KLINGERBERG, BOEKEND, LOMM = "WK098325", "WK098327", "WK098343"


def made(**rows: dict[str, object]) -> dict[str, Figure]:
    frame = figure_frame(
        {"key": key, "area_code": key, "unit": "euro", "state": "known"} | row
        for key, row in rows.items()
    )
    return {one.key: one for one in figures(frame)}


def test_each_state_of_an_amount_has_its_own_mark():
    found = made(
        a={"value": 100.5, "low": 100.5, "high": 100.5},
        b={"value": 0.0},
        c={"state": "missing"},
        d={"state": "missing", "n": 0.0},
        e={"value": 80.0, "low": 20.0, "high": 80.0},
        f={"value": 7.0},
    )
    drawn = circles(tuple("abcdefg"), found, "gepland", largest=400, elsewhere="")
    assert drawn.marks == "k0mukk-"
    assert drawn.amounts == ((0, 10050, 10050, 10050), (4, 8000, 2000, 8000), (5, 700, 700, 700))
    assert drawn.largest == 40000


@pytest.mark.parametrize(
    ("largest", "sizes"),
    [(306666.67, (20000000, 5000000, 1000000)), (500, (50000, 10000, 2000)), (0, ())],
)
def test_sizes_of_the_legend_are_readable_and_never_larger_than_the_map(
    largest: float, sizes: tuple[int, ...]
):
    assert circles((), {}, "gepland", largest=largest, elsewhere="").sizes == sizes


def placed(dataset: Dataset, drawn: Circles) -> dict[str, tuple[int, int]]:
    codes = list(dataset.polygons_at(Level.WIJK).index)
    return {codes[area]: (low, high) for area, _, low, high in drawn.amounts}


def test_a_disputed_amount_has_a_low_and_a_high(venlo: Dataset):
    money = money_on_the_map(venlo, Selection(), Kind.PLANNED)
    drawn = placed(venlo, money.drawn)
    assert drawn[KLINGERBERG] == (20166667, 30666667)
    assert drawn[BOEKEND] == (16666667, 16666667)
    assert money.cells[KLINGERBERG] == "€\xa0201.666,67 tot €\xa0306.666,67 (betwist)"
    assert money.cells[LOMM] == "geen gevonden"


def test_money_of_the_whole_city_is_said_and_lies_in_no_wijk(venlo: Dataset):
    money = money_on_the_map(venlo, Selection(), Kind.PLANNED)
    assert "€\xa02.466.666,66" in money.drawn.elsewhere
    assert "€\xa02.466.666,66" in money.sentence
    assert sum(amount for _, amount, _, _ in money.drawn.amounts) == 65333334
    assert 65333334 + 246666666 == 312000000


def test_kinds_are_never_drawn_together(venlo: Dataset):
    reserve = money_on_the_map(venlo, Selection(), Kind.RESERVE)
    assert placed(venlo, reserve.drawn) == {LOMM: (27400000, 27400000)}
    assert "geld (reserve)" in reserve.sentence
    assert "Klingerberg" not in reserve.sentence


def test_a_filter_on_place_leaves_circles_out_and_keeps_their_size(venlo: Dataset):
    money = money_on_the_map(venlo, Selection(wijken=(BOEKEND,)), Kind.PLANNED)
    assert placed(venlo, money.drawn) == {BOEKEND: (16666667, 16666667)}
    assert money.drawn.marks.count("-") == 20
    assert money.drawn.largest == 30666667
    assert money.drawn.elsewhere == ""


def test_what_lies_over_the_colours_is_one_thing_at_a_time(venlo: Dataset):
    initiatives = overlaid(venlo, Selection())
    assert initiatives.money is None
    assert initiatives.columns[0].cells[KLINGERBERG].startswith("26 (")
    money = overlaid(venlo, Selection(overlay=Overlay.PLANNED))
    assert money.symbols == {}
    assert money.columns[0].header == "euro gepland"
    nothing = overlaid(venlo, Selection(overlay=Overlay.NONE))
    assert (nothing.symbols, nothing.money, nothing.columns) == ({}, None, ())
    buurten = overlaid(venlo, Selection(overlay=Overlay.PLANNED, level=Level.BUURT))
    assert buurten.columns == ()
    assert "niet per buurt: een cirkel is van een hele wijk" in buurten.sentence
    assert "niet per buurt" not in money.sentence
