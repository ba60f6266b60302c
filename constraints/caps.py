"""Which matters have the 60 days of art. 34, and limits without a number that these cap."""

from __future__ import annotations

from datetime import date

from constraints.readings import AnchorScope
from model.calendar import day_number
from model.logic import nodes as n
from model.logic.limits import OpenLimit
from model.logic.write import Act, Day, F, Number, choose_day, latest, limit, period

LAST_DAY_OF_2005 = day_number(date(2022, 4, 30))
"""The last day of the Regulations of 2005."""


def under_the_regulations_of_2005(act: Act) -> F:
    """The Regulations of 2005 were in force on the day of the act: every matter had 60 days."""
    return act.day <= Day(n.DayConst(LAST_DAY_OF_2005))


def has_sixty_days(act: Act) -> F:
    """The matter of the act is one to be completed within the 60 days: of way 6 or, before May
    2022, any."""
    return act.matter.way.is_("6") | under_the_regulations_of_2005(act)


def capped_by_article_34(
    act: Act, start: Day, capped: OpenLimit, free: OpenLimit, longer: Number | None = None
) -> Day:
    """Returns the last day of a limit without a number that runs from `start`, `longer` days more:
    the limit is the one `capped` by the days of art. 34 where the matter of the act has these,
    elsewhere the one that is `free` (ANCHOR60_SCOPE)."""

    def end(of: OpenLimit) -> Day:
        running = period(start).plus(limit(of))
        return (running if longer is None else running.plus(longer)).end

    def has(same: Act) -> F:
        return same.is_(act) & has_sixty_days(act)

    by_way = latest(type(act), has, of=lambda _: end(capped), otherwise=end(free))
    return choose_day({AnchorScope.WAY_SIX: by_way, AnchorScope.ALL_MATTERS: end(capped)})
