"""The manifest: every figure on a briefing with all that belongs to it, as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from wijkmap.model.dataset import Dataset
from wijkmap.model.visibility import ALWAYS, NEVER
from wijkmap.present.briefing.content import Briefing, Fact

__all__ = ["FORM", "manifest", "manifest_text", "sum_of"]

FORM = "wijkmap-briefing-1"
"""Name of the format: the first thing in a manifest."""

_DIGITS = 9


def manifest(dataset: Dataset, made: Briefing) -> dict[str, Any]:
    """Manifest of a briefing.

    Returns
    -------
    dict
        ``form``, ``municipality``, ``data_version``, ``peildatum``, ``audience``,
        ``closed``, ``subject``, ``selection`` (parameters of a link), ``code``,
        ``link``, ``figures``, ``quotes`` (texts with digits that are no figure),
        ``sources`` and ``sum``: SHA-256 over all the rest.

    Notes
    -----
    A figure has ``place``, ``label``, ``indicator``, ``key``, ``area_code``,
    ``area_name``, ``period``, ``state``, ``value``, ``unit``, ``n``, ``low``, ``high``,
    ``sources``, ``cautions``, ``public_from`` (a date, ``altijd`` or ``nooit``) and
    ``shown``: the texts that stand for it on the page.
    """
    city = dataset.municipality
    used = sorted({key for one in made.facts for key in one.figure.sources})
    rows = dataset.sources
    body: dict[str, Any] = {
        "form": FORM,
        "municipality": {"code": city.code, "name": city.name, "fictional": city.fictional},
        "data_version": made.seal.version,
        "peildatum": made.seal.peildatum,
        "audience": made.seal.audience,
        "closed": made.closed,
        "subject": made.subject,
        "title": made.title,
        "selection": dict(made.seal.query),
        "code": made.seal.code,
        "link": made.seal.link,
        "figures": [_figure(one) for one in made.facts],
        "quotes": list(made.quotes),
        "sources": [
            {"id": key, **{name: str(rows.at[key, name]) for name in _SOURCE}}
            for key in used
            if key in rows.index
        ],
    }
    return body | {"sum": sum_of(body)}


_SOURCE = ("owner", "title", "url", "published")


def _figure(one: Fact) -> dict[str, Any]:
    figure = one.figure
    return {
        "place": one.place,
        "label": one.label,
        "indicator": one.indicator,
        "key": figure.key,
        "area_code": figure.area_code,
        "area_name": figure.area_name,
        "period": figure.year,
        "state": figure.state.value,
        "value": _number(figure.value),
        "unit": figure.unit,
        "n": _number(figure.n),
        "low": _number(figure.low),
        "high": _number(figure.high),
        "sources": list(figure.sources),
        "cautions": list(figure.cautions),
        "public_from": {ALWAYS: "altijd", NEVER: "nooit"}.get(
            figure.public_from, figure.public_from.isoformat()
        ),
        "shown": list(one.shown),
    }


def _number(value: float | None) -> float | int | None:
    """Number without the noise of the last bits, so that every machine writes the same."""
    if value is None:
        return None
    rounded = round(value, _DIGITS) + 0.0
    return int(rounded) if rounded.is_integer() else rounded


def sum_of(body: Mapping[str, Any]) -> str:
    """SHA-256 over a manifest without its own ``sum``."""
    rest = {key: value for key, value in body.items() if key != "sum"}
    return sha256(_written(rest).encode()).hexdigest()


def _written(body: Mapping[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def manifest_text(dataset: Dataset, made: Briefing) -> str:
    """Manifest as a text file; the same briefing gives the same text."""
    return json.dumps(manifest(dataset, made), ensure_ascii=False, indent=1) + "\n"
