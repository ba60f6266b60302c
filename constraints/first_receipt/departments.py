"""Part 2 (4) and (5): several departments, and other legal channels."""

from __future__ import annotations

from constraints.first_receipt.acts import (
    Answered,
    AsksForSponsor,
    Closed,
    Convened,
    Filed,
    Received,
    Result,
    ResultTold,
    ShowsTheWay,
    SponsorNamed,
    Tracked,
)
from constraints.first_receipt.limits import (
    D_FR_CONVENE,
    D_FR_INFORM,
    D_FR_REPLY,
    D_FR_REPORT,
    D_FR_RESULT,
    D_FR_SPONSOR,
    P_FR_TRACK,
)
from constraints.first_receipt.readings import Tracks
from constraints.first_receipt.terms import (
    by_the_first,
    is_bureau_of,
    is_first,
    is_first_result,
    is_the_bureau,
    or_when_closed,
    reaches_the_bureau,
    several_departments,
)
from constraints.parties import continues
from constraints.sources import FR
from constraints.terms import for_a_legal_channel, withdrawal
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import Claim, F, choose, every, limit, period, some, when

rule = rules_of(FR)


def of_several(s: Received) -> F:
    """The first unit received what touches several departments, and what no legal channel is open
    for."""
    return is_first(s) & several_departments(s) & ~for_a_legal_channel(s)


