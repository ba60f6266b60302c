"""Situations: what is given, what may be added, which rules are in question.

A situation file is a case file without `as_of`, with four keys more: `cut` (the organs kept of the
tree), `may` (events that may be added), `further` (how many of them at most) and `horizon` (days
after the last given event by which all is judged); `rules` names those in question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Final, TypeAlias, cast

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic import Field as Setting

from checker.ground.symbolic import with_optional
from checker.read.json_ import RawCase, error_of, read_case_file
from checker.read.place import CaseError
from checker.read.scan import Positions
from checker.read.trees import load_tree
from model.calendar import date_of
from model.casefile.faults import CaseFault, CaseFaults, did_you_mean, faults_of, quoted
from model.casefile.kinds import KINDS
from model.casefile.records import CaseRecord, read_record, refuse_unknown
from model.casefile.resolve import resolve
from model.casefile.values import Id
from model.history import EventId, History
from model.organs.hierarchy import Edge, Hierarchy
from model.words import Kind

MOST_EVENTS: Final = 9
"""Events of a history explored, given and further ones together."""
MOST_ORGANS: Final = 20
"""Organs of the tree explored."""

Document: TypeAlias = dict[str, object]


def _refuse_unknown_keys(value: object, known: tuple[str, ...]) -> None:
    if isinstance(value, dict):
        refuse_unknown(cast("Document", value), known)


class SituationRecord(BaseModel):
    """A situation file, as written; its matters, events and tree are checked as those of a case."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    situation: Id
    note: str | None = None
    organs: str | Document | None = None
    cut: Annotated[tuple[Id, ...], Setting(strict=False)] | None = None
    matters: Annotated[tuple[Document, ...], Setting(strict=False)]
    events: Annotated[tuple[Document, ...], Setting(strict=False, min_length=1)]
    may: Annotated[tuple[Document, ...], Setting(strict=False)]
    further: Annotated[int, Setting(ge=0, le=MOST_EVENTS)]
    horizon: Annotated[int, Setting(ge=1, le=3_650)]
    rules: Annotated[tuple[Id, ...], Setting(strict=False, min_length=1)] | None = None

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, value: object) -> object:
        _refuse_unknown_keys(value, tuple(cls.model_fields))
        return value


@dataclass(frozen=True)
class Situation:
    """A situation, read: the symbolic history over the cut, and what bounds its continuations."""

    record: SituationRecord
    history: History
    whole: Hierarchy
    """The tree that was cut."""
    documents: Mapping[EventId, Document]
    """What the file says of each event, given or further."""
    caps: tuple[tuple[frozenset[EventId], int], ...]
    """At most so many of these events happen."""
    rows: tuple[tuple[EventId, ...], ...]
    """Further events that are alike: one happens only if those before it do."""
    positions: Positions

    @property
    def as_of(self) -> date:
        """The last day judged."""
        return date_of(self.history.as_of)


def read_situation(path: Path) -> Situation:
    """Returns the situation of a file; CaseError with its place iff it is none."""
    found = read_case_file(path)
    if len(found) != 1:
        place = found[1].positions.place_of(())
        raise CaseError("a situation file holds one situation", place)
    try:
        return _read(found[0], path)
    except CaseFaults as faults:
        raise error_of(faults.faults[0], found[0].positions) from None
    except CaseFault as fault:
        raise error_of(fault, found[0].positions) from None


def _read(raw: RawCase, path: Path) -> Situation:
    try:
        record = SituationRecord.model_validate(raw.document)
    except ValidationError as error:
        raise CaseFaults(faults_of(error, raw.document)) from None
    slots = _slots(record)
    try:
        given = read_record(_case_of(record, record.events, date.max))
        now = _now(given)
        whole = load_tree(given, path)
        tree = _cut(record, whole)
        drafts = _drafts(record, slots, now)
        horizon = now + timedelta(days=record.horizon)
        history = resolve(read_record(_case_of(record, drafts, horizon)), tree)
    except CaseFaults as faults:
        raise CaseFaults(tuple(_in_file(f, record, slots) for f in faults.faults)) from None
    except CaseFault as fault:
        raise _in_file(fault, record, slots) from None
    symbolic = with_optional(history, [slot.id for slot in slots])
    documents = {str(d["id"]): d for d in drafts}
    return Situation(record, symbolic, whole, documents, *_bounds(record, slots), raw.positions)


