"""Public web pages as sources: one id per page, in order of address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qs, unquote_plus, urlsplit

from wijkmap.sources.recipe.rows import Row, joined, written_toml

__all__ = ["number_pages", "page_rows", "pages_in", "resolve_sources"]

_URL = re.compile(r"https?://[^\s)]+")
_DATE = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})")
_NUMBERS_FIRST = re.compile(r"^[\d\s]+")
_HASH_LAST = re.compile(r" [0-9a-f]{12}$")


def pages_in(text: str) -> list[str]:
    """Addresses of web pages that stand in a text."""
    return [url.rstrip(".,;") for url in _URL.findall(text)]


def number_pages(urls: Iterable[str]) -> dict[str, str]:
    """Id of each page (P001, P002 and so on), in order of address."""
    everything = set(urls) | set(written_toml("pages")["extra"]["pages"])
    return {url: f"P{number:03d}" for number, url in enumerate(sorted(everything), start=1)}


def resolve_sources(cell: str, ids: Mapping[str, str]) -> str:
    """Cell of sources with addresses replaced by their ids; ids stay as they are."""
    return joined(ids.get(part, part) for part in cell.split(";"))


def _spelled(title: str, names: Iterable[str]) -> str:
    """Title with proper names as people write them, hyphens included."""
    for name in names:
        pattern = re.escape(name).replace(r"\-", "[- ]")
        title = re.sub(rf"\b{pattern}\b", name, title, flags=re.IGNORECASE)
    return title


def _title(url: str, owner: str, names: Iterable[str]) -> str:
    parts = urlsplit(url)
    if numbers := parse_qs(parts.query).get("nid", parse_qs(parts.query).get("p")):
        return f"{owner}, bericht {numbers[0]}"
    for segment in reversed([unquote_plus(part) for part in parts.path.split("/") if part]):
        words = re.sub(r"\.(html?|aspx?|php)$", "", segment)
        words = _HASH_LAST.sub("", _NUMBERS_FIRST.sub("", re.sub(r"[-_]+", " ", words)).strip())
        if sum(letter.isalpha() for letter in words) > 2:  # noqa: PLR2004 - shorter is a code
            return _spelled(words[0].upper() + words[1:], names)
    return f"Website van {owner}"


def page_rows(ids: Mapping[str, str]) -> list[Row]:
    """Rows of the table ``sources`` for web pages.

    The title follows from the address, because the page's own title was not kept.

    Raises
    ------
    KeyError
        When the owner of a host is not in ``written/pages.toml``.
    """
    known = written_toml("pages")
    # Longer names last: they restore the hyphen that a shorter name leaves out.
    names = sorted(known["spelling"]["words"], key=len)
    rows = []
    for url, source_id in ids.items():
        owner = known["owners"][urlsplit(url).netloc]
        dated = _DATE.search(url)
        rows.append(
            {
                "source_id": source_id,
                "owner": owner,
                "title": known["titles"].get(url) or _title(url, owner, names),
                "url": url,
                "licence": known["licence"],
                "published": known["published"].get(url, "-".join(dated.groups()) if dated else ""),
                "note": known["notes"].get(url, ""),
            }
        )
    return rows
