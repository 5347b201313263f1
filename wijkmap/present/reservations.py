"""What may not be concluded from a difference between pilots and the rest."""

from __future__ import annotations

from collections.abc import Iterable

from wijkmap.analysis.comparison import (
    goal_of,
    neighbours,
    shared_consultations,
    streams_elsewhere,
)
from wijkmap.model.dataset import Dataset
from wijkmap.present.markup import Markup, element
from wijkmap.present.sentences import enumeration

__all__ = ["reservations"]


def reservations(dataset: Dataset, layer_id: str, more: Iterable[str] = ()) -> Markup:
    """What a difference does not say, from what the data tells of pilots and rest.

    Parameters
    ----------
    dataset : Dataset
    layer_id : str
        What is compared: fewer reports come with their own reservation.
    more : iterable of str
        What goes first: of the comparison itself.
    """
    return element(
        "aside",
        element("h3", "Wat u hier niet uit mag concluderen"),
        element(
            "ul",
            *(
                element("li", f"{line.rstrip('.')}.")
                for line in [*more, *_lines(dataset, layer_id)]
            ),
        ),
        class_="wm-reserve",
    )


def _lines(dataset: Dataset, layer_id: str) -> list[str]:
    lines = ["Een verschil is geen effect. Het zegt niet waardoor de groepen verschillen."]
    if note := dataset.municipality.pilots_note:
        lines.append(note)
    if goal_of(dataset, layer_id) == "meldingen":
        lines.append(
            "Minder meldingen is alleen goed nieuws als het gevoel van veiligheid en het "
            "vertrouwen niet dalen."
        )
    if line := _support_elsewhere(dataset):
        lines.append(line)
    return [*lines, *_half_treated(dataset)]


def _support_elsewhere(dataset: Dataset) -> str:
    streams = streams_elsewhere(dataset)
    if not streams:
        return ""
    labels = dataset["vocabulary"].query("list == 'stream'").set_index("key")["label"]
    wijken = {code for codes in streams.values() for code in codes}
    first = [str(labels.get(key, key)) for key in streams]
    many = f"{len(wijken)} van de {len(dataset.rest)} overige wijken"
    if "buurtbudget" in streams:
        return (
            f"In {len(streams['buurtbudget'])} van de {len(dataset.rest)} overige wijken is ook "
            f"een buurtbudget gevonden, in {len(wijken)} geld of steun uit een of meer fondsen. "
            "De overige wijken zijn dus geen wijken zonder aanpak."
        )
    return (
        f"In {many} is ook geld of steun gevonden ({enumeration(first, most=3)}). "
        "De overige wijken zijn dus geen wijken zonder aanpak."
    )


def _half_treated(dataset: Dataset) -> list[str]:
    shared = shared_consultations(dataset)
    lines = []
    for code in dataset.pilots:
        beside = [one for one in neighbours(dataset, code) if one in dataset.rest]
        if not beside:
            continue
        names = enumeration([dataset.name_of(one) for one in beside])
        name = dataset.name_of(code)
        if code in shared:
            lines.append(
                f"{name} valt onder {shared[code]}. De buren ({names}) zijn daardoor half "
                "meegenomen in de aanpak, maar tellen hier bij de overige wijken."
            )
        else:
            lines.append(
                f"De buren van {name} ({names}) kunnen iets van de aanpak hebben gemerkt, "
                "maar tellen hier bij de overige wijken."
            )
    return lines
