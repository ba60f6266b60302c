"""Legal terms that several rules share."""

from __future__ import annotations

from collections.abc import Callable

from constraints.acts import (
    Accept,
    Acceptance,
    AcceptanceNotice,
    AnyNotice,
    Extend,
    Forwarding,
    Mediate,
    MediationEnd,
    NotifyExtension,
    Opinion,
    OutsideRemedy,
    Refuse,
    Reorganise,
    ReReviewOpinion,
    Submit,
    Withdraw,
)
from constraints.parties import acts_as, continues, inside, office_and_organ, one_body, one_of
from constraints.readings import (
    AcceptanceDate,
    BarLimit,
    Dispatch,
    ReorganisedClock,
    SameMatterBy,
    Suit,
    UnclearIdentity,
    WhoIsTold,
)
from constraints.readings_handling import (
    Approver,
    Completed,
    ExtensionNotice,
    ExtensionTiming,
    MediationClock,
    SeveralExtensions,
    TooLong,
)
from constraints.readings_review import NobodyAbove
from constraints.remand import last_sent_back, sent_back_between
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
    carried_on,
    choose,
    choose_day,
    choose_number,
    days_covered,
    every,
    latest,
    period,
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


def has_settled_route(organ: Party) -> F:
    """The law says who is next above: not of provincial governments and committees, nor of the
    centre."""
    head = organ.of_kind(OrganKind.GOVERNMENT, OrganKind.PARTY_COMMITTEE)
    return ~(organ.of_level(Level.CENTRE) | (head & organ.of_level(Level.PROVINCE)))


def is_one_of(party: Party, parties: PartySet) -> F:
    """The party is in the set, carries on the functions of one that is (art. 24 ¶2), or is the
    petition office inside one that is (art. 14 ¶2): those of governments and committees are
    departments of their own."""

    return party.in_(parties) | one_of(parties, lambda q: party.succeeds(q) | inside(party, q))


def is_petition_office(organ: Party) -> F:
    """The organ is a petition office of a party committee or government: the reception unit of any
    other body is not (art. 23 ¶1)."""
    of_another = some_organ(lambda g: inside(organ, g), at=Day(organ.at))
    return organ.of_kind(OrganKind.PETITION_OFFICE) & ~of_another


def is_above(above: Party, organ: Party, at: Day) -> F:
    """`above` is above the organ or, if that is gone, above whoever carries on; what is above an
    organ is so through its petition office too, but is not above its own."""
    carried_on = some_organ(lambda q: q.succeeds(organ) & above.above(q), at=at)
    higher = acts_as(above, lambda g: g.above(organ)) | carried_on
    return higher & ~office_and_organ(above, organ)


def is_next_higher(above: Party, organ: Party, at: Day) -> F:
    """`above` is a next higher organ of `organ` or, if that is gone, of whoever carries on (IP-42,
    44, 59), or the petition office of one, and
    what is above an organ is above its office (art. 14)."""
    carried_on = some_organ(lambda q: q.succeeds(organ) & above.next_above(q), at=at)
    higher = acts_as(above, lambda g: g.next_above(organ)) | acts_as(organ, above.next_above)
    found = (higher | carried_on) & ~one_body(above, organ)
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


def for_a_legal_channel(s: Act) -> F:
    """Litigation, arbitration, reconsideration … is open for it. Not a matter recorded as one of
    art. 31 (6), which is what is left when no other procedure is."""
    return s.attested(Fact.LEGAL_CHANNEL) & ~s.matter.way.is_("6")


def clear_identity(s: Submit, *, direct: bool) -> F:
    """Name and address are clear enough that the petitioner can be told (IP-22). Whom nothing is
    known of nobody can tell, under any reading."""
    somehow = s.has_name | s.has_address | s.has_contact
    both = s.has_name & s.has_address
    return choose(
        {
            UnclearIdentity.NAME_OR_ADDRESS: both,
            UnclearIdentity.ONLY_DIRECT: both if direct else somehow,
            UnclearIdentity.NO_CONTACT: somehow,
        }
    )


def unreachable(a: Act) -> F:
    """Nobody knows the name, the address or any contact of whoever raised what `a` took up: nobody
    can be heard or be handed anything."""

    def nobody(s: Submit) -> F:
        return a.answers(s) & ~(s.has_name | s.has_address | s.has_contact)

    return some(Submit, nobody, recorded_only=True)


