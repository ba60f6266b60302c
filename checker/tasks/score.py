"""`score`: the points the first-receipt notice deducts, from the verdicts of its four rules.

No law stands here: a failure is a breach of an instance of FR-3.5a to d, `constraints` says what it
costs and how breaches add up. Each valuation of the arguable readings is a score of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from checker.tasks.details import bearer_and_due
from checker.tasks.findings import Verdict
from checker.tasks.instance import Judged, Options, judge, verdict_of
from checker.tasks.scores import NO_POINTS, Entry, Points, State, UnitScore, Valuation
from constraints.first_receipt.readings import Occurrence, Overlapping
from constraints.first_receipt.scoring import (
    BY_RULE,
    DEDUCTIONS,
    IN_FORMULAS,
    Failure,
    between,
)
from model.history import History, MatterId, PartyId
from model.logic.meaning import instances
from model.logic.nodes import ReadingId
from model.logic.readings import Grade, Reading
from model.logic.rule import Rule
from model.organs.hierarchy import Hierarchy, Relation
from model.words import Level, OrganKind

Book = Mapping[Valuation, tuple[Entry, ...]]
"""Per valuation of the questions in the formulas: the entries of any number of histories."""


def scored(rules: Mapping[str, Rule]) -> bool:
    """Returns whether all four rules that the score rests on are among these."""
    return all(d.rule in rules for d in DEDUCTIONS)


def entries_of(history: History, rules: Mapping[str, Rule], options: Options) -> Book:
    """Returns what costs points in the history, per valuation; the default valuation first."""
    return {v: tuple(_entries(history, rules, _pinned(options, v))) for v in _valuations(options)}


def joined(books: Iterable[Book]) -> Book:
    """Returns the entries of all, per valuation."""
    found: dict[Valuation, list[Entry]] = {}
    for book in books:
        for valuation, entries in book.items():
            found.setdefault(valuation, []).extend(entries)
    return {v: tuple(e) for v, e in found.items()}


def _valuations(options: Options) -> Iterator[Valuation]:
    choices = [[(r.id, w) for w in _words(r, options)] for r in IN_FORMULAS]
    yield from product(*choices)


def _words(reading: type[Reading], options: Options) -> Sequence[str]:
    """Returns the value pinned, else the arguable ones, the default first."""
    if reading.id in options.pinned:
        return (options.pinned[reading.id],)
    return [v.word for v in reading.graded(Grade.DEFAULT, Grade.LIVE)]


def _pinned(options: Options, valuation: Valuation) -> Options:
    return replace(options, pinned={**options.pinned, **dict(valuation)}, prove=False)


def _entries(history: History, rules: Mapping[str, Rule], options: Options) -> Iterator[Entry]:
    for deduction in DEDUCTIONS:
        rule = rules[deduction.rule]
        for events in instances(rule, history):
            judged = judge(rule, events, history, options)
            verdict = verdict_of(judged)
            state = _state(verdict)
            if verdict is not None and state is not None:
                yield _entry(judged, bearer_and_due(judged, verdict, options), state)


def _state(verdict: Verdict | None) -> State | None:
    match verdict:
        case Verdict.VIOLATED:
            return State.CERTAIN
        case Verdict.PENDING:
            return State.PENDING
        case Verdict.UNDETERMINED | Verdict.CONTESTED:
            return State.OPEN
        case None | Verdict.SATISFIED | Verdict.EXCUSED | Verdict.LAPSED:
            return None


def _entry(judged: Judged, found: tuple[tuple[str, ...], int | None], state: State) -> Entry:
    bearer, due = found
    return Entry(
        case=judged.history.case,
        rule=judged.rule.id,
        unit=bearer[0] if bearer else None,
        matter=judged.events[0].matter,
        events=tuple(e.id for e in judged.events),
        day=None if due is None else due + 1,
        state=state,
        half_points=BY_RULE[judged.rule.id].half_points,
    )


# ---- adding up -----------------------------------------------------------------------------------


def score(
    book: Book, options: Options, trees: Sequence[tuple[Hierarchy, int]]
) -> tuple[UnitScore, ...]:
    """Returns the score of every unit and year of the book: units in order of their names, years in
    order, what has no year last. `trees`: those a unit may stand in, each with the day that
    counts."""
    if not book:
        return ()
    tallies = {
        (*v, (Overlapping.id, how.word)): _tally(entries, dict(v), how)
        for v, entries in book.items()
        for how in _overlaps(options)
    }
    default = next(iter(tallies))
    keys = dict.fromkeys(key for tally in tallies.values() for key in tally)
    return tuple(
        UnitScore(
            unit,
            year,
            tallies[default].get((unit, year), NO_POINTS),
            tuple(e for e in next(iter(book.values())) if (e.unit, e.year) == (unit, year)),
            tuple(_differing(tallies, (unit, year))),
            unit is None or any(_commanded(unit, tree, day) for tree, day in trees),
        )
        for unit, year in sorted(keys, key=_in_order)
    )


Key = tuple[PartyId | None, int | None]


def _in_order(key: Key) -> tuple[str, int]:
    return key[0] or "", key[1] or 9999


def _overlaps(options: Options) -> Sequence[Overlapping]:
    wanted = _words(Overlapping, options)
    return [how for word in wanted for how in Overlapping if how.word == word]


def _differing(
    tallies: Mapping[Valuation, Mapping[Key, Points]], key: Key
) -> Iterator[tuple[Valuation, Points]]:
    default = next(iter(tallies))
    found: dict[frozenset[tuple[ReadingId, str]], Points] = {}
    for valuation, tally in tallies.items():
        changed = frozenset(valuation) - frozenset(default)
        points = tally.get(key, NO_POINTS)
        if changed and all(points != p for less, p in found.items() if less < changed):
            yield tuple(p for p in valuation if p in changed), points
        found[changed] = points


def _tally(
    entries: Sequence[Entry], readings: Mapping[ReadingId, str], how: Overlapping
) -> Mapping[Key, Points]:
    groups: dict[tuple[Key, str, MatterId], list[Entry]] = defaultdict(list)
    for entry in _counted(entries, readings):
        groups[(entry.unit, entry.year), entry.case, entry.matter].append(entry)
    found: dict[Key, Points] = {}
    for (key, _, _), group in groups.items():
        found[key] = found.get(key, NO_POINTS) + _points(group, how)
    return found


def _counted(entries: Sequence[Entry], readings: Mapping[ReadingId, str]) -> Iterable[Entry]:
    """Returns the entries that are occurrences of their own: one per matter, failure and year,
    where that is what is counted (FR_OCC); the surest of them."""
    if readings[Occurrence.id] != Occurrence.PERIOD.word:
        return entries
    one: dict[object, Entry] = {}
    for entry in sorted(entries, key=lambda e: list(State).index(e.state)):
        one.setdefault((entry.case, entry.rule, entry.unit, entry.matter, entry.year), entry)
    return one.values()


def _points(group: Sequence[Entry], how: Overlapping) -> Points:
    failures = {s: [Failure(e.rule, e.day) for e in group if e.state is s] for s in State}
    certain, pending = failures[State.CERTAIN], failures[State.PENDING]
    soon = between(certain, pending, how)
    whatever = between(certain, (*pending, *failures[State.OPEN]), how)
    return Points(soon.low, soon.high, whatever.low, whatever.high)


def _commanded(unit: PartyId, tree: Hierarchy, day: int) -> bool:
    """Returns whether the unit is below a county or township government or committee, or is one
    (C-28: a unit stationed in the county is not)."""
    if not tree.is_organ(unit):
        return False
    heads = (OrganKind.GOVERNMENT, OrganKind.PARTY_COMMITTEE, OrganKind.TOWNSHIP)
    local = (Level.COUNTY, Level.TOWNSHIP)
    organ = tree.organ(unit)
    if organ.kind in heads and organ.level in local:
        return True
    above = (g for g in tree.of_kind(heads) if tree.organ(g).level in local)
    return any(tree.holds(Relation.ABOVE, g, unit, day) for g in above)
