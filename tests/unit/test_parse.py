"""What a sentence says is one formula: printed, read back, the same."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from checker.show.formula import phrase
from checker.show.parse import Scope, formulas_of, spoken
from constraints.registry import PACKAGES, rules_of_sources
from model.logic import nodes as n
from model.logic.rewrite import parts
from model.logic.rule import Rule
from model.organs.hierarchy import Relation
from model.words import Fact, Field, Kind, Level, MatterField, OrganKind

# Nodes that are not read back, with the reason: a formula that holds one is taken apart, and its
# parts without them are read. Of all formulas the English is read; the Chinese is not.
NOT_READ = {
    n.PeriodEnd: "its provisos stand in a clause of their own, apart from the day",
    n.Latest: "what it ranges over stands in a clause of its own",
    n.CarriedOn: "its last day is not said",
    n.CappedSum: "what it ranges over stands in a clause of its own",
    n.ChooseDay: "the sentence names the default; the other values stand apart",
    n.ChooseNumber: "the sentence names the default; the other values stand apart",
}
# Said by no sentence, so the same in all that is read (`spoken`).
NOT_SAID = {
    "Some.at": "the day an event counts by; of all but 32 events of all rules, its own day",
    "Some.supposed": "how an incomplete record is read, not what is demanded",
    "SomeOrgan.at": "the day on which the organ must exist",
    "Related.at": "the day of the tree of organs",
}


def readable(f: n.Formula) -> bool:
    return not any(isinstance(p, tuple(NOT_READ)) for p in parts(f))


def formulas_in(rule: Rule) -> Iterator[tuple[n.Formula, Scope]]:
    """Yields the largest formulas of a rule that are read, each with the variables around it."""
    scope = Scope({v.name: v for v in rule.triggers})
    match rule.demand:
        case n.Answer(what) | n.Never(what) | n.Holds(what):
            pass
    for whole in (rule.guard, what, *(e.what for e in rule.excuses)):
        yield from taken_apart(whole, scope)


def taken_apart(f: n.Formula, scope: Scope) -> Iterator[tuple[n.Formula, Scope]]:
    if readable(f):
        yield f, scope
        return
    match f:
        case n.Not(arg):
            yield from taken_apart(arg, scope)
        case n.And(args) | n.Or(args):
            for arg in args:
                yield from taken_apart(arg, scope)
        case n.Some(var, where):
            yield from taken_apart(where, scope.with_event(var))
        case n.EveryMember(var, _, body) | n.SomeOrgan(var, _, body):
            yield from taken_apart(body, scope.with_party(var.name))
        case n.Choose(_, branches):
            for _, branch in branches:
                yield from taken_apart(branch, scope)
        case _:
            return


@pytest.mark.parametrize("source", list(PACKAGES))
def test_every_sentence_of_a_rule_is_read_back(source: str) -> None:
    read = 0
    for id, rule in rules_of_sources((source,)).items():
        for f, scope in formulas_in(rule):
            said = phrase(f).en
            assert formulas_of(said, scope) == (spoken(f),), (id, said)
            read += 1
    assert read > 50


def test_a_denied_list_is_not_a_list_that_begins_with_a_denial() -> None:
    one, two = n.IsA(E1, (Kind.SUBMIT,)), n.Answers(E2, E1)
    assert phrase(n.Not(n.And((one, two)))) != phrase(n.And((n.Not(one), two)))


# ---- drawn ---------------------------------------------------------------------------------------

E1, E2 = n.EventVar("e1", (Kind.SUBMIT,)), n.EventVar("e2", (Kind.OPINION, Kind.REFUSE))
WHO, OTHER = n.PartyOf(E1, Field.BY), n.PartyOf(E2, Field.TO)
COMPETENT, PETITIONERS = n.MatterSet(E1, MatterField.COMPETENT), n.SetOf(E1, Field.PETITIONERS)
ATOMS: tuple[n.Formula, ...] = (
    n.Always(True),
    n.Is(E2, Field.OUTCOME, ("supported", "not_supported")),
    n.MatterIs(E1, MatterField.KIND, ("appeal",)),
    n.Flag(E1, Field.WRITTEN),
    n.Flag(E1, Field.ORAL),
    n.MatterFlag(E1, MatterField.ANONYMOUS),
    n.Attested(E1, Fact.COMPLEX),
    n.SameGround(E2, E1, Fact.SAME_FACTS),
    n.States(E2, "facts_reasons"),
    n.IsA(E2, (Kind.OPINION, Kind.EXTEND)),
    n.Given(E2, Field.LIMIT),
    n.InSet(WHO, COMPETENT),
    n.Overlap(COMPETENT, PETITIONERS),
    n.SameParty(WHO, OTHER),
    *(n.Related(r, OTHER, WHO, n.DayOf(E1, Field.ON)) for r in Relation),
    n.OfKind(WHO, (OrganKind.GOVERNMENT, OrganKind.DEPARTMENT)),
    n.OfLevel(WHO, (Level.COUNTY,)),
    n.SameMatter(E1, E2),
    n.SameEvent(E1, E2),
    n.Precedes(E1, E2),
    n.Answers(E2, E1),
    n.NotAfter(n.DayOf(E1, Field.RECEIVED), n.DayConst(738276)),
    n.AtMost(n.NumberOf(E2, Field.DAYS), n.NumberConst(30)),
    n.AtMost(n.NumberConst(1), n.OpenNumber("D_FR_REG")),
    n.Unsettled("IP-29"),
)


def drawn(random: Random, depth: int, fresh: int = 1) -> n.Formula:
    if depth == 0:
        return random.choice(ATOMS)
    below = [drawn(random, depth - 1, fresh * 4 + i) for i in range(random.randint(2, 3))]
    var, who = n.EventVar(f"x{fresh}", (Kind.EXTEND, Kind.DELIVER)), n.PartyVar(f"p{fresh}")
    own = n.Answers(var, E1)
    day = n.DayOf(var, Field.ON)
    return random.choice(
        (
            n.Not(below[0]),
            n.And(tuple(below)),
            n.Or(tuple(below)),
            n.Some(var, n.And((own, *below)), day),
            n.EveryMember(who, COMPETENT, n.Or((n.InSet(who, PETITIONERS), below[0]))),
            n.SomeOrgan(who, n.DayOf(E1, Field.ON), n.And((n.SameParty(who, WHO), below[0]))),
            n.Choose("IP-07", (("else_notice", below[0]), ("explicit_only", below[1]))),
        )
    )


@pytest.mark.parametrize("depth", [0, 1, 2, 3])
def test_drawn_formulas_are_read_back(depth: int) -> None:
    scope, random = Scope({"e1": E1, "e2": E2}), Random(depth)
    for _ in range(120):
        f = drawn(random, depth)
        said = phrase(f).en
        assert formulas_of(said, scope) == (spoken(f),), said


@pytest.mark.parametrize("said", ["", "e1 answers", "e1 answers e9", "(e1 answers e2", "not: "])
def test_what_the_printer_never_says_is_not_read(said: str) -> None:
    assert formulas_of(said, Scope({"e1": E1, "e2": E2})) == ()