def each_told(petitioners: PartySet, joint: F, told: Callable[[Party], F], anybody: F) -> F:
    """Each of the petitioners is told; one will do for those who come through representatives, or
    wherever one is enough (IP-22b)."""
    each = every(petitioners, told)
    one = choose({WhoIsTold.EACH: joint, WhoIsTold.ONE: TRUE})
    return anybody & (each | one)


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
    """The event counts as the acceptance: an explicit one, else the organ's notice of it (IP-07). A
    petition office without powers that passed the matter on has taken in, not up."""
    passed_on = some(Forwarding, lambda f: f.same_matter(a) & continues(f.by, a.by))
    taken_in = is_petition_office(a.by) & ~is_one_of(a.by, a.matter.competent) & passed_on
    explicit = a.is_a(Accept) & ~taken_in
    accepted = some(Accept, lambda x: x.same_matter(a) & continues(x.by, a.by))
    refused = some(Refuse, lambda x: x.same_matter(a) & continues(x.by, a.by))
    said = some(AcceptanceNotice, lambda x: x.same_matter(a) & (x.by == a.by))
    before = some(
        Acceptance,
        lambda x: x.same_matter(a) & continues(a.by, x.by) & x.precedes(a),
        recorded_only=True,
    )
    stands_for_it = is_one_of(a.by, a.matter.competent) & ~accepted & ~refused & ~before
    notice = stands_for_it & (a.is_a(AcceptanceNotice) | ~said)
    return choose(
        {AcceptanceDate.ELSE_NOTICE: explicit | notice, AcceptanceDate.EXPLICIT_ONLY: explicit}
    )


def accepted_before(a: Acceptance) -> F:
    """The same organ, or the one it carries on, accepted the matter before and has not answered
    since: one pending matter has one clock."""

    def pending(x: Accept) -> F:
        answered = some(
            Opinion,
            lambda o: o.same_matter(x) & continues(o.by, x.by) & x.precedes(o) & o.precedes(a),
            recorded_only=True,
        )
        return x.same_matter(a) & continues(a.by, x.by) & x.precedes(a) & ~answered

    return some(Accept, pending, recorded_only=True)


def accepted_after_the_last_word(a: Acceptance) -> F:
    """The acceptance takes up again what a re-review opinion had settled: the breach is to accept
    it, and no further duty follows from that."""

    def again(s: Submit, k: ReReviewOpinion) -> F:
        same = s.on_the_same(Fact.SAME_FACTS, k) & s.on_the_same(Fact.SAME_REASONS, k)
        return a.answers(s) & k.precedes(s) & same

    return some(
        ReReviewOpinion,
        lambda k: (
            k.precedes(a)
            & ~k.outcome.is_("remanded")
            & some(Submit, lambda s: again(s, k), recorded_only=True)
        ),
        recorded_only=True,
    )


def in_hand_here(s: Submit) -> F:
    """The organ has accepted that matter already and not answered yet: the repeat is registered
    with it, no more."""

    def open_here(x: Accept) -> F:
        answered = some(Opinion, lambda o: o.answers(x) & o.precedes(s), recorded_only=True)
        same = same_matter(s, x) & x.matter.petitioners.overlap(s.petitioners)
        return continues(s.to, x.by) & x.precedes(s) & same & ~answered

    return some(Accept, open_here, recorded_only=True)


def answers_acceptance(o: Opinion, a: Act) -> F:
    """The opinion is the acceptor's answer: it refers to the acceptance, or is given in the matter
    after it (a matter taken up twice by one organ is answered once)."""
    later = o.same_matter(a) & (a.day <= o.day)
    return (o.answers(a) | later) & continues(o.by, a.by)


def extends(x: Extend, a: Act) -> F:
    """The extension prolongs what `a` began: it refers to it or, where a notice stands for the
    acceptance (IP-07), comes in the matter after it."""
    later = x.same_matter(a) & continues(x.by, a.by) & (a.day <= x.day)
    return x.answers(a) | (later & ~a.is_a(Accept))


def start_of_handling(a: Act) -> Day:
    """The day the handling period starts; a reorganisation while it runs may restart it, whether an
    event or the organ tree tells of it (IP-29)."""
    prolonged = capped_sum(
        Extend, lambda x: extends(x, a), of=lambda x: x.days, cap=LONGEST_EXTENSION
    )
    running = period(a.day).plus(HANDLING_DAYS).plus(prolonged).end
    by_event = latest(
        Reorganise,
        lambda r: a.by.in_(r.old) & a.precedes(r) & ~r.change.is_("rename") & (r.day <= running),
        of=lambda r: r.day,
        otherwise=a.day,
    )
    restarted = carried_on(a.by, after=by_event, until=running)
    return choose_day({ReorganisedClock.INHERITED: a.day, ReorganisedClock.RESTARTS: restarted})


def told_why(x: Extend, before: Day) -> F:
    """The petitioner was told the reasons of the extension on or before that day."""
    return some(NotifyExtension, lambda n: n.answers(x) & n.reasons_given & (n.day <= before))


def approved(x: Extend) -> F:
    """The extension is approved by whoever may (IP-38)."""
    return choose(
        {
            Approver.HEAD_OR_DEPUTY: x.approved_by_head | x.approved_by_deputy,
            Approver.PRINCIPAL_ONLY: x.approved_by_head & ~x.approved_by_deputy,
        }
    )


def first_limit_from(start: Day) -> Day:
    """The last of the 60 days from there."""
    return period(start).plus(HANDLING_DAYS).end


def in_first_limit(x: Extend, start: Day) -> F:
    """The extension comes while the 60 days from `start` run (IP-36)."""
    return choose(
        {
            ExtensionTiming.BEFORE_EXPIRY: x.day <= first_limit_from(start),
            ExtensionTiming.AT_ANY_TIME: TRUE,
        }
    )


