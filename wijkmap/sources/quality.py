"""How good the data of a dataset is: what is there, how complete, and what lacks where.

A reading of the rows as they stand; no value is judged or computed. A viewer who may
not see a row does not find it here either: for that viewer there is no such row.
"""

from __future__ import annotations

import pandas as pd

from wijkmap.model.areas import level_of
from wijkmap.model.dataset import Dataset
from wijkmap.model.tables import TABLES
from wijkmap.model.words import BoundaryFit, Coverage, Level, Measure, Register, State

__all__ = [
    "availability",
    "caution_counts",
    "coverage_counts",
    "coverage_per_wijk",
    "indicator_counts",
    "lacking",
    "lacking_wijken",
    "layout_counts",
    "state_counts",
    "table_counts",
    "year_counts",
]

_STATES = [state.value for state in State]
_REGISTERS = {Register.INITIATIVES: "initiatives", Register.BUDGET: "ledger"}
_LEVELS = (Level.GEMEENTE, Level.WIJK, Level.BUURT)


def table_counts(dataset: Dataset) -> pd.DataFrame:
    """Rows and years of every table.

    Returns
    -------
    pandas.DataFrame
        Index 0..n-1, in the order of `wijkmap.model.tables.TABLES`; ``table``,
        ``title``, ``rows`` (int64), ``first_year``, ``last_year`` and ``without_year``
        (Int64; NA for a table that has no years).
    """
    rows = []
    for name, table in TABLES.items():
        frame = dataset[name]
        years = frame["year"] if "year" in frame.columns else None
        rows.append(
            {
                "table": name,
                "title": table.title,
                "rows": len(frame),
                "first_year": pd.NA if years is None else years.min(),
                "last_year": pd.NA if years is None else years.max(),
                "without_year": pd.NA if years is None else int(years.isna().sum()),
            }
        )
    numbers = ["first_year", "last_year", "without_year"]
    return pd.DataFrame(rows).astype({"rows": "int64", **dict.fromkeys(numbers, "Int64")})


def year_counts(dataset: Dataset) -> pd.DataFrame:
    """Rows per year of initiatives, ledger and observations.

    Returns
    -------
    pandas.DataFrame
        Index 0..n-1; ``table``, ``year`` (Int64; NA, last of its table, counts the rows of
        unknown year) and ``rows`` (int64).
    """
    parts = []
    for name in ("initiatives", "ledger", "observations"):
        counts = dataset[name].groupby("year", dropna=False).size().sort_index(na_position="last")
        part = counts.rename("rows").reset_index()
        part.insert(0, "table", name)
        parts.append(part)
    return pd.concat(parts, ignore_index=True).astype({"year": "Int64", "rows": "int64"})


def coverage_per_wijk(dataset: Dataset) -> pd.DataFrame:
    """How complete each register is for each wijk.

    Returns
    -------
    pandas.DataFrame
        Index 0..n-1; ``register``, ``area_code``, ``area_name``, ``coverage`` (``none``
        for a wijk that the table ``coverage`` does not name, ``partial`` when a row of the
        register names it all the same) and ``note``.
    """
    wijken = dataset.areas_at(Level.WIJK)
    asked = pd.DataFrame(
        [(register.value, code) for register in Register for code in wijken.index],
        columns=["register", "area_code"],
        dtype="str",
    )
    found = asked.merge(dataset["coverage"], how="left", on=["register", "area_code"])
    found["coverage"] = found["coverage"].fillna(Coverage.NONE.value)
    for register, table in _REGISTERS.items():
        has_rows = found["area_code"].isin(dataset[table]["area_code"])
        evident = (found["register"] == register.value) & has_rows
        unlisted = evident & (found["coverage"] == Coverage.NONE.value)
        found.loc[unlisted, "coverage"] = Coverage.PARTIAL.value
    found["note"] = found["note"].fillna("")
    found.insert(2, "area_name", found["area_code"].map(wijken["short_name"]))
    return found


