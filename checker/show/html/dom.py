"""Elements of the page, and the one place where they become characters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias
from xml.etree.ElementTree import Element, tostring

from checker.show.paint import clean

Inside: TypeAlias = Element | str
"""What stands inside an element."""

VOID: Final = frozenset({"meta", "br", "hr", "col", "input"})
"""Elements of HTML that hold nothing."""


def el(tag: str, *inside: Inside, **attributes: str | float) -> Element:
    """Returns an element; `class_` is the attribute `class`, `stroke_width` is `stroke-width`.

    INVARIANT: nothing a case file holds reaches the page but through here, cleaned of control and
    bidirectional characters; ElementTree escapes the rest.
    """
    made = Element(tag)
    for name, value in attributes.items():
        said = value if isinstance(value, str) else _number(value)
        made.set(name.rstrip("_").replace("_", "-"), clean(said))
    return add(made, inside)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def add(into: Element, inside: Iterable[Inside]) -> Element:
    """Puts texts and elements at the end of an element; returns it."""
    for piece in inside:
        if isinstance(piece, Element):
            into.append(piece)
        elif len(into):
            into[-1].tail = (into[-1].tail or "") + clean(piece)
        else:
            into.text = (into.text or "") + clean(piece)
    return into


def document(root: Element) -> str:
    """Returns the page as text, which is HTML and sound XML at once.

    INVARIANT: an element of HTML that is not void is never empty: it would be written `<td />`.
    """
    return "<!DOCTYPE html>\n" + tostring(root, encoding="unicode") + "\n"
