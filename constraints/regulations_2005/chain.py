"""The chain of the 2005 Regulations: raising, notices, handling, review, re-review (arts. 16-35).

Only administrative organs are bound. Other source material of 2005 is not here yet.
"""

from __future__ import annotations

from constraints.acts import (
    Acceptance,
    Deliver,
    Extend,
    Notice,
    Opinion,
    Remand,
    ReReviewOpinion,
    ReReviewRequest,
    ReviewOpinion,
    ReviewRequest,
    Submit,
)
from constraints.claims import (
    completed_in_time,
    few_representatives,
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
from constraints.notices import passed_on_by_its_office
from constraints.regulations_2005.bound import (
    administrative,
    for_an_administrative_organ,
    whether_accepted,
)
from constraints.sources import R05
from constraints.terms import NOTICE_DAYS, clear_identity, each_told, told_on, withdrawal
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import Claim, F, period, some, when
from model.words import OrganKind

rule = rules_of(R05)


@rule("R05-18", article="18 ¶2", modality=Modality.OBLIGATION)
def joint_visitors_send_at_most_five_representatives(visit: Submit) -> Claim:
    """Several people who visit on one matter elect representatives, one to five of them.

    多人走访同一事项的，须推选一至五名代表。
    """
    return few_representatives(visit)


@rule("R05-22.2", article="22 ¶2", modality=Modality.OBLIGATION)
def the_petitioner_is_told_in_fifteen_days_whether_it_is_accepted(raised: Submit) -> Claim:
    """An administrative organ other than a petition office tells the petitioner in writing, within
    15 days of receipt, whether a matter raised with it is accepted, unless name or address is
    unclear.

    信访机构以外的行政机关，自收到信访事项起十五日内书面告知是否受理；姓名或住址不清的不在此限。
    """

    def told(n: Notice) -> F:
        return whether_accepted(n, raised, raised.to)

    return (
        when(administrative(raised.to), clear_identity(raised, direct=True))
        .require(
            each_told(
                raised.petitioners,
                raised.joint,
                lambda p: some(Notice, lambda n: told(n) & (n.to == p), at=told_on),
                some(Notice, told, at=told_on),
            )
        )
        .by(period(raised.received).plus(NOTICE_DAYS))
        .unless("passed on by its petition office", passed_on_by_its_office(raised))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("R05-33a", article="33", modality=Modality.OBLIGATION)
def handling_is_completed_in_sixty_days(accepted: Acceptance) -> Claim:
    """Every matter accepted is completed within 60 days of acceptance, or within its extension.

    受理的信访事项，自受理起六十日内办结；依法延长的，以延长后的期限为准。
    """
    return completed_in_time(accepted, administrative(accepted.by))


@rule("R05-33b", article="33", modality=Modality.CONDITION)
def an_extension_is_for_complex_matters_approved_and_short(
    extension: Extend, accepted: Acceptance
) -> Claim:
    """The handling is prolonged only where the matter is complex, by approval of the organ's head,
    while the 60 days still run, and by no more than 30 days in all.

    延长办理期限，限于情况复杂、经负责人批准、在六十日内作出，且合计不超过三十日。
    """
    return lawfully_extended(extension, accepted, administrative(accepted.by))


@rule("R05-33c", article="33", modality=Modality.OBLIGATION)
def the_petitioner_is_told_why_it_takes_longer(extension: Extend, accepted: Acceptance) -> Claim:
    """The petitioner is told the reasons of an extension, at the latest before the prolonged period
    ends.

    延长的理由须告知信访人，至迟于延长后的期限届满前。
    """
    return told_of_the_extension(extension, accepted, administrative(accepted.by))


@rule("R05-33d", article="33", modality=Modality.OBLIGATION)
def what_is_sent_back_is_handled_anew_in_sixty_days(given: Opinion, remand: Remand) -> Claim:
    """Where review or re-review sends a matter back, the organ whose opinion did not stand gives a
    new one within 60 days, or within their extension.

    复查、复核发回的事项，原办理机关自发回起六十日内重新作出意见；依法延长的，以延长后的期限为准。

    The text does not speak of remand: art. 33 by analogy (IP-54).
    """
    return handled_anew_in_time(given, remand, administrative(given.by))


@rule("R05-34.1", article="34", modality=Modality.RIGHT)
def a_review_may_be_asked_for_in_thirty_days(given: Opinion, reply: Deliver) -> Claim:
    """Whoever disagrees with the handling opinion may ask a next higher administrative organ for
    review within 30 days of receiving the written reply.

    不服处理意见的，可自收到书面答复起三十日内向上一级行政机关请求复查。
    """
    return may_ask_for_review(given, reply, for_an_administrative_organ(given.by))


@rule("R05-34.2", article="34", modality=Modality.OBLIGATION)
def the_review_opinion_comes_within_thirty_days(request: ReviewRequest) -> Claim:
    """The organ asked for a review gives its opinion within 30 days of receiving the request.

    收到复查请求的行政机关，自收到起三十日内提出复查意见。
    """
    return reviewed_in_time(request, for_an_administrative_organ(request.to))


@rule("R05-35.1a", article="35 ¶1", modality=Modality.RIGHT)
def a_re_review_may_be_asked_for_in_thirty_days(given: ReviewOpinion, reply: Deliver) -> Claim:
    """Whoever disagrees with the review opinion may ask an organ next above the reviewing one for
    re-review within 30 days of receiving the written reply.

    不服复查意见的，可自收到书面答复起三十日内向复查机关的上一级请求复核。
    """
    return may_ask_for_re_review(given, reply, for_an_administrative_organ(given.by))


@rule("R05-35.1b", article="35 ¶¶1-2", modality=Modality.OBLIGATION)
def the_re_review_opinion_comes_in_thirty_days_hearings_not_counted(
    request: ReReviewRequest,
) -> Claim:
    """The re-review opinion is given within 30 days of receiving the request; the time a hearing
    needs is left out.

    复核意见自收到请求起三十日内提出；听证占用的时间不计。
    """
    return re_reviewed_in_time(request, for_an_administrative_organ(request.to))


@rule("R05-35.3", article="35 ¶3", modality=Modality.PROHIBITION)
def after_re_review_the_same_facts_and_reasons_are_not_accepted_again(
    final: ReReviewOpinion, again: Submit
) -> Claim:
    """Once a re-review opinion stands, no petition office and no administrative organ accepts the
    same petitioner's claim on the same facts and for the same reasons.

    复核意见作出后，同一信访人以相同事实和理由再提的，信访机构和行政机关不得受理。
    """
    return not_accepted_after_re_review(
        final, again, lambda o: administrative(o) | o.of_kind(OrganKind.PETITION_OFFICE)
    )


@rule("R05-35.3b", article="35 ¶3", modality=Modality.PROHIBITION)
def after_a_missed_time_for_review_nothing_old_is_accepted_again(
    reply: Deliver, again: Submit
) -> Claim:
    """If a missed time for review or re-review closes a matter, no petition office and no
    administrative organ accepts the same petitioner's claim on the same facts and for the same
    reasons after it.

    逾期未请求复查、复核即告终结的，同一信访人以相同事实和理由再提的，信访机构和行政机关不得受理。

    By default the text closes nothing then (IP-47).
    """
    return not_accepted_after_a_missed_window(
        reply, again, lambda o: administrative(o) | o.of_kind(OrganKind.PETITION_OFFICE)
    )
