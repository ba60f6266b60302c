"""`audit`: many histories screened by kernels; what they leave open is judged as `check` does.

A kernel is sure or says so (docs/decisions/014). Where it is sure that nothing is broken and
nothing runs, the rule is done with; every other rule of the history goes to the ordinary engine,
which writes the finding. So no violation is reported that was not replayed through the meaning, and
the findings are those of `check`, but for what is satisfied or excused, and rights that lapsed:
nobody's breach.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from checker.kernel.code import NotServed
from checker.kernel.columns import chunk_of
from checker.kernel.compile import Compiled
from checker.kernel.rule_source import Code, KernelSource, source_of
from checker.kernel.screen import Kernels, Screen, kernels_of, ready
from checker.kernel.tables import CalendarTables, OrganTables, calendar_tables, organ_tables
from checker.tasks.audit_rows import FindingRow, row_of
from checker.tasks.check import check
from checker.tasks.findings import HistoryVerdict, Verdict
from checker.tasks.instance import Options
from checker.tasks.many import counted
from model.history import History
from model.logic.rule import Modality, Rule, Source
from model.organs.hierarchy import Hierarchy
from model.takeovers import undated

KEPT = frozenset({Verdict.SATISFIED, Verdict.EXCUSED})
UNTOLD = KEPT | {Verdict.LAPSED}
"""What makes no row: of this only the counts tell."""
_KEPT_CODES = frozenset({Code.SATISFIED, Code.EXCUSED, Code.GOOD})
_SURE = {
    Code.PENDING: frozenset({Verdict.PENDING}),
    Code.VIOLATED: frozenset({Verdict.VIOLATED, Verdict.LAPSED}),
}
ROOM = 256
"""Instances for which room is made before a kernel runs; it is run again if there are more."""
TREES = 64
"""So many organ trees are kept as tables: a log in which every case brings its own fills no
memory."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One history, the rules it is judged by and their sources."""

    history: History
    rules: Mapping[str, Rule]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Audited:
    """What is found of one history. `counts`: by rule, how many instances of which verdict; what
    nothing is wrong with counts as satisfied, of some of it is open whether the rule is engaged at
    all. `asked`: every rule it was judged by; `judged`: how many of these the ordinary engine
    judged; `contradicted`: rules of which it did not confirm what the kernel was sure of."""

    case: str
    verdict: HistoryVerdict
    rows: tuple[FindingRow, ...]
    counts: Mapping[str, Mapping[Verdict, int]]
    asked: tuple[str, ...]
    judged: int
    contradicted: tuple[str, ...] = ()


@dataclass
class Bench:
    """Kernels made ready once per process. `make`: how one becomes a function."""

    options: Options
    make: Callable[[KernelSource], Compiled]
    _made: dict[str, Compiled | NotServed] = field(
        default_factory=dict[str, "Compiled | NotServed"]
    )
    _kernels: dict[tuple[str, ...], Kernels] = field(default_factory=dict[tuple[str, ...], Kernels])
    _organs: dict[int, OrganTables] = field(default_factory=dict[int, OrganTables])
    # INVARIANT: tables keep their tree, so that no other tree can come to have its identity.

    def screen(self, rules: Mapping[str, Rule], hierarchy: Hierarchy) -> Screen:
        """Returns the kernels of these rules with the tables of that tree."""
        ids = tuple(sorted(rules))
        if ids not in self._kernels:
            self._kernels[ids] = kernels_of((rules[id] for id in ids), self._kernel)
        if id(hierarchy) not in self._organs:
            if len(self._organs) >= TREES:
                self._organs.clear()
            self._organs[id(hierarchy)] = organ_tables(hierarchy)
        return Screen(self._kernels[ids], self._organs[id(hierarchy)], self._calendar)

    @cached_property
    def _calendar(self) -> CalendarTables:
        return calendar_tables(self.options.calendar)

    def _kernel(self, rule: Rule) -> Compiled:
        """Returns the kernel of a rule; NotServed iff it has none."""
        if rule.id not in self._made:
            try:
                source = source_of(rule, self.options.pinned, self.options.limits)
                self._made[rule.id] = self.make(source)
            except NotServed as reason:
                self._made[rule.id] = reason
        made = self._made[rule.id]
        if isinstance(made, NotServed):
            raise made
        return made


