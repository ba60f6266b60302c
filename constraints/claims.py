"""What two Regulations, of 2005 and 2022, demand alike: from handling to finality."""

from __future__ import annotations

from collections.abc import Callable

from constraints.acts import (
    Accept,
    Acceptance,
    AcceptanceNotice,
    AnyRequest,
    Deliver,
    DetermineAcceptor,
    Extend,
    HearingEnd,
    HearingStart,
    NotifyExtension,
    Opinion,
    ReceiptNotice,
    Remand,
    ReReviewOpinion,
    ReReviewRequest,
    ReviewOpinion,
    ReviewRequest,
    Submit,
)
from constraints.acts_receiving import Consult
from constraints.acts_ways import AgreementDocument, Settlement
from constraints.admissible import admissible_re_review, admissible_review, asked_on
from constraints.notices import pointed_on
from constraints.parties import continues, one_of
from constraints.readings import AcceptanceDate
from constraints.readings_handling import SentBack, SeveralExtensions
from constraints.readings_review import FinalFrom, HearingDays, MissedWindow, NewFact
from constraints.remand import last_sent_back, sends_back_opinion
from constraints.terms import (
    HANDLING_DAYS,
    LONGEST_EXTENSION,
    REVIEW_DAYS,
    accepted_after_the_last_word,
    accepted_before,
    answers_acceptance,
    approved,
    being_handled,
    clear_identity,
    completed,
    extends,
    handling_period,
    handling_period_before,
    in_first_limit,
    is_above,
    is_next_higher,
    litigation_begins,
    same_matter,
    sixty_days,
    start_of_handling,
    starts_handling,
    unreachable,
    withdrawal,
)
from model.logic.write import (
    FALSE,
    PETITIONERS,
    TRUE,
    WHOEVER_DID_IT,
    Act,
    Claim,
    Day,
    F,
    Party,
    Period,
    all_of,
    capped_sum,
    choose,
    choose_day,
    days_covered,
    latest,
    period,
    petitioners_period,
    some,
    when,
)
from model.words import Channel, Content, Fact

MOST_REPRESENTATIVES = 5


def not_accepted_above_while_handled(first: Acceptance, again: Submit, which: F = TRUE) -> Claim:
    """No organ above accepts again what a lower organ handles within its limit."""
    return (
        when(
            starts_handling(first),
            same_matter(again, first),
            first.matter.petitioners.overlap(again.petitioners),
            being_handled(first, again),
            is_above(again.to, first.by, again.day),
            which,
        )
        .forbid(taken_up(again, lambda o: (o == again.to) | is_above(o, first.by, Day(o.at))))
        .on(WHOEVER_DID_IT)
    )


def taken_up(again: Submit, bound: Callable[[Party], F]) -> F:
    """Somebody so bound accepts the submission, or says in a notice that it does (IP-07)."""
    accepted = some(Accept, lambda a: a.answers(again) & bound(a.by))

    def says_so(n: ReceiptNotice) -> F:
        said = n.is_a(AcceptanceNotice) | n.states(Content.ACCEPTED)
        return n.answers(again) & bound(n.by) & said

    told = some(ReceiptNotice, says_so)
    return choose(
        {AcceptanceDate.ELSE_NOTICE: accepted | told, AcceptanceDate.EXPLICIT_ONLY: accepted}
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
        .require(
            completed(
                some(Opinion, by_the_acceptor),
                delivered | some(Opinion, lambda o: by_the_acceptor(o) & unreachable(accepted)),
            )
        )
        .by(handling_period(accepted))
        .unless("litigation", litigation_begins(accepted))
        .unless("withdrawal", withdrawal(accepted))
        .unless("another acceptor", another_acceptor(accepted))
        .unless("not competent and pointed on", pointed_on(accepted))
        .unless("settlement", settled_after(accepted))
        .on(accepted.by)
    )


def settled_after(accepted: Act) -> F:
    """The parties put in a document that ends their dispute (art. 33): the national text does not
    say that this closes the matter, so somebody must attest that it does."""
    said = some(
        Settlement,
        lambda s: s.same_matter(accepted) & s.attested(Fact.SETTLES_DISPUTE),
        recorded_only=True,
    )
    return some(
        AgreementDocument,
        lambda k: (
            k.same_matter(accepted)
            & (accepted.day <= k.day)
            & (k.attested(Fact.SETTLES_DISPUTE) | said)
        ),
        recorded_only=True,
    )


