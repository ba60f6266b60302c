"""The 2005 Regulations on handling, supervision and conduct (arts. 30-32, 36, 47)."""

from __future__ import annotations

from constraints.acts import Acceptance, HearStatement, Opinion, Submit
from constraints.acts_receiving import Conduct
from constraints.acts_ways import (
    AnswerToSuggestion,
    CarryOut,
    Closing,
    DeclareInterest,
    Dissuade,
    Finding,
    HearingHeld,
    OfficialAct,
    Suggest,
    Supervise,
)
from constraints.parties import as_a_body, between_two, continues, goes_back, to_others
from constraints.regulations_2005.bound import administrative
from constraints.regulations_2022.received import first_of_its_matter
from constraints.sources import R05
from constraints.terms import is_petition_office, starts_handling, unreachable
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import WHOEVER_DID_IT, Claim, F, period, some, when
from model.organs.hierarchy import Relation
from model.words import Channel, Fact, Kind

rule = rules_of(R05)

FEEDBACK_DAYS = 30
MOST_REPRESENTATIVES = 5


@rule("R05-30", article="30", modality=Modality.PROHIBITION)
def whoever_has_an_interest_does_not_act(declared: DeclareInterest) -> Claim:
    """Staff of administrative organs whose direct interest in a matter, or in a petitioner of it,
    is on record do nothing more in it.

    行政机关工作人员与事项或信访人有直接利害关系的，应当回避。
    """

    def of_the_interested(a: OfficialAct) -> F:
        in_it = a.same_matter(declared) | declared.interest_in.overlap(a.matter.petitioners)
        return declared.precedes(a) & in_it & a.by_person.overlap(declared.person)

    return (
        when()
        .forbid(some(OfficialAct, lambda a: of_the_interested(a) & administrative(a.by)))
        .on(WHOEVER_DID_IT)
    )


@rule("R05-31a", article="31 ¶1", modality=Modality.OBLIGATION)
def the_petitioner_is_heard_before_an_opinion(given: Opinion, accepted: Acceptance) -> Claim:
    """Before an administrative organ gives its opinion it hears the petitioner.

    作出处理意见前，应听取信访人陈述。
    """
    lower = Relation.SUBORDINATE_IN_SYSTEM  # its own units act for it

    def by_it(h: HearStatement) -> F:
        own_unit = as_a_body(given.by, lambda g: h.by.related(lower, g))
        return h.answers(accepted) & (continues(given.by, h.by) | own_unit) & h.precedes(given)

    heard = some(HearStatement, by_it)
    return (
        when(
            given.answers(accepted),
            accepted.day <= given.day,  # a later acceptance is not what this opinion answers
            continues(given.by, accepted.by),
            starts_handling(accepted),
            administrative(given.by),
        )
        .hold(heard | unreachable(accepted))
        .on(given.by)
    )


@rule("R05-31b", article="31 ¶2", modality=Modality.OBLIGATION)
def a_hearing_is_public(held: HearingHeld) -> Claim:
    """A hearing that an administrative organ holds is public.

    行政机关举行的听证，应当公开。
    """
    return when(administrative(held.by)).hold(held.public).on(held.by)


@rule("R05-32a", article="32 ¶1", modality=Modality.OBLIGATION)
def the_opinion_is_in_writing(given: Opinion) -> Claim:
    """The petitioner is answered in writing.

    处理意见以书面答复信访人。
    """
    return when(administrative(given.by)).hold(given.written).on(given.by)


@rule("R05-32b", article="32 ¶1", modality=Modality.OBLIGATION)
def the_outcome_follows_the_merits(given: Opinion, found: Finding) -> Claim:
    """A request with clear facts and in accord with the rules, as an authority found it, is
    supported; any other is not.

    经认定事实清楚且合规的，予以支持；否则不予支持或者作解释。

    Engaged only where somebody made a finding on the merits.
    """
    merits = (Fact.FACTS_CLEAR.value, Fact.CONFORMING.value)
    earlier = some(
        Finding, lambda e: e.same_matter(found) & e.fact.is_(*merits) & e.precedes(found)
    )
    founded = given.attested(Fact.FACTS_CLEAR) & given.attested(Fact.CONFORMING)
    supported = given.outcome.is_("supported")
    return (
        when(
            administrative(given.by),
            found.same_matter(given),
            found.fact.is_(*merits),
            ~earlier,
        )
        .hold((founded & supported) | (~founded & ~supported))
        .on(given.by)
    )


