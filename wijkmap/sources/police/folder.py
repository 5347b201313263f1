"""A data folder that figures are added to: it is whole at every moment, or it is not there."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import DataError, SelectionError, WijkmapError
from wijkmap.model.tables import BOUNDARY_FILE, CONTEXT_FILE, MUNICIPALITY_FILE, TABLES
from wijkmap.sources.delimited import rows_of
from wijkmap.sources.descriptor import DESCRIPTOR_FILE, write_descriptor
from wijkmap.sources.package import embedded_folder, load

__all__ = ["Change", "answers_beside", "check_target", "rewritten"]

Row = dict[str, str]
Change = Callable[[list[Row]], Sequence[Mapping[str, str]]]
"""Takes the rows of a table, gives the rows that it is to have."""

_THEN = ", daarna "
_OF_A_LAYER = frozenset({"title", "boundary_year", "crs", "notes"})


def answers_beside(into: Path) -> Path:
    """Folder for the raw answers that go with a data folder: beside it, never in it."""
    whole = into.resolve()
    return whole.with_name(f"{whole.name}.antwoorden")


def check_target(into: Path) -> Dataset:
    """Dataset that figures are added to: of the folder, or of the embedded data when it is new.

    Raises
    ------
    SelectionError
        When it is the program's own folder.
    WijkmapError
        When it is a file, holds other things, or is a fictional gemeente.
    DataError
        When the folder has problems of its own.
    """
    if into.resolve() == embedded_folder().resolve():
        raise SelectionError(
            "Dit is de map met gegevens van wijkmap zelf. Kies met --into een eigen map."
        )
    if into.exists() and not into.is_dir():
        raise WijkmapError(f"{into} is een bestand. Kies met --into een map.")
    if not _is_new(into) and not (into / MUNICIPALITY_FILE).is_file():
        raise WijkmapError(
            f"De map {into} is geen map met gegevens van wijkmap: verwacht een lege map of een map "
            f"met {MUNICIPALITY_FILE}, gevonden andere bestanden. Kies een andere map, er is niets "
            "veranderd."
        )
    dataset = load(None if _is_new(into) else into)
    if dataset.municipality.fictional:
        raise WijkmapError(
            f"De map {into} gaat over {dataset.municipality.name}, een verzonnen gemeente. Echte "
            "cijfers komen daar niet bij. Kies een andere map."
        )
    return dataset


def rewritten(into: Path, changes: Mapping[str, Change], command: str) -> Dataset:
    """Folder with some tables changed, checked before anything of it is put in place.

    Parameters
    ----------
    into : Path
        As `check_target` allows. A new one appears in one go, as a copy of the embedded
        data; in an existing one each file is replaced in one go, a table after those it
        refers to, so that the folder can be read at every moment.
    changes : mapping of str to callable
        Per table.
    command : str
        What made the change, for the descriptor's recipe.

    Returns
    -------
    Dataset
        What the folder now holds.

    Raises
    ------
    DataError
        When the result would have problems; nothing is put in place then.
    """
    new = _is_new(into)
    into.parent.mkdir(parents=True, exist_ok=True)
    with _workshop(into.parent if new else into) as draft:
        for path in _files(embedded_folder() if new else into):
            shutil.copyfile(path, draft / path.name)
        for table, change in changes.items():
            _rewrite(draft / f"{table}.csv", table, change)
        _redescribe(draft, changes, command)
        dataset = load(draft)
        if new:
            if into.exists():
                into.rmdir()
            draft.chmod(0o755)
            draft.rename(into)
        else:
            for name in [*(f"{one}.csv" for one in TABLES if one in changes), DESCRIPTOR_FILE]:
                if (draft / name).is_file():
                    (draft / name).replace(into / name)
    return dataset


def _is_new(into: Path) -> bool:
    return not into.exists() or (into.is_dir() and not any(into.iterdir()))


@contextmanager
def _workshop(beside: Path) -> Iterator[Path]:
    """Folder to work in, on the same disk as where the result goes; gone afterwards."""
    draft = Path(tempfile.mkdtemp(dir=beside, prefix=".wijkmap-in-de-maak-"))
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _files(folder: Path) -> Iterator[Path]:
    """Files of a data folder: of the tables, the layers, the gemeente and the descriptor."""
    layers = {Path(name).stem for name in (BOUNDARY_FILE, CONTEXT_FILE)}
    names = {MUNICIPALITY_FILE, DESCRIPTOR_FILE, *(f"{table}.csv" for table in TABLES)}
    for path in sorted(folder.iterdir()):
        if path.is_file() and (path.name in names or path.stem in layers):
            yield path


def _rewrite(path: Path, table: str, change: Change) -> None:
    columns = list(TABLES[table].columns)
    content = path.read_bytes() if path.is_file() else ",".join(columns).encode()
    read = rows_of(content, path.name, columns)
    if read.problems:
        raise DataError(read.problems)
    rows = [dict(zip(read.header, cells, strict=True)) for cells in read.cells]
    text = io.StringIO(newline="")
    separator = ";" if read.semicolons else ","
    writer = csv.DictWriter(text, read.header, restval="", delimiter=separator, lineterminator="\n")
    writer.writeheader()
    writer.writerows(change(rows))
    path.write_bytes(text.getvalue().encode("utf-8"))


def _redescribe(folder: Path, changed: Mapping[str, Change], command: str) -> None:
    """Make the descriptor true again, when the folder has one."""
    path = folder / DESCRIPTOR_FILE
    if not path.is_file():
        return
    try:
        old = json.loads(path.read_bytes())
        resources = {one["name"]: one for one in old["resources"]}
        recipes = {name: str(one.get("recipe", "")) for name, one in resources.items()}
        head = {
            **{key: old.get(key, "") for key in ("name", "title", "description", "licenses")},
            "recipe": "",
            "tables": {name: _source_ids(one) for name, one in resources.items()},
            "layers": {
                name: {key: one[key] for key in one if key in _OF_A_LAYER}
                for name, one in resources.items()
            },
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        raise WijkmapError(
            f"{DESCRIPTOR_FILE} in de map is niet te lezen als beschrijving van de gegevens. "
            "Verbeter het bestand of haal het weg: het mag ontbreken."
        ) from None
    for name in changed:
        recipes[name] = f"{recipes.get(name, '').split(_THEN)[0]}{_THEN}{command}"
    write_descriptor(folder, head, recipes)


def _source_ids(resource: Mapping[str, object]) -> list[str]:
    sources = resource.get("sources")
    titles = [str(one["title"]) for one in sources] if isinstance(sources, list) else []
    return [title.split(":")[0] for title in titles]
