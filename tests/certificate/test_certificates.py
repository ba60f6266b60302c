"""Every verdict's certificate is accepted; what has none is named with its reason."""

from __future__ import annotations

from collections import Counter

import pytest

from checker.certificate.recheck.given import canonical, items, obj
from tests.certificate.cases import account_of, certified, drawn, shipped

ORDINARY, DEEP = 16, 1_000


def check(text: str) -> Counter[str]:
    """Certifies and rechecks a case; returns how many certificates each verdict has."""
    found, _ = certified(text)
    account = account_of(found)
    assert account.refused == []
    counted = Counter(str(obj(c)["verdict"]) for c in items(found.claims["certificates"]))
    for lacking in map(obj, items(found.claims["without"])):
        counted[f"no {lacking['verdict']}"] += 1
    return counted


def test_the_demo_cases() -> None:
    counted = Counter[str]()
    for _, text in shipped("scenarios/cases/demo"):
        counted += check(text)
    assert {"violated", "satisfied", "not engaged", "contested", "pending"} <= counted.keys()


def firm_without(counted: Counter[str]) -> int:
    return sum(n for k, n in counted.items() if k.startswith("no "))


def test_drawn_histories() -> None:
    counted = Counter[str]()
    for seed in range(ORDINARY):
        counted += check(drawn(seed, 0.0, 0.0, 0.1, partial=0.1))
    assert counted["violated"] > 8
    assert counted["satisfied"] > 25
    assert firm_without(counted) * 50 < counted.total()


@pytest.mark.trust
def test_a_thousand_drawn_histories() -> None:
    counted = Counter[str]()
    for seed in range(DEEP):
        counted += check(drawn(seed, 0.0, 0.1, 0.4, partial=0.3))
    print(counted)
    assert firm_without(counted) * 50 < counted.total()


def test_unrecorded_acts_and_open_facts() -> None:
    """What can happen is shown by completions, unrecorded acts among them."""
    counted = Counter[str]()
    for name, text in shipped("scenarios/cases/demo"):
        if name in ("approval-missing.json", "partial-record.json"):
            counted += check(text)
    assert counted["undetermined"] >= 3
    assert not [k for k in counted if k.startswith("no ")]


def test_a_certificate_is_small() -> None:
    sizes: list[int] = []
    for _, text in shipped("scenarios/cases/demo"):
        found, _ = certified(text)
        sizes += [len(canonical(c)) for c in items(found.claims["certificates"])]
    sizes.sort()
    assert sizes[len(sizes) // 2] < 2_000
