"""Properties of the police's counts: keys lose their blanks, numbers stay, periods follow a rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkmap.sources.odata.line import FetchError
from wijkmap.sources.odata.table import Part, Table
from wijkmap.sources.police.counts import counts
from wijkmap.sources.police.declaration import declared_periods

TABLE = Table("T", "", "", (), "Aantal_1", True, "Soort", "Gebied", "Jaar", {}, {})
CODES = st.integers(0, 99).map(lambda number: f"WK0983{number:02d}")
NUMBERS = st.one_of(st.none(), st.integers(0, 10**6))
YEARS = st.sets(st.integers(2012, 2030))


def row(code: str, number: object, kind: str = "0.0.0") -> dict[str, object]:
    return {"Soort": f"{kind:<6}", "Gebied": f"{code:<10}", "Jaar": "2014JJ00", "Aantal_1": number}


def part(*rows: dict[str, object]) -> Part:
    return Part("WK0983", "2014JJ00", rows, asked=True, split=False)


@given(st.dictionaries(CODES, NUMBERS), st.dictionaries(CODES, NUMBERS))
def test_counts_are_those_of_the_total_alone(total: dict, other: dict):
    rows = [row(code, number) for code, number in total.items()]
    rows += [row(code, number, "1.1.1") for code, number in other.items()]
    expected = {code: number or 0 for code, number in total.items()}
    assert counts(TABLE, part(*rows)) == counts(TABLE, part(*reversed(rows))) == expected
    # As text, padded, with decimals, or twice the same: still that number.
    again = [
        row(one["Gebied"].strip(), f"  {one['Aantal_1'] or 0}.0 ") for one in rows[: len(total)]
    ]  # type: ignore[attr-defined]
    assert counts(TABLE, part(*rows, *again)) == expected


@pytest.mark.parametrize("value", ["veel", -3, 2.5, "1e3", True, "1.000", [], "∞"])
def test_what_is_no_count_is_refused(value: object):
    with pytest.raises(FetchError, match="geen aantal"):
        counts(TABLE, part(row("WK098301", value)))


@pytest.mark.parametrize("value", [".", " x ", "-"])
def test_sign_for_unknown_is_never_a_zero(value: str):
    assert counts(TABLE, part(row("WK098301", value))) == {"WK098301": None}


def test_two_numbers_for_one_area_are_refused():
    with pytest.raises(FetchError, match="twee getallen voor WK098301 in 2014JJ00: 3 en 4"):
        counts(TABLE, part(row("WK098301", 3), row("WK098301", 4)))


def test_announced_column_must_come():
    with pytest.raises(FetchError, match="geen kolom Aantal_1"):
        counts(
            TABLE,
            part({key: cell for key, cell in row("WK098301", 3).items() if key != "Aantal_1"}),
        )


@given(YEARS, YEARS)
def test_declared_periods_lie_around_the_start(years: set[int], settled: set[int]):
    before, after = declared_periods(sorted(years), sorted(settled), 2014)
    assert bool(before) is bool(after)
    assert set(before.years) <= years
    assert set(after.years) <= years & settled
    assert len(after.years) <= len(before.years) <= 3
    if before:
        assert max(before.years) <= 2014 < min(after.years)
        assert max(after.years) == max(year for year in years & settled if year > 2014)
    assert (before, after) == declared_periods(sorted(years, reverse=True), sorted(settled), 2014)
