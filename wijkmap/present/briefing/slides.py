"""The briefing as slides: 16:9, with text and tables that can be edited."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from wijkmap.present.briefing.content import Briefing, Part, Sheet
from wijkmap.present.briefing.paper import map_png, trend_png
from wijkmap.present.palettes import INK, PAPER, QUIET

__all__ = ["slides_pptx"]

_Pptx: TypeAlias = Any
"""Something of the library, whose own types are partial."""

_INCH = 914400
_WIDTH, _HEIGHT = 13.333, 7.5
_LEFT, _RIGHT, _TOP, _FOOT = 0.6, 0.6, 1.65, 7.0
_TITLE_ONLY = 5
_LEAD, _BODY, _SMALL, _TITLE = 18.0, 16.0, 11.0, 26.0
_FULL = _WIDTH - _LEFT - _RIGHT
_PPI = 200.0
_PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""Style "No Style, No Grid": lines are drawn per cell."""
_ROW = 0.36
_SHORT, _MOST_ROWS = 5, 12
"""Rows of a table that share a slide with another, and that fit on one."""
_STATUS, _MONEY = (2.0, 0.9, 3.0), (2.3, 1.2, 1.2, 1.8)
"""Widths of the columns, as shares."""
_STAMP = (1980, 1, 1, 0, 0, 0)
"""Date of every part in the file: the format asks one, the briefing has none but its peildatum."""


def slides_pptx(made: Briefing) -> bytes:
    """Slides of a briefing; the same briefing gives the same bytes."""
    deck = _Deck(made)
    deck.first()
    deck.figures()
    deck.trend()
    deck.registers()
    deck.goals()
    deck.reserve()
    return deck.written()


