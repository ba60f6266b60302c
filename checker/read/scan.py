"""Where each key and value of a JSON text stands. Runs only when an error or an excerpt needs
it.

It walks the same text the parser read, without recursion, and stops at the first thing that is
no JSON: the parser has the word on syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from checker.read.place import Place, place_at
from model.casefile.faults import DocPath

_TOKEN: Final = re.compile(
    r'[ \t\r\n]*(?:(?P<string>"[^"\\]*(?:\\.[^"\\]*)*")'
    r'|(?P<mark>[\[\]{}:,])|(?P<word>[^\s\[\]{}:,"]+))',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """One value: the way to it, where it begins and, inside an object, where its key does.

    `word` is a number, `true`, `NaN` … as written. `repeated`: its object had the key before."""

    path: DocPath
    at: int
    key_at: int | None
    word: str | None
    repeated: bool


@dataclass(slots=True)
class _Frame:
    """An open array or object on the way to where the scan is."""

    keys: set[str] | None
    step: str | int = 0
    key_at: int | None = None
    repeated: bool = False


def spots(text: str, start: int, deepest: int) -> Iterator[Spot]:
    """Yields every value of the JSON value at `start`, outer before inner, down to `deepest`
    levels."""
    frames: list[_Frame] = []
    offset = start
    while (token := _TOKEN.match(text, offset)) is not None:
        kind = token.lastgroup
        assert kind is not None
        begins, offset = token.start(kind), token.end()
        found = token.group(kind)
        top = frames[-1] if frames else None
        if kind == "mark" and found in "]}:,":
            if found in "]}":
                if frames:
                    frames.pop()
            elif found == "," and top is not None and isinstance(top.step, int):
                top.step += 1
            elif found == "," and top is not None:
                top.key_at = None
        elif kind == "string" and top is not None and top.keys is not None and top.key_at is None:
            _enter_key(top, _unescaped(found), begins)
            continue
        else:
            word = found if kind == "word" else None
            yield _spot(frames, begins, word)
            if kind == "mark":
                frames.append(_Frame(set() if found == "{" else None))
                if found == "{":
                    frames[-1].step = ""
        if not frames or len(frames) > deepest:
            return


def _enter_key(frame: _Frame, key: str, at: int) -> None:
    assert frame.keys is not None
    frame.repeated = key in frame.keys
    frame.keys.add(key)
    frame.step, frame.key_at = key, at


def _spot(frames: list[_Frame], at: int, word: str | None) -> Spot:
    top = frames[-1] if frames else _Frame(None)
    return Spot(tuple(f.step for f in frames), at, top.key_at, word, top.repeated)


def _unescaped(quoted: str) -> str:
    import json

    try:
        return str(json.loads(quoted, strict=False))
    except ValueError:
        return quoted


def end_of(text: str, start: int) -> int:
    """Returns the offset after the JSON value that begins at `start`."""
    depth, offset = 0, start
    while (token := _TOKEN.match(text, offset)) is not None:
        offset = token.end()
        match token.group("mark"):
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1
            case _:
                pass
        if depth <= 0:
            break
    return offset


@dataclass(frozen=True)
class Positions:
    """The places of one case in its file. `start` is the offset of the case in the text.

    The text may be a part of the file only: its first line is then line `line` of the file, and
    `before` characters of that line are left out.
    """

    file: str
    text: str
    start: int
    deepest: int = 64
    line: int = 1
    before: int = 0

    @cached_property
    def _spots(self) -> dict[DocPath, Spot]:
        found: dict[DocPath, Spot] = {}
        for spot in spots(self.text, self.start, self.deepest):
            found.setdefault(spot.path, spot)
        return found

    def offset_of(self, path: DocPath, *, key: bool = False) -> int:
        """Returns where the value at this path begins, or its key; that of what holds it if it
        is absent."""
        for length in range(len(path), -1, -1):
            spot = self._spots.get(path[:length])
            if spot is not None:
                wants_key = key and length == len(path) and spot.key_at is not None
                return spot.key_at if wants_key and spot.key_at is not None else spot.at
        return self.start

    def place_of(self, path: DocPath, *, key: bool = False) -> Place:
        """Returns the place of the value at this path of the case, or of its key."""
        return self.place_at(self.offset_of(path, key=key))

    def place_at(self, offset: int) -> Place:
        """Returns the place in the file of the character at an offset of the text."""
        found = place_at(self.file, self.text, offset)
        before = self.before if found.line == 1 else 0
        return Place(self.file, self.line_number(found.line), found.column + before)

    def line_number(self, line: int) -> int:
        """Returns the number in the file of a line of the text; lines count from 1."""
        return line + self.line - 1

    def end_at(self, offset: int) -> int:
        """Returns the offset after the value that begins at this one."""
        return end_of(self.text, offset)

    def excerpt(self, path: DocPath) -> str:
        """Returns the value at this path as the file writes it."""
        begins = self.offset_of(path)
        return self.text[begins : self.end_at(begins)]
