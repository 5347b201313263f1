"""A scenario in a link: the text of its file, made small."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Mapping

from wijkmap.model.scenario import Scenario
from wijkmap.sources.scenario_file import parse_scenario
from wijkmap.sources.scenario_text import scenario_text

__all__ = ["LONG_LINK", "link_scenario", "scenario_link"]

LONG_LINK = 2_000
"""Characters of a whole address that every program still passes on unbroken."""

_VERSION = "1"
_MOST_BYTES = 65_536
_BROKEN = (
    "Het scenario in de link is niet heel aangekomen en is weggelaten. "
    "Vraag om de hele link, of om het bestand."
)
_OTHER = "Het scenario in de link is van een andere versie van dit programma en is weggelaten."

# Both sides must know the same words: changing one of them breaks every link of this version.
_DICTIONARY = b"""wijken = ["WK
[[potregel]]
omschrijving = "buurtbudget"
besluit = { zorggeld = false, wie = "college", wanneer = "20", waarom = "
[[regel]]
soort = "overloop"
naam = "Overloop"
euro_per_wijk = { "WK
[[regel]]
soort = "eigen-inzet"
naam = "Naar eigen inzet"
gewicht = 10
bevestigd = true
ontbreekt = "eigen-waarde"
eigen_waarde = { "WK
ontbreekt = "gemiddelde"
ontbreekt = "weglaten"
[[regel]]
soort = "gelijk-deel"
naam = "Gelijk deel"
gewicht = 20
[[regel]]
soort = "bovengrens"
naam = "Ten hoogste"
euro = 40000.00

[[regel]]
soort = "kleine-wijk"
naam = "Kleine wijk"
euro = 12500.00
inwoners_onder = 1000

[[regel]]
soort = "ondergrens"
naam = "Ten minste"
euro = 10000.00

[[regel]]
soort = "behoefte"
naam = "Naar behoefte"
gewicht = 40
  [[regel.indicator]]
  sleutel = "population_65plus_rate"
  gewicht = 1
  behoefte_bij = "laag"
  behoefte_bij = "hoog"
  nul = 0
  maal_inwoners = true
  jaar = 2024
  [[regel.indicator]]
  sleutel = "liveability_score"
  gewicht = 1
naam = "Basis, inwoners en behoefte"
pot = 500000.00

[[regel]]
soort = "vast-bedrag"
naam = "Vast bedrag per wijk"
euro = 5000.00

[[regel]]
soort = "per-inwoner"
naam = "Naar inwoners"
gewicht = 60
jaar = 2024
"""


def scenario_link(scenario: Scenario) -> str:
    """Text of a scenario for in an address: letters, digits, hyphens and low lines.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    str
        A few hundred characters; `link_scenario` reads back what `parse_scenario` would
        read from the file.
    """
    packer = zlib.compressobj(9, zdict=_DICTIONARY)
    packed = packer.compress(scenario_text(scenario).encode()) + packer.flush()
    return _VERSION + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def link_scenario(
    text: str, wijk_names: Mapping[str, str]
) -> tuple[Scenario | None, tuple[str, ...]]:
    """Scenario of a link, and a friendly line for each part that cannot be followed.

    Parameters
    ----------
    text : str
    wijk_names : mapping of str to str
        As of `parse_scenario`.

    Returns
    -------
    tuple of Scenario or None and tuple of str
        None when nothing of it can be read. A checksum tells a link that was cut.
    """
    if not text.startswith(_VERSION):
        return None, (_OTHER if text[:1].isdigit() else _BROKEN,)
    try:
        packed = base64.b64decode(
            text[1:].replace("-", "+").replace("_", "/") + "=" * (-len(text[1:]) % 4),
            validate=True,
        )
        unpacker = zlib.decompressobj(zdict=_DICTIONARY)
        content = unpacker.decompress(packed, _MOST_BYTES)
        whole = unpacker.eof and not unpacker.unused_data
        told = content.decode() if whole else ""
    except (binascii.Error, zlib.error, ValueError):
        told = ""
    if not told:
        return None, (_BROKEN,)
    return parse_scenario(told, wijk_names)
