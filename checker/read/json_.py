"""Case files in JSON: one case, or an array of cases; what is wrong is said with its exact
place."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from checker.read.place import CaseError, Place, place_at
from checker.read.scan import Positions, Spot, end_of, spots
from checker.read.text import LARGEST, read_text
from model.casefile.faults import CaseFault, CaseFaults, DocPath, quoted

if TYPE_CHECKING:
    from model.casefile.records import CaseRecord
    from model.history import EventId, History
    from model.organs.hierarchy import Hierarchy

DEEPEST: Final = 64
"""How many arrays and objects may stand inside each other."""

_LONGEST_NUMBER: Final = 18
_BLANK: Final = re.compile(r"[ \t\r\n]*")
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_SCALAR: Final = re.compile(r'"|-?[0-9]|(?:true|false|null|NaN|-?Infinity)\b')
_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")

TreeLoader: TypeAlias = "Callable[[CaseRecord, Path], Hierarchy]"
"""Returns the organs of a case that stands in this file; CaseFault if `organs` names none."""


@dataclass(frozen=True, slots=True)
class RawCase:
    """One case as parsed, not yet checked, and its places."""

    document: object
    positions: Positions


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one case, cut out of its file: small enough to be handed to another process.

    `line`: the number in the file of its first line, of which `before` characters are left out.
    """

    file: str
    text: str
    start: int
    line: int = 1
    before: int = 0
    alone: bool = False
    """Nothing but blanks may follow the case."""

    def case(self) -> RawCase | CaseError:
        """Returns the case the text holds, parsed."""
        positions = Positions(self.file, self.text, self.start, DEEPEST, self.line, self.before)
        case, ends, _ = _parsed(positions)
        rest = _skip(self.text, ends)
        if self.alone and isinstance(case, RawCase) and rest < len(self.text):
            message = "something follows the case"
            return CaseError(message, positions.place_at(rest), "put each case on its own line")
        return case


@dataclass(frozen=True, slots=True)
class Loaded:
    """One case, read and resolved."""

    record: CaseRecord
    history: History
    positions: Positions

    @property
    def text(self) -> str:
        """The text of its file, or the part of it that was kept."""
        return self.positions.text

    def place_of_event(self, id: EventId) -> Place:
        """Returns the place of an event; of the case, if the file records none of that id."""
        return self.positions.place_of(self.path_of_event(id))

    def path_of_event(self, id: EventId) -> DocPath:
        """Returns the way to an event in its case; both halves of a hearing lead to the same."""
        ids = [event.id for event in self.record.events]
        for name in (id, id.removesuffix(".end")):
            if name in ids:
                return ("events", ids.index(name))
        return ()


# ---- parsing -------------------------------------------------------------------------------------


def read_case_file(path: Path, largest: int = LARGEST) -> tuple[RawCase, ...]:
    """Returns the cases of a file in their order; CaseError at the first place that is no sound
    JSON."""
    found: list[RawCase] = []
    for case in raw_cases(read_text(path, largest), str(path)):
        if isinstance(case, CaseError):
            raise case
        found.append(case)
    return tuple(found)


def raw_cases(text: str, file: str) -> Iterator[RawCase | CaseError]:
    """Yields each case of the text, or what is wrong with it; a syntax error is the last thing
    yielded."""
    begins = _skip(text, 0)
    if text[begins] == "{":
        yield from _only(text, begins, file)
    elif text[begins] == "[":
        yield from _array(text, begins, file)
    elif _SCALAR.match(text, begins):
        message = "a case file holds a case (an object) or an array of cases"
        yield CaseError(message, place_at(file, text, begins))
    else:
        yaml = file.lower().endswith((".yaml", ".yml"))
        help_line = "YAML is not read: write the case as JSON" if yaml else None
        yield CaseError("the file is not JSON", place_at(file, text, begins), help_line)


