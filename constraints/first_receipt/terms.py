"""Terms of the first-receipt notice: who received a matter first, whose it is, what becomes of it.

A unit of the county is an organ of county or township level: a unit of the province or city that is
stationed in the county is one of county level without a line to the county government. The record
of one matter is one matter, however often it is raised.
"""

from __future__ import annotations

from constraints.acts import Opinion, Submit
from constraints.first_receipt.acts import (
    Closed,
    Done,
    Filed,
    Found,
    PassedOn,
    Received,
    Result,
    Settled,
    Told,
)
from constraints.first_receipt.readings import (
    FirstTie,
    FirstWhere,
    GivesWay,
    Jointly,
    Occurrence,
    ReceiptMode,
)
from constraints.parties import continues, one_of
from constraints.regulations_2022.received import barred, is_visit
from constraints.terms import is_one_of, is_petition_office
from model.logic.write import TRUE, Act, Day, F, Party, choose, latest, some
from model.organs.hierarchy import Relation
from model.words import Fact, Level

# ---- the first receiver --------------------------------------------------------------------------


def is_receipt(s: Submit) -> F:
    """A unit of the county receives a matter in a way that may make it the first (FR_MODE)."""
    here = s.to.of_level(Level.COUNTY, Level.TOWNSHIP)
    return here & choose({ReceiptMode.VISIT_ONLY: is_visit(s), ReceiptMode.ALL: TRUE})


def is_first(s: Submit) -> F:
    """The unit addressed is the first receiver of the matter (FR_FIRST, FR_TIE)."""

    def another(e: Submit) -> F:
        earlier = choose(
            {FirstTie.EARLIEST_SEQ: e.precedes(s), FirstTie.ALL_OF_THE_DAY: e.day < s.day}
        )
        there = choose(
            {FirstWhere.FIRST_ANYWHERE: TRUE, FirstWhere.FIRST_AT_THIS_UNIT: e.to == s.to}
        )
        return e.same_matter(s) & is_receipt(e) & earlier & there

    return is_receipt(s) & ~some(Submit, another, recorded_only=True)


def is_occurrence(s: Submit) -> F:
    """The visit is one that is counted: the first or, where visits are counted, any at the first
    receiver (FR_OCC)."""
    at_the_first = some(
        Submit,
        lambda e: e.same_matter(s) & (e.to == s.to) & is_first(e),
        recorded_only=True,
    )
    any_visit = is_receipt(s) & at_the_first
    return choose(
        {
            Occurrence.MATTER: is_first(s),
            Occurrence.VISIT: any_visit,
            Occurrence.PERIOD: any_visit,
        }
    )


def by_the_first(a: Done, s: Received) -> F:
    """The first unit does it or whoever carries on its functions; the receiver in person, where
    that is asked for (FR_JOINT)."""
    unit = a.same_matter(s) & continues(a.by, s.to)
    in_person = unit & a.by_person.overlap(s.received_by)
    return choose({Jointly.EITHER_SUFFICES: unit, Jointly.BOTH_MUST: in_person})


# ---- whose the matter is -------------------------------------------------------------------------


def in_its_powers(s: Submit) -> F:
    """The first unit is competent for the matter."""
    return is_one_of(s.to, s.matter.competent)


def several_departments(act: Act) -> F:
    """The duties of two or more organs are touched."""
    involved = act.matter.involves
    return one_of(involved, lambda p: one_of(involved, lambda q: p != q))


def of_another_unit(s: Submit) -> F:
    """One other unit is competent, the first is not: with several, part 2 (4) says what to do."""
    another = one_of(s.matter.competent, lambda q: q != s.to)
    return ~in_its_powers(s) & another & ~several_departments(s)


def is_denounced(unit: Party, act: Act) -> F:
    """The matter denounces the unit or somebody of it."""
    accused = act.matter.accused
    return unit.in_(accused) | one_of(accused, lambda a: unit.related(Relation.UNIT_OF, a))


def may_learn_of(unit: Party, act: Act) -> F:
    """The Regulations do not forbid that the unit learns of the matter (FR_RESPECT_REG22)."""
    return choose({GivesWay.TRUE: ~is_denounced(unit, act), GivesWay.FALSE: TRUE})


def may_be_accepted(s: Submit) -> F:
    """The Regulations do not bar it: no lower organ has it in hand, no last word was said
    (FR_RESPECT_REG22)."""
    return choose({GivesWay.TRUE: ~barred(s), GivesWay.FALSE: TRUE})


# ---- the bureau ----------------------------------------------------------------------------------


def is_bureau_of(office: Party, unit: Party) -> F:
    """The office is the bureau for letters and visits of the unit's county."""
    there = (office == unit) | office.related(Relation.SAME_LEVEL_BODY, unit) | office.above(unit)
    return office.of_level(Level.COUNTY) & is_petition_office(office) & there


def reaches_the_bureau(f: Filed | Told, s: Received) -> F:
    """The first unit lets the bureau of its county know of the matter."""
    return by_the_first(f, s) & is_bureau_of(f.to, s.to)


def is_the_bureau(s: Submit) -> F:
    """The matter was raised with the bureau itself, which need not report to itself."""
    return is_petition_office(s.to)


# ---- what becomes of it --------------------------------------------------------------------------


def goes_to_the_competent(p: PassedOn, s: Received) -> F:
    """The first unit tells a competent unit, other than itself, of the matter."""
    theirs = is_one_of(p.to, s.matter.competent) & (p.to != s.to)
    return by_the_first(p, s) & theirs


def settled_by_the_first(s: Received) -> F:
    """The first unit settles the matter, or its opinion supports the request."""
    done = some(Settled, lambda r: by_the_first(r, s))
    supported = some(
        Opinion,
        lambda o: o.same_matter(s) & continues(o.by, s.to) & o.outcome.is_("supported"),
    )
    return done | supported


def is_first_result(r: Result) -> F:
    """The unit had given no result in the matter on an earlier day."""
    return ~some(
        Result,
        lambda e: e.same_matter(r) & (e.by == r.by) & (e.day < r.day),
        recorded_only=True,
    )


def unable(s: Received) -> F:
    """It was attested or found that the unit is really unable to settle the matter."""
    return s.attested(Fact.UNABLE) | some(Found, lambda f: finds_unable(f, s))


def finds_unable(f: Found, s: Received) -> F:
    """An authority finds so."""
    return f.same_matter(s) & f.fact.is_(Fact.UNABLE.value) & f.value


def when_closed(s: Act, otherwise: Day) -> Day:
    """The day on which the matter is closed for the last time; the other day while it is open."""
    return latest(Closed, lambda c: c.same_matter(s), of=lambda c: c.day, otherwise=otherwise)


def or_when_closed(s: Act, end: Day) -> Day:
    """The day, or that on which the matter is closed, if it is closed before."""
    return latest(
        Closed,
        lambda c: c.same_matter(s) & (c.day <= end),
        of=lambda c: c.day,
        otherwise=end,
    )
