"""How long one violation of a long history takes to explain, and why not another verdict."""

from __future__ import annotations

import time
from statistics import median
from typing import Final

from benchmarks.cases import long_history
from checker.tasks.explain import Wish, explanations
from checker.tasks.findings import Verdict
from checker.tasks.instance import Options, judge, verdict_of
from constraints.applicable import applicable
from model.calendar import national_calendar
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.history import EventId, History
from model.logic.meaning import Outcome, instances
from model.logic.rule import Rule
from model.organs.hierarchy import Hierarchy
from model.organs.tree import load_tree_json
from scenarios import DEFAULT_TREE, shipped_tree

EVENTS: Final = 250
OPTIONS: Final = Options(national_calendar())


def run() -> str:
    """Returns the table of this module."""
    tree = Hierarchy.from_tree(load_tree_json(shipped_tree(DEFAULT_TREE), DEFAULT_TREE))
    history = resolve(read_record(long_history(EVENTS)), tree)
    broken = [
        (rule, tuple(e.id for e in events))
        for rule in applicable(history).values()
        for events in instances(rule, history)
        if verdict_of(judge(rule, events, history, OPTIONS)) is Verdict.VIOLATED
    ]
    plain, why_not = (
        sorted(_seconds(rule, ids, history, wanted) for rule, ids in broken)
        for wanted in (None, Outcome.SATISFIED)
    )
    return "\n".join(
        [
            f"## One violation of {EVENTS} events explained",
            "",
            f"{len(broken)} violations, one by one, after loading: seconds of processor time.",
            "",
            "| | median | slowest |",
            "|---|---|---|",
            f"| `explain` | {median(plain):.2f} | {plain[-1]:.2f} |",
            f"| with `--why-not satisfied` | {median(why_not):.2f} | {why_not[-1]:.2f} |",
            "",
        ]
    )


def _seconds(
    rule: Rule, events: tuple[EventId, ...], history: History, wanted: Outcome | None
) -> float:
    begun = time.process_time()
    wish = Wish(frozenset(events), frozenset({Verdict.VIOLATED}), wanted)
    list(explanations(history, {rule.id: rule}, wish, OPTIONS))
    return time.process_time() - begun
