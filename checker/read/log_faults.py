"""What is wrong with the rows of a log, as far as columns tell: found word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, assert_never, cast

from checker.read.csv_columns import HEADINGS, Cell, Column, Owner
from checker.read.log import ABSENT, Cells
from checker.read.raw import Coded
from model.casefile.faults import CaseFault, did_you_mean, faults_of, quoted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pydantic import TypeAdapter
    from pydantic.fields import FieldInfo

    Ints = NDArray[np.int64]
    Codes = NDArray[np.int32]
    Flags = NDArray[np.bool_]

STRUCTURE: Final = ("case", "matter", "refers")


@dataclass
class Faults:
    """The first thing wrong with each row, by its place: the column and what is wrong."""

    of: dict[int, tuple[str, CaseFault]] = field(default_factory=dict[int, tuple[str, CaseFault]])

    def add(self, place: int, heading: str, fault: CaseFault) -> None:
        """Notes what is wrong with a row, unless something else was found before."""
        self.of.setdefault(place, (heading, fault))

    def add_all(self, places: Ints, heading: str, message: str, help: str | None = None) -> None:
        """Notes one thing wrong with several rows."""
        for place in places:
            self.add(int(place), heading, CaseFault(message, help=help))


def read_cells(heading: str, coded: Coded, faults: Faults) -> Cells:
    """Returns the column with its words read; where one cannot be, its rows have a fault."""
    import numpy as np

    values: list[Cell] = []
    for code, word in enumerate(coded.words):
        value, fault = _value(heading, word)
        if fault is not None:
            for place in np.flatnonzero(coded.codes == code):
                faults.add(int(place), heading, fault)
        values.append(value)
    return Cells(coded.codes, tuple(values))


@lru_cache(maxsize=1 << 17)
def _value(heading: str, word: str) -> tuple[Cell, CaseFault | None]:
    """Returns what a cell says, or what is wrong with it."""
    column = HEADINGS[heading]
    try:
        value = column.read(word)
        _check_value(column, value)
    except CaseFault as fault:
        return None, fault
    return value, None


def _check_value(column: Column, value: Cell) -> None:
    """Raises CaseFault iff no case file may give the field this value, whatever else it says."""
    adapter = _adapter(column.owner, column.key, column.fact)
    if adapter is None:
        return
    from pydantic import ValidationError

    try:
        adapter.validate_python([value])
    except ValidationError as error:
        fault = faults_of(error, [value])[0]
        own = re.sub("^each ", f"{quoted(column.name)} ", fault.message)
        raise CaseFault(own, help=fault.help) from None


@cache
def _adapter(owner: Owner, key: str, fact: bool) -> TypeAdapter[list[object]] | None:
    from pydantic import ConfigDict, TypeAdapter

    from model.casefile.records import Attested

    fields = _fields(owner)
    if (owner, key) == (Owner.CASE, "organs"):
        return None  # the name of a tree, looked up where trees are loaded
    said = Attested if fact else fields[key].rebuild_annotation()
    annotation = cast("type[object]", said)
    strict = ConfigDict(strict=True, allow_inf_nan=False)
    return TypeAdapter(list[annotation], config=strict)  # type: ignore[valid-type]


def _fields(owner: Owner) -> Mapping[str, FieldInfo]:
    from model.casefile.records import CaseRecord, EventRecord, MatterRecord

    match owner:
        case Owner.CASE:
            return CaseRecord.model_fields
        case Owner.MATTER:
            return MatterRecord.model_fields
        case Owner.EVENT:
            return EventRecord.model_fields
        case _:
            assert_never(owner)


# ---- of a kind -----------------------------------------------------------------------------------


def check_kinds(events: Mapping[str, Cells], is_event: Flags, faults: Faults) -> None:
    """Notes events without what every event needs, and fields their kind has not."""
    import numpy as np

    for heading in ("event", "kind", "on"):
        cells = events.get(heading)
        absent = is_event if cells is None else is_event & (cells.codes == ABSENT)
        if absent.any():
            faults.add_all(np.flatnonzero(absent), heading, f"`{heading}` is missing")
    kinds = events.get("kind")
    if kinds is None:
        return
    for heading, cells in events.items():
        for place, fault in _unfit(heading, cells, kinds):
            faults.add(place, heading, fault)
    for place, fault in _lacking(events, kinds):
        faults.add(place, "kind", fault)


def _unfit(heading: str, cells: Cells, kinds: Cells) -> Iterator[tuple[int, CaseFault]]:
    import numpy as np

    column = HEADINGS[heading]
    if column.fact or column.owner is not Owner.EVENT or heading in _EVERY:
        return
    both = (cells.codes != ABSENT) & (kinds.codes != ABSENT)
    pairs = kinds.codes.astype(np.int64) * max(1, len(cells.values)) + cells.codes
    used = np.unique(pairs[both])
    for pair in used:
        kind, value = divmod(int(pair), max(1, len(cells.values)))
        fault = _unfit_value(str(kinds.values[kind]), column.key, cells.values[value])
        if fault is not None:
            for place in np.flatnonzero(both & (pairs == pair)):
                yield int(place), fault


_EVERY: Final = frozenset({
    "event", "kind", "on", "time", "by", "to", "by_person", "matter", "refers", "sent", "received",
    "written", "note",
})  # fmt: skip


def _unfit_value(kind: str, key: str, value: Cell) -> CaseFault | None:
    from model.casefile.kinds import KINDS
    from model.words import Content, Field, Kind

    if kind not in tuple(Kind):
        return None
    rule = KINDS[Kind(kind)]
    if key not in rule.names:
        own = ", ".join(f"`{name}`" for name in rule.names) or "none"
        said = f"{quoted(kind)} has no field {quoted(key)}"
        return CaseFault(said, help=did_you_mean(key, rule.names) or f"its own fields: {own}")
    words = next((w for name, w in rule.words.items() if name.value == key), None)
    if words is not None and isinstance(value, str) and value not in words:
        said = f"{quoted(value)} is no `{key}` of {quoted(kind)}"
        return CaseFault(said, help=did_you_mean(value, words))
    if key == Field.STATES.value and isinstance(value, list):
        for stated in cast("Sequence[str]", value):
            if Content(stated) not in rule.states:
                help = did_you_mean(stated, rule.states)
                return CaseFault(f"{quoted(kind)} does not state {quoted(stated)}", help=help)
    return None


def _lacking(events: Mapping[str, Cells], kinds: Cells) -> Iterator[tuple[int, CaseFault]]:
    """Yields the events without a field their kind needs."""
    import numpy as np

    from model.casefile.kinds import KINDS
    from model.words import Kind

    for code, word in enumerate(kinds.values):
        if word not in tuple(Kind):
            continue
        for name in KINDS[Kind(str(word))].needed:
            cells = events.get(str(name))
            lacks = kinds.codes == code
            if cells is not None:
                said = np.array([v is not None for v in cells.values] or [False], np.bool_)
                lacks = lacks & ~((cells.codes != ABSENT) & said[cells.codes])
            for place in np.flatnonzero(lacks):
                yield int(place), CaseFault(f"{quoted(word)} needs `{name}`")
