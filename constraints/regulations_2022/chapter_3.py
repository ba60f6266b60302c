"""Chapter III: raising a matter and taking it up (arts. 17-26)."""

from __future__ import annotations

from constraints.acts import (
    Acceptance,
    Assign,
    ClosingReport,
    ConsentReturn,
    DetermineAcceptor,
    Dispute,
    Feedback,
    Forwarding,
    GivingAway,
    Notice,
    Object,
    ObjectionDecided,
    ReceiptNotice,
    ResultReport,
    ReturnMaterials,
    Submit,
)
from constraints.acts_receiving import Allotted
from constraints.claims import few_representatives, not_accepted_above_while_handled
from constraints.notices import passed_on_by_its_office, told_before
from constraints.parties import acts_for, between_two, continues, goes_back, one_of
from constraints.readings import ConsultationClock, ObjectionClock
from constraints.regulations_2022.received import accepted_by_another, in_the_system_below
from constraints.sources import R22
from constraints.superiors import (
    has_common_superior,
    is_common_superior,
    is_joint_conference_of,
    settles,
)
from constraints.terms import (
    NOTICE_DAYS,
    clear_identity,
    each_told,
    in_hand_here,
    is_one_of,
    is_petition_office,
    told_on,
    under_rules_of_its_own,
    withdrawal,
)
from model.logic import nodes as n
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    FALSE,
    TRUE,
    WORKING_DAYS,
    Claim,
    F,
    choose,
    days_covered,
    period,
    some,
    when,
)
from model.words import OrganKind

rule = rules_of(R22)

OBJECTION_DAYS = 5


@rule("R22-19.3", article="19 ¶3", modality=Modality.PROHIBITION)
def a_higher_organ_does_not_accept_a_matter_being_handled(
    first: Acceptance, again: Submit
) -> Claim:
    """While a lower organ handles a matter within its limit, an organ above it does not accept it
    again.

    下级在期限内办理的事项，同一信访人又向其上级提出的，上级不得再行受理。
    """
    return not_accepted_above_while_handled(first, again)


@rule("R22-20.3", article="20 ¶3", modality=Modality.OBLIGATION)
def joint_visitors_send_at_most_five_representatives(visit: Submit) -> Claim:
    """Several people who visit on one matter elect representatives, one to five of them.

    多人走访同一事项的，须推选一至五名代表。
    """
    return few_representatives(visit)


def about(act: GivingAway | ConsentReturn, sent: Forwarding) -> F:
    """The act is about what was passed on: directly, or about the objection to it."""
    return act.answers(sent) | some(Object, lambda o: act.answers(o) & o.answers(sent))


def agreed_to_take_back(sent: Forwarding) -> F:
    """Whoever passed the matter on agreed to take it back (art. 23 ¶3)."""
    return some(ConsentReturn, lambda c: about(c, sent) & by_the_sender(c, sent))


def by_the_sender(c: ConsentReturn, sent: Forwarding) -> F:
    """Whoever passed the matter on consents: not the receiver for its own petition office."""
    return acts_for(c.by, sent.by, towards=sent.to)


def another_day_set(sent: Assign) -> F:
    """While the day ran whoever assigned the matter assigned it to the same organ again, with
    another: the day is the assigner's own."""

    def again(x: Assign) -> F:
        by_it = acts_for(x.by, sent.by, towards=sent.to)
        to_it = acts_for(x.to, sent.to, towards=sent.by)
        return x.same_matter(sent) & by_it & to_it & sent.precedes(x) & x.has_limit

    return some(Assign, again, recorded_only=True)


def reported_back(x: Feedback | ResultReport | ClosingReport, sent: Assign) -> F:
    """Whoever was assigned the matter, or carries on, reports on it to whoever assigned it."""
    return x.answers(sent) & goes_back(x, sent)


@rule("R22-22.1(3)a", article="22 ¶1 (3)", modality=Modality.OBLIGATION)
def the_result_of_an_assigned_matter_is_fed_back_within_the_limit(sent: Assign) -> Claim:
    """An organ that was assigned a matter with a limit feeds the result back within it.

    交办并限期的事项，承办单位须在限期内反馈结果。

    Whoever hands in the closing report has fed the result back.
    """

    fed_back = some(Feedback, lambda f: reported_back(f, sent))
    result = some(ResultReport, lambda r: reported_back(r, sent))
    closing = some(ClosingReport, lambda r: reported_back(r, sent))
    return (
        when(sent.has_limit, between_two(sent))
        .require(fed_back | result | closing)
        .by(sent.limit)
        .unless("returned", agreed_to_take_back(sent))
        .unless("another day set", another_day_set(sent))
        .unless("withdrawal", withdrawal(sent))
        .on(sent.to)
    )


