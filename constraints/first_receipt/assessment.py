"""Part 3: registering, the ban on shirking, and the failures that cost points at the year's end.

FR-3.5a to d are the duties whose failure is scored; each breach of an instance is one occurrence,
and `scoring` only adds up their verdicts.
"""

from __future__ import annotations

from constraints.acts import Forwarding
from constraints.caps import capped_by_article_34
from constraints.first_receipt.acts import (
    Charge,
    Circulated,
    Closed,
    Filed,
    Found,
    Handled,
    HeldToAccount,
    PassedOn,
    Received,
    Refused,
    Registered,
    SponsorNamed,
    TakenUp,
    Tracked,
)
from constraints.first_receipt.limits import (
    D_FR_ACCEPT,
    D_FR_HANDLE,
    D_FR_HANDLE_OTHERWISE,
    D_FR_REG,
    D_FR_REPORT,
    P_FR_TRACK,
)
from constraints.first_receipt.readings import (
    AcceptScope,
    Detail,
    ReportsCount,
    ScoredUnits,
    Strictly,
    TrackedWhen,
    Tracks,
)
from constraints.first_receipt.terms import (
    by_the_first,
    goes_to_the_competent,
    in_its_powers,
    is_bureau_of,
    is_first,
    is_occurrence,
    is_the_bureau,
    may_be_accepted,
    may_learn_of,
    reaches_the_bureau,
    several_departments,
    when_closed,
)
from constraints.parties import continues, one_of
from constraints.regulations_2022.received import grave
from constraints.sources import FR
from constraints.terms import for_a_legal_channel, is_one_of, withdrawal
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    FALSE,
    TRUE,
    Claim,
    Day,
    F,
    choose,
    latest,
    limit,
    period,
    some,
    when,
)
from model.words import Fact

rule = rules_of(FR)


@rule("FR-3.1", article="3", modality=Modality.OBLIGATION)
def a_first_visit_is_registered_in_detail(raised: Received) -> Claim:
    """The first unit registers the matter in detail; that an entry is detailed is attested.

    首访单位详细登记信访事项。
    """

    def detailed(r: Registered) -> F:
        full = choose({Detail.LISTED: r.attested(Fact.DETAILED), Detail.ANY_ENTRY: TRUE})
        return by_the_first(r, raised) & full

    return (
        when(is_first(raised))
        .require(some(Registered, detailed))
        .by(period(raised.received).plus(limit(D_FR_REG)))
        .on(raised.to)
    )


@rule("FR-3.3", article="3", modality=Modality.PROHIBITION)
def a_first_visit_is_not_shirked(raised: Received) -> Claim:
    """The first unit neither pushes the matter off nor deals with it perfunctorily, on whatever
    ground; delay is a missed limit of another rule.

    首访单位不得以任何理由推诿、敷衍；拖延见各项期限。
    """
    shirked = raised.attested(Fact.SHIRKED) | raised.attested(Fact.PERFUNCTORY)
    return when(is_first(raised)).hold(~shirked).on(raised.to)


# ---- failures that cost points -------------------------------------------------------------------


