"""`check`: what every rule in force says of one history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from checker.ground.explore import engageable
from checker.tasks.details import finding_of
from checker.tasks.findings import Finding, HistoryVerdict, Joint, Report, Verdict
from checker.tasks.instance import Judged, Options, judge, verdict_of, verdict_under
from checker.tasks.liability import liability_of
from checker.tasks.scores import UnitScore
from model.history import Event, History, Span
from model.logic.readings import Grade, Regime
from model.logic.rule import Modality, Rule, Source
from model.words import Field

_WEIGHT = {
    Verdict.VIOLATED: HistoryVerdict.VIOLATED,
    Verdict.UNDETERMINED: HistoryVerdict.UNDETERMINED,
    Verdict.CONTESTED: HistoryVerdict.CONTESTED,
    Verdict.PENDING: HistoryVerdict.OPEN,
}
_ORDER = tuple(HistoryVerdict)
_DOUBTFUL = frozenset({HistoryVerdict.UNDETERMINED, HistoryVerdict.CONTESTED})


def check(
    history: History, rules: Mapping[str, Rule], sources: Iterable[Source], options: Options
) -> Report:
    """Returns the findings of every instance of every rule, and the verdict of the history:
    `VIOLATED` iff some rule is violated in every completion under every live reading."""
    engaged: list[tuple[Judged, Finding]] = []
    not_engaged: list[str] = []
    for rule in rules.values():
        found = list(_found(rule, history, options))
        engaged += found
        if not found:
            not_engaged.append(rule.id)
    findings = [finding for _, finding in engaged]
    law = tuple(dict.fromkeys(rule.source for rule in rules.values()))
    judged_by = tuple(sources)
    uncovered = events_outside(history, judged_by, options.pinned)
    verdict = verdict_of_history(history, _made(findings), uncovered)
    under = _under_each_regime(history, judged_by, options, engaged)
    if verdict in _DOUBTFUL and len({v for _, v in under}) == 1:
        verdict = under[0][1]  # whichever text governs
    return Report(
        history,
        verdict,
        tuple(findings),
        tuple(not_engaged),
        law,
        uncovered,
        regimes=under,
        score=_score(history, rules, options),
        joint=_joint(engaged, history, options),
        liability=liability_of(findings),
    )


def _under_each_regime(
    history: History,
    sources: tuple[Source, ...],
    options: Options,
    engaged: Sequence[tuple[Judged, Finding]],
) -> tuple[tuple[str, HistoryVerdict], ...]:
    """Returns the verdict of the history under each value of IP-55, if some finding asked which of
    two texts governs; a duty that either text lays down may be broken whichever does."""
    asked = any(Regime.id in dict(leaf) for _, f in engaged for leaf, _ in f.by_readings)
    if not asked or Regime.id in options.pinned:
        return ()
    found: list[tuple[str, HistoryVerdict]] = []
    for value in Regime.graded(Grade.DEFAULT, Grade.LIVE):
        uncovered = events_outside(history, sources, {**options.pinned, Regime.id: value.word})
        made = ((j.rule, verdict_under(j, Regime.id, value.word, options)) for j, _ in engaged)
        found.append((value.word, verdict_of_history(history, made, uncovered)))
    return tuple(found)


def _made(findings: Iterable[Finding]) -> Iterator[tuple[Rule, Verdict]]:
    return ((f.rule, f.verdict) for f in findings)


def _score(
    history: History, rules: Mapping[str, Rule], options: Options
) -> tuple[UnitScore, ...] | None:
    if not any(rule.source == "FR" for rule in rules.values()):
        return None
    from checker.tasks.score import entries_of, score, scored

    if not scored(rules):
        return None
    book = entries_of(history, rules, options)
    return score(book, options, [(history.hierarchy, history.as_of)])


def _found(rule: Rule, history: History, options: Options) -> Iterator[tuple[Judged, Finding]]:
    """Yields the instances of a rule that are engaged, with what is found of them."""
    for events in engageable(rule, history, options.calendar):
        judged = judge(rule, events, history, options)
        verdict = verdict_of(judged)
        if verdict is not None:
            yield judged, finding_of(judged, verdict, options)


def _joint(
    engaged: Sequence[tuple[Judged, Finding]], history: History, options: Options
) -> tuple[Joint, ...]:
    unsure = [
        judged
        for judged, f in engaged
        if f.verdict is Verdict.UNDETERMINED and f.rule.modality is not Modality.RIGHT
    ]
    if len(unsure) < 2:
        return ()
    from checker.tasks.joint import joints

    bearers = {(f.rule.id, tuple(e.id for e in f.events)): f.bearer for _, f in engaged}

    def borne(one: Joint) -> Joint:
        pairs = zip(one.rules, one.events, strict=True)
        who = (name for rule, events in pairs for name in bearers[rule.id, events])
        return replace(one, bearers=tuple(dict.fromkeys(who)))

    return tuple(borne(one) for one in joints(unsure, history, options))


def events_outside(
    history: History, sources: Iterable[Source], pinned: Mapping[str, str]
) -> tuple[str, ...]:
    """Returns the ids of the events that no source judged here was in force for, on any day they
    may have happened: nothing is said of them."""
    judged_by = tuple(sources)
    return tuple(
        e.id
        for e in history.events
        if not any(s.covers(on.low, on.high, pinned) for s in judged_by for on in _on(e))
    )


def _on(e: Event) -> Iterable[Span]:
    cell = e.cells[Field.ON]
    return (cell,) if isinstance(cell, Span) else ()


def verdict_of_history(
    history: History,
    verdicts: Iterable[tuple[Rule, Verdict | None]],
    uncovered: tuple[str, ...] = (),
) -> HistoryVerdict:
    """Returns the worst that the verdict of an instance makes of the history; undetermined if the
    law of the day of an event was not judged. A right that lapsed, or of which nobody knows whether
    it lapsed, is nobody's breach and changes nothing."""
    best = HistoryVerdict.AS_RECORDED if history.open_kinds else HistoryVerdict.COMPLIANT
    made = [
        _WEIGHT[verdict]
        for rule, verdict in verdicts
        if verdict in _WEIGHT
        and (rule.modality is not Modality.RIGHT or verdict is Verdict.PENDING)
    ]
    if uncovered:
        made.append(HistoryVerdict.UNDETERMINED)
    return min((*made, best), key=_ORDER.index)
