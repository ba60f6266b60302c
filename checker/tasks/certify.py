"""Certificates of a judged case: what is claimed of every instance, and why, with the basis it all
rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, partial

from checker.certificate import basis
from checker.certificate.recheck.bundle import PARTS, Basis, Case, case_of
from checker.certificate.recheck.given import Json, Object, canonical, digest, read
from checker.certificate.write import Claim, certified
from checker.tasks.completing import completions
from checker.tasks.files import Certified
from checker.tasks.findings import Cause, Finding, Report, Verdict
from checker.tasks.instance import Options
from constraints.registry import all_rules
from constraints.sources import SOURCES
from model.calendar import Calendar, date_of
from model.history import EventId
from model.logic.meaning import Outcome, instances
from model.logic.rule import Rule
from model.organs.hierarchy import Hierarchy


def basis_parts(options: Options) -> Object:
    """Returns what all certificates of a run rest on: format, calendar, readings, limits, rules;
    the trees of organs are files of their own."""
    rules = all_rules()  # imports the readings and limits too
    return {
        "format": basis.case_format(),
        "calendar": basis.calendar_table(options.calendar),
        "readings": basis.readings(tuple(sorted(options.pinned.items()))),
        "limits": basis.limits(rules, options.limits),
        "sources": basis.sources(SOURCES, options.pinned),
        "rules": basis.rules(rules),
        "trees": {},
    }


def certify(file: str, report: Report, rules: Mapping[str, Rule], options: Options) -> Certified:
    """Returns the certificates of every instance of a judged case; `file` is the case file's
    text. An instance without a certificate is listed with the reason."""
    history = report.history
    pinned, limits = tuple(sorted(options.pinned.items())), tuple(sorted(options.limits.items()))
    loaded = _basis(options.calendar, pinned, limits)
    name, tree, text = _tree(history.hierarchy)
    loaded.add_tree(name, tree)
    hashes = {part: loaded.hashes[part] for part in (*PARTS, f"organs {name}")}
    claims: Object = {
        "case": history.case,
        "as_of": date_of(history.as_of).isoformat(),
        "input": digest(file),
        "organs": name,
        "basis": {**hashes},
        "rules": {id: loaded.formula(id)[1] for id in rules},
        "verdict": report.verdict.value,
    }
    case: Case = case_of(loaded, file, claims)
    found = certified(case, list(claims_of(report, rules, options)))
    return Certified(history.case, file, {**claims, **found}, (name, text))


def claims_of(report: Report, rules: Mapping[str, Rule], options: Options) -> Iterator[Claim]:
    """Yields what is claimed of every binding of the triggers of every rule."""
    found: dict[tuple[str, tuple[EventId, ...]], Finding] = {
        (f.rule.id, tuple(e.id for e in f.events)): f for f in report.findings
    }
    for id, rule in rules.items():
        for events in instances(rule, report.history):
            ids = tuple(e.id for e in events)
            finding = found.get((id, ids))
            said = finding.verdict if finding else None
            wanted = _OUTCOMES.get(said) if said else None
            found_by = None
            if wanted:
                history = report.history
                found_by = partial(completions, rule, events, history, options, wanted)
            verdict = said.value if said else "not engaged"
            yield Claim(id, ids, verdict, _hopeless(finding), found_by)


_OUTCOMES = {
    Verdict.SATISFIED: frozenset({Outcome.SATISFIED}),
    Verdict.EXCUSED: frozenset({Outcome.EXCUSED}),
    Verdict.PENDING: frozenset({Outcome.PENDING}),
    Verdict.UNDETERMINED: frozenset({Outcome.VIOLATED, Outcome.SATISFIED}),
}
"""Verdicts that say that something can happen: which outcomes a completion must show."""


def _hopeless(finding: Finding | None) -> str | None:
    """Returns why there can be no certificate; None if one may be found."""
    if finding is None or finding.verdict is not Verdict.UNDETERMINED:
        return None
    match finding.cause:
        case Cause.GAVE_UP | Cause.NOT_EXPRESSIBLE | Cause.ENGINES_DISAGREE:
            return str(finding.cause.value)
        case _:
            return None


@cache
def _basis(
    calendar: Calendar, pinned: tuple[tuple[str, str], ...], limits: tuple[tuple[str, int], ...]
) -> Basis:
    return Basis(basis_parts(Options(calendar, dict(pinned), limits=dict(limits))))


@cache
def _tree(hierarchy: Hierarchy) -> tuple[str, Json, str]:
    tree = basis.organs(hierarchy, basis.relations(all_rules()))
    text = canonical(tree)  # recorded reorganisations add to the tree, and not to its digest
    # as it will be read: what a witness leaves open is the first organ in the order of the file
    return digest(text), read(text), text
