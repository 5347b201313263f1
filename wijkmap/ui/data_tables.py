"""The list of data sets, and one of them as a table with its files."""

from __future__ import annotations

import streamlit as st

from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import figures
from wijkmap.model.selection import Selection
from wijkmap.present.address import choice, sheet_number
from wijkmap.present.datasets import MAP_FIGURES, DataSet, figures_set, list_row, part_of
from wijkmap.present.markup import Markup, join
from wijkmap.present.numbers import day
from wijkmap.present.rows import definitions, row_table, source_list
from wijkmap.present.sheets import sheet_caption, sheet_rows, sheets_of, size_line
from wijkmap.present.tables import figure_table, notes
from wijkmap.sources.exports import columns_sheet
from wijkmap.ui.cache import data_sets, map_figures
from wijkmap.ui.files import FiguresFile, TableFile, file_buttons
from wijkmap.ui.filters import filter_words, shared_filters
from wijkmap.ui.sheets import sheet_by_sheet, turn_sheets
from wijkmap.ui.state import follow, turn
from wijkmap.ui.town import City

__all__ = ["data_list", "one_table", "table_choices"]

_GROUPS = {False: "De gegevens", True: "Uitleg bij de gegevens"}
_EVERY = ""


def table_choices(town: City) -> tuple[str, ...]:
    """What the link may ask for."""
    return (MAP_FIGURES, *(one.key for one in data_sets(town)))


def data_list(town: City, selection: Selection) -> None:
    """Every data set as one row, with its files."""
    for is_about_data, title in _GROUPS.items():
        st.subheader(title, anchor=False)
        with st.container(key=f"lijst_{'uitleg' if is_about_data else 'gegevens'}", gap=None):
            if not is_about_data:
                _row(*_map_set(town, selection))
            for one in data_sets(town):
                if one.is_about_data is is_about_data:
                    _row(one, TableFile(town, one.title, one.key, town.dataset))


def _map_set(town: City, selection: Selection) -> tuple[DataSet, FiguresFile]:
    view = map_figures(town, selection)
    file = FiguresFile(town, view.title, view.frame, filter_words(town, view.applied))
    return figures_set(view), file


def _row(one: DataSet, file: TableFile | FiguresFile) -> None:
    with st.container(key=f"set_{one.key}", horizontal=True, vertical_alignment="center"):
        st.html(list_row(one), width="stretch")
        with st.container(key=f"neem_{one.key}", horizontal=True, width="content"):
            st.button(
                f"Bekijk *{one.title}*",
                key=f"bekijk_{one.key}",
                type="tertiary",
                on_click=turn,
                kwargs={"tabel": one.key},
            )
            file_buttons(file, f"lijst_{one.key}", shapes=one.has_shapes)


def one_table(town: City, selection: Selection, name: str) -> None:
    """One data set: filters, rows, files, what its columns mean, where it comes from."""
    with st.container(key="neem_terug"):
        st.button("Terug naar alle gegevens", type="tertiary", on_click=turn, kwargs={"tabel": ""})
    if name == MAP_FIGURES:
        _map_table(town, selection)
        return
    one = next(found for found in data_sets(town) if found.key == name)
    st.subheader(one.title, anchor=False)
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom"):
        indicator = _indicator(town) if name == "observations" else _EVERY
        shared_filters(town, selection)
    part = part_of(town.dataset, name, selection, indicator)
    filters = filter_words(town, part.applied)
    if indicator:
        filters = (*filters, f"indicator {town.dataset.catalogue[indicator].label}")
    _files(TableFile(town, one.title, name, part.dataset, filters), shapes=one.has_shapes)
    rows = part.dataset[name]
    sheets = sheets_of(len(rows))
    sheet = sheet_number(st.query_params.to_dict(), sheets)
    caption = size_line(len(rows), one.rows, sheet)
    st.html(join([notes(part.remarks), row_table(part.dataset, name, sheet, caption)]))
    turn_sheets(sheet, sheets)
    with st.expander("Wat elke kolom betekent"):
        st.html(definitions(columns_sheet([name])))
    _sources(town, _used(part.dataset, name))


def _map_table(town: City, selection: Selection) -> None:
    one, file = _map_set(town, selection)
    st.subheader(one.title, anchor=False)
    shared_filters(town, selection)
    layer = town.layers[selection.indicator]
    shown = list(figures(file.frame))
    first = selection.level.value.capitalize()
    _files(file, shapes=True)

    def write(sheet: int) -> Markup:
        rows = sheet_rows(shown, sheet)
        title = sheet_caption(one.title, len(shown), sheet)
        return figure_table(title, rows, layer.decimals, first=first, unit=layer.unit)

    sheet_by_sheet(len(shown), write)
    with st.expander("Wat elke kolom betekent"):
        st.html(definitions(columns_sheet(["figures"])))
    _sources(town, {key for figure in shown for key in figure.sources})


def _indicator(town: City) -> str:
    catalogue = town.dataset.catalogue
    measured = set(town.dataset["observations"]["indicator"])
    choices = [_EVERY, *(key for key in catalogue if key in measured)]
    chosen, _ = choice(st.query_params.to_dict(), "indicator", choices, _EVERY)
    st.selectbox(
        "Indicator",
        choices,
        format_func=lambda key: catalogue[key].label if key else "Alle indicatoren",
        key=follow("g_indicator", chosen),
        on_change=lambda: turn(indicator=st.session_state["g_indicator"]),
        width=420,
    )
    return chosen


def _files(file: TableFile | FiguresFile, *, shapes: bool) -> None:
    with st.container(key="neem_mee", horizontal=True, vertical_alignment="center", gap="small"):
        st.html("Neem deze regels mee als", width="content")
        file_buttons(file, "tabel", shapes=shapes)


def _used(dataset: Dataset, name: str) -> set[str]:
    frame = dataset[name]
    if "source" not in frame.columns:
        return set()
    return {key for keys in frame["source"] for key in keys}


def _sources(town: City, keys: set[str]) -> None:
    with st.expander("Bronnen"):
        st.html(source_list(town.dataset, keys, day(town.viewer.date)))
