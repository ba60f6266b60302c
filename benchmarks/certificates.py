"""How many certificates the rechecker checks in a second, and how large they are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from random import Random
from statistics import median
from typing import Final

from benchmarks.judged import OPTIONS, problem_of, report_of
from benchmarks.measure import Cost, Row, spent, table
from checker.certificate.recheck.bundle import Account, Basis, Case, case_of, recheck_case
from checker.certificate.recheck.given import canonical, items, obj, read
from checker.tasks.certify import basis_parts, certify
from checker.tasks.files import Certified
from scenarios.register import Delivery, lawful_document

HISTORIES: Final = 80
SEED: Final = 11
AIM: Final = 1_000
"""Certificates a second, in one process."""


def written(many: int) -> Iterator[Certified]:
    """Yields the certificates of so many random histories, lawful by the plan they follow."""
    rng = Random(SEED)
    for place in range(many):
        delivery = Delivery.LATER if place % 2 else Delivery.INSIDE
        document = lawful_document(rng, f"case-{place}", delivery)
        problem = problem_of(document)
        report = report_of(problem)
        yield certify(json.dumps(document), report, problem.rules, OPTIONS)


def run() -> str:
    """Returns the section."""
    found, account = list[Certified](), Account()
    writing = spent(lambda: found.extend(written(HISTORIES)))
    basis = Basis(basis_parts(OPTIONS))
    claims = [json.dumps(one.claims) for one in found]
    parsing = spent(lambda: [json.loads(one) for one in (*claims, *(f.file for f in found))])
    cases = [_reread(*pair, basis) for pair in zip(found, claims, strict=True)]
    recheck_case(cases[0], Account())  # the formulas are taken apart once

    def recheck() -> None:
        for pair in zip(found, claims, strict=True):
            recheck_case(_reread(*pair, basis), account)

    rechecking = spent(recheck)
    rows = [
        Row("the same files parsed as JSON", parsing),
        Row("rechecked, case files read anew", rechecking, account.accepted / AIM),
        Row("judged and certificates written", writing),
    ]
    return table("Certificates", rows, _said(account, rechecking)) + _sizes(cases)


def _said(account: Account, rechecking: Cost) -> str:
    return (
        f"{HISTORIES} random histories in one process: {account.accepted} certificates accepted,"
        f" {len(account.refused)} refused, {len(account.without)} instances without one;"
        f" **{account.accepted / rechecking.processor:,.0f} certificates a second** of processor"
        f" time (asked: {AIM:,}; aimed at: 5,000)."
    )


def _sizes(cases: list[Case]) -> str:
    found: dict[str, list[int]] = {}
    for case in cases:
        for certificate in map(obj, items(case.claims["certificates"])):
            size = len(canonical(certificate).encode())
            found.setdefault(str(certificate["verdict"]), []).append(size)
    return "\n".join(_size_lines(found)) + "\n"


def _size_lines(found: Mapping[str, list[int]]) -> Iterator[str]:
    yield "\n| verdict | certificates | median bytes (aim: 2,000) | nine in ten below | largest |"
    yield "|---|---|---|---|---|"
    for verdict, sizes in sorted(found.items()):
        nine = sorted(sizes)[len(sizes) * 9 // 10]
        middle = median(sizes)
        yield f"| {verdict} | {len(sizes)} | {middle:.0f} | {nine:.0f} | {max(sizes)} |"


def _reread(found: Certified, claims: str, basis: Basis) -> Case:
    if f"organs {found.tree[0]}" not in basis.hashes:
        basis.add_tree(found.tree[0], read(found.tree[1]))
    return case_of(basis, found.file, obj(read(claims)))
