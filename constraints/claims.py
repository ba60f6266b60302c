"""What two Regulations demand in the same words: the chain from handling to finality, 2005 and
2022."""

from __future__ import annotations

from collections.abc import Callable

from constraints.acts import (
    Accept,
    Acceptance,
    Deliver,
    DetermineAcceptor,
    Extend,
    HearingEnd,
    HearingStart,
    NotifyExtension,
    Opinion,
    ReReviewOpinion,
    ReReviewRequest,
    ReviewOpinion,
    ReviewRequest,
    Submit,
)
from constraints.readings import ExtensionTiming, FinalFrom, HearingDays, SeveralExtensions
from constraints.terms import (
    HANDLING_DAYS,
    LONGEST_EXTENSION,
    REVIEW_DAYS,
    accepted_after_the_last_word,
    accepted_before,
    admissible_re_review,
    admissible_review,
    answers_acceptance,
    being_handled,
    clear_identity,
    completed,
    continues,
    handling_period,
    is_above,
    is_next_higher,
    litigation_begins,
    same_matter,
    start_of_handling,
    starts_handling,
    withdrawal,
)
from model.logic.write import (
    FALSE,
    PETITIONERS,
    TRUE,
    WHOEVER_DID_IT,
    Claim,
    F,
    Party,
    Period,
    capped_sum,
    choose,
    days_covered,
    period,
    petitioners_period,
    some,
    when,
)
from model.words import Channel, Fact

MOST_REPRESENTATIVES = 5


def not_accepted_above_while_handled(first: Acceptance, again: Submit) -> Claim:
    """No organ above accepts again what a lower organ handles within its limit."""
    return (
        when(
            starts_handling(first),
            same_matter(again, first),
            first.matter.petitioners.overlap(again.petitioners),
            being_handled(first, again),
            is_above(again.to, first.by, again.day),
        )
        .forbid(some(Accept, lambda a: a.answers(again) & (a.by == again.to)))
        .on(WHOEVER_DID_IT)
    )


def few_representatives(visit: Submit) -> Claim:
    """Joint visitors elect one to five representatives."""
    elected = visit.representatives_elected
    return (
        when(visit.channel.is_(Channel.VISIT), visit.joint, visit.group_size > 1)
        .hold(elected & visit.representatives.between(1, MOST_REPRESENTATIVES))
        .on(PETITIONERS)
    )


# ---- handling ------------------------------------------------------------------------------------


def completed_in_time(accepted: Acceptance, matters: F) -> Claim:
    """The acceptor's opinion comes within 60 days or their extension, in matters of that kind."""

    def by_the_acceptor(o: Opinion) -> F:
        return answers_acceptance(o, accepted)

    delivered = some(
        Deliver,
        lambda d: some(Opinion, lambda o: d.answers(o) & by_the_acceptor(o)),
        at=lambda d: d.received,
    )
    return (
        when(
            starts_handling(accepted),
            ~accepted_before(accepted),
            ~accepted_after_the_last_word(accepted),
            matters,
        )
        .require(completed(some(Opinion, by_the_acceptor), delivered))
        .by(handling_period(accepted))
        .unless("litigation", litigation_begins(accepted))
        .unless("withdrawal", withdrawal(accepted))
        .unless("another acceptor", another_acceptor(accepted))
        .on(accepted.by)
    )


def another_acceptor(accepted: Acceptance) -> F:
    """It was decided that another organ accepts (art. 24 ¶1)."""
    return some(
        DetermineAcceptor,
        lambda z: z.same_matter(accepted) & accepted.precedes(z) & ~accepted.by.in_(z.result),
        recorded_only=True,
    )


def lawfully_extended(extension: Extend, accepted: Acceptance, matters: F) -> Claim:
    """An extension: complex, approved by the head, while the 60 days run, at most 30 days in
    all."""
    first_limit = period(start_of_handling(accepted)).plus(HANDLING_DAYS).end
    in_time = choose(
        {
            ExtensionTiming.BEFORE_EXPIRY: extension.day <= first_limit,
            ExtensionTiming.AT_ANY_TIME: TRUE,
        }
    )
    approved = extension.attested(Fact.COMPLEX) & extension.approved_by_head
    return (
        when(extension.answers(accepted), starts_handling(accepted), matters)
        .hold(approved & _short(extension, accepted) & in_time)
        .on(extension.by)
    )


def _short(extension: Extend, accepted: Acceptance) -> F:
    """The extension, with those before it, is at most 30 days (IP-37)."""
    so_far = capped_sum(
        Extend,
        lambda x: x.answers(accepted) & (x.is_(extension) | x.precedes(extension)),
        of=lambda x: x.days,
        cap=LONGEST_EXTENSION + 1,
    )
    another = some(Extend, lambda x: x.answers(accepted) & x.precedes(extension))
    alone = extension.days <= LONGEST_EXTENSION
    return choose(
        {
            SeveralExtensions.TOGETHER: so_far <= LONGEST_EXTENSION,
            SeveralExtensions.ONLY_ONE: alone & ~another,
            SeveralExtensions.EACH: alone,
        }
    )


