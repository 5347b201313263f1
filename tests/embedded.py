"""Files of the embedded data, read raw."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

__all__ = ["GEODATA", "KLINGERBERG", "NO_ROWS", "STEYL", "TRADE_PORT", "euros", "read"]

GEODATA = Path(__file__).parents[1] / "geodata"
NO_ROWS = {"WK098313", "WK098321", "WK098324", "WK098328"}
KLINGERBERG, STEYL, TRADE_PORT = "WK098325", "WK098335", "WK098328"


def read(name: str):
    return pd.read_csv(GEODATA / f"{name}.csv", dtype=str, keep_default_na=False)


def euros(rows: pd.DataFrame):
    return rows["amount_cents"].replace("", "0").astype(int).sum() / 100
