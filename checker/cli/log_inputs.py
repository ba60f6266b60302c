"""From a log to cases: what a mapping file says of it, and what was noticed at the door."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from checker.read.log import Door
from checker.read.logs import ending_of
from checker.read.mapping import LogMapping, read_mapping
from checker.read.place import CaseError
from checker.read.units import Lack, Unit, Unread
from checker.show.lang import Text, same

if TYPE_CHECKING:
    from checker.read.door import Whole

T = TypeVar("T")

OWN: Final = (".csv", ".jsonl", ".ndjson", ".json", ".xml")
"""Endings of case files and of tables under our own headings, unless a mapping is given."""


def is_log(path: Path, mapping: LogMapping | None) -> bool:
    """Returns whether a file is read as a log: any other kind than case files and our own tables,
    or whatever a mapping is given for."""
    ending = ending_of(path)
    return bool(ending) and (mapping is not None or ending not in OWN)


def mapping_of(name: str | None) -> LogMapping | None:
    """Returns the mapping of a file, None of none; UsageError iff there is none in it."""
    from checker.cli.usage import UsageError
    from checker.show.complaints import complaint

    if name is None:
        return None
    try:
        return read_mapping(Path(name))
    except CaseError as error:
        said = complaint(error.message)
        at = error.place
        help = complaint(error.help) if error.help else None
        raise UsageError(Text(f"{at}: {said.zh}", f"{at}: {said.en}"), help) from None


def log_questions(
    path: Path,
    mapping: LogMapping | None,
    expect: Callable[[int], None],
    remark: Callable[[Text], None],
) -> Iterator[Unit | Unread]:
    """Yields the cases of a log, and the rows that belong to none; remarks in the end on what was
    done to it."""
    from checker.read.log_units import groups_of

    yield from read_whole(path, mapping, expect, remark, groups_of)


def read_whole(
    path: Path,
    mapping: LogMapping | None,
    expect: Callable[[int], None],
    remark: Callable[[Text], None],
    cases_of: Callable[[Whole, str], Iterable[T]],
) -> Iterator[T | Unread]:
    """As `log_questions`, but yields of each stretch of whole cases of the file what `cases_of`
    makes of it."""
    from checker.read.door import whole_cases
    from checker.read.logs import open_log

    log, how = open_log(path, mapping)
    door = Door()
    for whole in whole_cases(log, how):
        expect(len(whole.names))
        door = door | whole.door
        for reject in whole.lost:
            yield Unread(reject, Lack.ROW, 1)
        yield from cases_of(whole, log.file)
    for said in remarks_on(door):
        remark(Text(f"{path.name}：{said.zh}", f"{path.name}: {said.en}"))


def remarks_on(door: Door) -> Iterator[Text]:
    """Yields what a reader of the findings should know of the order of the log."""
    if door.left_out:
        yield Text(
            f"按映射略去 {door.left_out} 行", f"{door.left_out} rows left out, as the mapping says"
        )
    if door.moved:
        yield Text(
            f"{door.moved} 行不按时间先后，已重新排列",
            f"{door.moved} rows were not in order of time: put in order",
        )
    if door.tied:
        yield Text(
            f"{door.tied} 个事件与前一事件同时，以记录顺序为准",
            f"{door.tied} events are of one moment with the one before: the recorded order decides",
        )
    written = sorted(z for z in door.zones if z is not None)
    if len(door.zones) > 1:
        zones = ", ".join(_offset(z) for z in written)
        bare = Text("，另有未写时区的", ", and none written") if None in door.zones else same("")
        yield Text(
            f"时区不一：{zones}{bare.zh}；均已换算为 UTC+8 的日期",
            f"mixed time zones: {zones}{bare.en}; days are those of UTC+8",
        )
    elif written and written != [8 * 60]:
        zone = _offset(written[0])
        yield Text(f"时区 {zone}，已换算为 UTC+8 的日期", f"time zone {zone}: days are of UTC+8")


def _offset(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
