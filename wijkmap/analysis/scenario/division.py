"""A scenario carried out: euros per wijk, and what each rule gave to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from wijkmap.analysis.measures import indicator_figures
from wijkmap.analysis.provenance import union
from wijkmap.analysis.scenario.columns import impossible_sums, rule_columns
from wijkmap.analysis.scenario.complaints import impossible_rules, unknown_words
from wijkmap.analysis.scenario.inputs import Inputs, residents_indicator, rule_inputs
from wijkmap.analysis.scenario.pot import pot_report
from wijkmap.model.dataset import Dataset
from wijkmap.model.scenario import Question, Scenario, ScenarioError
from wijkmap.model.selection import Period
from wijkmap.model.words import Level

__all__ = ["FEWEST", "Division", "Outcome", "divide", "outcome"]

FEWEST = 100
"""Residents below which an amount per resident says nothing."""


@dataclass(frozen=True)
class Division:
    """What a scenario gives.

    Attributes
    ----------
    scenario : Scenario
    frame : pandas.DataFrame
        Index ``wijk_code``, in order; ``name``, ``cents`` (int64, together the
        pot), ``residents`` and ``euro_per_resident`` (float64, NaN when not known;
        per resident also when there are fewer than 100), then one column of cents
        (Int64) per rule, named as `Scenario.columns`: per wijk together ``cents``.
        <NA> where the user left a wijk out of a rule. Floor, small wijk and ceiling
        also hold what the other wijken pay for it or get from it, and add up to 0.
    cautions : tuple of str
        Dutch: choices of the user, years, how much care money the pot holds, what is
        doubtful.
    sources : tuple of str
        Ids of the sources that the rules and the amounts per resident rest on.
    level : Level
        STADSDEEL when the rows are sums over stadsdelen: then the index is ``stadsdeel``,
        their keys.
    """

    scenario: Scenario
    frame: pd.DataFrame
    cautions: tuple[str, ...]
    sources: tuple[str, ...]
    level: Level = Level.WIJK


@dataclass(frozen=True)
class Outcome:
    """A scenario carried out, or why it cannot be.

    Attributes
    ----------
    scenario : Scenario
    division : Division or None
        None whenever there is a complaint or a question.
    complaints : tuple of str
        Dutch sentences.
    questions : tuple of Question
    """

    scenario: Scenario
    division: Division | None
    complaints: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


def outcome(dataset: Dataset, scenario: Scenario, faults: tuple[str, ...] = ()) -> Outcome:
    """Carry a scenario out, or say all that stands in the way.

    Parameters
    ----------
    dataset : Dataset
    scenario : Scenario
    faults : tuple of str
        What is wrong with the text it was read from: then nothing is divided.
    """
    try:
        division = divide(dataset, scenario)
    except ScenarioError as error:
        return Outcome(scenario, None, (*faults, *error.complaints), error.questions)
    return Outcome(scenario, None if faults else division, faults)


def divide(dataset: Dataset, scenario: Scenario) -> Division:
    """Divide the pot by the rules, to the cent.

    Fixed sums and carry-over go first. What is left is divided by the share rules, each
    its part by weight. Then every wijk is held between the bounds; what that costs or
    yields, the other wijken pay or get in proportion to their shares. Cents by largest
    remainder, ties by area code. Computed with whole numbers and fractions.

    Parameters
    ----------
    dataset : Dataset
    scenario : Scenario

    Returns
    -------
    Division

    Raises
    ------
    ScenarioError
        When the rules are impossible or an input is missing without a choice; all
        complaints and questions at once.
    """
    report = pot_report(scenario)
    faulty = [*impossible_rules(scenario), *report.complaints]
    if unknown := tuple(unknown_words(dataset, scenario)):
        raise ScenarioError((*faulty, *unknown))
    every = tuple(map(str, dataset.areas_at(Level.WIJK).index))
    wijken = tuple(code for code in every if not scenario.wijken or code in scenario.wijken)
    names = dataset.areas.loc[list(wijken), "short_name"].astype("str")
    who = names.tolist()
    inputs = rule_inputs(dataset, scenario, wijken)
    if faulty or inputs.questions or inputs.complaints:
        # Sums of rules that are wrong by themselves would only repeat it.
        sums = () if faulty else impossible_sums(scenario, inputs, wijken, who)
        raise ScenarioError((*faulty, *inputs.complaints, *sums), inputs.questions)
    columns = rule_columns(scenario, inputs, wijken, who)
    cents = [sum(column[at] for column in columns.values()) for at in range(len(wijken))]
    residents, told, counted = _residents(dataset, wijken)
    frame = pd.DataFrame(
        {
            "name": who,
            "cents": pd.array(cents, dtype="int64"),
            "residents": residents.to_numpy(),
        },
        index=pd.Index(wijken, name="wijk_code", dtype="str"),
    )
    enough = frame["residents"].where(frame["residents"] >= FEWEST)
    frame["euro_per_resident"] = frame["cents"] / 100 / enough
    for key in scenario.columns:
        frame[key] = _with_absence(columns[key], inputs, key, wijken)
    cautions = (*inputs.choices, *told, *report.cautions)
    sources = tuple(sorted({*inputs.sources, *counted}))
    return Division(scenario, frame, tuple(dict.fromkeys(cautions)), sources)


def _with_absence(
    column: Sequence[int], inputs: Inputs, key: str, wijken: Sequence[str]
) -> pd.api.extensions.ExtensionArray:
    share = inputs.shares.get(key)
    values = [
        pd.NA if share is not None and code not in share and not cents else cents
        for code, cents in zip(wijken, column, strict=True)
    ]
    return pd.array(values, dtype="Int64")


def _residents(
    dataset: Dataset, wijken: Sequence[str]
) -> tuple[pd.Series, tuple[str, ...], tuple[str, ...]]:
    """Residents by wijk, what is to be said about them, and the ids of their sources."""
    indicator = residents_indicator(dataset)
    if not indicator:
        return pd.Series(float("nan"), index=list(wijken)), ("inwoners niet bekend",), ()
    frame = dataset.once(
        ("scenario_input", indicator, Period()),
        partial(indicator_figures, dataset, indicator, Level.WIJK, Period()),
    )
    told = f"per inwoner: inwoners van {next(iter(frame['year']), '')}"
    sources = tuple(union(frame["sources"]))
    return frame.set_index("key")["value"].reindex(list(wijken)), (told,), sources
