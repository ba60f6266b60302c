"""Chapter IV: handling, review, re-review (arts. 27-37)."""

from __future__ import annotations

from constraints.acts import (
    Acceptance,
    Deliver,
    Extend,
    HearStatement,
    Investigate,
    Opinion,
    PassingOn,
    Remand,
    ReReviewOpinion,
    ReReviewRequest,
    ReviewOpinion,
    ReviewRequest,
    Submit,
)
from constraints.claims import (
    completed_in_time,
    handled_anew_in_time,
    lawfully_extended,
    may_ask_for_re_review,
    may_ask_for_review,
    not_accepted_after_a_missed_window,
    not_accepted_after_re_review,
    re_reviewed_in_time,
    reviewed_in_time,
    told_of_the_extension,
)
from constraints.parties import as_a_body, continues, one_of
from constraints.readings import Confidential
from constraints.readings_handling import WhoHasSixtyDays
from constraints.sources import R22
from constraints.terms import is_one_of, starts_handling, unreachable
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import TRUE, WHOEVER_DID_IT, Act, Claim, F, Party, choose, some, when
from model.organs.hierarchy import Relation

rule = rules_of(R22)

BY_OPINION = "6"
"""The way of art. 31 for whatever has no other procedure: an opinion in writing."""


@rule("R22-30.3", article="30 ¶3", modality=Modality.PROHIBITION)
def a_denunciation_does_not_reach_the_denounced(passed: PassingOn) -> Claim:
    """Material that denounces a person or organ is neither shown nor passed on to them. No
    exception.

    检举材料和有关情况不得为被检举者所知，也不得交到其手中；无例外。
    """
    accused = passed.matter.accused
    # Also whoever carries on the denounced organ, the petition office inside it, and its own
    # people: they act for it (IP-33).

    def for_the_denounced(p: Party) -> F:
        return is_one_of(p, accused) | one_of(accused, lambda a: a.related(Relation.UNIT_OF, p))

    def unit_of_one(p: Party) -> F:
        return one_of(accused, lambda a: p.related(Relation.UNIT_OF, a))

    named = for_the_denounced(passed.to) | one_of(passed.copy_to, for_the_denounced)
    unit = unit_of_one(passed.to) | one_of(passed.copy_to, unit_of_one)
    reached = choose(
        {
            Confidential.ANY_DENUNCIATION: named,
            Confidential.ACCUSATION_CLASS: named,
            Confidential.ALSO_UNIT: named | unit,
        }
    )
    of_the_class = choose(
        {
            Confidential.ANY_DENUNCIATION: TRUE,
            Confidential.ACCUSATION_CLASS: passed.matter.kind.is_("accusation"),
            Confidential.ALSO_UNIT: TRUE,
        }
    )
    return (
        when(passed.contains_denunciation, ~passed.redacted, of_the_class)
        .forbid(reached)
        .on(WHOEVER_DID_IT)
    )


@rule("R22-31(6)a", article="31 (6)", modality=Modality.OBLIGATION)
def an_opinion_rests_on_a_hearing_of_the_petitioner_and_on_inquiry(
    given: Opinion, accepted: Acceptance
) -> Claim:
    """Before an opinion under art. 31(6) the petitioner is heard and the facts are looked into; the
    opinion is in writing.

    依第三十一条第六项出具意见前，应听取信访人陈述并调查核实；意见须采书面。
    """

    def by_it(h: HearStatement) -> F:
        lower = Relation.SUBORDINATE_IN_SYSTEM
        own_unit = as_a_body(given.by, lambda g: h.by.related(lower, g))
        ours = continues(given.by, h.by) | (h.by == accepted.by) | own_unit
        return h.answers(accepted) & ours & h.precedes(given)

    heard = some(HearStatement, by_it)
    # By whose hand the facts are looked into the text does not say.
    looked_into = some(Investigate, lambda i: i.answers(accepted) & i.precedes(given))
    return (
        when(
            given.answers(accepted),
            accepted.day <= given.day,  # a later acceptance is not what this opinion answers
            continues(given.by, accepted.by),
            starts_handling(accepted),
            accepted.matter.way.is_(BY_OPINION),
        )
        .hold((heard | unreachable(accepted)) & looked_into & given.written)
        .on(given.by)
    )


def has_the_sixty_days(a: Act) -> F:
    """The matter is one of those art. 34 is about (IP-35)."""
    return (
        choose(
            {
                WhoHasSixtyDays.WAY_SIX: a.matter.way.is_(BY_OPINION),
                WhoHasSixtyDays.ALL_APPEALS: a.matter.kind.is_("appeal"),
            }
        )
        & ~a.matter.litigation
    )  # what belongs to the courts is separated (art. 28 ¶2)


def may_be_reviewed(act: Act) -> F:
    """Arts. 35 and 36 are about opinions on what petitioners ask for themselves: not about
    denunciations (art. 30) or suggestions (art. 29)."""
    return ~act.matter.kind.is_("accusation", "suggestion", "information")


