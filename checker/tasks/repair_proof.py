"""That nothing is cheaper: one question for a second solver, which must call it impossible."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from checker.ground.residual import Lin, Residual, and_, at_most, or_
from checker.tasks.repair_changes import Cost
from checker.tasks.repair_search import Search


class Redecided(Enum):
    """What came of asking the second solver."""

    CONFIRMED = "confirmed"
    NOT_INSTALLED = "not installed"
    GAVE_UP = "gave up"
    DENIED = "denied"


MILLISECONDS = 10_000
"""How long the second solver may take for one repair."""


def cheaper(search: Search, cost: Cost) -> Residual:
    """Returns when a history of the relaxation costs less, the weightiest measure first."""
    return or_(_less(search, cost))


def _less(search: Search, cost: Cost) -> Iterator[Residual]:
    same: list[Residual] = []
    for measure, of in search.measures():
        if of(cost) > 0:
            yield and_((*same, at_most(measure, Lin(of(cost) - 1))))
        same.append(at_most(measure, Lin(of(cost))))


def question(search: Search, cost: Cost, case: str) -> str:
    """Returns, as SMT-LIB 2, the question whether a history of the relaxation costs less."""
    from checker.smt.smtlib import script

    said = (f"case {_line(case)}: is there a cheaper repair than {_line(str(cost))}?",)
    asked = cheaper(search, cost)
    return script(asked, (), search.demanded(), search.encoding.cells.definitions, said)


def redecided(search: Search, cost: Cost, case: str) -> Redecided:
    """Returns whether the second solver, too, finds nothing cheaper."""
    from checker.smt.second import answer

    try:
        said = answer(question(search, cost, case), milliseconds=MILLISECONDS)
    except ImportError:
        return Redecided.NOT_INSTALLED
    match said:
        case "unsat":
            return Redecided.CONFIRMED
        case "sat":
            return Redecided.DENIED
        case _:
            return Redecided.GAVE_UP


def _line(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)
