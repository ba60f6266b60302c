"""The source of the kernel of one rule: a loop nest over its triggers, and what becomes of each."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from typing import assert_never

from checker.kernel import layout
from checker.kernel.emit import Emitter, Env, column
from model.logic import nodes as n
from model.logic.rewrite import excused_by, guard_cheapest_first, in_time, rule_parts
from model.logic.rule import Rule
from model.organs.hierarchy import Relation


class Code(IntEnum):
    """What a kernel says of one instance."""

    NOT_ENGAGED = 0
    SATISFIED = 1
    EXCUSED = 2
    PENDING = 3
    VIOLATED = 4
    """In every completion under every reading in play."""
    UNSURE = 5
    """The kernel cannot tell; the solver must."""
    GOOD = 6
    """Engaged or not, nothing is broken and nothing runs."""


@dataclass(frozen=True, slots=True)
class KernelSource:
    """The text of a kernel, the names of its arguments in order, the constants it refers to.

    `words`: by the name of an argument, the words whose codes that table marks."""

    rule: str
    text: str
    arguments: tuple[str, ...]
    tables: Mapping[str, tuple[int, ...]]
    words: Mapping[str, tuple[str, ...]]
    needs: tuple[layout.Need, ...]
    relations: frozenset[Relation]
    grounds: bool
    growth: int
    """The power of the events in one history by which the time grows at most; searches by an index
    are not counted."""


def source_of(
    rule: Rule, pinned: Mapping[n.ReadingId, str], limits: Mapping[str, int]
) -> KernelSource:
    """Returns the source of the rule's kernel; NotServed iff a node of it has none."""
    e = Emitter(pinned, limits)
    _triggers(e, rule, rule.triggers, {}, list(guard_cheapest_first(rule).args), "2")
    arguments = _arguments(e, rule)
    body = "\n".join([_HEAD.format(", ".join(arguments)), e.out.text(), "    return found\n"])
    return KernelSource(
        rule.id,
        body,
        arguments,
        e.tables,
        e.words,
        layout.needs(rule_parts(rule)),
        frozenset(e.relations),
        e.grounds,
        e.out.growth,
    )


_HEAD = """def kernel(bits, counts, rows, {}):
    found = 0"""


@contextmanager
def _first_rows(e: Emitter, var: n.EventVar) -> Generator[str]:
    """Opens the loop over the rows of the variable's kinds in all cases: nothing else is even
    looked at, so a rule costs nothing where its trigger is not."""
    numbers = tuple(sorted(layout.KINDS[kind] for kind in var.kinds))
    name = f"Q{len(e.tables)}"
    e.tables[name] = numbers
    at, place, row = e.out.fresh("q"), e.out.fresh("k"), e.out.fresh("i")
    span = f"range(kind_off[{name}[{at}]], kind_off[{name}[{at}] + 1])"
    with (
        e.out.block(f"for {at} in range({len(numbers)}):", at),
        e.out.block(f"for {place} in {span}:", row, whole=True),
    ):
        e.out.line(f"{row} = kind_val[{place}]")
        e.out.line(f"c = case_of[{row}]")
        e.out.line("c0, c1 = case_off[c], case_off[c + 1]")
        yield row


def _triggers(
    e: Emitter,
    rule: Rule,
    left: tuple[n.EventVar, ...],
    env: Env,
    clauses: list[n.Formula],
    engaged: str,
) -> None:
    """Writes the loops over the triggers still to bind; each clause of the guard stands in the
    outermost loop that binds what it is about."""
    if not left:
        _instance(e, rule, env, engaged)
        return
    var, *more = left
    unbound = {v.name for v in more}
    now = [c for c in clauses if not unbound & e.nodes.names(c)]
    later = [c for c in clauses if unbound & e.nodes.names(c)]
    where = n.And(tuple(now))
    with e.rows(var, where, env) if env else _first_rows(e, var) as row:
        bound = {**env, var.name: row}
        value = e.holds(where, bound) if now else "2"
        so_far = value if engaged == "2" else e.let(f"min({engaged}, {value})")
        with e.out.block(f"if {so_far}:"):
            _triggers(e, rule, tuple(more), bound, later, so_far)


def _instance(e: Emitter, rule: Rule, env: Env, engaged: str) -> None:
    met, running, due = _demanded(e, rule.demand, env)
    excused = e.let("0")
    with e.out.block(f"if {met} < 2:"):
        for excuse in rule.excuses:
            with e.out.block(f"if {excused} < 2:"):
                value = e.holds(excused_by(rule.demand, excuse), env)
                e.out.line(f"{excused} = max({excused}, {value})")
    code = e.let(f"settle_code({engaged}, {met}, {excused}, {running})")
    with e.out.block(f"if {code}:"):
        e.out.line(f"bits[c] |= 1 << {code}")
        e.out.line(f"counts[{code}] += 1")
        with e.out.block("if found < len(rows):"):
            bound = [env[v.name] for v in rule.triggers]
            for place, what in enumerate(["c", code, *due, *bound]):
                e.out.line(f"rows[found, {place}] = {what}")
        e.out.line("found += 1")


def _demanded(e: Emitter, demand: n.Demand, env: Env) -> tuple[str, str, tuple[str, str]]:
    """Writes whether the demand is met, whether time still runs, and the last day."""
    match demand:
        case n.Answer(_, None):
            return e.holds(in_time(demand), env), "2", ("0", "0")
        case n.Answer(_, due):
            assert due is not None
            last = e.day(due, env)
            met = e.holds(in_time(demand), env)
            asked = f"not_after(case_as_of[c], case_as_of[c], {last[0]}, {last[1]})"
            return met, e.let(asked), last
        case n.Never(what):
            return e.let(f"2 - {e.forbidden(what, env)}"), "0", ("0", "0")
        case n.Holds(what):
            return e.holds(what, env), "0", ("0", "0")
        case _:
            assert_never(demand)


def _arguments(e: Emitter, rule: Rule) -> tuple[str, ...]:
    wanted = [
        *layout.CASES,
        *layout.ALWAYS,
        *layout.REFERENCES,
        *layout.TAKEN,
        *layout.RESTS,
        *layout.INDEX,
    ]
    for need in layout.needs(rule_parts(rule)):
        wanted += need.columns
    if e.grounds:
        wanted += layout.SAME
    names = dict.fromkeys(column(w) for w in wanted)
    tables = [f"{r.value}_{side}" for r in sorted(e.relations) for side in ("of", "to")]
    relations = [f"{t}_{part}" for t in tables for part in ("off", "val")]
    return (*names, *relations, *e.words, *FIXED)


FIXED = (
    *("epochs", "organs", "organ_kind", "organ_level", "begun", "ended", "unit_of"),
    *("taken_over_off", "taken_over_val"),
    *("calendar_base", "rolled", "work_index", "work_days"),
    *("sure_first", "sure_last", "any_first", "any_last"),
)
"""Arguments of every kernel that are no columns: of the organ tree, of the calendar, and room
for the stretches by which a period is stopped."""
