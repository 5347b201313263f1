"""A spreadsheet of a user's own: read, reported row by row, and given back. Nothing is stored."""

from __future__ import annotations

from wijkmap.sources.delivery.corrected import write_corrected, write_rejected
from wijkmap.sources.delivery.merge import preview
from wijkmap.sources.delivery.reading import accept_suggestions, read_delivery
from wijkmap.sources.delivery.report import Count, Delivery, Note, RowProblem, Suggestion
from wijkmap.sources.delivery.template import template

__all__ = [
    "Count",
    "Delivery",
    "Note",
    "RowProblem",
    "Suggestion",
    "accept_suggestions",
    "preview",
    "read_delivery",
    "template",
    "write_corrected",
    "write_rejected",
]
