"""From paths to cases: files and folders, each case read, moved to another day where asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias, TypeVar, cast

from checker.cli.log_inputs import is_log, log_questions
from checker.read.csv_ import cases_of_table, surveyed_table
from checker.read.json_ import Loaded, Piece, RawCase, error_of, load_history, pieces, raw_cases
from checker.read.jsonl_ import cases_of_lines
from checker.read.lines import surveyed
from checker.read.logs import ending_of
from checker.read.mapping import LogMapping
from checker.read.place import CaseError, Place
from checker.read.rejects import Reject, reject_of
from checker.read.text import read_text
from checker.read.trees import load_tree
from checker.read.units import Lack, Refused, Unit, Unread, load_unit, refused
from checker.show.lang import Text
from model.casefile.faults import CaseFault, DocPath, quoted
from model.casefile.records import CaseRecord, EventRecord
from model.casefile.resolve import resolve

Read: TypeAlias = "CaseError | Case"
LINES: Final = (".jsonl", ".ndjson")
TABLES: Final = (".csv",)


@dataclass(frozen=True, slots=True)
class Case:
    """One case to judge, and how it was changed on the way."""

    loaded: Loaded
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file named by the user, or found in a folder the user named."""

    path: Path
    in_folder: bool


def files_of(paths: Sequence[str]) -> Iterator[Source | CaseError]:
    """Yields every case file once, those of a folder in order of their names; an error for a folder
    without any."""
    seen: set[Path] = set()
    for name in paths:
        path = Path(name)
        if not name:
            yield CaseError("a path is empty", Place("``"), "name a file or a folder")
            continue
        try:
            folder = path.is_dir()
            if not folder and path.exists() and not path.is_file():
                yield CaseError(f"{quoted(name)} is no regular file", Place(name))
                continue
            found = sorted(filter(_may_be_case, path.rglob("*.json*"))) if folder else [path]
        except (OSError, ValueError) as error:
            yield CaseError(f"{quoted(name)} cannot be read: {error}", Place(name))
            continue
        if not found:
            help_line = "case files end in `.json`"
            yield CaseError(f"the folder {quoted(name)} holds no case file", Place(name), help_line)
        for file in found:
            if _real(file) not in seen:
                seen.add(_real(file))
                yield Source(file, folder)


def _may_be_case(path: Path) -> bool:
    """What is expected of a case stands beside it."""
    fitting = path.suffix in (".json", *LINES) and not path.name.endswith(".expect.json")
    return fitting and path.is_file()


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):
        return path


def raws_of(source: Source) -> list[RawCase | CaseError]:
    """Returns the cases of a file, parsed; none of an organ tree found in a folder."""
    try:
        found = list(raw_cases(read_text(source.path), str(source.path)))
    except CaseError as error:
        return [error]
    return [] if source.in_folder and _is_no_case(found) else found


def _is_no_case(found: Sequence[RawCase | CaseError]) -> bool:
    """An organ tree may stand beside the cases that name it."""
    match found:
        case [RawCase(document)] if isinstance(document, dict):
            keys = cast("dict[str, object]", document).keys()
            return "case" not in keys and {"organs", "edges"} <= keys
        case _:
            return False


Expect: TypeAlias = Callable[[int], None]
Remark: TypeAlias = Callable[[Text], None]
L = TypeVar("L")


def questions(
    names: Sequence[str],
    expect: Expect,
    mapping: LogMapping | None = None,
    remark: Remark = lambda _: None,
) -> Iterator[Unit | Unread]:
    """Yields every case of the files and folders, cut out but not parsed, and what cannot be read;
    tells `expect` how many are to come as soon as that is known, and `remark` what was done to a
    log."""
    return questions_by(names, expect, mapping, remark, log_questions)


def questions_by(
    names: Sequence[str],
    expect: Expect,
    mapping: LogMapping | None,
    remark: Remark,
    of_log: Callable[[Path, LogMapping | None, Expect, Remark], Iterator[L]],
) -> Iterator[Unit | Unread | L]:
    """As `questions`, of a log whatever `of_log` yields."""
    for source in files_of(names):
        if isinstance(source, CaseError):
            yield _unread(source)
            continue
        try:
            if is_log(source.path, mapping):
                yield from of_log(source.path, mapping, expect, remark)
            else:
                yield from _questions(source, expect)
        except CaseError as error:
            yield Unread(reject_of(error), Lack.FILE)


