"""Verdicts in words: one Dutch sentence per rule, and what may not be concluded."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from wijkmap.analysis.effect.answers import Answer
from wijkmap.analysis.effect.groups import Against
from wijkmap.analysis.effect.outcome import Outcome
from wijkmap.analysis.effect.paradox import Moved, paradox
from wijkmap.analysis.effect.placebo import Finding
from wijkmap.analysis.effect.series import LOG_RATE_RATIO
from wijkmap.analysis.effect.verdict import REPORTS, Judgement, Reason, Verdict, looks
from wijkmap.analysis.measures import figures_by_year
from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Level
from wijkmap.present.markup import Markup, element
from wijkmap.present.numbers import number, signed
from wijkmap.present.sentences import enumeration

__all__ = [
    "HEADING",
    "MOVED_WORDS",
    "VERDICT_WORDS",
    "cautions",
    "comparison_words",
    "effect_decimals",
    "effect_text",
    "goal_text",
    "headline",
    "lead_text",
    "not_to_conclude",
    "power_text",
    "pre_test_text",
    "verdict_mark",
    "verdict_text",
]

_LARGE = 100
_A_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

HEADING = "Wat u hier niet uit mag concluderen"

VERDICT_WORDS = {
    Verdict.BETTER: "beter",
    Verdict.WORSE: "slechter",
    Verdict.NO_DIFFERENCE: "geen verschil gevonden",
    Verdict.CANNOT_SAY: "nog niet te zeggen",
    Verdict.EXPLORATORY: "verkennend",
}

MOVED_WORDS = {
    Moved.SAFER: "veiliger",
    Moved.QUIETER: "stiller, niet veiliger",
    Moved.MORE_TRUST: "meer vertrouwen, dus meer meldingen",
    Moved.WORSE: "slechter",
    Moved.UNKNOWN: "onbekend",
}

_AGAINST = {
    Against.REST: "de overige wijken",
    Against.NORING: "de overige wijken zonder de ring",
    Against.RING: "de ring eromheen",
    Against.LOOKALIKE: "de wijken die er het meest op lijken",
    Against.CODES: "de gekozen wijken",
}
_CANNOT_SAY = {
    Reason.NO_INDICATOR: "er is geen openbaar cijfer per wijk van voor en na de start",
    Reason.NO_FIGURES: "voor de pilots zijn er geen cijfers in beide perioden",
    Reason.SAME_SIDE: "beide perioden liggen aan dezelfde kant van de start",
    Reason.TOO_FEW_WIJKEN: "er zijn minder dan vijf wijken om mee te vergelijken",
    Reason.TOO_FEW_SETS: "met één pilot kan de uitkomst nooit zeldzaam genoeg zijn",
    Reason.NO_DIRECTION: "bij dit cijfer is hoger niet beter en lager ook niet",
    Reason.MOVED_BEFORE: "de pilots weken al voor de start af van de andere wijken",
    Reason.NO_PRE_TEST: "er is maar één meting van voor de start, dus of de pilots toen al "
    "afweken is niet te toetsen",
    Reason.BASE_DECIDES: "het hangt af van het jaar waarmee u begint: tegen het gemiddelde van "
    "alle metingen vooraf blijft het verschil niet overeind",
    Reason.REPORTS_ALONE: "meldingen tellen nooit alleen. Het gevoel van veiligheid en het "
    "vertrouwen zijn niet bekend of wijzen een andere kant op",
    Reason.TOO_WEAK: "de marge is te ruim: ook een groot effect is nog mogelijk",
}


def comparison_words(against: Against) -> str:
    """Whom the pilots are compared with, in words."""
    return _AGAINST[against]


def verdict_mark(judgement: Judgement) -> Markup:
    """Sign before a verdict. Only a declared comparison that was found has a strong one."""
    found = judgement.verdict in (Verdict.BETTER, Verdict.WORSE)
    shape = judgement.verdict.value if found else "open"
    return element("span", class_=f"wm-sign wm-judged wm-judged-{shape}", aria_hidden="true")


def effect_text(value: float, outcome: Outcome, dataset: Dataset, *, sign: bool = True) -> str:
    """Effect in the unit of the reader: points of a score, or percent more or less.

    Returns
    -------
    str
        "onbekend" for NaN.
    """
    if math.isnan(value):
        return "onbekend"
    write = signed if sign else number
    indicator = dataset.catalogue[outcome.question.indicator]
    if outcome.scale == LOG_RATE_RATIO:
        if not sign and indicator.direction < 0:
            # Of a size without a sign the good direction is meant: a fall.
            return f"{number(-math.expm1(-value) * 100)}%"
        return f"{write(math.expm1(value) * 100)}%"
    decimals = effect_decimals(dataset, outcome)
    if indicator.unit.startswith("%"):
        return f"{write(value, decimals)} procentpunt"
    return write(value, decimals)


def effect_decimals(dataset: Dataset, outcome: Outcome) -> int:
    """Digits with which the margin is told in two figures: the same for every effect of it."""
    least = dataset.catalogue[outcome.question.indicator].decimals
    sizes = [
        abs(one)
        for one in (outcome.together.estimate, outcome.together.low, outcome.together.high)
        if math.isfinite(one)
    ]
    size = max(sizes, default=0.0)
    return max(least, 1 - math.floor(math.log10(size)) if size else 0, 1 if size < _LARGE else 0)


def headline(dataset: Dataset, outcome: Outcome, judgement: Judgement) -> str:
    """Title of the page when the declared comparison may be told, or when nothing may be.

    Returns
    -------
    str
        Empty for what is exploratory: then the page opens with the figures as they are.
    """
    label = dataset.catalogue[outcome.question.indicator].label.split(" (")[0]
    periods = f"van {outcome.question.before} naar {outcome.question.after}"
    others = comparison_words(outcome.question.against)
    match judgement.verdict:
        case Verdict.BETTER | Verdict.WORSE:
            word = VERDICT_WORDS[judgement.verdict]
            return f"{label}: in de pilots ging het {word} dan in {others}, {periods}"
        case Verdict.NO_DIFFERENCE:
            return f"{label}: geen verschil gevonden tussen de pilots en {others}, {periods}"
        case Verdict.CANNOT_SAY:
            return f"{label}: nog niet te zeggen of het in de pilots anders ging dan elders"
    return ""


def lead_text(dataset: Dataset, outcome: Outcome) -> str:
    """Line under the title: the difference, its rank, and how large it had to be to be found."""
    if math.isnan(outcome.together.estimate):
        return ""
    smallest = effect_text(outcome.power, outcome, dataset, sign=False)
    found = f"Het {_measured(dataset, outcome)}"
    if math.isnan(outcome.power):
        return f"{found}."
    return f"{found}. Een effect kleiner dan {smallest} mist deze vergelijking vaak."


def verdict_text(dataset: Dataset, outcome: Outcome, judgement: Judgement) -> str:
    """The one sentence on top, with its margin where there is one."""
    label = dataset.catalogue[outcome.question.indicator].label
    measured = _measured(dataset, outcome)
    if judgement.verdict is Verdict.CANNOT_SAY:
        said = f"Nog niet te zeggen: {_CANNOT_SAY[judgement.reason]}."
        # What was measured stays in sight.
        known = math.isfinite(outcome.together.estimate)
        return f"{said} {label}: {measured}." if known else said
    if judgement.verdict is Verdict.EXPLORATORY:
        why = "een schatting van een model draagt nooit een oordeel"
        if judgement.reason is Reason.NOT_DECLARED:
            why = (
                "deze vergelijking is niet vooraf gekozen en is één van minstens "
                f"{number(looks(dataset))} mogelijke"
            )
        return f"Verkennend, geen oordeel: {why}. {label}: {measured}."
    against = comparison_words(outcome.question.against)
    if judgement.verdict is Verdict.NO_DIFFERENCE:
        smallest = effect_text(outcome.power, outcome, dataset, sign=False)
        return (
            f"Geen verschil gevonden met {against} op {label}: {measured}. "
            f"Een effect kleiner dan {smallest} mist deze vergelijking vaak."
        )
    word = VERDICT_WORDS[judgement.verdict]
    return f"Op {label} ging het in de pilots {word} dan in {against}: {measured}."


def goal_text(dataset: Dataset, answer: Answer) -> str:
    """The sentence for a goal; where nothing can be said, what lacks and where to get it."""
    if answer.outcome is not None and answer.judgement.reason is not Reason.NO_FIGURES:
        return verdict_text(dataset, answer.outcome, answer.judgement)
    parts = [f"Nog niet te zeggen: {_CANNOT_SAY[answer.judgement.reason]}."]
    for title, words in (
        ("Wat ontbreekt", answer.missing),
        ("Waar het te krijgen is", answer.where),
    ):
        if words:
            parts.append(f"{title}: {words.rstrip('.')}.")
    return " ".join(parts)


def _measured(dataset: Dataset, outcome: Outcome) -> str:
    tested = outcome.together
    text = f"verschil {effect_text(tested.estimate, outcome, dataset)}"
    if math.isfinite(tested.low):
        low, high = (effect_text(one, outcome, dataset) for one in (tested.low, tested.high))
        text += f" (tussen {low} en {high})"
    return f"{text}{_rank_words(tested)}"


def _rank_words(tested: Finding) -> str:
    if math.isnan(tested.p):
        return ""
    return (
        f"; bij {number(tested.as_extreme)} van de {number(tested.sets)} sets van wijken "
        "is het verschil minstens zo groot"
    )


def power_text(dataset: Dataset, outcome: Outcome) -> str:
    """What the comparison can find at all: said before anything else."""
    if math.isnan(outcome.power):
        return "Hoe groot een effect moet zijn om gevonden te worden, is niet te berekenen."
    smallest = effect_text(outcome.power, outcome, dataset, sign=False)
    text = f"Deze vergelijking vindt een effect van {smallest} in 80 van de 100 gevallen"
    if outcome.largest is None:
        return f"{text}."
    largest = effect_text(outcome.largest.size, outcome, dataset, sign=False)
    name = dataset.name_of(outcome.largest.wijk)
    years = f"{outcome.largest.first} tot {outcome.largest.last}"
    return f"{text}. De grootste verandering van één wijk ooit was {largest} ({name}, {years})."


def pre_test_text(outcome: Outcome) -> str:
    """What the measurements before the start say; never that groups moved alike."""
    if outcome.pre is None:
        return "Of de pilots voor de start al afweken: niet mogelijk, te weinig metingen vooraf."
    rank = f"{number(outcome.pre.as_extreme)} van de {number(outcome.pre.sets)} sets van wijken"
    if outcome.pre.deviates:
        return f"De pilots weken al voor de start af (bij {rank} was het minstens zo groot)."
    return (
        f"Geen afwijking vooraf gevonden (bij {rank} was het minstens zo groot). "
        "Dat bewijst niet dat de wijken gelijk opliepen."
    )


def cautions(dataset: Dataset, outcome: Outcome, judgement: Judgement) -> tuple[str, ...]:
    """Sentences that go with the numbers, in order of weight."""
    indicator = dataset.catalogue[outcome.question.indicator]
    found = [*_period_cautions(outcome)]
    if judgement.verdict is Verdict.EXPLORATORY:
        found.append(f"Verkennend: minstens {number(looks(dataset))} vergelijkingen waren mogelijk")
    if judgement.verdict is Verdict.CANNOT_SAY:
        found.append(_capital(_CANNOT_SAY[judgement.reason]))
    if indicator.goal == REPORTS:
        found.append("Minder meldingen is niet vanzelf veiliger: mensen kunnen minder melden")
        found.append(_beside_reports(dataset, outcome))
    found += _method_cautions(dataset, outcome)
    found += _row_cautions(dataset, outcome)
    return tuple(dict.fromkeys([*found, *indicator.cautions]))


def _beside_reports(dataset: Dataset, outcome: Outcome) -> str:
    """Type of every pilot by reports, safety and trust together: in any output."""
    types = paradox(dataset)["type"]
    told = [
        f"{dataset.name_of(code)} {MOVED_WORDS[Moved(types[code])]}"
        for code in outcome.question.pilots
    ]
    return f"Meldingen naast veiligheid en vertrouwen: {'; '.join(told)}"


def _row_cautions(dataset: Dataset, outcome: Outcome) -> list[str]:
    """What the figures of these years carry along, when it holds for a pilot or for several."""
    frame = figures_by_year(dataset, outcome.question.indicator, Level.WIJK)
    years = {str(year) for year in (*outcome.before, *outcome.after)}
    rows = frame[frame["year"].isin(years) & frame["value"].notna()]
    seen: dict[str, set[str]] = {}
    for code, said in zip(rows["area_code"], rows["cautions"], strict=True):
        for caution in said:
            seen.setdefault(caution, set()).add(str(code))
    pilots = set(outcome.question.pilots)
    found = [one for one, codes in seen.items() if len(codes) > 1 or codes & pilots]
    return _told_once(found)


def _told_once(lines: Sequence[str]) -> list[str]:
    """Lines that differ in their year only become one, with the first and the last year."""
    alike: dict[str, list[str]] = {}
    for line in lines:
        alike.setdefault(_A_YEAR.sub("%", line), []).append(line)
    return [
        f"{shape.replace('%', _A_YEAR.findall(own[0])[0])} tot en met {_A_YEAR.findall(own[-1])[-1]}"
        if len(own) > 1 and shape.count("%") == 1 and shape.endswith("%")
        else "; ".join(own)
        for shape, own in alike.items()
    ]


def _method_cautions(dataset: Dataset, outcome: Outcome) -> list[str]:
    together, plan = outcome.together, outcome.plan
    found = []
    if outcome.raw is not None:
        found.append(_ranked_by_error(outcome.raw, together))
    lacking = [code for code in outcome.question.pilots if code in outcome.left_out]
    if lacking and not math.isnan(together.estimate):
        names = enumeration([dataset.name_of(code) for code in lacking])
        found.append(f"Van de pilots heeft {names} geen cijfers in beide perioden")
    if outcome.left_out and not math.isnan(together.estimate):
        names = enumeration([dataset.name_of(code) for code in outcome.left_out])
        found.append(f"Zonder cijfers in een van beide perioden en dus niet mee: {names}")
    if together.dropped:
        found.append(
            f"{number(together.dropped)} sets van wijken vielen af: minder dan vijf wijken om mee te "
            "vergelijken"
        )
    if plan is not None and plan.sampled:
        found.append("Er zijn te veel sets van wijken om ze alle te nemen: dit is een steekproef")
    if not math.isnan(together.estimate) and math.isnan(together.low):
        found.append(_no_interval(together))
    if len(outcome.pre_years) <= 1:
        found.append("Een toets vooraf is niet mogelijk: er is hoogstens één meting vooraf")
    if any(math.isfinite(one.p) for one in outcome.each.values()):
        found.append(_alone(outcome))
    if outcome.question.against is Against.LOOKALIKE:
        found += _alike_cautions(dataset, outcome)
    return found


def _alone(outcome: Outcome) -> str:
    sets = max(one.sets for one in outcome.each.values())
    return (
        "Voor één pilot alleen geven wij nooit beter of slechter: er zijn maar "
        f"{number(sets)} mogelijkheden, dus de kans op toeval is minstens 1 op {number(sets)}"
    )


def _ranked_by_error(raw: tuple[int, float], tested: Finding) -> str:
    return (
        "De rang is die van de uitkomst gedeeld door haar onzekerheid: aantallen van kleine wijken "
        f"schommelen meer. Zonder die deling is de rang {number(raw[0])} van de "
        f"{number(tested.sets)}"
    )


def _period_cautions(outcome: Outcome) -> Sequence[str]:
    for name, period, years in (
        ("voor", outcome.question.before, outcome.before),
        ("na", outcome.question.after, outcome.after),
    ):
        if missing := [str(year) for year in period.years if year not in years]:
            yield_words = enumeration(missing)
            if years:
                return (f"Periode {name}: geen cijfers over {yield_words}",)
            return (f"Geen enkel cijfer per wijk over {yield_words} (periode {name})",)
    return ()


def _no_interval(tested: Finding) -> str:
    if math.isnan(tested.p):
        return "Geen marge: er zijn minder dan vijf wijken om mee te vergelijken"
    return "Geen marge: er zijn te weinig sets van wijken, of zij is aan een kant onbegrensd"


def _alike_cautions(dataset: Dataset, outcome: Outcome) -> Sequence[str]:
    few = [dataset.name_of(code) for code, near in outcome.alike.items() if len(near) < 4]  # noqa: PLR2004
    return [f"Minder dan vier wijken lijken genoeg op {enumeration(few)}"] if few else []


def not_to_conclude(outcome: Outcome, judgement: Judgement) -> tuple[str, ...]:
    """What a reader may not conclude, under `HEADING`."""
    found = ["Dat de pilot de oorzaak is: andere dingen kunnen tegelijk zijn veranderd"]
    if judgement.verdict in (Verdict.NO_DIFFERENCE, Verdict.CANNOT_SAY, Verdict.EXPLORATORY):
        found.append(
            "Dat de pilots niets hebben gedaan: niet gevonden is niet hetzelfde als niet er"
        )
    if outcome.pre is not None and not outcome.pre.deviates:
        found.append("Dat de wijken voor de start gelijk opliepen: er is alleen niets gevonden")
    if len(outcome.question.pilots) > 1:
        found.append("Dat elke pilot hetzelfde effect had: de marge neemt dat aan")
    return tuple(found)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
