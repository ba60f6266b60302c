"""Chapter III, other organs and who accepts (arts. 23-24)."""

from __future__ import annotations

from constraints.acts import (
    Accept,
    AnyNotice,
    Forwarding,
    Notice,
    ReceiptNotice,
    RefusalNotice,
    Register,
    Reorganise,
    Submit,
)
from constraints.acts_receiving import (
    Allotted,
    Consult,
    InformOther,
    SpokenNotice,
    Whereabouts,
)
from constraints.acts_ways import Conclusion
from constraints.notices import told_before
from constraints.parties import HEADS, acts_as, continues, one_of
from constraints.regulations_2022.chapter_3 import (
    competent,
    dispute_open,
    forwarded_by_office_or_superior,
    objection_open,
)
from constraints.regulations_2022.received import (
    accepted_by_another,
    barred,
    first_done,
    lower_of_the_system_competent,
    of_its_own,
)
from constraints.sources import R22
from constraints.terms import (
    NOTICE_DAYS,
    is_one_of,
    is_petition_office,
    told_on,
    under_rules_of_its_own,
    withdrawal,
)
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    FALSE,
    Claim,
    Day,
    F,
    Party,
    Period,
    all_of,
    every,
    period,
    some,
    some_organ,
    when,
)
from model.organs.hierarchy import Relation
from model.words import Content

rule = rules_of(R22)

# ---- art. 23: matters raised with other organs ---------------------------------------------------


def registered(raised: Submit) -> F:
    """It stands in the register of its receiver, whenever it was entered: the text sets neither a
    day nor an order among other acts."""
    return some(Register, lambda r: r.answers(raised) & continues(r.by, raised.to))


