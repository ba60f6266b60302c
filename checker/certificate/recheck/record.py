"""A case file read once more: what each field of each event can be.

A day or number is `(low, high)`, a word the tuple of what it may be, a truth value true, false or
None, a set the pair of who is surely and who is perhaps in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from checker.certificate.recheck.given import (
    Json,
    Object,
    Refused,
    day,
    items,
    obj,
    text,
    texts,
    whole,
)

Span: TypeAlias = tuple[int, int]
Words: TypeAlias = tuple[str, ...]
Truth: TypeAlias = "bool | None"
Members: TypeAlias = tuple[frozenset[str], frozenset[str]]
Domain: TypeAlias = "Span | Words | Members | bool | None"
Refs: TypeAlias = tuple[frozenset[str], ...]


@dataclass(eq=False, slots=True)
class Event:
    """One event as the record tells it; `low..high` the days it may have happened on."""

    id: str
    kind: str
    order: int
    raw: Object
    ends: bool
    stated: frozenset[str] | None
    matter: str = ""
    low: int = 0
    high: int = 0
    refs: Refs = ()
    cells: dict[str, Domain] = field(default_factory=dict[str, Domain])
    facts: dict[str, Truth] = field(default_factory=dict[str, Truth])
    recorded: bool = True

    def has(self, name: str) -> bool:
        """Returns whether the file gives the field, be it as null."""
        return name in self.raw

    def alias(self, name: str) -> str:
        """Returns the field whose cell stands for `name`."""
        return "on" if name in ("sent", "received", "until") and name not in self.cells else name

    @property
    def time(self) -> str | None:
        """The time of day, if the file says it."""
        said = None if self.ends else self.raw.get("time")
        return said if isinstance(said, str) else None


def ends(said: Json) -> tuple[int | None, int | None]:
    """Returns the first and last day of a date, of a range or of null; None: unsaid."""
    if said is None:
        return None, None
    if isinstance(said, dict):
        first, last = said.get("from"), said.get("to")
        return None if first is None else day(first), None if last is None else day(last)
    return day(said), day(said)


@dataclass(eq=False)
class Organs:
    """The tree of organs: `id -> [kind, level, first day, last day, line, days of succession]`; per
    relation one table of pairs per epoch, `epochs` being their first days."""

    organs: dict[str, list[Json]]
    epochs: list[int]
    pairs: dict[str, list[frozenset[tuple[str, str]]]]

    def tables(self, relation: str, low: int, high: int) -> list[frozenset[tuple[str, str]]]:
        """Returns who stands in the relation to whom, per epoch that has some of these days."""
        first = max(bisect_right(self.epochs, low) - 1, 0)
        return self.pairs[relation][first : max(bisect_right(self.epochs, high), 1)]

    def alive(self, id: str, low: int, high: int) -> bool:
        """Returns whether the organ exists on some of these days."""
        first, last = self.organs[id][2:4]
        return (first is None or whole(first) <= high) and (last is None or low <= whole(last))


class Record:
    """One case file with its format and its organs."""

    def __init__(self, document: Json, tree: Organs, form: Object, as_of: int) -> None:
        self.document, self.tree, self.form, self.as_of = obj(document), tree, form, as_of
        self.kinds, self.fields = obj(form["kinds"]), obj(form["fields"])
        self.matters = {text(obj(m)["id"]): obj(m) for m in items(self.document["matters"])}
        self.events = self._drafts()
        self.by_id = {e.id: e for e in self.events}
        self.of_kind: dict[str, list[Event]] = {}
        for e in self.events:
            self.of_kind.setdefault(e.kind, []).append(e)
        self.open = self._open_kinds()
        self._homes()
        self._dates()
        self.petitioners, self.persons = self._people()
        self.matter_cells: dict[str, dict[str, Domain]] = {}
        self.matter_facts: dict[str, dict[str, Truth]] = {}

    # ---- events ----

    def _drafts(self) -> list[Event]:
        found: list[Event] = []
        for raw in (obj(e) for e in items(self.document["events"])):
            id, kind = text(raw["id"]), text(raw["kind"])
            said = raw.get("refers")
            stated = None if said is None else frozenset(texts(said))
            renamed = {"first_visit": "submit", "hearing": "hearing_start"}.get(kind, kind)
            found.append(Event(id, renamed, len(found), raw, False, stated))
            if kind == "hearing":
                refers = frozenset({id, *(stated or ())})
                found.append(Event(f"{id}.end", "hearing_end", len(found), raw, True, refers))
        if len({e.id for e in found}) != len(found):
            raise Refused("two events have one id")
        return found

    def rule(self, kind: str) -> Object:
        """Returns what the format says of a kind."""
        return obj(self.kinds[kind])

    def _open_kinds(self) -> frozenset[str]:
        match self.document.get("record", "complete"):
            case "complete":
                return frozenset()
            case "partial":
                return frozenset(self.kinds)
            case said:
                closed = frozenset(texts(obj(said)["complete_for"]))
                closed |= {"submit"} if "first_visit" in closed else frozenset()
                closed |= {"hearing_start", "hearing_end"} if "hearing" in closed else frozenset()
                return frozenset(self.kinds) - closed

    def _homes(self) -> None:
        for e in self.events:
            said = e.raw.get("matter")
            e.matter = text(said) if said is not None else self._behind(e)

    def _behind(self, e: Event) -> str:
        found: set[str] = set()
        seen: set[str] = set()
        todo = list(e.stated or ())
        while todo:
            id = todo.pop()
            if id in seen:
                continue
            seen.add(id)
            named = self.event(id).raw.get("matter")
            if named is None:
                todo += self.event(id).stated or ()
            else:
                found.add(text(named))
        only = found or set(self.matters)
        if len(only) != 1:
            raise Refused(f"it is not said which matter `{e.id}` belongs to")
        return only.pop()

    def event(self, id: str) -> Event:
        """Returns the event of that id; Refused if there is none."""
        if id not in self.by_id:
            raise Refused(f"`{id}` is not in the record")
        return self.by_id[id]

    # ---- days and references ----

    def _dates(self) -> None:
        floors: dict[str, int] = {}
        groups: dict[str, list[Event]] = {}
        for e in self.events:
            first, _ = ends(e.raw.get("ends" if e.ends else "on"))
            floors.setdefault(e.matter, whole(self.form["founding"]) if first is None else first)
            groups.setdefault(e.matter, []).append(e)
        for e in self.events:
            said = e.raw.get("ends" if e.ends else "on")
            e.low, e.high = self.span(said, floors[e.matter], self.as_of)
            e.refs = self._options(e, groups[e.matter])
        changed = True
        while changed:
            self._propagate()
            changed = False
            for e in self.events:
                now = self._narrowed(e, groups[e.matter])
                changed |= now != e.refs
                e.refs = now

    def span(self, said: Json, low: int, high: int) -> Span:
        """Returns the days meant by a date, a range or null: an end unsaid is `low` or `high`."""
        first, last = ends(said)
        found = (low if first is None else first, high if last is None else min(high, last))
        if found[0] > found[1]:
            raise Refused("no possible day is left")
        return found

    def _propagate(self) -> None:
        changed = True
        while changed:
            changed = False
            for e in self.events:
                for id in e.refs[0] if len(e.refs) == 1 else ():
                    o = self.event(id)
                    changed |= e.low < o.low or o.high > e.high
                    e.low, o.high = max(e.low, o.low), min(o.high, e.high)
                    if e.low > e.high or o.low > o.high:
                        raise Refused(f"`{e.id}` refers to `{id}`, which is later")

    def _options(self, e: Event, group: list[Event]) -> Refs:
        if e.stated is not None:
            return (e.stated,)
        rule = self.rule(e.kind)
        how, may = text(rule["reference"]), texts(rule["refers"])
        if how == "refused" or (how == "optional" and not e.has("refers")):
            return (frozenset(),)
        closed = self.open.isdisjoint(may)
        found = [frozenset({o.id}) for o in group if o.kind in may and o.id != e.id]
        if not found and closed:
            found = [frozenset({o.id}) for o in group if o.kind in texts(rule["failing"])]
        if how == "optional" or not closed:
            found.append(frozenset())
        return tuple(found) or (frozenset(),)

    def _narrowed(self, e: Event, group: list[Event]) -> Refs:
        if e.stated is not None:
            return self._hearing(e, e.stated, group)
        found = (
            option
            for option in e.refs
            if all(self._may_precede(self.event(i), e) and not self._rests(i, e) for i in option)
        )
        return tuple(found) or (frozenset(),)

    def _hearing(self, e: Event, stated: frozenset[str], group: list[Event]) -> Refs:
        starts = [o for o in group if o.kind == "hearing_start"]
        if e.kind != "hearing_end" or any(o.id in stated for o in starts):
            return (stated,)
        begun = [o for o in starts if (o.stated or set()) & stated and self._may_precede(o, e)]
        if all(o.low == o.high for o in begun):
            begun = sorted(begun, key=lambda o: (o.low, o.order))[-1:]
        return tuple(stated | {o.id} for o in begun) or (stated,)

    def _may_precede(self, earlier: Event, later: Event) -> bool:
        if earlier.id == later.id or earlier.low > later.high:
            return False
        if earlier.low == earlier.high == later.low == later.high:
            a, b = earlier.raw.get("time"), later.raw.get("time")
            if isinstance(a, str) and isinstance(b, str) and a != b:
                return a < b
            return earlier.order < later.order
        return True

    def _rests(self, start: str, on: Event) -> bool:
        return on.id in self.rests_on(self.event(start))

    def rests_on(self, e: Event) -> frozenset[str]:
        """Returns the ids of all events that `e` surely refers to, directly or through others."""
        found: set[str] = set()
        todo = [e]
        while todo:
            refs = todo.pop().refs
            for id in refs[0] if len(refs) == 1 else frozenset[str]():
                if id not in found and id in self.by_id:
                    found.add(id)
                    todo.append(self.by_id[id])
        return frozenset(found)

    # ---- people ----

    def _people(self) -> tuple[Words, frozenset[str]]:
        unsaid = [not (m.get("petitioners") or m.get("anonymous")) for m in self.matters.values()]
        named = [p for m in self.matters.values() for p in texts(m.get("petitioners"))]
        named += [p for e in self.events if not e.ends for p in texts(e.raw.get("petitioners"))]
        if any(unsaid):
            named += [
                text(e.raw["by"])
                for e in self.events
                if e.raw.get("by") is not None
                and self.rule(text(e.raw["kind"]))["by"] == "a petitioner"
                and text(e.raw["by"]).partition("/")[0] not in self.tree.organs
            ]
        nameless = [
            self.nobody(m)
            for m, no in zip(self.matters, unsaid, strict=True)
            if self.matters[m].get("anonymous") or (no and not named)
        ]
        persons = {p for p in self._mentioned() if "/" in p} - set(named)
        return tuple(dict.fromkeys((*named, *nameless))), frozenset(persons)

    def nobody(self, matter: str) -> str:
        """Returns the id that stands for a petitioner whose name the file does not give."""
        anonymous = self.matters[matter].get("anonymous")
        return f"{matter}:{'anonymous' if anonymous else 'petitioner'}"

    def _mentioned(self) -> Iterator[str]:
        for m in self.matters.values():
            for name in ("accused", "competent", "concerns"):
                yield from texts(m.get(name))
        for e in self.events:
            for name, rule in self.fields.items():
                value = e.raw.get(name)
                party = obj(rule)["sort"] in ("a party", "a set of parties")
                if party and not isinstance(value, bool):
                    yield from texts(value)

    def candidates(self, role: str, low: int, high: int) -> Words:
        """Returns who an unknown party may be on one of these days."""
        alive = tuple(o for o in self.tree.organs if self.tree.alive(o, low, high))
        alive = alive or tuple(self.tree.organs)
        match role:
            case "an organ":
                return alive
            case "a petitioner":
                return self.petitioners
            case _:
                return (*alive, *self.petitioners, *sorted(self.persons))

    def all(self, role: str) -> frozenset[str]:
        """Returns everybody who may be in an unknown set."""
        organs = () if role == "a petitioner" else tuple(self.tree.organs)
        others = () if role == "an organ" else (*self.petitioners, *self.persons)
        return frozenset((*organs, *others))
