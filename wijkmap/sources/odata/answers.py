"""Answers of a service, kept on disk: what was once fetched is not asked again."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["Answers"]

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


class Answers:
    """A folder with one file per answer.

    A file appears when it is complete and never half: a run that is broken off leaves
    what it had.

    Parameters
    ----------
    folder : Path
        Made when the first answer comes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def within(self, name: str) -> Answers:
        """Answers in a folder of their own inside this one."""
        return Answers(self.folder / _UNSAFE.sub("-", name))

    def get(self, name: str) -> dict[str, Any] | None:
        """Answer that is kept under a name; None when there is none that can be read."""
        try:
            found = json.loads(self._path(name).read_bytes())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def keep(self, name: str, answer: Mapping[str, Any]) -> None:
        """Keep an answer; it takes the place of an earlier one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        content = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
        handle, path = tempfile.mkstemp(dir=self.folder, suffix=".deel")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(content)
            Path(path).replace(self._path(name))
        except BaseException:
            Path(path).unlink(missing_ok=True)
            raise

    def _path(self, name: str) -> Path:
        return self.folder / f"{_UNSAFE.sub('-', name)}.json"