def pieces(cases: Iterable[RawCase | CaseError]) -> Iterator[Piece | CaseError]:
    """Yields each case of one text, in order, cut out with the lines it stands on; errors as they
    are."""
    line, counted = 1, 0
    for case in cases:
        if isinstance(case, CaseError):
            yield case
            continue
        text, start = case.positions.text, case.positions.start
        line, counted = line + text.count("\n", counted, start), start
        head = text.rfind("\n", 0, start) + 1
        first = max(head, start - _MARGIN)
        ends = end_of(text, start)
        last = text.find("\n", ends, ends + _MARGIN)
        cut = text[first : last if last >= 0 else ends + _MARGIN]
        yield Piece(case.positions.file, cut, start - first, line, first - head)


_MARGIN: Final = 200
"""Characters kept before and after a case on the lines it shares with others."""


def _skip(text: str, offset: int) -> int:
    blank = _BLANK.match(text, offset)
    assert blank is not None
    return blank.end()


def _only(text: str, begins: int, file: str) -> Iterator[RawCase | CaseError]:
    case, ends, _ = _one(text, begins, file)
    rest = _skip(text, ends)
    if isinstance(case, RawCase) and rest < len(text):
        yield CaseError(
            "something follows the case",
            place_at(file, text, rest),
            "put several cases in one array",
        )
        return
    yield case


def _array(text: str, begins: int, file: str) -> Iterator[RawCase | CaseError]:
    offset, first = _skip(text, begins + 1), True
    while text[offset : offset + 1] != "]" or not first:
        case, offset, sound = _one(text, offset, file)
        yield case
        first = False
        if not sound:
            return
        offset = _skip(text, offset)
        mark = text[offset : offset + 1]
        if mark == "]":
            break
        if mark != ",":
            message = "the array of cases is not closed" if not mark else "expected `,` or `]`"
            yield CaseError(message, place_at(file, text, offset))
            return
        offset = _skip(text, offset + 1)
    if first:
        yield CaseError("the file holds an empty array of cases", place_at(file, text, begins))
        return
    rest = _skip(text, offset + 1)
    if rest < len(text):
        yield CaseError("something follows the array of cases", place_at(file, text, rest))


def _one(text: str, begins: int, file: str) -> tuple[RawCase | CaseError, int, bool]:
    """Returns the case at an offset, the offset after it, and whether the text after it can be
    read on."""
    return _parsed(Positions(file, text, begins, DEEPEST))


def _parsed(positions: Positions) -> tuple[RawCase | CaseError, int, bool]:
    text, begins = positions.text, positions.start
    try:
        document, ends = _DECODER.raw_decode(text, begins)
    except json.JSONDecodeError as error:
        return _syntax(error, positions), begins, False
    except RecursionError:
        return _too_deep(positions), begins, False
    except _UnsoundError:
        return _unsound(positions), end_of(text, begins), True
    return _checked(document, positions, ends), ends, True


def _checked(document: object, positions: Positions, ends: int) -> RawCase | CaseError:
    if _SURROGATE.search(positions.text, positions.start, ends):
        for spot in spots(positions.text, positions.start, DEEPEST):
            value = _text_at(positions.text, spot.at)
            key = str(spot.path[-1]) if spot.path else ""
            if not _encodable(value) or not _encodable(key):
                place = positions.place_at(spot.at)
                return CaseError("half a surrogate pair is no character", place)
    return RawCase(document, positions)


def _text_at(text: str, at: int) -> str:
    return str(json.loads(text[at : end_of(text, at)])) if text[at] == '"' else ""


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


class _UnsoundError(ValueError):
    """The parser met a key twice or a number that is none; where, the scanner finds."""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _UnsoundError
    return found


def _constant(_word: str) -> float:
    raise _UnsoundError


def _float(word: str) -> float:
    value = float(word)
    if not math.isfinite(value):
        raise _UnsoundError
    return value


def _int(word: str) -> int:
    if len(word) > _LONGEST_NUMBER:
        raise _UnsoundError
    return int(word)


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_constant=_constant, parse_float=_float, parse_int=_int
)


