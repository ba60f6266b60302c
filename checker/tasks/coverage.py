"""What of the law runs: every provision of a source with its state, derived from the formulas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from constraints.coverage import NotCheckable
from constraints.liability import LIABILITIES, Liability
from constraints.registry import PACKAGES, rules_of_sources, source_of
from model.logic import nodes as n
from model.logic.readings import Grade, reading
from model.logic.rewrite import parts
from model.logic.rule import Rule
from model.words import MatterField


class State(Enum):
    """What becomes of a provision."""

    RUNS = "rule"
    ATTESTED = "rule once attested"
    LIABILITY = "follows from rules"
    NOT_CHECKABLE = "not checkable"


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision and its state.

    `needs`: the judgements without which the rule is never engaged, never met or never broken: one
    of each group. `asks`: other judgements its outcome may turn on. `follows`: the rules a
    liability punishes.
    """

    id: str
    state: State
    needs: tuple[tuple[str, ...], ...] = ()
    asks: tuple[str, ...] = ()
    why: NotCheckable | None = None
    follows: tuple[str, ...] = ()


def provisions_of(source: str) -> tuple[Provision, ...]:
    """Returns every provision of a source that is stated as a rule or a liability, or of which it
    is said why not, in the order of the articles; KeyError iff there is no such source."""
    found = [_of_rule(r) for r in rules_of_sources((source,)).values()]
    found += [_of_liability(head) for head in LIABILITIES if source_of(head.id) == source]
    found += [
        Provision(id, State.NOT_CHECKABLE, why=why)
        for id, why in PACKAGES[source].without_rule().items()
    ]
    return tuple(sorted(found, key=lambda p: in_order(p.id)))


def in_order(id: str) -> list[tuple[int, str]]:
    """Returns the key that sorts ids by article, paragraph and item: 9.2 before 10, 22.1 before
    22.1(1)a."""
    pieces: list[str] = re.findall(r"\d+|[^\d.]+", id.partition("-")[2])
    return [(int(p), "") if p.isdigit() else (0, p) for p in pieces]


def states(provision: str, found: Iterable[str]) -> bool:
    """Returns whether one of the ids states the provision, or a part of it: `R22-28.2a` is a part
    of `R22-28.2`."""
    part = re.compile(re.escape(provision) + r"(?:\.\d+)?[a-z]?")
    return any(part.fullmatch(id) for id in found)


def _of_liability(head: Liability) -> Provision:
    return Provision(head.id, State.LIABILITY, follows=head.punishes)


def _of_rule(rule: Rule) -> Provision:
    groups = dict.fromkeys(g for whole in (rule.guard, _asked(rule.demand)) for g in _needed(whole))
    needed = {fact for group in groups for fact in group}
    judged = set(judgements(rule.triggers, rule.guard, rule.demand, rule.excuses))
    state = State.ATTESTED if groups else State.RUNS
    return Provision(rule.id, state, tuple(groups), tuple(sorted(judged - needed)))


def _needed(formula: n.Formula) -> Iterator[tuple[str, ...]]:
    """Yields groups of judgements: without one of each the formula cannot be true."""
    facts = frozenset(judgements(formula))
    alone = frozenset(f for f in facts if not possible(formula, facts - {f}))
    yield from ((fact,) for fact in sorted(alone))
    if not possible(formula, alone):
        others = sorted(facts - alone)
        enough = tuple(f for f in others if possible(formula, alone | {f}))
        yield enough or tuple(others)


def _asked(demand: n.Demand) -> n.Formula:
    match demand:
        case n.Answer(what) | n.Never(what) | n.Holds(what):
            return what
        case _:
            assert_never(demand)


def judgements(*wholes: object) -> Iterator[str]:
    """Yields every fact or label that a person must attest, wherever it is named."""
    for whole in wholes:
        for part in parts(whole):
            match part:
                case n.Attested(_, fact) | n.SameGround(_, _, fact):
                    yield fact.value
                case n.MatterFlag(_, field) if field is not MatterField.ANONYMOUS:
                    yield field.value
                case _:
                    pass


def possible(formula: n.Formula, made: frozenset[str]) -> bool:
    """Returns whether the formula may be true where only the judgements in `made` may have been
    made; everything else is taken to be as it would have to be."""
    match formula:
        case n.Attested(_, fact) | n.SameGround(_, _, fact):
            return fact.value in made
        case n.MatterFlag(_, field) if field is not MatterField.ANONYMOUS:
            return field.value in made
        case n.Always(value):
            return value
        case n.Not(arg):
            return not _certain(arg, made)
        case n.And(args):
            return all(possible(a, made) for a in args)
        case n.Or(args):
            return any(possible(a, made) for a in args)
        case n.Some(_, where):
            return possible(where, made)
        case n.Choose(id, branches):
            return any(possible(f, made) for f in _arguable(id, branches))
        case _:
            return True


def _certain(formula: n.Formula, made: frozenset[str]) -> bool:
    """Returns whether the formula is true whatever is recorded and judged."""
    match formula:
        case n.Always(value):
            return value
        case n.Not(arg):
            return not possible(arg, made)
        case n.And(args):
            return all(_certain(a, made) for a in args)
        case n.Or(args):
            return any(_certain(a, made) for a in args)
        case n.Choose(id, branches):
            return all(_certain(f, made) for f in _arguable(id, branches))
        case _:
            return False


def _arguable(id: n.ReadingId, branches: Iterable[tuple[str, n.Formula]]) -> Iterator[n.Formula]:
    words = {v.word for v in reading(id).graded(Grade.DEFAULT, Grade.LIVE)}
    yield from (f for word, f in branches if word in words)
