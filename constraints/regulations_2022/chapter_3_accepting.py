"""Chapter III, other organs and who accepts; grave matters; conduct (arts. 23-26)."""

from __future__ import annotations

from constraints.acts import (
    Accept,
    AnyNotice,
    Forwarding,
    Notice,
    ReceiptNotice,
    RefusalNotice,
    Register,
    Submit,
)
from constraints.acts_receiving import (
    Allotted,
    Conduct,
    Consult,
    Disposal,
    InformOther,
    NotifyPeer,
    Reorganised,
    Report,
    SpokenNotice,
    TakeMeasure,
    Whereabouts,
)
from constraints.readings import UrgentAddressees
from constraints.regulations_2022.chapter_3 import (
    competent,
    dispute_open,
    forwarded_by_office_or_superior,
    objection_open,
)
from constraints.regulations_2022.received import (
    HEADS,
    barred,
    first_disposal,
    first_of_its_matter,
    grave,
    lower_of_the_system_competent,
    to_the_heads,
)
from constraints.sources import R22
from constraints.terms import (
    NOTICE_DAYS,
    continues,
    is_petition_office,
    one_of,
    told_on,
    under_rules_of_its_own,
)
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    FALSE,
    WHOEVER_DID_IT,
    Claim,
    Day,
    F,
    Party,
    Period,
    all_of,
    choose,
    every,
    period,
    some,
    some_organ,
    when,
)
from model.organs.hierarchy import Relation
from model.words import Content, Fact, Level, OrganKind

rule = rules_of(R22)

# ---- art. 23: matters raised with other organs ---------------------------------------------------


@rule("R22-23.1a", article="23 ¶1", modality=Modality.OBLIGATION)
def an_organ_registers_what_is_raised_with_it(raised: Submit, done: Disposal) -> Claim:
    """An organ other than a petition office enters a matter raised with it in its register.

    信访部门以外的机关，对直接收到的事项须予登记。

    No day is set for it: it must stand there by the day the organ first does anything else with
    the matter. As long as it does nothing, this duty is not judged.
    """
    entered = some(
        Register,
        lambda r: r.answers(raised) & continues(r.by, raised.to) & (r.day <= done.day),
    )
    return (
        when(~is_petition_office(raised.to), first_disposal(done, raised))
        .hold(entered)
        .on(raised.to)
    )


def tells(told: AnyNotice, raised: Submit) -> F:
    """The receiver of a matter, an organ under art. 23, tells what becomes of it. Whether it tells
    at all, and in time, is for art. 23 ¶2 (R22-23.2); here what it says is judged. An organ barred
    from taking the matter up may say just that (IP-15)."""
    return all_of(
        ~is_petition_office(raised.to),
        ~under_rules_of_its_own(raised.to, raised),
        ~barred(raised),
        told.answers(raised),
        continues(told.by, raised.to),
    )


def of_its_own(raised: Submit) -> F:
    """The receiver is competent."""
    return raised.to.in_(raised.matter.competent)


def first_told(told: ReceiptNotice, received: Submit | Forwarding, last: Period) -> F:
    """It is the first notice, and it came in time: that it came late is another rule's breach."""
    earlier = some(ReceiptNotice, lambda n: n.answers(received) & (n.day < told.day))
    return ~earlier & (told.day <= last.end)


def everything_said(received: Submit | Forwarding, by: Party) -> F:
    """Receipt, way and procedure are told, in one notice or several."""

    def said(word: Content) -> F:
        return some(
            ReceiptNotice,
            lambda n: n.answers(received) & continues(n.by, by) & n.states(word),
            at=told_on,
        )

    return all_of(*(said(w) for w in (Content.RECEIPT, Content.ROUTE, Content.PROCEDURE)))


@rule("R22-23.1b", article="23 ¶1", modality=Modality.OBLIGATION)
def the_competent_organ_tells_receipt_route_and_procedure(
    raised: Submit, told: ReceiptNotice
) -> Claim:
    """An organ competent for what is raised with it tells the petitioner within 15 days that it has
    it, by which way and by which procedure it is dealt with, in one notice or several.

    属本机关职权的，十五日内的告知须有：已收到、处理途径、处理程序；可分次告知。
    """
    last = period(raised.received).plus(NOTICE_DAYS).without(dispute_open(raised))
    return (
        when(tells(told, raised), of_its_own(raised), first_told(told, raised, last))
        .require(everything_said(raised, raised.to))
        .by(last)
        .on(raised.to)
    )


