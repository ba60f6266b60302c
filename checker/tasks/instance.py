"""The verdict of one instance of one rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from checker.ground.cells import Cells
from checker.ground.completions import constraints
from checker.ground.explore import Leaf, leaves
from checker.ground.ghosts import ghosts_for
from checker.ground.periods import NotExpressible
from checker.tasks.findings import Cause, Verdict
from checker.tasks.replay import replays
from model.calendar import Calendar
from model.history import Event, History
from model.logic.limits import LimitId
from model.logic.meaning import Outcome
from model.logic.nodes import ReadingId
from model.logic.readings import reading
from model.logic.rule import Modality, Rule

GOOD = frozenset({Outcome.NOT_ENGAGED, Outcome.SATISFIED, Outcome.EXCUSED})

_FIRM = {
    Outcome.SATISFIED: Verdict.SATISFIED,
    Outcome.EXCUSED: Verdict.EXCUSED,
    Outcome.PENDING: Verdict.PENDING,
    Outcome.VIOLATED: Verdict.VIOLATED,
}


@dataclass(frozen=True)
class Options:
    """How to judge. `pinned`: readings fixed by the user. `rlimit`: solver resources per
    question."""

    calendar: Calendar
    pinned: Mapping[str, str] = field(default_factory=dict[str, str])
    rlimit: int | None = None
    limits: Mapping[LimitId, int] = field(default_factory=dict[LimitId, int])
    """Open-textured limits set by the user, in days."""
    prove: bool = False
    """Whether a violation is to carry its proof: the facts that refute every other outcome."""


@dataclass(frozen=True)
class Judged:
    """Every leaf with the outcomes its completions have; `failed` iff an engine could not say.

    Where nothing can be broken or pending under any reading, the leaves past the default one carry
    the outcomes their residuals leave open: which of them some completion has would change nothing.
    """

    rule: Rule
    events: tuple[Event, ...]
    history: History
    leaves: tuple[tuple[Leaf, frozenset[Outcome]], ...]
    failed: Cause | None = None

    @property
    def stopped(self) -> bool:
        """Whether judging stopped at a leaf that settled the verdict: further ones are not here."""
        return _torn(self.leaves)

    @property
    def default(self) -> tuple[Leaf, frozenset[Outcome]]:
        """The leaf under the default readings, with its outcomes."""
        return self.leaves[0]


def judge(rule: Rule, events: tuple[Event, ...], history: History, options: Options) -> Judged:
    """Returns what becomes of the instance in every completion under every live reading it asks."""

    def cells() -> Cells:
        return Cells(history, ghosts_for(rule, events, history), limits=options.limits)

    found: list[tuple[Leaf, frozenset[Outcome]]] = []
    waiting: list[int] = []
    failed: Cause | None = None
    try:
        for leaf in leaves(rule, events, cells, options.calendar, options.pinned):
            if found and leaf.split.when.keys() <= GOOD and leaf.split.certain() is None:
                waiting.append(len(found))
                found.append((leaf, frozenset(leaf.split.when)))
                continue
            outcomes, failed = _told(rule, events, leaf, options, failed)
            found.append((leaf, outcomes))
            if Outcome.VIOLATED in outcomes and len(outcomes) > 1:
                return Judged(rule, events, history, tuple(found), failed)  # undetermined
        if any(not o <= GOOD for _, o in found) or Outcome.SATISFIED not in found[0][1]:
            for place in waiting:
                leaf, _ = found[place]
                outcomes, failed = _told(rule, events, leaf, options, failed)
                found[place] = leaf, outcomes
    except NotExpressible:
        failed = Cause.NOT_EXPRESSIBLE
    return Judged(rule, events, history, tuple(found), failed)


def _told(
    rule: Rule, events: tuple[Event, ...], leaf: Leaf, options: Options, failed: Cause | None
) -> tuple[frozenset[Outcome], Cause | None]:
    outcomes = _outcomes(rule, events, leaf, options)
    if isinstance(outcomes, Cause):
        return frozenset(leaf.split.when), outcomes
    return outcomes, failed


def _outcomes(
    rule: Rule, events: tuple[Event, ...], leaf: Leaf, options: Options
) -> frozenset[Outcome] | Cause:
    """Returns the outcomes that some completion has, each replayed through the reference
    meaning."""
    certain = leaf.split.certain()
    if certain is Outcome.NOT_ENGAGED:
        return frozenset({certain})
    if certain is not None:
        agreed = replays(rule, events, leaf, {}, certain, options.calendar)
        return frozenset({certain}) if agreed else Cause.ENGINES_DISAGREE
    return _solved(rule, events, leaf, options)


def _solved(
    rule: Rule, events: tuple[Event, ...], leaf: Leaf, options: Options
) -> frozenset[Outcome] | Cause:
    from checker.smt.solve import DEFAULT_RLIMIT, Completions, GaveUp, Possible

    limits = list(constraints(leaf.cells))
    solver = Completions(leaf.cells.definitions, limits, options.rlimit or DEFAULT_RLIMIT)
    outcomes: set[Outcome] = set()
    worst_first = sorted(leaf.split.when.items(), key=lambda item: item[0] is not Outcome.VIOLATED)
    for outcome, residual in worst_first:
        if Outcome.VIOLATED in outcomes and len(outcomes) > 1:
            break
        reply = solver.possible(residual)
        if isinstance(reply, GaveUp):
            return Cause.GAVE_UP
        if isinstance(reply, Possible):
            if not replays(rule, events, leaf, reply.values, outcome, options.calendar):
                return Cause.ENGINES_DISAGREE
            outcomes.add(outcome)
    return frozenset(outcomes)


def verdict_of(judged: Judged) -> Verdict | None:
    """Returns the verdict (design, section 4); None iff the instance is engaged in no
    completion."""
    if judged.failed:
        return Verdict.UNDETERMINED
    everywhere = frozenset[Outcome]().union(*(o for _, o in judged.leaves))
    if everywhere <= {Outcome.NOT_ENGAGED}:
        return None
    if everywhere == frozenset({Outcome.VIOLATED}):
        right = judged.rule.modality is Modality.RIGHT
        return Verdict.LAPSED if right else Verdict.VIOLATED
    if everywhere <= GOOD | {Outcome.PENDING}:
        return _good(everywhere)
    if _torn(judged.leaves):
        return Verdict.UNDETERMINED
    return Verdict.CONTESTED


def verdict_under(judged: Judged, id: ReadingId, word: str, options: Options) -> Verdict | None:
    """Returns the verdict of the instance judged with that one value of a live reading.

    INVARIANT: a leaf that did not ask the question holds under each of its values, so the leaves
    that fit tell all, unless judging stopped before it had come to them.
    """
    fitting = tuple(leaf for leaf in judged.leaves if dict(leaf[0].readings).get(id, word) == word)
    if judged.failed is None and (not judged.stopped or _torn(fitting)):
        return verdict_of(replace(judged, leaves=fitting))
    pinned = {**options.pinned, id: word}
    return verdict_of(
        judge(judged.rule, judged.events, judged.history, replace(options, pinned=pinned))
    )


def _torn(leaves: Iterable[tuple[Leaf, frozenset[Outcome]]]) -> bool:
    """Whether under one combination of readings the outcome is a violation or not, by what is
    unknown."""
    return any(Outcome.VIOLATED in o and len(o) > 1 for _, o in leaves)


def _good(everywhere: frozenset[Outcome]) -> Verdict:
    if Outcome.PENDING in everywhere:
        return Verdict.PENDING
    engaged = everywhere - {Outcome.NOT_ENGAGED}
    return _FIRM[next(iter(engaged))] if len(engaged) == 1 else Verdict.SATISFIED


def turns_on(judged: Judged) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Returns the minimal sets of readings (id, value) that, changed from the default, make a
    violation of a good outcome or the other way round."""
    base = dict(judged.leaves[0][0].readings)
    bad = _bad(judged.leaves[0][1])
    found: list[tuple[tuple[str, str], ...]] = []
    differing = [
        frozenset((id, w) for id, w in leaf.readings if base.get(id, w) != w or id not in base)
        for leaf, outcomes in judged.leaves
        if _bad(outcomes) is not bad
    ]
    for one in sorted(set(differing), key=lambda s: (len(s), sorted(s))):
        changed = {(id, w) for id, w in one if not _is_default(id, w)}
        if changed and not any(set(f) <= changed for f in found):
            found.append(tuple(sorted(changed)))
    return tuple(found)


def _bad(outcomes: frozenset[Outcome]) -> bool:
    return outcomes == frozenset({Outcome.VIOLATED})


def _is_default(id: str, word: str) -> bool:
    return reading(id).default().word == word
