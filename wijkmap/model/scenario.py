"""A scenario: a pot of euros and the rules that divide it over the wijken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from wijkmap.model.care import CareDecision
from wijkmap.model.errors import SelectionError

__all__ = [
    "INITIATIVES",
    "RESIDENTS",
    "Missing",
    "PotLine",
    "Question",
    "Rule",
    "RuleKind",
    "Scenario",
    "ScenarioError",
    "Yardstick",
]

RESIDENTS = "residents"
"""What a yardstick measures when it is the number of residents."""

INITIATIVES = "initiatives"
"""What a yardstick measures when it is the number of initiatives found."""


class RuleKind(StrEnum):
    """What a rule does.

    ``FIXED`` and ``CARRY_OVER`` give euros first. ``EQUAL``, ``PER_RESIDENT``, ``NEED``
    and ``EFFORT`` divide what is left, each its part by weight. ``FLOOR``,
    ``SMALL_WIJK`` and ``CEILING`` then hold every wijk between bounds.
    """

    FIXED = "fixed_sum"
    CARRY_OVER = "carry_over"
    EQUAL = "equal_share"
    PER_RESIDENT = "per_resident"
    NEED = "need"
    EFFORT = "effort"
    FLOOR = "floor"
    SMALL_WIJK = "small_wijk"
    CEILING = "ceiling"

    @property
    def is_share(self) -> bool:
        """Whether it divides what the fixed euros leave."""
        return self in (RuleKind.EQUAL, RuleKind.PER_RESIDENT, RuleKind.NEED, RuleKind.EFFORT)

    @property
    def is_bound(self) -> bool:
        """Whether it is a bound on the whole amount of a wijk."""
        return self in (RuleKind.FLOOR, RuleKind.SMALL_WIJK, RuleKind.CEILING)


class Missing(StrEnum):
    """What to do with a wijk that lacks a rule's input. Never 0 in silence."""

    LEAVE_OUT = "leave_out"
    CITY_MEAN = "city_mean"
    OWN = "own_value"


@dataclass(frozen=True)
class Yardstick:
    """What a rule looks at, per wijk.

    Attributes
    ----------
    what : str
        Id of an indicator, `RESIDENTS` or `INITIATIVES`.
    weight : Fraction
        Among the yardsticks of one rule.
    year : int or None
        None: the newest.
    more_need : int
        1: a higher value is more need; -1: a lower one; 0: as the catalogue says.
    zero : float or None
        Value at which there is no need; need is the distance to it. None: need is the
        place in the order of the wijken.
    times_residents : bool
        Multiply the need by the residents; only with a `zero`.
    missing : Missing or None
        None: stop and ask.
    own : mapping of str to float
        The user's own value by wijk code, for `Missing.OWN`.
    """

    what: str
    weight: Fraction = Fraction(1)
    year: int | None = None
    more_need: int = 0
    zero: float | None = None
    times_residents: bool = False
    missing: Missing | None = None
    own: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """One rule of a scenario.

    Attributes
    ----------
    kind : RuleKind
    name : str
        Dutch, as shown; empty: the kind's own.
    weight : Fraction
        Of a share rule: its part of what the fixed euros leave, by weight.
    cents : int
        Of a fixed sum, floor, ceiling or small-wijk guarantee, per wijk.
    by_wijk : mapping of str to int
        Of a carry-over: cents by wijk code.
    below : int
        Of a small-wijk guarantee: for wijken with fewer residents than this.
    yardsticks : tuple of Yardstick
        What it looks at; of a need rule one or more, of per resident, effort and
        small-wijk guarantee one.
    confirmed : bool
        Of effort: the user accepts a register that is not complete.
    """

    kind: RuleKind
    name: str = ""
    weight: Fraction = Fraction(1)
    cents: int = 0
    by_wijk: Mapping[str, int] = field(default_factory=dict)
    below: int = 0
    yardsticks: tuple[Yardstick, ...] = ()
    confirmed: bool = False


@dataclass(frozen=True)
class PotLine:
    """Where a part of the pot comes from; screened for care money.

    Attributes
    ----------
    cents : int
    name, code, stream, description : str
    decision : CareDecision or None
        When it was doubtful whether it is care money.
    """

    cents: int
    name: str = ""
    code: str = ""
    stream: str = ""
    description: str = ""
    decision: CareDecision | None = None


@dataclass(frozen=True)
class Scenario:
    """A pot and its rules.

    Attributes
    ----------
    name : str
    pot : int
        Cents.
    rules : tuple of Rule
    wijken : tuple of str
        Wijk codes that take part; empty: all.
    lines : tuple of PotLine
        What the pot is made of, when told; their cents are the pot.
    """

    name: str
    pot: int
    rules: tuple[Rule, ...]
    wijken: tuple[str, ...] = ()
    lines: tuple[PotLine, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Key of each rule: its kind, numbered from the second of a kind."""
        seen: dict[str, int] = {}
        keys = []
        for rule in self.rules:
            seen[rule.kind] = place = seen.get(rule.kind, 0) + 1
            keys.append(rule.kind.value if place == 1 else f"{rule.kind.value}_{place}")
        return tuple(keys)


@dataclass(frozen=True)
class Question:
    """An input that wijken lack, which the user must decide on.

    Attributes
    ----------
    rule : str
        Key of the rule in `Scenario.columns`.
    what : str
        As in `Yardstick`.
    wijken : tuple of str
        Wijk codes.
    sentence : str
        Dutch, with the names and the choices.
    """

    rule: str
    what: str
    wijken: tuple[str, ...]
    sentence: str


class ScenarioError(SelectionError):
    """Rules that cannot be carried out; all complaints and questions at once.

    Parameters
    ----------
    complaints : iterable of str
        Dutch sentences.
    questions : iterable of Question
        What the user must choose before there can be an answer.
    """

    def __init__(self, complaints: Iterable[str], questions: Iterable[Question] = ()) -> None:
        self.complaints = tuple(dict.fromkeys(complaints))
        self.questions = tuple(questions)
        said = [*self.complaints, *(one.sentence for one in self.questions)]
        super().__init__("\n- ".join(["Dit scenario kan zo niet worden uitgerekend:", *said]))
