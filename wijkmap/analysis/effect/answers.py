"""One answer per goal and for leefbaarheid: the declared comparison with its verdict."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from wijkmap.analysis.effect.outcome import Outcome, Question, compare
from wijkmap.analysis.effect.verdict import Judgement, Reason, Verdict, declared, judge
from wijkmap.model.dataset import Dataset

__all__ = ["Answer", "answers"]


@dataclass(frozen=True)
class Answer:
    """What may be said of one goal.

    Attributes
    ----------
    goal, label : str
    available, missing, where : str
        Dutch, as in the table ``goals``.
    sources : tuple of str
    judgement : Judgement
    outcome : Outcome or None
        None when there is nothing to compute.
    """

    goal: str
    label: str
    available: str
    missing: str
    where: str
    sources: tuple[str, ...]
    judgement: Judgement
    outcome: Outcome | None = None


def answers(dataset: Dataset) -> tuple[Answer, ...]:
    """Answers in the order of the goals; computed once per dataset.

    A goal without a declared indicator, or without figures from both sides of the start,
    cannot be said: what is missing and where it can be had comes along.
    """
    return dataset.once(("effect.answers",), partial(_answers, dataset))


def _answers(dataset: Dataset) -> tuple[Answer, ...]:
    mine = {one.goal: one for one in declared(dataset)}
    found = []
    for row in dataset["goals"].sort_values("order", kind="stable").to_dict("records"):
        judgement = Judgement(Verdict.CANNOT_SAY, Reason.NO_INDICATOR)
        outcome = None
        one = mine.get(str(row["goal"]))
        if one and one.before and one.after and dataset.pilots:
            outcome = compare(dataset, Question(one.indicator, one.before, one.after))
            judgement = judge(dataset, outcome)
        found.append(
            Answer(
                str(row["goal"]),
                str(row["label"]),
                str(row["available"]),
                str(row["missing"]),
                str(row["where"]),
                tuple(row["source"]),
                judgement,
                outcome,
            )
        )
    return tuple(found)
