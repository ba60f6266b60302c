"""Part 2, opening and (1): the first unit answers for the matter, and settles what is its own."""

from __future__ import annotations

from constraints.caps import capped_by_article_34
from constraints.first_receipt.acts import (
    Calms,
    CreatesConditions,
    Dissuades,
    Explains,
    Filed,
    Found,
    Handled,
    PassedOn,
    Received,
    Told,
    Tracked,
)
from constraints.first_receipt.limits import (
    D_FR_EXPLAIN,
    D_FR_LIMIT,
    D_FR_REPORT,
    D_FR_SOLVE,
    D_FR_SOLVE_OTHERWISE,
    D_FR_TOTAL,
    D_FR_TOTAL_OTHERWISE,
)
from constraints.first_receipt.readings import (
    LegalChannelFirst,
    Stabilising,
    WhoIsBound,
    WhoSetsTheLimit,
)
from constraints.first_receipt.terms import (
    by_the_first,
    finds_unable,
    goes_to_the_competent,
    in_its_powers,
    is_bureau_of,
    is_first,
    reaches_the_bureau,
    settled_by_the_first,
    several_departments,
    unable,
)
from constraints.parties import continues
from constraints.sources import FR
from constraints.terms import for_a_legal_channel, withdrawal
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import FALSE, TRUE, Claim, Day, F, choose, latest, limit, period, some, when
from model.words import Fact

rule = rules_of(FR)


@rule("FR-2.0", article="2", modality=Modality.OBLIGATION)
def the_first_unit_handles_or_passes_on_and_tracks(raised: Received) -> Claim:
    """Within the time set the unit that received a matter first sees to it that it is handled, or
    passes it on to the competent unit or the county bureau and tracks it.

    首访单位须在规定时间内办理、促成办理，或者转交有权单位、报县信访局并跟踪。
    """
    handled = some(Handled, lambda r: r.same_matter(raised))
    elsewhere = ~in_its_powers(raised) | several_departments(raised)
    passed_on = some(PassedOn, lambda p: goes_to_the_competent(p, raised) & elsewhere)
    filed = some(Filed, lambda f: reaches_the_bureau(f, raised) & elsewhere)
    tracked = some(Tracked, lambda t: by_the_first(t, raised))
    return (
        when(is_first(raised), ~for_a_legal_channel(raised))
        .require(handled | ((passed_on | filed) & tracked))
        .by(capped_by_article_34(raised, raised.received, D_FR_TOTAL, D_FR_TOTAL_OTHERWISE))
        .unless("blocked", raised.attested(Fact.BLOCKED))
        .unless("unable", unable(raised))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


# ---- (1) -----------------------------------------------------------------------------------------


def owed(s: Received) -> F:
    """A founded request within the first unit's own powers; what touches several departments is
    left to part 2 (4)."""
    founded = s.attested(Fact.REASONABLE) & s.attested(Fact.LAWFUL)
    return is_first(s) & in_its_powers(s) & ~several_departments(s) & founded


@rule("FR-2.1a", article="2 (1)", modality=Modality.OBLIGATION)
def a_founded_matter_of_its_own_is_settled_in_time(raised: Received) -> Claim:
    """What lies in its powers and is reasonable and lawful the first unit settles in time, without
    conditions; only an obstacle in policy or circumstances excuses it.

    属于职权范围且合理合法的，首访单位及时解决，不得附加条件；受政策或者客观条件所限的除外。
    """
    its_own = choose(
        {LegalChannelFirst.NO: TRUE, LegalChannelFirst.YES: ~for_a_legal_channel(raised)}
    )
    return (
        when(owed(raised), its_own)
        .require(settled_by_the_first(raised))
        .by(capped_by_article_34(raised, raised.received, D_FR_SOLVE, D_FR_SOLVE_OTHERWISE))
        .unless("blocked", raised.attested(Fact.BLOCKED))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("FR-2.1b(1)", article="2 (1)", modality=Modality.OBLIGATION)
def why_it_cannot_be_settled_yet_is_explained(raised: Received) -> Claim:
    """If policy or circumstances stand in the way, the first unit explains that to the petitioner;
    no need if it settles the matter first.

    因政策、条件暂时不能解决的，首访单位向信访人解释清楚；已先行解决的不必。
    """
    explained = some(Explains, lambda e: by_the_first(e, raised))
    return (
        when(owed(raised), raised.attested(Fact.BLOCKED))
        .require(explained | settled_by_the_first(raised))
        .by(period(raised.received).plus(limit(D_FR_EXPLAIN)))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


def last_day_for_a_blocked_matter(raised: Received) -> Day:
    """The limit recorded by whoever sets it (FR21B_LIMIT); without one, the number is open."""
    open_ = period(raised.received).plus(limit(D_FR_LIMIT)).end

    def sets_it(c: CreatesConditions) -> F:
        by_whom = choose(
            {
                WhoSetsTheLimit.UNIT_SETS: continues(c.by, raised.to),
                WhoSetsTheLimit.BUREAU_SETS: is_bureau_of(c.by, raised.to),
                WhoSetsTheLimit.NONE: FALSE,
            }
        )
        return c.same_matter(raised) & c.has_limit & by_whom

    return latest(CreatesConditions, sets_it, of=lambda c: c.limit, otherwise=open_)


@rule("FR-2.1b(2)", article="2 (1)", modality=Modality.OBLIGATION)
def a_blocked_matter_is_settled_within_a_limit(raised: Received) -> Claim:
    """The first unit creates the conditions and settles the blocked matter within a limit; unless
    it is really unable to.

    首访单位创造条件，限期解决暂时不能解决的事项；确实无法解决的除外。
    """
    return (
        when(owed(raised), raised.attested(Fact.BLOCKED))
        .require(settled_by_the_first(raised))
        .by(last_day_for_a_blocked_matter(raised))
        .unless("unable", unable(raised))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("FR-2.1c", article="2 (1)", modality=Modality.OBLIGATION)
def a_unit_unable_to_settle_reports_and_keeps_calm(raised: Received) -> Claim:
    """A first unit that is really unable to settle reports in time to the departments concerned and
    keeps the petitioner calm meanwhile.

    确实无法解决的，首访单位及时上报有关部门，并做好稳定工作。
    """

    def calms(c: Calms) -> F:
        return by_the_first(c, raised)

    dissuades = some(Dissuades, lambda d: by_the_first(d, raised))
    calmed = choose(
        {
            Stabilising.PERSUADE_ONLY: some(Calms, calms),
            Stabilising.INCLUDES_DISSUADING_TRAVEL: some(Calms, calms) | dissuades,
        }
    )
    by_the_unit = choose({WhoIsBound.RECEIVER: calmed, WhoIsBound.LITERAL: TRUE})
    reported = some(Told, lambda t: by_the_first(t, raised) & (t.to != raised.to))
    found_on = latest(
        Found,
        lambda f: finds_unable(f, raised),
        of=lambda f: f.day,
        otherwise=raised.received,
    )
    return (
        when(owed(raised), unable(raised), ~settled_by_the_first(raised))
        .require(reported & by_the_unit)
        .by(period(found_on).plus(limit(D_FR_REPORT)))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )
