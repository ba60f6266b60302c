"""`explore conflicts`: can these rules all be met in a situation, and if not, which clash?

Every claim is bounded: by the organs of the cut, by the further events the situation allows, by its
horizon, and by one valuation of the readings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import TYPE_CHECKING, TypeAlias, assert_never

from checker.ground.asking import Asking
from checker.ground.cells import Cells
from checker.ground.explore import split
from checker.ground.ground import Grounder
from checker.ground.periods import NotExpressible
from checker.ground.residual import (
    BoolSymbol,
    CellName,
    Lin,
    Residual,
    Symbol,
    and_,
    at_most,
    not_,
    or_,
    symbols_of,
)
from checker.ground.symbolic import chosen, happened, how_many, limits
from checker.read.place import CaseError
from checker.tasks.check import check
from checker.tasks.explore_sets import NoAnswer, Unsure, minimal_clashes
from checker.tasks.explore_situation import Document, Situation
from checker.tasks.explore_witness import document_of
from checker.tasks.findings import Cause, Finding, Report, Verdict
from checker.tasks.instance import GOOD, Options
from checker.tasks.replay import SupposedDays
from model.casefile.faults import did_you_mean, quoted
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.history import History
from model.logic.meaning import Outcome, World, instances, outcome
from model.logic.nodes import ReadingId
from model.logic.readings import Grade, all_readings, reading
from model.logic.rewrite import limits_of
from model.logic.rule import Modality, Rule, Source

if TYPE_CHECKING:
    from checker.smt.encode import Value
    from checker.smt.solve import Completions

Settled: TypeAlias = Mapping[ReadingId, bool]
"""One answer to each question that the law leaves open."""


@dataclass(frozen=True)
class Continuation:
    """One way for the situation to go on, replayed: a case file, and what `check` says of it."""

    history: History
    document: Document
    report: Report


@dataclass(frozen=True)
class Without:
    """A rule left out of a clash: the shortest continuation that breaks no other rule of it, and
    how this one is broken then."""

    rule: Rule
    continuation: Continuation
    broken: tuple[Finding, ...]


@dataclass(frozen=True)
class Clash:
    """A minimal set of rules that cannot all be kept: any one left out, the others can."""

    without: tuple[Without, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the set, in the order of the law."""
        return tuple(w.rule for w in self.without)


@dataclass(frozen=True)
class Compliant:
    """All rules can be met: here is a shortest way the solver found."""

    witness: Continuation


@dataclass(frozen=True)
class Conflict:
    """No continuation within the bound keeps all rules; every minimal set that clashes."""

    clashes: tuple[Clash, ...]


@dataclass(frozen=True)
class Undetermined:
    """Neither: why, and, where the law leaves questions open, the answer under each settlement."""

    why: Unsure
    under: tuple[tuple[Settled, Answer], ...] = ()


Answer: TypeAlias = Compliant | Conflict | Undetermined


@dataclass(frozen=True)
class Explored:
    """The answer, and what it rests on."""

    situation: Situation
    rules: tuple[Rule, ...]
    answer: Answer
    readings: Mapping[ReadingId, str]
    """The readings asked, each with its one value."""
    left_out: tuple[str, ...] = ()
    """Rules without an encoding here: not searched for, but replayed on every witness."""


def explore(
    situation: Situation, rules: Sequence[Rule], sources: Sequence[Source], options: Options
) -> Explored:
    """Returns `Compliant` iff some continuation meets every rule, `Conflict` iff none keeps all of
    them; `Undetermined` iff the solver, the horizon or the law leaves it open."""
    search = search_of(situation, rules, sources, options)
    open_questions = search.unsettled()
    found: list[tuple[Settled, Answer]] = []
    for values in product((False, True), repeat=len(open_questions)):
        settled = dict(zip(open_questions, values, strict=True))
        found.append((settled, search.answer(settled)))
    asked = {id: w for id, w in search.ask.asked.items() if id not in open_questions}
    left_out = tuple(r.id for r in rules if r.id not in search.violated)
    return Explored(situation, tuple(rules), _joined(found), asked, left_out)


def _joined(found: Sequence[tuple[Settled, Answer]]) -> Answer:
    first = found[0][1]
    if len(found) == 1:
        return first
    for _, answer in found:
        if isinstance(answer, Undetermined):
            return Undetermined(answer.why, tuple(found))
    alike = all(type(answer) is type(first) for _, answer in found)
    if alike and not (isinstance(first, Conflict) and len({_named(a) for _, a in found}) > 1):
        return first
    return Undetermined(Unsure.LAW_UNSETTLED, tuple(found))


def _named(answer: Answer) -> frozenset[tuple[str, ...]]:
    clashes = answer.clashes if isinstance(answer, Conflict) else ()
    return frozenset(tuple(r.id for r in c.rules) for c in clashes)


@dataclass(frozen=True)
class Otherwise:
    """A live reading, and the other answer there is under it, the readings else unchanged."""

    reading: ReadingId
    word: str
    answer: Answer