@rule("FR-3.5a", article="3", modality=Modality.OBLIGATION)
def what_should_be_accepted_is_accepted(raised: Received) -> Claim:
    """The first unit accepts what is in its powers, unless a legal channel is open or the
    Regulations bar it; a refusal ends the time for it.

    应受理的，首访单位予以受理；应走法定途径或者《条例》不许受理的除外；拒绝受理的，以拒绝之日为期满。
    """
    scope = choose({AcceptScope.NARROW: in_its_powers(raised), AcceptScope.BROAD: TRUE})
    end = period(raised.received).plus(limit(D_FR_ACCEPT)).end
    last = latest(
        Refused,
        lambda f: f.same_matter(raised) & continues(f.by, raised.to) & (f.day <= end),
        of=lambda f: f.day,
        otherwise=end,
    )
    return (
        when(
            is_occurrence(raised),
            scope,
            ~for_a_legal_channel(raised),
            may_be_accepted(raised),
        )
        .require(some(TakenUp, lambda a: by_the_first(a, raised)))
        .by(last)
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


def should_be_passed_on(s: Received) -> F:
    """The matter is another unit's, which may learn of it, or it touches several departments."""
    another = one_of(s.matter.competent, lambda q: (q != s.to) & may_learn_of(q, s))
    elsewhere = ~in_its_powers(s) & another
    return ~for_a_legal_channel(s) & (elsewhere | (several_departments(s) & ~is_the_bureau(s)))


@rule("FR-3.5b", article="3", modality=Modality.OBLIGATION)
def what_should_be_passed_on_is_passed_on(raised: Received) -> Claim:
    """The first unit passes on what is another unit's; with several departments, a report to the
    county bureau is that.

    应转办的，首访单位予以转办；涉及多部门的，报县信访局即为转办。
    """
    due_elsewhere = ~in_its_powers(raised)

    def passed(p: PassedOn) -> F:
        return goes_to_the_competent(p, raised) & may_learn_of(p.to, p) & due_elsewhere

    def to_the_bureau(f: Filed) -> F:
        return reaches_the_bureau(f, raised) & several_departments(raised)

    filed = some(Filed, lambda f: reaches_the_bureau(f, raised))
    owed = should_be_passed_on(raised)
    done = some(PassedOn, passed) | some(Filed, to_the_bureau)
    bureau_too = (done | ~owed) & (filed | is_the_bureau(raised))
    return (
        when(
            is_occurrence(raised),
            choose({ReportsCount.FALSE: owed, ReportsCount.TRUE: owed | grave(raised)}),
        )
        .require(choose({ReportsCount.FALSE: done, ReportsCount.TRUE: bureau_too}))
        .by(period(raised.received).plus(limit(D_FR_REPORT)))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


def charged_as_first(c: Charge) -> F:
    """The first unit answers for handling a founded matter of its own."""
    visit = Received(c.var)
    founded = visit.attested(Fact.REASONABLE) & visit.attested(Fact.LAWFUL)
    return c.is_a(Received) & is_occurrence(visit) & in_its_powers(visit) & founded


def charged_by_another(c: Charge) -> F:
    """The unit to which the first unit passed the matter, or the sponsor, answers for it
    (FR_SCORED_UNITS)."""
    told = PassedOn(c.var)
    responsible = c.is_a(PassedOn) & some(
        Received,
        lambda s: is_first(s) & goes_to_the_competent(told, s),
        recorded_only=True,
    )
    sponsor = c.is_a(SponsorNamed) & some(
        Received,
        lambda s: s.same_matter(c) & is_first(s) & several_departments(s) & (s.to != c.to),
        recorded_only=True,
    )
    return choose(
        {ScoredUnits.FIRST_ONLY: FALSE, ScoredUnits.ANY_DUTY_BEARER: responsible | sponsor}
    )


def left_to_a_sponsor(c: Charge) -> F:
    """Several departments are concerned, and another unit was named to handle the matter: no matter
    when, as the county leader has no time limit."""
    another = some(
        SponsorNamed,
        lambda n: n.same_matter(c) & ~continues(c.to, n.to),
        at=lambda _: c.received,
    )
    return several_departments(c) & another


@rule("FR-3.5c", article="3", modality=Modality.OBLIGATION)
def what_should_be_handled_is_handled(charge: Charge) -> Claim:
    """The first unit comes to a result in a founded matter of its own; an obstacle in policy or
    circumstances excuses it, and that another unit was named sponsor.

    应办理的，首访单位办出结果；受政策或者客观条件所限，或者已确定由他单位主办的除外。
    """
    return (
        when(
            charged_as_first(charge) | charged_by_another(charge),
            ~for_a_legal_channel(charge),
        )
        .require(some(Handled, lambda r: r.same_matter(charge) & continues(r.by, charge.to)))
        .by(capped_by_article_34(charge, charge.received, D_FR_HANDLE, D_FR_HANDLE_OTHERWISE))
        .unless("blocked", charge.attested(Fact.BLOCKED))
        .unless("another sponsor", left_to_a_sponsor(charge))
        .unless("withdrawal", withdrawal(charge))
        .on(charge.to)
    )


def passes_on(p: Filed, s: Received) -> F:
    """The first unit passes the matter on: sends it to another unit, tells a competent one or, with
    several departments, the bureau."""
    sent = p.is_a(Forwarding)
    told = p.is_a(PassedOn) & is_one_of(p.to, s.matter.competent)
    filed = several_departments(s) & is_bureau_of(p.to, s.to)
    return by_the_first(p, s) & (p.to != s.to) & (sent | told | filed)


def start_of_tracking(s: Received) -> Day:
    """The day the matter was last passed on; without that, the day of the visit."""
    return latest(Filed, lambda p: passes_on(p, s), of=lambda p: p.received, otherwise=s.received)


@rule("FR-3.5d", article="3", modality=Modality.OBLIGATION)
def what_should_be_tracked_is_tracked(raised: Received) -> Claim:
    """The first unit tracks what it passed on, or what touches several departments: at least once,
    after passing it on and before the matter is closed.

    应跟踪的（已转办的，或者涉及多部门的），首访单位在转办后、办结前至少跟踪一次。
    """
    passed_on = some(Filed, lambda p: passes_on(p, raised), recorded_only=True)
    owed = passed_on | several_departments(raised)

    def tracks(t: Tracked) -> F:
        closed = some(Closed, lambda c: c.same_matter(raised) & c.precedes(t))
        after = some(Filed, lambda p: passes_on(p, raised) & p.precedes(t), recorded_only=True)
        return by_the_first(t, raised) & ~closed & (after | ~passed_on)

    def again(t: Tracked) -> F:
        return tracks(t) & some(Tracked, lambda u: by_the_first(u, raised) & u.precedes(t))

    return (
        when(
            is_occurrence(raised),
            ~for_a_legal_channel(raised),
            choose(
                {
                    TrackedWhen.TRUE: owed,
                    TrackedWhen.FALSE: owed | should_be_passed_on(raised),
                }
            ),
        )
        .require(choose({Tracks.ONCE: some(Tracked, tracks), Tracks.TWICE: some(Tracked, again)}))
        .by(when_closed(raised, period(start_of_tracking(raised)).plus(limit(P_FR_TRACK)).end))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("FR-3.6", article="3", modality=Modality.OBLIGATION)
def grave_neglect_is_answered_for(raised: Received, found: Found) -> Claim:
    """If a first visit was dealt with perfunctorily, the conflict intensified by it and serious
    consequences caused, whoever finds so has the first receiver or unit held to account, and has
    word of it sent round.

    首访中敷衍了事、激化矛盾、造成严重后果的，认定者须使首访接待人或者首访单位受到追究，并予通报。

    No day is set: it is open until both are done.
    """
    grave_end = found.fact.is_(Fact.SERIOUS_CONSEQUENCES.value) & found.value
    neglect = raised.attested(Fact.PERFUNCTORY)
    chain = neglect & raised.attested(Fact.INTENSIFIED)
    conditions = choose({Strictly.AND: chain, Strictly.SERIOUS_ONLY: neglect})

    def accountable(h: HeldToAccount) -> F:
        theirs = continues(h.to, raised.to) | h.to.in_(raised.received_by)
        return h.same_matter(raised) & found.precedes(h) & theirs

    circulated = some(Circulated, lambda c: c.same_matter(raised) & found.precedes(c))
    return (
        when(is_first(raised), found.same_matter(raised), grave_end, conditions)
        .require(some(HeldToAccount, accountable) & circulated)
        .on(found.by)
    )