@rule("FR-2.4a", article="2 (4)", modality=Modality.OBLIGATION)
def the_bureau_is_told_of_several_departments(raised: Received) -> Claim:
    """If several departments are concerned, the first unit reports it promptly to the county
    bureau.

    涉及多部门的，首访单位及时报告县信访局。
    """
    return (
        when(of_several(raised), ~is_the_bureau(raised))
        .require(some(Filed, lambda f: reaches_the_bureau(f, raised)))
        .by(period(raised.received).plus(limit(D_FR_REPORT)))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


def is_first_filing(filed: Filed, s: Received) -> F:
    """The bureau learns of the matter from the first unit, for the first time."""
    before = some(
        Filed,
        lambda f: f.same_matter(s) & (f.to == filed.to) & f.precedes(filed),
        recorded_only=True,
    )
    return reaches_the_bureau(filed, s) & ~before


@rule("FR-2.4b", article="2 (4)", modality=Modality.OBLIGATION)
def the_bureau_asks_for_a_sponsor(raised: Received, filed: Filed) -> Claim:
    """The county bureau asks the county leader in charge to name the sponsoring unit. No time is
    set for the leader's own decision; once it is made, it was asked for.

    县信访局请示分管县领导确定主办单位；领导何时确定未有规定。
    """
    asked = some(AsksForSponsor, lambda a: a.same_matter(raised) & (a.by == filed.to))
    named = some(SponsorNamed, lambda n: n.same_matter(raised))
    return (
        when(of_several(raised), is_first_filing(filed, raised))
        .require(asked | named)
        .by(period(filed.received).plus(limit(D_FR_SPONSOR)))
        .unless("withdrawal", withdrawal(raised))
        .on(filed.to)
    )


@rule("FR-2.4c", article="2 (4)", modality=Modality.OBLIGATION)
def the_units_are_convened(raised: Received, filed: Filed, named: SponsorNamed) -> Claim:
    """Once the sponsor is named, the county bureau and the sponsor call all units concerned
    together; a meeting called by either is one of both.

    主办单位确定后，县信访局与主办单位召集有关单位协调办理；由其中一方召集即可。
    """

    def called(c: Convened) -> F:
        by_them = (c.by == filed.to) | continues(c.by, named.to)
        everyone = every(
            named.matter.involves,
            lambda q: (q == c.by) | (q == named.to) | q.in_(c.parties),
        )
        return c.same_matter(raised) & by_them & (named.day <= c.day) & everyone

    return (
        when(
            of_several(raised),
            is_first_filing(filed, raised),
            named.same_matter(raised),
        )
        .require(some(Convened, called))
        .by(period(named.day).plus(limit(D_FR_CONVENE)))
        .unless("withdrawal", withdrawal(raised))
        .on(filed.to)
    )


@rule("FR-2.4d", article="2 (4)", modality=Modality.OBLIGATION)
def the_first_unit_tracks_the_sponsors_work(raised: Received, named: SponsorNamed) -> Claim:
    """The first unit tracks what another unit, named sponsor, makes of the matter: at least once,
    before the matter is closed.

    他单位主办的，首访单位跟踪落实，办结前至少一次。
    """

    def tracks(t: Tracked) -> F:
        closed = some(Closed, lambda c: c.same_matter(raised) & c.precedes(t))
        return by_the_first(t, raised) & named.precedes(t) & ~closed

    def again(t: Tracked) -> F:
        earlier = some(
            Tracked, lambda u: by_the_first(u, raised) & named.precedes(u) & u.precedes(t)
        )
        return tracks(t) & earlier

    return (
        when(
            of_several(raised),
            named.same_matter(raised),
            named.to != raised.to,
        )
        .require(choose({Tracks.ONCE: some(Tracked, tracks), Tracks.TWICE: some(Tracked, again)}))
        .by(or_when_closed(raised, period(named.day).plus(limit(P_FR_TRACK)).end))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


def by_the_sponsor(done: Result, named: SponsorNamed, s: Received) -> F:
    """The sponsor gives its result."""
    sponsors = continues(done.by, named.to) & done.same_matter(s) & (named.day <= done.day)
    return of_several(s) & named.same_matter(s) & sponsors & is_first_result(done)


@rule("FR-2.4e", article="2 (4)", modality=Modality.OBLIGATION)
def the_sponsor_answers_the_petitioner(
    raised: Received, named: SponsorNamed, done: Result
) -> Claim:
    """Having completed the matter, the sponsor answers the petitioner.

    主办单位办结后答复信访人。
    """

    def answered(a: Answered) -> F:
        return a.same_matter(done) & continues(a.by, done.by) & (done.day <= a.day)

    return (
        when(by_the_sponsor(done, named, raised))
        .require(some(Answered, answered))
        .by(period(done.day).plus(limit(D_FR_REPLY)))
        .unless("withdrawal", withdrawal(raised))
        .on(done.by)
    )


@rule("FR-2.4f", article="2 (4)", modality=Modality.OBLIGATION)
def the_sponsor_writes_to_the_bureau_and_the_first_unit(
    raised: Received, named: SponsorNamed, done: Result
) -> Claim:
    """The sponsor lets the county bureau and the first unit know the result in writing.

    主办单位将结果函告县信访局和首访单位。
    """

    def wrote(t: ResultTold) -> F:
        its_own = t.same_matter(done) & continues(t.by, done.by) & (done.day <= t.day)
        return its_own & t.written

    bureau = some(ResultTold, lambda t: wrote(t) & is_bureau_of(t.to, raised.to))
    first = some(ResultTold, lambda t: wrote(t) & continues(t.to, raised.to))
    return (
        when(by_the_sponsor(done, named, raised))
        .require(bureau & (first | continues(done.by, raised.to)))
        .by(period(done.day).plus(limit(D_FR_RESULT)))
        .on(done.by)
    )


@rule("FR-2.5", article="2 (5)", modality=Modality.OBLIGATION)
def the_petitioner_is_told_of_the_legal_channel(raised: Received) -> Claim:
    """If litigation, arbitration, reconsideration or the like is the way to settle it, the first
    receiver tells the petitioner to go that way, by the legal procedure.

    应通过诉讼、仲裁、行政复议等法定途径解决的，首访接待人告知信访人依程序向有关单位提出。
    """
    return (
        when(is_first(raised), for_a_legal_channel(raised))
        .require(some(ShowsTheWay, lambda w: by_the_first(w, raised)))
        .by(period(raised.received).plus(limit(D_FR_INFORM)))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )
