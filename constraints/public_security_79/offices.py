"""Chapter II of Order 79: petition offices and departments (arts. 13-15)."""

from __future__ import annotations

from constraints.acts import Accept, Assign, ClosingReport, Submit
from constraints.acts_ways import Finding
from constraints.parties import acts_as, acts_for, between_two, goes_back
from constraints.public_security_79.acts import (
    CheckReport,
    Coordinate,
    Handling,
    Informing,
    InternalReply,
    NotAccepted,
    Press,
    Propose,
    Refer,
    Registered,
    ReportWrongdoing,
    Result,
    ResultReported,
    WrittenReply,
)
from constraints.public_security_79.limits import (
    D_PS_ADV,
    D_PS_REFER,
    D_PS_REPLY,
    D_PS_URGE,
    D_PS_WRONG,
)
from constraints.public_security_79.readings import (
    Allocation,
    Issuer,
    ReplyOrInform,
    Superiors,
)
from constraints.public_security_79.terms import (
    below,
    by_the_department,
    can_be_told,
    higher,
    is_police,
    of_the_police,
    one_house,
)
from constraints.regulations_2022.chapter_3 import agreed_to_take_back, another_day_set
from constraints.sources import PS
from constraints.terms import is_one_of, withdrawal
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    Act,
    Claim,
    Day,
    F,
    Party,
    choose,
    limit,
    period,
    some,
    some_organ,
    when,
)
from model.organs.hierarchy import Relation
from model.words import Fact, Level, OrganKind

rule = rules_of(PS)

REGISTRATION_DAYS = 15

# ---- art. 13: bodies -----------------------------------------------------------------------------


def has_petition_body(raised: Submit) -> F:
    """The organ tree shows a petition office of the police organ, or this is one."""
    shown = some_organ(
        lambda o: (
            o.of_kind(OrganKind.PETITION_OFFICE) & o.related(Relation.PETITION_OFFICE_OF, raised.to)
        ),
        at=raised.day,
    )
    return raised.to.of_kind(OrganKind.PETITION_OFFICE) | shown


def found_without(raised: Submit, body: Fact) -> F:
    """An authority finds, referring to the matter raised there, that the organ lacks it."""
    return some(
        Finding,
        lambda f: f.answers(raised) & f.fact.is_(body) & ~f.value,
        recorded_only=True,
    )


def set_up(raised: Submit, *levels: Level) -> Claim:
    """A police organ of these levels has its petition body. Engaged only if the tree shows one or
    an authority found that there is none: that a tree shows none proves nothing."""
    lacking = found_without(raised, Fact.PETITION_BODY)
    return (
        when(
            is_police(raised.to),
            raised.to.of_level(*levels),
            has_petition_body(raised) | lacking,
        )
        .hold(~lacking)
        .on(raised.to)
    )


@rule("PS-13.1", article="13 ¶1", modality=Modality.OBLIGATION)
def a_county_bureau_has_a_petition_body(raised: Submit) -> Claim:
    """A county bureau has a special petition body, or a body named for it with full-time staff.

    县级公安机关应设立专门信访机构，或者确定负责信访的机构和专职人员。
    """
    return set_up(raised, Level.COUNTY)


@rule("PS-13.1b", article="13 ¶1", modality=Modality.OBLIGATION)
def from_the_prefecture_up_the_body_is_a_special_one(raised: Submit) -> Claim:
    """A public security organ of a prefecture or higher has a special petition body.

    地市级以上公安机关应设立专门信访机构。
    """
    return set_up(raised, Level.PREFECTURE, Level.PROVINCE, Level.CENTRE)


@rule("PS-13.2", article="13 ¶2", modality=Modality.OBLIGATION)
def a_department_with_many_petitions_names_staff(given: Refer) -> Claim:
    """A department with a heavy load of petitions names a leader and staff for them.

    信访工作任务重的部门，应确定负责信访工作的领导和工作人员。
    """
    return (
        when(is_police(given.by), below(given.to, given.by), given.attested(Fact.HEAVY_LOAD))
        .hold(given.attested(Fact.STAFF_NAMED))
        .on(given.to)
    )


# ---- art. 14: what the petition office does ------------------------------------------------------


