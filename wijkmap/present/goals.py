"""The goals as rows: what is known of each, what is not, and where it can be had."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wijkmap.analysis.comparison import Evidence, Goal
from wijkmap.analysis.effect.answers import Answer, answers
from wijkmap.analysis.effect.verdict import Reason
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure
from wijkmap.model.words import State
from wijkmap.present.markup import Markup, element, join, link, text
from wijkmap.present.numbers import moment
from wijkmap.present.sentences import enumeration
from wijkmap.present.tables import margin_text, value_text
from wijkmap.present.verdicts import VERDICT_WORDS, verdict_mark, verdict_text

__all__ = [
    "UNDECIDED",
    "GoalRow",
    "goal_rows",
    "goals_statement",
    "no_figures",
    "source_line",
    "start_words",
    "undecided_statement",
]

UNDECIDED = "Nog niet te zeggen"
"""The verdict on a goal without figures from both sides of the start."""

_NO_GOAL = "leefbaarheid"
"""Row beside the goals: it is none of them."""
_MOST_FIGURES = 2
_FEW_YEARS = 3
_COUNTS = {1: "één", 2: "twee", 3: "drie", 4: "vier", 5: "vijf", 6: "zes"}


@dataclass(frozen=True)
class GoalRow:
    """One row of the list of goals.

    Attributes
    ----------
    key, label : str
        Of the goal.
    markup : Markup
    is_chosen : bool
        Whether it is the one compared below.
    """

    key: str
    label: str
    markup: Markup
    is_chosen: bool


def goals_statement(dataset: Dataset, goals: Sequence[Goal]) -> str:
    """How many goals have figures from before and after the start of the pilots.

    Leefbaarheid, which is none of the goals, is left out: it has a row, not a vote.
    """
    asked = [goal for goal in goals if goal.key != _NO_GOAL]
    if not asked:
        return "In deze gegevens staan geen doelen"
    both = [goal for goal in asked if goal.before_and_after]
    count = _COUNTS.get(len(asked), str(len(asked)))
    when = f"van voor en na {start_words(dataset)}"
    if not both:
        return f"Voor geen van de {count} doelen is er per wijk een openbaar cijfer {when}"
    if len(both) == len(asked):
        return f"Voor alle {count} doelen zijn er per wijk cijfers {when}"
    some = _COUNTS.get(len(both), str(len(both)))
    return f"Voor {some} van de {count} doelen zijn er per wijk cijfers {when}"


def undecided_statement(goal: Goal) -> str:
    """Title of a page about a goal that nothing can be said of."""
    lacking = "er is geen openbaar cijfer per wijk van voor en na de start"
    return f"{goal.label}: {UNDECIDED.lower()}, {lacking}"


def start_words(dataset: Dataset) -> str:
    """Month in which the pilots began: ``oktober 2014``; without pilots, ``de start``."""
    starts = sorted(set(dataset.municipality.pilots.values()))
    return moment(starts[0].isoformat()[:7]) if starts else "de start"


def goal_rows(dataset: Dataset, goals: Sequence[Goal], chosen: str) -> tuple[GoalRow, ...]:
    """Rows in order of the goals.

    Parameters
    ----------
    dataset : Dataset
    goals : sequence of Goal
    chosen : str
        Key of the goal compared below; empty for none.
    """
    told = {one.goal: one for one in answers(dataset)}
    every = [year for goal in goals for one in goal.evidence for year in one.years]
    last = dataset.municipality.last_year_before
    span = (min([*every, last]), max([*every, last + 1]))
    return tuple(
        GoalRow(
            goal.key,
            goal.label,
            _row(dataset, goal, told[goal.key], number, span, is_chosen=goal.key == chosen),
            goal.key == chosen,
        )
        for number, goal in enumerate(goals, start=1)
    )


def _row(  # noqa: PLR0913 - a goal, its answer, and its place in the list
    dataset: Dataset,
    goal: Goal,
    answer: Answer,
    number: int,
    span: tuple[int, int],
    *,
    is_chosen: bool,
) -> Markup:
    named = goal.label if goal.key == _NO_GOAL else f"{number}. {goal.label}"
    # A second figure only when it reaches as far as the first; the others are in the list.
    shown = [one for one in goal.evidence if len(one.years) == len(goal.evidence[0].years)]
    shown = shown[: 1 if goal.key == _NO_GOAL else _MOST_FIGURES]
    first = element(
        "div",
        element("h3", named),
        _verdict(dataset, answer),
        element("p", link_down(), class_="wm-small") if is_chosen else "",
    )
    second = element("div", *(_figures(dataset, one, span) for one in shown)) if shown else ""
    nothing = element("div", _nothing(dataset, span), class_="wm-nothing")
    third = element(
        "dl",
        _told("Wat er openbaar is", goal.available),
        _told("Wat ontbreekt", goal.missing),
        _told("Waar het te krijgen is", goal.where),
        class_="wm-told",
    )
    return element(
        "article",
        first,
        second or nothing,
        element("div", third, source_line(dataset, goal.sources)),
        class_="wm-goal wm-goal-chosen" if is_chosen else "wm-goal",
    )


def link_down() -> Markup:
    """Link to the comparison below the list."""
    return element("a", "Staat hieronder uitgewerkt", href="#vergelijking", target="_self")


def _verdict(dataset: Dataset, answer: Answer) -> Markup:
    """Verdict in a word, and in the sentence that carries it when there are figures."""
    judged = answer.judgement
    word = VERDICT_WORDS[judged.verdict]
    said = element("p", verdict_mark(judged), word.capitalize(), class_="wm-answer")
    if answer.outcome is None or judged.reason is Reason.NO_FIGURES:
        return said
    sentence = verdict_text(dataset, answer.outcome, judged)
    return join([said, element("p", sentence, class_="wm-small")])


def _told(title: str, words: str) -> Markup:
    if not words:
        return Markup("")
    return join([element("dt", title), element("dd", _sentence(words))])


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _figures(dataset: Dataset, one: Evidence, span: tuple[int, int]) -> Markup:
    decimals = one.layer.decimals
    who = "Pilots"
    if one.pilots_known and len(one.pilots_known) < len(dataset.pilots):
        who = "Alleen " + enumeration([dataset.name_of(code) for code in one.pilots_known])
    estimate = dataset.catalogue[one.layer.id].model_estimate
    margins = {_margin(figure, decimals) for figure in (one.pilots, one.rest)} - {""}
    small = [*sorted(margins), *(["schatting van een model"] if estimate else [])]
    return element(
        "div",
        element("p", f"{one.layer.label}, {one.pilots.year}", class_="wm-small"),
        element(
            "p",
            element("span", who, " ", element("b", _bare(one.pilots, decimals))),
            element("span", "Overige wijken ", _value(one.rest, decimals)),
            class_="wm-pair",
        ),
        element("p", "; ".join(small), class_="wm-small") if small else "",
        _strip(dataset, one.years, one.both, span),
        element("p", _years_words(dataset, one), class_="wm-small"),
        class_="wm-evidence",
    )


def _margin(figure: Figure, decimals: int) -> str:
    return "" if "tot" in (words := margin_text(figure, decimals)) else words


def _bare(figure: Figure, decimals: int) -> str:
    shows_unit = figure.unit.startswith("%") or figure.unit == "euro"
    words = value_text(figure, decimals, unit=shows_unit)
    margin = margin_text(figure, decimals)
    return f"{words} ({margin})" if "tot" in margin else words


def _value(figure: Figure, decimals: int) -> Markup:
    if figure.state is State.KNOWN:
        return element("b", _bare(figure, decimals))
    return text(value_text(figure, decimals))


def _years_words(dataset: Dataset, one: Evidence) -> str:
    last = dataset.municipality.last_year_before
    before = sum(year <= last for year in one.years)
    after = len(one.years) - before
    span = enumeration([str(year) for year in one.years])
    if len(one.years) > _FEW_YEARS:
        span = f"{one.years[0]} tot en met {one.years[-1]}"
    split = f"{before or 'geen enkel'} van voor de start, {after or 'geen enkel'} erna"
    words = f"{'Eén jaar' if len(one.years) == 1 else f'{len(one.years)} jaren'} ({span}): {split}."
    if not one.both:
        words += " In geen enkel jaar zijn pilots en overige wijken allebei bekend."
    return words


def _nothing(dataset: Dataset, span: tuple[int, int]) -> Markup:
    return join(
        [
            element("p", "Geen cijfer per wijk, voor geen enkel jaar", class_="wm-small"),
            _strip(dataset, (), (), span),
        ]
    )


def _strip(
    dataset: Dataset, some: Iterable[int], both: Iterable[int], span: tuple[int, int]
) -> Markup:
    """Years on one line: filled where pilots and rest are known, open where not both.

    All rows share the line from the first to the last year of any goal, so that what
    lacks before the start is seen as an empty stretch.
    """
    first, last = span

    def at(year: float, words: object, class_: str) -> Markup:
        share = 100 * (year - first) / max(1, last - first)
        return element("span", words, style=f"left: {share:.1f}%", class_=class_)

    known = set(both)
    dots = [
        at(year, "", "wm-year wm-year-both" if year in known else "wm-year")
        for year in sorted(set(some))
    ]
    years = enumeration([str(year) for year in sorted(set(some))], most=30)
    told = f"Jaren met cijfers: {years or 'geen'}. De pilots begonnen in {start_words(dataset)}."
    return element(
        "div",
        at(dataset.municipality.last_year_before + 0.5, "start", "wm-start"),
        *dots,
        at(first, str(first), "wm-year-end"),
        at(last, str(last), "wm-year-end"),
        role="img",
        aria_label=told,
        class_="wm-strip",
    )


def no_figures(dataset: Dataset, goal: Goal, peildatum: str) -> Markup:
    """Goal without any figure: what would be needed, as useful as a figure."""
    pilots = enumeration([dataset.name_of(code) for code in dataset.pilots])
    last = dataset.municipality.last_year_before
    sign = element("span", class_="wm-sign wm-sign-missing", aria_hidden="true")
    needed = [
        f"een cijfer voor {pilots} en voor de overige wijken",
        f"van minstens één jaar tot en met {last} en één jaar erna",
        "met dezelfde vraag en dezelfde telwijze in alle wijken en jaren",
    ]
    return element(
        "section",
        element("h2", sign, f"{UNDECIDED}: {goal.label.lower()}", id="vergelijking"),
        element("p", f"{goal.available.rstrip('.')}.", class_="wm-lead"),
        element("h3", "Wat er nodig is om wel iets te zeggen"),
        element("ul", *(element("li", line) for line in needed)),
        element("p", f"Waar het te krijgen is: {goal.where.rstrip('.')}.") if goal.where else "",
        source_line(dataset, goal.sources, tail=f"Peildatum {peildatum}."),
        class_="wm-part wm-empty",
    )


def source_line(dataset: Dataset, keys: Iterable[str], *, tail: str = "") -> Markup:
    """Sources in small type, each a link where it has a public page."""
    known = dataset.sources
    owners, titles = known["owner"].to_dict(), known["title"].to_dict()
    lines = [
        link(str(known.at[key, "url"]), f"{owners[key]}, {titles[key]}")
        for key in dict.fromkeys(keys)
        if key in known.index
    ]
    if not lines:
        return element("p", tail, class_="wm-source") if tail else Markup("")
    return element("p", "Bron: ", join(lines, "; "), f". {tail}".rstrip(), class_="wm-source")