@rule("R05-32c", article="32 ¶2", modality=Modality.OBLIGATION)
def a_supporting_opinion_is_carried_out(given: Opinion, done: Closing) -> Claim:
    """After an opinion that supports the request, those concerned are urged to carry it out before
    the matter is closed.

    作出支持意见的，结案之前须督促执行或者已经执行。

    No number of days in the text: judged when the matter is closed.
    """
    urged = some(CarryOut, lambda u: u.answers(given) & (u.day <= done.day))
    return (
        when(
            given.outcome.is_("supported"),
            administrative(given.by),
            done.same_matter(given),
            given.precedes(done),
        )
        .hold(urged)
        .on(given.by)
    )


OWED = (
    *(Kind.REGISTER, Kind.NOTIFY_RECEIPT, Kind.NOTIFY_ACCEPTANCE, Kind.ACCEPT),
    *(Kind.HEAR_STATEMENT, Kind.OPINION, Kind.DELIVER, Kind.REVIEW_OPINION),
    *(Kind.RE_REVIEW_OPINION, Kind.FEEDBACK, Kind.URGE, Kind.EXECUTE),
)
"""Acts that an administrative organ owes in handling."""


@rule("R05-36a", article="36 ¶1", modality=Modality.OBLIGATION)
def a_breach_found_is_pressed_and_an_improvement_proposed(found: Finding) -> Claim:
    """A petition office that finds that an organ left undone what it owes presses it to act and
    proposes what to do better.

    信访机构查明行政机关应为而未为的，须督办并提出改进建议。

    “Promptly” has no number (IP-30): it is open until both came.
    """
    missed = found.fact.is_(*(k.value for k in OWED)) & ~found.value
    pressed = some(
        Supervise,
        lambda s: s.same_matter(found) & to_others(s, found.by) & (found.day <= s.day),
    )
    proposed = some(
        Suggest, lambda s: s.same_matter(found) & to_others(s, found.by) & (found.day <= s.day)
    )
    return when(is_petition_office(found.by), missed).require(pressed & proposed).on(found.by)


@rule("R05-36b", article="36 ¶2", modality=Modality.OBLIGATION)
def a_proposal_gets_written_feedback_in_thirty_days(proposed: Suggest) -> Claim:
    """The administrative organ to which a petition office makes a proposal tells it in writing
    within 30 days what it made of it.

    收到改进建议的行政机关，三十日内书面反馈情况。
    """

    def in_writing(f: AnswerToSuggestion) -> F:
        return f.answers(proposed) & goes_back(f, proposed) & f.written

    return (
        when(is_petition_office(proposed.by), administrative(proposed.to), between_two(proposed))
        .require(some(AnswerToSuggestion, in_writing))
        .by(period(proposed.received).plus(FEEDBACK_DAYS))
        .on(proposed.to)
    )


@rule("R05-47a", article="47 ¶1", modality=Modality.OBLIGATION)
def misconduct_is_met_with_persuasion(breach: Conduct, raised: Submit) -> Claim:
    """Staff dissuade, criticise or educate a petitioner who breaks the order of petitioning.

    信访人有扰序行为的，工作人员予以劝阻、批评或者教育。

    No number of days: it is open until it comes.
    """
    dissuaded = some(Dissuade, lambda d: d.same_matter(breach) & (breach.day <= d.day))
    of_it = raised.same_matter(breach) & first_of_its_matter(raised)
    return when(of_it).require(dissuaded).on(raised.to)


@rule("R05-47b", article="47 ¶1", modality=Modality.OBLIGATION)
def too_many_visitors_are_met_with_persuasion(visit: Submit) -> Claim:
    """Staff dissuade, criticise or educate joint visitors who did not keep to one to five elected
    representatives.

    多人走访未按规定推选代表的，工作人员予以劝阻、批评或者教育。

    No number of days: it is open until it comes.
    """
    proper = visit.representatives_elected & visit.representatives.between(1, MOST_REPRESENTATIVES)
    dissuaded = some(Dissuade, lambda d: d.same_matter(visit) & (visit.day <= d.day))
    return (
        when(visit.channel.is_(Channel.VISIT), visit.joint, visit.group_size > 1, ~proper)
        .require(dissuaded)
        .on(visit.to)
    )
