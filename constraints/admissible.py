"""Which requests for review and re-review bind whoever they are made to (arts. 35, 36)."""

from __future__ import annotations

from typing import TypeAlias

from constraints.acts import (
    Accept,
    Deliver,
    Extend,
    Opinion,
    ReReviewOpinion,
    ReReviewRequest,
    ReviewOpinion,
    ReviewRequest,
)
from constraints.caps import has_sixty_days
from constraints.parties import continues
from constraints.readings import Dispatch
from constraints.readings_review import LateRequest, NoWrittenReply, WrongAddressee
from constraints.terms import HANDLING_DAYS, LONGEST_EXTENSION, REVIEW_DAYS, is_next_higher
from model.logic.write import (
    FALSE,
    Day,
    F,
    capped_sum,
    choose,
    choose_day,
    latest,
    period,
    petitioners_period,
    some,
)
from model.words import Fact

Request: TypeAlias = ReviewRequest | ReReviewRequest


def asked_on(request: Request, given: Opinion | ReviewOpinion, own: Day) -> Day:
    """The day that counts for being in time: its own, or that of an earlier request to a wrong
    organ, if that keeps the period (IP-43)."""
    earlier = latest(
        type(request),
        lambda q: (
            q.answers(given)
            & (q.by == request.by)
            & q.precedes(request)
            & ~is_next_higher(q.to, given.by, q.day)
        ),
        of=lambda q: q.sent,
        otherwise=own,
        recorded_only=True,
    )
    return choose_day(
        {
            WrongAddressee.NO_EFFECT: own,
            WrongAddressee.KEEPS_DATE: earlier,
            WrongAddressee.VOID: own,
        }
    )


def _reply_to(request: Request, d: Deliver) -> F:
    """The petitioner who asks got the written reply before."""
    mine = request.by.in_(request.matter.petitioners) & (d.to == request.by)
    return mine & d.written & (d.received <= request.sent)


def _in_time(request: Request, given: Opinion | ReviewOpinion, answered: F) -> F:
    """Asked within 30 days of the written reply, or late where that does no harm (IP-04, IP-46)."""
    own = choose_day({Dispatch.SENT: request.sent, Dispatch.RECEIVED: request.received})
    asked = asked_on(request, given, own)
    cause = request.attested(Fact.GOOD_CAUSE)
    late = choose(
        {
            LateRequest.UNLESS_CAUSE: cause,
            LateRequest.MAY_ACCEPT: cause | answered,
            LateRequest.STRICT: FALSE,
        }
    )

    def after_reply(d: Deliver) -> F:
        last = petitioners_period(d.received).plus(REVIEW_DAYS).end
        return d.answers(given) & _reply_to(request, d) & ((asked <= last) | late)

    return some(Deliver, after_reply)


def _lapsed_without_reply(request: ReviewRequest, given: Opinion) -> F:
    """The opinion was never delivered, and the time for it is over (IP-45)."""
    replied = some(Deliver, lambda d: d.answers(given) & (d.received <= request.sent))
    late = some(Accept, lambda a: given.answers(a) & _silent_past_the_limit(request, a))
    return choose(
        {NoWrittenReply.NOT_ADMISSIBLE: FALSE, NoWrittenReply.AFTER_LAPSE: late & ~replied}
    )


def _silent_past_the_limit(request: ReviewRequest, a: Accept) -> F:
    prolonged = capped_sum(
        Extend, lambda x: x.same_matter(request), of=lambda x: x.days, cap=LONGEST_EXTENSION
    )
    over = request.sent > period(a.day).plus(HANDLING_DAYS).plus(prolonged).end
    return has_sixty_days(a) & over


def _of_silence(request: ReviewRequest) -> F:
    """Nothing at all was answered to the acceptance the request is about, and the time for it is
    over (IP-45)."""
    replied = some(Deliver, lambda d: d.same_matter(request) & (d.received <= request.sent))

    def unanswered(a: Accept) -> F:
        above = is_next_higher(request.to, a.by, request.day)
        return request.answers(a) & above & _silent_past_the_limit(request, a)

    return choose(
        {
            NoWrittenReply.NOT_ADMISSIBLE: FALSE,
            NoWrittenReply.AFTER_LAPSE: some(Accept, unanswered) & ~replied,
        }
    )


def _asked_before(q: Request, r: Request) -> F:
    """The same petitioner asked another organ before: the alternatives are used once."""
    return q.precedes(r) & (q.by == r.by) & (q.to != r.to)


def admissible_review(r: ReviewRequest) -> F:
    """The review is asked of a next higher organ, in time or late for good cause (art. 35)."""
    answered = some(
        ReviewOpinion, lambda v: v.answers(r) & continues(v.by, r.to), recorded_only=True
    )

    def of_opinion(o: Opinion) -> F:
        asked = (o.written & _in_time(r, o, answered)) | _lapsed_without_reply(r, o)
        asked_elsewhere = some(
            ReviewRequest,
            lambda q: q.answers(o) & _asked_before(q, r) & is_next_higher(q.to, o.by, q.day),
            recorded_only=True,
        )
        above = is_next_higher(r.to, o.by, r.day)
        return r.answers(o) & above & asked & ~asked_elsewhere

    return some(Opinion, of_opinion) | _of_silence(r)


def admissible_re_review(r: ReReviewRequest) -> F:
    """The re-review is asked of an organ next above the reviewing one, in time or late for good
    cause (art. 36 ¶1)."""
    answered = some(
        ReReviewOpinion, lambda v: v.answers(r) & continues(v.by, r.to), recorded_only=True
    )

    def of_opinion(v: ReviewOpinion) -> F:
        asked_elsewhere = some(
            ReReviewRequest,
            lambda q: q.answers(v) & _asked_before(q, r) & is_next_higher(q.to, v.by, q.day),
            recorded_only=True,
        )
        above = is_next_higher(r.to, v.by, r.day)
        return r.answers(v) & above & v.written & _in_time(r, v, answered) & ~asked_elsewhere

    return some(ReviewOpinion, of_opinion)