@rule("R22-23.1a", article="23 ¶1", modality=Modality.OBLIGATION)
def an_organ_registers_what_is_raised_with_it(raised: Submit) -> Claim:
    """An organ other than a petition office enters a matter raised with it in its register.

    信访部门以外的机关，对直接收到的事项须予登记。

    No day is set for it, nor an order among the acts of the organ: until it is done it is pending.
    """
    return (
        when(~is_petition_office(raised.to))
        .require(registered(raised))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("R22-23.1a.2", article="23 ¶1", modality=Modality.OBLIGATION)
def what_an_organ_concludes_stands_in_its_register(raised: Submit, done: Conclusion) -> Claim:
    """What an organ other than a petition office has concluded stands in its register.

    信访部门以外的机关办结的直接收到的事项，不得始终未予登记。

    Entered late is entered: the breach is never to have entered what is over.
    """
    return (
        when(~is_petition_office(raised.to), first_done(done, raised))
        .hold(registered(raised))
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


def first_told(told: AnyNotice, received: Submit | Forwarding, last: Period) -> F:
    """It is the first notice, and it came in time: that it came late is another rule's breach."""
    earlier = some(type(told), lambda n: n.answers(received) & (n.day < told.day))
    return ~earlier & (told.day <= last.end)


def days_to_tell(raised: Submit) -> Period:
    """The 15 days in which all that is to be told must be told (art. 23 ¶2)."""
    return period(raised.received).plus(NOTICE_DAYS).without(dispute_open(raised))


def everything_said(received: Submit | Forwarding, by: Party) -> F:
    """Receipt, way and procedure are told, in one notice or several. That it has the matter is
    what every such notice says, of acceptance and of refusal too."""

    def said(word: Content) -> F:
        return some(
            ReceiptNotice,
            lambda n: n.answers(received) & continues(n.by, by) & n.states(word),
            at=told_on,
        )

    return said(Content.ROUTE) & said(Content.PROCEDURE)


@rule("R22-23.1b", article="23 ¶1", modality=Modality.OBLIGATION)
def the_competent_organ_tells_receipt_route_and_procedure(
    raised: Submit, told: ReceiptNotice
) -> Claim:
    """An organ competent for what is raised with it tells the petitioner within 15 days that it has
    it, by which way and by which procedure it is dealt with, in one notice or several.

    属本机关职权的，十五日内的告知须有：已收到、处理途径、处理程序；可分次告知。
    """
    last = days_to_tell(raised)
    return (
        when(tells(told, raised), of_its_own(raised), first_told(told, raised, last))
        .require(everything_said(raised, raised.to))
        .by(last)
        .unless("withdrawal", withdrawal(raised))
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
            ~told_before(sent),
        )
        .require(everything_said(sent, sent.to))
        .by(last)
        .unless("withdrawal", withdrawal(sent))
        .unless("another acceptor", accepted_by_another(sent))
        .on(sent.to)
    )


@rule("R22-23.1c", article="23 ¶1", modality=Modality.OBLIGATION)
def a_matter_for_a_lower_organ_is_passed_on_and_the_petitioner_told_where(
    raised: Submit, told: Notice
) -> Claim:
    """Where a lower organ of its own system is competent, the receiver passes the matter on to a
    competent organ, or to the lower organ next above it (IP-20), and tells the petitioner within 15
    days where it went.

    属本系统下级职权的，转送或交办有权机关，并在十五日内告知去向。

    The notice that says where it went must come in the 15 days, and with it what it tells of; in
    which order of acts the text does not say.
    """

    def to_the_competent(f: Forwarding) -> F:
        competent = raised.matter.competent
        on_the_way = one_of(competent, f.to.next_above) & f.by.above(f.to)
        right = is_one_of(f.to, competent) | on_the_way
        return f.answers(raised) & continues(f.by, raised.to) & right

    passed_on = some(Forwarding, to_the_competent)
    where = some(Whereabouts, lambda w: w.answers(raised) & continues(w.by, raised.to), at=told_on)
    taken_up = some(Accept, lambda a: a.answers(raised) & continues(a.by, raised.to))
    lower = ~of_its_own(raised) & lower_of_the_system_competent(raised)
    last = days_to_tell(raised)
    return (
        when(tells(told, raised), lower, first_told(told, raised, last))
        .require(passed_on & where)
        .by(last)
        .unless("taken up itself", taken_up)  # who may is for R22-19.3
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("R22-23.1d", article="23 ¶1", modality=Modality.OBLIGATION)
def a_matter_for_others_is_pointed_to_the_competent_organ(raised: Submit, told: Notice) -> Claim:
    """Where neither it nor a lower organ of its system is competent, the receiver tells the
    petitioner within 15 days which organ to turn to.

    本机关和本系统都无权处理的，十五日内告知信访人应向哪个机关提出。
    """

    def points_on(n: Notice) -> F:
        says_where = n.is_a(InformOther) | n.states(Content.ORGAN)
        return n.answers(raised) & continues(n.by, raised.to) & says_where

    others = ~of_its_own(raised) & ~lower_of_the_system_competent(raised)
    last = days_to_tell(raised)
    return (
        when(tells(told, raised), others, first_told(told, raised, last))
        .require(some(Notice, points_on, at=told_on))
        .by(last)
        .unless("withdrawal", withdrawal(raised))
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
    """The matter touches the duties of several organs, none of which carries on or stands above
    the others: an organ and its superior are no two such organs. A superior of them all that takes
    it up decides by that itself, and a petition office that calls its intake acceptance takes up
    nothing (IP-15)."""
    involves = a.matter.involves

    def apart(q: Party) -> F:
        def beside(r: Party) -> F:
            return ~(continues(q, r) | r.succeeds(q) | q.above(r) | r.above(q))

        return one_of(involves, beside)

    over_them_all = every(involves, lambda q: a.by.above(q))
    return one_of(involves, apart) & ~over_them_all & ~is_petition_office(a.by)


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

    def in_place_of(organ: Party, q: Party) -> F:
        return organ.succeeds(q) | ((organ == q) & ~gone(q, accepted.day))

    competent = accepted.matter.competent
    return (
        when(one_of(competent, lambda q: gone(q, accepted.day)))
        .hold(acts_as(accepted.by, lambda g: one_of(competent, lambda q: in_place_of(g, q))))
        .on(accepted.by)
    )


@rule("R22-24.2b", article="24 ¶2", modality=Modality.COMPETENCE)
def without_a_successor_the_heads_of_its_level_accept(
    raised: Submit, ended: Reorganise, accepted: Accept
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
        .hold(acts_as(accepted.by, head) | named)
        .on(accepted.by)
    )
