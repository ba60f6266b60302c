"""`verify`: is there a run of a process that breaks a rule? A proof for all runs, or the shortest.

The proof is about the default readings (and those the user pinned), for every run with at most the
stated turns of each loop. A run is shown only if the reference meaning calls it violated, and if
its case file, read again, is found violated by `check`: under every live reading. Where only some
live readings make it a violation, the answer is contested.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from checker.ground.asking import Asking
from checker.ground.cells import Cells
from checker.ground.completions import completed
from checker.ground.explore import split
from checker.ground.ground import Grounder
from checker.ground.periods import NotExpressible
from checker.ground.residual import Residual, and_, or_
from checker.ground.symbolic import happened
from checker.tasks.check import check
from checker.tasks.findings import Cause, Finding, Verdict
from checker.tasks.instance import Options
from checker.tasks.replay import SupposedDays
from checker.tasks.verify_flow import Runs, dangling, run_constraints
from checker.tasks.verify_runs import Found, Nothing, Unsure, case_of_run, shortest_run, text_of
from model.casefile.faults import CaseFault, quoted
from model.history import History
from model.logic.meaning import Outcome, World, instances, outcome
from model.logic.readings import all_readings
from model.logic.rewrite import limits_of
from model.logic.rule import Modality, Rule, Source

Readings: TypeAlias = Mapping[str, str]

MOST_WORLDS = 12
"""How many combinations of readings a run is asked to break a rule under at once."""


@dataclass(frozen=True)
class Run:
    """A run that breaks a rule. `text` is its case file, `finding` what `check` says of it.
    `shortest`: of the runs that do so, none has fewer steps, and none of as few takes fewer
    days."""

    name: str
    text: str
    history: History
    finding: Finding
    shortest: bool


@dataclass(frozen=True)
class Proved:
    """No run breaks the rule. `engaged` is False iff the rule asks nothing of any run."""

    rule: Rule
    engaged: bool


@dataclass(frozen=True)
class Broken:
    """A run breaks the rule, under every live reading."""

    rule: Rule
    run: Run


@dataclass(frozen=True)
class Contested:
    """A run breaks the rule under the default readings, but not under every live one."""

    rule: Rule
    run: Run


@dataclass(frozen=True)
class Unknown:
    """An engine could not say; `reason` is the solver's own word, if it has one."""

    rule: Rule
    cause: Cause
    reason: str = ""


Answer: TypeAlias = Proved | Broken | Contested | Unknown


@dataclass(frozen=True)
class Verified:
    """What is found of a process. `never`: steps that happen in no run."""

    runs: Runs
    answers: tuple[Answer, ...]
    never: tuple[str, ...]


def verify(
    runs: Runs, rules: Mapping[str, Rule], sources: Iterable[Source], options: Options
) -> Verified:
    """Returns an answer for every rule that can be broken; CaseFault, with its place, if the
    process has no run at all or a step refers to what may not have happened."""
    never = tuple(_check_flow(runs, options))
    used = tuple(sources)
    answers = tuple(
        _answer(rule, runs, used, options)
        for rule in rules.values()
        if rule.modality is not Modality.RIGHT  # a right that is not used is nobody's breach
    )
    return Verified(runs, answers, never)


def _check_flow(runs: Runs, options: Options) -> Iterator[str]:
    """Yields the steps that no run has."""
    from checker.smt.solve import DEFAULT_RLIMIT, Completions, Impossible, Possible

    cells = Cells(runs.history)
    demands = run_constraints(runs, cells)
    solver = Completions(cells.definitions, demands, options.rlimit or DEFAULT_RLIMIT)
    if isinstance(solver.possible(True), Impossible):
        help_line = "compare the windows of days with each other"
        raise CaseFault("the process has no run from beginning to end", ("flow",), help_line)
    for h, name, nothing in dangling(runs, cells):
        if isinstance(solver.possible(nothing), Possible):
            message = f"{quoted(h.step.step)} can happen in a run without {quoted(name)}"
            help_line = "put both into the same branch, or give each branch its own step"
            raise CaseFault(message, (*h.at, "refers"), help_line)
    seen: set[str] = set()
    missing: dict[str, None] = {}
    for h in runs.unfolding.happenings():
        here = cells.occurred(runs.history.by_id[h.id])
        if isinstance(solver.possible(here), Impossible):
            missing[h.step.step] = None
        else:
            seen.add(h.step.step)
    yield from (name for name in missing if name not in seen)


# ---- one rule ------------------------------------------------------------------------------------


def _answer(rule: Rule, runs: Runs, sources: tuple[Source, ...], options: Options) -> Answer:
    open_ = [id for id in limits_of(rule) if id not in options.limits]
    if open_:
        return Unknown(rule, Cause.OPEN_LIMIT, ", ".join(open_))
    try:
        return _search(rule, runs, sources, options)
    except NotExpressible as reason:
        return Unknown(rule, Cause.NOT_EXPRESSIBLE, str(reason))


