"""Who stands for whom: successors, petition offices, and what passes between two bodies (decision
019, 026)."""

from __future__ import annotations

from collections.abc import Callable

from constraints.act_parts import Addressed
from model.logic.write import Day, F, Party, PartySet, every, some_organ
from model.organs.hierarchy import Relation
from model.words import OrganKind

HEADS = (OrganKind.GOVERNMENT, OrganKind.PARTY_COMMITTEE, OrganKind.TOWNSHIP)
"""Whoever leads a territory: its petition office is a department of its own (art. 14 ¶1)."""


def one_of(parties: PartySet, such: Callable[[Party], F]) -> F:
    """Some member of the set is such."""
    return ~every(parties, lambda p: ~such(p))


def continues(later: Party, earlier: Party) -> F:
    """`later` is `earlier` or stands for it: it carries on its functions after a reorganisation
    (art. 24 ¶2), or one of the two is the petition office through which the other acts (art. 14
    ¶2)."""
    return (later == earlier) | later.succeeds(earlier) | office_and_organ(later, earlier)


def office_and_organ(one: Party, other: Party) -> F:
    """One of the two is the petition office of the other."""
    office = Relation.PETITION_OFFICE_OF
    return one.related(office, other) | other.related(office, one)


def acts_as(who: Party, such: Callable[[Party], F]) -> F:
    """The party, or an organ whose petition office it is, is such: what reaches the office, or what
    it does, reaches its organ or is done by it."""
    office = Relation.PETITION_OFFICE_OF
    its_organ = some_organ(lambda g: who.related(office, g) & such(g), at=Day(who.at))
    return such(who) | its_organ


def inside(office: Party, organ: Party) -> F:
    """The one is the petition office inside the other (art. 14 ¶2), which is no body of its own."""
    return office.related(Relation.PETITION_OFFICE_OF, organ) & ~organ.of_kind(*HEADS)


def as_a_body(who: Party, such: Callable[[Party], F]) -> F:
    """The party, or the body inside which it is the petition office, is such."""
    return such(who) | some_organ(lambda g: inside(who, g) & such(g), at=Day(who.at))


def one_body(one: Party, other: Party) -> F:
    """Both are the same organ, or an organ and the office inside it: between these nothing is
    passed on, reported or proposed."""
    return (one == other) | inside(one, other) | inside(other, one)


def between_two(act: Addressed) -> F:
    """The act goes from one body to another: what somebody sends itself starts no duty and fulfils
    none."""
    return ~one_body(act.by, act.to)


def to_others(act: Addressed, organ: Party) -> F:
    """The organ, or who stands for it, does it, and towards another body than that organ."""
    return continues(act.by, organ) & between_two(act) & ~one_body(act.to, organ)


def acts_for(who: Party, organ: Party, towards: Party) -> F:
    """The party is the organ or stands for it, and is not the one towards whom the organ acts: an
    office that sent its government something does not answer itself for it."""
    return continues(who, organ) & ~(who == towards)


def goes_back(answer: Addressed, sent: Addressed) -> F:
    """What was sent comes back: from whoever got it, or stands for it, to whoever sent it."""
    from_there = acts_for(answer.by, sent.to, towards=sent.by)
    return from_there & acts_for(answer.to, sent.by, towards=sent.to)