def told_of_the_extension(extension: Extend, accepted: Acceptance, matters: F) -> Claim:
    """The petitioner is told why, before the prolonged period ends."""

    def with_reasons(n: NotifyExtension) -> F:
        return n.answers(extension) & continues(n.by, accepted.by) & n.reasons_given

    return (
        when(
            extension.answers(accepted),
            starts_handling(accepted),
            matters,
            some(Submit, lambda s: accepted.answers(s) & clear_identity(s, direct=False)),
        )
        # The text sets no day for telling: told late is told. Never told is a breach once the
        # prolonged period is over.
        .require(some(NotifyExtension, with_reasons, at=lambda _: accepted.day))
        .by(handling_period(accepted))
        .unless("withdrawal", withdrawal(accepted))
        .on(extension.by)
    )


# ---- review and re-review ------------------------------------------------------------------------


def may_ask_for_review(given: Opinion, reply: Deliver, matters: F) -> Claim:
    """Review may be asked for within 30 days of receiving the written reply."""
    return (
        when(reply.answers(given), given.written, reply.written, matters)
        .require(
            some(
                ReviewRequest,
                lambda r: r.answers(given) & is_next_higher(r.to, given.by, r.day),
                at=lambda r: r.sent,
            )
        )
        .by(petitioners_period(reply.received).plus(REVIEW_DAYS))
        .on(PETITIONERS)
    )


def reviewed_in_time(request: ReviewRequest, matters: F) -> Claim:
    """The review opinion comes within 30 days of receiving an admissible request."""

    def by_the_reviewer(v: ReviewOpinion) -> F:
        return v.answers(request) & continues(v.by, request.to) & v.written

    delivered = some(
        Deliver,
        lambda d: some(ReviewOpinion, lambda v: d.answers(v) & by_the_reviewer(v)),
        at=lambda d: d.received,
    )
    return (
        when(admissible_review(request), matters)
        .require(completed(some(ReviewOpinion, by_the_reviewer), delivered))
        .by(period(request.received).plus(REVIEW_DAYS))
        .unless("litigation", litigation_begins(request))
        .unless("withdrawal", withdrawal(request))
        .on(request.to)
    )


def may_ask_for_re_review(given: ReviewOpinion, reply: Deliver, matters: F) -> Claim:
    """Re-review may be asked for within 30 days of receiving the written reply."""
    return (
        when(reply.answers(given), given.written, reply.written, matters)
        .require(
            some(
                ReReviewRequest,
                lambda r: r.answers(given) & is_next_higher(r.to, given.by, r.day),
                at=lambda r: r.sent,
            )
        )
        .by(petitioners_period(reply.received).plus(REVIEW_DAYS))
        .on(PETITIONERS)
    )


def re_reviewed_in_time(request: ReReviewRequest, matters: F) -> Claim:
    """The re-review opinion comes within 30 days of an admissible request, hearings not counted."""

    def by_the_re_reviewer(k: ReReviewOpinion) -> F:
        return k.answers(request) & continues(k.by, request.to)

    delivered = some(
        Deliver,
        lambda d: some(ReReviewOpinion, lambda k: d.answers(k) & by_the_re_reviewer(k)),
        at=lambda d: d.received,
    )
    return (
        when(admissible_re_review(request), matters)
        .require(completed(some(ReReviewOpinion, by_the_re_reviewer), delivered))
        .by(_without_hearings(request))
        .unless("litigation", litigation_begins(request))
        .unless("withdrawal", withdrawal(request))
        .on(request.to)
    )


def _without_hearings(request: ReReviewRequest) -> Period:
    """30 days from receipt of the request; the time a hearing needs is left out (IP-48)."""
    base = period(request.received).plus(REVIEW_DAYS)
    whole = days_covered(
        HearingStart,
        HearingEnd,
        lambda h: (
            h.answers(request)
            & choose({HearingDays.NOTICE_TO_END: TRUE, HearingDays.SITTING_ONLY: FALSE})
        ),
    )
    sitting = days_covered(
        HearingStart,
        HearingEnd,
        lambda h: (
            h.answers(request)
            & choose({HearingDays.NOTICE_TO_END: FALSE, HearingDays.SITTING_ONLY: TRUE})
        ),
        sitting_only=True,
    )
    return base.without(whole).without(sitting)


def not_accepted_after_re_review(
    final: ReReviewOpinion, again: Submit, bound: Callable[[Party], F] = lambda _: TRUE
) -> Claim:
    """After re-review the same facts and reasons are accepted by nobody (IP-51)."""
    stands = choose(
        {
            FinalFrom.ISSUE: final.precedes(again),
            FinalFrom.DELIVERY: some(Deliver, lambda d: d.answers(final) & d.precedes(again)),
        }
    )
    return (
        when(
            stands,
            ~final.outcome.is_("remanded"),  # then there is no last word yet
            final.matter.petitioners.overlap(again.petitioners),
            again.on_the_same(Fact.SAME_FACTS, final),
            again.on_the_same(Fact.SAME_REASONS, final),
        )
        .forbid(some(Accept, lambda a: a.answers(again) & bound(a.by)))
        .on(WHOEVER_DID_IT)
    )
