"""What must not matter: the names of things, the order of the file where the days differ, and a
matter that has nothing to do with the others."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import islice
from random import Random
from typing import Final, TypeAlias, cast

import pytest

from checker.tasks.findings import Verdict
from checker.tasks.instance import Options, judge, verdict_of
from model.calendar import national_calendar
from model.history import Event, History
from model.logic.meaning import instances
from model.logic.rule import Rule
from scenarios.generate import Document, case_document
from tests.agree.histories import some_completion, stipulated
from tests.agree.variants import read, telling_rules, varied_document
from tests.conftest import Tally

Verdicts: TypeAlias = Mapping[tuple[str, tuple[str, ...]], Verdict | None]
ORDINARY, DEEP, DEEP_PARTS = 12, 600, 5
OPTIONS: Final = Options(national_calendar(), limits=stipulated())


def verdicts(rules: list[Rule], ids: Mapping[str, str], history: History) -> Verdicts:
    """Returns the verdicts of at most six instances of each rule whose events are all named,
    under those names."""

    def ours(rule: Rule) -> list[tuple[Event, ...]]:
        found = (e for e in instances(rule, history) if all(one.id in ids for one in e))
        return list(islice(sorted(found, key=lambda e: [ids[one.id] for one in e]), 6))

    return {
        (rule.id, tuple(ids[e.id] for e in events)): verdict_of(
            judge(rule, events, history, OPTIONS)
        )
        for rule in rules
        for events in ours(rule)
    }


def document_of(seed: int) -> Document:
    """Returns a varied case for an odd seed, a drawn one, some of it unknown, for an even one."""
    return varied_document(seed) if seed % 2 else case_document(Random(seed), unknowns=0.2)


def events_of(document: Document) -> list[Document]:
    return cast("list[Document]", document["events"])


# ---- changes: the changed document, and the first name of each of its events ---------------------


def renamed(document: Document, rng: Random) -> tuple[Document, dict[str, str]]:
    """Gives the events, and the matters, names that sort otherwise."""
    old = [str(x["id"]) for x in (*events_of(document), *_matters(document))]
    new = rng.sample([f"n{place:03d}" for place in range(500)], len(old))
    names = dict(zip(old, new, strict=True))
    changed = cast("Document", _with_names(document, names))
    ours = {names[str(e["id"])]: str(e["id"]) for e in events_of(document)}
    return changed, ours


NAMING: Final = frozenset({"id", "matter", "refers", "event"})
"""The keys under which a document names events and matters."""


def _with_names(said: object, names: Mapping[str, str], *, naming: bool = False) -> object:
    match said:
        case dict():
            found = cast("dict[str, object]", said)
            return {k: _with_names(v, names, naming=k in NAMING) for k, v in found.items()}
        case list():
            parts = cast("list[object]", said)
            return [_with_names(v, names, naming=naming) for v in parts]
        case str() if naming:
            return names.get(said, said)
        case _:
            return said


def _matters(document: Document) -> list[Document]:
    return cast("list[Document]", document.get("matters", []))


def shuffled(document: Document, rng: Random) -> tuple[Document, dict[str, str]]:
    """Puts the days of the record in another order; what happened on one day stays in order."""
    events = events_of(document)
    days = list({str(e["on"]): None for e in events})
    if all(isinstance(e["on"], str) for e in events):
        rng.shuffle(days)
    ordered = [e for day in days for e in events if str(e["on"]) == day]
    return {**document, "events": list(ordered)}, {str(e["id"]): str(e["id"]) for e in events}


def with_another_matter(document: Document, rng: Random) -> tuple[Document, dict[str, str]]:
    """Adds a matter that somebody else raised with an organ the record does not name."""
    text = json.dumps(document)
    to = rng.choice([o for o in read(document).hierarchy.organs if f'"{o}"' not in text])
    matter: Document = {"id": "elsewhere", "kind": "appeal", "way": 6}
    matter |= {"petitioners": ["a-stranger"], "competent": [to]}
    raised: Document = {"id": "raised-elsewhere", "kind": "submit", "on": document["as_of"]}
    raised |= {"by": "a-stranger", "to": to, "matter": "elsewhere"}
    raised["channel"] = rng.choice(("letter", "visit", "online"))
    named = [{"matter": m["id"], **e} for m in _matters(document)[:1] for e in events_of(document)]
    ours = {str(e["id"]): str(e["id"]) for e in events_of(document)}
    matters = [*_matters(document), matter]
    return {**document, "matters": list(matters), "events": [*named, raised]}, ours


CHANGES: Final[tuple[Callable[[Document, Random], tuple[Document, dict[str, str]]], ...]] = (
    renamed, shuffled, with_another_matter,
)  # fmt: skip


def check(seed: int) -> Counter[str]:
    rng, document = Random(seed), document_of(seed)
    history, done = read(document), Counter[str]()
    complete = some_completion(history, rng, timed=False)
    if complete is None:
        return done
    rules = telling_rules(complete, rng, engaged=8, idle=2)
    before = verdicts(rules, {e.id: e.id for e in history.events}, history)
    for change in CHANGES:
        other, ours = change(document, rng)
        after = verdicts(rules, ours, read(other))
        wrong = {k: (before.get(k), after.get(k)) for k in before.keys() | after.keys()}
        wrong = {k: v for k, v in wrong.items() if v[0] is not v[1]}
        assert not wrong, (seed, change.__name__, wrong, json.dumps(document, ensure_ascii=False))
        done[change.__name__] += len(after)
        done["engaged"] += sum(v is not None for v in after.values())
    return done


def test_what_must_not_matter() -> None:
    done = sum((check(seed) for seed in range(ORDINARY)), Counter[str]())
    assert done["engaged"] >= 10 * ORDINARY


@pytest.mark.trust
@pytest.mark.parametrize("part", range(DEEP_PARTS))
def test_what_must_not_matter_in_many_histories(part: int, tally: Tally) -> None:
    seeds = range(40_000 + part, 40_000 + DEEP, DEEP_PARTS)
    done = sum((check(seed) for seed in seeds), Counter[str]())
    tally("what must not matter", done)
    assert done["engaged"] >= 10 * len(seeds)
