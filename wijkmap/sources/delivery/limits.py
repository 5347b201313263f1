"""How much a delivery may hold, and what it may not hold at all.

A spreadsheet is a zip file of XML. It is weighed twice: by its directory before
anything is unpacked, and by its bytes while they come out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from wijkmap.sources.delivery.grid import Refusal

__all__ = [
    "MAX_BYTES",
    "MAX_CELLS",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "MAX_SHEETS",
    "MAX_UNPACKED",
    "Allowance",
    "Package",
    "check_size",
]

MAX_BYTES = 20_000_000
MAX_SHEETS = 20
MAX_ROWS = 50_000
MAX_COLUMNS = 200
MAX_CELLS = 1_000_000
MAX_UNPACKED = 120_000_000
MAX_PARTS = 2_000
MAX_RATIO = 150
# Small parts may shrink a lot without harm: empty styles, repeated words.
RATIO_COUNTS_FROM = 5_000_000
_CHUNK = 65_536
_ENCRYPTED = 0x1

_SPLIT = "Splits het bestand en lever de delen apart aan."
_FRESH = (
    "Kopieer de cellen naar een nieuw werkblad (Plakken speciaal, Waarden) en bewaar dat als .xlsx."
)


def check_size(data: bytes) -> None:
    """Refuse an empty file and one above `MAX_BYTES`.

    Raises
    ------
    Refusal
    """
    if not data:
        raise Refusal("een leeg bestand", "een bestand met regels", "Bewaar het bestand opnieuw.")
    if len(data) > MAX_BYTES:
        raise Refusal(
            f"een bestand van {len(data) / 1e6:.0f} MB",
            f"hoogstens {MAX_BYTES // 1_000_000} MB",
            _SPLIT,
        )


class Allowance:
    """Counts sheets, rows and cells of one file, and refuses what is too many."""

    def __init__(self) -> None:
        self._rows = self._cells = 0

    def sheets(self, count: int) -> None:
        """Refuse a file with too many sheets."""
        if count > MAX_SHEETS:
            raise Refusal(f"{count} werkbladen", f"hoogstens {MAX_SHEETS} werkbladen", _SPLIT)

    def row(self, cells: int, last_column: int, sheet: str) -> None:
        """Count one row that has something in it.

        Parameters
        ----------
        cells : int
            Filled cells.
        last_column : int
            Position of the last of them, from 0.
        sheet : str

        Raises
        ------
        Refusal
        """
        self._rows += 1
        self._cells += cells
        if last_column >= MAX_COLUMNS:
            raise Refusal(
                f"meer dan {MAX_COLUMNS} kolommen",
                f"hoogstens {MAX_COLUMNS} kolommen",
                "Haal de kolommen weg die niet nodig zijn.",
                sheet,
            )
        if self._rows > MAX_ROWS:
            raise Refusal(
                f"meer dan {MAX_ROWS} regels", f"hoogstens {MAX_ROWS} regels in een bestand", _SPLIT
            )
        if self._cells > MAX_CELLS:
            raise Refusal(
                f"meer dan {MAX_CELLS} gevulde cellen", f"hoogstens {MAX_CELLS} cellen", _SPLIT
            )


class Package:
    """The parts of a zipped spreadsheet, weighed.

    Parameters
    ----------
    data : bytes

    Raises
    ------
    Refusal
        When it is no zip file, or too large when unpacked, or locked.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise _damaged() from error
        self._unpacked = 0
        self._weigh(len(data))

    def _weigh(self, packed: int) -> None:
        entries = self._zip.infolist()
        names = [entry.filename for entry in entries]
        if len(names) > MAX_PARTS or len(names) != len(set(names)):
            raise Refusal(
                f"{len(names)} onderdelen in het bestand, sommige dubbel of te veel",
                f"een gewoon werkblad met hoogstens {MAX_PARTS} onderdelen",
                _FRESH,
            )
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise Refusal(
                "een bestand met een wachtwoord",
                "een bestand zonder wachtwoord",
                "Haal het wachtwoord eraf en bewaar het bestand opnieuw.",
            )
        total = sum(entry.file_size for entry in entries)
        if total > MAX_UNPACKED or (total > RATIO_COUNTS_FROM and total > MAX_RATIO * packed):
            raise _bomb(total)

    @property
    def names(self) -> frozenset[str]:
        """Names of the parts."""
        return frozenset(self._zip.namelist())

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open a part for reading; what comes out is counted.

        Raises
        ------
        Refusal
            When more comes out than may, or the part is damaged.
        """
        try:
            with self._zip.open(name) as part:
                yield _Counted(part, self)  # type: ignore[misc]
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, KeyError) as error:
            raise _damaged() from error

    def read(self, name: str, limit: int = MAX_UNPACKED) -> bytes:
        """Read the bytes of a small part; empty when there is no such part."""
        if name not in self.names:
            return b""
        with self.open(name) as part:
            content = bytearray()
            while chunk := part.read(_CHUNK):
                content += chunk
                if len(content) > limit:
                    raise _bomb(len(content))
        return bytes(content)

    def count(self, size: int) -> None:
        """Count bytes that came out."""
        self._unpacked += size
        # Some parts are read twice: once to see what they are.
        if self._unpacked > 2 * MAX_UNPACKED:
            raise _bomb(self._unpacked)


class _Counted:
    """A part that tells its package how much it gave."""

    def __init__(self, part: IO[bytes], package: Package) -> None:
        self._part, self._package = part, package

    def read(self, size: int = -1) -> bytes:
        chunk = self._part.read(_CHUNK if size is None or size < 0 else min(size, _CHUNK))
        self._package.count(len(chunk))
        return chunk


def _bomb(size: int) -> Refusal:
    return Refusal(
        f"een bestand dat uitgepakt {size / 1e6:.0f} MB of meer is, veel meer dan er hoort te staan",
        f"een werkblad van hoogstens {MAX_UNPACKED // 1_000_000} MB uitgepakt",
        _FRESH,
    )


def _damaged() -> Refusal:
    return Refusal(
        "een beschadigd bestand",
        "een werkblad dat in Excel opent",
        "Open het in Excel, bewaar het opnieuw als .xlsx en lever dat aan.",
    )
