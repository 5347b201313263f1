"""Files that a user takes home: CSV, XLSX and GeoPackage, each with its provenance inside.

Everything here takes what a viewer may already see; nothing here opens a closed row.
"""

from __future__ import annotations

from wijkmap.sources.exports.delimited import to_csv
from wijkmap.sources.exports.geopackage import (
    ABOUT_LAYER,
    areas_layer,
    figures_layer,
    initiatives_layer,
    to_geopackage,
)
from wijkmap.sources.exports.provenance import About, about, file_name
from wijkmap.sources.exports.sheets import columns_sheet, figures_sheet, table_sheet
from wijkmap.sources.exports.workbook import ABOUT_SHEET, to_xlsx

__all__ = [
    "ABOUT_LAYER",
    "ABOUT_SHEET",
    "About",
    "about",
    "areas_layer",
    "columns_sheet",
    "figures_layer",
    "figures_sheet",
    "file_name",
    "initiatives_layer",
    "table_sheet",
    "to_csv",
    "to_geopackage",
    "to_xlsx",
]
