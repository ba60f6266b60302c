"""From histories to columns: the exact path, for differential tests and for small logs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from checker.kernel import layout
from checker.kernel.emit import STATED
from checker.kernel.index import indices
from checker.kernel.layout import Need, Shape
from checker.kernel.runtime import FAR
from checker.kernel.tables import lists_of
from model.history import Cell, Choice, Event, History, Members, Span, Truth
from model.logic.meaning import PASSING_ON, rests_on, stated_fact
from model.words import Fact, Field, MatterField

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.int64]

KINDS = layout.KINDS


@dataclass
class Parties:
    """Codes of parties: organs first, in file order; then whoever else the log names."""

    codes: dict[str, int]
    organs: int

    @staticmethod
    def of(history: History) -> Parties:
        """Returns the codes with which a log of this organ tree begins."""
        organs = history.hierarchy.organs
        return Parties({o: i for i, o in enumerate(organs)}, len(organs))

    def code(self, party: str) -> int:
        """Returns the code of a party."""
        return self.codes.setdefault(party, len(self.codes))

    def units(self) -> Array:
        """Returns, for each party, the code of the organ it is a person of; -2 of no organ."""
        return np.array(
            [self._unit(name) for name in self.codes] or [-2],
            np.int64,
        )

    def _unit(self, name: str) -> int:
        unit, slash, person = name.partition("/")
        code = self.codes.get(unit, -2) if slash and person else -2
        return code if code < self.organs else -2


@dataclass
class Chunk:
    """Some whole cases as columns. `scratch`: the most stretches a period may be stopped by."""

    cases: tuple[str, ...]
    ids: tuple[str, ...]
    """The id of the event of each row."""
    columns: Mapping[str, Array]
    parties: Parties
    scratch: int


@dataclass
class _Columns:
    """Columns being filled, row by row."""

    lists: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    nested: dict[str, list[list[int]]] = field(default_factory=dict[str, list[list[int]]])

    def put(self, name: str, value: int) -> None:
        self.lists.setdefault(name, []).append(value)

    def put_list(self, name: str, values: list[int]) -> None:
        self.nested.setdefault(name, []).append(values)


def chunk_of(
    histories: Sequence[History], needs: Iterable[Need], codes: Mapping[str, int]
) -> Chunk:
    """Returns the columns these needs ask for, of histories over one organ tree."""
    parties, filled = Parties.of(histories[0]), _Columns()
    wanted = tuple(needs)
    ids: list[str] = []
    first = 0
    offsets, as_of, open_kinds = [0], list[int](), list[list[int]]()
    set_ids: dict[tuple[str, str, str], int] = {}
    for h in histories:
        rows = {e.id: first + i for i, e in enumerate(h.events)}
        for e in h.events:
            _put_always(filled, e, h, rows)
            for need in wanted:
                _put(filled, need, e, h, parties, codes, set_ids)
        ids += [e.id for e in h.events]
        first += len(h.events)
        offsets.append(first)
        as_of.append(h.as_of)
        open_kinds.append(_masks(h))
    columns = _arrays(filled)
    columns["case.off"] = np.array(offsets, np.int64)
    columns["case.as_of"] = np.array(as_of, np.int64)
    columns["case.open"] = np.array(open_kinds, np.int64)
    columns |= indices(columns)
    longest = max((b - a for a, b in pairwise(offsets)), default=0)
    sitting = filled.nested.get("sitting_days", [])
    scratch = longest + sum(map(len, sitting)) + 1
    return Chunk(tuple(h.case for h in histories), tuple(ids), columns, parties, scratch)


def _arrays(filled: _Columns) -> dict[str, Array]:
    columns: dict[str, Array] = {
        name: np.array(values, np.int64) for name, values in filled.lists.items()
    }
    for name, lists in filled.nested.items():
        off, val = lists_of(lists)
        columns[f"{name}.off"], columns[f"{name}.val"] = off, val
    columns["same.row"] = columns.pop("same.row.val", np.array([-1], np.int64))
    columns["same.off"] = columns.pop("same.row.off", np.array([0], np.int64))
    for part in ("facts", "reasons"):
        columns[f"same.{part}"] = columns.pop(f"same.{part}.val", np.array([1], np.int64))
        columns.pop(f"same.{part}.off", None)
    return columns


def _masks(h: History) -> list[int]:
    masks = [0, 0, 0]
    for kind in h.open_kinds:
        masks[KINDS[kind] // 62] |= 1 << KINDS[kind] % 62
    return masks


# ---- one row -------------------------------------------------------------------------------------


def _put_always(filled: _Columns, e: Event, h: History, rows: Mapping[str, int]) -> None:
    on = e.cells[Field.ON]
    assert isinstance(on, Span)
    matters = {id: i for i, id in enumerate(h.matters)}
    base = rows[h.events[0].id]
    filled.put("kind", KINDS[e.kind])
    filled.put("matter", base + matters[e.matter])
    filled.put("order", e.order)
    filled.put("time", -1 if e.time is None else e.time)
    filled.put("on.lo", on.low)
    filled.put("on.hi", on.high)
    filled.put("ref.known", int(e.refers.known))
    sure = e.refers.options[0] if e.refers.known else frozenset[str]()
    filled.put_list("ref", sorted(rows[r] for r in sure if r in rows))
    taken, known = _taken_up(e, h)
    filled.put_list("taken", sorted(rows[r] for r in taken if r in rows))
    filled.put("taken.known", int(known))
    filled.put_list("rests", sorted(rows[r] for r in rests_on(e, h)))
    said = [(rows[r], both) for r, both in e.same_as.items() if r in rows]
    filled.put_list("same.row", [r for r, _ in said])
    filled.put_list("same.facts", [_three(both[0].value) for _, both in said])
    filled.put_list("same.reasons", [_three(both[1].value) for _, both in said])


def _taken_up(e: Event, h: History) -> tuple[frozenset[str], bool]:
    """Returns what an event refers to and what that passed on, and whether that is all."""
    if not e.refers.known:
        return frozenset(), False
    found, known = e.refers.options[0], True
    for passed in (h.by_id[r] for r in e.refers.options[0] if r in h.by_id):
        if passed.kind in PASSING_ON:
            more, sure = _taken_up(passed, h)
            found, known = found | more, known and sure
    return found, known


def _three(value: bool | None) -> int:
    return 1 if value is None else 2 * int(value)


def _put(
    filled: _Columns,
    need: Need,
    e: Event,
    h: History,
    parties: Parties,
    codes: Mapping[str, int],
    set_ids: dict[tuple[str, str, str], int],
) -> None:
    cell, owner = _cell(need.name, e, h)
    match Shape(need.shape):
        case Shape.SPAN:
            if need.name != "on":
                span = cell if isinstance(cell, Span) else Span(0, FAR)
                filled.put(f"{need.name}.lo", span.low)
                filled.put(f"{need.name}.hi", span.high)
        case Shape.CODE:
            filled.put(need.name, _code(need.name, cell, parties, codes))
        case Shape.TRUTH:
            filled.put(need.name, _truth(need.name, cell, e, h))
        case Shape.SET:
            members = cell if isinstance(cell, Members) else Members(frozenset())
            coded = [_member(need.name, m, parties) for m in sorted(members.sure)]
            filled.put_list(need.name, coded)
            filled.put(f"{need.name}.open", int(not members.known))
            key = (h.case, owner, need.name.removeprefix("matter."))
            filled.put(f"{need.name}.id", set_ids.setdefault(key, len(set_ids)))
        case Shape.WORDS:
            words = cell if isinstance(cell, Members) else Members(frozenset())
            filled.put(f"{need.name}.sure", _bits(words.sure))
            filled.put(f"{need.name}.maybe", _bits(words.maybe))


def _cell(name: str, e: Event, h: History) -> tuple[Cell | None, str]:
    """Returns the cell a column reads, and whose it is."""
    matter = h.matters[e.matter]
    if name.startswith("matter."):
        return matter.cells.get(MatterField(name.removeprefix("matter."))), matter.id
    if name.startswith("fact.") or name.endswith(".given"):
        return None, e.id
    field_ = Field(name)
    own = e.cells.get(e.name_of(field_))
    if own is None and field_ is Field.PETITIONERS:
        return matter.cells.get(MatterField.PETITIONERS), matter.id
    return own, e.id


PARTY = frozenset({Field.BY, Field.TO, Field.TARGET, Field.LEADER, Field.UNIT})


def _code(name: str, cell: Cell | None, parties: Parties, codes: Mapping[str, int]) -> int:
    if not isinstance(cell, Choice) or not cell.known:
        return -1
    (word,) = cell.options
    return parties.code(word) if name in PARTY else codes.get(word, 0)


def _truth(name: str, cell: Cell | None, e: Event, h: History) -> int:
    if name.startswith("fact."):
        return _three(stated_fact(e, Fact(name.removeprefix("fact.")), h).value)
    if name.endswith(".given"):
        field_ = Field(name.removesuffix(".given"))
        return 2 * int(e.name_of(field_) in e.cells)
    return _three(cell.value) if isinstance(cell, Truth) else 1


def _member(name: str, member: str, parties: Parties) -> int:
    return int(member) if name == layout.of_event(Field.SITTING_DAYS) else parties.code(member)


def _bits(words: Iterable[str]) -> int:
    return sum(1 << STATED.index(w) for w in STATED if w in words)