@rule("PS-14.1", article="14 (1)", modality=Modality.OBLIGATION)
def what_is_raised_with_the_police_is_registered(raised: Submit) -> Claim:
    """The petition office of a public security organ registers what is raised with the organ.

    公安机关信访部门应登记收到的信访事项。

    Accepting is PS-10.2a. Fifteen days: the article on sorting, from outside the given text.
    """
    return (
        when(is_police(raised.to))
        .require(some(Registered, lambda r: r.answers(raised) & one_house(r.by, raised.to)))
        .by(period(raised.received).plus(REGISTRATION_DAYS))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


def same_house_or_unit(who: Party, organ: Party) -> F:
    """The party is the organ, its petition office or one of its departments."""
    return one_house(who, organ) | below(who, organ)


@rule("PS-14.2", article="14 (2)", modality=Modality.OBLIGATION)
def an_accepted_matter_is_given_to_a_department_or_handled(accepted: Accept) -> Claim:
    """The petition office gives an accepted matter to the department it falls to, or handles it
    itself.

    信访部门对已受理的事项，应按职责分工交有关部门、警种办理，或者自行办理。

    The text sets no number of days.
    """

    def by_the_office(x: Act) -> F:
        return x.same_matter(accepted) & one_house(x.by, accepted.by)

    given = some(Refer, lambda r: by_the_office(r) & below(r.to, accepted.by))
    itself = some(Handling, by_the_office)
    return (
        when(is_police(accepted.by))
        .require(given | itself)
        .by(period(accepted.day).plus(limit(D_PS_REFER)))
        .unless("withdrawal", withdrawal(accepted))
        .on(accepted.by)
    )


@rule("PS-14.3", article="14 (3)", modality=Modality.OBLIGATION)
def important_matters_are_coordinated(accepted: Accept) -> Claim:
    """The petition office coordinates the handling of an important matter.

    信访部门应协调处理重要信访事项。

    No number of days: it is open until it comes.
    """
    return (
        when(is_police(accepted.by), accepted.attested(Fact.IMPORTANT))
        .require(
            some(
                Coordinate,
                lambda c: c.same_matter(accepted) & one_house(c.by, accepted.by),
            )
        )
        .unless("withdrawal", withdrawal(accepted))
        .on(accepted.by)
    )


def superior_police(sent: Assign) -> F:
    """Whoever assigns is a police organ, or the petition office of one, above the assigned."""
    return is_police(sent.by) & higher(sent.by, sent.to)


def contrary_order(sent: Assign) -> F:
    """Another superior, whose order comes first, has assigned the matter to the same organ
    (PS3_PRIORITY)."""

    def comes_first(other: Assign) -> F:
        police_first = is_police(other.by) & ~is_police(sent.by)
        return choose(
            {
                Allocation.TERRITORY: ~is_police(other.by) & is_police(sent.by),
                Allocation.LEVEL: higher(other.by, sent.by),
                Allocation.LINE: police_first,
            }
        )

    def contrary(other: Assign) -> F:
        same = other.same_matter(sent) & one_house(other.to, sent.to)
        return same & other.attested(Fact.CONTRARY_ORDER) & comes_first(other)

    return some(Assign, contrary, recorded_only=True)


@rule("PS-14.4", article="14 (4)", modality=Modality.OBLIGATION)
def the_result_of_a_matter_from_above_is_reported(sent: Assign) -> Claim:
    """A public security organ that a superior organ assigned a matter with a limit reports the
    result within it.

    承办上级交办的信访事项，应在所定期限内报告办理结果。

    Where two superiors give contrary orders only one can be carried out: see PS3_PRIORITY.
    """
    from_above = choose(
        {
            Superiors.BOTH: higher(sent.by, sent.to),
            Superiors.POLICE_LINE: superior_police(sent),
        }
    )
    return (
        when(is_police(sent.to), from_above, sent.has_limit)
        .require(
            some(
                ResultReported,
                lambda r: r.answers(sent) & goes_back(r, sent),
            )
        )
        .by(sent.limit)
        .unless("returned", agreed_to_take_back(sent))
        .unless("another day set", another_day_set(sent))
        .unless("withdrawal", withdrawal(sent))
        .unless("the order of another superior comes first", contrary_order(sent))
        .on(sent.to)
    )


@rule("PS-14.5", article="14 (5)", modality=Modality.OBLIGATION)
def a_report_of_completion_from_below_is_checked(reported: ClosingReport, sent: Assign) -> Claim:
    """The petition office checks the report of completion on a matter it assigned to a lower public
    security organ.

    信访部门应审核下级公安机关就交办事项报送的办结报告。

    No number of days: it is open until it comes.
    """
    return (
        when(
            reported.answers(sent),
            goes_back(reported, sent),
            is_police(sent.by),
            is_police(sent.to),
            higher(sent.by, sent.to),
        )
        .require(
            some(
                CheckReport,
                lambda c: c.answers(reported) & one_house(c.by, sent.by),
            )
        )
        .on(sent.by)
    )


@rule("PS-14.6", article="14 (6)", modality=Modality.OBLIGATION)
def the_petitioner_learns_the_result(came: Result) -> Claim:
    """The petition office replies to the petitioner in writing on the result of handling, and tells
    the petitioner of a refusal.

    信访部门应将办理情况书面答复或者告知信访人。

    The text sets no number of days.
    """

    def for_the_organ(by: Party) -> F:
        office = is_police(by) & (one_house(by, came.by) | below(came.by, by))
        return choose({Issuer.OFFICE: office, Issuer.DEPARTMENT: office | (by == came.by)})

    def to_the_petitioner(x: WrittenReply | Informing) -> F:
        mine = x.same_matter(came) & x.to.in_(came.matter.petitioners)
        return mine & for_the_organ(x.by) & (came.day <= x.day)

    replied = some(WrittenReply, lambda x: to_the_petitioner(x) & x.written)
    informed = some(Informing, to_the_petitioner)
    either = replied | informed
    refused = came.is_a(NotAccepted)
    return (
        when(of_the_police(came.by), can_be_told(came))
        .require(
            choose(
                {
                    ReplyOrInform.BY_OUTCOME: replied | (refused & informed),
                    ReplyOrInform.FREE_CHOICE: either,
                }
            )
        )
        .by(period(came.day).plus(limit(D_PS_REPLY)))
        .unless("withdrawal", withdrawal(came))
        .on(came.by)
    )


@rule("PS-14.7", article="14 (7)", modality=Modality.OBLIGATION)
def an_overdue_department_is_pressed(given: Refer) -> Claim:
    """The petition office presses a department that has not answered within the limit set.

    信访部门应督促逾期未回复的部门。

    The text sets no number of days.
    """

    def answered(by: Day) -> F:
        return some(
            InternalReply,
            lambda r: r.answers(given) & by_the_department(r, given) & (r.day <= by),
        )

    def pressed(p: Press) -> F:
        ours = p.same_matter(given) & acts_for(p.by, given.by, towards=given.to)
        return ours & (given.limit < p.day)

    due = period(given.limit).plus(limit(D_PS_URGE))
    return (
        when(is_police(given.by), between_two(given), given.has_limit, ~answered(given.limit))
        .require(some(Press, pressed))
        .by(due)
        .unless("answered meanwhile", answered(due.end))
        .unless("withdrawal", withdrawal(given))
        .on(given.by)
    )


@rule("PS-14.8", article="14 (8)", modality=Modality.OBLIGATION)
def wrongdoing_found_is_reported(found: Finding) -> Claim:
    """The petition office reports wrongdoing of an officer that it finds to a department that may
    look into it, not to the denounced.

    信访工作中发现民警违法违纪的，应向有关部门反映，不得交由被反映者。

    The text sets no number of days.
    """

    def to_an_overseer(r: ReportWrongdoing) -> F:
        overseer = acts_as(
            r.to, lambda g: g.of_kind(OrganKind.DISCIPLINE_INSPECTION, OrganKind.SUPERVISORY)
        )
        involved = is_one_of(r.to, found.matter.accused)
        return r.same_matter(found) & one_house(r.by, found.by) & overseer & ~involved

    return (
        when(is_police(found.by), found.fact.is_(Fact.WRONGDOING), found.value)
        .require(some(ReportWrongdoing, to_an_overseer))
        .by(period(found.day).plus(limit(D_PS_WRONG)))
        .on(found.by)
    )


@rule("PS-14.9", article="14 (9)", modality=Modality.OBLIGATION)
def what_petitions_show_leads_to_proposals(found: Finding) -> Claim:
    """The petition office that sees a trend in petitions proposes how police work can be done
    better.

    信访部门分析发现趋势性问题的，应及时提出加强和改进公安工作的建议。

    The text sets no number of days.
    """
    return (
        when(is_police(found.by), found.fact.is_(Fact.TREND), found.value)
        .require(some(Propose, lambda p: p.answers(found) & one_house(p.by, found.by)))
        .by(period(found.day).plus(limit(D_PS_ADV)))
        .on(found.by)
    )
