"""From a rule's formula to the source of its kernel: a walk over every node of the language.

A kernel is an abstract interpretation of the formula: three-valued truth, intervals of days. Where
it is sure, every completion of what is unknown agrees, under every reading in play; where it is
not, the instance goes to the solver. `NotServed` iff a node has no kernel here.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TypeAlias, assert_never

from checker.kernel import layout
from checker.kernel.code import Source
from checker.kernel.shapes import Nodes, conjuncts
from model.logic import nodes as n
from model.logic.limits import open_limit_of
from model.logic.readings import Grade, reading
from model.organs.hierarchy import Relation
from model.words import FOREIGN, Content, Fact, Kind, Level, OrganKind

Pair: TypeAlias = tuple[str, str]
"""The names (or constants) of the earliest and the latest a day or number may be."""
Composed: TypeAlias = n.And | n.Or | n.Choose | n.Some | n.EveryMember | n.SomeOrgan
"""Formulas that take more than an expression."""
Env: TypeAlias = Mapping[str, str]
"""The Python variable of each variable of the formula: a row, or the code of a party."""

STATED = tuple(Content)


@dataclass
class Emitter:
    """Prints one rule. `pinned`: readings fixed by the user; `limits`: open-textured limits, in
    days. `tables`: constants the source refers to, by name; `words`: the words it compares with, by
    the name of the table that marks their codes."""

    pinned: Mapping[n.ReadingId, str]
    limits: Mapping[str, int]
    out: Source = field(default_factory=Source)
    relations: set[Relation] = field(default_factory=set[Relation])
    tables: dict[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    words: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    grounds: bool = False
    nodes: Nodes = field(default_factory=Nodes)

    # ---- small things ----

    def in_play(self, id: n.ReadingId) -> tuple[str, ...]:
        """Returns the values of a reading a verdict must hold under."""
        if id in self.pinned:
            return (self.pinned[id],)
        return tuple(v.word for v in reading(id).graded(Grade.DEFAULT, Grade.LIVE))

    def table(self, prefix: str, size: int, marked: Iterable[int]) -> str:
        """Returns the name of a constant table of 0 and 1."""
        chosen = frozenset(marked)
        values = tuple(int(i in chosen) for i in range(size))
        for name, known in self.tables.items():
            if known == values and name.startswith(prefix):
                return name
        name = f"{prefix}{len(self.tables)}"
        self.tables[name] = values
        return name

    def kinds(self, wanted: Iterable[Kind]) -> str:
        """Returns the name of the table of these kinds of act."""
        marked = frozenset(layout.KINDS[k] for k in wanted)
        foreign = any(m >= len(Kind) for m in marked)
        return self.table("K", len(layout.KINDS) if foreign else len(Kind), marked)

    def let(self, text: str, prefix: str = "t") -> str:
        """Writes an assignment and returns the new name."""
        name = self.out.fresh(prefix)
        self.out.line(f"{name} = {text}")
        return name

    # ---- formulas ----

    def truth(self, f: n.Formula, env: Env) -> str:
        """As `holds`, but an atom stays an expression, to be used once."""
        match f:
            case n.Not(arg):
                return f"(2 - {self.truth(arg, env)})"
            case n.And() | n.Or() | n.Choose() | n.Some() | n.EveryMember() | n.SomeOrgan():
                return self._composed(f, env)
            case n.Always(value):
                return "2" if value else "0"
            case _:
                return f"({self._atom(f, env)})"

    def holds(self, f: n.Formula, env: Env) -> str:
        """Writes what computes the formula and returns the name (or constant) of its truth."""
        found = self.truth(f, env)
        return found if found.isidentifier() or found in ("0", "2") else self.let(found)

    def _composed(self, f: Composed, env: Env) -> str:
        """Writes a formula, once for all that stands below it, and returns the name of its
        truth."""
        key = (self.nodes.number(f), self._bound(f, env))
        known = self.out.recall(key)
        if known is None:
            name = self._written(f, env)
            known = self.out.blocks[-1].known[key] = name, name
        return known[0]

    def _written(self, f: Composed, env: Env) -> str:
        match f:
            case n.And(args):
                return self._chain(args, env, every=True)
            case n.Or(args):
                return self._chain(args, env, every=False)
            case n.Choose(id, branches):
                chosen = dict(branches)
                return self._chosen([self.holds(chosen[w], env) for w in self.in_play(id)])
            case n.Some():
                return self._some(f, env)
            case n.EveryMember():
                return self._every(f, env)
            case n.SomeOrgan():
                from checker.kernel.organs import some_organ

                return some_organ(self, f, env)
            case _:
                assert_never(f)

    def _bound(self, node: object, env: Env) -> tuple[tuple[str, str], ...]:
        return tuple(sorted((v, env[v]) for v in self.nodes.names(node) if v in env))

    def _chosen(self, values: Sequence[str]) -> str:
        found, *others = dict.fromkeys(values)
        for other in others:
            found = self.let(f"hull({found}, {other})")
        return found

    def _chain(self, args: Sequence[n.Formula], env: Env, *, every: bool) -> str:
        """Writes a conjunction (disjunction) that stops as soon as it is settled."""
        by, unsettled = ("min", "> 0") if every else ("max", "< 2")
        neutral, settled = ("2", "0") if every else ("0", "2")
        result, own = neutral, False
        for arg in args:
            if result == neutral:
                result = self.truth(arg, env)
                continue
            if result == settled:
                break
            if not own:
                result, own = self.let(result), True
            with self.out.block(f"if {result} {unsettled}:"):
                value = self.truth(arg, env)
                self.out.line(f"{result} = {by}({result}, {value})")
        return result if own or result in ("0", "2") else self.let(result)

    def forbidden(self, what: n.Formula, env: Env) -> str:
        """As `holds`, but of recorded acts only: nobody is accused of an unrecorded one."""
        match what:
            case n.Some(var, where, at):
                return self._some(n.Some(var, where, at, supposed=False), env)
            case n.And(args):
                return self._least([self.forbidden(a, env) for a in args], "min", "2")
            case n.Or(args):
                return self._least([self.forbidden(a, env) for a in args], "max", "0")
            case n.Choose(id, branches):
                chosen = dict(branches)
                return self._chosen([self.forbidden(chosen[w], env) for w in self.in_play(id)])
            case _:
                return self.holds(what, env)

    def _least(self, values: Sequence[str], by: str, empty: str) -> str:
        found = empty
        for value in values:
            found = self.let(f"{by}({found}, {value})")
        return found

    @contextmanager
    def rows(self, var: n.EventVar, where: n.Formula, env: Env) -> Generator[str]:
        """Opens the loop over the rows of the variable's kinds for which `where` may hold: those
        that an index gives, if it asks for an answer or one matter, else all of the case."""
        row, near = self.out.fresh("i"), self._index(var, where, env)
        if near is None:
            head = self.out.block(f"for {row} in range(c0, c1):", row, whole=True)
            first = ""
        else:
            (name, of), at = near, self.out.fresh("k")
            head = self.out.block(
                f"for {at} in range({name}_off[{of}], {name}_off[{of} + 1]):", row
            )
            first = f"{row} = {name}_val[{at}]"
        with head:
            if first:
                self.out.line(first)
            with self.out.block(f"if {self.kinds(var.kinds)}[kind[{row}]]:"):
                yield row

    def _index(self, var: n.EventVar, where: n.Formula, env: Env) -> tuple[str, str] | None:
        """Returns the index that gives the rows for which `where` may hold, and of what; None iff
        it asks for nothing that an index tells."""
        found: list[tuple[str, str]] = []
        for f in conjuncts(where):
            match f:
                case n.Answers(later, earlier) if later == var and earlier.name in env:
                    found.append(("by", env[earlier.name]))
                case n.Answers(later, earlier) if earlier == var and later.name in env:
                    found.append(("to", env[later.name]))
                case n.SameMatter(left, right) if left == var and right.name in env:
                    found.append(("group", f"group[{env[right.name]}]"))
                case n.SameMatter(left, right) if right == var and left.name in env:
                    found.append(("group", f"group[{env[left.name]}]"))
                case _:
                    pass
        return min(found, key=lambda near: near[0] == "group", default=None)

    def _some(self, f: n.Some, env: Env) -> str:
        result = self.let("0", "s")
        with self.rows(f.var, f.where, env) as row:
            value = self.truth(f.where, {**env, f.var.name: row})
            self.out.line(f"{result} = max({result}, {value})")
            with self.out.block(f"if {result} == 2:"):
                self.out.line("break")
        if f.supposed:
            self.unless_open(f.var.kinds, f"if {result} == 0", f"{result} = 1")
        return result

    def unless_open(self, kinds: Iterable[Kind], head: str, then: str) -> None:
        """Writes what follows where the record leaves room for an unrecorded act of the kinds."""
        masks = [0, 0, 0]
        for kind in kinds:
            masks[layout.KINDS[kind] // 62] |= 1 << layout.KINDS[kind] % 62
        asked = " | ".join(f"(case_open[c, {i}] & {m})" for i, m in enumerate(masks) if m)
        with self.out.block(f"{head} and ({asked or '0'}):"):
            self.out.line(then)

    def _every(self, f: n.EveryMember, env: Env) -> str:
        result, (name, row) = self.let("2", "a"), self._set(f.parties, env)
        at, member = self.out.fresh("k"), self.out.fresh("p")
        head = f"for {at} in range({name}_off[{row}], {name}_off[{row} + 1]):"
        with self.out.block(head, member):
            self.out.line(f"{member} = {name}_val[{at}]")
            value = self.holds(f.body, {**env, f.var.name: member})
            with self.out.block(f"if {value} < {result}:"):
                self.out.line(f"{result} = {value}")
        with self.out.block(f"if {result} == 2 and {name}_open[{row}]:"):
            self.out.line(f"{result} = 1")
        return result

    # ---- atoms ----

    def _atom(self, f: n.Atom, env: Env) -> str:
        match f:
            case n.Always(value):
                return "2" if value else "0"
            case n.Is(e, field_, words):
                return self._word(f"{column(layout.of_event(field_))}[{env[e.name]}]", words)
            case n.MatterIs(e, field_, words):
                return self._word(f"{column(layout.of_matter(field_))}[{env[e.name]}]", words)
            case n.Flag(e, field_):
                return f"{column(layout.of_event(field_))}[{env[e.name]}]"
            case n.MatterFlag(e, field_):
                return f"{column(layout.of_matter(field_))}[{env[e.name]}]"
            case n.Attested(e, fact):
                return f"{column(layout.attested(fact))}[{env[e.name]}]"
            case n.Given(e, field_):
                return f"{column(layout.given(field_))}[{env[e.name]}]"
            case n.SameGround(later, earlier, fact):
                return self._ground(env[later.name], env[earlier.name], fact)
            case n.States(e, word):
                bit = 1 << STATED.index(Content(word))
                row = env[e.name]
                return f"2 if states_sure[{row}] & {bit} else (states_maybe[{row}] & {bit} > 0) + 0"
            case n.IsA(e, kinds):
                return f"2 * {self.kinds(kinds)}[kind[{env[e.name]}]]"
            case n.InSet(p, parties):
                name, row = self._set(parties, env)
                who = self.party(p, env)
                return f"in_set({who}, {row}, {name}_off, {name}_val, {name}_open)"
            case n.Overlap(left, right):
                return self._overlap(left, right, env)
            case n.SameParty(left, right):
                a, b = self.party(left, env), self.party(right, env)
                return f"(1 if {a} < 0 or {b} < 0 else (2 if {a} == {b} else 0))"
            case n.Related():
                return self._related(f, env)
            case n.OfKind(p, kinds):
                table = self.table("O", len(OrganKind), map(list(OrganKind).index, kinds))
                return self._organ("organ_kind", self.party(p, env), table)
            case n.OfLevel(p, levels):
                table = self.table("L", len(Level), map(list(Level).index, levels))
                return self._organ("organ_level", self.party(p, env), table)
            case n.SameMatter(left, right):
                return f"2 if matter[{env[left.name]}] == matter[{env[right.name]}] else 0"
            case n.SameEvent(left, right):
                return f"2 if {env[left.name]} == {env[right.name]} else 0"
            case n.Precedes(left, right):
                x, y = env[left.name], env[right.name]
                return f"precedes({x}, {y}, on_lo, on_hi, order, time, rests_off, rests_val)"
            case n.Answers(later, earlier):
                return self.answers(env[later.name], env[earlier.name])
            case n.NotAfter(left, right):
                one, two = self.day(left, env), self.day(right, env)
                return f"not_after({one[0]}, {one[1]}, {two[0]}, {two[1]})"
            case n.AtMost(less, more):
                one, two = self.number(less, env), self.number(more, env)
                return f"not_after({one[0]}, {one[1]}, {two[0]}, {two[1]})"
            case n.Unsettled():
                return "1"
            case _:
                assert_never(f)

    def answers(self, later: str, earlier: str) -> str:
        """Returns the expression of whether one row answers another."""
        return f"answers({later}, {earlier}, kind, {_ANSWERS})"

    def _word(self, code: str, words: Iterable[str]) -> str:
        wanted = tuple(sorted(set(words)))
        said = "\0".join(wanted).encode("utf-8", "surrogatepass")
        name = f"W{blake2b(said, digest_size=8).hexdigest()}"
        assert self.words.setdefault(name, wanted) == wanted, f"two sets of words are {name}"
        return f"one_of({code}, {name})"

    def _organ(self, column: str, who: str, table: str) -> str:
        of_organ = f"(2 * {table}[{column}[{who}]] if {who} < organs else 0)"
        return f"(1 if {who} < 0 else {of_organ})"

    def _ground(self, later: str, earlier: str, fact: Fact) -> str:
        self.grounds = True
        facts = fact is Fact.SAME_FACTS
        column, absent = ("same_facts", 2) if facts else ("same_reasons", 1)
        where = f"matter, same_off, same_row, {column}, rests_off, rests_val"
        return f"same_ground({later}, {earlier}, {absent}, {where})"

    def _overlap(self, left: n.PartySet, right: n.PartySet, env: Env) -> str:
        (a, x), (b, y) = self._set(left, env), self._set(right, env)
        one = f"{a}_off, {a}_val, {a}_open, {a}_id"
        return f"overlap({x}, {y}, {one}, {b}_off, {b}_val, {b}_open, {b}_id)"

    def _related(self, f: n.Related, env: Env) -> str:
        a, b = self.party(f.left, env), self.party(f.right, env)
        if f.relation is Relation.UNIT_OF:
            known = f"(2 if unit_of[{b}] == {a} else 0)"
            return f"(1 if {a} < 0 or {b} < 0 else {known})"
        self.relations.add(f.relation)
        on = self.day(f.at, env)
        table = f"{f.relation.value}_of"
        return f"related({a}, {b}, {on[0]}, {on[1]}, epochs, organs, {table}_off, {table}_val)"

    # ---- parties ----

    def party(self, t: n.PartyTerm, env: Env) -> str:
        """Returns the expression of a party's code."""
        match t:
            case n.PartyOf(e, field_):
                return f"{column(layout.of_event(field_))}[{env[e.name]}]"
            case n.PartyVar(name):
                return env[name]
            case _:
                assert_never(t)

    def _set(self, t: n.PartySet, env: Env) -> tuple[str, str]:
        """Returns the prefix of a set's columns, and its row."""
        match t:
            case n.SetOf(e, field_):
                return column(layout.of_event(field_)), env[e.name]
            case n.MatterSet(e, field_):
                return column(layout.of_matter(field_)), env[e.name]
            case _:
                assert_never(t)

    # ---- days and numbers ----

    def day(self, t: n.DayTerm, env: Env) -> Pair:
        """Writes what computes a day, as far out as it may stand; returns its interval."""
        match t:
            case n.DayOf(e, field_):
                name = column(layout.of_event(field_))
                return f"{name}_lo[{env[e.name]}]", f"{name}_hi[{env[e.name]}]"
            case n.DayConst(value):
                return str(value), str(value)
            case n.ChooseDay(id, branches):
                chosen = dict(branches)
                return self.between([self.day(chosen[w], env) for w in self.in_play(id)])
            case n.PeriodEnd() | n.Latest():
                return self._once(t, env)
            case n.CarriedOn(organ, after, until):
                return self._carried_on(
                    self.party(organ, env), self.day(after, env), self.day(until, env)
                )
            case _:
                assert_never(t)

    def _carried_on(self, organ: str, after: Pair, until: Pair) -> Pair:
        where = "organs, taken_over_off, taken_over_val"
        sure = f"carried_on({organ}, {after[1]}, {until[0]}, {after[0]}, 0, {where})"
        most = f"carried_on({organ}, {after[0]}, {until[1]}, {after[1]}, {until[1]}, {where})"
        return self.let(sure), self.let(most)

    def number(self, t: n.NumberTerm, env: Env) -> Pair:
        """As `day`, of a number."""
        match t:
            case n.NumberConst(value):
                return str(value), str(value)
            case n.NumberOf(e, field_):
                name = column(layout.of_event(field_))
                return f"{name}_lo[{env[e.name]}]", f"{name}_hi[{env[e.name]}]"
            case n.ChooseNumber(id, branches):
                chosen = dict(branches)
                return self.between([self.number(chosen[w], env) for w in self.in_play(id)])
            case n.CappedSum():
                return self._once(t, env)
            case n.OpenNumber(limit):
                if limit in self.limits:
                    return str(self.limits[limit]), str(self.limits[limit])
                most = open_limit_of(limit).anchor
                return "0", "FAR" if most is None else str(most)
            case _:
                assert_never(t)

    def between(self, values: Sequence[Pair]) -> Pair:
        """Writes the hull of intervals, never none."""
        low, high = values[0]
        for lo, hi in values[1:]:
            low, high = self.let(f"min({low}, {lo})"), self.let(f"max({high}, {hi})")
        return low, high

    def _once(self, t: n.PeriodEnd | n.Latest | n.CappedSum, env: Env) -> Pair:
        """Writes a costly term once, above the loops it does not depend on."""
        bound = self._bound(t, env)
        rows, key = frozenset(row for _, row in bound), (self.nodes.number(t), bound)
        known = self.out.recall(key)
        if known is None:
            with self.out.lifted(rows) as block:
                known = self._costly(t, env)
                block.known[key] = known
        return known

    def _costly(self, t: n.PeriodEnd | n.Latest | n.CappedSum, env: Env) -> Pair:
        from checker.kernel import periods

        match t:
            case n.PeriodEnd():
                return periods.period_end(self, t, env)
            case n.Latest():
                return self._latest(t, env)
            case n.CappedSum():
                return self._capped_sum(t, env)
            case _:
                assert_never(t)

    def _latest(self, t: n.Latest, env: Env) -> Pair:
        otherwise = self.day(t.otherwise, env)
        low, high, sure = self.let(otherwise[0]), self.let(otherwise[1]), self.let("-1")
        for row, value in self.found(t.var, t.where, env):
            of = self.day(t.of, {**env, t.var.name: row})
            self.out.line(f"{high} = max({high}, {of[1]})")
            with self.out.block(f"if {value} == 2:"):
                self.out.line(f"{sure} = max({sure}, {of[0]})")
            with self.out.block("else:"):
                self.out.line(f"{low} = min({low}, {of[0]})")
        if t.supposed:
            self.unless_open(t.var.kinds, "if True", f"{high} = FAR")
        with self.out.block(f"if {sure} >= 0:"):
            self.out.line(f"{low} = {sure}")
        return low, high

    def _capped_sum(self, t: n.CappedSum, env: Env) -> Pair:
        low, high = self.let("0"), self.let("0")
        for row, value in self.found(t.var, t.where, env):
            of = self.number(t.of, {**env, t.var.name: row})
            self.out.line(f"{high} += {of[1]}")
            with self.out.block(f"if {value} == 2:"):
                self.out.line(f"{low} += {of[0]}")
        self.unless_open(t.var.kinds, "if True", f"{high} = {t.cap}")
        self.out.line(f"{low}, {high} = min({low}, {t.cap}), min({high}, {t.cap})")
        return low, high

    def found(self, var: n.EventVar, where: n.Formula, env: Env) -> Iterator[tuple[str, str]]:
        """Opens the loop over the rows that may satisfy `where`: what is written until the next
        step stands in its body. Yields, once, the row and its truth, which is not 0."""
        with self.rows(var, where, env) as row:
            value = self.holds(where, {**env, var.name: row})
            with self.out.block(f"if {value}:"):
                yield row, value


_ANSWERS = "ref_off, ref_val, ref_known, taken_off, taken_val, taken_known, PASSING_ON, TAKING_UP"


def column(name: str) -> str:
    """Returns the Python name of a column: `matter.kind` is `matter_kind`. Of a column of a log of
    another system every character is escaped that is no plain letter or digit."""
    if not name.startswith(FOREIGN):
        return name.replace(".", "_")
    return "".join(
        c if c.isascii() and c.isalnum() else _ESCAPES.get(c, f"_{ord(c):x}_") for c in name
    )


_ESCAPES = {".": "_"}
