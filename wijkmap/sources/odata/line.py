"""The line to an OData service: one question, one answer, or a sentence that says what went wrong."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import requests

from wijkmap.model.errors import SelectionError, WijkmapError

__all__ = ["ROW_LIMIT", "FetchError", "Line", "NotFoundError", "TooManyRowsError", "printable"]

ROW_LIMIT = 10_000
"""Rows that one answer of the service can hold."""

_CONNECT, _READ = 10, 90
_LONGEST_PAUSE = 60.0
_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})
_OK, _REDIRECT, _ERROR, _NOT_FOUND = 200, 300, 400, 404
_LIMIT_SAID = re.compile(r"\b10[., ]?000\b")
_SHOWN = 80


class FetchError(WijkmapError):
    """A service could not be reached, or answered otherwise than it promises."""


class NotFoundError(FetchError):
    """The service does not have what was asked for."""


class TooManyRowsError(FetchError):
    """An answer that is, or may be, cut off at the limit of the service."""


class Line:
    """Asks one service.

    Parameters
    ----------
    base : str
        Address of the service, as in ``https://dataderden.cbs.nl/ODataApi/OData/``.
    retries : int
        Times that a question is asked again when the line is cut or the service is busy.
    pause : float
        Seconds before the first of these; each next pause is twice as long.

    Raises
    ------
    SelectionError
        When `base` is no web address.
    """

    def __init__(self, base: str, *, retries: int = 3, pause: float = 1.0) -> None:
        parts = urlsplit(base)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise SelectionError(
                f"‘{base}’ is geen adres van een dienst. Schrijf bijvoorbeeld "
                "https://dataderden.cbs.nl/ODataApi/OData/."
            )
        self.base = base.rstrip("/") + "/"
        self.host = parts.netloc
        self._retries, self._pause = retries, pause
        self._session = requests.Session()
        self._session.headers.update({"Accept": "application/json", "User-Agent": "wijkmap"})

    def address(self, path: str, where: str = "") -> str:
        """Address of a set of rows, perhaps with a filter."""
        question = "?$filter=" + quote(where, safe="(),'") if where else ""
        return f"{self.base}{quote(path)}{question}"

    def following(self, address: str, link: str) -> str:
        """Address of the next page, which must be the same service's.

        Raises
        ------
        FetchError
            When the link leads elsewhere.
        """
        target = urljoin(address, link)
        if urlsplit(target)[:2] != urlsplit(self.base)[:2]:
            raise FetchError(
                f"{self.host} verwijst voor het vervolg naar een andere plek: {_short(target)}. "
                "Daar halen wij niets op. Meld dit bij de beheerder van de dienst."
            )
        return target

    def ask(self, address: str) -> tuple[list[dict[str, Any]], str]:
        """Rows of one page, and the link to the next one or an empty text.

        Raises
        ------
        FetchError
            When there is no connection, the service refuses, or the answer is no JSON
            of the form that OData v3 promises.
        """
        content = self._get(address)
        try:
            answer = json.loads(content.decode("utf-8-sig"))
        except (UnicodeDecodeError, ValueError):
            start = content[:_SHOWN].decode("utf-8", errors="replace")
            raise FetchError(
                f"Het antwoord van {self.host} is geen JSON: het begint met ‘{_short(start)}’. "
                "Misschien antwoordt een tussenstation (proxy, inlogpagina). Probeer het later."
            ) from None
        rows = answer.get("value") if isinstance(answer, Mapping) else None
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise FetchError(
                f"Het antwoord van {self.host} heeft een andere vorm dan OData v3: verwacht een "
                "lijst ‘value’ met rijen. De dienst is misschien veranderd."
            )
        return rows, str(answer.get("odata.nextLink") or "")

    def _get(self, address: str) -> bytes:
        trouble, told = "", 0.0
        for attempt in range(self._retries + 1):
            if attempt:
                time.sleep(min(max(self._pause * 2 ** (attempt - 1), told), _LONGEST_PAUSE))
                told = 0.0
            try:
                answer = self._session.get(
                    address, timeout=(_CONNECT, _READ), allow_redirects=False
                )
            except requests.Timeout:
                trouble = f"{self.host} antwoordt niet op tijd"
            except (
                requests.ConnectionError,
                requests.exceptions.ChunkedEncodingError,
                requests.exceptions.ContentDecodingError,
            ):
                trouble = f"Geen verbinding met {self.host}, of de verbinding brak af"
            except requests.RequestException as error:
                raise FetchError(f"{self.host} is niet te vragen: {_short(str(error))}.") from error
            else:
                if answer.status_code not in _TRY_AGAIN or _says_limit(answer):
                    return self._accepted(answer)
                trouble = f"{self.host} is te druk of in onderhoud (HTTP {answer.status_code})"
                after = answer.headers.get("Retry-After", "")
                told = float(after) if after.isascii() and after.isdigit() else 0.0
        raise FetchError(f"{trouble}. Controleer het netwerk en de proxy, of probeer het later.")

    def _accepted(self, answer: requests.Response) -> bytes:
        status = answer.status_code
        if status == _OK:
            return answer.content
        if status == _NOT_FOUND:
            raise NotFoundError(f"{self.host} kent dit adres niet: {_short(answer.url)}.")
        if _REDIRECT <= status < _ERROR:
            target = answer.headers.get("Location", "")
            raise FetchError(
                f"{self.host} verwijst door naar {_short(target)}. Geef met --base het nieuwe "
                "adres van de dienst."
            )
        said = _short(answer.text)
        if _says_limit(answer):
            raise TooManyRowsError(f"{self.host}: te veel rijen voor één vraag (‘{said}’).")
        raise FetchError(
            f"{self.host} weigert de vraag (HTTP {status}): ‘{said}’. Probeer het later, of kijk "
            "of de tabel is veranderd."
        )


def _says_limit(answer: requests.Response) -> bool:
    return bool(_LIMIT_SAID.search(answer.text))


def printable(text: str) -> str:
    """Text of somebody else on one line, without signs that steer a terminal.

    Examples
    --------
    >>> printable(" twee   woorden " + chr(27))
    'twee woorden'
    """
    return " ".join("".join(one for one in text if one.isprintable() or one.isspace()).split())


def _short(text: str) -> str:
    line = printable(text)
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