def _search(rule: Rule, runs: Runs, sources: tuple[Source, ...], options: Options) -> Answer:
    """Looks for a run that breaks the rule under the default readings; then, as long as `check`
    names readings under which it does not, for one that breaks it under these too."""
    cells = Cells(runs.history, limits=options.limits)
    worlds: list[Readings] = [{**_defaults(), **options.pinned}]
    breaches, engaged = _breaches(rule, runs, cells, worlds[0], options)
    contested: Contested | None = None
    while True:
        found = shortest_run([or_(breaches)], runs, cells, options.rlimit)
        match found:
            case Nothing():
                return contested or Proved(rule, engaged)
            case Unsure(reason):
                return contested or Unknown(rule, Cause.GAVE_UP, reason)
            case Found():
                pass
        run = _judged(rule, runs, cells, found, worlds[0], sources, options)
        if isinstance(run, Cause):
            return contested or Unknown(rule, run)
        if run.finding.verdict is Verdict.VIOLATED:
            return Broken(rule, run)
        contested = contested or Contested(rule, run)
        more = [w for w in _not_broken_under(run.finding, worlds[0]) if w not in worlds]
        if not more or len(worlds) >= MOST_WORLDS:
            return contested
        for world in more:
            worlds.append(world)
            under, _ = _breaches(rule, runs, cells, world, options)
            breaches = [and_(pair) for pair in zip(breaches, under, strict=True)]


def _defaults() -> dict[str, str]:
    return {id: r.default().word for id, r in all_readings().items()}


def _breaches(
    rule: Rule, runs: Runs, cells: Cells, readings: Readings, options: Options
) -> tuple[list[Residual], bool]:
    """Returns when each instance of the rule is violated, and whether any can be engaged."""
    grounder = Grounder(cells, Asking(readings, frozenset(all_readings())), options.calendar)
    found: list[Residual] = []
    engaged = False
    for events in instances(rule, runs.history):
        when = split(rule, events, grounder).when
        engaged = engaged or when.get(Outcome.NOT_ENGAGED) is not True
        found.append(and_((happened(cells, events), when.get(Outcome.VIOLATED, False))))
    return found, engaged


def _not_broken_under(finding: Finding, base: Readings) -> Iterator[Readings]:
    for readings, outcomes in finding.by_readings:
        if outcomes != frozenset({Outcome.VIOLATED}):
            yield {**base, **dict(readings)}


# ---- the run -------------------------------------------------------------------------------------


def _judged(
    rule: Rule,
    runs: Runs,
    cells: Cells,
    found: Found,
    readings: Readings,
    sources: tuple[Source, ...],
    options: Options,
) -> Run | Cause:
    """Returns the run with what `check` finds of its case file; a cause if the reference meaning
    does not call it violated."""
    process = runs.unfolding.process.process
    name = f"{process}-{rule.id}"
    note = f"a run of the process {process} that breaks {rule.id}"
    doc = case_of_run(runs, cells, found.values, name, note)
    text = text_of(doc)
    history = _read_again(text, runs)
    # past the coverage of the calendar the solver supposed working days nobody knows yet
    covered = options.calendar.covers(history.as_of)
    doubt = Cause.ENGINES_DISAGREE if covered else Cause.CALENDAR
    if not _violated(rule, history, readings, options):
        return doubt
    report = check(history, {rule.id: rule}, sources, options)
    bad = [f for f in report.findings if f.verdict in _DOUBTFUL]
    if not bad:
        return doubt
    finding = min(bad, key=lambda f: _DOUBTFUL.index(f.verdict))
    return Run(name, text, history, finding, found.shortest)


_DOUBTFUL = (Verdict.VIOLATED, Verdict.CONTESTED, Verdict.UNDETERMINED)


def _read_again(text: str, runs: Runs) -> History:
    from checker.read.json_ import Loaded, RawCase, load_history, raw_cases

    for raw in raw_cases(text, "run"):
        if isinstance(raw, RawCase):
            loaded = load_history(raw, Path("run"), lambda _record, _path: runs.history.hierarchy)
            if isinstance(loaded, Loaded):
                return loaded.history
            raise loaded
        raise raw
    raise AssertionError("a case file without a case")


def _violated(rule: Rule, history: History, readings: Readings, options: Options) -> bool:
    """Whether the reference meaning finds some instance violated."""
    world = World(
        history=completed(Cells(history), {}),
        readings=readings,
        days=SupposedDays(options.calendar, {}),
        settled={id: False for id in all_readings()},
        limits=options.limits,
    )
    return any(
        outcome(rule, events, world) is Outcome.VIOLATED
        for events in instances(rule, world.history)
    )