@rule("R22-22.1(3)b", article="22 ¶1 (3)", modality=Modality.OBLIGATION)
def a_closing_report_on_an_assigned_matter_comes_within_the_limit(sent: Assign) -> Claim:
    """An organ that was assigned a matter with a limit hands in a closing report within it.

    交办并限期的事项，承办单位须在限期内报送结案情况。

    A result reported in writing is such a report too.
    """
    closing = some(ClosingReport, lambda r: reported_back(r, sent))
    written = some(ResultReport, lambda r: reported_back(r, sent) & r.written)
    return (
        when(sent.has_limit, between_two(sent))
        .require(closing | written)
        .by(sent.limit)
        .unless("returned", agreed_to_take_back(sent))
        .unless("another day set", another_day_set(sent))
        .unless("withdrawal", withdrawal(sent))
        .on(sent.to)
    )


def dispute_open(received: Submit | Forwarding) -> n.Suspension:
    """The days from a dispute about who accepts to its settlement, where these do not count
    (IP-28)."""
    stops = choose({ConsultationClock.RUNS: FALSE, ConsultationClock.SUSPENDED: TRUE})
    return days_covered(
        Dispute,
        Allotted,
        lambda d: d.same_matter(received) & received.to.in_(d.parties) & stops,
    )


@rule("R22-23.2", article="23 ¶2", modality=Modality.OBLIGATION)
def a_matter_raised_directly_is_answered_in_fifteen_days(raised: Submit) -> Claim:
    """An organ other than a petition office tells the petitioner in writing, within 15 days of
    receipt, what becomes of a matter raised with it, unless name or address is unclear.

    信访部门以外的机关对直接收到的事项，自收到起十五日内书面告知信访人；姓名或住址不清的不在此限。
    """

    def written(n: Notice) -> F:
        return n.answers(raised) & continues(n.by, raised.to) & n.written

    return (
        when(
            ~is_petition_office(raised.to),
            ~in_hand_here(raised),
            clear_identity(raised, direct=True),
            ~under_rules_of_its_own(raised.to, raised),
        )
        .require(
            each_told(
                raised.petitioners,
                raised.joint,
                lambda p: some(Notice, lambda n: written(n) & (n.to == p), at=told_on),
                some(Notice, lambda n: written(n) & n.to.in_(raised.petitioners), at=told_on),
            )
        )
        .by(period(raised.received).plus(NOTICE_DAYS).without(dispute_open(raised)))
        .unless("passed on by its petition office", passed_on_by_its_office(raised))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


def forwarded_by_office_or_superior(sent: Forwarding) -> F:
    """Art. 23 ¶3 binds organs other than petition offices, and is about what a petition office, or
    a superior of one's own system, passes on to them."""
    superior = in_the_system_below(sent.to, sent.by)
    passed_on = is_petition_office(sent.by) | superior
    return ~is_petition_office(sent.to) & passed_on & between_two(sent)


def competent(sent: Forwarding) -> F:
    """The receiver is one of the organs competent for the matter."""
    return is_one_of(sent.to, sent.matter.competent)


def objection_open(sent: Forwarding) -> n.Suspension:
    """The days from an objection to the decision about it, where these do not count (IP-24)."""
    stops = choose({ObjectionClock.RUNS: FALSE, ObjectionClock.SUSPENDED: TRUE})
    return days_covered(Object, ObjectionDecided, lambda o: o.answers(sent) & stops)


def subordinate_competent(sent: Forwarding) -> F:
    """A lower organ of the receiver's system is competent."""
    return one_of(sent.matter.competent, lambda q: in_the_system_below(q, sent.to))


@rule("R22-23.3a", article="23 ¶3", modality=Modality.OBLIGATION)
def a_forwarded_matter_of_ones_own_is_answered_in_fifteen_days(sent: Forwarding) -> Claim:
    """An organ competent for a matter passed on to it tells the petitioner in writing, within 15
    days of receipt, that it has it and how it will be dealt with.

    对转来的本机关职权内事项，自收到起十五日内书面告知信访人已收到及如何处理。
    """

    def written(n: ReceiptNotice) -> F:
        return n.answers(sent) & continues(n.by, sent.to) & n.written

    return (
        when(
            forwarded_by_office_or_superior(sent),
            competent(sent),
            some(Submit, lambda s: sent.answers(s) & clear_identity(s, direct=False)),
            ~under_rules_of_its_own(sent.to, sent),
            ~told_before(sent),
        )
        .require(
            each_told(
                sent.matter.petitioners,
                some(Submit, lambda s: sent.answers(s) & s.joint, recorded_only=True),
                lambda p: some(ReceiptNotice, lambda n: written(n) & (n.to == p), at=told_on),
                some(
                    ReceiptNotice,
                    lambda n: written(n) & n.to.in_(sent.matter.petitioners),
                    at=told_on,
                ),
            )
        )
        .by(
            period(sent.received)
            .plus(NOTICE_DAYS)
            .without(objection_open(sent))
            .without(dispute_open(sent))
        )
        .unless("withdrawal", withdrawal(sent))
        .unless("another acceptor", accepted_by_another(sent))
        .on(sent.to)
    )


@rule("R22-23.3b", article="23 ¶3", modality=Modality.OBLIGATION)
def an_organ_without_competence_objects_in_five_working_days(sent: Forwarding) -> Claim:
    """A matter passed on that is outside one's own powers and system is objected to, with reasons,
    within five working days of receipt.

    转来的事项不属本机关和本系统职权的，自收到起五个工作日内说明理由提出异议。
    """
    return (
        when(
            forwarded_by_office_or_superior(sent),
            ~competent(sent),
            ~subordinate_competent(sent),
            ~(sent.matter.litigation & sent.to.of_kind(OrganKind.PARTY_DEPARTMENT)),  # art. 22 ¶2
        )
        .require(some(Object, lambda o: o.answers(sent) & goes_back(o, sent) & o.reasons_given))
        .by(period(sent.received).plus(OBJECTION_DAYS, WORKING_DAYS))
        .on(sent.to)
    )


@rule("R22-23.3c", article="23 ¶3", modality=Modality.CONDITION)
def materials_go_back_only_with_consent(returned: GivingAway, sent: Forwarding) -> Claim:
    """Materials passed on go back only after whoever passed them on has agreed; who objected to
    them does not pass them on to somebody else either.

    须经转送、交办方同意后，方可退回材料；提出异议的，也不得自行转给他人。
    """
    objected = some(
        Object, lambda o: o.answers(sent) & continues(o.by, returned.by) & o.precedes(returned)
    )
    agreed = some(
        ConsentReturn,
        lambda c: about(c, sent) & by_the_sender(c, sent) & c.precedes(returned),
    )
    return (
        when(
            about(returned, sent),
            acts_for(returned.by, sent.to, towards=sent.by),
            between_two(returned),
            returned.is_a(ReturnMaterials) | objected,
        )
        .hold(agreed)
        .on(returned.by)
    )


# ---- art. 24: who accepts ------------------------------------------------------------------------


@rule("R22-24.1b", article="24 ¶1", modality=Modality.COMPETENCE)
def a_dispute_is_decided_by_the_common_superior(
    dispute: Dispute, decided: DetermineAcceptor
) -> Claim:
    """A dispute about who accepts is decided by an organ next above all of them, if there is one.

    受理争议由各方共同的上一级决定。
    """
    return (
        when(
            settles(decided, dispute),
            has_common_superior(dispute.parties, decided.day),
        )
        .hold(is_common_superior(decided.by, dispute.parties, decided.day))
        .on(decided.by)
    )


@rule("R22-24.1c", article="24 ¶1", modality=Modality.COMPETENCE)
def without_a_common_superior_the_joint_conference_coordinates(
    dispute: Dispute, decided: DetermineAcceptor
) -> Claim:
    """Where no organ is next above all of them, their common joint conference settles who accepts.

    没有共同的上一级的，由共同的联席会议协调。
    """
    return (
        when(
            settles(decided, dispute),
            ~has_common_superior(dispute.parties, decided.day),
        )
        .hold(is_joint_conference_of(decided.by, dispute.parties, decided.day))
        .on(decided.by)
    )
