"""What the page Gegevens says of the data, against the folder that can be checked by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from wijkmap.analysis.layers import layers
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period, Selection
from wijkmap.model.tables import TABLES
from wijkmap.model.visibility import Audience, Viewer, visible
from wijkmap.present.datasets import (
    data_sets,
    figures_set,
    list_row,
    map_figures,
    part_of,
    statement,
)
from wijkmap.present.rows import definitions, row_table, source_list
from wijkmap.present.sheets import ROWS_PER_SHEET, sheet_rows, sheet_with, sheets_of, size_line
from wijkmap.sources.exports import columns_sheet
from wijkmap.sources.quality import coverage_counts

PUBLIC = Viewer(Audience.PUBLIC, dt.date(2026, 1, 31))


def ids(dataset: Dataset, table: str, key: str) -> list[str]:
    return list(dataset[table][key])


def test_the_title_counts_what_there_is(small: Dataset) -> None:
    title = statement(small)
    assert "8 initiatieven en 13 bedragen" in title
    assert f"uit {len(small['sources'])} bron" in title


def test_the_title_counts_only_what_the_viewer_may_see(small: Dataset) -> None:
    assert "6 initiatieven" in statement(visible(small, PUBLIC))


def test_every_table_with_rows_is_in_the_list_once(small: Dataset) -> None:
    found = [one.key for one in data_sets(small, coverage_counts(small))]
    assert sorted(found) == sorted(name for name in TABLES if len(small[name]))
    assert found[0] == "initiatives"


def test_a_row_of_the_list_says_how_complete_and_until_when(small: Dataset) -> None:
    rows = {one.key: one for one in data_sets(small, coverage_counts(small))}
    assert rows["initiatives"].size == "8 regels"
    assert rows["initiatives"].until == "2018"
    assert rows["initiatives"].completeness
    assert "op andere wijkgrenzen" in rows["observations"].completeness
    assert rows["sources"].until == ""
    assert "t/m 2018" in list_row(rows["initiatives"])


@pytest.mark.parametrize(
    ("selection", "left", "remark"),
    [
        (Selection(), ["I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8"], ""),
        (Selection(themes=("groen",)), ["I1", "I3", "I4", "I8"], ""),
        (Selection(wijken=("WK990103",)), ["I4"], "3 zonder wijk"),
        (Selection(stadsdelen=("zuid",)), ["I1", "I2", "I3"], "3 zonder wijk"),
        (Selection(period=Period((2018,))), ["I4", "I6", "I7"], "2 zonder jaar"),
    ],
)
def test_filters_leave_the_rows_of_the_register(
    small: Dataset, selection: Selection, left: list[str], remark: str
) -> None:
    part = part_of(small, "initiatives", selection)
    assert ids(part.dataset, "initiatives", "initiative_id") == left
    assert part.applied == selection
    assert any(remark in one for one in part.remarks) or not remark


def test_status_of_an_amount_is_that_of_its_initiative(small: Dataset) -> None:
    part = part_of(small, "ledger", Selection(statuses=("gerealiseerd",)))
    assert "L4" in ids(part.dataset, "ledger", "entry_id")
    assert "L1" not in ids(part.dataset, "ledger", "entry_id")


def test_a_filter_that_says_nothing_about_a_table_is_not_named_in_its_file(small: Dataset) -> None:
    part = part_of(small, "sources", Selection(themes=("groen",), wijken=("WK990101",)))
    assert len(part.dataset["sources"]) == len(small["sources"])
    assert part.applied == Selection()
    assert part.remarks


def test_observations_follow_place_period_and_indicator(small: Dataset) -> None:
    chosen = Selection(wijken=("WK990101",), period=Period((2014,)))
    rows = part_of(small, "observations", chosen, "liveability").dataset["observations"]
    assert set(rows["indicator"]) == {"liveability"}
    assert set(rows["year"]) == {2014}
    assert set(rows["area_code"]) == {"WK990101", "BU99010100", "BU99010101"}


def test_figures_of_the_map_keep_their_state_and_follow_place(small: Dataset) -> None:
    layer = next(one for one in layers(small) if one.id == "liveability")
    view = map_figures(small, layer, Selection(indicator="liveability", year=Period((1999,))))
    assert len(view.frame) == 4
    assert view.title.endswith("2016, per wijk")
    assert figures_set(view).until == "2016"
    narrowed = map_figures(
        small, layer, Selection(indicator="liveability", stadsdelen=("noord",), themes=("groen",))
    )
    assert list(narrowed.frame["key"]) == ["WK990103", "WK9901AA"]
    assert narrowed.applied.themes == ()
    assert narrowed.applied.stadsdelen == ("noord",)


@pytest.mark.parametrize("name", list(TABLES))
def test_every_table_can_be_read_on_the_screen(small: Dataset, name: str) -> None:
    shown = row_table(small, name, 1, "alles")
    assert "<table" in shown or not len(small[name])
    assert "nan" not in shown
    assert "&lt;NA&gt;" not in shown


def test_a_disputed_amount_is_never_one_number(small: Dataset) -> None:
    part = part_of(small, "ledger", Selection(wijken=("WK990102",)))
    shown = row_table(part.dataset, "ledger", 1, "twee")
    assert "€\N{NO-BREAK SPACE}25 tot €\N{NO-BREAK SPACE}100" in shown
    assert "onbekend" in shown


def test_absence_has_its_sign_in_the_table(small: Dataset) -> None:
    part = part_of(small, "observations", Selection(), "crimes")
    assert "niet getoond (klein aantal)" in row_table(part.dataset, "observations", 1, "x")


def test_an_empty_table_says_what_to_do(small: Dataset) -> None:
    part = part_of(small, "initiatives", Selection(period=Period((1950,))))
    assert "Haal een filter weg" in row_table(part.dataset, "initiatives", 1, "x")


def test_long_tables_are_cut_into_sheets() -> None:
    assert [sheets_of(n) for n in (0, 1, ROWS_PER_SHEET, ROWS_PER_SHEET + 1)] == [1, 1, 1, 2]
    assert size_line(450, 900, 3) == "450 van 900 regels; dit zijn 401 tot en met 450"
    assert size_line(1, 1, 1) == "1 regel"


@pytest.mark.parametrize("rows", [1, ROWS_PER_SHEET, ROWS_PER_SHEET + 1, 3 * ROWS_PER_SHEET - 1])
def test_the_sheets_hold_every_row_once(rows: int):
    every = list(range(rows))
    sheets = [sheet_rows(every, sheet) for sheet in range(1, sheets_of(rows) + 1)]
    assert [row for sheet in sheets for row in sheet] == every
    assert all(row in sheets[sheet_with(row) - 1] for row in every)


def test_columns_and_sources_are_explained(small: Dataset) -> None:
    assert "amount_cents" in definitions(columns_sheet(["ledger"]))
    key = str(small["sources"]["source_id"].iloc[0])
    listed = source_list(small, {key}, "31 januari 2026")
    assert key in listed
    assert "Peildatum 31 januari 2026" in listed