@rule("R22-23.3a.2", article="23 ¶3", modality=Modality.OBLIGATION)
def what_is_told_of_a_forwarded_matter_is_receipt_route_and_procedure(
    sent: Forwarding, told: ReceiptNotice
) -> Claim:
    """An organ competent for a matter passed on to it tells within the 15 days that it has it, by
    which way and by which procedure it is dealt with, in one notice or several.

    对转来的本机关职权内事项，十五日内的告知须有：已收到、处理途径、处理程序；可分次告知。

    Whether it tells at all is for R22-23.3a; here what it says is judged.
    """
    last = (
        period(sent.received)
        .plus(NOTICE_DAYS)
        .without(objection_open(sent))
        .without(dispute_open(sent))
    )
    return (
        when(
            forwarded_by_office_or_superior(sent),
            competent(sent),
            ~under_rules_of_its_own(sent.to, sent),
            told.answers(sent),
            continues(told.by, sent.to),
            ~told.is_a(RefusalNotice),
            first_told(told, sent, last),
        )
        .require(everything_said(sent, sent.to))
        .by(last)
        .on(sent.to)
    )


@rule("R22-23.1c", article="23 ¶1", modality=Modality.OBLIGATION)
def a_matter_for_a_lower_organ_is_passed_on_and_the_petitioner_told_where(
    raised: Submit, told: Notice
) -> Claim:
    """Where a lower organ of its own system is competent, the receiver passes the matter on to a
    competent organ, at the latest when it tells the petitioner, and says where it went.

    属本系统下级职权的，至迟于告知时转送或交办有权机关，并说明去向。
    """
    passed_on = some(
        Forwarding,
        lambda f: (
            f.answers(raised)
            & continues(f.by, raised.to)
            & f.to.in_(raised.matter.competent)
            & (f.day <= told.day)
        ),
    )
    where = some(Whereabouts, lambda w: w.answers(raised) & continues(w.by, raised.to))
    return (
        when(tells(told, raised), ~of_its_own(raised), lower_of_the_system_competent(raised))
        .hold(passed_on & where)
        .on(raised.to)
    )


@rule("R22-23.1d", article="23 ¶1", modality=Modality.OBLIGATION)
def a_matter_for_others_is_pointed_to_the_competent_organ(raised: Submit, told: Notice) -> Claim:
    """Where neither it nor a lower organ of its system is competent, the receiver tells the
    petitioner which organ to turn to.

    本机关和本系统都无权处理的，告知信访人应向哪个机关提出。
    """
    pointed = some(InformOther, lambda i: i.answers(raised) & continues(i.by, raised.to))
    named = some(
        Notice,
        lambda n: n.answers(raised) & continues(n.by, raised.to) & n.states(Content.ORGAN),
    )
    return (
        when(tells(told, raised), ~of_its_own(raised), ~lower_of_the_system_competent(raised))
        .hold(pointed | named)
        .on(raised.to)
    )


@rule("R22-23.2a", article="23 ¶2", modality=Modality.OBLIGATION)
def who_is_told_on_the_spot_gets_it_in_writing(raised: Submit, told: SpokenNotice) -> Claim:
    """Whoever is told on the spot gets it in writing the same day.

    当场告知的，须同日以书面作出。

    Whether the organ could have told on the spot is nowhere attested; where it did, it could.
    """
    in_writing = some(
        Notice,
        lambda n: n.answers(raised) & continues(n.by, raised.to) & n.written & (n.day <= told.day),
    )
    return when(tells(told, raised), told.on_spot).hold(in_writing).on(raised.to)


# ---- art. 24: who accepts ------------------------------------------------------------------------


def one_of_several(a: Accept) -> F:
    """The matter touches the duties of the acceptor and of an organ it does not carry on."""
    others = one_of(a.matter.involves, lambda q: ~(continues(a.by, q) | q.succeeds(a.by)))
    return a.by.in_(a.matter.involves) & others


@rule("R22-24.1a", article="24 ¶1", modality=Modality.OBLIGATION)
def organs_concerned_agree_on_who_accepts(accepted: Accept) -> Claim:
    """Where a matter concerns several organs, the one that accepts it has been agreed on by all of
    them, or settled by whoever decides their dispute.

    涉及多个机关的，受理者须由各方事先商定，或者经有权者裁定。
    """

    def agreed(c: Consult) -> F:
        everybody = every(accepted.matter.involves, lambda q: q.in_(c.parties) | (q == c.by))
        chosen = one_of(c.result, lambda q: continues(accepted.by, q))
        return c.same_matter(accepted) & (c.day <= accepted.day) & everybody & chosen

    def settled(c: Allotted) -> F:
        chosen = one_of(c.result, lambda q: continues(accepted.by, q))
        return c.same_matter(accepted) & (c.day <= accepted.day) & chosen

    return (
        when(one_of_several(accepted))
        .hold(some(Consult, agreed) | some(Allotted, settled))
        .on(accepted.by)
    )


