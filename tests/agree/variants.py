"""Shipped cases varied: drawn histories seldom engage the rules that bind particular organs, or
that need acts of a rare kind; a case of such a rule with its days moved to the deadlines does."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Final, TypeAlias, cast

from checker.read.trees import load_tree
from constraints.registry import all_rules
from model.calendar import date_of, day_number
from model.casefile.faults import CaseFault, CaseFaults
from model.casefile.records import CaseRecord, read_record
from model.casefile.resolve import resolve
from model.history import History
from model.logic.meaning import Outcome, instances, outcome
from model.logic.rule import Rule
from model.organs.hierarchy import Hierarchy
from scenarios.generate import Document, deadline
from tests.agree.histories import drawn, world

Change: TypeAlias = Callable[[Document, Random], None]
CASES: Final = Path(__file__).parents[2] / "scenarios" / "cases"
SPANS: Final = (1, 3, 5, 5, 10, 15, 15, 30, 60, 90)
MOST_EVENTS: Final = 9
IDLE: Final = Outcome.NOT_ENGAGED


def history_of(seed: int, *, unknowns: float = 0.0) -> History:
    """Returns a drawn history for an even seed, a varied case for an odd one."""
    return varied(seed) if seed % 2 else drawn(seed, unknowns=unknowns)


def telling_rules(history: History, rng: Random, *, engaged: int, idle: int) -> list[Rule]:
    """Returns rules that have an instance, in the order of the sources: at most so many of those
    engaged under the default readings, and of those that are not."""
    known = world(history, {}, settled=True)
    two: tuple[list[Rule], list[Rule]] = [], []
    for rule in all_rules().values():
        said = [outcome(rule, events, known) for events in instances(rule, history)]
        if said:
            two[any(o is not IDLE for o in said)].append(rule)
    wanted = {
        rule.id
        for rules, most in zip(two, (idle, engaged), strict=True)
        for rule in rng.sample(rules, min(most, len(rules)))
    }
    return [rule for rule in all_rules().values() if rule.id in wanted]


def varied(seed: int, below: str = "") -> History:
    """Returns a shipped case, some of it changed; of that folder, if it has any on a shipped tree.
    Equal seeds give equal histories."""
    return read(varied_document(seed, below))


def varied_document(seed: int, below: str = "") -> Document:
    """Returns the same as a document."""
    rng = Random(f"varied {seed}")
    while True:
        document = cast("Document", json.loads(rng.choice(_texts(below) or _texts(""))))
        for change in rng.sample(_CHANGES, rng.choice((0, 1, 1, 2, 3))):
            change(document, rng)
        try:
            read(document)
        except (CaseFault, CaseFaults):
            continue  # the change made it no case: two acts in an impossible order, say
        return document


def read(document: Document) -> History:
    """Returns the history of a document on a shipped tree."""
    record = read_record(document)
    return resolve(record, _tree(record))


@cache
def _texts(below: str) -> tuple[str, ...]:
    """Returns the shipped cases on shipped trees that are not too long to vary often."""
    found: list[str] = []
    for path in sorted((CASES / below).rglob("*.json")):
        text = path.read_text(encoding="utf-8")
        said: object = json.loads(text)
        if isinstance(said, dict) and "case" in said and "events" in said:
            document = cast("Document", said)
            plain = isinstance(document.get("organs"), str | None)
            if plain and (below or len(_events(document)) <= MOST_EVENTS):
                found.append(text)
    return tuple(found)


def _tree(record: CaseRecord) -> Hierarchy:
    assert record.organs is None or isinstance(record.organs, str)
    return _tree_named(record.organs, record)


_trees: dict[str | None, Hierarchy] = {}


def _tree_named(name: str | None, record: CaseRecord) -> Hierarchy:
    if name not in _trees:
        _trees[name] = load_tree(record, CASES)
    return _trees[name]


# ---- changes -------------------------------------------------------------------------------------


def _events(document: Document) -> list[Document]:
    return cast("list[Document]", document["events"])


def _day(said: object) -> int | None:
    return day_number(date.fromisoformat(said)) if isinstance(said, str) else None


def _move(document: Document, rng: Random) -> None:
    """Moves an act to a deadline of another act, or by some days."""
    events = _events(document)
    moved, other = rng.choice(events), rng.choice(events)
    day, start = _day(moved.get("on")), _day(other.get("on"))
    if day is None or start is None:
        return
    if rng.random() < 0.6:
        to = deadline(start, rng.choice(SPANS), rng)
    else:
        to = rng.choice((start, day - 1, day + 1, day + rng.randint(-9, 40)))
    moved["on"] = _text(to)
    for name in ("sent", "received"):
        moved.pop(name, None)
    last = _day(document["as_of"])
    if last is not None and to > last:
        document["as_of"] = _text(to)


def _ask_on_another_day(document: Document, rng: Random) -> None:
    """Moves the day as of which the case is judged to a deadline of an act."""
    days = [day for e in _events(document) if (day := _day(e.get("on"))) is not None]
    if days:
        to = deadline(rng.choice(days), rng.choice(SPANS), rng)
        document["as_of"] = _text(max(to, *days))


def _strike(document: Document, rng: Random) -> None:
    """Leaves out an act that no other refers to."""
    events = _events(document)
    named = json.dumps([[e.get("refers"), e.get("same_as")] for e in events])
    loose = [e for e in events if f'"{e["id"]}"' not in named]
    if len(events) > 1 and loose:
        events.remove(rng.choice(loose))


def _another_party(document: Document, rng: Random) -> None:
    """Puts another party of the case in the place of who acts or is addressed."""
    events = _events(document)
    parties = sorted({p for e in events for n in ("by", "to") if isinstance(p := e.get(n), str)})
    e, name = rng.choice(events), rng.choice(("by", "to"))
    if isinstance(e.get(name), str):
        e[name] = rng.choice(parties)


def _otherwise(document: Document, rng: Random) -> None:
    """Turns a yes into a no, or leaves out something that is said of an act."""
    e = rng.choice(_events(document))
    names = [n for n in e if n not in ("id", "kind", "on", "by", "to", "matter", "refers")]
    if names:
        name = rng.choice(names)
        value = e[name]
        if isinstance(value, bool):
            e[name] = not value
        else:
            del e[name]


def _twice(document: Document, rng: Random) -> None:
    """Repeats an act on the same or another day."""
    events = _events(document)
    e = rng.choice(events)
    day, last = _day(e.get("on")), _day(document["as_of"])
    if day is not None and last is not None and day <= last:
        events.append({**e, "id": f"{e['id']}-again", "on": _text(rng.randint(day, last))})


def _text(day: int) -> str:
    return date_of(day).isoformat()


_CHANGES: Final[tuple[Change, ...]] = (
    _move, _move, _ask_on_another_day, _strike, _another_party, _otherwise, _twice,
)  # fmt: skip
