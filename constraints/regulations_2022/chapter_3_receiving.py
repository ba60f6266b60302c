"""Chapter III, receiving a matter: how it is raised, what a petition office does (arts. 17-22)."""

from __future__ import annotations

from constraints.acts import (
    Accept,
    Assign,
    Forwarding,
    Notice,
    Object,
    Register,
    Submit,
)
from constraints.acts_receiving import (
    Guide,
    InformOther,
    PassedOnOrConcluded,
    PassedUpOrOn,
    Raised,
    RecordOral,
    Report,
    Retaliate,
    ShowsTheWay,
    Treatment,
)
from constraints.notices import says_where
from constraints.parties import acts_as, between_two, continues, goes_back, one_of
from constraints.readings import FifteenDays, VisitTarget
from constraints.regulations_2022.received import (
    DISCIPLINE,
    POLITICAL_LEGAL,
    barred,
    concerns_a_lower_organ,
    first_done,
    first_of_its_matter,
    grave,
    is_visit,
    of_its_own,
    of_the_two_levels,
    raised_there_before,
    same_level,
    same_level_competent,
    sent_to_another,
    stands_by,
    to_the_heads,
)
from constraints.sources import R22
from constraints.terms import NOTICE_DAYS, is_one_of, is_petition_office, withdrawal
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    FALSE,
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
    when,
)
from model.organs.hierarchy import Relation
from model.words import OrganKind

rule = rules_of(R22)

# ---- art. 22: what a petition office does with a matter ------------------------------------------


def fifteen_days(raised: Submit) -> Period:
    """The 15 days of art. 22, from receipt by the office."""
    return period(raised.received).plus(NOTICE_DAYS)


def reaches(kind_of_paragraph_two: F) -> F:
    """The 15 days hold for a matter of this kind (IP-19)."""
    return choose({FifteenDays.REACH_ALL: TRUE, FifteenDays.PARAGRAPH_ONE: ~kind_of_paragraph_two})


def discipline_accusation(s: Submit) -> F:
    """An accusation for which a discipline or supervision organ is competent."""
    theirs = one_of(s.matter.competent, lambda q: q.of_kind(*DISCIPLINE))
    return s.matter.kind.is_("accusation") & theirs


def for_the_office(raised: Submit) -> F:
    """A petition office must dispose of what it received: not barred, not there before, and not a
    visit about litigation, which is only guided (art. 22 ¶2)."""
    return (
        is_petition_office(raised.to)
        & ~(is_visit(raised) & raised.matter.litigation)
        & ~raised_there_before(raised)
        & ~barred(raised)
    )


def report_counts(d: PassedUpOrOn) -> F:
    """A grave matter may be reported to the heads for decision instead (IP-19)."""
    told = d.is_a(Report) & grave(d) & to_the_heads(Report(d.var))
    return choose({FifteenDays.REACH_ALL: told, FifteenDays.PARAGRAPH_ONE: FALSE})


def political_legal(organ: Party) -> F:
    """The organ is of the political-legal line, or may be the committee of it: the organ tree does
    not tell that from other party departments."""
    return acts_as(organ, lambda g: g.of_kind(*POLITICAL_LEGAL, OrganKind.PARTY_DEPARTMENT))


def taken_up_by_the_competent(raised: Submit) -> F:
    """A competent organ took it up where it was raised (a joint hall, art. 18 ¶3; the office
    itself), and not by way of what the office sent out: nothing is left to pass on."""
    sent_out = some(
        Forwarding,
        lambda f: f.answers(raised) & continues(f.by, raised.to),
        recorded_only=True,
    )
    competent = raised.matter.competent
    return some(Accept, lambda a: a.answers(raised) & is_one_of(a.by, competent) & ~sent_out)


def for_the_courts(raised: Submit) -> F:
    """Only courts are competent for it, and the petitioner was told in writing to go there: what
    belongs to another procedure is led into it (art. 31 (1)), and there is nobody to pass it to."""
    others = one_of(raised.matter.competent, lambda q: ~q.of_kind(OrganKind.COURT))
    courts = one_of(raised.matter.competent, lambda q: q.of_kind(OrganKind.COURT))

    def told(x: ShowsTheWay) -> F:
        ours = x.answers(raised) & continues(x.by, raised.to) & x.written
        return ours & x.to.in_(raised.petitioners)

    return courts & ~others & some(ShowsTheWay, told)


def for_a_higher_organ(raised: Submit) -> F:
    """Nobody of the office's level or below is competent, of which the three ways of art. 22 ¶1
    speak, and the petitioner was told in writing where to turn."""

    def told(x: Notice) -> F:
        ours = x.answers(raised) & continues(x.by, raised.to) & x.written
        return ours & (x.is_a(InformOther) | says_where(x))

    lower = same_level_competent(raised) | concerns_a_lower_organ(raised)
    return ~lower & some(Notice, told, recorded_only=True)


