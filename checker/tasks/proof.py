"""The proof of a violation: a minimal set of facts that refutes every other outcome."""

from __future__ import annotations

from collections.abc import Iterator

from checker.ground.asking import Asking
from checker.ground.cells import Cells, FactValue
from checker.ground.completions import constraints
from checker.ground.explore import Leaf, split
from checker.ground.ghosts import ghosts_for
from checker.ground.ground import Grounder
from checker.ground.periods import NotExpressible
from checker.ground.residual import CellName, Symbol, not_
from checker.tasks.findings import Proof
from checker.tasks.instance import Judged, Options
from model.logic import nodes as n
from model.logic.meaning import Outcome
from model.logic.rewrite import rule_parts
from model.logic.rule import Rule

_DULL = ("refers", "unrecorded", "petitioners", "matter")
"""Fields a reader can do without: tried first when a core is made smaller."""


def proof_of(judged: Judged, options: Options) -> Proof | None:
    """Returns the facts that prove the violation under the default readings: asserted together they make
    every other outcome impossible, and none can be left out. None iff the solver gave up, or a period
    with suspended days has no encoding over named days."""
    leaf, outcomes = judged.default
    if outcomes != {Outcome.VIOLATED}:
        return None
    try:
        return _proof(judged, leaf, options)
    except NotExpressible:
        return None


def _proof(judged: Judged, leaf: Leaf, options: Options) -> Proof | None:
    from checker.smt.solve import DEFAULT_RLIMIT, Completions, GaveUp

    cells = _named(judged)
    ask = Asking(dict(leaf.readings), frozenset(id for id, _ in leaf.readings))
    found = split(judged.rule, judged.events, Grounder(cells, ask, options.calendar))
    facts = sorted(cells.facts.items(), key=_interest)
    solver = Completions(
        cells.definitions, list(constraints(leaf.cells)), options.rlimit or DEFAULT_RLIMIT
    )
    core = solver.core(not_(found.when.get(Outcome.VIOLATED, False)), facts)
    if core is None or isinstance(core, GaveUp):
        return None
    return Proof(tuple(_stated(core, facts)))


def _named(judged: Judged) -> Cells:
    ghosts = ghosts_for(judged.rule, judged.events, judged.history)
    return Cells(judged.history, ghosts, naming=True, asked_words=_words(judged.rule))


def _words(rule: Rule) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for node in rule_parts(rule):
        match node:
            case n.Is(_, _, words) | n.MatterIs(_, _, words):
                found |= dict.fromkeys(words)
            case _:
                pass
    return tuple(found)


def _interest(item: tuple[Symbol, FactValue]) -> tuple[int, CellName]:
    name = item[0].name
    return (_DULL.index(name.field) if name.field in _DULL else len(_DULL), name)


def _stated(
    core: tuple[int, ...], facts: list[tuple[Symbol, FactValue]]
) -> Iterator[tuple[CellName, FactValue]]:
    for place in sorted(core, key=lambda p: facts[p][0].name):
        symbol, value = facts[place]
        yield symbol.name, value