def _questions(source: Source, expect: Callable[[int], None]) -> Iterator[Unit | Unread]:
    path = source.path
    match path.suffix.lower():
        case suffix if suffix in LINES:
            seen = surveyed(path)
            expect(seen.lines)
            for found in cases_of_lines(path, seen.encoding):
                yield Unread(found, Lack.CASE, 1) if isinstance(found, Reject) else found
        case suffix if suffix in TABLES:
            seen = surveyed(path)
            survey = surveyed_table(path, seen.encoding)
            expect(len(survey.rows))
            for row in cases_of_table(path, seen.encoding, survey):
                yield Unread(row, Lack.ROW, 1) if isinstance(row, Reject) else row
        case _:
            raws = raws_of(source)
            expect(len(raws))
            for piece in pieces(raws):
                yield piece if isinstance(piece, Piece) else _unread(piece)


def _unread(error: CaseError) -> Unread:
    return Unread(reject_of(error), Lack.CASE if error.place.line else Lack.FILE)


def holds_rows(names: Sequence[str]) -> bool:
    """Returns whether a file named is of the kinds that hold many cases, one per row or more."""
    return any(ending_of(Path(n)) not in ("", ".json", ".xml") for n in names)


def case_in(unit: Unit, as_of: date | None) -> Case | Refused:
    """Returns the case, as of another day if one is given, or everything wrong with it."""
    loaded = load_unit(unit, load_tree)
    if isinstance(loaded, Refused):
        return loaded
    found = Case(loaded) if as_of is None else _as_of(loaded, as_of)
    return refused(unit, found) if isinstance(found, CaseError) else found


def case_of(raw: RawCase | CaseError, source: Source, as_of: date | None) -> Read:
    """Returns the case, as of another day if one is given."""
    if isinstance(raw, CaseError):
        return raw
    loaded = load_history(raw, source.path, load_tree)
    if isinstance(loaded, CaseError):
        return loaded
    return Case(loaded) if as_of is None else _as_of(loaded, as_of)


# ---- another day ---------------------------------------------------------------------------------


def _as_of(loaded: Loaded, day: date) -> Read:
    """Returns the case as it stood on that day: later events, and what refers to them, left out.

    An event is never earlier than what it refers to, so no reference is left without its event.
    """
    record = loaded.record
    kept = _kept(record, day)
    events = tuple(record.events[i] for i in kept)
    moved = record.model_copy(update={"as_of": day, "events": events})
    try:
        history = resolve(moved, loaded.history.hierarchy)
    except CaseFault as fault:
        return error_of(_in_file(fault, kept), loaded.positions)
    return Case(Loaded(record, history, loaded.positions), tuple(_said(record, day, len(kept))))


def _kept(record: CaseRecord, day: date) -> tuple[int, ...]:
    gone = {e.id for e in record.events if _begins_after(e, day)}
    size = -1
    while size != len(gone):
        size = len(gone)
        gone |= {e.id for e in record.events if gone & set(e.refers or ())}
    return tuple(i for i, e in enumerate(record.events) if e.id not in gone)


def _begins_after(e: EventRecord, day: date) -> bool:
    return e.on.first is not None and e.on.first > day


def _in_file(fault: CaseFault, kept: Sequence[int]) -> CaseFault:
    """Returns the fault with the event's place in the file, where more events stand."""
    match fault.at:
        case ("events", int() as place, *rest):
            at: DocPath = ("events", kept[place], *rest)
            return CaseFault(fault.message, at, fault.help, on_key=fault.on_key)
        case _:
            return fault


def _said(record: CaseRecord, day: date, kept: int) -> Iterator[Text]:
    left_out = len(record.events) - kept
    if left_out:
        yield Text(
            f"以 {day} 代替案件的 as_of（{record.as_of}），其后 {left_out} 个事件不计",
            f"as of {day} instead of {record.as_of}: {left_out} later events left out",
        )
    if day > record.as_of:
        yield Text(
            f"记载只到 {record.as_of}；假定其后至 {day} 没有发生任何事",
            f"the record ends on {record.as_of}; it is supposed that nothing happened until {day}",
        )