@rule("R22-22.1", article="22 ¶1", modality=Modality.OBLIGATION)
def a_petition_office_registers_and_disposes_in_fifteen_days(raised: Submit) -> Claim:
    """A petition office that receives a matter enters it in its register and, within 15 days of
    receipt, transfers or assigns it or, if it is grave, reports it for decision.

    信访部门收到事项，须予登记，并自收到起十五日内转送、交办；重大或紧急的，可报请决定。

    The register has no limit of its own and no place in the order of acts: entered late is entered.
    Never entered is a breach once the 15 days are over in which the office is to deal with it.
    """

    def disposed(d: PassedUpOrOn) -> F:
        on_or_up = sent_to_another(d, raised.to) | report_counts(d)
        return d.answers(raised) & continues(d.by, raised.to) & on_or_up

    entered = some(
        Register,
        lambda r: r.answers(raised) & continues(r.by, raised.to),
        at=lambda _: raised.received,
    )
    of_paragraph_two = raised.matter.litigation | discipline_accusation(raised)
    return (
        when(for_the_office(raised), reaches(of_paragraph_two))
        .require((some(PassedUpOrOn, disposed) | taken_up_by_the_competent(raised)) & entered)
        .by(fifteen_days(raised))
        .unless("matter of a higher organ", for_a_higher_organ(raised))
        .unless("shown the way to court", for_the_courts(raised))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("R22-22.1b", article="22 ¶1", modality=Modality.OBLIGATION)
def what_reaches_a_petition_office_by_transfer_is_passed_on_in_fifteen_days(
    sent: Forwarding,
) -> Claim:
    """A petition office that gets a matter by transfer or assignment registers it and passes it on
    within 15 days of receipt, unless it is competent itself or takes it up.

    信访部门收到转来、交来的事项，亦须登记并自收到起十五日内转送、交办；本部门有权处理或者自行受理的除外。
    """

    def ours(act: PassedUpOrOn | Register) -> F:
        after = act.same_matter(sent) & sent.precedes(act)
        return (act.answers(sent) | after) & continues(act.by, sent.to)

    def passed_on(d: PassedUpOrOn) -> F:
        return ours(d) & (sent_to_another(d, sent.to) | report_counts(d))

    entered = some(Register, ours, at=lambda _: sent.received)  # no limit of its own: as above
    taken_up = some(Accept, lambda a: a.same_matter(sent) & continues(a.by, sent.to))
    objected = some(Object, lambda o: o.answers(sent) & goes_back(o, sent))
    return (
        when(
            is_petition_office(sent.to),
            ~(sent.by == sent.to),
            ~sent.to.in_(sent.matter.competent),
            reaches(sent.matter.litigation),
        )
        .require(some(PassedUpOrOn, passed_on) & entered)
        .by(period(sent.received).plus(NOTICE_DAYS))
        .unless("taken up", taken_up)
        .unless("objection", objected)
        .unless("withdrawal", withdrawal(sent))
        .on(sent.to)
    )


def goes_where_it_belongs(d: PassedUpOrOn, raised: Submit, *, lower: bool) -> F:
    """The office passed it on to a competent organ, or to a petition office further down, or
    through an organ above a competent one: the text of 2022 does not ask for the direct way
    (IP-20). Or it reported it, where that suffices."""
    competent = raised.matter.competent
    towards = one_of(competent, lambda q: d.to.above(q) | same_level(d.to, q))
    by_office = is_petition_office(d.to) & d.by.above(d.to) & towards
    lower_or_beside = d.by.above(d.to) | same_level(d.by, d.to)
    went_on = some(Forwarding, lambda f: f.answers(d) & is_one_of(f.to, competent))
    by_superior = one_of(competent, d.to.next_above) & lower_or_beside & went_on
    to_litigators = raised.matter.litigation & political_legal(d.to) & same_level(d.to, d.by)
    relayed = by_office | by_superior if lower else by_office
    right = is_one_of(d.to, competent) | relayed | to_litigators
    passed = sent_to_another(d, raised.to) & right
    return d.answers(raised) & continues(d.by, raised.to) & (passed | report_counts(d))


@rule("R22-22.1(2)", article="22 ¶1 (2)", modality=Modality.OBLIGATION)
def a_matter_about_a_lower_organ_goes_to_the_competent_one(raised: Submit) -> Claim:
    """A matter about a lower organ or its staff, for which nobody of the office's own level is
    competent, is passed on within the 15 days to an organ with power over it, or to a petition
    office on the way there.

    反映下级及其人员而本级无权处理的，十五日内转至有权机关，或者经下级信访部门转达。
    """
    of_paragraph_two = raised.matter.litigation | discipline_accusation(raised)
    return (
        when(
            for_the_office(raised),
            reaches(of_paragraph_two),
            ~same_level_competent(raised),
            concerns_a_lower_organ(raised),
        )
        .require(
            some(PassedUpOrOn, lambda d: goes_where_it_belongs(d, raised, lower=True))
            | taken_up_by_the_competent(raised)
        )
        .by(fifteen_days(raised))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("R22-22.1(1)a", article="22 ¶1 (1)", modality=Modality.OBLIGATION)
def a_matter_of_its_own_level_goes_to_the_competent_organ_there(raised: Submit) -> Claim:
    """Where an organ of the office's own level and territory is competent, the office passes the
    matter on to a competent organ within the 15 days.

    本级机关或其部门有权处理的，十五日内转至其中有权者。
    """
    of_paragraph_two = raised.matter.litigation | discipline_accusation(raised)
    return (
        when(
            for_the_office(raised),
            reaches(of_paragraph_two),
            same_level_competent(raised),
            ~of_its_own(raised),
        )
        .require(
            some(PassedUpOrOn, lambda d: goes_where_it_belongs(d, raised, lower=False))
            | taken_up_by_the_competent(raised)
        )
        .by(fifteen_days(raised))
        .unless("shown the way to court", for_the_courts(raised))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("R22-22.1(1)b", article="22 ¶1 (1)", modality=Modality.OBLIGATION)
def a_grave_matter_of_its_own_level_is_reported_for_decision(raised: Submit) -> Claim:
    """A serious or urgent matter within the powers of the office's own level is reported to the
    government or committee there, with a proposal.

    本级职权内情况重大或紧急的，须提出建议，报本级党委、政府决定。

    The text says "in time" and no more (IP-30): a report satisfies it, its absence leaves it
    pending; it is never found broken.
    """

    def reported(d: Report) -> F:
        return d.answers(raised) & continues(d.by, raised.to) & to_the_heads(d)

    return (
        when(is_petition_office(raised.to), grave(raised), same_level_competent(raised))
        .require(some(Report, reported))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("R22-22.1(3)", article="22 ¶1 (3)", modality=Modality.OBLIGATION)
def an_assignment_has_a_limit(sent: Assign) -> Claim:
    """A petition office that assigns a matter sets a day by which the result is to come back.

    信访部门交办的，须定明反馈结果的期限。
    """
    return when(is_petition_office(sent.by), between_two(sent)).hold(sent.has_limit).on(sent.by)


@rule("R22-22.2a", article="22 ¶2", modality=Modality.OBLIGATION)
def a_letter_about_litigation_goes_to_a_political_legal_organ(raised: Submit) -> Claim:
    """What reaches a petition office about litigation otherwise than by a visit is passed on,
    within the 15 days, to a court, procuratorate or public security organ of its level, or to
    another competent organ there.

    以走访之外的形式反映涉法涉诉问题的，十五日内转同级法院、检察院、公安或者其他有权的政法部门。
    """

    def to_them(t: Forwarding) -> F:
        theirs = political_legal(t.to) | is_one_of(t.to, raised.matter.competent)
        of_its_level = acts_as(t.to, lambda g: g.related(Relation.SAME_LEVEL_BODY, t.by))
        return t.answers(raised) & continues(t.by, raised.to) & theirs & of_its_level

    return (
        when(
            is_petition_office(raised.to),
            raised.matter.litigation,
            ~is_visit(raised),
            ~raised_there_before(raised),
            reaches(TRUE),
        )
        .require(some(Forwarding, to_them))
        .by(fifteen_days(raised))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("R22-22.2b", article="22 ¶2", modality=Modality.OBLIGATION)
def a_visitor_about_litigation_is_told_the_law_and_where_to_go(visit: Submit) -> Claim:
    """A visitor to a petition office about litigation has the law explained and is pointed to the
    political-legal organs.

    走访反映涉诉问题的，信访部门须解释法律、指引其到政法部门。

    No day is set, nor an order among the acts of the office: until it is done it is pending.
    """
    guided = some(Guide, lambda g: g.answers(visit) & continues(g.by, visit.to))
    return (
        when(is_visit(visit), visit.matter.litigation, is_petition_office(visit.to))
        .require(guided)
        .unless("withdrawal", withdrawal(visit))
        .on(visit.to)
    )


@rule("R22-22.2c", article="22 ¶2", modality=Modality.OBLIGATION)
def an_accusation_for_discipline_organs_goes_to_them(raised: Submit) -> Claim:
    """An accusation that discipline or supervision organs deal with is passed on, within the 15
    days, to the one with authority over the accused.

    应由纪检监察机关受理的检举控告，十五日内转至对被检举人有管理权限的纪检监察机关。
    """

    def to_them(t: Forwarding) -> F:
        right = acts_as(t.to, lambda g: g.of_kind(*DISCIPLINE) & g.in_(raised.matter.competent))
        return t.answers(raised) & continues(t.by, raised.to) & right

    return (
        when(
            is_petition_office(raised.to),
            discipline_accusation(raised),
            ~raised_there_before(raised),
            reaches(TRUE),
        )
        .require(some(Forwarding, to_them))
        .by(fifteen_days(raised))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


# ---- arts. 17-20: how a matter is raised ---------------------------------------------------------


@rule("R22-17.1", article="17 ¶1", modality=Modality.OBLIGATION)
def what_is_raised_is_dealt_with(raised: Submit) -> Claim:
    """Whatever the channel, an organ with which a matter is raised deals with it.

    不论以何种形式提出，收到的机关都须依规处理。

    The text sets no time: any act of the organ about it satisfies this; until then it is pending.
    """
    dealt_with = some(Treatment, lambda t: t.answers(raised) & continues(t.by, raised.to))
    return when().require(dealt_with).unless("withdrawal", withdrawal(raised)).on(raised.to)


@rule("R22-18.4", article="18 ¶4", modality=Modality.PROHIBITION)
def nobody_takes_revenge_on_petitioners(raised: Submit) -> Claim:
    """Nobody takes revenge on whoever raised a matter.

    不得对信访人进行报复。
    """

    def revenge(r: Retaliate) -> F:
        return r.same_matter(raised) & r.target.in_(raised.petitioners)

    return when(first_of_its_matter(raised)).forbid(some(Retaliate, revenge)).on(WHOEVER_DID_IT)


def written_down(raised: Raised) -> F:
    """What was said was written down, whenever: the text sets neither a day nor an order."""
    return some(RecordOral, lambda r: r.answers(raised) & continues(r.by, raised.to))


@rule("R22-19.1b", article="19 ¶1", modality=Modality.OBLIGATION)
def what_is_said_is_written_down(raised: Raised) -> Claim:
    """A matter raised by word of mouth is written down by the organ that hears it.

    口头提出的，听取的机关须如实作成记录。

    No day is set for it: until it is done it is pending.
    """
    return (
        when(raised.oral)
        .require(written_down(raised))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("R22-19.1b.2", article="19 ¶1", modality=Modality.OBLIGATION)
def what_was_said_is_not_passed_on_or_concluded_unwritten(
    raised: Raised, done: PassedOnOrConcluded
) -> Claim:
    """What was raised by word of mouth and passed on or concluded was written down.

    口头提出的事项，已转出或者办结的，不得始终没有记录。

    Written down late is written down: the breach is never to have done it.
    """
    return when(raised.oral, first_done(done, raised)).hold(written_down(raised)).on(raised.to)


@rule("R22-20.1", article="20 ¶1", modality=Modality.OBLIGATION)
def a_visit_is_paid_to_the_competent_level_or_the_next(visit: Raised) -> Claim:
    """A visit is paid to a competent organ or one next above it, at the place they receive
    visitors; the petition office of either's level is such a place.

    走访应到有权机关或者其上一级的接待场所；其所在一级的信访部门视为该场所。
    """
    competent = visit.matter.competent
    strict = one_of(competent, lambda q: stands_by(visit.to, q))
    level = one_of(competent, lambda q: of_the_two_levels(visit.to, q))
    target = choose({VisitTarget.COMPETENT_OR_NEXT: strict, VisitTarget.ANY_OF_LEVELS: level})
    return (
        when(is_visit(visit), ~visit.matter.litigation)
        .hold(target & visit.designated_place)
        .on(PETITIONERS)
    )


@rule("R22-20.2", article="20 ¶2", modality=Modality.OBLIGATION)
def a_visit_about_litigation_is_paid_to_political_legal_organs(visit: Submit) -> Claim:
    """A visit about relief in litigation is paid to a court, procuratorate or public security
    organ, or to another organ competent for it.

    为诉讼权利救济而走访的，应到法院、检察院、公安或其他有权的政法部门。
    """
    theirs = acts_as(visit.to, lambda g: g.of_kind(*POLITICAL_LEGAL))
    right = theirs | is_one_of(visit.to, visit.matter.competent)
    return when(is_visit(visit), visit.matter.litigation).hold(right).on(PETITIONERS)
