"""Legal terms that several rules share."""

from __future__ import annotations

from collections.abc import Callable

from constraints.acts import (
    Accept,
    Acceptance,
    AcceptanceNotice,
    AnyNotice,
    Deliver,
    Extend,
    Mediate,
    MediationEnd,
    NotifyExtension,
    Opinion,
    OutsideRemedy,
    Refuse,
    Reorganise,
    ReReviewRequest,
    ReviewOpinion,
    ReviewRequest,
    Submit,
    Withdraw,
)
from constraints.readings import (
    AcceptanceDate,
    BarLimit,
    Completed,
    Dispatch,
    ExtensionNotice,
    ExtensionTiming,
    MediationClock,
    NobodyAbove,
    NoWrittenReply,
    ReorganisedClock,
    SameMatterBy,
    SeveralExtensions,
    UnclearIdentity,
)
from model.logic import nodes as n
from model.logic.write import (
    FALSE,
    TRUE,
    Act,
    Day,
    F,
    Number,
    Party,
    PartySet,
    Period,
    all_of,
    capped_sum,
    choose,
    choose_day,
    choose_number,
    days_covered,
    every,
    latest,
    period,
    petitioners_period,
    some,
    some_organ,
    unsettled,
)
from model.words import Fact, Level, OrganKind

NOTICE_DAYS = 15
HANDLING_DAYS = 60
LONGEST_EXTENSION = 30
REVIEW_DAYS = 30

# ---- organs --------------------------------------------------------------------------------------


def continues(later: Party, earlier: Party) -> F:
    """`later` is `earlier`, or carries on its functions after a reorganisation (art. 24 ¶2)."""
    return (later == earlier) | later.succeeds(earlier)


def one_of(parties: PartySet, such: Callable[[Party], F]) -> F:
    """Some member of the set is such."""
    return ~every(parties, lambda p: ~such(p))


def has_settled_route(organ: Party) -> F:
    """The law says who is next above: not of provincial governments and committees, nor of the
    centre."""
    head = organ.of_kind(OrganKind.GOVERNMENT, OrganKind.PARTY_COMMITTEE)
    return ~(organ.of_level(Level.CENTRE) | (head & organ.of_level(Level.PROVINCE)))


def is_next_higher(above: Party, organ: Party, at: Day) -> F:
    """`above` is a next higher organ of `organ` or, if that is gone, of whoever carries on (IP-42,
    44, 59)."""
    carried_on = some_organ(lambda q: q.succeeds(organ) & above.next_above(q), at=at)
    found = above.next_above(organ) | carried_on
    settled = has_settled_route(organ)
    return (settled & found) | (~settled & unsettled(NobodyAbove))


# ---- submissions ---------------------------------------------------------------------------------


def same_matter(later: Submit, earlier: Act) -> F:
    """The later submission raises the matter of the earlier event again (IP-13)."""
    return choose(
        {
            SameMatterBy.ATTESTED: later.on_the_same(Fact.SAME_FACTS, earlier),
            SameMatterBy.FILE_NUMBER: later.same_matter(earlier),
        }
    )


def clear_identity(s: Submit, *, direct: bool) -> F:
    """Name and address are clear enough that the petitioner can be told (IP-22)."""
    both = s.has_name & s.has_address
    return choose(
        {
            UnclearIdentity.NAME_OR_ADDRESS: both,
            UnclearIdentity.ONLY_DIRECT: both if direct else TRUE,
            UnclearIdentity.NO_CONTACT: s.has_name | s.has_address | s.has_contact,
        }
    )


def told_on(notice: AnyNotice) -> Day:
    """The day a notice to the petitioner counts as given (IP-04)."""
    return choose_day({Dispatch.SENT: notice.sent, Dispatch.RECEIVED: notice.received})


def under_rules_of_its_own(organ: Party, act: Act) -> F:
    """Notices of political-legal organs on litigation, of discipline organs on accusations (art. 23
    ¶4)."""
    litigation = act.matter.litigation & organ.of_kind(
        OrganKind.COURT, OrganKind.PROCURATORATE, OrganKind.PUBLIC_SECURITY
    )
    accusation = act.matter.kind.is_("accusation") & organ.of_kind(
        OrganKind.DISCIPLINE_INSPECTION, OrganKind.SUPERVISORY
    )
    return litigation | accusation


# ---- handling ------------------------------------------------------------------------------------


def starts_handling(a: Acceptance) -> F:
    """The event counts as the acceptance: an explicit one, else the organ's notice of it
    (IP-07)."""
    explicit = a.is_a(Accept)
    accepted = some(Accept, lambda x: x.same_matter(a) & continues(x.by, a.by))
    refused = some(Refuse, lambda x: x.same_matter(a) & continues(x.by, a.by))
    said = some(AcceptanceNotice, lambda x: x.same_matter(a) & (x.by == a.by))
    stands_for_it = a.by.in_(a.matter.competent) & ~accepted & ~refused
    notice = stands_for_it & (a.is_a(AcceptanceNotice) | ~said)
    return choose(
        {AcceptanceDate.ELSE_NOTICE: explicit | notice, AcceptanceDate.EXPLICIT_ONLY: explicit}
    )


def start_of_handling(a: Act) -> Day:
    """The day the handling period starts; a reorganisation may restart it (IP-29)."""
    restarted = latest(
        Reorganise,
        lambda r: a.by.in_(r.old) & a.precedes(r),
        of=lambda r: r.day,
        otherwise=a.day,
    )
    return choose_day({ReorganisedClock.INHERITED: a.day, ReorganisedClock.RESTARTS: restarted})


def told_why(x: Extend, before: Day) -> F:
    """The petitioner was told the reasons of the extension on or before that day."""
    return some(NotifyExtension, lambda n: n.answers(x) & n.reasons_given & (n.day <= before))