def extension_counts(x: Extend, by: Party, start: Day) -> F:
    """An extension that moves the limit of art. 34: complex, approved, in time, at most 30 days."""
    told = choose(
        {
            ExtensionNotice.SEPARATE_BREACH: TRUE,
            ExtensionNotice.INEFFECTIVE: told_why(x, first_limit_from(start)),
        }
    )
    return all_of(
        continues(x.by, by),
        x.attested(Fact.COMPLEX),
        approved(x),
        choose({TooLong.VOID: x.days <= LONGEST_EXTENSION, TooLong.CUT: TRUE}),
        in_first_limit(x, start),
        told,
    )


def sixty_days(start: Day, by: Party, of_it: Callable[[Extend], F]) -> Period:
    """60 days from there, lengthened by the extensions of it that count (IP-37); rolls over once,
    at its end."""

    def counted(cap: int) -> Number:
        return capped_sum(
            Extend,
            lambda x: of_it(x) & extension_counts(x, by, start),
            of=lambda x: x.days,
            cap=cap,
        )

    only_first = capped_sum(
        Extend,
        lambda x: (
            of_it(x)
            & extension_counts(x, by, start)
            & ~some(Extend, lambda y: of_it(y) & y.precedes(x))
        ),
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
    return period(start).plus(HANDLING_DAYS).plus(extra)


def handling_period(a: Act) -> Period:
    """The sixty days from acceptance, with their extensions."""
    sixty = sixty_days(start_of_handling(a), a.by, lambda x: extends(x, a))
    return sixty.without(_mediation(a))


def handling_period_before(later: Act, a: Act) -> Period:
    """The handling period that ran, or had run, when `later` was done: of the acceptance or, where
    the matter was sent back meanwhile, from then (IP-54)."""
    start = last_sent_back(a, later, otherwise=start_of_handling(a))
    sixty = sixty_days(start, a.by, lambda x: extends(x, a) & (start <= x.day))
    return sixty.without(_mediation(a))


def _mediation(a: Act) -> n.Suspension:
    """The days of a mediation that all parties to it agreed to (IP-58)."""

    def agreed(m: Mediate) -> F:
        everybody = every(m.parties, lambda p: p.in_(m.consents))
        stops = choose({MediationClock.RUNS: FALSE, MediationClock.SUSPENDED: TRUE})
        return m.same_matter(a) & a.precedes(m) & everybody & stops

    return days_covered(Mediate, MediationEnd, agreed)


def being_handled(a: Acceptance, later: Submit) -> F:
    """Accepted before, not answered since it was taken up or sent back, still inside the limit: the
    window of art. 19 ¶3 (IP-10)."""
    answered = some(
        Opinion,
        lambda o: answers_acceptance(o, a) & o.precedes(later) & ~sent_back_between(o, later),
    )
    closed = some(
        Refuse,
        lambda x: x.same_matter(a) & continues(x.by, a.by) & a.precedes(x) & x.precedes(later),
    ) | withdrawn_by_all(a, lambda w: w.precedes(later))
    start = last_sent_back(a, later, otherwise=start_of_handling(a))
    limit = choose_day(
        {
            BarLimit.WITH_EXTENSION: handling_period_before(later, a).end,
            BarLimit.WITHOUT_EXTENSION: first_limit_from(start),
        }
    )
    return a.precedes(later) & ~answered & ~closed & (later.day <= limit)


def litigation_begins(act: Act) -> F:
    """The matter goes to court or to reconsideration, and was not over there before the act: it
    leaves ordinary petition work (arts. 28 ¶2, 31(1)); if one of several sues, IP-34c."""

    def goes_there(x: OutsideRemedy) -> F:
        over = some(
            OutsideRemedy,
            lambda y: y.same_matter(x) & y.stage.is_("decided", "ends") & y.precedes(act),
        )
        there = x.procedure.is_("litigation", "reconsideration") & x.stage.is_("begins")
        return x.same_matter(act) & there & ~(x.precedes(act) & over)

    petitioners = act.matter.petitioners

    def by_or_for(p: Party) -> F:
        return some(
            OutsideRemedy,
            lambda x: goes_there(x) & ((x.by == p) | ~x.by.in_(petitioners)),
        )

    everybody = every(petitioners, by_or_for)
    somebody = some(OutsideRemedy, goes_there)
    return choose({Suit.WHOLE_MATTER: somebody, Suit.SUER_ONLY: somebody & everybody})


def withdrawal(act: Act) -> F:
    """Every petitioner withdraws, not before the act. Not in the national text: taken as the end of
    the matter."""
    return withdrawn_by_all(act, lambda w: act.day <= w.day)


def withdrawn_by_all(act: Act, such: Callable[[Withdraw], F]) -> F:
    """Every petitioner of the matter withdrew, in such a way."""
    return every(
        act.matter.petitioners,
        lambda p: some(Withdraw, lambda w: w.same_matter(act) & (w.by == p) & such(w)),
    )


def completed(given: F, delivered: F) -> F:
    """The opinion is given or, where that is what completes a matter, delivered (IP-41)."""
    return choose({Completed.ISSUED: given, Completed.DELIVERED: delivered})
