"""What every series of Voorbeeldstad stands on: places, residents, levels, and rows in the making."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkmap.sources.example import truth
from wijkmap.sources.example.city import City
from wijkmap.sources.example.places import distance_to_centre

__all__ = [
    "AFTER",
    "EMPTY_BUURT",
    "SMALL_WIJK",
    "YEARS",
    "Floats",
    "Ground",
    "Series",
    "all_known",
    "as_text",
    "memory",
    "settle",
    "shifts",
]

Floats = NDArray[np.float64]
Words = NDArray[np.str_]
Number = TypeVar("Number", bound=np.number)

EMPTY_BUURT = "BU99991604"
"""Buurt without residents."""

SMALL_WIJK = "WK999916"
"""Wijk with so few residents that its survey is never shown."""

YEARS = np.array(truth.YEARS)
AFTER = YEARS >= truth.FIRST_YEAR_AFTER
"""Which of `YEARS` come after the start, shape (years,)."""

_BUSINESS_RESIDENTS = (0, 15, 40, 25)
_COUNTRYSIDE = 2_600.0
_VILLAGE_HECTARES = 75.0


@dataclass(frozen=True)
class Ground:
    """What every series stands on: codes, places, residents and the wijken's own levels.

    Attributes
    ----------
    buurten, wijken : list of str
    wijk_of : ndarray of int, shape (b,)
        Position of each buurt's wijk.
    hectares : ndarray, shape (b,)
    distance : ndarray, shape (b,)
        Metres to the centre.
    residents : ndarray of int, shape (b, years)
    quality : ndarray, shape (w,)
        Standing of a wijk, about standard normal: it moves all its figures together.
    """

    buurten: list[str]
    wijken: list[str]
    wijk_of: NDArray[np.int64]
    hectares: Floats
    distance: Floats
    residents: NDArray[np.int64]
    quality: Floats

    def per_wijk(self, per_buurt: NDArray[Number]) -> NDArray[Number]:
        """Sums of buurten per wijk, shape (w, ...)."""
        sums = np.zeros((len(self.wijken), *per_buurt.shape[1:]), dtype=per_buurt.dtype)
        np.add.at(sums, self.wijk_of, per_buurt)
        return sums

    @property
    def all_codes(self) -> list[str]:
        """Gemeente, wijken, buurten."""
        return [truth.GEMEENTE_CODE, *self.wijken, *self.buurten]

    def is_one_of(self, *codes: str) -> NDArray[np.bool_]:
        """Which wijken these are, shape (w,)."""
        return np.isin(self.wijken, codes)


def settle(city: City, rng: np.random.Generator) -> Ground:
    """Settle people in a city: dense in the middle, thin outside, thicker in village kernels.

    Parameters
    ----------
    city : City
    rng : numpy.random.Generator

    Returns
    -------
    Ground
        One buurt is empty, one wijk is business with 80 residents, one is small.
    """
    buurten = [str(code) for code in city.buurten.index]
    wijken = [str(code) for code in city.wijken.index]
    wijk_of = np.array([wijken.index(f"WK{code[2:8]}") for code in buurten])
    hectares = city.buurten.area.to_numpy() / 10_000
    distance = distance_to_centre(city.buurten).to_numpy()
    density = 38 * np.exp(-((distance / 2_900) ** 1.6)) + 1.3
    village = (distance > _COUNTRYSIDE) & (hectares < _VILLAGE_HECTARES)
    density = density + 9.0 * village
    base = np.minimum(hectares * density, 2_400) * rng.lognormal(0, 0.22, len(buurten))
    small = np.array([code[2:8] == SMALL_WIJK[2:8] for code in buurten])
    base[small] = rng.uniform(110, 160, small.sum())
    growth = rng.normal(0.004, 0.005, len(wijken))[wijk_of] + rng.normal(0, 0.003, len(buurten))
    wobble = rng.normal(0, 0.006, (len(buurten), len(YEARS)))
    residents = base[:, None] * np.exp(growth[:, None] * (YEARS - YEARS[0]) + wobble)
    business = np.array([code[2:8] == truth.BUSINESS_WIJK[2:8] for code in buurten])
    residents[business] = np.resize(_BUSINESS_RESIDENTS, business.sum())[:, None]
    residents[buurten.index(EMPTY_BUURT)] = 0
    quality = rng.normal(0, 1, len(wijken))
    whole = np.rint(residents).astype(np.int64)
    return Ground(buurten, wijken, wijk_of, hectares, distance, whole, quality)


def memory(shape: tuple[int, int], size: float, rng: np.random.Generator) -> Floats:
    """Noise per area and year with standard deviation `size` and correlation 0.5 to the year before."""
    fresh = rng.normal(0, size, shape)
    noise = fresh.copy()
    for year in range(1, shape[1]):
        noise[:, year] = 0.5 * noise[:, year - 1] + np.sqrt(0.75) * fresh[:, year]
    return noise


def shifts(indicator: str, wijken: list[str]) -> Floats:
    """True shift per wijk and year, shape (w, years)."""
    size = np.array([truth.shift(indicator, code) for code in wijken])
    return size[:, None] * AFTER


@dataclass(frozen=True)
class Series:
    """Areas by years of one source, to be filled for one indicator after another.

    Attributes
    ----------
    codes : list of str, length a
    years : tuple of int, length y
    source : str
    """

    codes: list[str]
    years: tuple[int, ...]
    source: str

    def rows(
        self, indicator: str, text: Words, state: Words, flags: Words | None = None
    ) -> pd.DataFrame:
        """Rows of one indicator from matrices of shape (a, y).

        A value that is not known is empty, whatever `text` says.
        """
        shown = np.where(state == "known", text, "")
        return pd.DataFrame(
            {
                "indicator": indicator,
                "area_code": np.repeat(self.codes, len(self.years)),
                "year": np.tile(np.array(self.years).astype(str), len(self.codes)),
                "value": shown.ravel(),
                "state": state.ravel(),
                "flags": "" if flags is None else flags.ravel(),
                "source": self.source,
            }
        )


def as_text(values: Floats, decimals: int) -> Words:
    """Numbers as they stand in the file, with a decimal point and never a minus zero."""
    return np.char.mod(f"%.{decimals}f", np.round(values, decimals) + 0.0)


def all_known(shape: tuple[int, ...]) -> Words:
    """States, all ``known``, to be changed in place while a series is made."""
    return np.full(shape, "known", dtype="U14")
