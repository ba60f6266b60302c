"""What terms mean over one record: days, numbers, parties, sets, references.

Every answer holds of all that the record leaves open: a day is the span it must lie in, a word all
it may be. Whatever is read is noted, so that a certificate can be held to exactly that.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import TypeAlias

from checker.certificate.recheck.cells import members, unrecorded
from checker.certificate.recheck.days import Calendar, Counting, Stretch, account, told
from checker.certificate.recheck.given import (
    Json,
    Object,
    Refused,
    canonical,
    day,
    items,
    obj,
    texts,
    whole,
)
from checker.certificate.recheck.record import Domain, Event, Members, Record, Span, Truth, Words
from checker.certificate.recheck.rules import Node
from checker.certificate.recheck.truth import all_of, any_of, hull, sign

Bound: TypeAlias = "Event | Words"
Env: TypeAlias = Mapping[str, Bound]
FAR = 10**7
MOST_PAIRS = 400


@dataclass
class Noted:
    """What was read: facts by name, periods, kinds whose silence was relied on, readings asked."""

    facts: dict[str, Json] = field(default_factory=dict[str, Json])
    periods: dict[str, Object] = field(default_factory=dict[str, Object])
    closed: set[str] = field(default_factory=set[str])
    readings: dict[str, list[Json]] = field(default_factory=dict[str, list[Json]])


class Terms(ABC):
    """Formulas over one record. `fixed`: readings of this branch; `assumed`: cells narrowed in
    it."""

    def __init__(
        self,
        record: Record,
        live: Mapping[str, Words],
        limits: Mapping[str, tuple[int, int | None]],
        calendar: Calendar,
    ) -> None:
        self.record, self.live, self.limits, self.calendar = record, live, limits, calendar
        self.fixed: dict[str, str] = {}
        self.assumed: dict[str, Domain] = {}
        self.noted = Noted()
        self.trigger: Event | None = None
        self.supposed: list[Event] | None = None
        """In a witness, where everything has one value: the unrecorded events that happened."""
        self.sweeping = False
        """Whether organ after organ is tried: what each is not stays unsaid."""
        self.loose: dict[str, Domain] = {}
        """Cells read that the record leaves open: what they can be."""
        self.flips: dict[str, set[int]] = {}
        """Days at which an open comparison would change, by the cell it hangs on."""

    @abstractmethod
    def value(self, f: Node, env: Env) -> Truth:
        """Returns the truth value of a formula; None where the record leaves it open."""

    def in_play(self, f: Node) -> dict[str, Node]:
        """Returns the branches of a choice whose values are in play."""
        branches = f.branches()
        return {value: branches[value] for value in self.values(f.word(0))}

    def values(self, reading: str) -> Words:
        """Returns the values of a reading that are in play."""
        found = (self.fixed[reading],) if reading in self.fixed else self.live[reading]
        found = found[:1] if self.supposed is not None else found
        if reading not in self.noted.readings:
            self.noted.readings[reading] = [*self.live[reading]]
        return found

    def events(self, f: Node) -> Iterator[Event]:
        """Yields the recorded events a search runs over, then one that stands for any unrecorded
        one of each open kind; notes the closed kinds."""
        kinds = f.node(0).words(1)
        supposed = f.parts[-1] is True if f.name in ("Some", "Latest") else True
        for kind in kinds:
            yield from self.record.of_kind.get(kind, ())
        for kind in kinds:
            if self.supposed is not None:
                yield from (e for e in self.supposed if supposed and e.kind == kind)
                continue
            if not supposed or kind in texts(self.record.form["never_supposed"]):
                continue
            if kind in self.record.open:
                assert self.trigger is not None
                yield unrecorded(kind, self.trigger, self.record)
            else:
                self.noted.closed.add(kind)

    def found(self, f: Node, e: Event, env: Env) -> Truth:
        """Returns whether this event is what is searched; of an unrecorded one at most perhaps."""
        holds = self.value(f.node(1), {**env, f.node(0).word(0): e})
        return holds if e.recorded or holds is False else None

    # ---- what the record says ----

    def note(self, name: str, value: Json) -> None:
        """Notes a fact that was read."""
        self.noted.facts[name] = value

    def cell(self, name: str, given: Domain) -> Domain:
        """Returns a cell as narrowed in this branch."""
        return self.assumed.get(name, given)

    def of_event(self, f: Node, env: Env, place: int = 0) -> Event:
        """Returns the event bound to a variable."""
        bound = env[f.node(place).word(0)]
        assert isinstance(bound, Event)
        return bound

    def field(self, e: Event, name: str) -> Domain:
        """Returns the cell that stands for a field of an event."""
        named = e.alias(name)
        if named not in e.cells:
            raise Refused(f"`{e.id}` has no `{name}`")
        return self.cell(f"{e.id}.{named}", e.cells[named])

    def domain(self, name: str) -> Domain:
        """Returns what a cell can still be in this branch; None: yes or no."""
        if name in self.assumed:
            return self.assumed[name]
        owner, _, rest = name.rpartition(".")
        e = next((o for o in self.supposed or () if o.id == owner), self.record.by_id.get(owner))
        if "[" in name or (e is None and owner not in self.record.matter_cells):
            return None
        if e is None:
            return self.record.matter_cells[owner].get(rest)
        if rest == "refers":
            return tuple(" ".join(sorted(option)) for option in e.refs)
        return e.cells.get(e.alias(rest))

    def suppose(self, name: str, part: Json) -> Domain:
        """Narrows a cell in this branch, with what follows for the days of other events."""
        match part:
            case bool():
                found: Domain = part
            case str():
                found = (part,)
            case _:
                low, high = obj(part)["from"], obj(part)["to"]
                found = (whole(low), whole(high)) if isinstance(low, int) else (day(low), day(high))
        self.assumed[name] = found
        if name.endswith(".on"):
            self._follow()
        return found

    def _follow(self) -> None:
        """An event is never earlier than what it surely refers to."""
        changed = True
        while changed:
            changed = False
            for e in self.record.events:
                for o in map(self.event, e.refs[0] if len(e.refs) == 1 else ()):
                    (a, b), (c, d) = _span(self.field(o, "on")), _span(self.field(e, "on"))
                    now = (a, min(b, d)), (max(a, c), d)
                    if now != ((a, b), (c, d)) and now[0][0] <= now[0][1] and now[1][0] <= d:
                        self.assumed[f"{o.id}.on"], self.assumed[f"{e.id}.on"] = now
                        changed = True

    def span(self, e: Event, name: str) -> Span:
        """Returns the day or number of an event."""
        low, high = _span(self.field(e, name))
        high = high if self.supposed is None else low
        about = obj(self.record.fields[name])["sort"]
        number: Json = low if low == high else [low, high]
        said = told(low, high) if about == "a day" else number
        self.note(f"{e.id}.{e.alias(name)}", said)
        if low < high:
            self.loose[f"{e.id}.{e.alias(name)}"] = (low, high)
        return low, high

    def word(self, owner: str, name: str, cell: Domain) -> Words:
        """Returns the words a cell may be."""
        words = _words(cell)
        words = words if self.supposed is None else words[:1]
        few: Json = [*words] if len(words) < 7 else len(words)
        self.note(f"{owner}.{name}", words[0] if len(words) == 1 else few)
        if len(words) > 1:
            self.loose[f"{owner}.{name}"] = words
        return words

    def party(self, f: Node, env: Env) -> Words:
        """Returns who a party term may be."""
        if f.name == "PartyVar":
            bound = env[f.word(0)]
            assert isinstance(bound, tuple)
            return bound
        e = self.of_event(f, env)
        return self.word(e.id, e.alias(f.word(1)), self.field(e, f.word(1)))

    def set_of(self, f: Node, env: Env) -> Members:
        """Returns a set of parties."""
        name, sets = self.set_name(f, env)
        sure, maybe = self.narrowed(name, sets)
        known: list[Json] = [*sorted(sure)]
        self.note(name, {"sure": known, "perhaps": len(maybe)} if maybe else known)
        return sure, maybe

    def narrowed(self, name: str, given: Members) -> Members:
        """Returns a set as it is in this branch; in a witness nobody is perhaps in it."""
        sure, maybe = given
        if self.supposed is None:
            return sure, maybe
        return sure | {p for p in maybe if self.assumed.get(f"{name}[{p}]") is True}, frozenset()

    def set_name(self, f: Node, env: Env) -> tuple[str, Members]:
        """Returns which set of the record it is, with what the record says."""
        e, name = self.of_event(f, env), f.word(1)
        if f.name == "SetOf" and name in e.cells:
            return f"{e.id}.{name}", members(e.cells[name])
        name = "petitioners" if f.name == "SetOf" else name
        return f"{e.matter}.{name}", members(self.record.matter_cells[e.matter][name])

    def truth(self, name: str, said: Domain) -> Truth:
        """Returns a truth value of the record."""
        value = self.assumed.get(name, said)
        assert value is None or isinstance(value, bool)
        value = False if value is None and self.supposed is not None else value
        self.note(name, value)
        if value is None:
            self.loose[name] = None
        return value

    # ---- days and numbers ----

    def day(self, t: Node, env: Env) -> Span:
        """Returns the days a term may denote."""
        match t.name:
            case "DayConst":
                return t.whole(0), t.whole(0)
            case "DayOf":
                return self.span(self.of_event(t, env), t.word(1))
            case "ChooseDay":
                return hull(self.day(b, env) for b in self.in_play(t).values())
            case "PeriodEnd":
                return self._period(t, env)
            case "Latest":
                return self._latest(t, env)
            case "CarriedOn":
                return self._carried_on(t, env)
            case _:
                raise Refused(f"`{t.name}` is no day")

    def number(self, t: Node, env: Env) -> Span:
        """Returns the numbers a term may denote."""
        match t.name:
            case "NumberConst":
                return t.whole(0), t.whole(0)
            case "NumberOf":
                return self.span(self.of_event(t, env), t.word(1))
            case "ChooseNumber":
                return hull(self.number(b, env) for b in self.in_play(t).values())
            case "CappedSum":
                return self._sum(t, env)
            case "OpenNumber":
                return self._open_limit(t.word(0))
            case _:
                raise Refused(f"`{t.name}` is no number")

    def _such(self, f: Node, env: Env) -> Iterator[tuple[Env, Truth]]:
        for e in self.events(f):
            inner = {**env, f.node(0).word(0): e}
            holds = self.value(f.node(1), inner) if e.recorded else self.found(f, e, env)
            if holds is not False:
                yield inner, holds

    def _sum(self, t: Node, env: Env) -> Span:
        low, high = 0, 0
        for inner, holds in self._such(t, env):
            one = self.number(t.node(2), inner)
            low, high = low + (one[0] if holds else min(one[0], 0)), high + max(one[1], 0)
        return min(low, t.whole(3)), min(high, t.whole(3))

    def _latest(self, t: Node, env: Env) -> Span:
        found = [(self.day(t.node(2), inner), holds) for inner, holds in self._such(t, env)]
        if not any(holds for _, holds in found):
            found.append((self.day(t.node(3), env), True))
            low = min(span[0] for span, _ in found)
        else:
            low = max(span[0] for span, holds in found if holds)
        return low, max(span[1] for span, _ in found)

    def _carried_on(self, t: Node, env: Env) -> Span:
        who, (a, b) = self.party(t.node(0), env), self.day(t.node(1), env)
        taken_over = [self._taken_over(o) for o in who]
        if not any(taken_over):
            return a, b
        c, d = self.day(t.node(2), env)
        surely = (max([a, *(x for x in days if b < x <= c)]) for days in taken_over)
        perhaps = (max([b, *(x for x in days if a < x <= d)]) for days in taken_over)
        return min(surely), max(perhaps)

    def _taken_over(self, organ: str) -> list[int]:
        about = self.record.tree.organs.get(organ)
        days = [whole(x) for x in items(about[5])] if about else []
        if days:
            self.note(f"{organ} taken over", [told(x, x) for x in days])
        return days

    def _open_limit(self, id: str) -> Span:
        low, high = self.limits[id]
        said = self.assumed.get(f"law.limit[{id}]")
        if said is not None:
            low, high = _span(said)
        if high is None:
            first = min((e.low for e in self.record.events), default=self.record.as_of)
            high = max(0, self.record.as_of - first) + 1
        self.note(f"law.limit[{id}]", [low, high])
        return low, high

    def _period(self, t: Node, env: Env) -> Span:
        start = self.day(t.node(0), env)
        steps = [(self.number(s.node(0), env), s.word(1)) for s in t.nodes(1)]
        fewest, most = self._stopped(t.nodes(2), env)
        low = Stretch(start[0], tuple((n[0], u) for n, u in steps), fewest)
        high = Stretch(start[1], tuple((n[1], u) for n, u in steps), most)
        own, by = t.parts[3] is True, self.calendar
        ends: list[Span] = []
        for how in (Counting(*c) for c in product(*map(self.values, ("IP-01", "IP-02", "IP-03")))):
            raw, due = zip(
                low.end(how, own=own, late=False, by=by),
                high.end(how, own=own, late=True, by=by),
                strict=True,
            )
            told = account(low, high, raw, due)
            self.noted.periods[canonical(told)] = told
            ends.append(due)
        return hull(ends)

    def _stopped(self, stops: tuple[Node, ...], env: Env) -> tuple[frozenset[int], frozenset[int]]:
        """Returns the days that surely, and those that perhaps, do not count."""
        fewest, most = set[int](), set[int]()
        for s in stops:
            for inner, holds in self._such(_as_search(s), env):
                start = self.of_event(s, inner)
                if not start.recorded:
                    most |= set(range(start.low, self.record.as_of + 1))
                    continue
                sure, maybe = self._days_of(s, start)
                most |= sure | maybe
                fewest |= sure if holds else set()
        return frozenset(fewest), frozenset(most)

    def _days_of(self, s: Node, start: Event) -> tuple[frozenset[int], frozenset[int]]:
        if s.parts[3] is True:
            listed = members(self.field(start, "sitting_days"))
            sure, maybe = self.narrowed(f"{start.id}.sitting_days", listed)
            self.note(f"{start.id}.sitting_days", [len(sure), len(maybe)])
            return frozenset(map(int, sure)), frozenset(map(int, maybe))
        begin = self.span(start, "on")
        first, last = self.record.as_of, self.record.as_of
        for kind in s.words(1):
            for e in self.record.of_kind.get(kind, ()):
                answers, on = self.answers(e, start), self.span(e, "on")
                first = first if answers is False else min(first, on[0])
                last = min(last, on[1]) if answers else last
            if kind in self.record.open:
                first = min(first, begin[0])
            self.noted.closed.add(kind)
        surely = frozenset(range(begin[1], first + 1))
        return surely, frozenset(range(begin[0], last + 1)) - surely

    # ---- references ----

    def references(self, e: Event) -> tuple[frozenset[str], ...]:
        """Returns what the event may refer to, in this branch."""
        said = self.assumed.get(f"{e.id}.refers")
        if isinstance(said, tuple):
            return tuple(frozenset(str(option).split()) for option in said)
        if self.supposed is not None:
            return e.refs[:1]
        if len(e.refs) > 1:
            self.loose[f"{e.id}.refers"] = tuple(" ".join(sorted(option)) for option in e.refs)
        return e.refs

    def taken_up(self, e: Event) -> Members:
        """Returns what it surely, and what it perhaps, refers to or has passed on to it."""
        options = [self._closed(refs) for refs in self.references(e)]
        sure = frozenset[str].intersection(*(s for s, _ in options))
        return sure, frozenset[str]().union(*(s | m for s, m in options)) - sure

    def _closed(self, refs: frozenset[str]) -> Members:
        sure, maybe = set(refs), set[str]()
        for e in (self.event(r) for r in refs):
            if e.kind in texts(self.record.form["passing_on"]):
                more, perhaps = self.taken_up(e)
                sure |= more
                maybe |= perhaps
        return frozenset(sure), frozenset(maybe)

    def answers(self, later: Event, earlier: Event) -> Truth:
        """Returns whether `later` refers to `earlier`, or to what `earlier` took up."""
        sure, maybe = self.taken_up(later)
        found: Truth = earlier.id in sure or (None if earlier.id in maybe else False)
        form = self.record.form
        takes = earlier.kind in texts(form["taking_up"]) and later.kind not in texts(
            form["passing_on"]
        )
        if not found and takes and later.id != earlier.id:
            taken, perhaps = self.taken_up(earlier)
            options = self.references(later)
            if all(refs & taken for refs in options):
                found = True
            elif any(refs & (taken | perhaps) for refs in options):
                found = None
        self.note(f"{later.id} answers {earlier.id}", found)
        return found

    def precedes(self, x: Event, y: Event) -> Truth:
        """Returns whether `x` came before `y`: earlier day, or surely first of one day."""
        if x.id == y.id:
            return False
        (a, b), (c, d) = self.span(x, "on"), self.span(y, "on")
        follows, leads = x.id in self.record.rests_on(y), y.id in self.record.rests_on(x)
        earlier = sign(b < c, a >= d or leads)
        if earlier is not None and (earlier or a > d):
            return earlier
        first = self._first(x, y, follows=follows, leads=leads)
        return any_of((earlier, all_of((sign(b <= c or follows, a > d), first))))

    def _place(self, e: Event) -> tuple[int, int]:
        """Returns the place of an event among those of its day, as the witness says."""
        said = self.assumed.get(f"{e.id}.order")
        return (_span(said)[0] if said is not None else e.order), e.order

    def event(self, id: str) -> Event:
        """Returns the event of that id, recorded or supposed; Refused if there is none."""
        supposed = (e for e in self.supposed or () if e.id == id)
        return next(supposed, None) or self.record.event(id)

    def _first(self, x: Event, y: Event, *, follows: bool, leads: bool) -> Truth:
        first = sign(follows, leads)
        if x.time is not None and y.time is not None:
            first = (x.time, x.order) < (y.time, y.order)
        if first is None and self.supposed is not None:
            first = self._place(x) < self._place(y)
        self.note(f"{x.id} before {y.id} that day", first)
        return first


def _as_search(s: Node) -> Node:
    """Returns the starts of a suspension as a search."""
    return Node("Some", (s.parts[0], s.parts[2], None, True))


def _span(cell: Domain) -> Span:
    assert isinstance(cell, tuple)
    low, high = cell
    assert isinstance(low, int)
    assert isinstance(high, int)
    return low, high


def _words(cell: Domain) -> Words:
    assert isinstance(cell, tuple)
    return tuple(str(w) for w in cell)
