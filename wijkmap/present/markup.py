"""Small pieces of HTML, with every text escaped at the one place where it enters."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from wijkmap.model.words import State

__all__ = ["ABSENCE", "absence", "element", "join", "link", "text"]

ABSENCE = {
    State.MISSING: "geen openbare gegevens",
    State.SUPPRESSED: "niet getoond (klein aantal)",
    State.NOT_APPLICABLE: "niet van toepassing",
}
"""The word for each state without a value, the same on map, legend, table and print."""

_SAFE_SCHEMES = ("https://", "http://")


class Markup(str):
    """Text that is already HTML."""

    __slots__ = ()


def text(value: object) -> Markup:
    """Escape a text; what is HTML already stays as it is."""
    return value if isinstance(value, Markup) else Markup(escape(str(value)))


def join(parts: Iterable[object], between: str = "") -> Markup:
    """Pieces after each other, each escaped when it is plain text."""
    return Markup(text(between).join(text(part) for part in parts))


def element(tag: str, *children: object, **attributes: str | None) -> Markup:
    """Render one element.

    Parameters
    ----------
    tag : str
    *children : object
        Escaped unless they are HTML already.
    **attributes : str or None
        A trailing underscore is dropped and other underscores become hyphens
        (``class_``, ``aria_label``); None leaves the attribute out.
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{tag}{written}>{join(children)}</{tag}>")


def link(url: str, label: object, **attributes: str | None) -> Markup:
    """Link to a public page in a new tab, or only its label when `url` is no web address."""
    if not url.startswith(_SAFE_SCHEMES):
        return text(label)
    return element("a", label, href=url, target="_blank", rel="noopener noreferrer", **attributes)


def absence(state: State) -> Markup:
    """Sign and word of a figure without a value."""
    return element(
        "span",
        element("span", class_=f"wm-sign wm-sign-{state.value}", aria_hidden="true"),
        ABSENCE[state],
        class_="wm-absent",
    )
