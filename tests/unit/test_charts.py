"""Charts: what is drawn, that nothing collides, and that every drawing can be read without eyes."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkmap.present.charts import (
    Bar,
    DumbbellRow,
    Event,
    Mark,
    Series,
    count_bars,
    dumbbell_chart,
    dumbbell_table,
    position_scale,
    timeline_strip,
    trend_chart,
    trend_table,
    year_of,
)
from wijkmap.present.charts.svg import spread, ticks
from wijkmap.present.markup import Markup


def points(**values: float | None) -> list[tuple[float, float | None, None, None]]:
    return [(float(year[1:]), value, None, None) for year, value in values.items()]


def drawn(chart: Markup) -> ET.Element:
    return ET.fromstring(f"<all>{chart}</all>")  # noqa: S314 - made by the test itself


PILOT = Series("Molenwijk", points(y2012=4.0, y2014=4.1, y2018=4.2), "pilot-1")
SECOND = Series("Buitenwijk", points(y2012=4.0, y2014=4.1, y2018=4.19), "pilot-2")
CITY = Series("Proefdam", points(y2012=4.0, y2014=None, y2018=4.2), "city")
CLOUD = Series("Havenwijk", points(y2012=3.9, y2014=4.0, y2018=4.1), "other")


def trend(*series: Series, marks: tuple[Mark, ...] = ()) -> Markup:
    return trend_chart(
        series,
        unit="score",
        decimals=2,
        title="Molenwijk gaat van 4,00 naar 4,20",
        description="Lijnen over de jaren.",
        marks=marks,
    )


def test_a_chart_is_well_formed_has_two_widths_and_a_title_and_description() -> None:
    for chart in (
        trend(PILOT, SECOND, CITY, CLOUD),
        dumbbell_chart(
            [DumbbellRow("Molenwijk", 4.0, 4.2, emphasis=True)],
            left_label="2014",
            right_label="2024",
            unit="score",
            decimals=2,
            description="Per wijk.",
        ),
        timeline_strip([Event("2014-10-14", "Start")], description="Een moment."),
        count_bars([Bar("idee", 2)], description="Per status."),
    ):
        drawings = drawn(chart).findall(".//svg")
        assert [one.get("class") for one in drawings] == ["wm-wide", "wm-narrow"]
        for one in drawings:
            assert one.get("role") == "img"
            assert one.findtext("title")
            assert one.findtext("desc")


def test_names_are_escaped() -> None:
    chart = trend(Series("<script>&", PILOT.points, "pilot-1"))
    assert "<script>" not in chart
    assert "&lt;script&gt;&amp;" in chart


def test_a_year_that_others_have_breaks_a_line() -> None:
    wide = drawn(trend(PILOT, CITY)).find(".//svg")
    assert wide is not None
    assert len(wide.findall(".//path[@class='wm-line wm-pilot-1']")) == 1
    assert wide.findall(".//path[@class='wm-line wm-city']") == []
    assert len(wide.findall(".//circle[@class='wm-dot wm-city']")) == 2


def test_years_lie_on_a_true_axis() -> None:
    wide = drawn(trend(PILOT)).find(".//svg")
    assert wide is not None
    dots = [float(one.get("cx", "")) for one in wide.findall(".//circle")]
    short, long = dots[1] - dots[0], dots[2] - dots[1]
    assert long == pytest.approx(2 * short, rel=0.01)


def test_lines_are_named_at_their_end_and_the_names_keep_apart() -> None:
    wide = drawn(trend(PILOT, SECOND, CITY)).find(".//svg")
    assert wide is not None
    names = [one for one in wide.findall(".//text") if "wm-name" in one.get("class", "")]
    assert {one.text for one in names} == {"Molenwijk 4,20", "Buitenwijk 4,19", "Proefdam 4,20"}
    places = sorted(float(one.get("y", "")) for one in names)
    assert all(below - above >= 15.9 for above, below in pairwise(places))


def test_a_margin_is_a_band_and_a_single_year_a_whisker() -> None:
    many = Series("A", [(2014, 4.0, 3.9, 4.1), (2015, 4.0, 3.8, 4.2)], "pilot-1")
    single = Series("B", [(2014, 4.0, 3.9, 4.1)], "rest")
    chart = trend(many, single)
    assert "wm-band wm-pilot-1" in chart
    assert "wm-whisker wm-rest" in chart
    assert "wm-band" not in trend(PILOT)


def test_marks_stand_in_rows_of_their_own_and_those_outside_are_left_out() -> None:
    marks = (Mark(2014.8, "start pilots"), Mark(2015.0, "verkiezingen"), Mark(1990, "vroeger"))
    wide = drawn(trend(PILOT, marks=marks)).find(".//svg")
    assert wide is not None
    words = {
        one.text: float(one.get("y", ""))
        for one in wide.findall(".//text")
        if "wm-halo" in one.get("class", "")
    }
    assert set(words) == {"start pilots", "verkiezingen"}
    assert words["start pilots"] != words["verkiezingen"]


def test_one_far_off_line_does_not_flatten_the_others_and_is_named() -> None:
    cloud = [Series(f"W{at}", points(y2012=4 + at / 100, y2018=4.1), "other") for at in range(9)]
    far = Series("Verweg", points(y2012=400.0, y2018=401.0), "other")
    chart = trend(PILOT, *cloud, far)
    assert "Buiten beeld, te ver van de rest: Verweg (401,00)." in chart
    assert "500" not in chart


def test_without_any_point_there_is_a_sentence() -> None:
    chart = trend(Series("Leeg", points(y2014=None), "pilot-1"))
    assert "Er zijn geen cijfers om te tekenen." in chart


def test_the_table_says_what_the_chart_says() -> None:
    twin = trend_table([PILOT, CITY, CLOUD], caption="Leefbaarheid", decimals=2, unit="score")
    assert '<td class="wm-number">4,10</td>' in twin
    assert "Havenwijk" not in twin
    assert "–" in twin


def test_a_dumbbell_says_where_a_figure_lacks() -> None:
    rows = [DumbbellRow("Molenwijk", 4.0, None), DumbbellRow("Havenwijk", None, None)]
    asked = {"left_label": "2014", "right_label": "2024", "unit": "score", "decimals": 1}
    chart = dumbbell_chart(rows, description="x", **asked)
    assert "4,0 (geen cijfer ernaast)" in chart
    assert "geen cijfer</text>" in chart
    twin = dumbbell_table(rows, caption="Leefbaarheid", first="wijk", **asked)
    assert twin.count("geen cijfer") == 3


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2014", 2014.0, 2015.0),
        ("2014-07", 2014.5, 2014.5 + 1 / 12),
        ("2014-10-14", 2014 + (9 + 13 / 31) / 12, 2014 + (9 + 14 / 31) / 12),
    ],
)
def test_a_partial_date_spans_what_is_not_known(date: str, first: float, last: float) -> None:
    assert year_of(date) == pytest.approx(first)
    assert year_of(date, end=True) == pytest.approx(last)


def test_a_moment_known_by_year_is_a_stretch_and_the_list_carries_the_source() -> None:
    events = [
        Event("2018", "Buurtbudget", "https://voorbeeld.test/b", "krant"),
        Event("2014-10-14", "Besluit", is_pilot=True),
    ]
    strip = timeline_strip(events, description="x")
    assert strip.count("wm-span wm-rest") == 2
    assert strip.count("wm-moment wm-pilot-1") == 2
    assert strip.index("14 oktober 2014</strong>: Besluit.") < strip.index("Buurtbudget.")
    assert 'href="https://voorbeeld.test/b"' in strip
    assert timeline_strip([], description="x") == ""


def test_numbers_of_moments_never_cover_each_other() -> None:
    events = [Event(f"2022-0{month}", f"Moment {month}") for month in range(1, 7)]
    strip = drawn(timeline_strip([*events, Event("2002", "Vroeger")], description="x"))
    for drawing in strip.findall(".//svg"):
        places = [
            (float(one.get("cx", "")), float(one.get("cy", "")))
            for one in drawing.findall(".//circle")
            if "wm-number-dot" in one.get("class", "")
        ]
        for at, (x, y) in enumerate(places):
            assert all((x - x2) ** 2 + (y - y2) ** 2 >= 400 for x2, y2 in places[:at])


def test_a_scale_names_the_city_and_the_target() -> None:
    scale = position_scale(
        [6.0, 6.5, 7.0], area=6.4, city=7.2, target=6.7, decimals=1, description="Plaats."
    )
    assert {one.text for one in drawn(scale).findall(".//text")} == {
        "stad",
        "streefwaarde",
        "6,0",
        "7,2",
    }
    assert re.search(r"<title>Plaats\.</title>", scale)


def test_bars_start_at_zero_and_a_zero_has_only_its_number() -> None:
    bars = drawn(count_bars([Bar("idee", 4), Bar("klaar", 2), Bar("weg", 0)], description="x"))
    widths = [float(one.get("width", "")) for one in bars.find(".//svg") or [] if one.tag == "rect"]
    assert widths[0] == pytest.approx(2 * widths[1], rel=0.01)
    assert len(widths) == 2


heights = st.lists(st.sampled_from([16.0, 32.0]), min_size=1, max_size=8)


@given(heights=heights, data=st.data())
def test_spread_labels_never_overlap_and_keep_their_order(
    heights: list[float], data: st.DataObject
) -> None:
    wanted = [data.draw(st.floats(0, 300)) for _ in heights]
    places = spread(wanted, heights, 0, 300)
    order = sorted(range(len(wanted)), key=lambda at: (wanted[at], at))
    for above, below in pairwise(order):
        needed = (heights[above] + heights[below]) / 2
        assert places[below] - places[above] >= needed - 1e-6
    assert all(place - height / 2 >= -1e-6 for place, height in zip(places, heights, strict=True))


@given(low=st.floats(-1e6, 1e6), span=st.floats(1e-3, 1e6))
def test_ticks_enclose_and_read_differently(low: float, span: float) -> None:
    values, texts = ticks(low, low + span)
    slack = 1e-6 * max(abs(low), span)
    assert values[0] <= low + slack
    assert values[-1] >= low + span - slack
    assert len(set(texts)) == len(texts)
    assert 2 <= len(values) <= 8