def audit(asked: Sequence[Asked], bench: Bench) -> tuple[Audited, ...]:
    """Returns what is found of each history, in their order."""
    alike, found = dict[int, list[int]](), dict[int, Audited]()
    for place, one in enumerate(asked):
        if undated(one.history.events):  # the tree itself is open: no table says who is whose
            found[place] = _audited(one, {}, one.rules, bench.options)
        else:
            alike.setdefault(id(one.history.hierarchy), []).append(place)
    for places in alike.values():
        some = [asked[p] for p in places]
        rules = {id: rule for one in some for id, rule in one.rules.items()}
        screen = bench.screen(rules, some[0].history.hierarchy)
        said = _screened(screen, [one.history for one in some])
        for place, one, codes in zip(places, some, said, strict=True):
            found[place] = _audited(one, codes, screen.rules.not_served, bench.options)
    return tuple(found[place] for place in range(len(asked)))


def _screened(
    screen: Screen, histories: Sequence[History]
) -> Sequence[Mapping[str, Counter[Code]]]:
    """Returns, for each history, how many instances of which code each rule has in it."""
    said: list[dict[str, Counter[Code]]] = [{} for _ in histories]
    chunk = chunk_of(histories, screen.rules.needs, screen.rules.codes)
    there = ready(screen, chunk)
    for kernel in screen.kernels:
        id, found = kernel.source.rule, there.run(kernel, ROOM)
        for case, code in zip(found.rows[:, 0], found.rows[:, 1], strict=True):
            said[int(case)].setdefault(id, Counter[Code]())[Code(int(code))] += 1
    return said


def _audited(
    one: Asked, said: Mapping[str, Counter[Code]], not_served: Iterable[str], options: Options
) -> Audited:
    said = {id: codes for id, codes in said.items() if id in one.rules}
    fine = {id: _kept_codes(one.rules[id]) for id in said}
    left = {id for id, codes in said.items() if not codes.keys() <= fine[id]} | set(not_served)
    rules = {id: rule for id, rule in one.rules.items() if id in left}
    report = check(one.history, rules, one.sources, options)
    told = {id: _told(codes) for id, codes in said.items() if id not in left}
    for id, verdict, _ in counted(report).findings:
        kept = Verdict.SATISFIED if verdict in KEPT else verdict
        told.setdefault(id, Counter[Verdict]())[kept] += 1
    return Audited(
        one.history.case,
        report.verdict,
        tuple(row_of(f, one.history) for f in report.findings if f.verdict not in UNTOLD),
        told,
        tuple(one.rules),
        len(rules),
        tuple(id for id in rules if _contradicts(said.get(id, {}), told.get(id, Counter()))),
    )


def _kept_codes(rule: Rule) -> frozenset[Code]:
    """Returns the codes of instances that nobody has to look at."""
    return _KEPT_CODES | {Code.VIOLATED} if rule.modality is Modality.RIGHT else _KEPT_CODES


def _told(codes: Counter[Code]) -> Counter[Verdict]:
    """Returns how many instances of a rule are kept, and how many lapsed."""
    lapsed = codes[Code.VIOLATED]
    both = {Verdict.SATISFIED: codes.total() - lapsed, Verdict.LAPSED: lapsed}
    return Counter({verdict: many for verdict, many in both.items() if many})


def _contradicts(said: Mapping[Code, int], told: Counter[Verdict]) -> bool:
    """Whether the engine found fewer instances of a verdict than the kernel was sure of."""
    return any(
        sum(told[v] for v in verdicts) < said.get(code, 0) for code, verdicts in _SURE.items()
    )
