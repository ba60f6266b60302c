"""Cases with their certificates, for the tests of the rechecker."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import cast

from checker.certificate.recheck.bundle import Account, Basis, Case, case_of, recheck_case
from checker.certificate.recheck.given import Object, obj, read
from checker.tasks.certify import basis_parts, certify
from checker.tasks.check import check
from checker.tasks.files import Certified
from checker.tasks.findings import Report
from checker.tasks.instance import Options
from constraints.applicable import applicable
from constraints.registry import sources_of
from model.calendar import national_calendar
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.logic.rule import Rule
from scenarios.generate import Document, case_document
from scenarios.register import Delivery, lawful_document
from tests.agree.histories import tree

ROOT = Path(__file__).parents[2]
OPTIONS = Options(national_calendar())


@cache
def basis() -> Basis:
    return Basis(basis_parts(OPTIONS))


@cache
def certified(text: str) -> tuple[Certified, Report]:
    """The certificates of a case file on the default tree."""
    history = resolve(read_record(json.loads(text)), tree())
    rules = applicable(history)
    report = check(history, rules, sources_of(rules), OPTIONS)
    return certify(text, report, rules, OPTIONS), report


def rules_of(report: Report) -> Mapping[str, Rule]:
    """The rules a case is judged by."""
    return applicable(report.history)


def reread(found: Certified) -> Case:
    """The case as the rechecker reads it."""
    basis().add_tree(found.tree[0], read(found.tree[1]))
    return case_of(basis(), found.file, obj(read(json.dumps(found.claims))))


def account_of(found: Certified) -> Account:
    account = Account()
    recheck_case(reread(found), account)
    return account


def shipped(*folders: str) -> Iterator[tuple[str, str]]:
    """Name and text of the shipped case files on the default tree."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.json")):
            text = path.read_text(encoding="utf-8")
            said: Object = obj(read(text)) if text.lstrip().startswith("{") else {}
            plain = said.get("organs") in (None, "example-province")
            if "case" in said and "events" in said and plain:
                yield path.name, text


def mixed(seed: int) -> str:
    """A case of every sort, by the last digit: five of plausible disorder, two lawful ones, one
    lawful and still running, one with unknown facts, one of which the record is not complete."""
    match seed % 10:
        case 5 | 6:
            return json.dumps(lawful(seed))
        case 7:
            return json.dumps(still_running(lawful(seed), Random(seed)))
        case 8:
            return drawn(seed, 0.2)
        case 9:
            return drawn(seed, partial=1.0)
        case _:
            return drawn(seed)


def lawful(seed: int) -> Document:
    return lawful_document(Random(seed), f"lawful-{seed}", Delivery.INSIDE)


def still_running(document: Document, rng: Random) -> Document:
    """The case as it stood on the day of one of its acts."""
    events = cast("list[Document]", document["events"])
    until = str(rng.choice(events)["on"])
    kept = [e for e in events if str(e["on"]) <= until]
    return {**document, "as_of": until, "events": [*kept]}


def drawn(seed: int, *unknowns: float, partial: float = 0.0) -> str:
    """A case drawn at random; partial, or with unknowns, if so wanted."""
    how = unknowns[seed % len(unknowns)] if unknowns else 0.0
    return json.dumps(case_document(Random(seed), unknowns=how, partial=partial))
