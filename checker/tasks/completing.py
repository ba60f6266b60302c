"""Completions as data: what a solver's model gives to each open cell, for the rechecker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.certificate.recheck.given import Json, Object
from checker.ground.cells import Cells
from checker.ground.completions import Value, constraints
from checker.ground.explore import Leaf, leaves
from checker.ground.ghosts import ghosts_for
from checker.ground.residual import BoolSymbol, CellName, IntSymbol, Symbol, WordSymbol
from checker.tasks.instance import Options
from model.history import Event, History
from model.logic.meaning import Outcome
from model.logic.rule import Rule

NOT_CELLS = frozenset({"aux", "calendar", "record"})
"""Owners of symbols that are no cell of the record."""


def completions(
    rule: Rule,
    events: tuple[Event, ...],
    history: History,
    options: Options,
    wanted: frozenset[Outcome],
) -> list[Object]:
    """Returns one completion with an outcome among those wanted. Of `VIOLATED` and others: two
    under the same readings, one with a breach and one without. Empty if the solver finds none."""

    def cells() -> Cells:
        ghosts = ghosts_for(rule, events, history)
        return Cells(history, ghosts, limits=options.limits)

    for leaf in leaves(rule, events, cells, options.calendar, options.pinned):
        found = dict(_models(leaf, options))
        good = next((o for o in found if o is not Outcome.VIOLATED and o in wanted), None)
        if Outcome.VIOLATED not in wanted and good is not None:
            return [_told(leaf, found[good])]
        other = next((o for o in found if o is not Outcome.VIOLATED), None)
        if Outcome.VIOLATED in wanted and Outcome.VIOLATED in found and other is not None:
            return [_told(leaf, found[Outcome.VIOLATED]), _told(leaf, found[other])]
    return []


def _models(leaf: Leaf, options: Options) -> Iterator[tuple[Outcome, Mapping[Symbol, Value]]]:
    from checker.smt.solve import DEFAULT_RLIMIT, Completions, Possible

    limits = list(constraints(leaf.cells))
    solver = Completions(leaf.cells.definitions, limits, options.rlimit or DEFAULT_RLIMIT)
    for outcome, residual in leaf.split.when.items():
        reply = solver.possible(residual)
        if isinstance(reply, Possible):
            yield outcome, reply.values


def _told(leaf: Leaf, values: Mapping[Symbol, Value]) -> Object:
    named = {s.name: v for s, v in values.items()}
    ghosts = [g for g in leaf.cells.ghosts if named.get(CellName(g.id, "happened")) is True]
    absent = {g.id for g in leaf.cells.ghosts} - {g.id for g in ghosts}
    cells: Object = {}
    for symbol, value in sorted(values.items(), key=lambda item: item[0].name):
        name = symbol.name
        if (
            name.owner in NOT_CELLS
            or name.field == "happened"
            or {name.owner, name.detail} & absent
        ):
            continue
        cells[str(name)] = _part(symbol, value)
    supposed: list[Json] = [{"id": g.id, "kind": g.kind.value} for g in ghosts]
    return {"readings": dict(leaf.readings), "cells": cells, "supposed": supposed}


def _part(symbol: Symbol, value: Value) -> Json:
    match symbol:
        case BoolSymbol():
            return value is True
        case WordSymbol():
            return "" if value == "nothing recorded" else str(value)
        case IntSymbol():
            return {"from": int(value), "to": int(value)}
