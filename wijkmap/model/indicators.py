"""Indicators, declared as data: one per definition and source, no year in an id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wijkmap.model.errors import SelectionError
from wijkmap.model.words import MarginRule, Measure, Role

__all__ = ["Catalogue", "Indicator"]


@dataclass(frozen=True)
class Indicator:
    """One measured quantity per area and year.

    Attributes
    ----------
    id : str
        English, snake_case, without a year.
    label, unit, definition : str
        Dutch, as shown.
    topic : str
        Key of a topic in the vocabulary: the group in the list of choices.
    decimals : int
        Digits shown after the comma.
    direction : int
        1 when higher is better, -1 when lower is better, 0 when neither.
    measure : Measure
        How it combines over areas.
    numerator : str
        For a rate: id of the count it is made from; else empty.
    denominators : tuple of str
        For a rate: ids in order of preference; else empty.
    per : float
        For a rate: 1000 reads "per 1.000".
    margin : MarginRule
        Rule for low and high.
    rounding : float
        For `MarginRule.ROUNDING`: counts are rounded to this multiple.
    goal : str
        Key of the goal it speaks to, or empty.
    target : float or None
        With `target_note` as its source.
    model_estimate : bool
        A model's estimate, not a measurement: it never carries a verdict.
    role : Role
        Where it may be shown.
    breaks : tuple of float
        Inner class limits, fixed for all years; empty: computed once over all years.
    sources : tuple of str
        Ids in the table `sources`.
    cautions : tuple of str
        Dutch sentences that go with every figure of this indicator.
    """

    id: str
    label: str
    unit: str
    definition: str
    topic: str
    decimals: int = 0
    direction: int = 0
    measure: Measure = Measure.SCORE
    numerator: str = ""
    denominators: tuple[str, ...] = ()
    per: float = 1.0
    margin: MarginRule = MarginRule.NONE
    rounding: float = 0.0
    goal: str = ""
    target: float | None = None
    target_note: str = ""
    model_estimate: bool = False
    role: Role = Role.MAP
    breaks: tuple[float, ...] = ()
    sources: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Catalogue(Mapping[str, Indicator]):
    """All indicators of a dataset, by id, in the order of their table."""

    indicators: Mapping[str, Indicator] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Indicator:
        """Indicator of that id.

        Raises
        ------
        SelectionError
            When the id is unknown; also a KeyError for those who look up.
        """
        try:
            return self.indicators[key]
        except KeyError:
            raise UnknownIndicatorError(key, tuple(self.indicators)) from None

    def __iter__(self) -> Iterator[str]:
        """Ids in order."""
        return iter(self.indicators)

    def __len__(self) -> int:
        """Count the indicators."""
        return len(self.indicators)

    def with_role(self, *roles: Role) -> tuple[Indicator, ...]:
        """Indicators that have one of these roles, in order."""
        return tuple(one for one in self.indicators.values() if one.role in roles)


class UnknownIndicatorError(SelectionError, KeyError):
    """An indicator id that the catalogue does not hold."""

    def __init__(self, key: str, known: tuple[str, ...]) -> None:
        self.key = key
        near = ", ".join(known[:6])
        super().__init__(
            f"Indicator {key!r} bestaat niet in deze gegevens. "
            f"Kies een van de {len(known)} indicatoren, bijvoorbeeld: {near}."
        )

    def __str__(self) -> str:
        """Without the quotes that KeyError adds."""
        return str(self.args[0])
