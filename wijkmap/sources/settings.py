"""What the server's environment sets: who looks, at which date, at which folder.

================ ========================================== =====================
Variable         Value                                      When it is not set
================ ========================================== =====================
WIJKMAP_VIEWER   ``public`` or ``internal``                 ``public``
WIJKMAP_DATE     peildatum, ``yyyy-mm-dd``                  today in Amsterdam
WIJKMAP_FOLDER   path of a data folder                      the embedded data
WIJKMAP_BASEMAP  ``grijs``, ``standaard`` or ``pastel``     no base map
WIJKMAP_BASE_URL address of the app, for links on paper     no link on paper
================ ========================================== =====================
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from wijkmap.model.errors import WijkmapError
from wijkmap.model.visibility import Audience, Viewer

__all__ = [
    "SettingError",
    "base_url_from_environment",
    "basemap_from_environment",
    "folder_from_environment",
    "today",
    "viewer_from_environment",
]

_BASEMAPS = ("grijs", "standaard", "pastel")


class SettingError(WijkmapError, ValueError):
    """A setting of the server has a value that it cannot have."""


def today() -> dt.date:
    """Date of now in Amsterdam, wherever the server stands."""
    return dt.datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def viewer_from_environment(environ: Mapping[str, str] | None = None) -> Viewer:
    """Viewer that the server's environment sets.

    Parameters
    ----------
    environ : mapping of str to str, optional
        Default: the environment of the process.

    Raises
    ------
    SettingError
        When a variable has another value than it may have. Nothing is guessed: a
        misspelt ``public`` must not open anything.
    """
    environ = os.environ if environ is None else environ
    audience = environ.get("WIJKMAP_VIEWER", "").strip() or Audience.PUBLIC.value
    if audience not in {one.value for one in Audience}:
        raise SettingError(
            f"WIJKMAP_VIEWER: verwacht public of internal, gevonden {audience!r}. "
            "Verbeter de instelling van de server."
        )
    return Viewer(Audience(audience), _date(environ.get("WIJKMAP_DATE", "").strip()))


def _date(text: str) -> dt.date:
    if not text:
        return today()
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise SettingError(
            f"WIJKMAP_DATE: verwacht een bestaande datum als 2026-06-21, gevonden {text!r}. "
            "Verbeter de instelling van de server."
        ) from None


def folder_from_environment(environ: Mapping[str, str] | None = None) -> Path | None:
    """Data folder that the server's environment names; None is the embedded data."""
    environ = os.environ if environ is None else environ
    text = environ.get("WIJKMAP_FOLDER", "").strip()
    return Path(text) if text else None


def base_url_from_environment(environ: Mapping[str, str] | None = None) -> str:
    """Address of the app without a slash at the end; empty when none is set.

    Raises
    ------
    SettingError
        When it is no web address.
    """
    environ = os.environ if environ is None else environ
    text = environ.get("WIJKMAP_BASE_URL", "").strip().rstrip("/")
    if text and not text.startswith(("https://", "http://")):
        raise SettingError(
            f"WIJKMAP_BASE_URL: verwacht een adres dat met https:// begint, gevonden {text!r}. "
            "Verbeter de instelling van de server."
        )
    return text


def basemap_from_environment(environ: Mapping[str, str] | None = None) -> str:
    """Layer of the base map that the server's environment names; empty is none.

    Raises
    ------
    SettingError
        For another layer than there is: nothing is asked of others by a guess.
    """
    environ = os.environ if environ is None else environ
    layer = environ.get("WIJKMAP_BASEMAP", "").strip()
    if layer and layer not in _BASEMAPS:
        raise SettingError(
            f"WIJKMAP_BASEMAP: verwacht {', '.join(_BASEMAPS[:-1])} of {_BASEMAPS[-1]}, "
            f"gevonden {layer!r}. Verbeter de instelling van de server, of laat haar weg."
        )
    return layer
