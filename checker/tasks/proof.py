"""The proof of an outcome: a minimal set of facts that refutes every other one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.ground.asking import Asking
from checker.ground.cells import Cells, FactValue
from checker.ground.completions import constraints
from checker.ground.explore import Leaf, split
from checker.ground.ghosts import ghosts_for
from checker.ground.ground import Grounder
from checker.ground.periods import NotExpressible
from checker.ground.residual import CellName, Symbol, not_, or_
from checker.tasks.findings import Proof
from checker.tasks.instance import Judged, Options
from model.history import History
from model.logic import nodes as n
from model.logic.meaning import Outcome
from model.logic.rewrite import rule_parts
from model.logic.rule import Rule

_DULL = ("refers", "unrecorded", "petitioners", "matter")
"""Fields a reader can do without: tried first when a core is made smaller."""


def proof_of(judged: Judged, options: Options) -> Proof | None:
    """Returns the facts that prove what becomes of the instance under the default readings:
    asserted together they make every other outcome impossible, and none can be left out. None iff
    the solver gave up, or a period with suspended days has no encoding over named days."""
    leaf, outcomes = judged.default
    try:
        return _proof(judged, leaf, outcomes, options)
    except NotExpressible:
        return None


def _proof(
    judged: Judged, leaf: Leaf, outcomes: frozenset[Outcome], options: Options
) -> Proof | None:
    from checker.smt.solve import DEFAULT_RLIMIT, Completions, GaveUp

    cells = _named(judged, options)
    ask = Asking(dict(leaf.readings), frozenset(id for id, _ in leaf.readings))
    found = split(judged.rule, judged.events, Grounder(cells, ask, options.calendar))
    facts = sorted(cells.facts.items(), key=_interest)
    solver = Completions(
        cells.definitions, list(constraints(leaf.cells)), options.rlimit or DEFAULT_RLIMIT
    )
    claimed = or_(found.when.get(o, False) for o in sorted(outcomes, key=lambda o: o.value))
    core = solver.core(not_(claimed), facts)
    if core is None or isinstance(core, GaveUp):
        return None
    return Proof(tuple(_stated(core, facts)))


def _named(judged: Judged, options: Options) -> Cells:
    history = about(judged)
    ghosts = ghosts_for(judged.rule, judged.events, history)
    return Cells(
        history, ghosts, naming=True, asked_words=words_asked(judged.rule), limits=options.limits
    )


def about(judged: Judged) -> History:
    """Returns the history of what the instance is about: the events tied to its triggers by
    references, and those of its matters that refer to nothing. That no other event bears on it is
    part of the fact that nothing else of a kind is recorded, and is what the judgement over the
    whole record showed."""
    history = judged.history
    tied = {e.id: set(e.refers.options[0]) for e in history.events if e.refers.known}
    near = {e.id for e in judged.events}
    grown = True
    while grown:
        more = {id for id, refers in tied.items() if id in near or refers & near}
        more |= {r for id in more for r in tied[id]} | near
        grown = more != near
        near = more
    loose = {id for id, refers in tied.items() if not refers}
    matters = {e.matter for e in judged.events}
    kept = [
        e
        for e in history.events
        if e.id in near or (e.matter in matters and (e.id in loose or not e.refers.known))
    ]
    matters |= {e.matter for e in kept}
    own = {id: matter for id, matter in history.matters.items() if id in matters}
    return replace(history, matters=own, events=tuple(kept))


def words_asked(rule: Rule) -> tuple[str, ...]:
    """Returns every word the rule compares something with."""
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
