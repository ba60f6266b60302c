"""The 2005 Regulations on raising and taking up a matter (arts. 14-27)."""

from __future__ import annotations

from constraints.acts import (
    Accept,
    Acceptance,
    Assign,
    DetermineAcceptor,
    Dispute,
    Forwarding,
    Notice,
    PassingOn,
    PointingOn,
    RefusalNotice,
    Refuse,
    Register,
    Submit,
)
from constraints.acts_receiving import (
    Guide,
    PassedOnOrConcluded,
    PassedUpOrOn,
    Raised,
    RecordOral,
    Report,
    TakeMeasure,
)
from constraints.acts_ways import Conclusion
from constraints.claims import not_accepted_above_while_handled
from constraints.notices import nobody_to_tell, says_where, told_before
from constraints.parties import acts_as, between_two, continues, inside, one_of
from constraints.readings import BarChannel, VisitTarget
from constraints.regulations_2005.bound import (
    administrative,
    for_an_administrative_organ,
    whether_accepted,
)
from constraints.regulations_2022.chapter_5 import answered_before
from constraints.regulations_2022.received import (
    accepted_by_another,
    barred,
    first_done,
    grave,
    is_visit,
    of_the_two_levels,
    raised_there_before,
    sent_to_another,
    stands_by,
    to_the_heads,
)
from constraints.sources import R05
from constraints.superiors import has_common_superior, is_common_superior, settles
from constraints.terms import (
    NOTICE_DAYS,
    in_hand_here,
    is_one_of,
    is_petition_office,
    told_on,
    withdrawal,
)
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    PETITIONERS,
    TRUE,
    WHOEVER_DID_IT,
    Claim,
    F,
    Party,
    Period,
    choose,
    period,
    some,
    some_organ,
    when,
)
from model.organs.hierarchy import Relation
from model.words import Content, Fact, OrganKind

rule = rules_of(R05)

OUTSIDE = (OrganKind.CONGRESS, OrganKind.COURT, OrganKind.PROCURATORATE)
"""Bodies to which the 2005 Regulations send the petitioner (art. 15)."""


def bound(organ: Party) -> F:
    """The organ is administrative or a petition office, but not that of another body's."""
    return administrative(organ) | is_petition_office(organ)


# ---- arts. 14-18: how a matter is raised ---------------------------------------------------------


@rule("R05-14.2", article="14 ¶2", modality=Modality.OBLIGATION)
def what_other_procedures_settle_is_raised_there(raised: Submit) -> Claim:
    """What litigation, arbitration or reconsideration is to settle is not raised as a petition with
    administrative organs.

    应当通过诉讼、仲裁、复议解决的诉求，不作为信访事项向行政机关提出。
    """
    return when(raised.matter.litigation).hold(~bound(raised.to)).on(PETITIONERS)


def of_congress_or_justice(s: Submit) -> F:
    """Only people's congresses, courts or procuratorates are competent."""
    theirs = one_of(s.matter.competent, lambda q: q.of_kind(*OUTSIDE))
    return theirs & ~one_of(s.matter.competent, lambda q: ~q.of_kind(*OUTSIDE))


@rule("R05-15", article="15", modality=Modality.OBLIGATION)
def matters_of_congress_and_justice_are_raised_with_them(raised: Submit) -> Claim:
    """Matters within the powers of people's congresses, courts or procuratorates are raised with
    them.

    属于人大、法院、检察院职权的事项，向其分别提出。
    """
    theirs = acts_as(raised.to, lambda g: g.of_kind(*OUTSIDE))
    return when(of_congress_or_justice(raised)).hold(theirs).on(PETITIONERS)


@rule("R05-16a", article="16", modality=Modality.OBLIGATION)
def a_visit_is_paid_to_the_competent_level_or_the_next(visit: Raised) -> Claim:
    """A visit is paid to a competent organ or one next above it.

    走访应向有权的本级或者上一级机关提出。
    """
    competent = visit.matter.competent
    strict = one_of(competent, lambda q: stands_by(visit.to, q))
    level = one_of(competent, lambda q: of_the_two_levels(visit.to, q))
    target = choose({VisitTarget.COMPETENT_OR_NEXT: strict, VisitTarget.ANY_OF_LEVELS: level})
    return when(is_visit(visit), ~visit.matter.litigation).hold(target).on(PETITIONERS)


