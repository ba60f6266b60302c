"""Part 2 (3): major and urgent matters."""

from __future__ import annotations

from constraints.first_receipt.acts import Filed, Measure, Received, Told
from constraints.first_receipt.limits import D_FR_ASAP, D_FR_MAJOR, D_FR_MEASURE
from constraints.first_receipt.readings import MeasuresBy
from constraints.first_receipt.terms import (
    by_the_first,
    is_first,
    is_the_bureau,
    reaches_the_bureau,
)
from constraints.parties import continues
from constraints.regulations_2022.received import grave
from constraints.sources import FR
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import Claim, F, Party, choose, limit, period, some, when
from model.organs.hierarchy import Relation
from model.words import Fact

rule = rules_of(FR)


def inside(party: Party, unit: Party) -> F:
    """The party is the unit or somebody of it."""
    return (party == unit) | unit.related(Relation.UNIT_OF, party)


@rule("FR-2.3a", article="2 (3)", modality=Modality.OBLIGATION)
def the_leaders_are_told_of_a_grave_matter(raised: Received) -> Claim:
    """Of a major or urgent matter the first receiver tells in time the head of the town or unit and
    the leader in charge: it is attested of a report that it reached the one or the other.

    重大、紧急的，首访接待人及时报告乡镇、单位主要领导和分管领导。
    """

    def reached(fact: Fact) -> F:
        return some(
            Told,
            lambda t: by_the_first(t, raised) & inside(t.to, raised.to) & t.attested(fact),
        )

    return (
        when(is_first(raised), grave(raised))
        .require(reached(Fact.TO_HEAD) & reached(Fact.TO_LEADER_IN_CHARGE))
        .by(period(raised.received).plus(limit(D_FR_MAJOR)))
        .on(raised.to)
    )


@rule("FR-2.3b", article="2 (3)", modality=Modality.OBLIGATION)
def measures_stop_a_grave_matter_from_spreading(raised: Received) -> Claim:
    """In a major or urgent matter measures are taken in time that stop it from spreading.

    重大、紧急的，及时采取措施，防止事态扩大。
    """

    def taken(m: Measure) -> F:
        unit = m.same_matter(raised) & continues(m.by, raised.to)
        in_person = unit & m.by_person.overlap(raised.received_by)
        return choose({MeasuresBy.UNIT: unit, MeasuresBy.PERSON: in_person})

    return (
        when(is_first(raised), grave(raised))
        .require(some(Measure, taken))
        .by(period(raised.received).plus(limit(D_FR_MEASURE)))
        .on(raised.to)
    )


@rule("FR-2.3c", article="2 (3)", modality=Modality.OBLIGATION)
def the_bureau_is_told_of_a_grave_matter(raised: Received) -> Claim:
    """The first unit reports a major or urgent matter to the county bureau as soon as possible.

    重大、紧急的，首访单位尽快报告县信访局。
    """
    return (
        when(is_first(raised), grave(raised), ~is_the_bureau(raised))
        .require(some(Filed, lambda f: reaches_the_bureau(f, raised)))
        .by(period(raised.received).plus(limit(D_FR_ASAP)))
        .on(raised.to)
    )
