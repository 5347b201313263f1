"""Whether the pilots did better than chance: the question, its answer, and every number as a file."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from wijkmap.analysis.effect.outcome import Question
from wijkmap.analysis.layers import Layer
from wijkmap.model.selection import Period
from wijkmap.model.words import Level
from wijkmap.present.changes import Drawn
from wijkmap.present.effect_sheet import COLUMNS
from wijkmap.present.markup import element
from wijkmap.present.numbers import number
from wijkmap.present.paradox import PARADOX_COLUMNS, TOGETHER
from wijkmap.present.questions import (
    OWN_CHOICE,
    Asked,
    Offer,
    asked,
    measured_years,
    offers,
    parameters,
)
from wijkmap.ui.cache import effect, reports_beside
from wijkmap.ui.files import SheetFile, file_buttons
from wijkmap.ui.frame import complaints
from wijkmap.ui.pictures import picture
from wijkmap.ui.state import follow, turn
from wijkmap.ui.town import City

__all__ = ["Panel", "effect_panel", "panel_of", "reports_panel"]


@dataclass(frozen=True)
class Panel:
    """A question about a layer as the link asks it.

    Attributes
    ----------
    asked : Asked or None
        None when there is nothing to compare.
    lines : tuple of str
        What of the link was dropped.
    title, lead : str
        For the top of the page; an empty title leaves it to the figures.
    """

    asked: Asked | None
    lines: tuple[str, ...] = ()
    title: str = ""
    lead: str = ""


def panel_of(town: City, layer: Layer | None) -> Panel:
    """Question of the link about what the page compares."""
    if layer is None or layer.register is not None:
        return Panel(None)
    one, lines = asked(st.query_params.to_dict(), town.dataset, layer.id)
    if one is None:
        return Panel(None, lines)
    view = effect(town, one)
    return Panel(one, lines, view.title, view.lead)


def effect_panel(town: City, panel: Panel) -> None:
    """Draw the answer, or nothing when there is no question."""
    complaints(panel.lines)
    one = panel.asked
    if one is None:
        return
    view = effect(town, one)
    st.html(view.head)
    _choices(town, one)
    left, right = st.columns([7, 5], gap="large")
    with left:
        _drawn(view.chart)
        st.html(view.numbers)
    with right:
        st.html(view.reserve)
        _drawn(view.groups)
    if len(view.sheet):
        _files(town, one)
    st.html(view.method)


def reports_panel(town: City, goal: str) -> None:
    """Draw reports beside safety and trust, where one of the three is the goal shown."""
    if goal not in TOGETHER:
        return
    view = reports_beside(town)
    st.html(view.markup)
    title = "Meldingen naast veiligheid en vertrouwen"
    file = SheetFile(town, title, view.sheet, (), view.sources, PARADOX_COLUMNS)
    with st.container(key="set_samen", horizontal=True, vertical_alignment="center"):
        st.html(element("p", "Elke wijk met haar type"))
        with st.container(key="neem_samen", horizontal=True):
            file_buttons(file, "neem_samen", shapes=False)


def _drawn(part: Drawn) -> None:
    if part.head:
        st.html(part.head)
        picture(part.drawing)
        st.html(part.foot)


def _files(town: City, one: Asked) -> None:
    view = effect(town, one)
    sources = town.dataset.catalogue[one.question.indicator].sources
    file = SheetFile(town, view.sheet_title, view.sheet, view.cautions, sources, COLUMNS)
    with st.container(key="set_placebo", horizontal=True, vertical_alignment="center"):
        st.html(element("p", f"Elke set met haar uitkomst: {number(len(view.sheet))} regels"))
        with st.container(key="neem_placebo", horizontal=True):
            file_buttons(file, "neem_placebo", shapes=False)


def _choices(town: City, one: Asked) -> None:
    """Whom to compare with; years, pilots and weights folded beside it."""
    labels = {key: offer.label for key, offer in offers(town.dataset).items()}
    labels[OWN_CHOICE] = "eigen keuze van wijken"
    with st.container(key="effect_keuze", horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Vergelijk de pilots met",
            list(labels),
            format_func=labels.__getitem__,
            key=follow("f_met", one.offer.key),
            on_change=_pick_group,
            args=(town, one),
            width=420,
        )
        with st.popover("Jaren, pilots en weging"):
            _details(town, one)


def _details(town: City, one: Asked) -> None:
    question = one.question
    years = list(measured_years(town.dataset, question.indicator))
    for key, label, period in (
        ("voor", "Jaren voor", question.before),
        ("na", "Jaren na", question.after),
    ):
        st.multiselect(
            label,
            years,
            key=follow(f"f_{key}", [year for year in period.years if year in years]),
            on_change=_pick_years,
            args=(town, one),
        )
    names = {code: town.dataset.name_of(code) for code in town.dataset.areas_at(Level.WIJK).index}
    st.multiselect(
        "Pilots",
        list(names),
        format_func=names.__getitem__,
        key=follow("f_pilots", list(question.pilots)),
        on_change=_pick_pilots,
        args=(town, one),
    )
    others = [code for code in names if code not in question.pilots]
    own = [code for code in question.chosen if one.offer.key == OWN_CHOICE]
    st.multiselect(
        "Eigen keuze om mee te vergelijken",
        others,
        format_func=names.__getitem__,
        key=follow("f_eigen", own),
        placeholder="Geen: de groep hiernaast",
        on_change=_pick_own,
    )
    st.checkbox(
        "Weeg wijken naar inwoners (scores en percentages)",
        key=follow("f_gewogen", question.weighted),
        on_change=_pick_weights,
        args=(town, one),
    )
    st.checkbox(
        "Tel buren over het water mee in de ring",
        key=follow("f_water", question.across_water),
        on_change=_pick_water,
        args=(town, one),
    )


def _ask(town: City, question: Question, offer: Offer) -> None:
    """Write a changed question in the link."""
    turn(**parameters(town.dataset, Asked(question, offer)))


def _pick_group(town: City, one: Asked) -> None:
    offer = offers(town.dataset).get(st.session_state["f_met"])
    if offer is None:
        # Until wijken are named, the rest is the start of one's own choice.
        codes = tuple(code for code in town.dataset.rest if code not in one.question.pilots)
        turn(met=",".join(codes))
        return
    _ask(town, replace(one.question, against=offer.against, chosen=offer.chosen), offer)


def _pick_own() -> None:
    turn(met=",".join(st.session_state["f_eigen"]))


def _pick_years(town: City, one: Asked) -> None:
    before, after = (Period(tuple(sorted(st.session_state[f"f_{key}"]))) for key in ("voor", "na"))
    question = one.question
    changed = replace(question, before=before or question.before, after=after or question.after)
    _ask(town, changed, one.offer)


def _pick_pilots(town: City, one: Asked) -> None:
    codes = tuple(sorted(st.session_state["f_pilots"]))
    _ask(town, replace(one.question, pilots=codes or town.dataset.pilots), one.offer)


def _pick_weights(town: City, one: Asked) -> None:
    _ask(town, replace(one.question, weighted=st.session_state["f_gewogen"]), one.offer)


def _pick_water(town: City, one: Asked) -> None:
    _ask(town, replace(one.question, across_water=st.session_state["f_water"]), one.offer)