def _syntax(error: json.JSONDecodeError, positions: Positions) -> CaseError:
    text = positions.text
    reason = _SYNTAX.get(error.msg.removesuffix(" at"), error.msg[:1].lower() + error.msg[1:])
    if error.pos >= len(text.rstrip()):
        reason = "it ends too early"
    return CaseError(f"not valid JSON: {reason}", positions.place_at(min(error.pos, len(text))))


_SYNTAX: Final = {
    "Unterminated string starting": "this text is not closed",
    "Expecting value": "a value is expected",
    "Expecting ',' delimiter": "`,` is expected",
    "Expecting ':' delimiter": "`:` is expected",
    "Expecting property name enclosed in double quotes": "a key in double quotes is expected",
    "Illegal trailing comma before end of object": "a key is expected after `,`",
    "Invalid control character": "a line break or tab inside a text",
    "Invalid \\escape": "no such escape after `\\`",
    "Invalid \\uXXXX escape": "four digits are expected after `\\u`",
}
"""What the parser of the standard library says, for people."""


def _too_deep(positions: Positions) -> CaseError:
    last = positions.start
    for spot in spots(positions.text, positions.start, DEEPEST):
        if len(spot.path) >= DEEPEST:
            last = spot.at
            break
    place = positions.place_at(last)
    return CaseError(f"more than {DEEPEST} arrays or objects inside each other", place)


def _unsound(positions: Positions) -> CaseError:
    for spot in spots(positions.text, positions.start, 10 * DEEPEST):
        problem = _problem(spot)
        if problem:
            at = spot.key_at if spot.repeated and spot.key_at is not None else spot.at
            return CaseError(problem, positions.place_at(at))
    return CaseError("not valid JSON", positions.place_of(()))


def _problem(spot: Spot) -> str | None:
    if spot.repeated:
        return f"the key {quoted(str(spot.path[-1]))} stands twice in one object"
    if spot.word in ("NaN", "Infinity", "-Infinity"):
        return f"{quoted(spot.word)} is not a number"
    if spot.word is not None and _NUMBER.fullmatch(spot.word):
        whole = spot.word.lstrip("-").isdigit()
        if (whole and len(spot.word) > _LONGEST_NUMBER) or not math.isfinite(float(spot.word)):
            return f"{quoted(spot.word)} is too large a number"
    return None


# ---- cases ---------------------------------------------------------------------------------------


def load_histories(
    path: Path, tree_loader: TreeLoader, largest: int = LARGEST
) -> Iterator[Loaded | CaseError]:
    """Yields each case of the file as a history, or the error that keeps it from being one.

    It never raises for what stands in the file. `largest`: bytes of the largest file that is read.
    """
    try:
        text = read_text(path, largest)
    except CaseError as error:
        yield error
        return
    for case in raw_cases(text, str(path)):
        yield case if isinstance(case, CaseError) else load_history(case, path, tree_loader)


def load_history(case: RawCase, path: Path, tree_loader: TreeLoader) -> Loaded | CaseError:
    """Returns the history of one parsed case, or its first error in the order of the file."""
    from model.casefile.records import read_record
    from model.casefile.resolve import resolve

    try:
        record = read_record(case.document)
        history = resolve(record, tree_loader(record, path))
    except CaseFaults as found:
        return _first(found.faults, case.positions)
    except CaseFault as fault:
        return error_of(fault, case.positions)
    except CaseError as error:
        return error
    return Loaded(record, history, case.positions)


def _first(faults: tuple[CaseFault, ...], positions: Positions) -> CaseError:
    ordered = sorted(faults, key=lambda f: positions.offset_of(f.at, key=f.on_key))
    return error_of(ordered[0], positions)


def error_of(fault: CaseFault, positions: Positions) -> CaseError:
    """Returns a fault of a case with its place in the file."""
    place = positions.place_of(fault.at, key=fault.on_key)
    return CaseError(fault.message, place, fault.help, field_name(fault.at))


def field_name(at: DocPath) -> str:
    """Returns the way to a value as people write it: `events[3].on`, counted from 0."""
    parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in at)
    return "".join(parts).removeprefix(".")