def coverage_counts(dataset: Dataset) -> pd.DataFrame:
    """Number of wijken per register and coverage.

    Returns
    -------
    pandas.DataFrame
        Index: the registers; columns ``complete``, ``partial`` and ``none`` (int64).
    """
    found = coverage_per_wijk(dataset)
    counts = pd.crosstab(found["register"], found["coverage"])
    return counts.reindex(
        index=pd.Index([one.value for one in Register], name="register"),
        columns=[one.value for one in Coverage],
        fill_value=0,
    ).astype("int64")


def state_counts(dataset: Dataset) -> pd.DataFrame:
    """Observations per state.

    Returns
    -------
    pandas.DataFrame
        Index 0..3; ``state``, each of the four, and ``rows`` (int64).
    """
    counts = dataset["observations"]["state"].value_counts().reindex(_STATES, fill_value=0)
    return pd.DataFrame({"state": _STATES, "rows": counts.to_numpy(dtype="int64")})


def layout_counts(dataset: Dataset) -> pd.DataFrame:
    """Observations per layout of their source, and how it fits the dataset's areas.

    Returns
    -------
    pandas.DataFrame
        Index 0..n-1; ``boundary_year`` (Int64), ``fit`` and ``rows`` (int64).
    """
    counts = dataset["observations"].groupby(["boundary_year", "fit"]).size()
    frame = counts.rename("rows").reset_index()
    return frame.astype({"boundary_year": "Int64", "rows": "int64"})


def caution_counts(dataset: Dataset) -> pd.DataFrame:
    """How many rows of each table carry each caution.

    Returns
    -------
    pandas.DataFrame
        Index 0..n-1; ``table``, ``caution`` and ``rows`` (int64), most rows first within
        a table. Tables without cautions have no row.
    """
    rows = []
    for name, table in TABLES.items():
        if "cautions" in table.columns:
            counts = dataset[name]["cautions"].map(set).explode().dropna().value_counts()
            ordered = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
            rows += [(name, str(caution), int(count)) for caution, count in ordered]
    return pd.DataFrame(rows, columns=["table", "caution", "rows"]).astype(
        {"table": "str", "caution": "str", "rows": "int64"}
    )


def indicator_counts(dataset: Dataset) -> pd.DataFrame:
    """Rows, years and states of every indicator.

    Returns
    -------
    pandas.DataFrame
        Index 0..n-1, in the order of the catalogue; ``indicator``, ``label``, ``origin``
        (``observed``; ``computed`` for a rate that is made from its numerator and has no
        rows of its own; ``none``), ``rows``, ``known``, ``missing``, ``suppressed``,
        ``not_applicable`` (int64), ``years`` (tuple of int with a known value somewhere
        on the dataset's own areas) and ``gaps`` (years between these without one).
    """
    observations = dataset["observations"]
    states = pd.crosstab(observations["indicator"], observations["state"])
    states = states.reindex(index=list(dataset.catalogue), columns=_STATES, fill_value=0)
    usable = observations[
        (observations["state"] == State.KNOWN.value)
        & (observations["fit"] != BoundaryFit.OTHER.value)
    ]
    known_years = {
        str(name): set(years.astype("int64")) for name, years in usable.groupby("indicator")["year"]
    }
    by_id = states.to_dict("index")
    rows = []
    for one in dataset.catalogue.values():
        counts = {state: int(by_id[one.id][state]) for state in _STATES}
        total = sum(counts.values())
        made = one.measure is Measure.RATE and one.numerator != ""
        years = sorted(known_years.get(one.id, set()))
        between = range(min(years), max(years)) if years else range(0)
        rows.append(
            {
                "indicator": one.id,
                "label": one.label,
                "origin": "observed" if total else "computed" if made else "none",
                "rows": total,
                **counts,
                "years": tuple(years),
                "gaps": tuple(year for year in between if year not in years),
            }
        )
    columns = ["indicator", "label", "origin", "rows", *_STATES, "years", "gaps"]
    return pd.DataFrame(rows, columns=columns)


