"""`repair`: the nearest lawful history, proved nearest.

Nearest: fewest acts touched; of those, fewest acts left out; then fewest days moved; then fewest of
the acts a broken duty starts from. A relaxation is solved to its optimum, the optimum judged by
`check` under every reading and in every completion; what that finds wrong is added to the
relaxation. The first optimum that is as promised is therefore cheapest of all within the bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from checker.ground.additions import Slot, acts_for, may_be_added
from checker.ground.cells import Cells
from checker.ground.loosened import Day, Loosened, acts_done_twice, is_act, loosened
from checker.ground.residual import Lin, at_most
from checker.ground.symbolic import chosen
from checker.tasks.check import check
from checker.tasks.details import bearer_and_due
from checker.tasks.findings import Report, Verdict
from checker.tasks.instance import Judged, Options, verdict_of
from checker.tasks.repair_changes import Broken, Change, Cost, Document, applied
from checker.tasks.repair_obstacles import Obstacles, obstacles
from checker.tasks.repair_proof import Redecided, redecided
from checker.tasks.repair_search import (
    MOST_ACTS,
    Candidate,
    Demand,
    Encoding,
    Goal,
    Search,
    SolverGaveUp,
    Supposed,
    open_facts,
)
from checker.tasks.repair_verdicts import (
    MENDED,
    Instance,
    broken_under,
    judged_all,
    kept_under,
    looks_at,
    no_worse_than,
)
from model.calendar import date_of
from model.casefile.faults import CaseFault, CaseFaults
from model.casefile.records import CaseRecord, EventRecord, read_record
from model.casefile.resolve import resolve
from model.history import Event, EventId, History, MatterId, PartyId
from model.logic import nodes as n
from model.logic.meaning import Outcome
from model.logic.rule import Rule, Source
from model.words import Kind

MOST_ROUNDS: Final = 60
"""How often the relaxation is refined before no answer is given."""
ROUNDS_IF_PARTIAL: Final = 8
"""The same where unrecorded acts may exist: what they refute is refuted one choice at a time."""
MOST_ALIKE: Final = 2
"""How many acts of one kind may be added in one matter."""


@dataclass(frozen=True)
class Problem:
    """A case to be repaired, and by what it is judged."""

    record: CaseRecord
    history: History
    rules: Mapping[str, Rule]
    sources: tuple[Source, ...]
    options: Options


@dataclass(frozen=True)
class Repair:
    """A lawful history near the recorded one: what is changed, its case file, what `check` says."""

    changes: tuple[Change, ...]
    cost: Cost
    document: Document
    report: Report
    second: Redecided
    """Whether another solver finds nothing cheaper either."""


@dataclass(frozen=True)
class Bound:
    """Within what a repair was looked for: so many acts touched at most; so many of a kind added in
    one matter; by and to organs the record names, or `everybody` of the tree; acts left `standing`
    because a broken duty starts from them; rules not searched by but judged by in the end.
    """

    most_acts: int
    most_alike: int
    everybody: bool
    standing: tuple[EventId, ...] = ()
    replayed_only: tuple[str, ...] = ()
    until: Day | None = None
    """Of what is still to be done: the day up to which was looked on; None: of what was done."""


@dataclass(frozen=True)
class Nothing:
    """Nothing asked for is broken; `onward`: nor comes to be broken if nothing more is done."""

    onward: bool = False


@dataclass(frozen=True)
class Repairs:
    """The nearest lawful histories, each touching other acts. `more`: whether there may be more
    within the bound than were asked for."""

    targets: tuple[Instance, ...]
    broken: Broken
    found: tuple[Repair, ...]
    bound: Bound
    more: bool


@dataclass(frozen=True)
class NoRepair:
    """It is refuted that there is one within the bound; `obstacles`: why."""

    targets: tuple[Instance, ...]
    broken: Broken
    bound: Bound
    obstacles: Obstacles


@dataclass(frozen=True)
class Unsure:
    """Not known: `reason`. `found`: the repairs proved nearest before."""

    targets: tuple[Instance, ...]
    broken: Broken
    found: tuple[Repair, ...]
    bound: Bound
    reason: str


@dataclass(frozen=True)
class Room:
    """What may be otherwise. `standing`: acts that may not, but for what they say. `since`: only
    further acts from this day on, and nothing recorded. `everybody`: further acts may be by and to
    any organ of the tree."""

    standing: frozenset[EventId]
    since: Day | None = None
    everybody: bool = False


Answer: TypeAlias = Nothing | Repairs | NoRepair | Unsure


def repair(problem: Problem, named: Sequence[str], count: int, *, any_act: bool = False) -> Answer:
    """Returns the `count` nearest histories in which every broken instance (of the rules named, if
    any are) is broken no more and nothing else is worse than recorded. The acts that made a broken
    duty stand as they are, unless `any_act`."""
    problem = replace(problem, record=_explicit(problem.record, problem.history))
    judged = dict(judged_all(problem.history, problem.rules.values(), problem.options))
    broken = (i for i, j in judged.items() if verdict_of(j) is Verdict.VIOLATED)
    targets = tuple(i for i in broken if not named or i[0] in named)
    standing = frozenset[EventId]() if any_act else _standing(targets, problem)
    return _repaired(problem, judged, targets, Room(standing), count)


FURTHER: Final = 400
"""How many days after its end a record is looked on to, for what will be broken by then."""


def onward(problem: Problem, named: Sequence[str], count: int) -> Answer:
    """Returns the `count` smallest sets of further acts, none before the end of the record, after
    which nothing (of the rules named, if any are) comes to be broken within `FURTHER` days; each
    act on the latest day there is. What the record shows broken stays so. Not known where the
    calendar ends first."""
    problem = replace(problem, record=_explicit(problem.record, problem.history))
    now = problem.history.as_of
    last = min(now + FURTHER, problem.options.calendar.last)
    record = problem.record.model_copy(update={"as_of": date_of(max(now, last))})
    later = replace(problem, record=record, history=resolve(record, problem.history.hierarchy))
    rules, options = problem.rules.values(), problem.options
    today = {one: verdict_of(j) for one, j in judged_all(problem.history, rules, options)}
    judged = dict(judged_all(later.history, rules, options))
    targets = tuple(
        one
        for one, j in judged.items()
        if verdict_of(j) is Verdict.VIOLATED
        and today.get(one) is not Verdict.VIOLATED
        and (not named or one[0] in named)
    )
    everything = frozenset(e.id for e in problem.history.events)
    return _repaired(later, judged, targets, Room(everything, now), count)


def _repaired(
    problem: Problem,
    judged: Mapping[Instance, Judged],
    targets: tuple[Instance, ...],
    room: Room,
    count: int,
) -> Answer:
    if not targets:
        return Nothing(room.since is not None)
    bad = [judged[t] for t in targets]
    before = {one: verdict_of(j) for one, j in judged.items()}
    kept = {i: kept_under(judged[i]) for i, v in before.items() if v is Verdict.CONTESTED}
    goal = Goal(frozenset(targets), before, _broken(bad, problem.options), kept)
    answer = _Work(problem, goal, bad, room).answer(targets, count)
    if isinstance(answer, NoRepair):
        # whoever should have acted may be nobody the record names
        return _Work(problem, goal, bad, replace(room, everybody=True)).answer(targets, count)
    return answer


def _standing(targets: Sequence[Instance], problem: Problem) -> frozenset[EventId]:
    """Returns the events that the broken duties to answer start from: facts that make the duty. Of
    a ban or a condition they may be what is wrong."""
    answer = {r.id for r in problem.rules.values() if isinstance(r.demand, n.Answer)}
    made = {id for rule, events in targets if rule in answer for id in events}
    wrong = {id for rule, events in targets if rule not in answer for id in events}
    return frozenset(made - wrong)


def _explicit(record: CaseRecord, history: History) -> CaseRecord:
    """Returns the record that says what its events refer to, where that is known though unsaid: an
    act added must not change what the others refer to."""
    events: list[EventRecord] = []
    for e in record.events:
        known = history.by_id.get(e.id)
        refers = known.refers.options[0] if known and known.refers.known else ()
        if e.refers is None and refers:
            events.append(e.model_copy(update={"refers": tuple(sorted(refers))}))
        else:
            events.append(e)
    return record.model_copy(update={"events": tuple(events)})


def _broken(targets: Iterable[Judged], options: Options) -> Broken:
    triggers: set[EventId] = set()
    bearers: set[PartyId] = set()
    for one in targets:
        who, _ = bearer_and_due(one, Verdict.VIOLATED, options)
        bearers.update(w.partition("/")[0] for w in who)
        triggers.update(e.id for e in one.events)
    return Broken(frozenset(triggers), frozenset(bearers))


class _Work:
    """One relaxation, refined until its optimum is as promised.

    INVARIANT: the acts that may be added are of every kind that a rule encoded looks for, so that
    no act of another kind could be part of a cheaper repair.
    """

    def __init__(
        self,
        problem: Problem,
        goal: Goal,
        judged: Sequence[Judged],
        room: Room,
    ) -> None:
        self.problem, self.goal, self.judged, self.room = problem, goal, judged, room
        self.demands: dict[Demand, None] = {}
        self.blocked: list[frozenset[EventId]] = []
        self.slots: frozenset[Slot] = frozenset()
        self.twice = MOST_ACTS
        for rule, events in goal.targets:
            matters = {problem.history.by_id[id].matter for id in events}
            self.slots |= self._slots_for(problem.rules[rule], matters)
            self.demands[rule, Supposed()] = None
        self._start()

    def _start(self) -> None:
        """Builds the relaxation anew: there is more room, and what was refuted in less is not."""
        room = self.room
        added = acts_for(
            self.slots, self.problem.history, everybody=room.everybody, since=room.since
        )
        loose = _loosened(self.problem, added, room)
        cells = Cells(loose.history, limits=self.problem.options.limits)
        self.encoding = Encoding(loose, self.goal, self.problem.options, cells)
        self.search = Search(self.encoding)
        for rule, under in self.demands:
            self.encoding.add(self.problem.rules[rule], under)
        for acts in self.blocked:
            self.encoding.block_acts(acts)
        if self.blocked:
            self._not_more_twice(self.twice)

    def _slots_for(self, rule: Rule, matters: Iterable[MatterId]) -> frozenset[Slot]:
        """Returns room for acts of each kind that instances of the rule could need."""
        broken = sum(r == rule.id for r, _ in self.goal.targets)
        return frozenset(
            Slot(kind, matter, number)
            for kind in may_be_added(rule)
            for matter in matters
            for number in range(1, min(max(broken, 1), MOST_ALIKE) + 1)
        )

    def answer(self, targets: tuple[Instance, ...], count: int) -> Answer:
        """Returns the nearest repairs, `count` at most."""
        found: list[Repair] = []
        try:
            while len(found) < count:
                one = self._nearest(len(found) + 1)
                if one is None:
                    break
                found.append(one)
                self.blocked.append(frozenset(c.event for c in one.changes))
                self.encoding.block_acts(self.blocked[-1])
                self._not_more_twice(one.cost.twice)
        except SolverGaveUp as reason:
            return Unsure(targets, self.goal.broken, tuple(found), self.bound, str(reason))
        if not found:
            why = obstacles(self.search, self.judged, self.problem.options)
            return NoRepair(targets, self.goal.broken, self.bound, why)
        return Repairs(targets, self.goal.broken, tuple(found), self.bound, len(found) == count)

    def _not_more_twice(self, twice: int) -> None:
        """Refuses, of the repairs to come, those that do more twice than the nearest: a variant of
        moving an act is no other repair."""
        self.twice = min(self.twice, twice)
        encoding = self.encoding
        within = at_most(acts_done_twice(encoding.loose, encoding.cells), Lin(self.twice))
        encoding.blocked.append(within)

    @property
    def bound(self) -> Bound:
        """Within what is searched."""
        unencodable = tuple(self.encoding.unencodable)
        acts = (e for e in self.problem.history.events if is_act(e, self.problem.history))
        standing = tuple(e.id for e in acts if e.id in self.room.standing)
        until = self.problem.history.as_of if self.room.since is not None else None
        return Bound(
            self.search.most,
            MOST_ALIKE,
            self.room.everybody,
            () if until is not None else standing,
            unencodable,
            until,
        )

    def _nearest(self, number: int) -> Repair | None:
        partial = bool(self.problem.history.open_kinds)
        rounds = ROUNDS_IF_PARTIAL if partial else MOST_ROUNDS
        for _ in range(rounds):
            found = self.search.cheapest()
            if found is None:
                return None
            wrong = list(self._wrong(found, ()))
            order = self._order(found) if wrong else ()
            if wrong:
                wrong = list(self._wrong(found, order))
            if not wrong:
                return self._shown(found, number, order)
            if not self._refined(j for j in wrong if j is not None):
                self.encoding.block(found)
        why = "; the record is not complete, and acts it may lack are judged but not encoded"
        raise SolverGaveUp(f"no answer after {rounds} rounds{why if partial else ''}")

    def _order(self, found: Candidate) -> tuple[EventId, ...]:
        """Returns the events in the order the solver has put them."""
        return tuple(e.id for e in chosen(self.encoding.cells, found.values).events)

    # ---- judging a candidate ----

    def _wrong(self, found: Candidate, order: tuple[EventId, ...]) -> Iterator[Judged | None]:
        """Yields what is not as promised in the changed history; None iff there is no such history
        at all."""
        history = _history_of(self._document(found, 0, order), self.problem)
        if history is None:
            yield None
            return
        touched = self._kinds(found, history) if not order else frozenset(Kind)
        rules = (r for r in self.problem.rules.values() if looks_at(r) & touched)
        for one, judged in judged_all(history, rules, self.problem.options):
            if verdict_of(judged) not in self._promised(one) or self._newly_broken(one, judged):
                yield judged

    def _newly_broken(self, one: Instance, judged: Judged) -> bool:
        """Returns whether a contested instance may be broken now under readings under which it was
        not."""
        kept = self.goal.kept_under.get(one, ())
        return any(broken_under(judged, dict(readings)) for readings in kept)

    def _kinds(self, found: Candidate, history: History) -> frozenset[Kind]:
        """Returns the kinds of the acts touched; every kind where a change may tell upon other
        events, as the record leaves open what they refer to or when they were."""
        if not history.references_known or history.open_kinds:
            return frozenset(Kind)
        return frozenset(self.encoding.loose.history.by_id[c.event].kind for c in found.changes)

    def _promised(self, one: Instance) -> frozenset[Verdict | None]:
        if one in self.goal.targets:
            return MENDED
        return no_worse_than(self.goal.before.get(one))

    def _refined(self, wrong: Iterable[Judged]) -> bool:
        """Returns whether the relaxation now knows more of what is wrong."""
        slots, known = self.slots, False
        for judged in wrong:
            rule = judged.rule
            self.slots |= self._slots_for(rule, {e.matter for e in judged.events})
            for under in self._suppositions(judged):
                if (rule.id, under) not in self.demands:
                    self.demands[rule.id, under] = None
                    known = self.encoding.add(rule, under) or known
        if self.slots != slots:
            self._start()
            return True
        return known

    def _suppositions(self, judged: Judged) -> Iterator[Supposed]:
        """Yields how things may be for the instance to turn out wrong, the defaults first."""
        yield Supposed()
        for leaf, outcomes in judged.leaves:
            readings = tuple(sorted(leaf.readings))
            if Outcome.VIOLATED in outcomes:
                yield Supposed(readings)
                if len(outcomes) > 1:
                    facts = open_facts(leaf, Outcome.VIOLATED, self.problem.options)
                    free = {n: v for n, v in facts.items() if not self.encoding.chosen(n)}
                    yield Supposed(readings, tuple(sorted(free.items())))

    # ---- what is shown ----

    def _document(self, found: Candidate, number: int, order: tuple[EventId, ...]) -> Document:
        case = f"{self.problem.record.case}-repair-{number}"
        return applied(self.problem.record, found.changes, case, order)

    def _shown(self, found: Candidate, number: int, order: tuple[EventId, ...]) -> Repair:
        document, problem = self._document(found, number, order), self.problem
        history = _history_of(document, problem)
        assert history is not None
        report = check(history, problem.rules, problem.sources, problem.options)
        for f in report.findings:
            if f.verdict not in self._promised((f.rule.id, tuple(e.id for e in f.events))):
                raise SolverGaveUp(f"{f.rule.id} turned out {f.verdict.value} in the whole check")
        second = redecided(self.search, found.cost, problem.record.case)
        if second is Redecided.DENIED:
            raise SolverGaveUp("the second solver finds something cheaper: please report it")
        return Repair(found.changes, found.cost, document, report, second)


def _loosened(problem: Problem, added: tuple[Event, ...], room: Room) -> Loosened:
    hearings = [e.id for e in problem.record.events if e.kind is Kind.HEARING]
    fixed = frozenset(id for e in hearings for id in (e, f"{e}.end"))
    if room.since is not None:
        fixed = room.standing
    counted = frozenset(e.id for e in problem.record.events if isinstance(e.limit, int))
    return loosened(problem.history, added, counted, fixed, room.standing)


def _history_of(document: Document, problem: Problem) -> History | None:
    """Returns the history of the case file, None iff its days contradict each other."""
    try:
        return resolve(read_record(document), problem.history.hierarchy)
    except (CaseFault, CaseFaults):
        return None
