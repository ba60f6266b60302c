"""Rows of styled text, and the one place where they become characters of a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias


class Style(Enum):
    """How a piece of a row is shown: its SGR code."""

    PLAIN = ""
    BOLD = "1"
    DIM = "2"
    RED = "1;31"
    GREEN = "32"
    YELLOW = "33"
    BLUE = "34"


PLAIN, BOLD, DIM = Style.PLAIN, Style.BOLD, Style.DIM
RED, GREEN, YELLOW, BLUE = Style.RED, Style.GREEN, Style.YELLOW, Style.BLUE


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one style."""

    text: str
    style: Style


Row: TypeAlias = tuple[Piece, ...]
"""One line."""


def row(*pieces: str | tuple[str, Style]) -> Row:
    """Returns a row; a bare text is plain."""
    return tuple(Piece(p, PLAIN) if isinstance(p, str) else Piece(*p) for p in pieces)


def clean(text: str) -> str:
    """Returns the text without control, bidi and other invisible characters, on one line."""
    return "".join(" " if c in "\t\n" else c for c in text if c in "\t\n" or _shown(c))


def _shown(c: str) -> bool:
    return c.isprintable() or unicodedata.category(c) == "Zs"


def painted(rows: Iterable[Row], *, colour: bool) -> str:
    """Returns the rows as text, each ended by a line break.

    INVARIANT: nothing a case file holds reaches a terminal but through here, cleaned.
    """
    return "".join("".join(_painted(p, colour) for p in r).rstrip() + "\n" for r in rows)


def _painted(piece: Piece, colour: bool) -> str:
    text = clean(piece.text)
    if not colour or piece.style is PLAIN or not text:
        return text
    return f"\x1b[{piece.style.value}m{text}\x1b[0m"


def columns(text: str) -> int:
    """Returns how many columns of a terminal the text takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


_UNITS = re.compile(r"[^，；、：。 ]*[，；、：。 ]*")


def wrapped(text: str, width: int) -> list[str]:
    """Returns the text in lines of at most `width` columns, broken after spaces and Chinese
    punctuation; never none. What is longer without either is broken anywhere."""
    lines: list[str] = []
    line = ""
    for unit in _units(clean(text), width):
        if line and columns((line + unit).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += unit if line else unit.lstrip()
    return [*lines, line.rstrip()]


def _units(text: str, width: int) -> Iterator[str]:
    for found in _UNITS.finditer(text):
        unit = found.group()
        if columns(unit.rstrip()) <= width:
            yield unit
        else:
            yield from unit
