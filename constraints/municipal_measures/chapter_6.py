"""Chapters V and VI of the city measures: conduct of staff, rewards, failures (arts. 14-16)."""

from __future__ import annotations

from constraints.acts import Opinion, Submit
from constraints.acts_ways import Closing
from constraints.caps import capped_by_article_34
from constraints.municipal_measures.acts import (
    AnswerInstructions,
    Commend,
    Disclose,
    Educate,
    ExplainDelay,
    Inspect,
    LeaderRead,
    Order,
    Passed,
    ReferJudicial,
    Relay,
    ReportResult,
    RequestInstructions,
    Sanction,
    StaffAct,
    TamperWithDocument,
    Told,
    Undertake,
)
from constraints.municipal_measures.chapter_3 import accepted_in_time, led_elsewhere, to_be_accepted
from constraints.municipal_measures.limits import D_MUN_ACC, D_MUN_INSTR, D_MUN_INSTR_OTHERWISE
from constraints.municipal_measures.readings import SanctionDuty
from constraints.municipal_measures.terms import (
    due_of,
    from_above,
    from_own_leaders,
    has_due,
    municipal,
    municipal_hand,
    reaches_the_accused,
    reports_back,
    taken_back,
)
from constraints.parties import between_two, continues, one_of
from constraints.regulations_2022.received import first_of_its_matter
from constraints.sources import MUN
from constraints.terms import withdrawal
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    FALSE,
    TRUE,
    WHOEVER_DID_IT,
    Claim,
    F,
    choose,
    limit,
    period,
    some,
    when,
)
from model.words import Fact

rule = rules_of(MUN)

# ---- art. 14: conduct of staff -------------------------------------------------------------------


def denounces(raised: Submit) -> F:
    """The first submission of a matter that denounces somebody."""
    return first_of_its_matter(raised) & one_of(raised.matter.accused, lambda _: TRUE)


@rule("MUN-14.3a", article="14 (3)", modality=Modality.PROHIBITION)
def what_petitioners_say_is_passed_on_truthfully(raised: Submit) -> Claim:
    """Staff of the city never pass on untruthfully what a petitioner says: judged by what is
    attested.

    市级机关信访人员不得失实转达信访人的意见和要求；以认定为准。
    """
    untrue = some(
        Relay,
        lambda r: r.same_matter(raised) & municipal(r.by) & r.attested(Fact.UNTRUTHFUL),
    )
    return when(first_of_its_matter(raised)).forbid(untrue).on(WHOEVER_DID_IT)


@rule("MUN-14.3b", article="14 (3)", modality=Modality.OBLIGATION)
def whoever_demands_too_much_is_talked_round(given: Opinion, closed: Closing) -> Claim:
    """Where the demand is attested to be wrong or excessive, staff of the city have talked with the
    petitioner before it is all over.

    对意见不正确、要求过高的信访人，须做教育疏导工作；办结而始终未做的，即为违反。
    """
    talked = some(Educate, lambda e: e.same_matter(given) & continues(e.by, given.by))
    over = closed.same_matter(given) & continues(closed.by, given.by) & given.precedes(closed)
    return when(municipal(given.by), given.attested(Fact.EXCESSIVE), over).hold(talked).on(given.by)


@rule("MUN-14.5", article="14 (5)", modality=Modality.PROHIBITION)
def staff_keep_the_secret_of_whoever_denounces(raised: Submit) -> Claim:
    """Staff of the city never let the denounced know who denounces them, or what the papers say.

    市级机关信访人员不得向被检举控告者透露检举控告人身份或者检举控告材料。
    """
    leaked = some(
        Disclose,
        lambda d: (
            d.same_matter(raised)
            & municipal_hand(d.by)
            & reaches_the_accused(d.to, d)
            & d.content.is_("identity", "material")
        ),
    )
    return when(denounces(raised)).forbid(leaked).on(WHOEVER_DID_IT)


