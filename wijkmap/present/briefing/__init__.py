"""The briefing: one page that somebody can stand behind, as PDF, slides, picture and screen.

`briefing` makes the content; every form is made from it and adds nothing to it.
"""

from wijkmap.present.briefing.beamer import beamer_page
from wijkmap.present.briefing.changes import changes_section
from wijkmap.present.briefing.content import Briefing
from wijkmap.present.briefing.forms import FORMS
from wijkmap.present.briefing.manifest import manifest, manifest_text, sum_of
from wijkmap.present.briefing.page import Known, briefing, told_selection
from wijkmap.present.briefing.paper import map_png, page_pdf, page_png
from wijkmap.present.briefing.seal import read_code, sealed_part
from wijkmap.present.briefing.slides import slides_pptx
from wijkmap.present.briefing.twin import text_twin

__all__ = [
    "FORMS",
    "Briefing",
    "Known",
    "beamer_page",
    "briefing",
    "changes_section",
    "manifest",
    "manifest_text",
    "map_png",
    "page_pdf",
    "page_png",
    "read_code",
    "sealed_part",
    "slides_pptx",
    "sum_of",
    "text_twin",
    "told_selection",
]
