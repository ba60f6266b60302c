"""How many lawful histories come out contested, and on which readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Final

from checker.tasks.check import check
from checker.tasks.findings import HistoryVerdict, Report
from checker.tasks.instance import Options
from constraints.applicable import applicable
from constraints.registry import sources_of
from model.calendar import national_calendar
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.organs.hierarchy import Hierarchy
from model.organs.tree import load_tree_json
from scenarios import DEFAULT_TREE, shipped_tree
from scenarios.register import lawful_document

HISTORIES: Final = 500
SEED: Final = 7


def reports(many: int, seed: int, *, delivered_inside: bool) -> Iterator[Report]:
    """Yields what is found of so many lawful histories."""
    tree = Hierarchy.from_tree(load_tree_json(shipped_tree(DEFAULT_TREE), DEFAULT_TREE))
    rng, options = Random(seed), Options(national_calendar())
    for place in range(many):
        document = lawful_document(rng, f"lawful-{place}", delivered_inside=delivered_inside)
        history = resolve(read_record(document), tree)
        rules = applicable(history)
        yield check(history, rules, sources_of(rules), options)


def run() -> str:
    """Returns the table of this module."""
    lines = [
        "## Lawful histories that come out contested",
        "",
        f"Two times {HISTORIES} random lawful histories (`scenarios/register.py`), the days spread"
        " evenly over the time the law gives and decisions delivered within a week.",
        "",
        "| decisions | compliant | contested | other | readings it turns on |",
        "|---|---|---|---|---|",
        _row("delivered within a week, the period notwithstanding", delivered_inside=False),
        _row("delivered before the period ends", delivered_inside=True),
        "",
    ]
    return "\n".join(lines)


def _row(what: str, *, delivered_inside: bool) -> str:
    verdicts, turning = Counter[HistoryVerdict](), Counter[str]()
    for report in reports(HISTORIES, SEED, delivered_inside=delivered_inside):
        verdicts[report.verdict] += 1
        turning.update({id for f in report.findings for pinned in f.turns_on for id, _ in pinned})
    good, contested = (verdicts[v] for v in (HistoryVerdict.COMPLIANT, HistoryVerdict.CONTESTED))
    shares = (good, contested, HISTORIES - good - contested)
    on = ", ".join(f"{id} ({n})" for id, n in turning.most_common()) or "–"
    return f"| {what} | {' | '.join(f'{n / HISTORIES:.1%}' for n in shares)} | {on} |"