@rule("R05-16b", article="16", modality=Modality.PROHIBITION)
def a_higher_organ_does_not_accept_a_matter_being_handled(
    first: Acceptance, again: Submit
) -> Claim:
    """While a lower organ handles a matter within its limit, an organ above it does not accept it
    again.

    下级在期限内办理的事项，同一信访人又向其上级提出的，上级不得再行受理。

    The sentence stands in the article on visits (IP-12).
    """
    channel = choose({BarChannel.ALL: TRUE, BarChannel.VISITS: is_visit(again)})
    return not_accepted_above_while_handled(
        first, again, administrative(first.by) & bound(again.to) & channel
    )


@rule("R05-17", article="17 ¶2", modality=Modality.OBLIGATION)
def what_is_said_is_written_down(raised: Raised, done: PassedOnOrConcluded) -> Claim:
    """A request raised by word of mouth is written down by the organ that hears it.

    口头提出的诉求，听取的机关须作成记录。

    No day is set: written down late is written down. It is judged once the organ has passed the
    matter on or concluded it.
    """
    recorded = some(RecordOral, lambda r: r.answers(raised) & continues(r.by, raised.to))
    request = raised.matter.kind.is_("appeal", "accusation")
    return (
        when(raised.oral, request, bound(raised.to), first_done(done, raised))
        .hold(recorded)
        .on(raised.to)
    )


@rule("R05-18.1", article="18 ¶1", modality=Modality.OBLIGATION)
def a_visit_is_paid_at_the_place_for_it(visit: Raised) -> Claim:
    """A visit is paid at a place set up or named for reception.

    走访应到设立或者指定的接待场所。
    """
    return when(is_visit(visit), bound(visit.to)).hold(visit.designated_place).on(PETITIONERS)


# ---- art. 21: petition offices -------------------------------------------------------------------


def fifteen_days(received: Submit | Forwarding) -> Period:
    """The 15 days from receipt."""
    return period(received.received).plus(NOTICE_DAYS)


def not_for_petition_work(s: Submit) -> F:
    """It belongs to congress, courts, procuratorates or another procedure: refused and pointed
    on."""
    return s.matter.litigation | of_congress_or_justice(s)


def registered(raised: Submit) -> F:
    """The receiver entered it in its register: that has no limit of its own and no place in the
    order of acts, so entered late is entered."""
    return some(
        Register,
        lambda r: r.answers(raised) & continues(r.by, raised.to),
        at=lambda _: raised.received,
    )


