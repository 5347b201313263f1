"""The briefing on a beamer: a page of its own, big type, left and right through a few slides."""

from __future__ import annotations

from collections.abc import Iterator

from wijkmap.present.briefing.content import Briefing, Drawing, Part
from wijkmap.present.briefing.twin import sheet_table
from wijkmap.present.markup import Markup, element, join
from wijkmap.present.tables import notes, table

__all__ = ["beamer_page"]


def beamer_page(made: Briefing, back: str) -> str:
    """Whole HTML page of the slides; without a script they stand under each other.

    Parameters
    ----------
    made : Briefing
    back : str
        Address of the page Briefing with the same selection.
    """
    slides = list(_slides(made))
    body = [
        element("p", " · ".join(made.marks), class_="marks") if made.marks else "",
        element(
            "main",
            *(
                element(
                    "section",
                    element("h1" if at == 0 else "h2", heading, tabindex="-1"),
                    *parts,
                    aria_label=f"Dia {at + 1} van {len(slides)}",
                )
                for at, (heading, parts) in enumerate(slides)
            ),
        ),
        _foot(made, back),
    ]
    head = element(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        element("title", f"{made.subject} op de beamer"),
        Markup('<link rel="icon" href="./assets/icon.png">'),
        Markup('<link rel="stylesheet" href="./assets/beamer.css">'),
        Markup('<script src="./assets/beamer.js" defer></script>'),
    )
    return f"<!doctype html>{element('html', head, element('body', *body), lang='nl')}"


def _slides(made: Briefing) -> Iterator[tuple[str, list[object]]]:
    """Heading and parts of each slide."""
    course = [
        element("h2", made.trend.title, class_="part"),
        _drawn(made.trend.drawing) if made.trend.drawing else "",
        element("p", made.trend.under, class_="small"),
    ]
    about = [
        element("p", made.character),
        element("p", made.filters) if made.filters else "",
        *course,
        element("p", f"Kaart: {made.map.title}. {made.map.under}.", class_="small"),
    ]
    map_ = element("div", _drawn(made.map.drawing), _legend(made), class_="map")
    yield made.title, [element("div", map_, element("div", *about), class_="beside")]
    yield "Cijfers naast de stad", [_figures(made)]
    yield (
        "Wat bewoners doen en wat het kost",
        [element("div", _part(made.initiatives), _part(made.money), class_="beside")],
    )
    if made.goals:
        goals = [(one.label, one.verdict, one.said) for one in made.goals]
        headers = ("doel", "oordeel", "waarom")
        yield (
            made.goals_heading,
            [table(made.goals_heading, headers, goals, hide_caption=True, class_="goals")],
        )
    sources = element("p", f"Bronnen: {'; '.join(made.sources)}.", class_="small")
    yield made.reserve.heading, [notes(made.reserve.notes), sources]


def _drawn(drawing: Drawing) -> Markup:
    """Drawing with its text for who cannot see it."""
    head, rest = drawing.svg.split(">", 1)
    title = element("title", drawing.told)
    return Markup(f'{head} role="img">{title}{rest}')


def _legend(made: Briefing) -> Markup:
    items = [
        element("li", element("span", Markup(one.swatch), aria_hidden="true"), one.label)
        for one in made.map.legend
    ]
    return element("ul", *items, class_="legend")


def _figures(made: Briefing) -> Markup:
    items = [
        element(
            "div",
            element("dt", f"{one.label} ", element("span", one.year, class_="small")),
            element("dd", one.value, class_="value" if one.state == "known" else "absent"),
            element("dd", one.beside),
            element("dd", one.small, class_="small"),
        )
        for one in made.key_figures
    ]
    return element("dl", *items)


def _part(part: Part) -> Markup:
    lead = element("p", part.lead) if part.lead else ""
    small = [element("p", one, class_="small") for one in part.notes]
    return element("div", element("h3", part.heading), lead, sheet_table(part.sheet), *small)


def _foot(made: Briefing, back: str) -> Markup:
    seal = made.seal
    told = f"{made.municipality} · peildatum {seal.peildatum_words} · gegevensversie {seal.version}"
    return element(
        "footer",
        element("a", "Terug naar de briefing", href=back),
        element("span", told),
        join(
            [
                element("button", "‹", type="button", id="links", aria_label="Vorige dia"),
                element("span", id="plaats", role="status"),
                element("button", "›", type="button", id="rechts", aria_label="Volgende dia"),
            ]
        ),
    )
