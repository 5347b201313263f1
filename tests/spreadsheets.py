"""Workbooks as tests write them, and what a report says of their rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from wijkmap.sources.delivery import (
    Delivery,
)

__all__ = ["Rows", "faults", "found", "saved", "unpacked", "xlsx"]

Rows = Sequence[Sequence[object]]


def xlsx(**sheets: Rows) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def faults(delivery: Delivery) -> list[tuple[str, int, str, tuple[str, ...]]]:
    return [(one.sheet, one.row, one.column, one.readings) for one in delivery.problems]


def found(delivery: Delivery) -> list[tuple[int, str]]:
    return [(one.row, one.found) for one in delivery.problems]


def unpacked(content: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        package.extractall(folder)
    return folder
