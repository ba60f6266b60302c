"""Which missing facts would decide an undetermined verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from checker.ground.completions import constraints
from checker.ground.explore import Leaf
from checker.ground.residual import (
    BoolSymbol,
    CellName,
    IntSymbol,
    Residual,
    Symbol,
    WordSymbol,
    symbols_of,
)
from checker.tasks.findings import Cause, Missing
from checker.tasks.instance import Judged, Options
from model.logic.meaning import Outcome

if TYPE_CHECKING:
    from checker.smt.solve import Deciding

MOST_SETS = 5
LARGEST_SET = 3
MOST_GROUPS = 16
"""Facts looked at; an instance with more is decided by no handful of them."""

Group = tuple[CellName, frozenset[Symbol]]


def missing_facts(judged: Judged, options: Options) -> tuple[Missing, ...]:
    """Returns at most five smallest sets (of at most three facts) whose values, whatever they are,
    decide between violated and not. Empty iff no such small set exists."""
    for leaf, outcomes in judged.leaves:
        if Outcome.VIOLATED in outcomes and len(outcomes) > 1:
            return tuple(_deciding(leaf, options))
    return ()


def _deciding(leaf: Leaf, options: Options) -> Iterator[Missing]:
    from checker.smt.solve import Deciding

    bad = leaf.split.when[Outcome.VIOLATED]
    groups = _groups(bad, leaf)
    limits = list(constraints(leaf.cells))
    asked = Deciding(
        bad, [symbols for _, symbols in groups], leaf.cells.definitions, limits, options.rlimit
    )
    found = list(_smallest(asked, len(groups)))
    for places in found:
        chosen = [groups[p] for p in places]
        outcomes = tuple(_outcomes(chosen, leaf, options))
        yield Missing(tuple(name for name, _ in chosen), outcomes)
    if not found:
        yield from (
            Missing((name,), decides=False)
            for place, (name, _) in enumerate(groups)
            if asked.matters(place)
        )


def _smallest(asked: Deciding, groups: int) -> Iterator[frozenset[int]]:
    """Yields at most five smallest sets of facts that decide, no one within another."""
    found: list[frozenset[int]] = []
    undecided: list[frozenset[int]] = []  # nor does any part of them
    for size in range(1, min(LARGEST_SET, groups, MOST_GROUPS) + 1):
        for chosen in combinations(range(min(groups, MOST_GROUPS)), size):
            places = frozenset(chosen)
            if len(found) == MOST_SETS:
                return
            if any(f <= places for f in found) or any(places <= u for u in undecided):
                continue
            agreed = asked.undecided(chosen)
            if agreed is None:
                found.append(places)
                yield places
            else:
                undecided.append(agreed)


def _groups(bad: Residual, leaf: Leaf) -> list[Group]:
    """Returns the unknown facts the residual depends on; what is unrecorded of one kind is one
    fact, so is the order of all events of a day."""
    grouped: dict[CellName, set[Symbol]] = {}
    for symbol in symbols_of(bad, leaf.cells.definitions):
        fact = _fact(symbol.name, leaf)
        if fact is not None:
            grouped.setdefault(fact, set()).add(symbol)
    return [(name, frozenset(symbols)) for name, symbols in sorted(grouped.items())]


def _fact(name: CellName, leaf: Leaf) -> CellName | None:
    """Returns the fact a cell belongs to; None iff nobody could supply it."""
    if name.owner == "aux":
        return None
    ghost = next((g for g in leaf.cells.ghosts if g.id == name.owner), None)
    if ghost:
        return CellName("record", "unrecorded", ghost.kind.value)
    if name.field == "order":
        recorded = sorted(id for id, e in leaf.cells.ranked.items() if e.recorded)
        return CellName(" ".join(recorded), "order") if len(recorded) > 1 else None
    return name


def _outcomes(
    chosen: Sequence[Group], leaf: Leaf, options: Options
) -> Iterator[tuple[str, Outcome]]:
    """Yields what becomes of the instance for each value of a single yes-or-no or word fact."""
    if len(chosen) != 1 or len(chosen[0][1]) != 1:
        return
    (symbol,) = chosen[0][1]
    for said, values in _values(symbol):
        yield from ((said, o) for o in _under(values, leaf, options))


def _values(symbol: Symbol) -> Iterator[tuple[str, Mapping[Symbol, int | str | bool]]]:
    match symbol:
        case BoolSymbol():
            yield "yes", {symbol: True}
            yield "no", {symbol: False}
        case WordSymbol(_, options) if len(options) <= 6:
            for option in options:
                yield option, {symbol: option}
        case WordSymbol() | IntSymbol():
            return


def _under(
    values: Mapping[Symbol, int | str | bool], leaf: Leaf, options: Options
) -> list[Outcome]:
    from checker.smt.solve import DEFAULT_RLIMIT, Completions, Possible

    solver = Completions(
        leaf.cells.definitions, list(constraints(leaf.cells)), options.rlimit or DEFAULT_RLIMIT
    )
    solver.suppose(values)
    return [
        outcome
        for outcome, residual in leaf.split.when.items()
        if isinstance(solver.possible(residual), Possible)
    ]


def cause_of(missing: tuple[Missing, ...]) -> Cause:
    """Returns why the verdict is undetermined: what the smallest deciding set is about."""
    if not missing:
        return Cause.MISSING_FACT
    first = missing[0].cells
    if all(c.owner == "calendar" for c in first):
        return Cause.CALENDAR
    if all(c.field == "order" for c in first):
        return Cause.ORDER
    if all(c.owner == "law" for c in first):
        if any(c.field == "limit" for c in first):
            return Cause.OPEN_LIMIT
        return Cause.LAW_UNSETTLED
    return Cause.MISSING_FACT
