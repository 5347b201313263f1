"""What figures made from several rows inherit: sources, cautions and the strictest date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from wijkmap.model.visibility import ALWAYS

__all__ = ["strictest", "union"]


def union(parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Every text once, in order of first appearance."""
    return tuple(dict.fromkeys(one for part in parts for one in part))


def strictest(dates: Iterable[dt.date]) -> dt.date:
    """Latest of the dates: open only when all rows are."""
    return max(dates, default=ALWAYS)
