"""The briefing: one page that somebody can stand behind, as PDF, slides, picture and screen.

`briefing` makes the content; every form is made from it and adds nothing to it.
"""

from wijkmap.present.briefing.content import Briefing
from wijkmap.present.briefing.manifest import manifest, manifest_text
from wijkmap.present.briefing.page import Known, briefing
from wijkmap.present.briefing.paper import map_png, page_pdf, page_png

__all__ = [
    "Briefing",
    "Known",
    "briefing",
    "manifest",
    "manifest_text",
    "map_png",
    "page_pdf",
    "page_png",
]
