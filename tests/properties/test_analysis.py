"""What holds for any register, any ledger and any filter."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wijkmap.analysis.counted import budget_lines, refused_lines
from wijkmap.analysis.flows import flow_lines, flows
from wijkmap.analysis.groups import pilots_beside_rest
from wijkmap.analysis.join import place_initiatives
from wijkmap.analysis.layers import layer_figures, layers
from wijkmap.analysis.ledger import budget_area_figures, budget_figures, elsewhere_figures
from wijkmap.analysis.registers import filtered_initiatives, initiative_figures, theme_mix
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period, Selection
from wijkmap.model.visibility import ALWAYS, NEVER, Audience, Viewer, visible
from wijkmap.model.words import Allocation, Kind, Level
from wijkmap.present.money_places import kinds_of, money_map

WIJKEN = ("WK990101", "WK990102", "WK990103", "WK9901AA")
THEMES = ("groen", "ontmoeten", "overig")
STREAMS = ("buurtbudget", "sam-fonds")
STATUSES = ("idee", "toegekend", "in-uitvoering", "gerealiseerd", "gestopt", "onbekend")
YEARS = (2014, 2015, 2016)
LATER = dt.date(2030, 1, 1)
TODAY = Viewer(Audience.PUBLIC, dt.date(2026, 6, 1))

quick = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def some(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(words), unique=True, max_size=2).map(tuple)


selections = st.builds(
    Selection,
    wijken=some(WIJKEN),
    stadsdelen=some(("zuid", "noord")),
    themes=some((*THEMES, "unknown")),
    streams=some((*STREAMS, "unknown")),
    statuses=some((*STATUSES, "unknown")),
    period=st.lists(st.sampled_from(YEARS), unique=True, max_size=2).map(
        lambda years: Period(tuple(sorted(years)))
    ),
)
opens = st.sampled_from((ALWAYS, ALWAYS, LATER, NEVER))
blank = st.just("")
years = st.sampled_from((*YEARS, None))
initiatives = st.lists(
    st.tuples(
        st.sampled_from((*WIJKEN, "", "")),
        # Grid points: corners, borders, insides and outsides of the four wijken.
        st.none() | st.tuples(st.integers(-1, 9), st.integers(-1, 9)),
        st.sampled_from((*THEMES, "")),
        st.sampled_from((*STREAMS, "")),
        st.sampled_from((*STATUSES, "")),
        years,
        opens,
    ),
    max_size=12,
)
entries = st.lists(
    st.tuples(
        st.sampled_from((*WIJKEN, "")),
        st.sampled_from((*THEMES, "")),
        st.sampled_from(STREAMS),
        years,
        st.sampled_from([kind.value for kind in Kind][:3]),
        st.none() | st.integers(0, 100_000),
        # The entry that this one is tied to, as a share of those before it; and how.
        st.floats(0, 0.999),
        st.sampled_from(("", "", "theme", "theme", "funder", "project", "twin")),
        opens,
    ),
    max_size=14,
)


def with_initiatives(small: Dataset, rows: list[tuple[object, ...]]) -> Dataset:
    """Dataset with these initiatives and no ledger."""
    pattern = small["initiatives"]
    made = []
    for place, (wijk, point, theme, stream, status, year, public_from) in enumerate(rows):
        x, y = (200_000 + 250 * point[0], 370_000 + 250 * point[1]) if point else (np.nan,) * 2
        made.append(
            dict.fromkeys(pattern.columns, "")
            | {"initiative_id": f"I{place}", "area_code": wijk, "x": x, "y": y}
            | {"theme": theme, "stream": stream, "status": status, "year": year}
            | {"source": (f"S{place % 3 + 1}",), "cautions": (), "public_from": public_from}
        )
    frame = pd.DataFrame(made, columns=pattern.columns).astype(pattern.dtypes.to_dict())
    tables = dict(small.tables) | {"initiatives": frame, "ledger": small["ledger"].iloc[:0]}
    return replace(small, tables=tables)


def with_ledger(small: Dataset, rows: list[tuple[object, ...]]) -> Dataset:
    """Dataset with this ledger; the links to initiatives are those of the small folder."""
    pattern = small["ledger"]
    made: list[dict[str, object]] = []
    for place, (wijk, theme, stream, year, kind, cents, share, tie, public_from) in enumerate(rows):
        row: dict[str, object] = dict.fromkeys(pattern.columns, "") | {
            "entry_id": f"L{place}",
            "area_code": wijk,
            "theme": theme,
            "stream": stream,
            "initiative_id": f"I{place}" if place in (1, 2, 3) else "",
            "year": year,
            "kind": kind,
            "certainty": "unknown" if cents is None else "exact",
            "amount_cents": cents,
            "low_cents": None,
            "high_cents": None,
            "source_cents": None,
            "source": ("S3",),
            "cautions": (),
            "public_from": public_from,
        }
        if tie and made:
            other = made[int(share * len(made))]
            if tie != "twin":
                row |= {"part_of": other["entry_id"], "part_by": tie}
            elif not other["same_as"]:
                names = ("kind", "certainty", "amount_cents")
                row |= {"same_as": other["entry_id"]} | {name: other[name] for name in names}
        made.append(row)
    frame = pd.DataFrame(made, columns=pattern.columns).astype(pattern.dtypes.to_dict())
    return replace(small, tables=dict(small.tables) | {"ledger": frame})


def totals(frame: pd.DataFrame) -> dict[str, int]:
    found = frame.groupby("kind")["cents"].sum().to_dict()
    return {kind: int(cents) for kind, cents in found.items() if cents}


# The join


@quick
@given(rows=initiatives)
def test_join_is_a_partition(small: Dataset, rows: list[tuple[object, ...]]):
    placed = place_initiatives(with_initiatives(small, rows))
    assert len(placed) == len(rows)
    in_wijk = placed["wijk"].isin(WIJKEN)
    unassigned = (placed["wijk"] == "") & ~placed["outside"]
    assert (in_wijk.astype(int) + placed["outside"] + unassigned == 1).all()
    assert (placed["placed_by"] == "").eq(placed["wijk"] == "").all()
    buurt = placed[placed["buurt"] != ""]
    parents = small.areas.loc[buurt["buurt"], "parent_code"].to_numpy()
    assert (buurt["wijk"].to_numpy() == parents).all()


@quick
@given(rows=initiatives, order=st.randoms(use_true_random=False))
def test_order_of_rows_changes_no_figure(
    small: Dataset, rows: list[tuple[object, ...]], order: np.random.Generator
):
    dataset = with_initiatives(small, rows)
    mixed = list(range(len(rows)))
    order.shuffle(mixed)
    frame = dataset["initiatives"].iloc[mixed].reset_index(drop=True)
    other = replace(dataset, tables=dict(dataset.tables) | {"initiatives": frame})
    for by in ("wijk", "theme", "year"):
        pd.testing.assert_frame_equal(
            initiative_figures(dataset, Selection(), by), initiative_figures(other, Selection(), by)
        )


# Totals


@quick
@given(rows=initiatives, selection=selections)
def test_initiatives_add_up_to_the_same_by_every_key(
    small: Dataset, rows: list[tuple[object, ...]], selection: Selection
):
    dataset = with_initiatives(small, rows)
    found = filtered_initiatives(dataset, selection)
    for by in ("wijk", "theme", "stream", "status", "year"):
        assert initiative_figures(dataset, selection, by)["value"].sum() == len(found)
    assert theme_mix(dataset, selection)["count"].sum() == (found["wijk"] != "").sum()


@quick
@given(rows=initiatives, selection=selections)
def test_areas_add_up_to_the_city(
    small: Dataset, rows: list[tuple[object, ...]], selection: Selection
):
    dataset = with_initiatives(small, rows)
    sums = {
        level: layer_figures(dataset, "initiatives", selection, level)["value"].sum()
        for level in (Level.WIJK, Level.STADSDEEL, Level.GROUP)
    }
    assert len(set(sums.values())) == 1
    everywhere = replace(selection, wijken=(), stadsdelen=())
    found = filtered_initiatives(dataset, everywhere)
    unassigned = ((found["wijk"] == "") & ~found["outside"]).sum()
    city = layer_figures(dataset, "initiatives", selection, Level.GEMEENTE)["value"].sum()
    assert city == sums[Level.WIJK] + unassigned


def naive_totals(ledger: pd.DataFrame) -> dict[str, int]:
    """The same totals by another road: each whole takes what its same-kind parts repeat."""
    rows = {row["entry_id"]: row for row in ledger.to_dict("records")}
    first = {key: row["same_as"] or key for key, row in rows.items()}
    parents: dict[str, tuple[str, str]] = {}
    for key in sorted(rows, key=lambda one: bool(rows[one]["same_as"])):
        whole = rows[key]["part_of"]
        if whole and first[whole] != first[key] and first[key] not in parents:
            parents[first[key]] = (first[whole], rows[key]["part_by"])

    def ancestors(key: str) -> list[str]:
        found: list[str] = []
        while key in parents and parents[key][0] not in found:
            key = parents[key][0]
            found.append(key)
        return found

    sums: defaultdict[str, int] = defaultdict(int)
    for key in {*first.values()}:
        kind, cents = rows[key]["kind"], rows[key]["amount_cents"]
        above = [one for one in ancestors(key) if rows[one]["kind"] == kind]
        split = [
            rows[part]["amount_cents"]
            for part, (whole, by) in parents.items()
            if whole == key and by == "theme" and rows[part]["kind"] == kind
        ]
        if above:
            continue
        # A known whole is its own total however it is split; an unknown one is the sum of
        # its parts by theme when all of those are known, each by the same rule.
        if pd.notna(cents):
            sums[kind] += int(cents)
        elif split and all(pd.notna(one) for one in split):
            sums[kind] += int(sum(split))
    return {kind: cents for kind, cents in sums.items() if cents}


@settings(quick, max_examples=60)
@given(rows=entries)
def test_ledger_totals_equal_a_naive_second_count(small: Dataset, rows: list[tuple[object, ...]]):
    dataset = with_ledger(small, rows)
    expected = naive_totals(dataset["ledger"])
    for by in ("kind", "theme"):
        assert totals(budget_figures(dataset, Selection(), by)) == expected


@settings(quick, max_examples=25)
@given(rows=entries, selection=selections)
def test_ledger_adds_up_to_the_same_cent_under_any_filter(
    small: Dataset, rows: list[tuple[object, ...]], selection: Selection
):
    dataset = with_ledger(small, rows)
    found = [
        budget_figures(dataset, selection, by)
        for by in ("kind", "wijk", "theme", "stream", "status", "year")
    ]
    assert all(totals(frame) == totals(found[0]) for frame in found)
    for frame in found:
        known = frame[frame["cents"].notna()]
        assert (known["value"] * 100).round().astype(int).tolist() == known["cents"].tolist()


@quick
@given(rows=entries)
def test_wijken_add_up_to_the_whole_filter_by_filter(
    small: Dataset, rows: list[tuple[object, ...]]
):
    dataset = with_ledger(small, rows)
    apart: defaultdict[str, int] = defaultdict(int)
    for wijk in WIJKEN:
        frame = budget_figures(dataset, Selection(wijken=(wijk,)), "wijk")
        for kind, cents in totals(frame).items():
            apart[kind] += cents
    frame = budget_figures(dataset, Selection(), "wijk")
    assert totals(frame[frame["key"] != "unassigned"]) == {k: c for k, c in apart.items() if c}


@settings(quick, max_examples=15)
@given(rows=entries, parted=st.booleans(), rule=st.sampled_from(Allocation))
def test_circles_and_what_lies_in_no_wijk_are_the_ledger_at_each_level(
    small: Dataset, rows: list[tuple[object, ...]], *, parted: bool, rule: Allocation
):
    dataset = with_ledger(small, rows)
    if not parted:
        # Wijken of no stadsdeel are one more place on the map.
        city = replace(small.municipality, stadsdelen=small.municipality.stadsdelen[:1])
        dataset = replace(dataset, municipality=city)
    expected = naive_totals(dataset["ledger"])
    for level in (Level.WIJK, Level.STADSDEEL):
        for kind in kinds_of(dataset):
            circles = money_map(dataset, Selection(), level, kind, rule).money
            drawn = sum(amount for _, amount, _, _ in circles.amounts) if circles else 0
            apart = elsewhere_figures(dataset, Selection(), kind, rule)["cents"].sum()
            assert drawn + apart == expected.get(kind.value, 0)


CARE = ("", "", "Speeltuin", "Jeugdhulp", "Wmo", "Dagbesteding", "Begeleiding")


def with_care(dataset: Dataset, words: list[str], settled: list[bool | None]) -> Dataset:
    """Dataset whose amounts are described in these words, some of them decided upon."""
    ledger = dataset["ledger"]
    some = [words[at % len(words)] for at in range(len(ledger))]
    rows = [
        {"entry_id": entry, "is_care": is_care, "who": "w", "when": "2025", "why": "y"}
        for entry, is_care in zip(ledger["entry_id"], settled, strict=False)
        if is_care is not None
    ]
    decisions = pd.DataFrame(rows, columns=dataset["care_decisions"].columns)
    tables = {"ledger": ledger.assign(description=some), "care_decisions": decisions}
    return replace(dataset, tables=dict(dataset.tables) | tables)


@settings(quick, max_examples=20)
@given(
    rows=entries,
    words=st.lists(st.sampled_from(CARE), min_size=1, max_size=6),
    settled=st.lists(st.none() | st.booleans(), max_size=8),
)
def test_what_counts_and_what_the_lock_refuses_are_the_whole_ledger(
    small: Dataset, rows: list[tuple[object, ...]], words: list[str], settled: list[bool | None]
):
    dataset = with_care(with_ledger(small, rows), words, settled)
    expected = naive_totals(dataset["ledger"])
    refused = refused_lines(dataset).groupby("kind")["cents"].sum()
    for by in ("kind", "wijk"):
        found = totals(budget_figures(dataset, Selection(), by))
        both = {kind: found.get(kind, 0) + int(refused.get(kind, 0)) for kind in map(str, Kind)}
        assert {kind: cents for kind, cents in both.items() if cents} == expected
    assert set(refused_lines(dataset)["stream"]) <= {"buurtbudget"}
    assert "certain" not in set(budget_lines(dataset).query("stream == 'buurtbudget'")["verdict"])


@settings(quick, max_examples=8)
@given(
    rows=entries,
    words=st.lists(st.sampled_from(CARE), min_size=1, max_size=4),
    selection=selections,
    rule=st.sampled_from([Allocation.NONE, Allocation.WIJK]),
    level=st.sampled_from([Level.WIJK, Level.STADSDEEL]),
)
def test_flow_map_and_table_give_the_same_cents(  # noqa: PLR0913, PLR0917 - each is drawn at random
    small: Dataset,
    rows: list[tuple[object, ...]],
    words: list[str],
    selection: Selection,
    rule: Allocation,
    level: Level,
):
    dataset = with_care(with_ledger(small, rows), words, [])
    everywhere = replace(selection, wijken=(), stadsdelen=())
    lines = flow_lines(dataset, everywhere, level, rule)
    table = totals(budget_figures(dataset, everywhere, "kind"))
    shown = budget_figures(dataset, selection, "theme")
    for kind in list(Kind)[:3]:
        flow = flows(lines[lines["kind"] == kind.value])
        assert flow["cents"].sum() == table.get(kind.value, 0)
        areas = budget_area_figures(dataset, everywhere, level, kind, rule=rule)
        drawn = areas.set_index("key")["cents"].dropna()
        placed = flow.groupby("place")["cents"].sum()
        assert {key: cents for key, cents in placed.items() if cents and key in drawn} == {
            key: cents for key, cents in drawn.items() if cents
        }
    if rule is Allocation.NONE:
        inside = flow_lines(dataset, selection, level)
        for kind in list(Kind)[:3]:
            flow = flows(inside[inside["kind"] == kind.value])
            mine = shown[shown["kind"] == kind.value].groupby("key")["cents"].sum()
            by_theme = flow.groupby("theme")["cents"].sum()
            assert by_theme[by_theme != 0].to_dict() == mine[mine != 0].to_dict()


# Openness


def closed_entries(ledger: pd.DataFrame) -> set[str]:
    """Entries that a public viewer may not see, with all that would give them away."""
    rows = {str(row["entry_id"]): row for row in ledger.to_dict("records")}
    shut = {key for key, row in rows.items() if row["public_from"] > TODAY.date}
    while True:
        splits = {(rows[key]["part_of"], rows[key]["part_by"]) for key in shut} - {("", "")}
        more = {
            key
            for key, row in rows.items()
            if (row["part_of"] and (row["part_of"], row["part_by"]) in splits)
            or (row["part_of"] in shut and rows[row["part_of"]]["kind"] == row["kind"])
            or row["same_as"] in shut
            or any(rows[one]["same_as"] == key for one in shut)
        }
        if more <= shut:
            return shut
        shut |= more


def without_closed(dataset: Dataset) -> Dataset:
    """Closed rows deleted by hand, and in the ledger whatever gives them away."""
    tables = dict(dataset.tables)
    for name, frame in tables.items():
        if "public_from" not in frame:
            continue
        shut = frame["public_from"] > TODAY.date
        if name == "ledger":
            shut = frame["entry_id"].isin(closed_entries(frame))
        tables[name] = frame[~shut.astype(bool)].reset_index(drop=True)
    return replace(dataset, tables=tables)


def everything(dataset: Dataset, selection: Selection) -> list[pd.DataFrame]:
    """Every figure that there is, of registers, ledger and indicators."""
    found = [theme_mix(dataset, selection)]
    for by in ("wijk", "theme", "stream", "status", "year"):
        found += [initiative_figures(dataset, selection, by)]
        found += [budget_figures(dataset, selection, by)]
    for layer in layers(dataset):
        found += [layer_figures(dataset, layer.id, selection, level) for level in list(Level)[1:]]
        found += [pilots_beside_rest(dataset, layer.id, selection.year, selection)]
    return found


def assert_same(dataset: Dataset, selection: Selection) -> None:
    seen = everything(visible(dataset, TODAY), selection)
    expected = everything(without_closed(dataset), selection)
    for one, other in zip(seen, expected, strict=True):
        pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize("year", [2014, 2016])
def test_public_sees_exactly_what_is_left_without_the_closed_rows(small: Dataset, year: int):
    assert_same(small, Selection(year=Period((year,))))


@settings(quick, max_examples=4)
@given(rows=initiatives, amounts=entries, selection=selections)
def test_visibility_leaks_nothing(
    small: Dataset,
    rows: list[tuple[object, ...]],
    amounts: list[tuple[object, ...]],
    selection: Selection,
):
    dataset = with_initiatives(small, rows)
    ledger = with_ledger(small, amounts)["ledger"]
    assert_same(replace(dataset, tables=dict(dataset.tables) | {"ledger": ledger}), selection)


def test_nothing_public_comes_from_a_closed_row(small: Dataset):
    for frame in everything(visible(small, TODAY), Selection()):
        if "public_from" in frame:
            assert all(day <= TODAY.date for day in frame["public_from"])
