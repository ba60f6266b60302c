"""From the rows of whole cases to columns (`log.EventLog`), and what keeps a case out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from checker.read.csv_columns import HEADINGS, Cell, Owner
from checker.read.door import CASES, Whole, whole_cases
from checker.read.log import ABSENT, Cells, EventLog, Refers
from checker.read.log_faults import STRUCTURE, Faults, check_kinds, read_cells
from checker.read.logs import open_log
from checker.read.mapping import LogMapping
from checker.read.raw import offsets
from checker.read.rejects import Reject
from model.casefile.faults import CaseFault, did_you_mean, quoted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]


def event_logs(
    path: Path, mapping: LogMapping | None = None, cases: int = CASES
) -> Iterator[EventLog]:
    """Yields the log, at most so many cases at a time; CaseError if it cannot be read (on)."""
    log, how = open_log(path, mapping)
    for whole in whole_cases(log, how, cases):
        yield log_of(whole, log.file)


def log_of(whole: Whole, file: str) -> EventLog:
    """Returns the cases as columns: those without any fault, all rows of the others rejected."""
    faults = Faults()
    _note_shapes(whole, faults)
    found = _built(whole, file, faults)
    if not faults.of:
        return found
    kept, rejects = _parted(whole, file, faults)
    return replace(_built(kept, file, Faults()), rejects=(*whole.lost, *rejects))


def _note_shapes(whole: Whole, faults: Faults) -> None:
    for place, said in whole.sheet.faults.items():
        faults.add(place, "", CaseFault(said))
    for case, row in whole.doubtful.items():
        said = f"row {row} cannot be read and may belong to this case"
        faults.add(int(whole.case_off[case]), "case", CaseFault(said))


def _parted(whole: Whole, file: str, faults: Faults) -> tuple[Whole, list[Reject]]:
    """Returns the cases without a fault, and a reject for every row of the others."""
    import numpy as np

    sheet, off = whole.sheet, whole.case_off
    case_of = np.repeat(np.arange(len(whole.names)), np.diff(off))
    bad = np.unique(case_of[np.array(sorted(faults.of), np.int64)])
    rejects: list[Reject] = []
    for case in bad:
        rows = range(int(off[case]), int(off[case + 1]))
        first = min(int(sheet.rows[p]) for p in rows if p in faults.of)
        for place in rows:
            rejects.append(_reject(whole, file, place, int(case), faults, first))
    good = np.ones(len(whole.names), np.bool_)
    good[bad] = False
    kept = np.flatnonzero(good[case_of])
    counts = np.diff(off)[good]
    names = tuple(n for n, ok in zip(whole.names, good, strict=True) if ok)
    case_off = offsets(counts)
    return replace(
        whole, sheet=sheet.taken(kept), names=names, case_off=case_off, doubtful={}
    ), rejects


def _reject(whole: Whole, file: str, place: int, case: int, faults: Faults, first: int) -> Reject:
    sheet, name = whole.sheet, whole.names[case]
    row = int(sheet.rows[place])
    text = ",".join(c.word(place) for c in sheet.columns.values())
    if place in faults.of:
        heading, fault = faults.of[place]
        return Reject(file, row, 1, heading, fault.message, fault.help, text, name)
    said = f"the case is not judged: see row {first}"
    return Reject(file, row, 1, "", said, None, text, name, own=False)


# ---- columns -------------------------------------------------------------------------------------


def _built(whole: Whole, file: str, faults: Faults) -> EventLog:
    import numpy as np

    sheet = whole.sheet
    case_of = np.repeat(np.arange(len(whole.names)), np.diff(whole.case_off)).astype(np.int64)
    read = {h: read_cells(h, c, faults) for h, c in sheet.columns.items() if h != "case"}
    owned = {o: {h: c for h, c in read.items() if HEADINGS[h].owner is o} for o in Owner}
    events = owned[Owner.EVENT]
    is_event = np.zeros(len(sheet), np.bool_)
    for cells in events.values():
        is_event |= cells.codes != ABSENT
    check_kinds(events, is_event, faults)
    docket = _matters(read.get("matter"), case_of, len(whole.names))
    matters = {h: c for h, c in owned[Owner.MATTER].items() if h != "matter"}
    of_matter = {
        h: _single(h, c, docket.of_row, docket.count, sheet.rows, faults)
        for h, c in matters.items()
    }
    _need_matter(matters, docket, faults)
    of_case = {
        h: _single(h, c, case_of, len(whole.names), sheet.rows, faults)
        for h, c in owned[Owner.CASE].items()
    }
    _need_as_of(of_case, whole, faults)
    places = np.flatnonzero(is_event).astype(np.int64)
    own = {h: Cells(c.codes[places], c.values) for h, c in events.items() if h not in STRUCTURE}
    refers = _refers(events, case_of, places, faults)
    return EventLog(
        file=file,
        names=whole.names,
        cases=of_case,
        matters={"matter": docket.ids, **of_matter},
        events=own,
        case_off=_offsets(case_of[places], len(whole.names)),
        matter_off=docket.off,
        matter=docket.of_row[places],
        refers=refers,
        row=sheet.rows[places],
        whole=whole,
        rejects=whole.lost,
        door=whole.door,
    )


def _offsets(of: Ints, many: int) -> Ints:
    import numpy as np

    return offsets(np.bincount(of, minlength=many).astype(np.int64))


def _equals(values: tuple[Cell, ...]) -> Ints:
    """Returns a number for each value, equal for equal values."""
    import numpy as np

    table: dict[str, int] = {}
    keys = (v if isinstance(v, str) else f"\0{json.dumps(v, sort_keys=True)}" for v in values)
    return np.array([table.setdefault(k, len(table)) for k in keys] or [0], np.int64)


def _single(
    heading: str, cells: Cells, owner: Ints, many: int, rows: Ints, faults: Faults
) -> Cells:
    """Returns what is said of each owner in any of its rows; a fault where two rows differ."""
    import numpy as np

    given = np.flatnonzero((cells.codes != ABSENT) & (owner != ABSENT))
    first = np.full(many, -1, np.int64)
    first[owner[given[::-1]]] = given[::-1]  # of several the last put, which is the first
    same = _equals(cells.values)
    differs = same[cells.codes[given]] != same[cells.codes[first[owner[given]]]]
    for place in given[differs]:
        other = int(rows[first[owner[place]]])
        faults.add(
            int(place), heading, CaseFault(f"{quoted(heading)} is not what row {other} says")
        )
    codes = np.where(first < 0, ABSENT, cells.codes[first]).astype(np.int32)
    return Cells(codes, cells.values)


def _need_as_of(of_case: Mapping[str, Cells], whole: Whole, faults: Faults) -> None:
    import numpy as np

    cells = of_case.get("as_of")
    lacks = np.ones(len(whole.names), np.bool_) if cells is None else cells.codes == ABSENT
    help = "give it in a column or in [defaults] of the mapping"
    firsts = whole.case_off[:-1][lacks]
    faults.add_all(
        firsts, "as_of", "`as_of` is missing: the day up to which the record speaks", help
    )


# ---- matters -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Docket:
    """The matters of the cases. `of_row`: that of each row, `ABSENT` if it is not said."""

    ids: Cells
    off: Ints
    of_row: Ints

    @property
    def count(self) -> int:
        return len(self.ids.codes)


def _matters(cells: Cells | None, case_of: Ints, cases: int) -> _Docket:
    import numpy as np

    if cells is None:
        cells = Cells(np.full(len(case_of), ABSENT, np.int32), ())
    values = (*cells.values, "m1")
    same = _equals(values)
    said = np.where(cells.codes == ABSENT, -1, same[cells.codes])
    given = np.flatnonzero(said >= 0)
    lone = np.setdiff1d(np.arange(cases), case_of[given])
    width = len(values)
    keys = np.r_[case_of[given] * width + said[given], lone * width + same[-1]]
    unique, first = np.unique(keys, return_index=True)
    order = np.lexsort((first, unique // width))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    off = _offsets(unique // width, cases)
    of_row = np.full(len(case_of), ABSENT, np.int64)
    of_row[given] = place[np.searchsorted(unique, keys[: len(given)])]
    one = (np.diff(off) == 1)[case_of] & (of_row == ABSENT)
    of_row[one] = off[case_of[one]]
    return _Docket(
        Cells((unique % width)[order].astype(np.int32), _firsts(values, same)), off, of_row
    )


def _firsts(values: tuple[Cell, ...], same: Ints) -> tuple[Cell, ...]:
    """Returns the values by the numbers `_equals` gives them."""
    found: dict[int, Cell] = {}
    for number, value in zip(same, values, strict=True):
        found.setdefault(int(number), value)
    return tuple(found.values())


def _need_matter(matters: Mapping[str, Cells], docket: _Docket, faults: Faults) -> None:
    import numpy as np

    for cells in matters.values():
        unsaid = np.flatnonzero((cells.codes != ABSENT) & (docket.of_row == ABSENT))
        help = "say of which this is said"
        faults.add_all(unsaid, "matter", "the case has several matters", help)


# ---- references ----------------------------------------------------------------------------------


def _refers(events: Mapping[str, Cells], case_of: Ints, places: Ints, faults: Faults) -> Refers:
    """Returns the references as rows; a fault for an id that stands twice or not at all."""
    import numpy as np

    ids, cells = events.get("event"), events.get("refers")
    many = len(places)
    if ids is None or cells is None:
        none = np.zeros(many + 1, np.int64)
        return Refers(none, np.zeros(0, np.int64), np.full(many, ABSENT, np.int8))
    same = _equals(ids.values)
    table = {str(v): int(n) for v, n in zip(ids.values, same, strict=False)}
    width = len(ids.values) + 1
    number = np.where(ids.codes[places] == ABSENT, width - 1, same[ids.codes[places]])
    keys = case_of[places] * width + number
    order = np.argsort(keys, kind="stable")
    twice = order[1:][(keys[order][1:] == keys[order][:-1]) & (number[order][1:] < width - 1)]
    for place in places[twice]:
        faults.add(int(place), "event", CaseFault("another event of the case has this id"))
    off, wanted, row = _spread(cells, places, table, width)
    at = np.minimum(np.searchsorted(keys[order], case_of[places][row] * width + wanted), many - 1)
    lost = keys[order][at] != case_of[places][row] * width + wanted if many else at > 0
    for place in np.unique(places[row[lost]]):
        _say_lost(int(place), cells, table, faults)
    codes = cells.codes[places]
    known = np.array([v is not None for v in cells.values] or [False], np.bool_)
    said = np.where(codes == ABSENT, ABSENT, known[codes]).astype(np.int8)
    return Refers(off, order[at].astype(np.int64), said)


def _spread(
    cells: Cells, places: Ints, table: Mapping[str, int], width: int
) -> tuple[Ints, Ints, Ints]:
    """Returns where each row's references begin, the number of each id referred to, and its row."""
    import numpy as np

    lists = [v if isinstance(v, list) else [] for v in cells.values]
    flat = np.array([table.get(str(i), width - 1) for one in lists for i in one], np.int64)
    sizes = np.array([*(len(one) for one in lists), 0], np.int64)
    starts = offsets(sizes[:-1])
    codes = np.where(cells.codes[places] == ABSENT, len(lists), cells.codes[places])
    counts = sizes[codes]
    off = offsets(counts)
    row = np.repeat(np.arange(len(places)), counts)
    inner = np.arange(int(off[-1])) - off[:-1][row]
    return off, flat[starts[codes][row] + inner] if len(flat) else flat, row


def _say_lost(place: int, cells: Cells, table: Mapping[str, int], faults: Faults) -> None:
    value = cells.values[int(cells.codes[place])]
    ids = [str(i) for i in value] if isinstance(value, list) else []
    gone = next((i for i in ids if i not in table), ids[0] if ids else "")
    message = f"it refers to {quoted(gone)}, which is not in the record"
    faults.add(place, "refers", CaseFault(message, help=did_you_mean(gone, table)))