@rule("R05-21.1a", article="21 ¶1", modality=Modality.OBLIGATION)
def a_petition_office_registers_and_passes_on_in_fifteen_days(raised: Submit) -> Claim:
    """A petition office enters what it receives in its register and, within 15 days of receipt,
    transfers or assigns it or, if it is grave, reports it for decision.

    信访机构收到事项，须予登记，并自收到起十五日内转送、交办；重大或紧急的，可报请决定。
    """

    def disposed(d: PassedUpOrOn) -> F:
        up = d.is_a(Report) & grave(d) & to_the_heads(Report(d.var))
        right = sent_to_another(d, raised.to) | up
        return d.answers(raised) & continues(d.by, raised.to) & right

    return (
        when(
            is_petition_office(raised.to),
            ~not_for_petition_work(raised),
            ~raised_there_before(raised),
            ~barred(raised),
        )
        .require(some(PassedUpOrOn, disposed) & registered(raised))
        .by(fifteen_days(raised))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("R05-21.1b", article="21 ¶1 (1)", modality=Modality.OBLIGATION)
def what_is_for_others_is_pointed_there_in_fifteen_days(raised: Submit) -> Claim:
    """What belongs to congress, courts, procuratorates or another legal procedure is not passed on:
    the petition office tells the petitioner within 15 days where to turn.

    属人大、法院、检察院或者其他法定途径的，十五日内告知信访人依法向有关机关提出。
    """

    def told(n: Notice) -> F:
        where = n.is_a(PointingOn) | (n.is_a(RefusalNotice) & says_where(n))
        return n.answers(raised) & continues(n.by, raised.to) & where

    shown = some(Guide, lambda g: g.answers(raised) & continues(g.by, raised.to))
    return (
        when(
            is_petition_office(raised.to),
            not_for_petition_work(raised),
            ~raised_there_before(raised),
            raised.has_name | raised.has_address | raised.has_contact,
        )
        .require((some(Notice, told, at=told_on) | shown) & registered(raised))
        .by(fifteen_days(raised))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("R05-21.1c", article="21 ¶1 (3)", modality=Modality.OBLIGATION)
def a_matter_about_a_lower_organ_goes_to_it_directly(sent: Forwarding, raised: Submit) -> Claim:
    """What a petition office passes down goes directly to a competent organ and, if it is
    transferred and not assigned (item 4), with a copy to the petition office next below (IP-20).

    涉及下级的事项，直接转送有权机关，并抄送下一级信访机构。
    """
    down = sent.by.above(sent.to)
    copied = one_of(
        sent.copy_to,
        lambda c: c.of_kind(OrganKind.PETITION_OFFICE) & sent.by.next_above(c),
    )
    return (
        when(
            sent.answers(raised),
            is_petition_office(sent.by),
            continues(sent.by, raised.to),
            down,
        )
        .hold(is_one_of(sent.to, sent.matter.competent) & (copied | sent.is_a(Assign)))
        .on(sent.by)
    )


@rule("R05-21.2", article="21 ¶2", modality=Modality.OBLIGATION)
def whether_a_forwarded_matter_is_accepted_is_told_in_fifteen_days(sent: Forwarding) -> Claim:
    """An administrative organ tells the petitioner in writing, within 15 days of receipt, whether
    what a petition office passed on to it is accepted.

    收到信访机构转送、交办的事项，十五日内决定是否受理并书面告知信访人。
    """
    return (
        when(
            administrative(sent.to),
            is_petition_office(sent.by),
            ~is_petition_office(sent.to),
            between_two(sent),
            ~nobody_to_tell(sent),
            ~told_before(sent),
        )
        .require(some(Notice, lambda n: whether_accepted(n, sent, sent.to), at=told_on))
        .by(fifteen_days(sent))
        .unless("withdrawal", withdrawal(sent))
        .unless("another acceptor", accepted_by_another(sent))
        .on(sent.to)
    )


# ---- arts. 22-25: other administrative organs ----------------------------------------------------


@rule("R05-22.1a", article="22 ¶1", modality=Modality.OBLIGATION)
def what_an_organ_concludes_stands_in_its_register(raised: Submit, done: Conclusion) -> Claim:
    """What was raised with an administrative organ and is concluded stands in its register.

    行政机关对直接收到的事项，须予登记；办结而始终未登记的，即为违反。

    No day is set, nor an order: entered late is entered, and until the end nothing is broken.
    """
    entered = registered(raised)
    return when(administrative(raised.to), first_done(done, raised)).hold(entered).on(raised.to)


@rule("R05-22.1b", article="22 ¶1", modality=Modality.PROHIBITION)
def a_matter_within_ones_powers_is_not_refused(raised: Submit) -> Claim:
    """An administrative organ does not refuse a matter within its powers, unless it may not be
    accepted again or belongs to another procedure.

    属本机关职权的事项应予受理；依法不得再受理或者应循其他途径的除外。
    """

    def of_its_own(r: Refuse | RefusalNotice) -> F:
        return r.answers(raised) & is_one_of(r.by, raised.matter.competent) & administrative(r.by)

    taken = barred(raised) | in_hand_here(raised) | answered_before(raised)
    free = not_for_petition_work(raised) | taken
    refused = some(Refuse, of_its_own) | some(RefusalNotice, of_its_own)
    return when().forbid(refused & ~free).on(WHOEVER_DID_IT)


@rule("R05-22.1c", article="22 ¶1", modality=Modality.OBLIGATION)
def a_matter_for_others_is_pointed_to_the_competent_organ(raised: Submit, told: Notice) -> Claim:
    """An administrative organ without powers tells the petitioner which organ to turn to.

    不属本机关职权的，告知信访人向有权机关提出。
    """

    def pointing(n: Notice) -> F:
        where = n.is_a(PointingOn) | n.states(Content.ORGAN)
        return n.answers(raised) & continues(n.by, raised.to) & where

    superior = one_of(raised.matter.competent, raised.to.above)  # R05-16b says when it may not
    accepted = some(Accept, lambda a: a.answers(raised) & continues(a.by, raised.to))
    taken_up_above = superior & accepted
    return (
        when(
            administrative(raised.to),
            ~is_one_of(raised.to, raised.matter.competent),
            told.answers(raised),
            continues(told.by, raised.to),
        )
        .hold(some(Notice, pointing) | taken_up_above)
        .on(raised.to)
    )


@rule("R05-23", article="23", modality=Modality.PROHIBITION)
def a_denunciation_does_not_reach_the_denounced(passed: PassingOn) -> Claim:
    """Administrative organs and their staff neither show nor pass on denunciations to whom they
    denounce.

    行政机关和工作人员不得让被检举者拿到检举材料，也不得让其知道所述内容。
    """
    accused = passed.matter.accused

    def for_the_denounced(p: Party) -> F:
        theirs = one_of(accused, lambda a: a.related(Relation.UNIT_OF, p) | inside(p, a))
        return p.in_(accused) | theirs

    reached = for_the_denounced(passed.to) | one_of(passed.copy_to, for_the_denounced)
    staff = some_organ(
        lambda q: administrative(q) & q.related(Relation.UNIT_OF, passed.by), at=passed.day
    )
    return (
        when(passed.contains_denunciation, ~passed.redacted, bound(passed.by) | staff)
        .forbid(reached)
        .on(WHOEVER_DID_IT)
    )


@rule("R05-24", article="24", modality=Modality.COMPETENCE)
def a_dispute_is_decided_by_the_common_superior(
    dispute: Dispute, decided: DetermineAcceptor
) -> Claim:
    """A dispute about who accepts is decided by an administrative organ next above all of them, if
    there is one.

    受理争议由各方共同的上一级行政机关决定。
    """
    superior = is_common_superior(decided.by, dispute.parties, decided.day)
    return (
        when(settles(decided, dispute), has_common_superior(dispute.parties, decided.day))
        .hold(superior & for_an_administrative_organ(decided.by))
        .on(decided.by)
    )


@rule("R05-25", article="25", modality=Modality.COMPETENCE)
def whoever_carries_on_the_functions_accepts(accepted: Accept) -> Claim:
    """Where the organ that should deal with a matter was split, merged or abolished, it is accepted
    by an organ that carries on its functions, or by another competent one that still stands.

    有权机关分立、合并或撤销后，由承继其职权的机关受理；另有尚存的有权机关的，也可由其受理。
    """

    def gone(q: Party) -> F:
        return some_organ(lambda s: s.succeeds(q), at=accepted.day)

    def in_place_of(organ: Party, q: Party) -> F:
        return organ.succeeds(q) | ((organ == q) & ~gone(q))

    competent = accepted.matter.competent
    return (
        when(administrative(accepted.by), one_of(competent, gone))
        .hold(acts_as(accepted.by, lambda g: one_of(competent, lambda q: in_place_of(g, q))))
        .on(accepted.by)
    )


# ---- arts. 26-27: grave matters ------------------------------------------------------------------


def alarming(raised: Submit) -> F:
    """Serious or urgent, and attested to be likely to stir society."""
    return grave(raised) & raised.attested(Fact.SOCIAL_IMPACT)


@rule("R05-26-27a", article="26 ¶1", modality=Modality.OBLIGATION)
def a_grave_matter_is_reported_at_once(raised: Submit) -> Claim:
    """A government that learns of a grave matter reports it to the government above; a department
    to its own government and to the department above.

    政府接报后报上一级政府；部门报本级政府和上一级主管部门。

    The text says "at once" and no more (IP-30): until it is done it is pending, never broken.
    """

    def reported(d: Report) -> F:
        return d.answers(raised) & continues(d.by, raised.to) & between_two(d)

    def above(g: Party) -> F:
        return g.of_kind(OrganKind.GOVERNMENT) & g.next_above(raised.to)

    def in_line(d: Report, g: Party) -> F:
        lower = Relation.SUBORDINATE_IN_SYSTEM
        return acts_as(d.by, lambda q: q.related(lower, g))

    government = raised.to.of_kind(OrganKind.GOVERNMENT, OrganKind.TOWNSHIP)
    up = some(Report, lambda d: reported(d) & acts_as(d.to, above))
    own = some(Report, lambda d: reported(d) & to_the_heads(d))
    line = some(Report, lambda d: reported(d) & acts_as(d.to, lambda g: in_line(d, g)))
    told = (government & up) | (~government & own & line)
    return when(alarming(raised), administrative(raised.to)).require(told).on(raised.to)


@rule("R05-26-27b", article="27", modality=Modality.OBLIGATION)
def something_is_done_about_a_grave_matter(raised: Submit) -> Claim:
    """The administrative organ that receives such a matter does what its powers allow to keep harm
    away.

    收到此类事项的行政机关，须在职权内采取措施，防止不良后果。

    No time is set: one measure satisfies it, none leaves it pending.
    """
    done = some(TakeMeasure, lambda m: m.answers(raised) & continues(m.by, raised.to))
    return when(alarming(raised), administrative(raised.to)).require(done).on(raised.to)
