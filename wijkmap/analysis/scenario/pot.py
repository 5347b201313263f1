"""The pot of a scenario behind the 3D lock."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from wijkmap.analysis.care import DecisionError, care_euros, care_sentence, guard
from wijkmap.model.care import GUARDED_STREAMS, CareVerdict
from wijkmap.model.scenario import PotLine, Scenario

__all__ = ["PotReport", "pot_report"]

_COLUMNS = ("entry_id", "code", "stream", "name", "description", "cents", "kind")


class PotReport(NamedTuple):
    """What the lock says about a pot.

    Attributes
    ----------
    complaints : tuple of str
        Care money that is refused, and faulty decisions.
    cautions : tuple of str
        How much care money the pot holds; what is doubtful; what was decided.
    doubtful : tuple of int
        Places of the lines that wait for a decision.
    """

    complaints: tuple[str, ...]
    cautions: tuple[str, ...]
    doubtful: tuple[int, ...] = ()


def pot_report(scenario: Scenario) -> PotReport:
    """Screen the name of a scenario and the lines of its pot.

    Parameters
    ----------
    scenario : Scenario
        Without lines, its name stands for the pot.

    Returns
    -------
    PotReport
    """
    if scenario.lines:
        return _report(scenario.lines, is_told=True)
    return _report((PotLine(scenario.pot, name=scenario.name),), is_told=False)


@lru_cache(maxsize=256)
def _report(told: tuple[PotLine, ...], *, is_told: bool) -> PotReport:
    # A slider asks for the same pot again and again.
    lines = pd.DataFrame(
        [
            (
                f"potregel {place}",
                one.code,
                # A scenario pot is guarded whatever stream it names.
                f"{GUARDED_STREAMS[0]} {one.stream}",
                f"{one.stream} {one.name}".strip(),
                one.description,
                one.cents,
                "planned",
            )
            for place, one in enumerate(told, 1)
        ],
        columns=list(_COLUMNS),
    )
    try:
        guarded = guard(lines, _decisions(told))
    except DecisionError as error:
        return PotReport((str(error),), ())
    complaints = [
        f"De pot bevat zorggeld (3D): {name or entry} ({reason}). "
        "Zorggeld hoort niet in een wijkbudget; haal het uit de pot."
        for entry, name, reason in _told(guarded.refused)
    ]
    complaints += [
        f"{entry}: het bedrag is onder 0; een bedrag is 0 of meer."
        for entry, cents in zip(lines["entry_id"], lines["cents"], strict=True)
        if is_told and cents < 0
    ]
    kept = guarded.kept
    doubtful = kept[kept["verdict"] == CareVerdict.DOUBTFUL.value]
    settled = kept[(kept["verdict"] == CareVerdict.CLEAR.value) & (kept["reason"] != "")]
    cautions = [care_sentence(care_euros(lines, _decisions(told)), {"planned": "pot"})]
    cautions += [f"twijfel over {name or entry}: {why}" for entry, name, why in _told(doubtful)]
    cautions += [f"{name or entry}: {why}" for entry, name, why in _told(settled)]
    if not is_told:
        cautions.append("waar de pot uit komt, is niet opgegeven: alleen de naam is bekeken")
    places = [place for place in lines.index if is_told and place in doubtful.index]
    return PotReport(tuple(complaints), tuple(cautions), tuple(places))


def _told(lines: pd.DataFrame) -> list[tuple[str, str, str]]:
    rows = lines[["entry_id", "name", "reason"]].astype("str")
    return list(rows.itertuples(index=False, name=None))


def _decisions(lines: tuple[PotLine, ...]) -> pd.DataFrame | None:
    rows = [
        {"entry_id": f"potregel {place}", **vars(one.decision)}
        for place, one in enumerate(lines, 1)
        if one.decision is not None
    ]
    return pd.DataFrame(rows) if rows else None
