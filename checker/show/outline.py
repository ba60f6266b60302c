"""Clauses inside clauses: a formula in words before it is broken into lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias, assert_never

from checker.show.lang import Text, joined


@dataclass(frozen=True, slots=True)
class Line:
    """One clause."""

    text: Text


@dataclass(frozen=True, slots=True)
class Listed:
    """All (`every`) or at least one of several clauses."""

    every: bool
    items: tuple[Outline, ...]


@dataclass(frozen=True, slots=True)
class Under:
    """A heading and what stands under it."""

    head: Text
    item: Outline


@dataclass(frozen=True, slots=True)
class ByReading:
    """What each value of a reading makes of it."""

    head: Text
    cases: tuple[tuple[Text, Outline], ...]


Outline: TypeAlias = Line | Listed | Under | ByReading

ALL: Final = Text("以下全部成立", "all of these")
ANY: Final = Text("以下任一成立", "any of these")
AND: Final = Text(" 且 ", " and ")
EITHER: Final = Text(" 或 ", " or ")

NOT: Final = Text("并非", "not")
"""The heading of what is denied: a list under it stands in brackets."""

_LONGEST: Final = 96
"""Longest clause, in columns of the English text, that is written on one line."""


def lines(outline: Outline, depth: int = 0) -> Iterator[tuple[int, Text]]:
    """Yields the outline line by line with its depth; short parts stand on one line."""
    whole = inline(outline)
    if isinstance(outline, Line) or len(whole.en) <= _LONGEST - 2 * depth:
        yield depth, whole
        return
    match outline:
        case Listed(every, items):
            yield depth, (ALL if every else ANY) + Text("：", ":")
            for item in items:
                yield from lines(item, depth + 1)
        case Under(head, item):
            yield depth, head + Text("：", ":")
            yield from lines(item, depth + 1)
        case ByReading(head, cases):
            yield depth, head + Text("：", ":")
            for label, item in cases:
                yield from lines(Under(label, item), depth + 1)
        case _:
            assert_never(outline)


def inline(outline: Outline) -> Text:
    """Returns the outline as one clause."""
    match outline:
        case Line(text):
            return text
        case Listed(every, items):
            return joined((_bracketed(i) for i in items), AND if every else EITHER)
        case Under(head, Listed() as item) if head == NOT:
            return head + Text("：", ": ") + _bracketed(item)
        case Under(head, item):
            return head + Text("：", ": ") + inline(item)
        case ByReading(head, cases):
            each = (label + Text(" 时：", ": ") + inline(item) for label, item in cases)
            return head + Text("（", " (") + joined(each, Text("；", "; ")) + Text("）", ")")
        case _:
            assert_never(outline)


def _bracketed(outline: Outline) -> Text:
    if isinstance(outline, Line):
        return outline.text
    return Text("（", "(") + inline(outline) + Text("）", ")")
