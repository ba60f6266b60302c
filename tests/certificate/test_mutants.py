"""A certificate changed in one number, id, organ, word or reading is refused, unless it still
proves the claim that the engines made. What it states may not be changed at all."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import TypeAlias

import pytest

from checker.certificate.recheck.bundle import Case, recheck
from checker.certificate.recheck.given import Json, Object, Refused, items, obj, texts
from tests.certificate.cases import certified, drawn, reread, shipped

Place: TypeAlias = tuple[str | int, ...]
Claims: TypeAlias = dict[tuple[str, tuple[str, ...]], str]
ORDINARY, DEEP = 600, 6_000
STATED = ("facts", "periods", "closed", "readings")
DATES = ("2024-03-04", "2024-03-05", "2023-12-31")


def leaves(value: Json, at: Place = ()) -> Iterator[Place]:
    match value:
        case dict():
            for key, inner in value.items():
                yield (*at, key, "key")
                yield from leaves(inner, (*at, key))
        case list():
            for place, inner in enumerate(value):
                yield from leaves(inner, (*at, place))
        case _:
            yield at


def other(value: Json, words: list[str], rng: Random) -> Json:
    match value:
        case bool():
            return not value
        case int():
            return value + rng.choice((-1, 1, 2, 30))
        case str():
            pool = DATES if value[:4].isdigit() and "-" in value else tuple(words)
            return rng.choice([w for w in pool if w != value])
        case _:
            return rng.choice((True, 0, "x"))


def mutated(certificate: Object, words: list[str], rng: Random) -> tuple[Object, str]:
    """The certificate changed in one place, and the part that was changed."""
    changed = copy.deepcopy(certificate)
    place = rng.choice(list(leaves(changed)))
    *way, last = place if place[-1] != "key" else place[:-1]
    holder: Json = changed
    for step in way:
        holder = obj(holder)[step] if isinstance(step, str) else items(holder)[step]
    if place[-1] == "key":
        inner = obj(holder).pop(str(last))
        obj(holder)[rng.choice(words)] = inner
    elif isinstance(last, str):
        obj(holder)[last] = other(obj(holder)[last], words, rng)
    else:
        items(holder)[last] = other(items(holder)[last], words, rng)
    return changed, str(place[0])


def words_of(case: Case) -> list[str]:
    events = [e.id for e in case.record.events]
    readings = [v for values in case.basis.live.values() for v in values]
    organs = list(case.record.tree.organs)[:40]
    verdicts = ["violated", "satisfied", "excused", "pending", "not engaged", "contested"]
    return [*events, *readings[:30], *organs, *verdicts, *list(case.basis.live)[:20]]


def claims_of(case: Case) -> Claims:
    found: Claims = {}
    for one in map(obj, items(case.claims["certificates"])):
        for ids in items(one["events"]):
            found[str(one["rule"]), tuple(texts(ids))] = str(one["verdict"])
    return found


def still_proves(changed: Object, engine: Claims) -> bool:
    """Whether what the changed certificate claims is what the engines found."""
    rule, verdict = str(changed["rule"]), changed["verdict"]
    return all(engine.get((rule, tuple(texts(ids)))) == verdict for ids in items(changed["events"]))


def hunt(texts_: list[str], wanted: int) -> Counter[str]:
    rng, found = Random(7), Counter[str]()
    each = wanted // len(texts_) + 1
    for text in texts_:
        case = reread(certified(text)[0])
        engine, words = claims_of(case), words_of(case)
        firm = [obj(c) for c in items(case.claims["certificates"])]
        rare = [c for c in firm if c["verdict"] != "not engaged"] or firm
        for _ in range(each if firm else 0):
            certificate = rng.choice(rare if rng.random() < 0.8 else firm)
            changed, part = mutated(certificate, words, rng)
            if changed == certificate:
                continue
            found["mutants"] += 1
            try:
                recheck(case, changed)
            except Refused:
                found["refused"] += 1
                continue
            assert part not in STATED, (part, certificate, changed)
            assert still_proves(changed, engine), (part, certificate, changed)
            found["still proved"] += 1
    return found


def test_mutants_are_refused() -> None:
    cases = [text for _, text in shipped("scenarios/cases/demo")][:4]
    found = hunt([*cases, *(drawn(seed) for seed in range(8))], ORDINARY)
    assert found["mutants"] >= 500
    assert found["refused"] > 0.8 * found["mutants"]


@pytest.mark.trust
def test_many_mutants_are_refused() -> None:
    cases = [text for _, text in shipped("scenarios/cases/demo", "tests/regress")]
    found = hunt([*cases, *(drawn(seed, 0.0, 0.2) for seed in range(30))], DEEP)
    print(found)
    assert found["mutants"] >= 5_000