def gone(organ: Party, at: Day) -> F:
    """The organ has ended and another carries on its functions."""
    return some_organ(lambda s: s.succeeds(organ), at=at)


@rule("R22-24.2a", article="24 ¶2", modality=Modality.COMPETENCE)
def whoever_carries_on_the_functions_accepts(accepted: Accept) -> Claim:
    """Where the organ that should deal with a matter was split, merged or abolished, it is accepted
    by an organ that carries on its functions, or by another competent one that still stands.

    有权机关分立、合并或撤销后，由承继其职权的机关受理；另有尚存的有权机关的，也可由其受理。
    """

    def standing(q: Party) -> F:
        return (accepted.by == q) & ~gone(q, accepted.day)

    competent = accepted.matter.competent
    return (
        when(one_of(competent, lambda q: gone(q, accepted.day)))
        .hold(one_of(competent, lambda q: accepted.by.succeeds(q) | standing(q)))
        .on(accepted.by)
    )


@rule("R22-24.2b", article="24 ¶2", modality=Modality.COMPETENCE)
def without_a_successor_the_heads_of_its_level_accept(
    raised: Submit, ended: Reorganised, accepted: Accept
) -> Claim:
    """Where nobody carries on the functions of the organ that is gone, the government or party
    committee of its level accepts, or whom one of them names.

    无机关承继职权的，由原机关同级的党委、政府受理，或由其指定的机关受理。

    A reorganisation that records no new organ, with no successor in the tree, is what "unclear"
    means here; the level is that of the old organ on the day the matter was raised.
    """
    lost = one_of(
        raised.matter.competent,
        lambda q: q.in_(ended.old) & ~gone(q, accepted.day),
    )
    nobody = every(ended.new, lambda _: FALSE)

    def head(organ: Party) -> F:
        then = Party(organ.node, raised.day.node)
        beside = one_of(
            ended.old,
            lambda q: q.in_(raised.matter.competent) & then.related(Relation.SAME_LEVEL_BODY, q),
        )
        return organ.of_kind(*HEADS) & beside

    named = some(
        Allotted,
        lambda d: (
            d.same_matter(accepted)
            & (d.day <= accepted.day)
            & head(d.by)
            & one_of(d.result, lambda q: continues(accepted.by, q))
        ),
    )
    return (
        when(
            accepted.answers(raised),
            raised.precedes(ended),
            ended.precedes(accepted),
            lost,
            nobody,
        )
        .hold(head(accepted.by) | named)
        .on(accepted.by)
    )


# ---- art. 25: grave matters ----------------------------------------------------------------------


def its_conference(conference: Party, organ: Party) -> F:
    """The conference stands at the organ's level or, where none stands there, over it (art. 13
    ¶3)."""
    own = Relation.SAME_LEVEL_BODY
    there = some_organ(
        lambda q: q.of_kind(OrganKind.JOINT_CONFERENCE) & q.related(own, organ), at=Day(organ.at)
    )
    over = conference.related(Relation.CONFERENCE_OVER, organ)
    return conference.related(own, organ) | (over & ~there)


def alarming(raised: Submit) -> F:
    """Serious or urgent, and attested to be likely to stir society."""
    return grave(raised) & raised.attested(Fact.SOCIAL_IMPACT)


@rule("R22-25.1a", article="25 ¶1", modality=Modality.OBLIGATION)
def a_grave_matter_is_reported_and_made_known(raised: Submit) -> Claim:
    """A serious or urgent matter likely to stir society is reported to the government or committee
    of the organ's level and made known to the competent organ and to the joint conference there.

    可能影响社会的重大、紧急事项，须报告本级党委、政府，并通报主管部门和本级联席会议。

    The text says "in time" and no more (IP-30): until all is done it is pending, never broken. The
    conference stands for its office, which the tree does not draw.
    """

    def reported(d: Report) -> F:
        return d.answers(raised) & continues(d.by, raised.to) & to_the_heads(d)

    def to_the_competent(p: NotifyPeer) -> F:
        return p.answers(raised) & continues(p.by, raised.to) & p.to.in_(raised.matter.competent)

    def to_the_conference(p: NotifyPeer) -> F:
        conference = p.to.of_kind(OrganKind.JOINT_CONFERENCE) & its_conference(p.to, p.by)
        return p.answers(raised) & continues(p.by, raised.to) & conference

    heads = some(Report, reported)
    department = of_its_own(raised) | some(NotifyPeer, to_the_competent)
    everybody = heads & department & some(NotifyPeer, to_the_conference)
    told = choose({UrgentAddressees.ALL_THREE: everybody, UrgentAddressees.HEADS_ONLY: heads})
    return when(alarming(raised)).require(told).on(raised.to)


