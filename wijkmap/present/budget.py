"""The budget page: one kind of money from stream to place, and all that stands around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from wijkmap.analysis.comparison import register_coverage
from wijkmap.analysis.counted import every_line
from wijkmap.analysis.flows import flow_lines
from wijkmap.analysis.guarded import undecided
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Selection
from wijkmap.model.words import Allocation, AreaScope, Coverage, Kind, Level, Register
from wijkmap.present.goals import source_line
from wijkmap.present.markup import Markup, element, join
from wijkmap.present.money import KIND_WORDS
from wijkmap.present.money_entries import (
    care_line,
    care_section,
    disputed_list,
    entry_names,
    entry_table,
)
from wijkmap.present.money_flow import flow_table, money_flow, range_words
from wijkmap.present.money_places import (
    kinds_of,
    money_map,
    place_figures,
    place_table,
    resident_figures,
)
from wijkmap.present.money_rounds import rounds_section
from wijkmap.present.sentences import enumeration
from wijkmap.present.webmap import Payload

__all__ = ["BudgetLook", "BudgetView", "look_of"]

_KINDS = {
    "gepland": Kind.PLANNED,
    "toegekend": Kind.AWARDED,
    "besteed": Kind.SPENT,
    "voorgesteld": Kind.PROPOSED,
    "reserve": Kind.RESERVE,
}
_LEVELS = {"wijk": Level.WIJK, "stadsdeel": Level.STADSDEEL}
_RULES = {
    "apart": Allocation.NONE,
    "inwoners": Allocation.RESIDENTS,
    "wijk": Allocation.WIJK,
}
_MOST_SOURCES = 6


@dataclass(frozen=True)
class BudgetLook:
    """What a reader chose on this page alone.

    Attributes
    ----------
    kind : Kind
    level : {Level.WIJK, Level.STADSDEEL}
    rule : Allocation
        What is done with money for the whole city.
    """

    kind: Kind = Kind.PLANNED
    level: Level = Level.WIJK
    rule: Allocation = Allocation.NONE


def look_of(kind: str, level: str, rule: str) -> BudgetLook:
    """Choices by their words in a link; each is one of those that the page offers."""
    return BudgetLook(_KINDS[kind], _LEVELS[level], _RULES[rule])


@dataclass(frozen=True)
class BudgetView:
    """All that the page shows; each part is made when it is first looked at.

    Attributes
    ----------
    dataset : Dataset
        As the viewer may see it.
    selection : Selection
        Its filters.
    look : BudgetLook
    peildatum : str
        In words.
    """

    dataset: Dataset
    selection: Selection
    look: BudgetLook
    peildatum: str

    @cached_property
    def lines(self) -> pd.DataFrame:
        """Lines of the ledger under the filters, of every kind, the refused included."""
        return flow_lines(self.dataset, self.selection, self.look.level, self.look.rule)

    @cached_property
    def mine(self) -> pd.DataFrame:
        """Lines of the chosen kind."""
        return self.lines[self.lines["kind"] == self.look.kind.value]

    @cached_property
    def places(self) -> pd.DataFrame:
        """Figures per place and kind."""
        return place_figures(self.dataset, self.selection, self.look.level, self.look.rule)

    @cached_property
    def told(self) -> str:
        """How money for the whole city was divided; empty when it was left apart."""
        return every_line(self.dataset, self.selection, self.look.rule).told

    @cached_property
    def statement(self) -> str:
        """Title of the page: what is so."""
        coverage = register_coverage(self.dataset, Register.BUDGET)
        amount, word = self._total(), KIND_WORDS[self.look.kind]
        if not amount:
            return f"Over {word} geld staat met deze filters niets in de bronnen"
        if all(one is Coverage.COMPLETE for one in coverage.values()):
            return f"{amount} {word}, {self._where(len(coverage))}"
        spent = Kind.SPENT in kinds_of(self.dataset)
        tail = "" if spent else "; wat er is uitgegeven, staat nergens"
        return f"{amount} {word} gevonden, bedragen {self._where(len(coverage))}{tail}"

    @cached_property
    def _known(self) -> pd.DataFrame:
        """Lines that the sum is made of."""
        return self.mine[~self.mine["is_refused"] & self.mine["cents"].notna()]

    def _where(self, wijken: int) -> str:
        """Whose the money of the sum is; what a rule divides stays the whole city's."""
        known = self._known
        own = known.loc[(known["wijk"] != "") & ~known["is_spread"], "wijk"].nunique()
        city = known["is_spread"] | (known["scope"] == AreaScope.CITY.value)
        loose = (known["wijk"] == "") & ~city
        parts = [f"van {own} van de {wijken} wijken"] if own else []
        parts += ["voor de hele stad"] if city.any() else []
        parts += ["zonder wijk"] if loose.any() else []
        return enumeration(parts)

    def _total(self) -> str:
        kept = self._known
        if kept.empty:
            return ""
        low, high = (kept[name].fillna(kept["cents"]) for name in ("low_cents", "high_cents"))
        sums = {"cents": kept["cents"], "low_cents": low, "high_cents": high}
        about = bool((kept["certainty"] == "approximate").any())
        words = range_words({name: int(one.sum()) for name, one in sums.items()})
        words = f"ongeveer {words}" if about else words
        return words[:1].upper() + words[1:]

    @cached_property
    def lead(self) -> Markup:
        """What to know before reading on."""
        parts = []
        if self.look.kind.value not in set(self.dataset["ledger"]["kind"]):
            word = KIND_WORDS[self.look.kind]
            parts.append(f"Geen openbare gegevens: een {word} bedrag is in geen bron gevonden.")
        coverage = register_coverage(self.dataset, Register.BUDGET)
        none = sum(one is Coverage.NONE for one in coverage.values())
        if none:
            what = "1 wijk zijn" if none == 1 else f"{none} wijken zijn"
            parts.append(
                f"Over {what} er geen openbare gegevens. Dat is een gat in de bronnen, geen "
                "bewijs dat er geen geld is. Vergelijk wijken daarom niet met elkaar."
            )
        if self.told:
            parts.append(self.told)
        parts.append(care_line(self.mine) if len(self.mine) else "")
        return element("p", " ".join(one for one in parts if one), class_="wm-lead")

    @cached_property
    def flow(self) -> Markup:
        """Bands from stream to theme to place."""
        drawn = money_flow(self.dataset, self.mine, self.look.kind, self.look.level)
        if not drawn:
            return Markup("")
        title = f"Geld ({KIND_WORDS[self.look.kind]}) van geldstroom naar thema naar {self.look.level.value}"
        return element("div", element("h2", title), drawn, class_="wm-part wm-flows")

    @cached_property
    def flow_table(self) -> Markup:
        """Twin of the flow."""
        return flow_table(self.dataset, self.mine, self.look.kind, self.look.level)

    @cached_property
    def table(self) -> Markup:
        """Kinds beside each other per place."""
        look = self.look
        residents = resident_figures(self.dataset, self.selection, look.level, look.kind, look.rule)
        return place_table(self.places, residents, look.kind, look.level, self.told)

    @cached_property
    def payload(self) -> Payload:
        """Of the map: euros per resident as colours, euros as circles."""
        look = self.look
        return money_map(self.dataset, self.selection, look.level, look.kind, look.rule)

    @cached_property
    def has_map(self) -> bool:
        """Whether there is anything to lay on a map."""
        return self.look.kind in kinds_of(self.dataset)

    @cached_property
    def rounds(self) -> Markup:
        """Chosen against carried out."""
        return join([rounds_section(self.dataset, self.selection), self._disputed])

    @cached_property
    def _disputed(self) -> Markup:
        found = disputed_list(self.mine, self.look.kind)
        return element("section", found, class_="wm-part") if found else found

    @cached_property
    def entries(self) -> Markup:
        """Every amount of the kind, with its source."""
        return entry_table(self.dataset, self.mine, self.look.kind, self.look.level)

    @cached_property
    def care(self) -> Markup:
        """What the 3D lock says about the lines under these filters."""
        return care_section(self.dataset, self.lines)

    @cached_property
    def undecided(self) -> dict[str, str]:
        """Entries that a decision is needed about under these filters, with their names."""
        return entry_names(self.dataset, undecided(self.dataset, self.lines))

    @cached_property
    def care_words(self) -> str:
        """How much care money all these amounts hold, for a file."""
        return care_line(self.lines)

    @cached_property
    def sources(self) -> Markup:
        """Where the amounts of the kind stand."""
        keys = sorted({key for keys in self.mine["source"] for key in keys})
        more = len(keys) - _MOST_SOURCES
        tail = f"En nog {more} bronnen, bij elk bedrag genoemd. " if more > 0 else ""
        return source_line(
            self.dataset, keys[:_MOST_SOURCES], tail=f"{tail}Peildatum {self.peildatum}."
        )

    def with_kind(self, kind: Kind) -> BudgetView:
        """The same for another kind."""
        return replace(self, look=replace(self.look, kind=kind))