class _Deck:
    """Slides in the making."""

    def __init__(self, made: Briefing) -> None:
        import pptx  # noqa: PLC0415 - heavy, and only needed when somebody asks for slides

        self.made = made
        self.file: _Pptx = pptx.Presentation()
        self.file.slide_width, self.file.slide_height = _emu(_WIDTH), _emu(_HEIGHT)
        facts = self.file.core_properties
        facts.title, facts.author, facts.language = made.title, "wijkmap", "nl-NL"
        facts.subject = f"Briefing {made.subject}"
        facts.last_modified_by = "wijkmap"
        day = dt.date.fromisoformat(made.seal.peildatum)
        facts.created = facts.modified = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)

    def slide(self, title: str) -> _Pptx:
        """Add a slide with its title, its marks and its foot, in reading order."""
        one = self.file.slides.add_slide(self.file.slide_layouts[_TITLE_ONLY])
        head = one.shapes.title
        head.left, head.top = _emu(_LEFT), _emu(0.62)
        head.width, head.height = _emu(_FULL), _emu(0.95)
        _write(head.text_frame, [title], _TITLE, is_bold=True)
        if self.made.marks:
            box = _box(one.shapes, (0, 0, _WIDTH, 0.42), "Let op")
            box.fill.solid()
            box.fill.fore_color.rgb = _colour(INK)
            _write(box.text_frame, [" · ".join(self.made.marks)], 14, colour=PAPER, is_bold=True)
        return one.shapes

    def foot(self, shapes: _Pptx) -> None:
        """Close a slide: whose, of when, from what."""
        seal = self.made.seal
        box = _box(shapes, (_LEFT, _FOOT, _FULL, 0.32), "Voet")
        told = (
            f"{self.made.municipality}, {self.made.subject} · peildatum {seal.peildatum_words} · "
            f"gegevensversie {seal.version}"
        )
        _write(box.text_frame, [told], _SMALL, colour=QUIET)

    def first(self) -> None:
        made = self.made
        shapes = self.slide(made.title)
        height = _FOOT - _TOP - 0.05
        _picture(shapes, map_png(made, _PPI), (_LEFT, _TOP, None, height), made.map.drawing.told)
        left = 4.2
        box = _box(shapes, (left, _TOP, _WIDTH - left - _RIGHT, height), "In het kort")
        lines = [made.character, *([made.filters] if made.filters else [])]
        lines += [
            f"{one.label}{f' ({one.year})' if one.year else ''}: {one.value}; {one.beside}"
            for one in made.key_figures
        ]
        lines.append(f"{made.initiatives.heading}: {made.initiatives.lead}")
        _write(box.text_frame, lines, _LEAD)
        self.foot(shapes)

    def figures(self) -> None:
        shapes = self.slide("Cijfers naast de stad")
        rows = [
            (one.label, one.year, one.value, one.beside, one.small) for one in self.made.key_figures
        ]
        sheet = Sheet(
            "Cijfers naast de stad",
            ("cijfer", "jaar", "waarde", "ernaast", "let op"),
            tuple(rows),
            (2,),
        )
        _table(shapes, sheet, (_LEFT, _TOP, _FULL), (3.2, 0.7, 1.3, 3.5, 3.4), 13)
        self.foot(shapes)

    def trend(self) -> None:
        made = self.made
        shapes = self.slide(made.trend.title)
        if made.trend.drawing:
            place = (_LEFT, _TOP, _FULL, None)
            _picture(shapes, trend_png(made, _PPI), place, made.trend.drawing.told)
        box = _box(shapes, (_LEFT, 5.4, _FULL, 1.2), "Onder de grafiek")
        _write(box.text_frame, [made.trend.under or "Er zijn geen cijfers om te tekenen."], 14)
        self.foot(shapes)

    def registers(self) -> None:
        """Initiatives and money beside each other, or apart when one of them is long."""
        made = self.made
        parts = [part for part in (made.initiatives, made.money) if part.sheet]
        if any(len(part.sheet.rows) > _SHORT for part in parts if part.sheet):
            for part, widths in ((made.initiatives, _STATUS), (made.money, _MONEY)):
                self.register(part, widths)
            return
        shapes = self.slide("Wat bewoners doen en wat het kost")
        half = (_FULL - 0.5) / 2
        for part, left, widths in (
            (made.initiatives, _LEFT, _STATUS),
            (made.money, _LEFT + half + 0.5, _MONEY),
        ):
            head = _box(shapes, (left, _TOP, half, 0.7), part.heading)
            lines = [part.heading, *([part.lead] if part.lead else [])]
            _write(head.text_frame, lines, 14, is_bold=True)
            end = _TOP + 0.75
            if part.sheet:
                end += _table(shapes, part.sheet, (left, end, half), widths, 12)
            box = _box(shapes, (left, min(end + 0.15, 6.1), half, 0.7), f"Bij {part.heading}")
            _write(box.text_frame, part.notes, 12, colour=QUIET)
        self.foot(shapes)

    def register(self, part: Part, widths: Sequence[float]) -> None:
        """One register on slides of its own."""
        rows = part.sheet.rows if part.sheet else ()
        for first in range(0, max(1, len(rows)), _MOST_ROWS):
            head = f"{part.heading}: {part.lead}".rstrip(".: ")
            shapes = self.slide(head if first == 0 else f"{head} (vervolg)")
            end = _TOP
            if part.sheet:
                shown = replace(part.sheet, rows=rows[first : first + _MOST_ROWS])
                end += _table(shapes, shown, (_LEFT, _TOP, _FULL), widths, 13)
            box = _box(shapes, (_LEFT, min(end + 0.15, 6.3), _FULL, 0.6), f"Bij {part.heading}")
            _write(box.text_frame, part.notes, 12, colour=QUIET)
            self.foot(shapes)

    def goals(self) -> None:
        if not self.made.goals:
            return
        shapes = self.slide(self.made.goals_heading)
        rows = tuple((one.label, one.verdict, one.said) for one in self.made.goals)
        sheet = Sheet(self.made.goals_heading, ("doel", "oordeel", "waarom"), rows)
        _table(shapes, sheet, (_LEFT, _TOP, _FULL), (3.2, 1.9, 7.0), 13)
        self.foot(shapes)

    def reserve(self) -> None:
        made = self.made
        shapes = self.slide(made.reserve.heading)
        left = _box(shapes, (_LEFT, _TOP, 7.2, 5.2), made.reserve.heading)
        _write(left.text_frame, [f"• {one}" for one in made.reserve.notes], _BODY)
        right = _box(shapes, (8.2, _TOP, _WIDTH - 8.2 - _RIGHT, 5.2), "Bronnen")
        sealed = f"Code van deze weergave: {made.seal.code}"
        lines = [
            "Bronnen",
            *made.sources,
            "",
            sealed,
            *([made.seal.link] if made.seal.link else []),
        ]
        _write(right.text_frame, lines, _SMALL)
        self.foot(shapes)

    def written(self) -> bytes:
        raw = io.BytesIO()
        self.file.save(raw)
        return _stamped(raw.getvalue())


