"""What holds for any register, any ledger and any filter: it adds up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np
import pandas as pd
from drawn import (
    WIJKEN,
    entries,
    initiatives,
    quick,
    selections,
    totals,
    with_initiatives,
    with_ledger,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkmap.analysis.counted import budget_lines, refused_lines
from wijkmap.analysis.flows import flow_lines, flows
from wijkmap.analysis.join import place_initiatives
from wijkmap.analysis.layers import layer_figures
from wijkmap.analysis.ledger import budget_area_figures, budget_figures, elsewhere_figures
from wijkmap.analysis.registers import filtered_initiatives, initiative_figures, theme_mix
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Selection
from wijkmap.model.words import Allocation, Kind, Level
from wijkmap.present.money_places import kinds_of, money_map

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
