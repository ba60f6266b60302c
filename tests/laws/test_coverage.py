"""No provision of a source vanishes: each is a rule, a liability, or it is said why it is none."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from checker.cli import main
from checker.tasks.coverage import State, in_order, possible, provisions_of, states
from constraints.liability import LIABILITIES
from constraints.registry import PACKAGES, all_rules
from constraints.sources import SOURCES
from model.logic import nodes as n
from model.logic.readings import all_readings
from model.logic.rewrite import readings_of, rule_parts
from model.logic.rule import Rule

REGISTER: Final = Path(__file__).parent / "register"
"""`<SRC>.txt`: every provision of a source by the id of its inventory, one a line, in order."""

UNFINISHED: Final[dict[str, str]] = {}
"""Sources of which provisions are still missing, and which."""

SPLIT_OFF: Final[dict[str, str]] = {
    "R22-34d": "the 60 days that a remand starts (IP-54)",
    "R22-31.1": "art. 31 (1) to (5) before the matter is closed: open, not kept",
}
"""Rules that are no provision of their own, and what they are."""

OWED: Final[dict[str, str]] = {
    "IP-59": "who reviews the opinion of an organ that is gone: above the old one is not asked yet",
    "REG22_RANK": "no rule yields to the Regulations by rank yet",
}
"""Readings a formula should ask and none does."""


def marked(unfinished: Iterable[str]) -> list[object]:
    def mark(source: str) -> tuple[pytest.MarkDecorator, ...]:
        if source not in unfinished:
            return ()
        return (pytest.mark.xfail(strict=True, reason=UNFINISHED[source]),)

    return [pytest.param(id, marks=mark(id), id=id) for id in SOURCES]


def register(source: str) -> tuple[str, ...]:
    path = REGISTER / f"{source}.txt"
    return tuple(path.read_text(encoding="utf-8").split()) if path.exists() else ()


@pytest.mark.parametrize("source", marked(UNFINISHED))
def test_every_provision_has_a_state(source: str) -> None:
    found = [p.id for p in provisions_of(source)]
    assert register(source), f"there is no {source}.txt"
    assert [id for id in register(source) if not states(id, found)] == []


@pytest.mark.parametrize("source", SOURCES)
def test_nothing_is_stated_that_the_source_does_not_have(source: str) -> None:
    listed = register(source)
    if not listed:
        pytest.skip(f"there is no {source}.txt yet")
    found = [p.id for p in provisions_of(source)]
    strange = [id for id in found if not any(states(entry, (id,)) for entry in listed)]
    assert [id for id in strange if id not in SPLIT_OFF] == []


@pytest.mark.parametrize("source", SOURCES)
def test_a_rule_or_a_reason_never_both(source: str) -> None:
    written = {id for id, r in all_rules().items() if r.source == source}
    written |= {head.id for head in LIABILITIES}
    assert written & PACKAGES[source].without_rule().keys() == set()


@pytest.mark.parametrize("source", SOURCES)
def test_reasons_are_given_in_both_languages(source: str) -> None:
    package = PACKAGES[source]
    reasons = (*package.without_rule().values(), *package.readings_without_formula().values())
    assert all(why.zh and why.en for why in reasons)


@pytest.mark.parametrize("source", SOURCES)
def test_the_register_is_in_order_and_has_each_once(source: str) -> None:
    listed = register(source)
    assert len(set(listed)) == len(listed)
    assert all(id.startswith(f"{source}-") for id in listed)


def test_ids_are_sorted_as_the_articles_are() -> None:
    ids = ["R22-9.1", "R22-10", "R22-22.1", "R22-22.1(1)a", "R22-22.1(2)", "R22-22.2a"]
    assert sorted(reversed(ids), key=in_order) == ids


@pytest.mark.parametrize(
    ("provision", "id", "does"),
    [
        ("R22-28.2", "R22-28.2a", True),
        ("R05-34", "R05-34.1", True),
        ("R22-34a", "R22-34a", True),
        ("R22-3", "R22-34a", False),
        ("R22-22.1", "R22-22.1(1)a", False),
    ],
)
def test_parts_state_the_whole(provision: str, id: str, does: bool) -> None:
    assert states(provision, (id,)) is does


def test_the_state_of_a_rule_comes_from_its_formula() -> None:
    found = {p.id: p for p in provisions_of("R22")}
    assert found["R22-34a"].state is State.RUNS
    assert "complex" in found["R22-34a"].asks
    assert found["R22-29.1a"].needs == (("reasonable",),)
    assert found["R22-25.2"].needs == (("serious", "urgent"),)
    assert found["R22-43a"].state is State.LIABILITY
    assert found["R22-4"].state is State.NOT_CHECKABLE


def test_what_nobody_attested_may_still_be_denied() -> None:
    label = next(
        p
        for p in _nodes(all_rules()["R22-25.2"].guard)
        if isinstance(p, n.MatterFlag) and p.field.value == "urgent"
    )
    assert not possible(label, frozenset())
    assert possible(label, frozenset({"urgent"}))
    assert possible(n.Not(label), frozenset())
    assert not possible(n.And((label, n.TRUE)), frozenset())
    assert possible(n.Or((label, n.TRUE)), frozenset())


def _nodes(formula: n.Formula) -> Iterable[object]:
    from model.logic.rewrite import parts

    return parts(formula)


def test_every_reading_is_asked_or_it_is_said_why_not() -> None:
    asked = {id for r in all_rules().values() for id in (*readings_of(r), *_unsettled(r))}
    explained = {id for package in PACKAGES.values() for id in package.readings_without_formula()}
    national = {f"IP-{number:02}" for number in range(1, 61)}
    assert (national | all_readings().keys()) - asked - explained == OWED.keys()
    assert asked & explained == set(), "a formula asks it after all"


def _unsettled(rule: Rule) -> Iterable[str]:
    return (p.reading for p in rule_parts(rule) if isinstance(p, n.Unsettled))


def test_every_authority_is_given_in_both_languages() -> None:
    all_rules()
    values = [(id, v.word, v.about) for id, r in all_readings().items() for v in r]
    assert [(id, word) for id, word, about in values if not about.source_zh] == []


def test_coverage_is_printed_as_text_and_as_data(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "coverage", "R22", "--lang", "en"]) == 0
    text = capfd.readouterr().out
    assert "R22-27" in text
    assert "the four standards" in text
    assert main(["law", "coverage", "--format", "json"]) == 0
    documents = json.loads(capfd.readouterr().out)
    assert [d["source"] for d in documents] == list(SOURCES)
    counts = documents[0]["counts"]
    assert sum(counts.values()) == len(documents[0]["provisions"])
    assert main(["law", "coverage", "R23", "--lang", "en"]) == 2
    assert "did you mean `R22`?" in capfd.readouterr().err
    assert main(["law", "coverage", "--format", "html", "--lang", "en"]) == 2
