"""The briefing as text: the same content as HTML, for who reads with another sense than sight."""

from __future__ import annotations

from wijkmap.present.briefing.content import Briefing, KeyFigure, Part, Sheet
from wijkmap.present.markup import Markup, element, join
from wijkmap.present.tables import Cell, notes, table

__all__ = ["sheet_table", "text_twin"]


def text_twin(made: Briefing) -> Markup:
    """Everything on the page, in reading order, without drawings; maps and charts as tables."""
    return element(
        "article",
        *(element("p", element("strong", one)) for one in made.marks),
        element("p", made.title, class_="wm-lead"),
        element("p", made.character, class_="wm-small"),
        element("p", made.filters) if made.filters else "",
        _heading("Cijfers naast de stad"),
        _key_figures(made.key_figures),
        _heading(made.trend.title),
        sheet_table(made.trend.sheet),
        element("p", made.trend.under, class_="wm-small"),
        _part(made.initiatives),
        _part(made.money),
        _goals(made),
        _part(made.reserve),
        _heading("Bronnen"),
        notes(made.sources),
        element("p", _sealed(made), class_="wm-small"),
        element(
            "details",
            element("summary", made.map.sheet.caption),
            sheet_table(made.map.sheet),
            class_="wm-status",
        ),
        class_="wm-part",
    )


def _heading(words: str) -> Markup:
    return element("h2", words)


def _key_figures(figures: tuple[KeyFigure, ...]) -> Markup:
    rows = [
        (one.label, one.year, Cell(one.value, is_number=True), one.beside, one.small)
        for one in figures
    ]
    headers = ("cijfer", "jaar", Cell("waarde", is_number=True), "ernaast", "let op")
    return table("Cijfers naast de stad", headers, rows, hide_caption=True)


def sheet_table(sheet: Sheet | None) -> Markup:
    """Table as HTML; empty without one."""
    if sheet is None:
        return Markup("")
    rows = [
        [Cell(cell, is_number=at in sheet.numbers) for at, cell in enumerate(row)]
        for row in sheet.rows
    ]
    headers = [Cell(name, is_number=at in sheet.numbers) for at, name in enumerate(sheet.headers)]
    return table(sheet.caption, headers, rows, hide_caption=True)


def _part(part: Part) -> Markup:
    lead = element("p", part.lead) if part.lead else ""
    return join([_heading(part.heading), lead, sheet_table(part.sheet), notes(part.notes)])


def _goals(made: Briefing) -> Markup:
    if not made.goals:
        return Markup("")
    rows = [(one.label, one.verdict, one.said) for one in made.goals]
    return join(
        [
            _heading(made.goals_heading),
            table(made.goals_heading, ("doel", "oordeel", "waarom"), rows, hide_caption=True),
        ]
    )


def _sealed(made: Briefing) -> str:
    return (
        f"Gegevensversie {made.seal.version}, peildatum {made.seal.peildatum_words}. "
        f"Code van deze weergave: {made.seal.code}"
    )