def otherwise(
    found: Explored, sources: Sequence[Source], options: Options
) -> tuple[Otherwise, ...]:
    """Returns every single change of one asked reading to another live value that gives another
    answer: another kind of answer, or other sets that clash. Readings pinned stay."""
    changed: list[Otherwise] = []
    for id in sorted(found.readings.keys() - options.pinned.keys()):
        for value in reading(id).graded(Grade.LIVE):
            pinned = {**options.pinned, id: value.word}
            answer = explore(
                found.situation, found.rules, sources, replace(options, pinned=pinned)
            ).answer
            if _shape(answer) != _shape(found.answer):
                changed.append(Otherwise(id, value.word, answer))
    return tuple(changed)


def _shape(answer: Answer) -> object:
    match answer:
        case Compliant():
            return "compliant"
        case Conflict():
            return _named(answer)
        case Undetermined(why, under):
            return why, tuple(_shape(a) for _, a in under)
        case _:
            assert_never(answer)


def in_question(rules: Mapping[str, Rule], situation: Situation) -> tuple[Rule, ...]:
    """Returns the rules the situation names or, if it names none, every rule but rights: a right
    that lapses is nobody's breach. CaseError at the first name that is no rule."""
    named = situation.record.rules
    if named is None:
        return tuple(r for r in rules.values() if r.modality is not Modality.RIGHT)
    for place, id in enumerate(named):
        if id not in rules:
            at = situation.positions.place_of(("rules", place))
            raise CaseError(f"there is no rule {quoted(id)}", at, did_you_mean(id, rules))
    return tuple(r for r in rules.values() if r.id in named)


# ---- grounding -----------------------------------------------------------------------------------


@dataclass
class Search:
    """The rules over one symbolic history: per rule when it is violated, when it is still open."""

    situation: Situation
    rules: Sequence[Rule]
    sources: Sequence[Source]
    options: Options
    cells: Cells
    ask: Asking
    violated: dict[str, Residual]
    pending: dict[str, Residual]
    engaged: dict[str, Residual]

    def unsettled(self) -> tuple[ReadingId, ...]:
        """Returns the open questions of the law that some rule asks here."""
        all_of = or_((*self.violated.values(), *self.pending.values()))
        names = (s.name for s in symbols_of(all_of, self.cells.definitions))
        return tuple(sorted(n.detail for n in names if (n.owner, n.field) == ("law", "unsettled")))

    def answer(self, settled: Settled) -> Answer:
        """Returns the answer, were the open questions settled so."""
        if self.situation.history.as_of > self.options.calendar.last:
            return Undetermined(Unsure.CALENDAR)
        try:
            return Solving(self, settled).answer()
        except NoAnswer as reason:
            return Undetermined(reason.why)


def search_of(
    situation: Situation, rules: Sequence[Rule], sources: Sequence[Source], options: Options
) -> Search:
    """Returns the rules grounded over the continuations of the situation, one valuation of the
    readings: those pinned, else the defaults."""
    pinned = {**{id: r.default().word for id, r in all_readings().items()}, **options.pinned}
    ask, cells = Asking(pinned, frozenset(pinned)), Cells(situation.history, limits=options.limits)
    search = Search(situation, rules, sources, options, cells, ask, {}, {}, {})
    for rule in rules:
        if any(id not in options.limits for id in limits_of(rule)):
            continue
        try:
            bad = list(_split(rule, search))
        except NotExpressible:
            continue
        search.violated[rule.id] = or_(violated for violated, _, _ in bad)
        search.pending[rule.id] = or_(pending for _, pending, _ in bad)
        search.engaged[rule.id] = or_(engaged for _, _, engaged in bad)
    return search


def _split(rule: Rule, search: Search) -> Iterator[tuple[Residual, Residual, Residual]]:
    """Yields for each instance when it is violated, when still open, and when it is engaged."""
    cells = search.cells
    grounder = Grounder(cells, search.ask, search.options.calendar)
    for events in instances(rule, cells.history):
        there = happened(cells, events)
        when = split(rule, events, grounder).when
        yield (
            and_((there, when.get(Outcome.VIOLATED, False))),
            and_((there, when.get(Outcome.PENDING, False))),
            and_((there, not_(when.get(Outcome.NOT_ENGAGED, False)))),
        )


# ---- solving -------------------------------------------------------------------------------------