@rule("R22-34a", article="34", modality=Modality.OBLIGATION)
def handling_is_completed_in_sixty_days(accepted: Acceptance) -> Claim:
    """A matter of art. 31(6) is completed within 60 days of acceptance, or within its extension.

    第三十一条第六项的事项，自受理起六十日内办结；依法延长的，以延长后的期限为准。
    """
    return completed_in_time(accepted, has_the_sixty_days(accepted))


@rule("R22-34b", article="34", modality=Modality.CONDITION)
def an_extension_is_for_complex_matters_approved_and_short(
    extension: Extend, accepted: Acceptance
) -> Claim:
    """The handling is prolonged only where the matter is complex, by approval of the organ's head,
    while the 60 days still run, and by no more than 30 days in all.

    延长办理期限，限于情况复杂、经负责人批准、在六十日内作出，且合计不超过三十日。
    """
    return lawfully_extended(extension, accepted, has_the_sixty_days(accepted))


@rule("R22-34c", article="34", modality=Modality.OBLIGATION)
def the_petitioner_is_told_why_it_takes_longer(extension: Extend, accepted: Acceptance) -> Claim:
    """The petitioner is told the reasons of an extension, at the latest before the prolonged period
    ends.

    延长的理由须告知信访人，至迟于延长后的期限届满前。
    """
    return told_of_the_extension(extension, accepted, has_the_sixty_days(accepted))


@rule("R22-34a.2", article="34", modality=Modality.OBLIGATION)
def what_is_sent_back_is_handled_anew_in_sixty_days(given: Opinion, remand: Remand) -> Claim:
    """Where review or re-review sends a matter back, the organ whose opinion did not stand gives a
    new one within 60 days, or within their extension.

    复查、复核发回的事项，原办理机关自发回起六十日内重新作出意见；依法延长的，以延长后的期限为准。

    The national text does not speak of remand: art. 34 by analogy (IP-54).
    """
    return handled_anew_in_time(given, remand, has_the_sixty_days(remand))


@rule("R22-35.1", article="35", modality=Modality.RIGHT)
def a_review_may_be_asked_for_in_thirty_days(given: Opinion, reply: Deliver) -> Claim:
    """Whoever disagrees with the handling opinion may ask a next higher organ for review within 30
    days of receiving the written reply.

    不服处理意见的，可自收到书面答复起三十日内向上一级请求复查。
    """
    return may_ask_for_review(given, reply, may_be_reviewed(given))


@rule("R22-35.2", article="35", modality=Modality.OBLIGATION)
def the_review_opinion_comes_within_thirty_days(request: ReviewRequest) -> Claim:
    """The organ asked for a review gives its opinion within 30 days of receiving the request.

    收到复查请求的机关，自收到起三十日内提出复查意见。
    """
    return reviewed_in_time(request, may_be_reviewed(request))


@rule("R22-36.1a", article="36 ¶1", modality=Modality.RIGHT)
def a_re_review_may_be_asked_for_in_thirty_days(given: ReviewOpinion, reply: Deliver) -> Claim:
    """Whoever disagrees with the review opinion may ask an organ next above the reviewing one for
    re-review within 30 days of receiving the written reply.

    不服复查意见的，可自收到书面答复起三十日内向复查机关的上一级请求复核。
    """
    return may_ask_for_re_review(given, reply, may_be_reviewed(given))


@rule("R22-36.1b", article="36 ¶¶1-2", modality=Modality.OBLIGATION)
def the_re_review_opinion_comes_in_thirty_days_hearings_not_counted(
    request: ReReviewRequest,
) -> Claim:
    """The re-review opinion is given within 30 days of receiving the request; the time a hearing
    needs is left out.

    复核意见自收到请求起三十日内提出；听证占用的时间不计。
    """
    return re_reviewed_in_time(request, may_be_reviewed(request))


@rule("R22-36.3", article="36 ¶3", modality=Modality.PROHIBITION)
def after_re_review_the_same_facts_and_reasons_are_not_accepted_again(
    final: ReReviewOpinion, again: Submit
) -> Claim:
    """Once a re-review opinion stands, no organ accepts the same petitioner's claim on the same
    facts and for the same reasons.

    复核意见作出后，同一信访人以相同事实和理由再提的，任何机关不得受理。
    """
    return not_accepted_after_re_review(final, again)


@rule("R22-36.3b", article="36 ¶3", modality=Modality.PROHIBITION)
def after_a_missed_time_for_review_nothing_old_is_accepted_again(
    reply: Deliver, again: Submit
) -> Claim:
    """If a missed time for review or re-review closes a matter, no organ accepts the same
    petitioner's claim on the same facts and for the same reasons after it.

    逾期未请求复查、复核即告终结的，同一信访人以相同事实和理由再提的，任何机关不得受理。

    By default the text closes nothing then (IP-47).
    """
    return not_accepted_after_a_missed_window(reply, again)
