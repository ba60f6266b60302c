"""The cases of a log of which kernels alone know that nothing is broken, open or unsure.

Columns come from the log (`log_columns`), so no history is made of these cases; every other case
is, and goes the way of `audit`. What is kept of a case is how often each rule was engaged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from checker.kernel.compile import Compiled
from checker.kernel.rule_source import Code
from checker.kernel.screen import Ready, ready
from checker.read.csv_columns import Cell
from checker.read.log import EventLog
from checker.tasks.audit import Bench
from checker.tasks.audit_summary import Summary
from checker.tasks.findings import HistoryVerdict, Verdict
from checker.tasks.log_cells import event_parties
from checker.tasks.log_columns import chunk_of, plain_rows, trees_of
from checker.tasks.log_rows import Organs, Rows, flags, given
from constraints.applicable import NATIONAL
from constraints.registry import rules_named, rules_of_sources, sources_of
from model.logic.rule import Modality, Rule
from model.organs.hierarchy import Hierarchy
from model.words import Kind

if TYPE_CHECKING:
    from checker.tasks.log_rows import Flags, Ints

SLICE: Final = 8_192
"""Cases whose columns are held at a time."""
_KEPT: Final = (Code.SATISFIED, Code.EXCUSED, Code.GOOD)
_ROOM: Final = 4 * SLICE
ALL_KINDS: Final = tuple(Kind)


@dataclass(frozen=True)
class Group:
    """Cases judged by the same rules."""

    rules: Mapping[str, Rule]
    cases: Flags


@dataclass(frozen=True, eq=False)
class Slice:
    """What kernels know of some cases judged by the same rules. `place`: of each case of the log
    its place here, -1 of others; `kept`, `lapsed`: by rule and place, how many instances."""

    rules: tuple[str, ...]
    asked: tuple[str, ...]
    place: Ints
    settled: Flags
    kept: Ints
    lapsed: Ints


@dataclass(frozen=True, eq=False)
class LogScreen:
    """What kernels know of the cases of a log."""

    settled: Flags
    """Of each case whether nothing is broken, open or unsure."""
    slices: tuple[Slice, ...]

    def summary(self, cases: Sequence[int]) -> Summary:
        """Returns the count of some settled cases."""
        found, chosen = Summary(), np.array(cases, np.int64)
        for one in self.slices:
            places = one.place[chosen]
            places = places[places >= 0]
            if not len(places):
                continue
            found.cases += len(places)
            found.questions += len(places) * len(one.asked)
            found.asked |= dict.fromkeys(one.asked)
            for k, rule in enumerate(one.rules):
                counts = {
                    Verdict.SATISFIED.value: int(one.kept[k, places].sum()),
                    Verdict.LAPSED.value: int(one.lapsed[k, places].sum()),
                }
                some = {word: many for word, many in counts.items() if many}
                if some:
                    found.rules[rule] = some
        if found.cases:
            found.verdicts = {HistoryVerdict.COMPLIANT.value: found.cases}
        return found


@dataclass
class LogBench:
    """What logs are screened by, made ready once. `law`: the law the user named; `tree`: gives an
    organ tree by its name, None if there is none; `prepare`: compiles the kernels of rules if so
    many cases are worth it, and returns whether they are compiled."""

    bench: Bench
    law: tuple[str, ...]
    tree: Callable[[str | None], Hierarchy | None]
    prepare: Callable[[Mapping[str, Rule], int], bool]
    jobs: int = 1
    _kinds: set[Kind] = field(default_factory=set[Kind])
    _organs: dict[str | None, Organs | None] = field(
        default_factory=dict[str | None, "Organs | None"]
    )

    def organs(self, name: str | None) -> Organs | None:
        """Returns the organs of a tree, None if there is none of that name."""
        if name not in self._organs:
            tree = self.tree(name)
            self._organs[name] = None if tree is None else Organs.of(tree)
        return self._organs[name]

    def screen(self, log: EventLog) -> LogScreen:
        """Returns what kernels know of the cases of a log."""
        settled, slices = np.zeros(len(log.names), np.bool_), list[Slice]()
        for name, among in trees_of(log):
            organs = self.organs(name)
            if organs is None:
                continue
            for some in _sliced(among):
                for one in self._slices(plain_rows(log, organs, some)):
                    settled |= (one.place >= 0) & one.settled[one.place]
                    slices.append(one)
        return LogScreen(settled, tuple(slices))

    def _slices(self, rows: Rows) -> Iterator[Slice]:
        if not rows.many:
            return
        for group in self._groups(rows):
            own = rows.taken(group.cases & ~_outside(rows, group, self.bench))
            self._kinds |= {ALL_KINDS[k] for k in np.unique(own.kind)}
            engaged = {id: r for id, r in group.rules.items() if _may_engage(r, self._kinds)}
            if own.many and self.prepare(engaged, len(rows.log.names)):
                yield self._slice(own, group, engaged)

    def _groups(self, rows: Rows) -> Iterator[Group]:
        """Yields the cases by the rules they are judged by, as `constraints.applicable` has it; of
        cases in which the police may take part none."""
        if self.law:
            yield Group(rules_named(self.law), np.ones(len(rows.numbers), np.bool_))
            return
        unnamed = np.ones(len(rows.numbers), np.bool_)
        if "law" in rows.cases:
            cells = rows.cases["law"]
            unnamed = ~given(cells)
            for law in {tuple(cast("list[str]", v)) for v in cells.values if v}:
                chosen = flags(cells, partial(_is_law, law))
                if chosen.any() and rules_named(law):
                    yield Group(rules_named(law), chosen)
        unnamed &= ~_of_police(rows)
        first = np.minimum.reduceat(rows.on, rows.case_off[:-1])
        for bound, cases in _bound_by(first, rows.as_of, unnamed, self.bench):
            yield Group(rules_of_sources(bound), cases)

    def _slice(self, rows: Rows, group: Group, rules: Mapping[str, Rule]) -> Slice:
        screen = self.bench.screen(rules, rows.names.organs.tree)
        there = ready(screen, chunk_of(rows, screen.rules.needs, screen.rules.codes).chunk)
        with ThreadPoolExecutor(self.jobs) as threads:
            counted = list(threads.map(partial(_counted, there), screen.kernels))
        settled = np.full(len(rows.numbers), not screen.rules.not_served, np.bool_)
        kept: list[Ints] = []
        lapsed: list[Ints] = []
        for kernel, counts in zip(screen.kernels, counted, strict=True):
            right = rules[kernel.source.rule].modality is Modality.RIGHT
            kept.append(counts[:, _KEPT].sum(axis=1))
            lapsed.append(counts[:, Code.VIOLATED] if right else np.zeros_like(kept[-1]))
            settled &= counts[:, 1:].sum(axis=1) == kept[-1] + lapsed[-1]
        place = np.full(len(rows.log.names), -1, np.int64)
        place[rows.numbers] = np.arange(len(rows.numbers))
        ids = tuple(k.source.rule for k in screen.kernels)
        return Slice(ids, tuple(group.rules), place, settled, np.array(kept), np.array(lapsed))


def _is_law(law: tuple[str, ...], value: Cell) -> bool:
    return isinstance(value, list) and tuple(value) == law


def _may_engage(rule: Rule, kinds: set[Kind]) -> bool:
    """Returns whether there is an act of the kinds of each trigger: if not, a rule has no instance,
    and no kernel of it is compiled."""
    return all(not kinds.isdisjoint(trigger.kinds) for trigger in rule.triggers)


def _counted(there: Ready, kernel: Compiled) -> Ints:
    """Returns how many instances of each code each case has, by case and code."""
    found = there.run(kernel, _ROOM).rows
    key = found[:, 0] * len(Code) + found[:, 1]
    counts = np.bincount(key, minlength=there.cases * len(Code))
    return counts.reshape(there.cases, len(Code)).astype(np.int64)


def _sliced(among: Flags) -> Iterator[Flags]:
    chosen = np.flatnonzero(among)
    for first in range(0, len(chosen), SLICE):
        part = np.zeros(len(among), np.bool_)
        part[chosen[first : first + SLICE]] = True
        yield part


def _of_police(rows: Rows) -> Flags:
    """Returns the cases in which a public security organ is named."""
    police, found = rows.names.organs.police, np.zeros(len(rows.numbers), np.bool_)
    for case, code in event_parties(rows):
        organ = (code >= 0) & (code < len(police))
        found[case[organ][police[code[organ]]]] = True
    return found


def _bound_by(
    first: Ints, last: Ints, among: Flags, bench: Bench
) -> Iterator[tuple[tuple[str, ...], Flags]]:
    """Yields the national sources that bind cases, and those cases."""
    pinned = bench.options.pinned
    days, at = np.unique(np.stack([first, last]), axis=1, return_inverse=True)
    bound = [
        tuple(s.id for s in NATIONAL if s.covers(int(a), int(b), pinned))
        or tuple(s.id for s in NATIONAL)
        for a, b in days.T
    ]
    for sources in sorted(set(bound)):
        marked = np.array([b == sources for b in bound], np.bool_)
        cases = among & marked[at.ravel()]
        if cases.any():
            yield sources, cases


def _outside(rows: Rows, group: Group, bench: Bench) -> Flags:
    """Returns the cases with an event of a day of which no source of the rules was in force."""
    sources, pinned = sources_of(group.rules), bench.options.pinned
    days, at = np.unique(rows.on, return_inverse=True)
    outside = [not any(s.covers(int(d), int(d), pinned) for s in sources) for d in days]
    found = np.zeros(len(rows.numbers), np.bool_)
    found[rows.case_of[np.array(outside, np.bool_)[at]]] = True
    return found