# ---- arts. 15, 16: rewards, sanctions ------------------------------------------------------------


@rule("MUN-15", article="15", modality=Modality.OBLIGATION)
def remarkable_work_is_commended(found: Inspect) -> Claim:
    """Remarkable achievements in the petition work of the city, once they are found, are commended.

    信访工作成绩显著、经认定的，须予表彰奖励。

    Nobody is named who is to do it, so whoever found it is taken to be bound; no time is set.
    """
    praised = some(Commend, lambda c: c.same_matter(found) & (found.to == c.to))
    return (
        when(municipal_hand(found.to), found.attested(Fact.REMARKABLE))
        .require(praised)
        .on(found.by)
    )


def duty_to_punish() -> F:
    """Punishing is a duty, not a choice (MUN16_DUTY)."""
    return choose({SanctionDuty.DUTY: TRUE, SanctionDuty.DISCRETION: FALSE})


@rule("MUN-16.0", article="16", modality=Modality.OBLIGATION)
def failures_are_punished(found: Inspect) -> Claim:
    """The department that finds one of the failures of art. 16 in an organ of the city criticises
    or disciplines those responsible, according to its gravity.

    主管部门认定有第十六条所列情形的，须视情节给予批评教育或者处分。

    The text sets no time: until it is done it is pending.
    """
    punished = some(Sanction, lambda s: s.same_matter(found) & (found.day <= s.day))
    return (
        when(municipal_hand(found.to), found.attested(Fact.MISCONDUCT), duty_to_punish())
        .require(punished)
        .on(found.by)
    )


@rule("MUN-16.0a", article="16", modality=Modality.OBLIGATION)
def a_crime_goes_to_the_judicial_organs(found: Inspect) -> Claim:
    """Where what was found is a crime, the case goes to the judicial organs.

    构成犯罪的，须移送司法机关追究刑事责任。

    The text sets no time: until it is done it is pending.
    """
    handed_over = some(ReferJudicial, lambda r: r.same_matter(found) & (found.day <= r.day))
    return (
        when(municipal_hand(found.to), found.attested(Fact.CRIME)).require(handed_over).on(found.by)
    )


# ---- art. 16: the failures -----------------------------------------------------------------------


