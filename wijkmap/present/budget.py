"""The budget page: what is known of the money, kinds beside each other and never added."""

from __future__ import annotations

from dataclasses import dataclass

from wijkmap.analysis.coverage import coverage_of
from wijkmap.analysis.ledger import budget_figures
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure, figures
from wijkmap.model.selection import Selection
from wijkmap.model.words import Coverage, Kind, Register
from wijkmap.present.markup import Markup, join
from wijkmap.present.money import KIND_WORDS
from wijkmap.present.numbers import count, euro
from wijkmap.present.sentences import enumeration
from wijkmap.present.tables import Cell, margin_text, notes, shared_cautions, table, value_cell

__all__ = ["BudgetView", "budget_view"]

_NOT_ADDED = "Gepland, toegekend en besteed zijn verschillende dingen: we tellen ze nooit op."
_CENTS = 2


@dataclass(frozen=True)
class BudgetView:
    """All that the page shows of the ledger.

    Attributes
    ----------
    statement : str
        Title of the page: what is so.
    kinds : Markup
        Kinds beside each other, as a table.
    """

    statement: str
    kinds: Markup


def budget_view(dataset: Dataset, selection: Selection) -> BudgetView:
    """View of the ledger under the filters of a selection."""
    found = list(figures(budget_figures(dataset, selection, "kind")))
    return BudgetView(_statement(dataset, found), _kinds(found))


def _statement(dataset: Dataset, found: list[Figure]) -> str:
    coverage = coverage_of(dataset, Register.BUDGET, dataset["ledger"]["area_code"])
    without = list(coverage.values()).count(Coverage.NONE)
    total = len(coverage)
    spent = any(one.key == Kind.SPENT.value for one in found)
    if without * 2 > total:
        told = f"Van {total - without} van de {total} wijken staan bedragen in openbare bronnen"
        return told + ("" if spent else "; wat er is uitgegeven, staat nergens")
    amounts = [
        f"{euro(round(one.value), 0)} {KIND_WORDS[Kind(one.key)]}"
        for one in found
        if one.value is not None and one.key in (Kind.PLANNED, Kind.AWARDED, Kind.SPENT)
    ]
    where = count(total - without, "wijk", "wijken")
    return f"In {where} en voor de hele stad: {enumeration(amounts) or 'geen bedragen'}"


def _kinds(found: list[Figure]) -> Markup:
    shared = shared_cautions(found)
    rows = [
        (
            KIND_WORDS[Kind(one.key)],
            value_cell(one, _CENTS),
            Cell(margin_text(one, _CENTS), is_number=True),
            "; ".join(caution for caution in one.cautions if caution not in shared),
        )
        for one in found
    ]
    headers = ("soort", Cell("euro", is_number=True), Cell("marge", is_number=True), "let op")
    return join([table("Geld per soort", headers, rows), notes([_NOT_ADDED, *shared])])
