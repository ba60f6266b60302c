"""What holds of every score within a bound, asked of Z3 over symbolic histories: the very formulas
of the rules, grounded as everywhere (docs/decisions/015).

Bound: one visit on a known day; each further act of `MAY` happens at most once, on any day of the
120 after it, in that order if on one day; facts free; readings as by default; four limits set.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

import pytest

from checker.ground.asking import Asking
from checker.ground.cells import Cells
from checker.ground.explore import split
from checker.ground.ground import Grounder
from checker.ground.residual import Lin, Residual, and_, at_most, not_, or_
from checker.ground.symbolic import happened, limits, with_optional
from checker.smt.solve import Completions, Impossible, Possible
from constraints.first_receipt.scoring import BY_RULE
from constraints.registry import all_rules
from model.calendar import day_number, national_calendar
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.history import Event
from model.logic.meaning import Outcome, instances
from model.logic.readings import all_readings
from tests.laws.test_score import A, B, C, Doc, tree

START: Final = date(2024, 3, 5)
HORIZON: Final = 120
LIMITS: Final = {
    **{"D_FR_ACCEPT": 15, "D_FR_REPORT": 5, "P_FR_TRACK": 30},
    **{"D_FR_HANDLE": 60, "D_FR_HANDLE_OTHERWISE": 60},
}
ACC, TRA, HAN, FOL = BY_RULE
NOT_POINTED_ON = "R22-23.1d"

MAY: Final[dict[str, Doc]] = {
    "early": {"kind": "track", "by": A},
    "accept": {"kind": "accept", "by": A},
    "refuse": {"kind": "refuse", "by": A},
    "tell": {"kind": "notify_acceptance", "by": A, "to": "p1"},
    "inform": {"kind": "inform_other", "by": A, "to": "p1"},
    "report": {"kind": "report", "by": A, "to": B},
    "send": {"kind": "transfer", "by": A, "to": C},
    "file": {"kind": "report", "by": A, "to": "yunhe-xfj"},
    "named": {"kind": "determine_sponsor", "by": "yunhe-gov", "to": A, "result": [A]},
    "resolve": {"kind": "resolve", "by": A},
    "other": {"kind": "resolve", "by": B},
    "track": {"kind": "track", "by": A},
    "close": {"kind": "close", "by": A},
}
"""Further acts, in the order they have on one day."""

FACTS: Final = ("reasonable", "lawful", "blocked", "legal_channel")


@dataclass(frozen=True)
class Twin:
    """A matter of the symbolic history: its events by name, when it breaks or engages a rule."""

    events: Mapping[str, Event]
    violated: Mapping[str, Residual]
    engaged: Mapping[str, Residual]

    def deducts(self, half_points: int) -> Residual:
        """Returns when exactly so much is deducted."""
        return or_(and_(self._failed(row)) for row in _rows() if _cost(row) == half_points)

    def deducts_more(self, other: Twin) -> Residual:
        """Returns when more is deducted than in the other matter."""
        return or_(
            and_((*self._failed(mine), *other._failed(others)))
            for mine in _rows()
            for others in _rows()
            if _cost(mine) > _cost(others)
        )

    def _failed(self, row: frozenset[str]) -> Iterator[Residual]:
        for rule in BY_RULE:
            yield self.violated[rule] if rule in row else not_(self.violated[rule])


def _rows() -> Iterator[frozenset[str]]:
    for bits in range(2 ** len(BY_RULE)):
        yield frozenset(r for place, r in enumerate(BY_RULE) if bits >> place & 1)


def _cost(row: frozenset[str]) -> int:
    return sum(BY_RULE[rule].half_points for rule in row)


@dataclass(frozen=True)
class Symbolic:
    """One or two matters over one set of cells."""

    cells: Cells
    twins: tuple[Twin, ...]

    def possible(self, *wanted: Residual) -> bool:
        """Returns whether some history within the bound is such; fails if the solver gave up."""
        solver = Completions(self.cells.definitions, list(limits(self.cells)))
        reply = solver.possible(and_(wanted))
        assert isinstance(reply, Possible | Impossible), reply
        return isinstance(reply, Possible)

    def did(self, name: str, twin: int = 0) -> Residual:
        """Returns when the act happened."""
        return happened(self.cells, [self.twins[twin].events[name]])

    def by(self, name: str, days: int, twin: int = 0) -> Residual:
        """Returns when the act, if it happened, was done within so many days of the visit."""
        day = self.cells.day(self.twins[twin].events[name])
        return at_most(day, Lin(day_number(START) + days))


@cache
def symbolic(
    competent: tuple[str, ...], may: tuple[str, ...] = tuple(MAY), twins: int = 1, **read: str
) -> Symbolic:
    """Returns the histories of so many matters alike; `read`: readings not by default."""
    matters: list[Doc] = []
    events: list[Doc] = []
    for twin in range(twins):
        matters.append(_matter(f"m{twin}", competent))
        events += _events(twin, may)
    case: Doc = {
        "case": "symbolic",
        "as_of": str(START + timedelta(days=HORIZON)),
        "matters": matters,
        "events": events,
    }
    given = resolve(read_record(case), tree())
    optional = [e.id for e in given.events if not e.id.startswith("visit")]
    cells = Cells(with_optional(given, optional), limits=LIMITS)
    pinned = {id: r.default().word for id, r in all_readings().items()} | read
    grounder = Grounder(cells, Asking(pinned, frozenset(pinned)), national_calendar())
    return Symbolic(cells, tuple(_twin(n, may, cells, grounder) for n in range(twins)))


def _matter(id: str, competent: Sequence[str]) -> Doc:
    return {
        **{"id": id, "kind": "suggestion", "petitioners": ["p1"], "competent": list(competent)},
        "attested": {fact: {"value": None} for fact in FACTS},
    }


def _events(twin: int, may: Sequence[str]) -> Iterator[Doc]:
    visit = f"visit{twin}"
    first: Doc = {"id": visit, "kind": "submit", "on": str(START), "time": "08:00", "by": "p1"}
    yield {**first, "to": A, "channel": "visit", "matter": f"m{twin}"}
    for place, name in enumerate(MAY):
        if name in may:
            when: Doc = {"id": f"{name}{twin}", "on": None, "time": f"09:{place:02}"}
            yield {**when, **MAY[name], "refers": visit}


def _twin(twin: int, may: Sequence[str], cells: Cells, grounder: Grounder) -> Twin:
    names = ("visit", *may)
    events = {name: e for name in names for e in cells.history.events if e.id == f"{name}{twin}"}
    violated: dict[str, Residual] = {}
    engaged: dict[str, Residual] = {}
    for id in (*BY_RULE, NOT_POINTED_ON):
        rule = all_rules()[id]
        found = [
            (there, split(rule, bound, grounder).when)
            for bound in instances(rule, cells.history)
            if all(e.matter == f"m{twin}" for e in bound)
            for there in (happened(cells, bound),)
        ]
        violated[id] = or_(and_((t, w.get(Outcome.VIOLATED, False))) for t, w in found)
        engaged[id] = or_(and_((t, not_(w.get(Outcome.NOT_ENGAGED, False)))) for t, w in found)
    return Twin(events, violated, engaged)


def amounts(found: Symbolic, *given: Residual) -> set[int]:
    """Returns the half-points that some history such that is charged with."""
    one = found.twins[0]
    return {n for n in range(10) if found.possible(one.deducts(n), *given)}


# ---- P1 ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("competent", [(A,), (B,)])
def test_p1_no_matter_of_one_unit_is_to_be_accepted_and_passed_on(competent: tuple[str]) -> None:
    """Proved."""
    found = symbolic(competent)
    one = found.twins[0]
    assert not found.possible(one.engaged[ACC], one.engaged[TRA])


# ---- P2 ------------------------------------------------------------------------------------------

IN_TIME: Final = 6
"""Days from the visit to the last day for passing on: five, of which the last is a Sunday."""


def test_p2_another_units_matter_costs_at_most_one_and_a_half_points() -> None:
    """Proved: the amounts are 0, 0.5, 1 and 1.5, each of them possible."""
    assert amounts(symbolic((B,))) == {0, 1, 2, 3}


def test_p2_one_and_a_half_points_may_also_follow_a_timely_transfer_to_the_wrong_unit() -> None:
    """Refuted as first stated (only after a late transfer): sent in time to a unit that is not
    competent and not tracked costs as much. Proved where nothing is sent to such a unit."""
    found = symbolic((B,))
    late = and_((found.did("report"), not_(found.by("report", IN_TIME))))
    assert found.possible(found.twins[0].deducts(3), not_(late), found.by("send", IN_TIME))
    without = symbolic((B,), tuple(name for name in MAY if name != "send"))
    late = and_((without.did("report"), not_(without.by("report", IN_TIME))))
    assert not without.possible(without.twins[0].deducts(3), not_(late))


# ---- P3, P4 --------------------------------------------------------------------------------------


def test_p3_a_matter_of_its_own_costs_at_most_three_and_a_half_points() -> None:
    """Proved: 0, 1, 2 or 3 points; half a point more only if it was sent away without need."""
    found = symbolic((A,))
    assert amounts(found) == {0, 1, 2, 3, 4, 5, 6, 7}
    assert amounts(found, not_(found.did("send"))) == {0, 2, 4, 6}


def test_p4_several_departments_cost_at_most_four_and_a_half_points() -> None:
    """Proved: and so much is possible."""
    assert max(amounts(symbolic((A, B, C)))) == 9


# ---- P5 ------------------------------------------------------------------------------------------


def alike(found: Symbolic, apart: str) -> Iterator[Residual]:
    """Yields that both matters have the same facts and acts on the same days, but for one act, done
    in the first and not in the second."""
    cells = found.cells
    for name, e in found.twins[0].events.items():
        other = found.twins[1].events[name]
        if name == apart:
            yield found.did(name, 0)
            yield not_(found.did(name, 1))
            continue
        same = (at_most(cells.day(e), cells.day(other)), at_most(cells.day(other), cells.day(e)))
        yield and_(same)
        one, two = cells.occurred(e), cells.occurred(other)
        yield and_((or_((not_(one), two)), or_((not_(two), one))))
    from model.words import Fact

    visits = [t.events["visit"] for t in found.twins]
    for fact in FACTS:
        one, two = (cells.attested(v, Fact(fact)) for v in visits)
        yield and_((or_((not_(one), two)), or_((not_(two), one))))


REQUIRED: Final = [
    ("accept", ACC, 15, (A,)),
    ("report", TRA, IN_TIME, (B,)),
    ("file", TRA, IN_TIME, (A, B)),
    ("resolve", HAN, 60, (A,)),
    ("track", FOL, 30, (B,)),
]
"""Act, the duty that asks for it, the days in which it is timely, the competent organs."""

FEW: Final = ("accept", "refuse", "report", "send", "file", "resolve", "track", "close")


@pytest.mark.parametrize(("act", "duty", "days", "competent"), REQUIRED)
def test_p5_a_timely_act_that_is_owed_never_costs_points(
    act: str, duty: str, days: int, competent: tuple[str, ...]
) -> None:
    """Proved."""
    found = symbolic(competent, FEW, twins=2)
    with_it, without = found.twins
    owed = and_((with_it.engaged[duty], without.engaged[duty]))
    timely = found.by(act, days)
    assert found.possible(owed, timely, *alike(found, act))
    assert not found.possible(with_it.deducts_more(without), owed, timely, *alike(found, act))


def test_p5_an_act_nobody_asked_for_may_cost_points() -> None:
    """Why it says owed: a matter of its own sent away without need is to be tracked."""
    found = symbolic((A,), FEW, twins=2)
    with_it, without = found.twins
    assert found.possible(with_it.deducts_more(without), *alike(found, "send"))


# ---- P6, P7 --------------------------------------------------------------------------------------


def test_p6_accepting_everything_pays_under_the_broad_scope_and_breaks_the_regulations() -> None:
    """Proved, and by default there is nothing to gain: what is another's is not to be accepted."""
    broad = symbolic((B,), FR_ACCEPT_SCOPE="broad")
    one = broad.twins[0]
    accepted = and_((broad.did("accept"), broad.by("accept", 15), not_(broad.did("refuse"))))
    assert not broad.possible(accepted, one.violated[ACC])
    assert broad.possible(accepted, one.engaged[ACC], one.violated[NOT_POINTED_ON])
    narrow = symbolic((B,))
    assert not narrow.possible(narrow.twins[0].engaged[ACC])


def test_p7_a_late_transfer_without_tracking_costs_more_than_none() -> None:
    """Proved: a perverse incentive of the notice. Nothing done costs one point at most; a late
    report, not tracked, one and a half."""
    found = symbolic((B,))
    one = found.twins[0]
    nothing = not_(or_(found.did(name) for name in MAY))
    assert amounts(found, nothing) == {0, 2}
    late = and_((found.did("report"), not_(found.by("report", IN_TIME))))
    assert found.possible(one.deducts(3), late, not_(found.did("track")))
