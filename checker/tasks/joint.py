"""Rules that can each be met and not together: what no completion of one history can satisfy.

Asked of the undetermined instances of one matter, under the default readings (pinned ones
included), of what is unknown *in the record*. Whether the future leaves room for all duties that
still run is a question to `explore conflicts`, which supposes further events.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.ground.asking import Asking
from checker.ground.cells import Cells
from checker.ground.completions import constraints
from checker.ground.explore import split
from checker.ground.ghosts import ghosts_of_all
from checker.ground.ground import Grounder
from checker.ground.periods import NotExpressible
from checker.ground.residual import Residual, and_, not_, symbols_of
from checker.tasks.findings import Joint, Verdict
from checker.tasks.instance import Judged, Options, verdict_of
from model.history import History
from model.logic.meaning import Outcome


@dataclass(frozen=True)
class _Grounded:
    """Instances over the same cells, and when each of them is not violated."""

    cells: Cells
    good: tuple[tuple[Judged, Residual], ...]


def joints(judged: Sequence[Judged], history: History, options: Options) -> tuple[Joint, ...]:
    """Returns, per matter, a smallest set of instances of which each can be met and which no
    completion meets all together; of no matter where the solver gave up."""
    found = [_joint(group, history, options) for group in _by_matter(judged)]
    return tuple(one for one in found if one is not None)


def _by_matter(judged: Sequence[Judged]) -> Iterator[list[Judged]]:
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        if one.failed is None and verdict_of(one) is Verdict.UNDETERMINED:
            groups.setdefault(one.events[-1].matter, []).append(one)
    yield from (group for group in groups.values() if len(group) > 1)


def _joint(group: Sequence[Judged], history: History, options: Options) -> Joint | None:
    """Returns the clash of a group, if there is one.

    First with as many unrecorded events as the hungriest rule could need, which is cheap; a clash
    found so is believed only if it stands with enough of them for all its rules at once.
    """
    core = _core(_grounded(group, history, options, enough=False), options)
    if len(core) < 2:
        return None
    if history.open_kinds:
        core = _core(_grounded(core, history, options, enough=True), options)
        if len(core) < 2:
            return None
    grounded = _grounded(core, history, options, enough=True)
    mentioned = [symbols_of(good, grounded.cells.definitions) for _, good in grounded.good]
    shared = {s.name for one in mentioned for s in one if sum(s in m for m in mentioned) > 1}
    rules = tuple(j.rule for j in core)
    events = tuple(tuple(e.id for e in j.events) for j in core)
    return Joint(rules, events, tuple(sorted(shared, key=str)))


def _grounded(
    group: Sequence[Judged], history: History, options: Options, *, enough: bool
) -> _Grounded:
    instances = [(j.rule, j.events) for j in group]
    ghosts = ghosts_of_all(instances, history, together=enough)
    cells = Cells(history, ghosts, limits=options.limits)
    good: list[tuple[Judged, Residual]] = []
    for one in group:
        asking = Asking(dict(options.pinned), frozenset(options.pinned))
        try:
            found = split(one.rule, one.events, Grounder(cells, asking, options.calendar))
        except NotExpressible:
            continue
        good.append((one, not_(found.when.get(Outcome.VIOLATED, False))))
    return _Grounded(cells, tuple(good))


def _core(grounded: _Grounded, options: Options) -> list[Judged]:
    """Returns a smallest set of instances that clash; none iff all can be met together or the
    solver gave up."""
    from checker.smt.solve import DEFAULT_RLIMIT, Completions, Impossible, Possible

    limits = list(constraints(grounded.cells))
    solver = Completions(grounded.cells.definitions, limits, options.rlimit or DEFAULT_RLIMIT)

    def clash(kept: Sequence[tuple[Judged, Residual]]) -> bool:
        return isinstance(solver.possible(and_(good for _, good in kept)), Impossible)

    able = [g for g in grounded.good if isinstance(solver.possible(g[1]), Possible)]
    if not clash(able):
        return []
    for one in list(able):
        others = [g for g in able if g is not one]
        if clash(others):
            able = others
    return [judged for judged, _ in able]
