"""One indicator in two years, subtracted: which pairs may be, and the figures of the difference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkmap.analysis.measures import available_years, figures_by_year
from wijkmap.analysis.provenance import union
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import FIGURE_COLUMNS
from wijkmap.model.words import BoundaryFit, Level, MarginRule, Measure, State

__all__ = ["PAIR", "difference_figures", "indicator_difference", "refusal", "yearly_differences"]

PAIR = "{after} min {before}"
"""The ``year`` of a difference."""

_NO_CHANGE = ("geen verandering in", "mag niet uit")
"""What the cautions of an indicator say when no change may be read from it."""
_NO_LINE = (*_NO_CHANGE, "geen lijn", "eigen lijn", "niet te vergelijken", "een eigen reeks")
"""What they say of two series that may not be put behind each other."""
_AREAS = {Level.WIJK: "wijken", Level.BUURT: "buurten"}
_WORST = (State.SUPPRESSED, State.NOT_APPLICABLE, State.MISSING)


def refusal(
    dataset: Dataset, one: str, other: str, level: Level, years: tuple[int | None, int | None]
) -> str:
    """Why two layers in two years may not be subtracted; empty when they may.

    Parameters
    ----------
    dataset : Dataset
    one, other : str
        Ids of layers.
    level : Level
        WIJK or BUURT, of both.
    years : tuple of int or None
        Of `one` and `other`; None when there is none.

    Returns
    -------
    str
        Dutch sentence. An indicator is one series of one source and definition; within it
        both years must stand on the same boundaries, or fit ours exactly. What the
        catalogue warns against is not done.
    """
    catalogue = dataset.catalogue
    if one not in catalogue or other not in catalogue:
        return (
            "Een verschil rekenen wij alleen uit een gemeten cijfer, niet uit een register van "
            "initiatieven of geld."
        )
    if one != other:
        said = (
            "Een verschil kan alleen tussen twee jaren van hetzelfde cijfer. Nu staan er "
            f"{catalogue[one].label} en {catalogue[other].label}."
        )
        return " ".join([said, *_warned(dataset, (one, other), _NO_LINE)])
    if warned := _warned(dataset, (one,), _NO_CHANGE):
        return " ".join(["Dit verschil rekenen wij niet.", *warned])
    return _without_pair(dataset, one, level, years)


def _without_pair(
    dataset: Dataset, indicator: str, level: Level, years: tuple[int | None, int | None]
) -> str:
    """Why an indicator has no two years that may be subtracted; empty when it has."""
    label = dataset.catalogue[indicator].label
    before, after = years
    if dataset.catalogue[indicator].measure is Measure.CLASS:
        return (
            f"{label} is een indeling in klassen: het verschil tussen twee klassen is geen getal."
        )
    if before is None or after is None:
        return f"Van {label} zijn er geen {_AREAS[level]} met een cijfer."
    if before != after:
        return _two_layouts(dataset, indicator, level, (before, after))
    if len(available_years(dataset, indicator, level)) == 1:
        return (
            f"Van {label} is er per {level.value} één jaar, {before}: er is geen tweede jaar om "
            "ervan af te trekken."
        )
    return "Beide kaarten staan op hetzelfde jaar: kies twee verschillende jaren."


def _warned(dataset: Dataset, indicators: Iterable[str], words: Sequence[str]) -> list[str]:
    """Cautions of indicators, and of what they are made from, that speak of such words."""
    catalogue = dataset.catalogue
    ids = [part for one in indicators for part in (one, catalogue[one].numerator) if part]
    found = union(catalogue[one].cautions for one in ids)
    return [f"{said}." for said in found if any(word in said.casefold() for word in words)]


def _two_layouts(dataset: Dataset, indicator: str, level: Level, years: tuple[int, int]) -> str:
    """Why two years do not stand on the same boundaries; empty when they do."""
    counted = dataset.catalogue[indicator].numerator or indicator
    rows = dataset.once(
        ("layouts", counted),
        lambda: dataset["observations"][dataset["observations"]["indicator"] == counted],
    )
    rows = rows[rows["year"].isin(years)]
    rows = rows[rows["area_code"].isin(dataset.areas_at(level).index)]
    loose = rows[rows["fit"] == BoundaryFit.APPROXIMATE.value]
    refused = rows[rows["fit"] == BoundaryFit.OTHER.value]
    said = f"De {_AREAS[level]} van {years[0]} en {years[1]} hebben niet dezelfde grenzen"
    layouts = {
        year: sorted({int(one) for one in group["boundary_year"]})
        for year, group in rows.groupby("year")
    }
    told = " en ".join(
        f"{year} op de indeling van {', '.join(map(str, layouts.get(year, [])))}" for year in years
    )
    if len(refused):
        ours = dataset.municipality.boundary_year
        return f"De bron staat op een andere indeling dan de {_AREAS[level]} van {ours}: {told}."
    if len(loose) and len({tuple(found) for found in layouts.values()}) > 1:
        return f"{said}: {told}. Daarom rekenen wij geen verschil."
    return ""


def indicator_difference(
    dataset: Dataset, indicator: str, level: Level, years: tuple[int, int]
) -> pd.DataFrame:
    """Figures of the last year minus the first, one row per place of a level.

    Raises
    ------
    UnknownIndicatorError
        When the catalogue does not hold the id.
    """
    every = _every(dataset, indicator, level)
    before, after = (every[every["year"] == str(year)] for year in years)
    return difference_figures(before, after, dataset.catalogue[indicator].margin)


def _every(dataset: Dataset, indicator: str, level: Level) -> pd.DataFrame:
    """Figures of all years, worked out once: a reader tries one pair of years after another."""
    key = ("figures to subtract", indicator, level)
    return dataset.once(key, lambda: figures_by_year(dataset, indicator, level))


def difference_figures(
    before: pd.DataFrame, after: pd.DataFrame, rule: MarginRule = MarginRule.NONE
) -> pd.DataFrame:
    """Subtract the figures of `before` from those of `after`, area by area.

    A difference is known only where both are; it is suppressed where either is, else not
    applicable where either is, else missing. So it never says more than both figures do.

    Parameters
    ----------
    before, after : pandas.DataFrame
        Figure frames in the same unit, one row per key, each of one year.
    rule : MarginRule
        Where low and high come from. Counts of two years are independent: their margins
        are combined as squares, each on its own side (G. Y. Zou and A. Donner,
        "Construction of confidence limits about effect measures", Statistics in Medicine
        27, 2008, 1693-1702). Rounding is a bound, no chance: two bounds add up. Otherwise,
        or where one margin is not known, the margin is not known.

    Returns
    -------
    pandas.DataFrame
        Figure frame, index 0..n-1, in the order of `after`, then what only `before` has.
        ``year`` reads ``2024 min 2014``; ``n`` is not said. Cautions of one year only
        begin with it.

    Raises
    ------
    ValueError
        When units differ, or a key occurs twice.
    """
    units = {*before["unit"], *after["unit"]}
    if len(units) > 1:
        raise ValueError(f"only one unit can be subtracted, found {sorted(units)}")
    keys = pd.Index(dict.fromkeys([*after["key"], *before["key"]]), dtype="str")
    for frame in (before, after):
        if frame["key"].duplicated().any():
            raise ValueError("one row per key is expected, found a key twice")
    a, b = (frame.set_index("key").reindex(keys) for frame in (before, after))
    state = _states(a["state"], b["state"])
    known = state == State.KNOWN.value
    value = np.where(known, b["value"] - a["value"], np.nan)
    low, high = _bounds(a, b, np.where(known, rule.value, MarginRule.NONE.value))
    names = [_year(frame) for frame in (before, after)]
    frame = pd.DataFrame({"key": keys})
    for column in ("key_label", "area_code", "area_name"):
        frame[column] = b[column].fillna(a[column]).to_numpy()
    frame["year"] = PAIR.format(before=names[0], after=names[1])
    frame["value"], frame["low"], frame["high"] = value, low, high
    frame["unit"] = next(iter(units), "")
    frame["state"] = state
    frame["n"] = np.nan
    frame["sources"] = [tuple(sorted(union(pair))) for pair in _pairs(a, b, "sources")]
    frame["cautions"] = [_cautions(pair, names) for pair in _pairs(a, b, "cautions")]
    dates = (a["public_from"], b["public_from"])
    frame["public_from"] = [
        max(one for one in pair if not pd.isna(one)) for pair in zip(*dates, strict=True)
    ]
    return frame[list(FIGURE_COLUMNS)]


def _year(frame: pd.DataFrame) -> str:
    return str(frame["year"].iloc[0]) if len(frame) else ""


def _states(one: pd.Series, other: pd.Series) -> NDArray[np.object_]:
    both = [series.fillna(State.MISSING.value).to_numpy(dtype=object) for series in (one, other)]
    found = np.full(len(one), State.KNOWN.value, dtype=object)
    for state in reversed(_WORST):
        found[(both[0] == state.value) | (both[1] == state.value)] = state.value
    return found


def _bounds(
    a: pd.DataFrame, b: pd.DataFrame, rule: NDArray[np.str_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    value = (b["value"] - a["value"]).to_numpy(dtype=float)
    down = [(frame["value"] - frame["low"]).to_numpy(dtype=float) for frame in (a, b)]
    up = [(frame["high"] - frame["value"]).to_numpy(dtype=float) for frame in (a, b)]
    squares = rule == MarginRule.OVERDISPERSED.value
    sums = rule == MarginRule.ROUNDING.value

    def apart(own: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.where(squares, np.hypot(own, others), np.where(sums, own + others, np.nan))

    below, above = apart(down[1], up[0]), apart(up[1], down[0])
    sure = np.isfinite(below) & np.isfinite(above)
    return np.where(sure, value - below, np.nan), np.where(sure, value + above, np.nan)


def _pairs(
    a: pd.DataFrame, b: pd.DataFrame, column: str
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    both = ([one if isinstance(one, tuple) else () for one in frame[column]] for frame in (a, b))
    return list(zip(*both, strict=True))


def _cautions(
    pair: tuple[tuple[str, ...], tuple[str, ...]], years: Sequence[str]
) -> tuple[str, ...]:
    """What holds for both as it is; what holds for one with its year before it."""
    shared = [one for one in pair[0] if one in pair[1]]
    own = [
        f"{year}: {one}"
        for year, said in zip(years, pair, strict=True)
        for one in said
        if one not in shared
    ]
    return (*shared, *own)


def yearly_differences(dataset: Dataset, indicator: str, level: Level) -> NDArray[np.float64]:
    """Every difference between two years of an area, of all areas; for classes that hold for all.

    Returns
    -------
    numpy.ndarray of float, shape (n,)
        Later minus earlier; only where both are known.
    """
    key = ("differences between years", indicator, level)
    return dataset.once(key, lambda: _between_years(_every(dataset, indicator, level)))


def _between_years(every: pd.DataFrame) -> NDArray[np.float64]:
    table = every.pivot_table(index="key", columns="year", values="value", sort=True)
    values = table.to_numpy(dtype=float)
    gaps = [
        values[:, last] - values[:, first]
        for last in range(values.shape[1])
        for first in range(last)
    ]
    found = np.concatenate(gaps) if gaps else np.empty(0)
    return found[np.isfinite(found)]
