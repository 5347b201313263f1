"""How complete a register is for each wijk."""

from __future__ import annotations

from collections.abc import Iterable

from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Coverage, Register

__all__ = ["coverage_of"]


def coverage_of(
    dataset: Dataset, register: Register, with_rows: Iterable[str]
) -> dict[str, Coverage]:
    """Coverage of a register per wijk.

    Parameters
    ----------
    dataset : Dataset
    register : Register
    with_rows : iterable of str
        Wijken that have a row in the register. A wijk without coverage that has a row
        nevertheless counts as partial: else its row would fall out of the total.

    Returns
    -------
    dict of str to Coverage
        By wijk code, every wijk in order; a wijk that is not listed has none.
    """
    table = dataset["coverage"]
    mine = table[table["register"] == register.value]
    listed = dict(zip(mine["area_code"], mine["coverage"], strict=True))
    evident = set(with_rows)
    coverage = {}
    for wijk in sorted(dataset.pilots + dataset.rest):
        found = Coverage(listed.get(wijk, Coverage.NONE))
        if found is Coverage.NONE and wijk in evident:
            found = Coverage.PARTIAL
        coverage[wijk] = found
    return coverage
