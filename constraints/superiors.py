"""Who settles a dispute about who accepts: a common superior, a joint conference (art. 24)."""

from __future__ import annotations

from constraints.acts import DetermineAcceptor, Dispute
from constraints.parties import acts_as
from constraints.readings import CommonSuperior
from model.logic.write import Day, F, Party, PartySet, choose, every, some, some_organ
from model.organs.hierarchy import Relation
from model.words import OrganKind


def one_up_from_all(above: Party, parties: PartySet, at: Day) -> F:
    """`above` is a next higher organ of every party, or of whoever carries it on."""
    return every(
        parties,
        lambda p: (
            above.next_above(p) | some_organ(lambda s: s.succeeds(p) & above.next_above(s), at=at)
        ),
    )


def ancestor_of_all(above: Party, parties: PartySet) -> F:
    """`above` is a government or party committee above every party, at any distance."""
    head = above.of_kind(OrganKind.GOVERNMENT, OrganKind.PARTY_COMMITTEE)
    return head & every(parties, lambda p: above.above(p))


def nearest_ancestor(above: Party, parties: PartySet, at: Day) -> F:
    """`above` stands over every party, and no such organ stands below it."""
    nearer = some_organ(lambda q: ancestor_of_all(q, parties) & above.above(q), at=at)
    return ancestor_of_all(above, parties) & ~nearer


def is_common_superior(organ: Party, parties: PartySet, at: Day) -> F:
    """The organ is the common superior of all of them, or its petition office (IP-27)."""
    next_higher = acts_as(organ, lambda q: one_up_from_all(q, parties, at))
    nearest = acts_as(organ, lambda q: nearest_ancestor(q, parties, at))
    return choose(
        {
            CommonSuperior.NEXT_HIGHER: next_higher,
            CommonSuperior.NEAREST: next_higher | nearest,
        }
    )


def has_common_superior(parties: PartySet, at: Day) -> F:
    """The tree of that day has a common superior of all of them (IP-27)."""
    return choose(
        {
            CommonSuperior.NEXT_HIGHER: some_organ(
                lambda q: one_up_from_all(q, parties, at), at=at
            ),
            CommonSuperior.NEAREST: some_organ(
                lambda q: one_up_from_all(q, parties, at) | ancestor_of_all(q, parties), at=at
            ),
        }
    )


def is_joint_conference_of(organ: Party, parties: PartySet, at: Day) -> F:
    """The organ is the joint conference of the smallest territory that contains them all, or the
    office of it."""
    over = Relation.CONFERENCE_OVER

    def covers(q: Party) -> F:
        return every(parties, lambda p: q.related(over, p))

    def smallest(c: Party) -> F:
        smaller = some_organ(lambda q: covers(q) & c.related(over, q) & ~q.related(over, c), at=at)
        return covers(c) & ~smaller

    return acts_as(organ, smallest)


def settles(decided: DetermineAcceptor, dispute: Dispute) -> F:
    """The decision is about this dispute: it refers to it or, referring to none, is the next after
    it."""
    refers = some(Dispute, lambda d: decided.answers(d))
    newer = some(
        Dispute, lambda d: d.same_matter(decided) & dispute.precedes(d) & d.precedes(decided)
    )
    next_after = dispute.same_matter(decided) & dispute.precedes(decided) & ~newer
    return decided.answers(dispute) | (~refers & next_after)
