"""The part of Gegevens for somebody's own spreadsheet: read, report, preview, take home."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from wijkmap.present.deliveries import (
    NameChoice,
    count_table,
    fault_table,
    name_choices,
    outcome,
)
from wijkmap.present.markup import element
from wijkmap.present.numbers import count
from wijkmap.present.tables import notes
from wijkmap.sources.delivery import (
    Delivery,
    accept_suggestions,
    preview,
    read_delivery,
    template,
    write_corrected,
    write_rejected,
)
from wijkmap.sources.delivery.limits import MAX_BYTES
from wijkmap.sources.delivery.report import REGISTERS
from wijkmap.sources.exports import file_name
from wijkmap.ui.town import City, server_city, start_preview
from wijkmap.ui.views import kaart

__all__ = ["own_delivery"]

_BOX = "levering"
_DELIVERY = "_levering"
_FILE = "_levering_bestand"
_STEPS = (
    "Vul het sjabloon in, of lever een eigen CSV- of Excelbestand aan zoals u het bijhoudt.",
    "U ziet van elke regel of wij hem begrijpen, en anders wat u kunt doen.",
    "De goede regels ziet u op de kaart, alleen in dit venster. Wij bewaren niets.",
)
_NOT_JOINED = "Nog niet koppelen"
_MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
_BESIDE, _INSTEAD = "Bij de gegevens die er al zijn", "In plaats van de lijsten die er al zijn"


def own_delivery() -> None:
    """Draw the part."""
    # A delivery is read against what the server has, never against an earlier preview.
    base = server_city()
    st.subheader("Uw eigen cijfers erbij", anchor=False)
    st.html(element("ol", *(element("li", step) for step in _STEPS), class_="wm-steps"))
    _download(base, "Download het sjabloon", "sjabloon levering", partial(template, base.dataset))
    st.file_uploader(
        f"Uw bestand: CSV of Excel (.xlsx), hoogstens {MAX_BYTES // 1_000_000} MB",
        key=_BOX,
        on_change=_receive,
    )
    if _FILE in st.session_state:
        name, data = st.session_state.pop(_FILE)
        with st.spinner("Uw bestand wordt gelezen"):
            st.session_state[_DELIVERY] = read_delivery(name, data, base.dataset)
    if _DELIVERY in st.session_state:
        _report(base, st.session_state[_DELIVERY])


def _receive() -> None:
    """Take what was put in the box; the box empties itself on another page, the report stays."""
    st.session_state.pop(_DELIVERY, None)
    if file := st.session_state[_BOX]:
        st.session_state[_FILE] = (file.name, file.getvalue())


def _report(base: City, delivery: Delivery) -> None:
    st.subheader(delivery.name, anchor=False)
    st.html(element("p", outcome(delivery.counts, delivery.problems), class_="wm-lead"))
    if delivery.good:
        _look(base, delivery)
    _take_home(base, delivery)
    if delivery.counts:
        st.html(count_table(delivery.counts))
    if delivery.notes:
        st.html(notes(map(str, delivery.notes)))
    _names(base, delivery)
    if delivery.problems:
        st.html(fault_table(delivery.problems))


def _names(base: City, delivery: Delivery) -> None:
    """One question per name; no name is joined unless somebody says so."""
    choices = name_choices(base.dataset, delivery.suggestions)
    if not choices:
        return
    st.subheader("Namen die wij niet zelf koppelen", anchor=False)
    with st.form("namen", border=False):
        for place, one in enumerate(choices):
            st.selectbox(
                one.question,
                ["", *one.areas],
                format_func=partial(_area_label, one),
                key=f"naam_{place}",
                width=420,
            )
        st.form_submit_button("Koppel deze namen", on_click=_join, args=(delivery, choices))


def _area_label(one: NameChoice, code: str) -> str:
    return one.areas.get(code, _NOT_JOINED)


def _join(delivery: Delivery, choices: tuple[NameChoice, ...]) -> None:
    chosen = {
        where: code
        for place, one in enumerate(choices)
        if (code := st.session_state[f"naam_{place}"])
        for where in one.places
    }
    # The questions change with the answer: no old answer may stand at a new question.
    for place in range(len(choices)):
        del st.session_state[f"naam_{place}"]
    if chosen:
        st.session_state[_DELIVERY] = accept_suggestions(delivery, chosen)


def _take_home(base: City, delivery: Delivery) -> None:
    with st.container(key="haal_levering", horizontal=True):
        if delivery.good:
            corrected = partial(write_corrected, base.dataset, delivery)
            label = "Download de map met uw goede regels (zip)"
            _download(base, label, "map met levering", corrected, "zip")
        if any(len(rows) for rows in delivery.rejected.values()):
            rejected = partial(write_rejected, delivery)
            _download(base, "Download de afgewezen regels (Excel)", "afgewezen regels", rejected)


def _download(
    base: City, label: str, what: str, make: Callable[[], bytes], extension: str = "xlsx"
) -> None:
    st.download_button(
        label,
        data=make,
        file_name=file_name(base.dataset, what, extension, base.viewer),
        mime=_MIME[extension],
        key=f"haal_{what}",
        on_click="ignore",
    )


def _look(base: City, delivery: Delivery) -> None:
    with st.container(key="voorbeeld_keuze", horizontal=True, vertical_alignment="bottom"):
        how = st.radio(
            "Uw regels op de kaart", [_BESIDE, _INSTEAD], key="levering_hoe", horizontal=True
        )
        asked = st.button("Bekijk op de kaart", type="primary", key="levering_kaart")
    closed = sum(
        not base.viewer.may_see(date)
        for name in REGISTERS
        for date in delivery[name]["public_from"]
    )
    if closed:
        said = count(closed, "regel is", "regels zijn")
        st.html(notes([f"{said} nog niet openbaar volgens uw bestand, en niet in dit voorbeeld."]))
    if asked:
        start_preview(preview(base.dataset, delivery, instead=how == _INSTEAD))
        st.switch_page(st.Page(kaart.show, title="Kaart", url_path="kaart", default=True))
