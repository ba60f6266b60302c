"""When a source governs what happened: its days, and matters that straddle two of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from model.logic import nodes as n
from model.logic.handles import Act, F
from model.logic.readings import Regime, reading
from model.logic.rule import Handover, Source, Until
from model.logic.write import choose
from model.words import Field, Kind

SUBMITTED: Final = n.EventVar("submitted", (Kind.SUBMIT,))


def in_force(source: Source, triggers: Sequence[Act], demand: n.Demand) -> n.Formula:
    """Returns "the source governs the triggering events": it was in force when the last of them
    happened or, where another text took its place, what IP-55 says of what straddles that day."""
    days = [t.day.node for t in triggers]
    begun = _begun(source, days)
    at_the_event = n.And((begun, *_not_over(source.until, days)))
    handover = source.handover
    if handover is None or not triggers:
        return at_the_event
    before = _raised_before(handover, triggers[0])
    running = _running(handover, demand)
    raised: n.Formula
    still: n.Formula
    if handover.to_this:
        raised, still = n.And((begun, n.Not(before))), n.Or((begun, running))
    else:
        raised = n.And((begun, n.Or((*at_the_event.args[1:], before))))
        still = n.And((*at_the_event.args, n.Not(running)))
    branches = {
        Regime.EVENT_DATE: F(at_the_event),
        Regime.SUBMISSION_DATE: F(raised),
        Regime.STILL_RUNNING: F(still),
    }
    return choose(branches).node


def _begun(source: Source, days: Sequence[n.DayTerm]) -> n.Formula:
    if source.in_force_from is None:
        return n.TRUE
    first = n.DayConst(source.in_force_from)
    return n.Or(tuple(n.NotAfter(first, day) for day in days))


def _not_over(until: Until | None, days: Sequence[n.DayTerm]) -> Sequence[n.Formula]:
    if until is None:
        return ()
    over = tuple(n.NotAfter(day, n.DayConst(until.day)) for day in days)
    if until.reading is None:
        return (n.And(over),)
    values = [v.word for v in reading(until.reading)]
    branches = tuple((w, n.TRUE if w in until.lasting else n.And(over)) for w in values)
    return (n.Choose(until.reading, branches),)


def _raised_before(handover: Handover, trigger: Act) -> n.Formula:
    """The matter was first raised while the earlier text was in force."""
    on = n.DayOf(SUBMITTED, Field.ON)
    then = n.NotAfter(on, n.DayConst(handover.day - 1))
    where = n.And((n.SameMatter(SUBMITTED, trigger.var), then))
    return n.Some(SUBMITTED, where, on, supposed=False)


def _running(handover: Handover, demand: n.Demand) -> n.Formula:
    """The time for what is demanded had not run out when the later text came into force."""
    if not isinstance(demand, n.Answer) or demand.due is None:
        return n.FALSE
    running = n.NotAfter(n.DayConst(handover.day), demand.due)
    match demand.due:  # a limit that nobody set has no day: nothing runs
        case n.DayOf(e, Field.LIMIT) | n.PeriodEnd(start=n.DayOf(e, Field.LIMIT)):
            return n.And((n.Given(e, Field.LIMIT), running))
        case _:
            return running
