"""How a comparison was made, folded under it: steps, dose, displacement, sources."""

from __future__ import annotations

from wijkmap.analysis.effect.displacement import Displaced, displaced
from wijkmap.analysis.effect.dose import dose
from wijkmap.analysis.effect.outcome import Outcome
from wijkmap.analysis.effect.series import LOG_RATE_RATIO
from wijkmap.analysis.layers import layers
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period
from wijkmap.model.words import Kind
from wijkmap.present.markup import Markup, element, join
from wijkmap.present.numbers import number, signed
from wijkmap.present.sentences import enumeration
from wijkmap.present.tables import Cell, table

__all__ = ["method_section"]

_DOSES = ("initiatives_per_1000", f"budget_{Kind.AWARDED.value}_per_resident")
_GROUPS = ("pilots", "ring", "controle: wijken die op de pilots lijken", "ring van de controle")
_SOURCES = (
    "R. A. Fisher, The Design of Experiments, 1935",
    "A. Abadie, A. Diamond en J. Hainmueller, Journal of the American Statistical Association 105, 2010",
    "P. R. Rosenbaum, Observational Studies, tweede druk, 2002",
    "A. P. Wheeler en J. H. Ratcliffe, Crime Science 7:11, 2018",
)


def method_section(dataset: Dataset, outcome: Outcome, sources: Markup) -> Markup:
    """Folded account of the method, for who wants to check it.

    Parameters
    ----------
    dataset : Dataset
    outcome : Outcome
    sources : Markup
        Of the figures.
    """
    steps = element("ol", *(element("li", line) for line in _steps(outcome)), class_="wm-steps")
    return element(
        "details",
        element("summary", "Zo is dit berekend: methode, dosis en verplaatsing"),
        steps,
        element("h3", "Dosis: meer initiatief of geld, meer verandering?"),
        *(element("p", line) for line in _dose_lines(dataset, outcome)),
        element("h3", "Verplaatsing: schoof iets op naar de ring?"),
        *_displacement(dataset, displaced(dataset, outcome)),
        element("h3", "Bronnen van de methode"),
        element("ul", *(element("li", line) for line in _SOURCES), class_="wm-notes"),
        element(
            "p",
            "De hele uitleg, met een proef op verzonnen steden, staat in ",
            element("a", "Methode", href="methode?onderwerp=effect", target="_self"),
            ".",
        ),
        sources,
        class_="wm-status wm-method",
    )


def _steps(outcome: Outcome) -> list[str]:
    what = (
        "Wij nemen van elke wijk de verandering tussen de twee perioden. Het verschil is het "
        "gemiddelde van de pilots min dat van de vergelijking."
    )
    rank = "Wij tellen hoeveel sets minstens zo ver van nul liggen als de pilots."
    if outcome.scale == LOG_RATE_RATIO:
        what = (
            "Wij nemen de verhouding tussen na en voor in de pilots, gedeeld door die in de "
            "vergelijking."
        )
        rank = (
            "Wij delen elke uitkomst door haar eigen onzekerheid, want aantallen van kleine wijken "
            "schommelen meer. Dan tellen wij hoeveel sets minstens zo ver van nul liggen."
        )
    return [
        what,
        (
            "Elke andere set van even veel wijken krijgt dezelfde berekening, met haar eigen ring, "
            "haar eigen wijken die erop lijken en haar eigen vergelijking. De echte pilots mogen in "
            "die vergelijking zitten."
        ),
        rank,
        (
            "De marge bevat elk effect dat bij deze telling past. Zij neemt aan dat het effect in elke "
            "pilot even groot is."
        ),
        (
            "Een oordeel volgt uit vaste regels, en alleen voor het cijfer, de perioden en de groep "
            "die vooraf zijn gekozen."
        ),
    ]


def _dose_lines(dataset: Dataset, outcome: Outcome) -> list[str]:
    if not outcome.before or not outcome.after:
        return ["Niet te berekenen: er zijn geen cijfers in beide perioden."]
    periods = Period(outcome.before), Period(outcome.after)
    labels = {one.id: one.label for one in layers(dataset)}
    lines = []
    for layer in _DOSES:
        if layer not in labels:
            continue
        found = dose(dataset, outcome.question.indicator, periods, layer)
        if found.refusal:
            lines.append(f"{labels[layer]}: niet berekend. {found.refusal.rstrip('.')}.")
            continue
        lines.append(
            f"{labels[layer]}: samenhang {signed(found.correlation, 2)} (rangcorrelatie over "
            f"{len(found.points)} wijken, p = {number(found.p, 3)}). Dit is samenhang, geen oorzaak."
        )
    return lines or ["Niet te berekenen: deze gegevens hebben geen lijst van initiatieven of geld."]


def _displacement(dataset: Dataset, one: Displaced) -> list[Markup]:
    if one.found is None:
        return [element("p", f"Niet berekend: {one.refusal[:1].lower()}{one.refusal[1:]}")]
    found = one.found
    years = [f"{years[0]} tot en met {years[-1]}" for years in (one.before, one.after)]
    said = (
        f"Gewogen verschil {signed(found.difference)} (tussen {signed(found.low)} en "
        f"{signed(found.high)}; z = {number(found.z, 2)}, p = {number(found.p, 3)}). Onder nul "
        "daalden pilots en ring samen meer dan de controle en haar ring. Dit geeft nooit een oordeel."
    )
    rows: list[list[str | Cell]] = [
        [
            name,
            enumeration([dataset.name_of(code) for code in codes], most=8),
            Cell(number(before), is_number=True),
            Cell(number(after), is_number=True),
        ]
        for name, codes, (before, after) in zip(_GROUPS, one.groups, one.counts, strict=True)
    ]
    headers: list[str | Cell] = ["groep", "wijken"]
    headers += [Cell(span, is_number=True) for span in years]
    left = ""
    if one.left_out:
        names = enumeration([dataset.name_of(code) for code in one.left_out])
        left = f"Zonder aantal in een van die jaren en dus niet mee: {names}."
    return [
        element("p", said),
        join([table("Aantallen per groep", headers, rows), element("p", left, class_="wm-small")]),
    ]
