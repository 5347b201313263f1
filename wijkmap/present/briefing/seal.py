"""The seal of a briefing: a code that opens the same view, and how to read one back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode

from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.selection import Selection
from wijkmap.model.visibility import Viewer
from wijkmap.present.address import encode
from wijkmap.present.briefing.content import Seal
from wijkmap.present.numbers import day

__all__ = ["Code", "read_code", "seal", "sealed_part"]

_PARTS = 4
_CHECK = 4
_SAFE = ":,"
_PARAMETER = "zegel"


@dataclass(frozen=True)
class Code:
    """What a code says.

    Attributes
    ----------
    version : str
        Of the data that the briefing was made from.
    date : datetime.date
        Its peildatum.
    query : dict of str to str
        Parameters of the view.
    """

    version: str
    date: dt.date
    query: Mapping[str, str]


def seal(
    dataset: Dataset, selection: Selection, viewer: Viewer, subject: str, base_url: str
) -> Seal:
    """Seal of a briefing.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
    viewer : Viewer
    subject : str
        Key of the subject: named in the code even when a bare link would open on it.
    base_url : str
        Address of the app, without a slash at the end; empty when there is none.

    Notes
    -----
    The code is ``VERSION/YYYYMMDD/PARAMETERS/CHECK``. The check catches typing errors;
    nothing is stored anywhere, so the code itself holds the view.
    """
    query = {"gebied": subject} | encode(selection, dataset.municipality)
    text = urlencode(query, safe=_SAFE)
    stem = f"{dataset.version}/{viewer.date:%Y%m%d}/{text}"
    link = f"{base_url}/briefing?{text}&{_PARAMETER}={dataset.version}.{viewer.date:%Y%m%d}"
    return Seal(
        code=f"{stem}/{_check(stem)}",
        link=link if base_url else "",
        query=tuple(query.items()),
        version=dataset.version,
        peildatum=viewer.date.isoformat(),
        peildatum_words=day(viewer.date),
        audience=viewer.audience.value,
    )


def _check(stem: str) -> str:
    return sha256(stem.encode()).hexdigest()[:_CHECK]


def read_code(text: str) -> Code:
    """Read a code that somebody typed.

    Raises
    ------
    SelectionError
        When it is no code, or has a typing error in it.
    """
    parts = "".join(text.split()).split("/")
    if len(parts) != _PARTS:
        raise SelectionError(
            "Dit is geen code van een briefing. Die staat onderaan de pagina en heeft vier "
            "delen met schuine strepen ertussen."
        )
    version, when, query, check = parts
    if check.lower() != _check("/".join(parts[:-1])):
        raise SelectionError("In deze code zit een typefout. Neem hem precies over.")
    return Code(version, _date(when), dict(parse_qsl(query)))


def _date(text: str) -> dt.date:
    try:
        return dt.datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise SelectionError("De datum in deze code bestaat niet.") from None


def sealed_part(query: Mapping[str, str]) -> tuple[str, dt.date] | None:
    """Version and peildatum that a link of a briefing carries; None for any other link."""
    version, _, when = query.get(_PARAMETER, "").partition(".")
    if not version or not when:
        return None
    try:
        return version, _date(when)
    except SelectionError:
        return None
