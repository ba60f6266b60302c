"""Art. 15 of Order 79: which department handles a matter, and how it answers."""

from __future__ import annotations

from constraints.acts import Accept
from constraints.parties import acts_as, continues, one_of
from constraints.public_security_79.acts import (
    Handling,
    InternalReply,
    LeadCoordinate,
    Refer,
    TurningDown,
)
from constraints.public_security_79.limits import D_PS_INTERNAL, D_PS_LEAD, D_PS_START
from constraints.public_security_79.readings import ActAndFault, ChiefAccused
from constraints.public_security_79.terms import (
    ADMINISTRATIVE,
    CRIMINAL,
    FAULT,
    MISCONDUCT,
    POLICE,
    area,
    below,
    by_the_department,
    higher,
    is_police,
    one_house,
)
from constraints.sources import PS
from constraints.terms import is_one_of, withdrawal
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    Claim,
    F,
    choose,
    limit,
    period,
    some,
    when,
)
from model.words import Fact, OrganKind

rule = rules_of(PS)


def inside(given: Refer) -> F:
    """The petition office of a police organ gives a matter to one of its departments."""
    return is_police(given.by) & below(given.to, given.by)


@rule("PS-15.1a", article="15 ¶1", modality=Modality.PROHIBITION)
def a_department_does_not_turn_down_its_own_matters(given: Refer) -> Claim:
    """A department does not turn down a matter in its own field that the petition office gives it.

    业务部门对职权范围内的信访事项负有承办责任，不得拒绝。

    Its own field: the record names it competent.
    """

    def by_it(t: TurningDown) -> F:
        return t.same_matter(given) & continues(t.by, given.to) & given.precedes(t)

    return (
        when(inside(given), is_one_of(given.to, given.matter.competent))
        .forbid(some(TurningDown, by_it))
        .on(given.to)
    )


@rule("PS-15.1b", article="15 ¶1", modality=Modality.OBLIGATION)
def a_department_begins_promptly(given: Refer) -> Claim:
    """A department begins promptly to handle what the petition office gave it.

    业务部门对信访部门交办的事项应及时办理。

    The text sets no number of days; whether it is done with care no record shows.
    """
    return (
        when(inside(given))
        .require(
            some(
                Handling,
                lambda h: h.same_matter(given) & continues(h.by, given.to) & (given.day <= h.day),
            )
        )
        .by(period(given.received).plus(limit(D_PS_START)))
        .unless("withdrawal", withdrawal(given))
        .on(given.to)
    )


def answered_in_writing(given: Refer) -> F:
    """The department tells the petition office the result in writing."""
    return some(
        InternalReply,
        lambda r: r.answers(given) & by_the_department(r, given) & r.written,
    )


@rule("PS-15.1c", article="15 ¶1", modality=Modality.OBLIGATION)
def the_result_goes_back_in_writing_within_the_limit(given: Refer) -> Claim:
    """A department tells the petition office the result in writing within the limit set.

    业务部门应在规定时限内将办理结果书面回复信访部门。
    """
    return (
        when(inside(given), given.has_limit)
        .require(answered_in_writing(given))
        .by(given.limit)
        .unless("withdrawal", withdrawal(given))
        .on(given.to)
    )


@rule("PS-15.1c.2", article="15 ¶1", modality=Modality.OBLIGATION)
def without_a_limit_the_result_goes_back_in_time(given: Refer) -> Claim:
    """Where no limit was set, a department tells the petition office the result in writing in time
    for the petitioner's answer.

    未定时限的，业务部门亦应及时书面回复信访部门，使对外答复不致逾期。

    The text sets no number of days.
    """
    return (
        when(inside(given), ~given.has_limit)
        .require(answered_in_writing(given))
        .by(period(given.received).plus(limit(D_PS_INTERNAL)))
        .unless("withdrawal", withdrawal(given))
        .on(given.to)
    )


@rule("PS-15.2a", article="15 ¶2", modality=Modality.COMPETENCE)
def enforcement_goes_to_the_department_for_it(given: Refer) -> Claim:
    """A matter about criminal or administrative enforcement is given to the department whose work
    that is.

    涉及刑事、行政执法的问题，由业务主管部门办理。
    """
    to_business = given.to.of_kind(OrganKind.DEPARTMENT, POLICE) & below(given.to, given.by)
    both = given.attested(Fact.FAULT_CLAIMED)
    to_legal = given.to.of_kind(OrganKind.LEGAL_DEPARTMENT) & below(given.to, given.by)
    right = choose(
        {
            ActAndFault.BOTH: to_business | (both & to_legal),
            ActAndFault.LEGAL_FIRST: (~both & to_business) | (both & to_legal),
        }
    )
    return (
        when(is_police(given.by), area(given).is_(CRIMINAL, ADMINISTRATIVE))
        .hold(right)
        .on(given.by)
    )


@rule("PS-15.2b", article="15 ¶2", modality=Modality.COMPETENCE)
def faults_of_enforcement_go_to_the_legal_department(given: Refer) -> Claim:
    """A matter about finding fault with enforcement is given to the legal department.

    涉及执法过错认定的问题，由法制部门办理。
    """
    legal = given.to.of_kind(OrganKind.LEGAL_DEPARTMENT) & below(given.to, given.by)
    return when(is_police(given.by), area(given).is_(FAULT)).hold(legal).on(given.by)


@rule("PS-15.2c", article="15 ¶2", modality=Modality.COMPETENCE)
def misconduct_goes_to_discipline_and_supervision(given: Refer) -> Claim:
    """A matter about misconduct of units or officers is given to discipline inspection,
    supervision or audit.

    涉及单位和民警违法违纪的问题，由纪检、监察、审计等部门办理。
    """
    overseer = acts_as(
        given.to, lambda g: g.of_kind(OrganKind.DISCIPLINE_INSPECTION, OrganKind.SUPERVISORY)
    )
    return when(is_police(given.by), area(given).is_(*MISCONDUCT)).hold(overseer).on(given.by)


@rule("PS-15.2d", article="15 ¶2", modality=Modality.OBLIGATION)
def the_chief_leads_several_departments(accepted: Accept) -> Claim:
    """Where a matter touches several departments of a public security organ, its chief leads and
    coordinates them.

    涉及多个部门的，由本级公安机关主要负责人牵头协调。

    Who leads if the chief is denounced is a reading; the text sets no number of days.
    """
    involved = accepted.matter.involves
    several = one_of(
        involved,
        lambda p: (
            below(p, accepted.by) & one_of(involved, lambda q: below(q, accepted.by) & (q != p))
        ),
    )

    def at_home(x: LeadCoordinate) -> F:
        return x.same_matter(accepted) & one_house(x.by, accepted.by)

    home = some(LeadCoordinate, at_home)
    above = some(LeadCoordinate, lambda x: x.same_matter(accepted) & higher(x.by, accepted.by))
    somebody_else = some(
        LeadCoordinate, lambda x: at_home(x) & ~x.by_person.overlap(accepted.matter.accused)
    )
    accused = accepted.attested(Fact.CHIEF_ACCUSED)
    led = choose(
        {
            ChiefAccused.SUPERIOR_LEADS: (~accused & home) | (accused & above),
            ChiefAccused.DEPUTY_LEADS: (~accused & home) | (accused & somebody_else),
            ChiefAccused.CHIEF_LEADS: home,
        }
    )
    return (
        when(is_police(accepted.by), several)
        .require(led)
        .by(period(accepted.day).plus(limit(D_PS_LEAD)))
        .unless("withdrawal", withdrawal(accepted))
        .on(accepted.by)
    )