def availability(dataset: Dataset) -> pd.DataFrame:
    """How many areas have a figure, per indicator, level and year.

    Returns
    -------
    pandas.DataFrame
        Index 0..n-1; ``indicator``, ``level`` (gemeente, wijk, buurt), ``year`` (int64),
        ``areas`` (number of areas of that level), ``known``, ``missing``,
        ``suppressed``, ``not_applicable``, ``no_row`` (together ``areas``), and
        ``other_layout``: rows beside these, on a layout that does not fit. Every year in
        which the indicator has a row anywhere stands under every level. Indicators
        without rows do not occur.
    """
    observations = dataset["observations"]
    levels = {code: level_of(code) for code in observations["area_code"].unique()}
    rows = observations.assign(
        level=observations["area_code"].map(lambda code: (levels[code] or "").lower()),
        year=observations["year"].astype("int64"),
    )
    other = rows["fit"] == BoundaryFit.OTHER.value
    keys = ["indicator", "level", "year"]
    own = rows[~other & rows["area_code"].isin(dataset.areas.index)]
    marks = {state: own["state"] == state for state in _STATES}
    counts = own[keys].assign(**marks).groupby(keys)[_STATES].sum()
    elsewhere = rows[other].groupby(keys).size().rename("other_layout")
    asked = rows[["indicator", "year"]].drop_duplicates().sort_values(["indicator", "year"])
    areas = pd.DataFrame(
        {
            "level": [level.value for level in _LEVELS],
            "areas": [len(dataset.areas_at(level)) for level in _LEVELS],
        }
    )
    frame = asked.merge(areas, how="cross").merge(counts.reset_index(), how="left", on=keys)
    frame = frame.merge(elsewhere.reset_index(), how="left", on=keys)
    numbers = [*_STATES, "other_layout"]
    frame[numbers] = frame[numbers].fillna(0).astype("int64")
    frame["no_row"] = frame["areas"] - frame[_STATES].sum(axis=1)
    order = {level.value: place for place, level in enumerate(_LEVELS)}
    frame = frame.sort_values(
        ["indicator", "level", "year"],
        key=lambda column: column.map(order) if column.name == "level" else column,
        ignore_index=True,
    )
    return frame[["indicator", "level", "year", "areas", *_STATES, "no_row", "other_layout"]]


def lacking(dataset: Dataset, indicator: str, level: Level) -> pd.DataFrame:
    """Areas without a known value of an indicator, per year.

    Parameters
    ----------
    dataset : Dataset
    indicator : str
    level : Level
        Gemeente, wijk or buurt.

    Returns
    -------
    pandas.DataFrame
        Index 0..n-1; ``year`` (int64), ``area_code``, ``area_name``, ``state`` and
        ``has_row`` (bool: False when nobody wrote anything down, the state is then
        ``missing``). Years are those in which the indicator has a row anywhere.

    Raises
    ------
    SelectionError
        For an indicator that the catalogue does not hold.
    """
    one = dataset.catalogue[indicator]
    observations = dataset["observations"]
    mine = observations[observations["indicator"] == one.id]
    fitting = mine[mine["fit"] != BoundaryFit.OTHER.value]
    states = dict(
        zip(zip(fitting["year"], fitting["area_code"], strict=True), fitting["state"], strict=True)
    )
    names = dataset.areas_at(level)["short_name"]
    rows = [
        (
            int(year),
            code,
            name,
            states.get((year, code), State.MISSING.value),
            (year, code) in states,
        )
        for year in sorted(mine["year"].unique())
        for code, name in names.items()
        if states.get((year, code)) != State.KNOWN.value
    ]
    columns = {
        "year": "int64",
        "area_code": "str",
        "area_name": "str",
        "state": "str",
        "has_row": "bool",
    }
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def lacking_wijken(dataset: Dataset, there: pd.DataFrame) -> dict[str, list[str]]:
    """Wijken without a value in the newest year that any has one.

    Parameters
    ----------
    dataset : Dataset
    there : pandas.DataFrame
        Of `availability`.

    Returns
    -------
    dict of str to list of str
        Names by indicator; an indicator that every wijk has is not in it.
    """
    known = there[(there["level"] == Level.WIJK.value) & (there["known"] > 0)]
    newest = known.groupby("indicator").tail(1)
    found = {}
    for row in newest[newest["known"] < newest["areas"]].to_dict("records"):
        without = lacking(dataset, row["indicator"], Level.WIJK)
        found[row["indicator"]] = without.loc[without["year"] == row["year"], "area_name"].tolist()
    return found
