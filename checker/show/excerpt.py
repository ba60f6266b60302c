"""Lines of a case file with carets under what matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from checker.read.json_ import Loaded
from checker.show.lang import Lang, Text
from checker.show.paint import BLUE, DIM, RED, Row, Style, clean, columns, row
from model.words import Field

_WIDEST: Final = 92
"""Columns of a line of the file that are shown."""
_FAR: Final = 8 * _WIDEST
"""Characters of a line of the file that are looked at: a whole file may be one line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A field of an event to point at, and what to say of it."""

    event: str
    field: Field
    note: Text
    important: bool


@dataclass(frozen=True, slots=True)
class _Spot:
    line: int
    first: int
    last: int
    source: str
    mark: Mark


def place_of(mark: Mark, loaded: Loaded) -> str:
    """Returns `file:line:column` of what the mark points at."""
    begins, _ = _offsets(mark, loaded)
    return str(loaded.positions.place_at(begins))


def excerpt(marks: Iterable[Mark], loaded: Loaded, lang: Lang) -> Iterator[Row]:
    """Yields the lines of the file with their numbers, in the order of the file."""
    found = sorted((_spot(m, loaded) for m in marks), key=lambda s: (s.line, s.first))
    if not found:
        return
    width = len(str(max(s.line for s in found)))
    gutter = " " * width
    yield row((f"    {gutter} |", BLUE))
    shown = 0
    for spot in found:
        lead, text = _window(spot)
        if spot.line != shown:
            yield row((f"    {spot.line:>{width}} | ", BLUE), text)
            shown = spot.line
        yield _carets(spot, lead, gutter, lang)


def _carets(spot: _Spot, lead: str, gutter: str, lang: Lang) -> Row:
    style: Style = RED if spot.mark.important else DIM
    last = min(spot.last, spot.first + _FAR)
    length = max(1, columns(clean(spot.source[spot.first : last])))
    room = max(1, min(length, _WIDEST - columns(lead)))
    under = " " * columns(lead) + "^" * room
    return row((f"    {gutter} | ", BLUE), (f"{under} {spot.mark.note.of(lang)}", style))


def _window(spot: _Spot) -> tuple[str, str]:
    """Returns what stands before the mark on the line shown, and the line: cut to what is seen."""
    line = spot.source
    start = len(line) - len(line.lstrip())
    wide = spot.last - start > _FAR or columns(clean(line[start : spot.last])) > _WIDEST
    if wide:
        start = max(start, spot.first - 30)
    before = ("…" if start > len(line) - len(line.lstrip()) else "") + clean(
        line[start : spot.first]
    )
    return before, _cut(before + clean(line[spot.first : spot.first + _FAR]).rstrip())


def _cut(text: str) -> str:
    if columns(text) <= _WIDEST:
        return text
    kept = 0
    for place, c in enumerate(text):
        kept += columns(c)
        if kept >= _WIDEST:
            return text[:place] + "…"
    return text


def _spot(mark: Mark, loaded: Loaded) -> _Spot:
    begins, ends = _offsets(mark, loaded)
    text = loaded.text
    first = text.rfind("\n", 0, begins) + 1
    last = text.find("\n", begins)
    last = len(text) if last < 0 else last
    line = loaded.positions.place_at(begins).line
    return _Spot(line, begins - first, min(ends, last) - first, text[first:last], mark)


def _offsets(mark: Mark, loaded: Loaded) -> tuple[int, int]:
    """Returns where the field stands, key and value; where the event's id does, if it is absent."""
    path, positions = loaded.path_of_event(mark.event), loaded.positions
    for field in (mark.field.value, "id"):
        at = (*path, field)
        begins = positions.offset_of(at, key=True)
        if begins != positions.offset_of(path):
            return begins, positions.end_at(positions.offset_of(at))
    begins = positions.offset_of(path)
    return begins, begins + 1