def handled_anew_in_time(given: Opinion, remand: Remand, matters: F) -> Claim:
    """A new opinion comes within 60 days of the remand of the old one, or their extension
    (IP-54)."""

    def anew(o: Opinion) -> F:
        return o.same_matter(given) & continues(o.by, given.by) & remand.precedes(o)

    delivered = some(
        Deliver,
        lambda d: some(Opinion, lambda o: d.answers(o) & anew(o)),
        at=lambda d: d.received,
    )
    last = choose_day(
        {
            SentBack.NEW_SIXTY: _anew(given, remand).end,
            SentBack.CONTINUES: _what_was_left(given, remand).end,
            SentBack.IN_THE_DECISION: _anew(given, remand).end,
        }
    )
    by_law = choose(
        {SentBack.NEW_SIXTY: TRUE, SentBack.CONTINUES: TRUE, SentBack.IN_THE_DECISION: FALSE}
    )
    return (
        when(sends_back_opinion(remand, given), matters, by_law)
        .require(completed(some(Opinion, anew), delivered))
        .by(last)
        .unless("litigation", litigation_begins(remand))
        .unless("withdrawal", withdrawal(remand))
        .on(given.by)
    )


def _anew(given: Opinion, remand: Remand) -> Period:
    """The sixty days from the remand, with the extensions granted since."""
    return sixty_days(remand.day, given.by, lambda x: x.same_matter(given) & remand.precedes(x))


def _what_was_left(given: Opinion, remand: Remand) -> Period:
    """The sixty days from the acceptance that the opinion answered, without those from the opinion
    to the remand."""
    start = latest(
        Accept,
        lambda a: answers_acceptance(given, a) & a.precedes(given),
        of=lambda a: a.day,
        otherwise=given.day,
        recorded_only=True,
    )

    def in_between(act: Opinion | ReviewRequest | ReviewOpinion | ReReviewRequest) -> F:
        since = given.is_(act) | given.precedes(act)
        return act.same_matter(given) & since & act.precedes(remand)

    return (
        period(start)
        .plus(HANDLING_DAYS)
        .without(days_covered(Opinion, ReviewRequest, in_between))
        .without(days_covered(ReviewRequest, ReviewOpinion, in_between))
        .without(days_covered(ReviewOpinion, ReReviewRequest, in_between))
        .without(days_covered(ReReviewRequest, ReReviewOpinion, in_between))
    )


def another_acceptor(accepted: Acceptance) -> F:
    """It was decided, or agreed with the acceptor, that another organ accepts (art. 24 ¶1)."""

    def another(z: DetermineAcceptor | Consult) -> F:
        elsewhere = one_of(z.result, lambda q: ~continues(accepted.by, q))
        here = one_of(z.result, lambda q: continues(accepted.by, q))
        return z.same_matter(accepted) & accepted.precedes(z) & elsewhere & ~here

    def agreed(c: Consult) -> F:
        return another(c) & (accepted.by.in_(c.parties) | (c.by == accepted.by))

    return some(DetermineAcceptor, another, recorded_only=True) | some(
        Consult, agreed, recorded_only=True
    )


def lawfully_extended(extension: Extend, accepted: Acceptance, matters: F) -> Claim:
    """An extension: complex, approved by the head, while the 60 days run, at most 30 days in
    all."""
    start = last_sent_back(accepted, extension, otherwise=start_of_handling(accepted))
    own = continues(extension.by, accepted.by)  # art. 34: the head of the organ itself
    granted = own & extension.attested(Fact.COMPLEX) & approved(extension)
    return (
        when(extends(extension, accepted), starts_handling(accepted), matters)
        .hold(granted & _short(extension, accepted, start) & in_first_limit(extension, start))
        .on(extension.by)
    )


def _short(extension: Extend, accepted: Acceptance, start: Day) -> F:
    """The extension, with those before it of the same period, is at most 30 days (IP-37)."""

    def before(x: Extend) -> F:
        return extends(x, accepted) & x.precedes(extension) & (start <= x.day)

    so_far = capped_sum(
        Extend,
        lambda x: x.is_(extension) | before(x),
        of=lambda x: x.days,
        cap=LONGEST_EXTENSION + 1,
    )
    another = some(Extend, before)
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
            extends(extension, accepted),
            starts_handling(accepted),
            matters,
            some(Submit, lambda s: accepted.answers(s) & clear_identity(s, direct=False)),
        )
        # The text sets no day for telling: told late is told. Never told is a breach once the
        # prolonged period is over.
        .require(some(NotifyExtension, with_reasons, at=lambda _: accepted.day))
        .by(handling_period_before(extension, accepted))
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
                at=lambda r: asked_on(r, given, r.sent),
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
                at=lambda r: asked_on(r, given, r.sent),
            )
        )
        .by(petitioners_period(reply.received).plus(REVIEW_DAYS))
        .on(PETITIONERS)
    )


