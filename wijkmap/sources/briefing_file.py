"""A briefing that somebody hands in: the manifest inside its PDF, or the manifest itself."""

from __future__ import annotations

import io
import json
from typing import Any

from wijkmap.model.errors import WijkmapError

__all__ = ["MAX_BYTES", "BriefingFileError", "read_manifest"]

MAX_BYTES = 5_000_000
"""Largest file that is read; a briefing is a few hundred kilobytes."""

_FORM = "wijkmap-briefing-1"
_TEXTS = ("data_version", "peildatum", "subject", "title", "code")
_IN_FIGURE = {
    *("place", "label", "key", "area_code", "area_name", "period", "state"),
    *("value", "low", "high", "shown"),
}


class BriefingFileError(WijkmapError, ValueError):
    """A file is no briefing of ours."""


def read_manifest(content: bytes) -> dict[str, Any]:
    """Manifest in a PDF or JSON file.

    Parameters
    ----------
    content : bytes

    Returns
    -------
    dict
        As `wijkmap.present.briefing.manifest` writes it. That it is unaltered is not
        checked here: its ``sum`` is for whoever asks.

    Raises
    ------
    BriefingFileError
        When the file is too large, is no PDF or JSON, or holds no manifest of ours.
    """
    if len(content) > MAX_BYTES:
        raise BriefingFileError(
            f"Dit bestand is groter dan {MAX_BYTES // 1_000_000} MB. Een briefing is dat nooit."
        )
    text = _attached(content) if content.startswith(b"%PDF") else content
    try:
        told = json.loads(text.decode("utf-8"))
    except ValueError:
        raise BriefingFileError(
            "Dit is geen briefing van wijkmap: verwacht een PDF of het bestand manifest.json."
        ) from None
    return _checked(told)


def _attached(content: bytes) -> bytes:
    from pypdf import PdfReader  # noqa: PLC0415 - only needed when somebody hands in a PDF
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - as above

    lacks = BriefingFileError(
        "In deze PDF zit geen manifest van wijkmap. Neem het bestand zoals wijkmap het maakte: "
        "na opslaan of afdrukken met een ander programma is het manifest weg."
    )
    try:
        found = PdfReader(io.BytesIO(content)).attachments.get("manifest.json")
    except (PyPdfError, ValueError, KeyError, AttributeError, TypeError, RecursionError):
        raise lacks from None
    if not found:
        raise lacks
    return bytes(found[0])


def _checked(told: object) -> dict[str, Any]:
    """The manifest when it has everything that is read of it."""
    if (
        isinstance(told, dict)
        and told.get("form") == _FORM
        and all(isinstance(told.get(name), str) for name in _TEXTS)
        and isinstance(told.get("selection"), dict)
        and isinstance(told.get("municipality"), dict)
        and isinstance(told.get("figures"), list)
        and all(isinstance(one, dict) and one.keys() >= _IN_FIGURE for one in told["figures"])
        and all(isinstance(one["shown"], list) for one in told["figures"])
    ):
        return told
    raise BriefingFileError(
        "Dit bestand is geen manifest van een briefing, of er ontbreken delen. "
        "Neem het bestand zoals wijkmap het maakte."
    )
