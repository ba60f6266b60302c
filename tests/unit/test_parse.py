"""What a sentence says is one formula: the English is printed, read back, the same."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from checker.show.formula import phrase
from checker.show.parse import formulas_of
from checker.show.parse_words import Scope
from checker.show.spoken import spoken
from constraints.registry import PACKAGES, rules_of_sources
from model.calendar.period import Unit
from model.logic import nodes as n
from model.logic.rule import Rule
from model.organs.hierarchy import Relation
from model.words import Fact, Field, Kind, Level, MatterField, OrganKind
from tests.legal_mutants.mutate import mutants

# Said by no sentence, so the same in all that is read (`spoken`).
NOT_SAID = {
    "Some.at": "the day an event counts by; of all but 32 events of all rules, its own day",
    "Suspension.end_kinds": "where only the sitting days are left out, nothing asks for the end",
    "Some.supposed": "how an incomplete record is read, not what is demanded",
    "SomeOrgan.at": "the day on which the organ must exist",
    "Related.at": "the day of the tree of organs",
}


def formulas_in(rule: Rule) -> Iterator[n.Formula]:
    """Yields all a rule says: guard, demand, excuses, and each last day as what is not after it."""
    first = n.DayOf(rule.triggers[0], Field.ON)
    yield rule.guard
    match rule.demand:
        case n.Answer(what, due):
            yield what
            if due is not None:
                yield n.NotAfter(first, due)
        case n.Never(what) | n.Holds(what):
            yield what
    for excuse in rule.excuses:
        yield excuse.what
        if excuse.by is not None:
            yield n.NotAfter(first, excuse.by)


@pytest.mark.parametrize("source", list(PACKAGES))
def test_every_sentence_of_a_rule_is_read_back(source: str) -> None:
    read = 0
    for id, rule in rules_of_sources((source,)).items():
        scope = Scope({v.name: v for v in rule.triggers})
        for f in formulas_in(rule):
            said = phrase(f).en
            assert formulas_of(said, scope) == (spoken(f),), (id, said)
            read += 1
    assert read > 50


@pytest.mark.parametrize("source", list(PACKAGES))
def test_no_number_unit_or_relation_changes_without_the_sentence(source: str) -> None:
    """The Chinese is not read back: of every rule it must at least tell apart what the law says
    from each near miss of it."""
    told = 0
    for rule in rules_of_sources((source,)).values():
        for mutant in mutants(rule):
            pairs = zip(formulas_in(rule), formulas_in(mutant.rule), strict=True)
            changed = [(f, g) for f, g in pairs if spoken(f) != spoken(g)]
            alike = [f for f, g in changed if phrase(f).zh == phrase(g).zh]
            assert alike == [], (rule.id, mutant.change)
            told += len(changed)
    assert told > 20


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


def drawn_day(random: Random, depth: int, fresh: int) -> n.DayTerm:
    if depth == 0:
        return random.choice((n.DayOf(E1, Field.RECEIVED), n.DayConst(738276)))
    var = n.EventVar(f"d{fresh}", (Kind.EXTEND, Kind.OPINION))
    before, after = (drawn_day(random, depth - 1, fresh * 3 + i) for i in (1, 2))
    where = drawn(random, depth - 1, fresh * 7 + 500)
    stopped = tuple(
        n.Suspension(var, () if sitting else (Kind.HEARING_END,), where, sitting)
        for sitting in random.choices((True, False), k=random.randint(0, 2))
    )
    steps = tuple(
        n.Step(drawn_number(random, depth - 1, fresh * 5 + i), random.choice(tuple(Unit)))
        for i in range(random.randint(1, 2))
    )
    return random.choice(
        (
            n.PeriodEnd(before, steps, stopped, random.random() < 0.3),
            n.Latest(var, where, n.DayOf(var, Field.ON), before),
            n.Latest(var, where, before, after),
            n.CarriedOn(WHO, before, after),
            n.ChooseDay("IP-07", (("else_notice", before), ("explicit_only", after))),
        )
    )


def drawn_number(random: Random, depth: int, fresh: int) -> n.NumberTerm:
    if depth == 0:
        return random.choice(
            (n.NumberOf(E2, Field.DAYS), n.NumberConst(60), n.OpenNumber("D_FR_REG"))
        )
    var = n.EventVar(f"n{fresh}", (Kind.EXTEND,))
    below = [drawn_number(random, depth - 1, fresh * 3 + i) for i in (1, 2)]
    where = drawn(random, depth - 1, fresh * 7 + 900)
    return random.choice(
        (
            n.CappedSum(var, where, n.NumberOf(var, Field.DAYS), 30),
            n.ChooseNumber("IP-07", (("else_notice", below[0]), ("explicit_only", below[1]))),
        )
    )


def drawn(random: Random, depth: int, fresh: int = 1) -> n.Formula:
    if depth == 0:
        return random.choice(ATOMS)
    below = [drawn(random, depth - 1, fresh * 4 + i) for i in range(random.randint(2, 3))]
    var, who = n.EventVar(f"x{fresh}", (Kind.EXTEND, Kind.DELIVER)), n.PartyVar(f"p{fresh}")
    own = n.Answers(var, E1)
    day = n.DayOf(var, Field.ON)
    one, two = (drawn_day(random, depth, fresh * 11 + i) for i in (1, 2))
    few, many = (drawn_number(random, depth, fresh * 13 + i) for i in (1, 2))
    return random.choice(
        (
            n.NotAfter(one, two),
            n.Not(n.NotAfter(one, two)),
            n.AtMost(few, many),
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
