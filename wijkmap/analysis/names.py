"""Names that people use for a place. For search only: nothing is ever joined on a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Level

__all__ = ["matching_names", "search_names"]


def search_names(dataset: Dataset) -> dict[str, str]:
    """Area code for each name that a reader may look for.

    Returns
    -------
    dict of str to str
        Label to area code, wijken first, then buurten, then other names; each
        group in alphabetical order. A label says what it stands for, so that two
        places of one name stay apart.
    """
    found: dict[str, str] = {}
    for level in (Level.WIJK, Level.BUURT):
        areas = dataset.areas_at(level).sort_values("short_name")
        for code, name, parent in zip(
            areas.index, areas["short_name"], areas["parent_code"], strict=True
        ):
            where = "wijk" if level is Level.WIJK else f"buurt in {dataset.name_of(parent)}"
            found.setdefault(f"{name} ({where})", str(code))
    aliases = dataset["aliases"].sort_values(["alias", "area_code"])
    for alias, code in zip(aliases["alias"], aliases["area_code"], strict=True):
        if code in dataset.areas.index:
            found.setdefault(f"{alias} (zie {dataset.name_of(code)})", str(code))
    return found


def matching_names(names: Iterable[str], text: str) -> tuple[str, ...]:
    """Names that hold a text; capitals and accents do not count.

    Parameters
    ----------
    names : iterable of str
    text : str
        As somebody typed it.

    Returns
    -------
    tuple of str
        Those that begin with it first, each group in the order of `names`. None for a
        text of nothing but spaces.

    Examples
    --------
    >>> matching_names(["Groot Hé", "Hees"], " he ")
    ('Hees', 'Groot Hé')
    """
    wanted = _plain(text.strip())
    found = [name for name in names if wanted in _plain(name)] if wanted else []
    return tuple(sorted(found, key=lambda name: not _plain(name).startswith(wanted)))


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in bare if not unicodedata.combining(sign)).casefold()
