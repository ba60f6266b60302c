"""From a file to text: whatever encoding a Chinese office may use, and nothing that is no text."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from checker.read.place import CaseError, Place
from model.casefile.faults import did_you_mean, quoted

LARGEST: Final = 50 * 1024 * 1024
"""The largest file that is read, in bytes."""

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SAMPLE: Final = 1 << 20


def read_text(path: Path, largest: int = LARGEST) -> str:
    """Returns the text of a file in UTF-8, UTF-16 (with its mark) or GB18030; CaseError if it
    has none."""
    return decode(_bytes_of(path, largest), str(path))


def _bytes_of(path: Path, largest: int) -> bytes:
    place = Place(str(path))
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except FileNotFoundError:
        raise no_such_file(path) from None
    except IsADirectoryError:
        raise CaseError(f"{quoted(path.name)} is a folder", place, "name the files in it") from None
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise CaseError(f"{quoted(path.name)} cannot be read: {reason}", place) from None
    except ValueError:  # a NUL in the name
        raise CaseError(f"there is no file {quoted(path.name)}", place) from None
    if len(content) > largest:
        limit = f"the file is larger than {largest // (1024 * 1024)} MB"
        raise CaseError(limit, place, "split it into several files")
    return content


def no_such_file(path: Path) -> CaseError:
    """Returns the error for a file that is not there, with the name meant if one is alike."""
    return CaseError(f"there is no file {quoted(path.name)}", Place(str(path)), _sibling(path))


def _sibling(path: Path) -> str | None:
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return None
    near = did_you_mean(path.name, names)
    return near if near and near.startswith("did") else None


def decode(content: bytes, file: str) -> str:
    """Returns the text of these bytes; CaseError if they are empty, broken or no text at all."""
    text = _decoded(content, file)
    if not text.strip():
        raise CaseError(
            "the file is empty", Place(file, 1, 1), "a case file holds one case or a list"
        )
    odd = _CONTROL.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        column = odd.start() - text.rfind("\n", 0, odd.start())
        code = f"U+{ord(odd.group()):04X}"
        raise CaseError(
            f"the file is not text: it holds the control character {code}",
            Place(file, line, column),
        )
    return text


def _decoded(content: bytes, file: str) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(content, "utf-16", file)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _mostly_utf8(content):
            raise CaseError(
                "the UTF-8 text is broken here", _byte_place(content, error.start, file)
            ) from None
    return _strict(content, "gb18030", file)


def _mostly_utf8(content: bytes) -> bool:
    """A few bad bytes in good UTF-8 are damage; GB18030 read as UTF-8 is bad nearly everywhere."""
    sample = content[:_SAMPLE].decode("utf-8", "replace")
    bad = sample.count("\ufffd")
    other = sum(1 for c in sample if c > "\x7f") - bad
    return other > bad


def _strict(content: bytes, encoding: str, file: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise CaseError(
            "the file is not text in UTF-8, UTF-16 or GB18030",
            _byte_place(content, error.start, file),
            "save it as UTF-8",
        ) from None


def _byte_place(content: bytes, offset: int, file: str) -> Place:
    before = content[:offset]
    line = before.count(b"\n") + 1
    tail = before[before.rfind(b"\n") + 1 :]
    return Place(file, line, len(tail.decode("utf-8", "replace")) + 1)