def _stamped(content: bytes) -> bytes:
    """The same file with every part of one date."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _STAMP)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return made.getvalue()


def _emu(inches: float) -> _Pptx:
    from pptx.util import Emu  # noqa: PLC0415 - as above

    return Emu(round(inches * _INCH))


def _colour(hexes: str) -> _Pptx:
    from pptx.dml import color  # noqa: PLC0415 - as above

    made: _Pptx = color.RGBColor
    return made(*bytes.fromhex(hexes.lstrip("#")))


def _box(shapes: _Pptx, place: tuple[float, float, float, float], name: str) -> _Pptx:
    box = shapes.add_textbox(*(_emu(one) for one in place))
    box.name = name
    box.text_frame.word_wrap = True
    return box


def _write(
    frame: _Pptx,
    lines: Sequence[str],
    size: float,
    *,
    colour: str = INK,
    is_bold: bool = False,
) -> None:
    """Lines as paragraphs, in Dutch; only the first is bold."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN  # noqa: PLC0415 - as above
    from pptx.util import Pt  # noqa: PLC0415 - as above

    frame.vertical_anchor = MSO_ANCHOR.TOP
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = Pt(size * 0.35)
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold = Pt(size), is_bold and at == 0
        run.font.color.rgb = _colour(colour)
        run._r.get_or_add_rPr().set("lang", "nl-NL")  # noqa: SLF001 - no public way to set it


def _picture(
    shapes: _Pptx,
    content: bytes,
    place: tuple[float, float, float | None, float | None],
    told: str,
) -> None:
    sizes = [None if one is None else _emu(one) for one in place]
    shown = shapes.add_picture(io.BytesIO(content), *sizes)
    shown._element.nvPicPr.cNvPr.set("descr", told)  # noqa: SLF001 - no public way to set it


def _table(
    shapes: _Pptx,
    sheet: Sheet,
    place: tuple[float, float, float],
    widths: Sequence[float],
    size: float,
) -> float:
    """Add a table with a header row; returns about how high it is."""
    left, top, width = place
    rows = (sheet.headers, *sheet.rows)
    frame = shapes.add_table(
        len(rows), len(sheet.headers), _emu(left), _emu(top), _emu(width), _emu(_ROW * len(rows))
    )
    frame.name = sheet.caption
    frame._element.nvGraphicFramePr.cNvPr.set("descr", sheet.caption)  # noqa: SLF001 - as above
    grid = frame.table
    grid.horz_banding = False
    grid._tbl.tblPr.find(_style_tag()).text = _PLAIN_TABLE  # noqa: SLF001 - no public way to set it
    share = width / sum(widths)
    lines = 0
    for at, wide in enumerate(widths):
        grid.columns[at].width = _emu(wide * share)
    for down, row in enumerate(rows):
        deep = 1
        for across, words in enumerate(row):
            cell = grid.cell(down, across)
            _cell(cell, words, size, is_head=down == 0, to_right=across in sheet.numbers)
            room = widths[across] * share * 72 / (size * 0.5)
            deep = max(deep, -(-len(words) // max(1, int(room))))
        lines += deep
    return lines * size * 1.25 / 72 + len(rows) * 0.12


def _style_tag() -> str:
    return "{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId"


def _cell(cell: _Pptx, words: str, size: float, *, is_head: bool, to_right: bool) -> None:
    from pptx.enum.text import PP_ALIGN  # noqa: PLC0415 - as above

    cell.margin_left = cell.margin_right = _emu(0.06)
    cell.margin_top = cell.margin_bottom = _emu(0.04)
    _write(cell.text_frame, [words], size, colour=QUIET if is_head else INK, is_bold=is_head)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.space_after = 0
    if to_right:
        paragraph.alignment = PP_ALIGN.RIGHT
    _rule(cell, INK if is_head else "#C5CDD1", 1.0 if is_head else 0.5)


def _rule(cell: _Pptx, colour: str, points: float) -> None:
    """Line under a cell."""
    from pptx.oxml import parse_xml  # noqa: PLC0415 - as above

    drawn = (
        '<a:lnB xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'w="{round(points * 12700)}"><a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/>'
        "</a:solidFill></a:lnB>"
    )
    cell._tc.get_or_add_tcPr().append(parse_xml(drawn))  # noqa: SLF001 - no public way to set it
