"""Registers, ledgers and selections of any kind, drawn at random for the small folder."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period, Selection
from wijkmap.model.visibility import ALWAYS, NEVER, Audience, Viewer
from wijkmap.model.words import Kind

__all__ = [
    "LATER",
    "STATUSES",
    "STREAMS",
    "THEMES",
    "TODAY",
    "WIJKEN",
    "YEARS",
    "blank",
    "entries",
    "initiatives",
    "opens",
    "quick",
    "selections",
    "some",
    "totals",
    "with_initiatives",
    "with_ledger",
    "years",
]

WIJKEN = ("WK990101", "WK990102", "WK990103", "WK9901AA")
THEMES = ("groen", "ontmoeten", "overig")
STREAMS = ("buurtbudget", "sam-fonds")
STATUSES = ("idee", "toegekend", "in-uitvoering", "gerealiseerd", "gestopt", "onbekend")
YEARS = (2014, 2015, 2016)
LATER = dt.date(2030, 1, 1)
TODAY = Viewer(Audience.PUBLIC, dt.date(2026, 6, 1))

quick = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def some(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(words), unique=True, max_size=2).map(tuple)


selections = st.builds(
    Selection,
    wijken=some(WIJKEN),
    stadsdelen=some(("zuid", "noord")),
    themes=some((*THEMES, "unknown")),
    streams=some((*STREAMS, "unknown")),
    statuses=some((*STATUSES, "unknown")),
    period=st.lists(st.sampled_from(YEARS), unique=True, max_size=2).map(
        lambda years: Period(tuple(sorted(years)))
    ),
)
opens = st.sampled_from((ALWAYS, ALWAYS, LATER, NEVER))
blank = st.just("")
years = st.sampled_from((*YEARS, None))
initiatives = st.lists(
    st.tuples(
        st.sampled_from((*WIJKEN, "", "")),
        # Grid points: corners, borders, insides and outsides of the four wijken.
        st.none() | st.tuples(st.integers(-1, 9), st.integers(-1, 9)),
        st.sampled_from((*THEMES, "")),
        st.sampled_from((*STREAMS, "")),
        st.sampled_from((*STATUSES, "")),
        years,
        opens,
    ),
    max_size=12,
)
entries = st.lists(
    st.tuples(
        st.sampled_from((*WIJKEN, "")),
        st.sampled_from((*THEMES, "")),
        st.sampled_from(STREAMS),
        years,
        st.sampled_from([kind.value for kind in Kind][:3]),
        st.none() | st.integers(0, 100_000),
        # The entry that this one is tied to, as a share of those before it; and how.
        st.floats(0, 0.999),
        st.sampled_from(("", "", "theme", "theme", "funder", "project", "twin")),
        opens,
    ),
    max_size=14,
)


def with_initiatives(small: Dataset, rows: list[tuple[object, ...]]) -> Dataset:
    """Dataset with these initiatives and no ledger."""
    pattern = small["initiatives"]
    made = []
    for place, (wijk, point, theme, stream, status, year, public_from) in enumerate(rows):
        x, y = (200_000 + 250 * point[0], 370_000 + 250 * point[1]) if point else (np.nan,) * 2
        made.append(
            dict.fromkeys(pattern.columns, "")
            | {"initiative_id": f"I{place}", "area_code": wijk, "x": x, "y": y}
            | {"theme": theme, "stream": stream, "status": status, "year": year}
            | {"source": (f"S{place % 3 + 1}",), "cautions": (), "public_from": public_from}
        )
    frame = pd.DataFrame(made, columns=pattern.columns).astype(pattern.dtypes.to_dict())
    tables = dict(small.tables) | {"initiatives": frame, "ledger": small["ledger"].iloc[:0]}
    return replace(small, tables=tables)


def with_ledger(small: Dataset, rows: list[tuple[object, ...]]) -> Dataset:
    """Dataset with this ledger; the links to initiatives are those of the small folder."""
    pattern = small["ledger"]
    made: list[dict[str, object]] = []
    for place, (wijk, theme, stream, year, kind, cents, share, tie, public_from) in enumerate(rows):
        row: dict[str, object] = dict.fromkeys(pattern.columns, "") | {
            "entry_id": f"L{place}",
            "area_code": wijk,
            "theme": theme,
            "stream": stream,
            "initiative_id": f"I{place}" if place in (1, 2, 3) else "",
            "year": year,
            "kind": kind,
            "certainty": "unknown" if cents is None else "exact",
            "amount_cents": cents,
            "low_cents": None,
            "high_cents": None,
            "source_cents": None,
            "source": ("S3",),
            "cautions": (),
            "public_from": public_from,
        }
        if tie and made:
            other = made[int(share * len(made))]
            if tie != "twin":
                row |= {"part_of": other["entry_id"], "part_by": tie}
            elif not other["same_as"]:
                names = ("kind", "certainty", "amount_cents")
                row |= {"same_as": other["entry_id"]} | {name: other[name] for name in names}
        made.append(row)
    frame = pd.DataFrame(made, columns=pattern.columns).astype(pattern.dtypes.to_dict())
    return replace(small, tables=dict(small.tables) | {"ledger": frame})


def totals(frame: pd.DataFrame) -> dict[str, int]:
    found = frame.groupby("kind")["cents"].sum().to_dict()
    return {kind: int(cents) for kind, cents in found.items() if cents}
