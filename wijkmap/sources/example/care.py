"""Care money in the ledger of Voorbeeldstad: what the 3D lock refuses, doubts and lets be settled."""

from __future__ import annotations

import pandas as pd

from wijkmap.sources.example import truth
from wijkmap.sources.example.places import WIJK_NAMES

__all__ = ["SLIPPED_IN", "care_decisions", "reported_counts", "with_care_lines"]

SLIPPED_IN = (
    ("Jeugdhulp voor vijf gezinnen (fictief)", 750_000, ""),
    ("Dagbesteding in het buurthuis (fictief)", 420_000, ""),
    ("Koffie met begeleiding in het buurthuis (fictief)", 260_000, "nee"),
    ("Begeleiding aan huis (fictief)", 380_000, "ja"),
)
"""Lines of one buurtbudget that are, or may be, care money: description, cents, decision."""

_WHY = {
    "nee": "Vrijwilligers schenken koffie, er is geen indicatie voor nodig (fictief)",
    "ja": "Betaald uit de Wmo 2015, hoort niet in een buurtbudget (fictief)",
}


def with_care_lines(ledger: pd.DataFrame) -> pd.DataFrame:
    """Ledger with the lines of `SLIPPED_IN` behind its own, under the next keys."""
    rows = [
        dict.fromkeys(ledger.columns, "")
        | {
            "entry_id": f"K{len(ledger) + number:04d}",
            "area_code": truth.PILOTS[1],
            "scope": "wijk",
            "place_source": WIJK_NAMES[truth.PILOTS[1]],
            "stream_source": "buurtbudget",
            "description": words,
            "year": "2024",
            "year_origin": "bron",
            "kind": "awarded",
            "certainty": "exact",
            "amount_cents": str(cents),
            "source": "fictief-gemeente",
            "public_from": "altijd",
        }
        for number, (words, cents, _) in enumerate(SLIPPED_IN, 1)
    ]
    return pd.concat([ledger, pd.DataFrame(rows)], ignore_index=True)


def care_decisions(ledger: pd.DataFrame) -> pd.DataFrame:
    """Table ``care_decisions``: two doubtful lines are settled, one each way."""
    keys = dict(zip(ledger["description"], ledger["entry_id"], strict=True))
    return pd.DataFrame(
        [
            {
                "entry_id": keys[words],
                "is_care": decided,
                "who": "concerncontroller (fictief)",
                "when": "2025-02-03",
                "why": _WHY[decided],
            }
            for words, _, decided in SLIPPED_IN
            if decided
        ]
    )


def reported_counts() -> pd.DataFrame:
    """Table ``reported_counts``: a fund that awarded more than the register holds."""
    return pd.DataFrame(
        [
            {
                "count_id": "voorfonds-2023",
                "stream": "voorfonds",
                "status": "gerealiseerd",
                "year": "2023",
                "at_least": "25",
                "words": "ruim 25 (fictief)",
                "source": "fictief-voorfonds",
                "public_from": "altijd",
            }
        ]
    )
