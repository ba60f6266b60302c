"""How many certificates the rechecker checks in a second, and how large they are."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from random import Random
from statistics import median, quantiles
from typing import Final

from checker.certificate.recheck.bundle import Account, Basis, Case, case_of, recheck_case
from checker.certificate.recheck.given import canonical, items, obj, read
from checker.tasks.certify import basis_parts, certify
from checker.tasks.check import check
from checker.tasks.files import Certified
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

HISTORIES: Final = 150
SEED: Final = 11


def written(many: int) -> Iterator[Certified]:
    """Yields the certificates of so many random histories, lawful by the plan they follow."""
    tree = Hierarchy.from_tree(load_tree_json(shipped_tree(DEFAULT_TREE), DEFAULT_TREE))
    rng, options = Random(SEED), Options(national_calendar())
    for place in range(many):
        document = lawful_document(rng, f"case-{place}", delivered_inside=place % 2 == 0)
        history = resolve(read_record(document), tree)
        rules = applicable(history)
        report = check(history, rules, sources_of(rules), options)
        yield certify(json.dumps(document), report, rules, options)


def run() -> str:
    """Returns the table of this module."""
    begun = time.perf_counter()
    found = list(written(HISTORIES))
    writing = time.perf_counter() - begun
    basis = Basis(basis_parts(Options(national_calendar())))
    account = Account()
    cases = [_reread(one, basis) for one in found]
    recheck_case(cases[0], Account())  # the formulas are taken apart once
    begun = time.process_time()
    for one in found:
        recheck_case(_reread(one, basis), account)
    seconds = time.process_time() - begun
    sizes, instances = Counter[str](), 0
    by_verdict: dict[str, list[int]] = {}
    for case in cases:
        for certificate in map(obj, items(case.claims["certificates"])):
            verdict = str(certificate["verdict"])
            by_verdict.setdefault(verdict, []).append(len(canonical(certificate).encode()))
            instances += len(items(certificate["events"]))
            sizes[verdict] += 1
    lines = [
        "## Certificates",
        "",
        f"{HISTORIES} random histories in one process, case files read anew: {account.accepted}"
        f" certificates of {instances} instances accepted, {len(account.refused)} refused,"
        f" {len(account.without)} without one. **{account.accepted / seconds:,.0f} certificates a"
        f" second** of processor time, {instances / seconds:,.0f} instances. Judging and writing:"
        f" {writing / HISTORIES:.3f} s a history.",
        "",
        "| verdict | certificates | median bytes | nine in ten below | largest |",
        "|---|---|---|---|---|",
    ]
    lines += [_row(verdict, found) for verdict, found in sorted(by_verdict.items())]
    return "\n".join([*lines, ""])


def _row(verdict: str, found: list[int]) -> str:
    nine = quantiles(found, n=10)[-1] if len(found) > 1 else found[0]
    return f"| {verdict} | {len(found)} | {median(found):.0f} | {nine:.0f} | {max(found)} |"


def _reread(found: Certified, basis: Basis) -> Case:
    if f"organs {found.tree[0]}" not in basis.hashes:
        basis.add_tree(found.tree[0], read(found.tree[1]))
    return case_of(basis, found.file, obj(read(json.dumps(found.claims))))
