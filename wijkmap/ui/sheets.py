"""A long table on the screen: one sheet of it, and the way to the others."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from wijkmap.present.address import sheet_number
from wijkmap.present.markup import Markup
from wijkmap.present.sheets import ROWS_PER_SHEET, sheet_with, sheets_of
from wijkmap.ui.state import link, turn

__all__ = ["sheet_by_sheet", "turn_sheets"]


def sheet_by_sheet(
    rows: int, write: Callable[[int], Markup], *, place: int = 0, how: Markup | str = ""
) -> None:
    """Draw the sheet of a table that the link asks for, with what leads to the others.

    Parameters
    ----------
    rows : int
        Of the whole table.
    write : function
        Makes a sheet, by its number from 1.
    place : int
        Row to show when the link names no sheet, from 0.
    how : Markup
        How a row is found and all are had, when there is more than one sheet.
    """
    sheets = sheets_of(rows)
    sheet = sheet_number(link(), sheets, sheet_with(place))
    if sheets > 1 and how:
        st.html(how)
    st.html(write(sheet))
    turn_sheets(sheet, sheets)


def turn_sheets(sheet: int, sheets: int) -> None:
    """Draw the way to the sheets before and after; nothing when there is one."""
    if sheets == 1:
        return
    with st.container(key="bladeren", horizontal=True, vertical_alignment="center"):
        st.button(
            "Vorige",
            key="g_vorige",
            disabled=sheet == 1,
            on_click=turn,
            kwargs={"blad": str(sheet - 1)},
        )
        st.html(f"Blad {sheet} van {sheets}, {ROWS_PER_SHEET} regels per blad", width="content")
        st.button(
            "Volgende",
            key="g_volgende",
            disabled=sheet == sheets,
            on_click=turn,
            kwargs={"blad": str(sheet + 1)},
        )
