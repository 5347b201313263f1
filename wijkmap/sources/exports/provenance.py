"""What a file says about itself: whose data, at which day, for whom, from which sources."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import pandas as pd

from wijkmap.model.dataset import Dataset
from wijkmap.model.tables import TABLES
from wijkmap.model.visibility import Audience, Viewer

__all__ = ["About", "about", "file_name", "source_lines"]

_AUDIENCES = {Audience.PUBLIC: "openbaar", Audience.INTERNAL: "intern"}
_FICTIONAL = "Fictief: deze gemeente en al haar cijfers zijn verzonnen."
_INTERNAL = "Intern: dit bestand kan gegevens bevatten die niet openbaar zijn."
_EXTENSION = re.compile(r"[a-z0-9]{1,8}")
_LONGEST_NAME = 60


def _no_sources() -> pd.DataFrame:
    return pd.DataFrame(columns=list(TABLES["sources"].columns), dtype="str")


@dataclass(frozen=True, eq=False)
class About:
    """What a file says about itself.

    Attributes
    ----------
    title : str
        Dutch: what the file is about.
    municipality : str
        Name of the gemeente.
    fictional : bool
    peildatum : datetime.date
        The viewer's date; the only date of the file itself.
    audience : Audience
    version : str
        Of the dataset.
    filters : tuple of str
        Each filter in words; empty when nothing was left out.
    sources : pandas.DataFrame
        Rows of the table ``sources``.
    cautions : tuple of str
        What goes for the whole file.
    """

    title: str
    municipality: str
    fictional: bool
    peildatum: dt.date
    audience: Audience
    version: str
    filters: tuple[str, ...] = ()
    sources: pd.DataFrame = field(default_factory=_no_sources)
    cautions: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """Cautions of the whole file, that it is fictional or internal first; each once."""
        first = [_FICTIONAL] * self.fictional
        first += [_INTERNAL] * (self.audience is Audience.INTERNAL)
        return tuple(dict.fromkeys([*first, *self.cautions]))

    def with_cautions(self, *cautions: str) -> About:
        """The same, with more cautions for the whole file."""
        return replace(self, cautions=(*self.cautions, *cautions))

    @property
    def summary(self) -> str:
        """One line for a header, footer or layer: gemeente, title, peildatum, version."""
        parts = [
            self.municipality + (" (fictief)" if self.fictional else ""),
            self.title,
            f"peildatum {self.peildatum.isoformat()}",
            _AUDIENCES[self.audience],
            f"gegevens {self.version}",
        ]
        return ", ".join(parts)

    def rows(self) -> Iterator[tuple[str, str | dt.date]]:
        """Subject and content, in the order in which they are read; sources apart."""
        yield "Titel", self.title
        yield "Gemeente", self.municipality
        yield "Fictief", "ja" if self.fictional else "nee"
        yield "Peildatum", self.peildatum
        yield "Voor wie", _AUDIENCES[self.audience]
        yield "Gegevensversie", self.version
        for words in self.filters or ("geen",):
            yield "Filter", words
        for words in self.notes:
            yield "Kanttekening", words


def about(
    dataset: Dataset,
    viewer: Viewer,
    title: str,
    frames: Iterable[pd.DataFrame] = (),
    filters: Iterable[str] = (),
) -> About:
    """What a file with these frames says about itself.

    Parameters
    ----------
    dataset : Dataset
        As `viewer` may see it.
    viewer : Viewer
    title : str
    frames : iterable of pandas.DataFrame
        Figure frames or tables of the file: the ids in their columns ``sources`` or
        ``source`` say which sources the file has. When none of them says so, all
        sources of the dataset.
    filters : iterable of str
        Each in words.
    """
    used: set[str] = set()
    for frame in frames:
        for column in ("sources", "source"):
            if column in frame.columns:
                used.update(
                    source for ids in frame[column] if isinstance(ids, tuple) for source in ids
                )
    sources = dataset["sources"]
    if used:
        sources = sources[sources["source_id"].isin(used)]
    return About(
        title=title,
        municipality=dataset.municipality.name,
        fictional=dataset.municipality.fictional,
        peildatum=viewer.date,
        audience=viewer.audience,
        version=dataset.version,
        filters=tuple(filters),
        sources=sources.reset_index(drop=True),
    )


def source_lines(sources: pd.DataFrame) -> dict[str, str]:
    """Each source in one line, by id: ``S1: CBS, Kerncijfers, CC BY, https://...``."""
    lines = {}
    for row in sources.to_dict("records"):
        parts = [row["owner"], row["title"], row["licence"], row["url"]]
        lines[str(row["source_id"])] = f"{row['source_id']}: " + ", ".join(filter(None, parts))
    return lines


def file_name(dataset: Dataset, what: str, extension: str, viewer: Viewer) -> str:
    """Name of a file, in letters, digits and hyphens that every system takes.

    Parameters
    ----------
    dataset : Dataset
    what : str
        In Dutch, what it holds.
    extension : str
        Without the point.
    viewer : Viewer
        Gives the peildatum; a file for internal use says so.

    Raises
    ------
    ValueError
        When the extension is no short word of small letters and digits.

    Examples
    --------
    >>> file_name(dataset, "Initiatieven per wijk", "csv", viewer)
    'venlo-initiatieven-per-wijk-2026-01-31.csv'
    """
    if not _EXTENSION.fullmatch(extension):
        raise ValueError(
            f"Verwacht een extensie als csv of xlsx, gevonden {extension!r}. "
            "Schrijf kleine letters en cijfers, zonder punt."
        )
    municipality = dataset.municipality
    parts = [
        _slug(municipality.name) or municipality.code.lower(),
        _slug(what) or "gegevens",
        viewer.date.isoformat(),
    ]
    if viewer.audience is Audience.INTERNAL:
        parts.append("intern")
    if municipality.fictional:
        parts.append("fictief")
    return "-".join(parts) + f".{extension}"


def _slug(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare)[:_LONGEST_NAME].strip("-")
