"""Terms of the city measures: which organs they bind, who is above, which matters weigh."""

from __future__ import annotations

from constraints.acts import Accept, Assign, ConsentReturn, Opinion, Submit
from constraints.caps import under_the_regulations_of_2005
from constraints.municipal_measures.acts import Instruct, Order, ReportResult, RequestClosure
from constraints.municipal_measures.readings import (
    Important,
    ImportantOrders,
    LeaderAssigns,
    NoDue,
)
from constraints.parties import continues, goes_back, one_of
from constraints.readings import AnchorScope
from constraints.regulations_2022.received import DISCIPLINE, POLITICAL_LEGAL, in_the_system_below
from constraints.terms import HANDLING_DAYS, answers_acceptance, is_one_of
from model.logic import nodes as n
from model.logic.write import (
    FALSE,
    TRUE,
    Act,
    Day,
    F,
    Party,
    choose,
    latest,
    period,
    some,
    some_organ,
)
from model.organs.hierarchy import Relation
from model.words import Fact, Level, MatterField, OrganKind

COLLECTIVE = 5
AUTHORITIES = (*POLITICAL_LEGAL, *DISCIPLINE, OrganKind.PETITION_OFFICE)
"""Bodies to which a matter may have to be known whoever has it."""

NO_ORGANS = (OrganKind.ENTERPRISE, OrganKind.INSTITUTION, OrganKind.JOINT_CONFERENCE)
"""Bodies of a city that are no organs or departments of it."""

# ---- organs --------------------------------------------------------------------------------------


def municipal(organ: Party) -> F:
    """The organ is one of a city: of prefecture level, and neither a firm, an institution nor the
    joint conference."""
    return organ.of_level(Level.PREFECTURE) & ~organ.of_kind(*NO_ORGANS)


def municipal_hand(who: Party) -> F:
    """An organ of the city, or somebody who works there."""
    theirs = some_organ(lambda g: g.related(Relation.UNIT_OF, who) & municipal(g), at=Day(who.at))
    return municipal(who) | theirs


def below(unit: Party, organ: Party) -> F:
    """The unit is a lower one of the organ's system; a government's takes in its own bodies."""
    return in_the_system_below(unit, organ)


def superior(s: Party, organ: Party) -> F:
    """`s` is above the organ, or is the petition office of whoever is."""
    office = some_organ(
        lambda g: s.related(Relation.PETITION_OFFICE_OF, g) & g.above(organ), at=Day(s.at)
    )
    return s.above(organ) | office


def competent(organ: Party, act: Act) -> F:
    """The matter is the organ's, or that of one whose functions it carries on."""
    return is_one_of(organ, act.matter.competent)


def anonymous(act: Act) -> F:
    """Nobody knows who petitions."""
    return F(n.MatterFlag(act.var, MatterField.ANONYMOUS))


def reaches_the_accused(to: Party, act: Act) -> F:
    """The addressee is denounced, carries on a denounced organ, or works for one."""
    accused = act.matter.accused
    return is_one_of(to, accused) | one_of(accused, lambda a: a.related(Relation.UNIT_OF, to))


def outsider(to: Party, by: Party, act: Act) -> F:
    """The addressee neither petitions, nor deals with the matter, nor stands above who does, nor is
    one of the bodies that see to denunciations, litigation and petitions."""
    ours = one_of(
        act.matter.involves, lambda q: (to == q) | q.related(Relation.UNIT_OF, to) | to.above(q)
    )
    colleague = some_organ(
        lambda g: g.related(Relation.UNIT_OF, to) & ((g == by) | g.related(Relation.UNIT_OF, by)),
        at=Day(to.at),
    )
    authority = to.of_kind(*AUTHORITIES)
    known = to.in_(act.matter.petitioners) | ours | colleague | to.above(by) | (to == by)
    return ~(known | authority)


# ---- matters -------------------------------------------------------------------------------------


def important(act: Act) -> F:
    """The matter is important (MUN_IMPORTANT)."""
    attested = act.attested(Fact.IMPORTANT)
    collective = some(Submit, lambda s: s.same_matter(act) & (s.group_size >= COLLECTIVE))
    assigned = some(Assign, lambda a: a.same_matter(act) & superior(a.by, a.to))
    return choose(
        {
            Important.ATTESTED: attested,
            Important.COLLECTIVE: collective,
            Important.ASSIGNED: assigned,
            Important.ANY_OF: attested | collective | assigned,
        }
    )


def in_hand_below(raised: Submit) -> F:
    """An organ below the receiver accepted the matter before and has not decided it yet."""

    def pending(a: Accept) -> F:
        decided = some(
            Opinion, lambda o: answers_acceptance(o, a) & o.precedes(raised), recorded_only=True
        )
        return a.same_matter(raised) & raised.to.above(a.by) & a.precedes(raised) & ~decided

    return some(Accept, pending, recorded_only=True)


# ---- orders --------------------------------------------------------------------------------------


def taken_back(order: Order | Assign) -> F:
    """Whoever put the matter to the organ agreed to have it back."""
    return some(
        ConsentReturn,
        lambda c: c.same_matter(order) & continues(c.by, order.by) & (order.day <= c.day),
    )


def from_above(order: Order) -> F:
    """A superior organ assigns, or a leader there does so in person (MUN92_LEADER)."""
    in_person = choose({LeaderAssigns.YES: TRUE, LeaderAssigns.ONLY_ORGANS: ~order.is_a(Instruct)})
    return municipal(order.to) & superior(order.by, order.to) & in_person


def from_own_leaders(order: Order) -> F:
    """The organ's own leaders instruct it."""
    return municipal(order.to) & order.is_a(Instruct) & (order.by == order.to)


def weighty(order: Order) -> F:
    """An important case that leaders or superiors put to the organ (MUN12_IMPORTANT)."""
    matters = choose(
        {
            ImportantOrders.INSTRUCTIONS_TOO: important(order),
            ImportantOrders.PETITIONS_ONLY: important(order) | order.is_a(Instruct),
        }
    )
    return (from_above(order) | from_own_leaders(order)) & matters


def has_due(order: Order) -> F:
    """There is a day by which the order is to be done: one that was set, or the 60 days of art. 34
    where the matter has these (MUN12_NO_DUE, ANCHOR60_SCOPE)."""
    way_six = order.matter.way.is_("6") | under_the_regulations_of_2005(order)
    sixty = choose({AnchorScope.WAY_SIX: way_six, AnchorScope.ALL_MATTERS: TRUE})
    return order.has_limit | choose({NoDue.REG22_60: sixty, NoDue.UNDEFINED: FALSE})


def to_whoever_gave_it(r: ReportResult | RequestClosure, order: Order) -> F:
    """The organ turns to whoever gave it the order, or to that leader's organ; to itself only where
    its own leaders did."""
    theirs = r.to.related(Relation.UNIT_OF, order.by)
    own = from_own_leaders(order) & continues(r.to, order.by)
    return goes_back(r, order) | (continues(r.by, order.to) & (theirs | own))


def reports_back(r: ReportResult, order: Order) -> F:
    """The organ reports the result of the order to whoever gave it."""
    return r.answers(order) & to_whoever_gave_it(r, order)


def due_of(order: Order) -> Day:
    """The last day set or, where none is, the end of 60 days from the order."""
    return latest(
        Order,
        lambda x: x.is_(order) & x.has_limit,
        of=lambda x: x.limit,
        otherwise=period(order.day).plus(HANDLING_DAYS).end,
    )
