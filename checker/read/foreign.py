"""A log of any process, for rules of any process: whole cases as the columns the rules read.

Nothing of the case file's words is asked for: an event has an activity, a moment, and whatever
attributes the rules name (`model.templates.vocabulary`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from checker.read.door import CASES, Whole, whole_cases
from checker.read.foreign_columns import Columns, Fault, columns_read
from checker.read.log import Door
from checker.read.logs import open_raw
from checker.read.mapping import Heading, LogMapping
from checker.read.place import CaseError, Place
from checker.read.raw import Coded, Name, RawLog, offsets
from checker.read.rejects import Reject
from checker.read.sheet import UNKNOWN_KEY
from model.casefile.faults import did_you_mean, quoted
from model.history import Cell, Choice, Event, History, Matter, References, Span
from model.organs.hierarchy import Hierarchy
from model.templates.parts import DeclareModel
from model.templates.vocabulary import ABSENT, ACT, ACTIVITY, OPENING, TimeOf, columns_of
from model.words import FOREIGN, Field

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

NAMES: Final[Mapping[Heading, tuple[Name, ...]]] = {
    "case": ("case:concept:name", "case", "case_id"),
    "kind": ("concept:name", "activity", "kind"),
    "on": ("time:timestamp", "timestamp", "on"),
}
"""What the three columns that are needed are called where no mapping file says: the first there
is."""
NOWHERE: Final = Hierarchy({}, (), "")
"""The organ tree of a log without organs."""
_DAY: Final = 86_400


@dataclass(frozen=True)
class CaseLog:
    """Some whole cases: the events of case k are `case_off[k]:case_off[k + 1]`, in order of time.

    `day`: the legal day (UTC+8) of each; `row`: its number in the file; `rejects`: of cases that
    could not be read.
    """

    file: str
    names: tuple[str, ...]
    case_off: Ints
    day: Ints
    row: Ints
    words: Mapping[Field, Coded]
    """Among them the activity."""
    numbers: Mapping[Field, Ints]
    rejects: tuple[Reject, ...] = ()
    rejected: int = 0
    """How many cases these are."""
    door: Door = field(default_factory=Door)

    def history(self, case: int) -> History:
        """Returns one case as a history: an opening, then its events, called by their place."""
        first, last = int(self.case_off[case]), int(self.case_off[case + 1])
        begun = {Field.ON: _known(int(self.day[first]) if first < last else 1)}
        opening = Event("case", OPENING, 0, _MATTER, _NONE, begun, aliases=_SAME_DAY, time=0)
        events = [self._event(row, row - first + 1) for row in range(first, last)]
        as_of = int(self.day[last - 1]) if first < last else 1
        matters = {_MATTER: Matter(_MATTER, {})}
        return History(self.names[case], as_of, matters, (opening, *events), NOWHERE)

    def _event(self, row: int, place: int) -> Event:
        cells: dict[Field, Cell] = {Field.ON: _known(int(self.day[row]))}
        cells |= {name: _known(int(values[row])) for name, values in self.numbers.items()}
        cells |= {name: Choice((column.word(row),)) for name, column in self.words.items()}
        # `time` is the place in the case: the recorded order is the order
        id, same = f"e{place}", _SAME_DAY
        return Event(id, ACT, place, _MATTER, _NONE, cells, aliases=same, time=place)


_MATTER: Final = "m"
_SAME_DAY: Final = {Field.SENT: Field.ON, Field.RECEIVED: Field.ON}
_NONE: Final = References((frozenset(),))
assert ABSENT == ""  # what `Coded.word` gives for an empty cell


def _known(number: int) -> Span:
    return Span(number, number)


# ---- reading -------------------------------------------------------------------------------------


def case_logs(
    path: Path, model: DeclareModel, mapping: LogMapping | None = None, most: int = CASES
) -> Iterator[CaseLog]:
    """Yields the cases of a log, at most so many at a time, with the columns the model reads;
    CaseError if it cannot be read (on), or has no such attribute."""
    case = mapping.columns.get("case", ("",))[0] if mapping else ""
    sheet = mapping.sheet if mapping else ""
    log = open_raw(path, case, sheet)
    try:
        how = _how(log, model, mapping)
    except CaseError:  # what is missing may stand further on
        log = open_raw(path, case, sheet, whole=True)
        how = _how(log, model, mapping)
    for whole in whole_cases(log, how, most):
        yield case_log(whole, model, log)


def _how(log: RawLog, model: DeclareModel, mapping: LogMapping | None) -> LogMapping:
    """Returns how to read the log: whose columns are the case, the activity, the moment, and each
    attribute the model uses."""
    columns: dict[Heading, tuple[Name, ...]] = {}
    for heading, names in NAMES.items():
        said = mapping.columns.get(heading, ()) if mapping else names
        found = tuple(n for n in said if n in log.columns)[: None if mapping else 1]
        if not found:
            known = ", ".join(quoted(n) for n in names)
            place = Place(log.file)
            if said and mapping:
                near = did_you_mean(said[0], log.columns)
                raise CaseError(f"the log has no column {quoted(said[0])}", place, near)
            help = f"say which it is in a file, `--mapping FILE`; looked for: {known}"
            raise CaseError(f"the log has no column for `{heading}`", place, help)
        columns[heading] = found
    time = mapping.columns.get("time", ()) if mapping else ("time",)
    if time and all(n in log.columns for n in time):
        columns["time"] = time
    columns[MOMENT] = columns["on"]
    for attribute in attributes_used(model):
        both = (attribute, f"case:{attribute}")
        found = tuple(n for n in both if n in log.columns)
        if not found:
            near = did_you_mean(attribute, log.columns)
            message = f"the log has no attribute {quoted(attribute)}, which the model compares"
            raise CaseError(message, Place(log.file), near)
        columns[ATTRIBUTE + attribute] = found
    base = LogMapping({}) if mapping is None else mapping
    return replace(base, columns=columns, defaults={})


MOMENT: Final = f"{FOREIGN}at"
ATTRIBUTE: Final = f"{FOREIGN}attribute:"


def attributes_used(model: DeclareModel) -> tuple[str, ...]:
    """Returns the attributes that conditions of the model speak of."""
    columns = columns_of(model.constraints)
    return tuple(dict.fromkeys(c.attribute for c in columns if not isinstance(c, TimeOf)))


def case_log(whole: Whole, model: DeclareModel, log: RawLog) -> CaseLog:
    """Returns the cases that can be read; all rows of the others are rejected."""
    import numpy as np

    sheet = whole.sheet
    told = {h.removeprefix(ATTRIBUTE): c for h, c in sheet.columns.items() if ATTRIBUTE in h}
    columns = columns_read(model, told, sheet.column(MOMENT), sheet.moment)
    faults = {**_untimed(whole), **columns.faults}
    faults |= {p: Fault("", said) for p, said in sheet.faults.items()}
    for case, row in whole.doubtful.items():
        said = f"{log.unit} {row} cannot be read and may belong to this case"
        faults[int(whole.case_off[case])] = Fault("case", said)
    case_of = np.repeat(np.arange(len(whole.names)), np.diff(whole.case_off))
    good = np.ones(len(whole.names), np.bool_)
    good[case_of[np.array(sorted(faults), np.int64)]] = False
    kept = np.flatnonzero(good[case_of])
    rejects = tuple(_rejects(whole, faults, case_of, log))
    return CaseLog(
        log.file,
        tuple(n for n, ok in zip(whole.names, good, strict=True) if ok),
        offsets(np.diff(whole.case_off)[good].astype(np.int64)),
        sheet.moment[kept] // _DAY,
        sheet.rows[kept],
        {
            ACTIVITY: sheet.column("kind").taken(kept),
            **{name: c.taken(kept) for name, c in columns.words.items()},
        },
        {name: values[kept] for name, values in columns.numbers.items()},
        (*whole.lost, *rejects),
        int(np.count_nonzero(~good)),
        whole.door,
    )


def _untimed(whole: Whole) -> dict[int, Fault]:
    """Returns the events whose moment or activity cannot be read."""
    import numpy as np

    sheet, found = whole.sheet, dict[int, Fault]()
    on, kind = sheet.column("on"), sheet.column("kind")
    for place in np.flatnonzero(sheet.moment == UNKNOWN_KEY):
        word = on.word(int(place))
        said = f"{quoted(word)} is no day" if word else "the event has no day"
        found[int(place)] = Fault("on", said)
    for place in np.flatnonzero(kind.codes < 0):
        found[int(place)] = Fault("kind", "the event has no activity")
    return found


def _rejects(
    whole: Whole, faults: Mapping[int, Fault], case_of: Ints, log: RawLog
) -> Iterable[Reject]:
    """Yields a reject per faulty row; the other rows of its case are not judged either."""
    for place in sorted(faults):
        fault, case = faults[place], whole.names[int(case_of[place])]
        row = int(whole.sheet.rows[place])
        text = ",".join(c.word(place) for c in whole.sheet.columns.values())
        yield Reject(log.file, row, 1, fault.field, fault.message, None, text, case)


__all__ = ["CaseLog", "Columns", "case_log", "case_logs"]
