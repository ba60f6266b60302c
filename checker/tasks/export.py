"""Verdicts as questions for another solver: the facts with the opposite of what is claimed, which
must be impossible; of what is undetermined each outcome, which must be possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.ground.asking import Asking
from checker.ground.cells import Cells
from checker.ground.completions import constraints
from checker.ground.explore import Leaf, split
from checker.ground.ghosts import ghosts_for
from checker.ground.ground import Grounder
from checker.ground.periods import NotExpressible
from checker.ground.residual import Residual, not_, or_
from checker.smt.smtlib import script
from checker.tasks.files import Exported, file_name
from checker.tasks.findings import Cause, Finding, Report
from checker.tasks.instance import Judged, Options, judge
from checker.tasks.proof import words_asked
from model.history import Choice, History
from model.logic.meaning import Outcome
from model.logic.rule import Rule

UNSURE = frozenset({Cause.GAVE_UP, Cause.NOT_EXPRESSIBLE, Cause.ENGINES_DISAGREE})


def exported(report: Report, rules: Mapping[str, Rule], options: Options) -> Iterator[Exported]:
    """Yields the questions of every finding, one file per combination of readings asked (and per
    outcome, where several are possible); none of what no engine could say."""
    for finding in report.findings:
        if finding.cause not in UNSURE and finding.rule.id in rules:
            judged = judge(finding.rule, finding.events, report.history, options)
            yield from _questions(judged, finding, options)


def _questions(judged: Judged, finding: Finding, options: Options) -> Iterator[Exported]:
    case = judged.history.case
    ids = " ".join(e.id for e in judged.events)
    stem = file_name(f"{case} {judged.rule.id}", f"{case} {judged.rule.id} {ids}")
    for place, (leaf, outcomes) in enumerate(judged.leaves, 1):
        under = ", ".join(f"{id}={word}" for id, word in leaf.readings) or "none asked"
        head = [
            f"case {_line(case)}; rule {judged.rule.id}; events {_line(ids)}",
            f"verdict: {finding.verdict.value}; readings: {under}",
        ]
        undecided = Outcome.VIOLATED in outcomes and len(outcomes) > 1
        if not undecided:  # else two outcomes were enough: nobody asked for the others
            claimed = " or ".join(sorted(o.value for o in outcomes))
            never = [*head, f"unsat means: nothing but `{claimed}` is possible"]
            yield Exported(f"{stem}.{place}", _refuted(judged, leaf, outcomes, options, never))
        if len(outcomes) > 1:
            for outcome in sorted(outcomes, key=lambda o: o.value):
                may = [*head, f"sat means: `{outcome.value}` is possible"]
                name = f"{stem}.{place}.{outcome.value.replace(' ', '-')}"
                limits, known = constraints(leaf.cells), leaf.cells.definitions
                text = script(leaf.split.when[outcome], (), limits, known, (*may, _status("sat")))
                yield Exported(name, text)


def _refuted(
    judged: Judged,
    leaf: Leaf,
    outcomes: frozenset[Outcome],
    options: Options,
    head: Sequence[str],
) -> str:
    """Returns the question whether anything but these outcomes is possible, every fact of the
    record named; facts are folded in where a period has no encoding over named days."""
    cells, when = leaf.cells, leaf.split.when
    try:
        cells, when = _named(judged, leaf, options)
    except NotExpressible:
        head = [*head, "the facts of the record are folded in"]
    other = not_(or_(when.get(o, False) for o in outcomes))
    limits, facts = constraints(leaf.cells), sorted(cells.facts.items(), key=lambda f: f[0].name)
    return script(other, facts, limits, cells.definitions, (*head, _status("unsat")))


def _named(
    judged: Judged, leaf: Leaf, options: Options
) -> tuple[Cells, Mapping[Outcome, Residual]]:
    # Every fact is asserted, so who else a party might have been matters little: those of the case.
    cells = Cells(
        judged.history,
        ghosts_for(judged.rule, judged.events, judged.history),
        naming=True,
        asked_words=words_asked(judged.rule),
        others=tuple(sorted(_named_in(judged.history))),
        limits=options.limits,
    )
    ask = Asking(dict(leaf.readings), frozenset(id for id, _ in leaf.readings))
    return cells, split(judged.rule, judged.events, Grounder(cells, ask, options.calendar)).when


def _named_in(history: History) -> frozenset[str]:
    """Returns every party that some event surely names."""
    cells = (c for e in history.events for c in e.cells.values())
    words = (c.options[0] for c in cells if isinstance(c, Choice) and c.known)
    tree = history.hierarchy
    return frozenset(w for w in words if tree.is_organ(w) or w in history.parties)


def _status(expected: str) -> str:
    return f"expected: {expected}"


def _line(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)
