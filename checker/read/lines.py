"""Lines of large files, one after the other: the file is never held as a whole."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, Literal, TypeAlias

from checker.read.place import CaseError, Place
from checker.read.text import no_such_file
from model.casefile.faults import quoted

LONGEST: Final = 4 * 1024 * 1024
"""The longest line that is read, in bytes."""

Encoding: TypeAlias = Literal["utf-8", "gb18030"]
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What one pass over a file showed: how it is written, how many of its lines are not blank."""

    encoding: Encoding
    lines: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end; `number` counts from 1. Bytes that are no text stand as lone
    surrogates, and `fault` says what is wrong, where something is."""

    number: int
    text: str
    fault: str | None = None


def surveyed(path: Path) -> Surveyed:
    """Returns how a file is written; CaseError if it cannot be opened, is empty or is UTF-16.

    A few lines that are no UTF-8 among many that are: damage, and the lines are refused one by
    one. More of them than of the others: GB18030, as Chinese offices write.
    """
    good, bad, lines = 0, 0, 0
    for number, content in _contents(path):
        if number == 1 and content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise CaseError("the file is in UTF-16", Place(str(path)), "save it as UTF-8")
        lines += bool(content.strip())
        if not content.isascii():
            is_good = _is_utf8(content)
            good, bad = good + is_good, bad + (not is_good)
    if not lines:
        raise CaseError("the file is empty", Place(str(path), 1, 1), "one case or event per line")
    return Surveyed("gb18030" if bad > good else "utf-8", lines)


def lines_of(path: Path, encoding: Encoding) -> Iterator[Line]:
    """Yields every line of the file."""
    for number, content in _contents(path):
        bare = content.removesuffix(b"\n").removesuffix(b"\r")
        if number == 1:
            bare = bare.removeprefix(codecs.BOM_UTF8)
        text = bare[:LONGEST].decode(encoding, "surrogateescape")
        yield Line(number, text, _fault(text, len(bare), encoding))


def _fault(text: str, size: int, encoding: Encoding) -> str | None:
    if size > LONGEST:
        return f"the line is longer than {LONGEST // (1024 * 1024)} MB"
    odd = _CONTROL.search(text)
    if odd is None:
        return None
    if odd.group() >= "\udc80":
        return f"the line is not text in {encoding.upper()} (character {odd.start() + 1})"
    return f"the line holds the control character U+{ord(odd.group()):04X}"


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _contents(path: Path) -> Iterator[tuple[int, bytes]]:
    # INVARIANT: no byte of a character of GB18030 or UTF-8 but the line feed itself is a line feed
    try:
        with path.open("rb") as file:
            number = 0
            while content := file.readline(LONGEST + 2):
                number += 1
                if len(content) == LONGEST + 2 and not content.endswith(b"\n"):
                    _skip_rest(file)
                yield number, content
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: OSError) -> CaseError:
    if isinstance(error, FileNotFoundError):
        return no_such_file(path)
    reason = (error.strerror or "it cannot be opened").lower()
    return CaseError(f"{quoted(path.name)} cannot be read: {reason}", Place(str(path)))


def _skip_rest(file: BinaryIO) -> None:
    while (more := file.readline(LONGEST)) and not more.endswith(b"\n"):
        pass
