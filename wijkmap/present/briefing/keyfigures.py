"""Key figures of a briefing: each with the city beside it, and with its target where it has one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wijkmap.analysis.layers import Layer
from wijkmap.analysis.standings import (
    Frames,
    Standing,
    TargetResult,
    standing_of,
    standings,
    target_results,
)
from wijkmap.analysis.subjects import Subject
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure, figures
from wijkmap.model.words import Level, Measure, State
from wijkmap.present.briefing.content import (
    Drawing,
    KeyFigure,
)
from wijkmap.present.briefing.inks import printed, texts_in
from wijkmap.present.briefing.record import Record
from wijkmap.present.numbers import count, number
from wijkmap.present.profile_figures import (
    city_words,
    margin_words,
    owners_text,
    place_scale,
)
from wijkmap.present.sentences import (
    enumeration,
    told_value,
    unit_is_told,
)
from wijkmap.present.tables import margin_text, value_text

__all__ = ["key_figures"]

_MOST_KEY_FIGURES = 6
_FEW_WIJKEN = 3


def key_figures(
    dataset: Dataset, subject: Subject, layer: Layer, frames: Frames, record: Record
) -> tuple[KeyFigure, ...]:
    """Four to six figures with the city beside them: what is on the map comes first."""
    found = [
        one
        for one in standings(dataset, subject, frames)
        if dataset.catalogue[one.layer.id].measure is not Measure.CLASS
    ]
    if layer.id in dataset.catalogue and layer.id not in {one.layer.id for one in found}:
        found.insert(0, standing_of(dataset, subject, frames, layer))
    # What has a target is what the council asks for: it is never the one left out.
    ranked = sorted(
        range(len(found)),
        key=lambda at: (found[at].layer.id != layer.id, found[at].target is None, at),
    )
    kept = sorted(ranked[:_MOST_KEY_FIGURES])
    results = target_results(dataset, subject, frames)
    return tuple(
        _key_figure(
            dataset,
            subject,
            found[at],
            [one for one in results if one.layer.id == found[at].layer.id],
            (frames, record),
        )
        for at in kept
    )


def _key_figure(
    dataset: Dataset,
    subject: Subject,
    one: Standing,
    targets: Sequence[TargetResult],
    known: tuple[Frames, Record],
) -> KeyFigure:
    frames, record = known
    layer, own = one.layer, one.own
    is_known = own.state is State.KNOWN
    label, value = layer.label, told_value(own, layer)
    if is_known and not (unit_is_told(layer) or layer.unit.startswith(("%", "euro"))):
        label, value = f"{label} ({layer.unit})", value_text(own, layer.decimals, unit=False)
    beside = [city_words(one)]
    if aim := _target_words(one, targets, record):
        beside.append(aim)
    small = [margin_words(one) if is_known else _why(own)]
    if dataset.catalogue[layer.id].model_estimate:
        small.append("modelschatting")
    small.append(owners_text(dataset, own.sources or one.city.sources))
    record.tell(
        "kerncijfers",
        layer.label,
        own,
        value,
        own.year,
        margin_text(own, layer.decimals),
        *([] if is_known else [_why(own)]),
        indicator=layer.id,
    )
    city = (value_text(one.city, layer.decimals, unit=False), city_words(one))
    record.tell("kerncijfers", layer.label, one.city, *city, indicator=layer.id)
    record.quote(layer.label)
    drawn = place_scale(subject, one)
    if drawn:
        _tell_ends(subject, one, frames, record)
    return KeyFigure(
        label=label,
        year=own.year,
        value=value,
        state=own.state.value,
        beside="; ".join(beside),
        small=" · ".join(part for part in small if part),
        scale=Drawing(printed(drawn), texts_in(drawn)[0]) if drawn else None,
    )


def _why(figure: Figure) -> str:
    """Why a figure is not applicable, where its cautions say so."""
    why = next((one for one in figure.cautions if "niet van toepassing:" in one), "")
    return why.partition(": ")[2]


def _tell_ends(subject: Subject, one: Standing, frames: Frames, record: Record) -> None:
    """Note the lowest and the highest area, whose values stand at the ends of the scale."""
    level = Level.BUURT if subject.level is Level.BUURT else Level.WIJK
    frame = frames(one.layer.id, level)
    frame = frame[(frame["year"] == one.own.year) & (frame["state"] == State.KNOWN.value)]
    ends = frame.sort_values(["value", "key"]).iloc[[0, -1]]
    for figure in figures(ends):
        shown = number(figure.value or 0.0, one.layer.decimals)
        record.tell("kerncijfers", one.layer.label, figure, shown, indicator=one.layer.id)


def _target_words(one: Standing, results: Sequence[TargetResult], record: Record) -> str:
    """Target and whether it is reached, per wijk; empty without one."""
    if one.target is None or not results:
        return ""
    decimals = one.layer.decimals
    least = "hoogstens" if one.layer.direction < 0 else "minstens"
    words = f"streefwaarde {least} {number(one.target, decimals)}"
    aim = replace(one.own, value=one.target, low=None, high=None, n=None, state=State.KNOWN)
    record.tell("kerncijfers", f"{one.layer.label}: streefwaarde", aim, words)
    known = [result for result in results if result.reached is not None]
    if not known:
        return f"{words}: onbekend of die is gehaald"
    if len(results) == 1:
        reached = "gehaald" if known[0].reached else "niet gehaald"
        doubt = ", binnen de marge" if known[0].within_margin else ""
        return f"{words}: {reached}{doubt}"
    said = _per_wijk(known, len(results))
    record.tell("kerncijfers", f"{one.layer.label}: streefwaarde", aim, *said)
    return f"{words}: {enumeration(said)}"


def _per_wijk(known: Sequence[TargetResult], total: int) -> list[str]:
    """Which wijken reach a target: by name when they are few, else how many."""
    unknown = total - len(known)
    words = {True: "gehaald", False: "niet gehaald"}
    if total <= _FEW_WIJKEN:
        said = [f"{one.wijk.key_label} {words[bool(one.reached)]}" for one in known]
    else:
        counts = {
            word: sum(bool(one.reached) is yes for one in known) for yes, word in words.items()
        }
        said = [
            f"{amount} van de {total} wijken {word}" for word, amount in counts.items() if amount
        ]
    if unknown:
        said.append(f"{count(unknown, 'wijk', 'wijken')} onbekend")
    return said