class Solving:
    """One solver over the continuations, with one literal per rule: "kept", and one: "met"."""

    def __init__(self, search: Search, settled: Settled) -> None:
        self.search = search
        self.settled = settled
        self.ids = tuple(search.violated)
        self.cells = search.cells
        self.count = how_many(self.cells)
        self.solver = self._solver(list(self._constraints()))

    def _constraints(self) -> Iterator[Residual]:
        for id in self.ids:
            violated, pending = self.search.violated[id], self.search.pending[id]
            yield or_((not_(_kept(id)), not_(violated)))
            yield or_((not_(_met(id)), not_(or_((violated, pending)))))
        for among, most in self.search.situation.caps:
            yield at_most(how_many(self.cells, among), Lin(most))
        for row in self.search.situation.rows:
            events = [e for e in map(self.cells.by_id, row) if e is not None]
            for one, after in pairwise(events):
                yield or_((self.cells.occurred(one), not_(self.cells.occurred(after))))
        for id, value in self.settled.items():
            symbol = BoolSymbol(CellName("law", "unsettled", id))
            yield symbol if value else not_(symbol)
        yield from limits(self.cells)

    def _solver(self, constraints: list[Residual]) -> Completions:
        from checker.smt.solve import DEFAULT_RLIMIT, Completions

        rlimit = self.search.options.rlimit or DEFAULT_RLIMIT
        return Completions(self.cells.definitions, constraints, rlimit)

    def model(self, wanted: Residual) -> Mapping[Symbol, Value] | None:
        """Returns a continuation such that, None iff the solver refuted that there is one."""
        from checker.smt.solve import GaveUp, Possible

        reply = self.solver.possible(wanted)
        if isinstance(reply, GaveUp):
            raise NoAnswer(Unsure.GAVE_UP)
        return reply.values if isinstance(reply, Possible) else None

    def shortest(self, wanted: Residual) -> Mapping[Symbol, Value] | None:
        """Returns such a continuation with the fewest further events."""
        best = self.model(wanted)
        while best is not None and _added(best):
            fewer = at_most(self.count, Lin(len(_added(best)) - 1))
            shorter = self.model(and_((wanted, fewer)))
            if shorter is None:
                return best
            best = shorter
        return best

    # ---- the answer ----

    def answer(self) -> Answer:
        """Returns what holds of all rules together."""
        values = self.shortest(and_(_met(id) for id in self.ids))
        if values is not None:
            return Compliant(self._met(values))
        if self.model(and_(_kept(id) for id in self.ids)) is not None:
            raise NoAnswer(Unsure.HORIZON)
        sets = list(minimal_clashes(self.ids, self._can_keep))
        return Conflict(tuple(self._clash(ids) for ids in sets))

    def _can_keep(self, ids: frozenset[str]) -> bool:
        return self.model(and_(_kept(id) for id in sorted(ids))) is not None

    def _met(self, values: Mapping[Symbol, Value]) -> Continuation:
        found, world = self.continuation(values)
        for rule in self.search.rules:
            if any(o not in GOOD for o in outcomes_of(rule, world)):
                left_out = rule.id not in self.ids
                raise NoAnswer(Unsure.NOT_EXPRESSIBLE if left_out else Unsure.ENGINES_DISAGREE)
        if not all(_good(f) for f in found.report.findings):
            raise NoAnswer(Unsure.WHOLE_TREE)
        return found

    def _clash(self, ids: frozenset[str]) -> Clash:
        return Clash(tuple(self._without(id, ids) for id in self.ids if id in ids))

    def _without(self, id: str, ids: frozenset[str]) -> Without:
        others = [o for o in self.ids if o in ids and o != id]
        values = self.shortest(and_(_met(o) for o in others))
        if values is None:
            values = self.shortest(and_(_kept(o) for o in others))
        if values is None:
            raise NoAnswer(Unsure.ENGINES_DISAGREE)
        found, world = self.continuation(values)
        by_id = {r.id: r for r in self.search.rules}
        broken = [o for o in others if Outcome.VIOLATED in outcomes_of(by_id[o], world)]
        if broken or Outcome.VIOLATED not in outcomes_of(by_id[id], world):
            raise NoAnswer(Unsure.ENGINES_DISAGREE)
        seen = (f for f in found.report.findings if f.rule.id == id)
        how = tuple(f for f in seen if f.under_default is Outcome.VIOLATED)
        return Without(by_id[id], found, how)

    # ---- replaying ----

    def continuation(self, values: Mapping[Symbol, Value]) -> tuple[Continuation, World]:
        """Returns the continuation a model describes, and the world to replay it in."""
        history = chosen(self.cells, values)
        document = document_of(self.search.situation, history, values)
        record = read_record(document)
        judged = resolve(record, self.search.situation.whole)
        pinned = {**self.search.ask.fixed}
        options = replace(self.search.options, pinned=pinned)
        rules = {r.id: r for r in self.search.rules}
        report = check(judged, rules, self.search.sources, options)
        named = {s.name: v for s, v in values.items()}
        settled = {id: self.settled.get(id, False) for id in all_readings()}
        days = SupposedDays(options.calendar, named)
        world = World(history, pinned, days, settled, options.limits)
        return Continuation(history, document, report), world


def outcomes_of(rule: Rule, world: World) -> list[Outcome]:
    """Returns the outcome of every instance of the rule in the world."""
    return [outcome(rule, events, world) for events in instances(rule, world.history)]


def _good(f: Finding) -> bool:
    unsettled = f.verdict is Verdict.UNDETERMINED and f.cause is Cause.LAW_UNSETTLED
    return unsettled or f.verdict in (Verdict.SATISFIED, Verdict.EXCUSED)


def _added(values: Mapping[Symbol, Value]) -> list[str]:
    return [s.name.owner for s, v in values.items() if s.name.field == "happened" and v is True]


def _kept(id: str) -> BoolSymbol:
    return BoolSymbol(CellName("rule", "kept", id))


def _met(id: str) -> BoolSymbol:
    return BoolSymbol(CellName("rule", "met", id))