def re_reviewed_in_time(request: ReReviewRequest, matters: F) -> Claim:
    """The re-review opinion comes within 30 days of an admissible request, hearings not counted."""
    return (
        when(admissible_re_review(request), matters)
        .require(_re_reviewed(request))
        .by(_without_hearings(request))
        .unless("litigation", litigation_begins(request))
        .unless("withdrawal", withdrawal(request))
        .on(request.to)
    )


def _re_reviewed(request: ReReviewRequest) -> F:
    return some(ReReviewOpinion, lambda k: k.answers(request) & continues(k.by, request.to))


def _without_hearings(request: ReReviewRequest) -> Period:
    """30 days from receipt of the request; the time a hearing needs is left out (IP-48).

    A hearing is over when the opinion is there: if nobody recorded its end, whether its time makes
    up for the delay is to be attested. Without an opinion it goes on."""
    answered = _re_reviewed(request)

    def left_out(h: HearingStart, word: HearingDays) -> F:
        over = some(HearingEnd, lambda e: e.answers(h))
        known = over | ~answered | h.attested(Fact.COVERS_DELAY)
        asked = choose({w: TRUE if w is word else FALSE for w in HearingDays})
        return h.answers(request) & continues(h.by, request.to) & known & asked

    whole = days_covered(HearingStart, HearingEnd, lambda h: left_out(h, HearingDays.NOTICE_TO_END))
    sitting = days_covered(
        HearingStart,
        HearingEnd,
        lambda h: left_out(h, HearingDays.SITTING_ONLY),
        sitting_only=True,
    )
    return period(request.received).plus(REVIEW_DAYS).without(whole).without(sitting)


def not_accepted_after_re_review(
    final: ReReviewOpinion, again: Submit, bound: Callable[[Party], F] = lambda _: TRUE
) -> Claim:
    """After re-review the same facts and reasons are accepted by nobody (IP-51)."""
    return when(closes(final, again)).forbid(taken_up(again, bound)).on(WHOEVER_DID_IT)


def closes(final: ReReviewOpinion, again: Submit) -> F:
    """The re-review opinion stands as the last word on what is raised again (IP-51)."""
    stands = choose(
        {
            FinalFrom.ISSUE: final.precedes(again),
            FinalFrom.DELIVERY: some(Deliver, lambda d: d.answers(final) & d.precedes(again)),
        }
    )
    return all_of(
        stands,
        ~final.outcome.is_("remanded"),  # then there is no last word yet
        final.matter.petitioners.overlap(again.petitioners),
        nothing_new(again, final),
    )


def nothing_new(again: Submit, final: ReReviewOpinion) -> F:
    """The submission rests on the facts and gives the reasons that the last word was about
    (IP-52)."""
    facts = again.on_the_same(Fact.SAME_FACTS, final)
    reasons = again.on_the_same(Fact.SAME_REASONS, final)
    existed = again.same_matter(final) & again.attested(Fact.EXISTED_BEFORE)
    return choose(
        {
            NewFact.ANY: facts & reasons,
            NewFact.AROSE_AFTER: (facts & reasons) | existed,
            NewFact.BOTH: facts | reasons,
        }
    )


def not_accepted_after_a_missed_window(
    reply: Deliver, again: Submit, bound: Callable[[Party], F] = lambda _: TRUE
) -> Claim:
    """Where a missed time for review closes a matter (IP-47), the same facts and reasons are not
    accepted again once it is over."""
    of_opinion = some(Opinion, lambda o: reply.answers(o)) | some(
        ReviewOpinion, lambda v: reply.answers(v)
    )
    last = petitioners_period(reply.received).plus(REVIEW_DAYS).end

    def in_time(q: AnyRequest) -> F:
        excused = (q.sent <= last) | q.attested(Fact.GOOD_CAUSE)
        about_it = q.same_matter(reply) & (q.by == reply.to) & (reply.received <= q.sent)
        return about_it & excused

    asked = some(AnyRequest, in_time)
    closes = choose({MissedWindow.NOT_BARRED: FALSE, MissedWindow.CLOSED: TRUE})
    return (
        when(
            of_opinion,
            reply.written,
            reply.to.in_(again.petitioners),
            again.day > last,
            again.on_the_same(Fact.SAME_FACTS, reply),
            again.on_the_same(Fact.SAME_REASONS, reply),
            ~asked,
            closes,
        )
        .forbid(taken_up(again, bound))
        .on(WHOEVER_DID_IT)
    )