def extension_counts(x: Extend, a: Act) -> F:
    """An extension that moves the limit of art. 34: complex, approved by the head, in time, at most
    30 days."""
    first_limit = period(start_of_handling(a)).plus(HANDLING_DAYS).end
    in_time = choose(
        {
            ExtensionTiming.BEFORE_EXPIRY: x.day <= first_limit,
            ExtensionTiming.AT_ANY_TIME: TRUE,
        }
    )
    told = choose(
        {
            ExtensionNotice.SEPARATE_BREACH: TRUE,
            ExtensionNotice.INEFFECTIVE: told_why(x, first_limit),
        }
    )
    return all_of(
        x.answers(a),
        continues(x.by, a.by),
        x.attested(Fact.COMPLEX),
        x.approved_by_head,
        x.days <= LONGEST_EXTENSION,
        in_time,
        told,
    )


def handling_period(a: Act) -> Period:
    """60 days from acceptance, lengthened by the extensions that count (IP-37); rolls over once, at
    its end."""

    def counted(cap: int) -> Number:
        return capped_sum(Extend, lambda x: extension_counts(x, a), of=lambda x: x.days, cap=cap)

    only_first = capped_sum(
        Extend,
        lambda x: extension_counts(x, a) & ~some(Extend, lambda y: y.answers(a) & y.precedes(x)),
        of=lambda x: x.days,
        cap=LONGEST_EXTENSION,
    )
    extra = choose_number(
        {
            SeveralExtensions.TOGETHER: counted(LONGEST_EXTENSION),
            SeveralExtensions.ONLY_ONE: only_first,
            SeveralExtensions.EACH: counted(10 * LONGEST_EXTENSION),
        }
    )
    handling = period(start_of_handling(a)).plus(HANDLING_DAYS).plus(extra)
    return handling.without(_mediation(a))


def _mediation(a: Act) -> n.Suspension:
    """The days of a mediation that all parties to it agreed to (IP-58)."""

    def agreed(m: Mediate) -> F:
        everybody = every(m.parties, lambda p: p.in_(m.consents))
        stops = choose({MediationClock.RUNS: FALSE, MediationClock.SUSPENDED: TRUE})
        return m.same_matter(a) & a.precedes(m) & everybody & stops

    return days_covered(Mediate, MediationEnd, agreed)


def being_handled(a: Acceptance, later: Submit) -> F:
    """Accepted before, not answered yet, still inside the limit: the window of art. 19 ¶3
    (IP-10)."""
    answered = some(Opinion, lambda o: o.answers(a) & continues(o.by, a.by) & o.precedes(later))
    limit = choose_day(
        {
            BarLimit.WITH_EXTENSION: handling_period(a).end,
            BarLimit.WITHOUT_EXTENSION: period(start_of_handling(a)).plus(HANDLING_DAYS).end,
        }
    )
    return a.precedes(later) & ~answered & (later.day <= limit)


def litigation_begins(act: Act) -> F:
    """The matter goes to court: it leaves ordinary petition work (arts. 28 ¶2, 31(1))."""
    return some(
        OutsideRemedy,
        lambda x: x.same_matter(act) & x.procedure.is_("litigation") & x.stage.is_("begins"),
    )


def withdrawal(act: Act) -> F:
    """The petitioner withdraws. Not in the national text: taken as the end of the matter."""
    return some(Withdraw, lambda x: x.same_matter(act))


# ---- review and re-review ------------------------------------------------------------------------


def completed(given: F, delivered: F) -> F:
    """The opinion is given or, where that is what completes a matter, delivered (IP-41)."""
    return choose({Completed.ISSUED: given, Completed.DELIVERED: delivered})


def _window(request: ReviewRequest | ReReviewRequest, d: Deliver) -> F:
    """The request was made after the written reply was received and within 30 days of that."""
    last = petitioners_period(d.received).plus(REVIEW_DAYS).end
    return (d.received <= request.sent) & (request.sent <= last)


def _lapsed_without_reply(request: ReviewRequest, o: Opinion) -> F:
    replied = some(Deliver, lambda d: d.answers(o) & (d.received <= request.sent))
    late = some(
        Accept,
        lambda a: o.answers(a) & (request.sent > period(a.day).plus(HANDLING_DAYS).end),
    )
    return choose(
        {NoWrittenReply.NOT_ADMISSIBLE: FALSE, NoWrittenReply.AFTER_LAPSE: late & ~replied}
    )


def admissible_review(r: ReviewRequest) -> F:
    """The review is asked of a next higher organ, in time or late for good cause (art. 35; IP-45,
    IP-46)."""

    def of_opinion(o: Opinion) -> F:
        received = some(Deliver, lambda d: d.answers(o) & (_window(r, d) | good_cause(r, d)))
        asked_in_time = (o.written & received) | _lapsed_without_reply(r, o)
        return r.answers(o) & is_next_higher(r.to, o.by, r.day) & asked_in_time

    return some(Opinion, of_opinion)


def good_cause(request: ReviewRequest | ReReviewRequest, d: Deliver) -> F:
    """The request came after the reply; that it came late is excused."""
    return (d.received <= request.sent) & request.attested(Fact.GOOD_CAUSE)


def admissible_re_review(r: ReReviewRequest) -> F:
    """The re-review is asked of an organ next above the reviewing one, in time or late for good
    cause."""

    def of_opinion(v: ReviewOpinion) -> F:
        in_time = some(Deliver, lambda d: d.answers(v) & (_window(r, d) | good_cause(r, d)))
        return r.answers(v) & is_next_higher(r.to, v.by, r.day) & v.written & in_time

    return some(ReviewOpinion, of_opinion)