@rule("R22-25.1b", article="25 ¶1", modality=Modality.OBLIGATION)
def something_is_done_about_a_grave_matter(raised: Submit) -> Claim:
    """The organ that receives such a matter does what its powers allow to keep harm away.

    收到此类事项的机关，须在职权内采取措施，防止不良后果。

    No time is set and nobody measures whether it was enough: one measure satisfies it, none leaves
    it pending.
    """
    done = some(TakeMeasure, lambda m: m.answers(raised) & continues(m.by, raised.to))
    return when(alarming(raised)).require(done).on(raised.to)


@rule("R22-25.2", article="25 ¶2", modality=Modality.OBLIGATION)
def a_petition_office_reports_both_ways_at_once(raised: Submit, sent: Report) -> Claim:
    """A local petition office that reports a grave matter up its line reports it to the office
    above and to the State Bureau on one day; where these are the same, one report will do.

    地方信访部门就重大紧急事项上报的，同日报上一级信访部门和国家信访局；二者为同一机关的，一次即可。

    That it reports at all has no time (art. 25 ¶1); that it reports both ways at the same time is
    judged by the report it makes.
    """
    office = OrganKind.PETITION_OFFICE

    def that_day(d: Report) -> F:
        same_day = (d.day <= sent.day) & (sent.day <= d.day)
        return d.answers(raised) & continues(d.by, raised.to) & d.to.of_kind(office) & same_day

    upwards = some(Report, lambda d: that_day(d) & d.to.next_above(d.by))
    bureau = some(Report, lambda d: that_day(d) & d.to.of_level(Level.CENTRE))
    local = is_petition_office(raised.to) & ~raised.to.of_level(Level.CENTRE)
    by_the_office = sent.answers(raised) & continues(sent.by, raised.to)
    return (
        when(local, grave(raised), by_the_office, sent.to.of_kind(office))
        .hold(upwards & bureau)
        .on(raised.to)
    )


@rule("R22-25.2b", article="25 ¶2", modality=Modality.OBLIGATION)
def a_petition_office_reports_a_grave_matter_up_both_ways(raised: Submit) -> Claim:
    """A local petition office that receives a grave matter reports it to the office above and to
    the State Bureau.

    地方信访部门接到重大紧急事项的，须报上一级信访部门和国家信访局。

    The text sets no time: until both reports are made it is pending, never broken.
    """

    def reported(d: Report) -> F:
        by_it = d.answers(raised) & continues(d.by, raised.to)
        return by_it & d.to.of_kind(OrganKind.PETITION_OFFICE)

    upwards = some(Report, lambda d: reported(d) & d.to.next_above(d.by))
    bureau = some(Report, lambda d: reported(d) & d.to.of_level(Level.CENTRE))
    local = is_petition_office(raised.to) & ~raised.to.of_level(Level.CENTRE)
    return when(local, grave(raised)).require(upwards & bureau).on(raised.to)


# ---- art. 26: conduct of petitioners -------------------------------------------------------------

ITEMS = 6


@rule("R22-26", article="26", modality=Modality.PROHIBITION)
def petitioners_keep_the_peace(raised: Submit) -> Claim:
    """Petitioners do none of the six things listed: unlawful gatherings and blockades, dangerous
    objects, violence and damage, occupying reception places, inciting or profiteering, other
    disorder.

    信访人不得有所列六类行为：非法聚堵、携带危险品、伤人毁物、滞留滋事、煽动敛财、其他扰序。

    What was done is attested by the record of it. It changes nothing in the duties of organs.
    """

    def misconduct(c: Conduct) -> F:
        by_them = c.by.in_(raised.petitioners)
        return c.same_matter(raised) & by_them & c.item.between(1, ITEMS)

    return when(first_of_its_matter(raised)).forbid(some(Conduct, misconduct)).on(WHOEVER_DID_IT)
