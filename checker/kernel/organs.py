"""The search for an organ, as source: among those an organ already known is related to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.logic import nodes as n
from model.organs.hierarchy import Relation

if TYPE_CHECKING:
    from checker.kernel.emit import Emitter, Env, Pair


def some_organ(e: Emitter, f: n.SomeOrgan, env: Env) -> str:
    """Writes the search for an organ, and returns the name of its truth."""
    on = e.day(f.at, env)
    result, organ = e.let("0", "s"), e.out.fresh("p")
    first = f.body.args[0] if isinstance(f.body, n.And) and f.body.args else f.body
    near = _near(e, first, f.var, env)
    if near is None:
        with e.out.block(f"for {organ} in range(organs):", organ):
            _try_organ(e, f, organ, on, result, env)
        return result
    relation, other, day, side = near
    table = f"{relation.value}_{side}"
    with e.out.block(f"if {other} < 0:"):
        e.out.line(f"{result} = 1")
    at, epoch = e.out.fresh("k"), e.out.fresh("e")
    span = f"range(epoch_of({day[0]}, epochs), epoch_of({day[1]}, epochs) + 1)"
    with (
        e.out.block(f"if 0 <= {other} < organs:"),
        e.out.block(f"for {epoch} in {span}:", epoch),
    ):
        ends = f"{table}_off[{epoch} * organs + {other}]"
        more = f"{table}_off[{epoch} * organs + {other} + 1]"
        with e.out.block(f"for {at} in range({ends}, {more}):", organ):
            e.out.line(f"{organ} = {table}_val[{at}]")
            _try_organ(e, f, organ, on, result, env)
    return result


def _try_organ(e: Emitter, f: n.SomeOrgan, organ: str, on: Pair, result: str, env: Env) -> None:
    value = e.let(f"alive({organ}, {on[0]}, {on[1]}, begun, ended)")
    with e.out.block(f"if {value}:"):
        body = e.holds(f.body, {**env, f.var.name: organ})
        value = e.let(f"min({value}, {body})")
        with e.out.block(f"if {value} > {result}:"):
            e.out.line(f"{result} = {value}")
        with e.out.block(f"if {result} == 2:"):
            e.out.line("break")


def _near(
    e: Emitter, first: n.Formula, var: n.PartyVar, env: Env
) -> tuple[Relation, str, Pair, str] | None:
    """Returns, where an organ is looked for by a relation to a known one, the relation, the
    other party, the day, and which side the organ stands on."""
    if not isinstance(first, n.Related) or first.relation is Relation.UNIT_OF:
        return None
    if (first.left == var) is (first.right == var):
        return None
    e.relations.add(first.relation)
    other = first.right if first.left == var else first.left
    side = "of" if first.left == var else "to"
    return first.relation, e.party(other, env), e.day(first.at, env), side