@rule("MUN-16.1", article="16 (1)", modality=Modality.OBLIGATION)
def with_serious_consequences_nothing_of_its_own_stays_unaccepted(raised: Submit) -> Claim:
    """An organ of the city fails if it does not accept in time what it had to, or delays it on
    purpose, and serious consequences follow.

    应当受理而不受理，或者故意拖延，造成严重后果的，为失职。
    """
    return (
        when(to_be_accepted(raised), raised.attested(Fact.SERIOUS_CONSEQUENCES))
        .require(accepted_in_time(raised) & ~raised.attested(Fact.WILFUL_DELAY))
        .by(period(raised.received).plus(limit(D_MUN_ACC)))
        .unless("led into another procedure", led_elsewhere(raised))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


def put_to_it(order: Order) -> F:
    """Superiors or its own leaders assigned the case to an organ of the city, with a limit."""
    return (from_above(order) | from_own_leaders(order)) & has_due(order)


@rule("MUN-16.2", article="16 (2)", modality=Modality.OBLIGATION)
def the_result_is_reported_or_the_delay_explained(order: Order) -> Claim:
    """An organ of the city fails if it neither reports on time the result of a case that superiors
    or its own leaders assigned to it, nor explains why.

    上级或者本单位领导交办的案件，逾期不报结果又不说明理由的，为失职。

    When to explain is not said: an explanation given late is one.
    """
    reported = some(ReportResult, lambda r: reports_back(r, order))
    explained = some(
        ExplainDelay,
        lambda x: x.same_matter(order) & continues(x.by, order.to) & (order.day <= x.day),
        at=lambda _: order.day,
    )
    return (
        when(put_to_it(order))
        .require(reported | explained)
        .by(due_of(order))
        .unless("returned", taken_back(order))
        .unless("withdrawal", withdrawal(order))
        .on(order.to)
    )


@rule("MUN-16.2a", article="16 (2)", modality=Modality.OBLIGATION)
def a_case_put_to_it_is_handled_at_all(order: Order) -> Claim:
    """An organ of the city fails if the time for such a case is over and it has not handled it;
    handled late is handled.

    上级或者本单位领导交办的案件，期限已过而根本不办的，为失职；迟办不属不办。
    """
    handled = some(
        Undertake,
        lambda u: u.same_matter(order) & continues(u.by, order.to) & (order.day <= u.day),
        at=lambda _: order.day,
    )
    return (
        when(put_to_it(order))
        .require(handled)
        .by(due_of(order))
        .unless("returned", taken_back(order))
        .unless("withdrawal", withdrawal(order))
        .on(order.to)
    )


@rule("MUN-16.3", article="16 (3)", modality=Modality.OBLIGATION)
def requests_for_instructions_are_answered_in_time(asked: RequestInstructions) -> Claim:
    """An organ of the city fails if it does not answer in time a request for instructions on a case
    and that does harm.

    对请示案件不及时答复，造成不良影响的，为失职。
    """
    answered = some(AnswerInstructions, lambda a: a.answers(asked) & continues(a.by, asked.to))
    return (
        when(municipal(asked.to), between_two(asked), asked.attested(Fact.ADVERSE_EFFECT))
        .require(answered)
        .by(capped_by_article_34(asked, asked.day, D_MUN_INSTR, D_MUN_INSTR_OTHERWISE))
        .on(asked.to)
    )


@rule("MUN-16.4", article="16 (4)", modality=Modality.PROHIBITION)
def a_denunciation_is_not_passed_to_the_denounced(raised: Submit) -> Claim:
    """Nobody of an organ of the city lets a denunciation be known to those denounced, passes it to
    them, or has one of them read it.

    检举控告的内容不得泄露，材料不得转给被检举控告的单位或者个人，也不得由其阅批。
    """
    passed = some(
        Passed,
        lambda p: (
            p.same_matter(raised)
            & municipal_hand(p.by)
            & ~p.redacted
            & (reaches_the_accused(p.to, p) | p.copy_to.overlap(p.matter.accused))
        ),
    )
    told = some(
        Told,
        lambda t: t.same_matter(raised) & municipal(t.by) & reaches_the_accused(t.to, t),
    )
    read = some(
        LeaderRead,
        lambda x: x.same_matter(raised) & municipal(x.by) & x.by_person.overlap(x.matter.accused),
    )
    return when(denounces(raised)).forbid(passed | told | read).on(WHOEVER_DID_IT)


@rule("MUN-16.5", article="16 (5)", modality=Modality.PROHIBITION)
def petition_papers_are_not_tampered_with(raised: Submit) -> Claim:
    """Nobody of an organ of the city hides, destroys or forges petition papers.

    不得隐匿、销毁、伪造信访材料。
    """
    tampered = some(TamperWithDocument, lambda t: t.same_matter(raised) & municipal_hand(t.by))
    return when(first_of_its_matter(raised)).forbid(tampered).on(WHOEVER_DID_IT)


@rule("MUN-16.6", article="16 (6)", modality=Modality.PROHIBITION)
def no_secrets_are_sold_and_no_bribes_taken(raised: Submit) -> Claim:
    """Staff of the city do favours to nobody, extort nothing and take no bribes in petition work:
    judged by what is attested. Secrets: see art. 9 (9).

    信访人员不得徇私舞弊、敲诈勒索、收受贿赂；以认定为准。泄密另见第九条第九项。
    """
    abused = some(
        StaffAct,
        lambda x: x.same_matter(raised) & municipal(x.by) & x.attested(Fact.MALPRACTICE),
    )
    return when(first_of_its_matter(raised)).forbid(abused).on(WHOEVER_DID_IT)