def _in_file(fault: CaseFault, record: SituationRecord, slots: Sequence[Slot]) -> CaseFault:
    """Returns the fault at the entry of `may` that led to the event."""
    match fault.at:
        case ("events", int() as place, *rest) if place >= len(record.events):
            at = ("may", slots[place - len(record.events)].entry, *rest)
            return CaseFault(fault.message, at, fault.help, on_key=fault.on_key)
        case _:
            return fault


# ---- what may be added ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slot:
    """Room for one further event: which entry of `may` it is of."""

    id: EventId
    entry: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of `may`."""

    place: int
    kind: Kind
    at_most: int


def _entries(record: SituationRecord) -> tuple[_Entry, ...]:
    if len(record.events) + record.further > MOST_EVENTS:
        message = f"{len(record.events)} given and {record.further} further events are too many"
        raise CaseFault(message, ("further",), f"at most {MOST_EVENTS} in all")
    for place, event in enumerate(record.events):
        _explorable(event.get("kind"), ("events", place, "kind"))
    return tuple(_entry(place, said, record) for place, said in enumerate(record.may))


def _entry(place: int, said: Document, record: SituationRecord) -> _Entry:
    if "kind" not in said:
        raise CaseFault("`kind` is missing", ("may", place))
    kind = _explorable(said["kind"], ("may", place, "kind"))
    at_most = said.get("at_most", 1)
    if isinstance(at_most, bool) or not isinstance(at_most, int) or at_most < 1:
        raise CaseFault("`at_most` must be a whole number from 1", ("may", place, "at_most"))
    if "id" in said:
        raise CaseFault("a further event has no `id`", ("may", place, "id"), on_key=True)
    return _Entry(place, kind or Kind.SUBMIT, min(at_most, record.further))


def _explorable(word: object, at: tuple[str | int, ...]) -> Kind | None:
    if not isinstance(word, str) or word not in tuple(Kind):
        raise CaseFault(f"{quoted(word)} is no kind of event", at, did_you_mean(word, tuple(Kind)))
    if word == Kind.HEARING:
        raise CaseFault("a situation has no `hearing`", at, "use `hearing_start`, `hearing_end`")
    return Kind(word)


def _slots(record: SituationRecord) -> tuple[Slot, ...]:
    """Returns room for the further events, each after whatever it may refer to.

    Entries whose kinds may refer to each other in turn take turns, so that every order of
    references has room.
    """
    entries = _entries(record)
    behind = {e: _behind(e, entries) for e in entries}
    found: list[Slot] = []
    for e in sorted(entries, key=lambda e: (len(behind[e] | {e}), e.place)):
        if any(slot.entry == e.place for slot in found):
            continue
        circle = [o for o in entries if o == e or (o in behind[e] and e in behind[o])]
        rounds = record.further if len(circle) > 1 else e.at_most
        found += (_slot(o, n + 1) for n in range(rounds) for o in circle)
    return tuple(found)


def _slot(entry: _Entry, number: int) -> Slot:
    return Slot(f"{entry.kind.value}+{entry.place + 1}.{number}", entry.place)


def _behind(entry: _Entry, entries: Sequence[_Entry]) -> frozenset[_Entry]:
    """Returns the entries that events of this one may rest on, directly or through others."""
    found: set[_Entry] = set()
    todo = [entry]
    while todo:
        refers = KINDS[todo.pop().kind].refers
        more = [o for o in entries if o.kind in refers and o not in found]
        found.update(more)
        todo += more
    return frozenset(found)


def _bounds(
    record: SituationRecord, slots: Sequence[Slot]
) -> tuple[tuple[tuple[frozenset[EventId], int], ...], tuple[tuple[EventId, ...], ...]]:
    caps: list[tuple[frozenset[EventId], int]] = []
    rows: list[tuple[EventId, ...]] = []
    for entry in _entries(record):
        own = tuple(s.id for s in slots if s.entry == entry.place)
        if len(own) > entry.at_most:
            caps.append((frozenset(own), entry.at_most))
        else:
            rows.append(own)
    return (*caps, (frozenset(s.id for s in slots), record.further)), tuple(rows)


# ---- as a case -----------------------------------------------------------------------------------


def _drafts(record: SituationRecord, slots: Sequence[Slot], now: date) -> tuple[Document, ...]:
    return (*record.events, *(_draft(slot, record.may[slot.entry], now) for slot in slots))


def _draft(slot: Slot, said: Document, now: date) -> Document:
    own = {key: value for key, value in said.items() if key != "at_most"}
    return {"id": slot.id, "kind": own["kind"], "on": {"from": str(now)}, **own}


def _case_of(record: SituationRecord, drafts: Sequence[Document], as_of: date) -> Document:
    case: Document = {"case": record.situation, "as_of": str(as_of)}
    if record.organs is not None:
        case["organs"] = record.organs
    return {**case, "matters": list(record.matters), "events": [*drafts]}


def _now(given: CaseRecord) -> date:
    """Returns the last day of a given event: from then on further events may happen."""
    days = [e.on.first for e in given.events if e.on.first is not None and e.on.first == e.on.last]
    if not days:
        raise CaseFault("no given event has a known day", ("events",), "the horizon counts from it")
    return max(days)


def _cut(record: SituationRecord, whole: Hierarchy) -> Hierarchy:
    """Returns the tree of the organs kept, with the edges between them."""
    kept = record.cut if record.cut is not None else whole.organs
    for place, organ in enumerate(kept):
        if not whole.is_organ(organ):
            message = f"{quoted(organ)} is not an organ of the tree"
            raise CaseFault(message, ("cut", place), did_you_mean(organ, whole.organs))
    if len(kept) > MOST_ORGANS:
        at = "cut" if record.cut is not None else "situation"
        help_line = f"name in `cut` the organs that matter, at most {MOST_ORGANS}"
        raise CaseFault(f"{len(kept)} organs are too many to explore", (at,), help_line)
    return part_of(whole, kept)


def part_of(whole: Hierarchy, kept: Sequence[str]) -> Hierarchy:
    """Returns the tree of these organs of it, in their order, with the edges between them."""
    from model.organs.tree import OrganTreeError, load_tree_json

    organs = [_organ_record(whole, id) for id in kept]
    edges = [_edge_record(e) for e in whole.edges if {e.of, e.to} <= set(kept)]
    try:
        return Hierarchy.from_tree(load_tree_json({"organs": organs, "edges": edges}, "cut"))
    except OrganTreeError as error:
        raise CaseFault(f"the organs left do not make a tree: {error.message}", ("cut",)) from None


def _organ_record(tree: Hierarchy, id: str) -> Document:
    organ = tree.organ(id)
    record: Document = {
        "id": id,
        "name": organ.name,
        "name_en": organ.name_en,
        "kind": organ.kind.value,
        "level": organ.level.value,
        "territory": organ.territory,
        "line": organ.line,
        "vertical": organ.vertical,
    }
    return _with_days(record, "from", organ.alive_from, "to", organ.alive_to)


def _edge_record(edge: Edge) -> Document:
    record: Document = {"of": edge.of, "to": edge.to, "kind": edge.kind.value}
    return _with_days(record, "from", edge.first, "until", edge.last)


def _with_days(
    record: Document, first: str, low: int | None, last: str, high: int | None
) -> Document:
    days = {key: str(date_of(day)) for key, day in ((first, low), (last, high)) if day is not None}
    return {**record, **days}
