"""JSON Lines: one case per line, read line by line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checker.read.json_ import Piece
from checker.read.lines import Encoding, Line, lines_of
from checker.read.place import CaseError, Place
from checker.read.rejects import Reject, reject_of


def cases_of_lines(path: Path, encoding: Encoding) -> Iterator[Piece | Reject]:
    """Yields the case of every line that is not blank, not yet parsed, or what is wrong with the
    line."""
    for line in lines_of(path, encoding):
        if line.text.strip():
            yield _case(line, str(path))


def _case(line: Line, file: str) -> Piece | Reject:
    if line.fault:
        return reject_of(CaseError(line.fault, Place(file, line.number, 1)), line.text)
    start = len(line.text) - len(line.text.lstrip(" \t\r"))
    if line.text[start] != "{":
        place = Place(file, line.number, start + 1)
        message = "a line of JSON Lines holds one case, an object"
        return reject_of(CaseError(message, place), line.text)
    return Piece(file, line.text, start, line.number, alone=True)
