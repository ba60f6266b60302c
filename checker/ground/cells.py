"""From cells of a history to residual terms: known ones fold to constants, the others become
symbols.

With `naming` on, known cells become symbols too and `facts` records what they are, so that a solver
can say which facts a conclusion needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from checker.ground.index import Index, index_of
from checker.ground.residual import (
    AtMostZero,
    BoolSymbol,
    CellName,
    Definition,
    IfThenElse,
    IntSymbol,
    Lin,
    Piecewise,
    Residual,
    Symbol,
    WordSymbol,
    and_,
    at_most,
    not_,
    or_,
    word_is,
)
from model.history import Cell, Choice, Event, History, Matter, Members, Span
from model.logic.limits import LimitId, OpenLimit
from model.logic.meaning import PASSING_ON, TAKING_UP, stated_fact
from model.words import Fact, Field, Kind, MatterField

FactValue = int | str | bool
OTHER = "something else"
"""What a named fact would be if it were none of the words in play."""


@dataclass
class Cells:
    """Gives residual terms for the cells of one history; collects symbols' definitions and named
    facts."""

    history: History
    ghosts: tuple[Event, ...] = ()
    """Unrecorded events that may have happened (kinds about which the record is not complete)."""
    naming: bool = False
    asked_words: tuple[str, ...] = ()
    """Words the rule compares with: what a named word might have been instead."""
    others: tuple[str, ...] | None = None
    """Parties that a named one might have been instead; None: anybody the case or the tree has."""
    limits: Mapping[LimitId, int] = field(default_factory=dict[LimitId, int])
    """Open-textured limits the user set, in days."""
    facts: dict[Symbol, FactValue] = field(default_factory=dict[Symbol, FactValue])
    definitions: dict[IntSymbol, Definition] = field(default_factory=dict[IntSymbol, Definition])
    ranked: dict[str, Event] = field(default_factory=dict[str, Event])
    """Events whose same-day order was asked and is not recorded."""
    _taken: dict[str, Mapping[str, Residual]] = field(
        default_factory=dict[str, Mapping[str, Residual]]
    )
    _answered: dict[tuple[str, str], Residual] = field(
        default_factory=dict[tuple[str, str], Residual]
    )
    _symbols: dict[Definition, IntSymbol] = field(default_factory=dict[Definition, IntSymbol])

    @cached_property
    def index(self) -> Index:
        """What is found once per history."""
        return index_of(self.history)

    # ---- auxiliary numbers ----

    def defined(self, what: str, low: int, high: int, by: Definition) -> Lin:
        """Returns an auxiliary number; the same definition gives the same symbol, so that two
        residuals that mean the same are equal."""
        if by not in self._symbols:
            name = CellName("aux", what, str(len(self._symbols) + 1))
            self._symbols[by] = IntSymbol(name, low, high)
            self.definitions[self._symbols[by]] = by
        return Lin(0, ((self._symbols[by], 1),))

    def if_then_else(self, what: str, condition: Residual, then: Lin, otherwise: Lin) -> Lin:
        """Returns `then` or `otherwise`; an auxiliary number iff it is not known which."""
        if isinstance(condition, bool):
            return then if condition else otherwise
        if then == otherwise:
            return then
        low, high = min(then.low, otherwise.low), max(then.high, otherwise.high)
        return self.defined(what, low, high, IfThenElse(condition, then, otherwise))

    def at_most(self, left: Lin, right: Lin) -> Residual:
        """Returns `left <= right`. A bound on a value of a step function, if the calendar reaches
        so far, is told as a bound on what the function is of: solvers need no steps then."""
        found = at_most(left, right)
        if not isinstance(found, AtMostZero) or len(found.lin.terms) != 1:
            return found
        ((symbol, k),) = found.lin.terms
        by = self.definitions.get(symbol)
        if not isinstance(by, Piecewise) or k not in (1, -1):
            return found
        last = by.last_at_most(-found.lin.const if k == 1 else found.lin.const - 1)
        if last is None:
            return found
        within = self.at_most(by.arg, Lin(last))
        return within if k == 1 else not_(within)

    # ---- one cell ----

    def whole(self, name: CellName, cell: Cell) -> Lin:
        """Returns the number of a cell: a constant, or one symbol."""
        assert isinstance(cell, Span), f"{name} is not a number"
        if not cell.known:
            return Lin(0, ((IntSymbol(name, cell.low, cell.high), 1),))
        if not self.naming:
            return Lin(cell.low)
        symbol = IntSymbol(name, *self._room(cell.low))
        self.facts[symbol] = cell.low
        return Lin(0, ((symbol, 1),))

    def open_limit(self, limit: OpenLimit) -> Lin:
        """Returns the days of an open-textured limit: those the user set, else any number up to its
        anchor or, without one, to where nothing recorded is late any more."""
        name = CellName("law", "limit", limit.id)
        if limit.id in self.limits:
            return self.whole(name, Span(self.limits[limit.id], self.limits[limit.id]))
        return Lin(0, ((IntSymbol(name, 0, self.longest(limit)), 1),))

    def longest(self, limit: OpenLimit) -> int:
        """Returns the most days the limit may be, as far as this record can tell."""
        if limit.anchor is not None:
            return limit.anchor
        return max(0, self.history.as_of - self.first_day) + 1

    def _room(self, value: int) -> tuple[int, int]:
        # A named fact needs a domain with other values in it: the days of the record, or small
        # numbers.
        if value < 10_000:
            return 0, 2 * value + 10
        return min(self.first_day, value), max(self.history.as_of, value)

    @property
    def first_day(self) -> int:
        """The earliest day any recorded event may have been done; `as_of` if there is no event."""
        days = (e.cells[Field.ON] for e in self.history.events)
        return min((d.low for d in days if isinstance(d, Span)), default=self.history.as_of)

    def word(self, name: CellName, cell: Cell) -> str | WordSymbol:
        """Returns the word or party of a cell, or a symbol over its options."""
        assert isinstance(cell, Choice), f"{name} is not a word"
        if not cell.known:
            return WordSymbol(name, cell.options)
        if not self.naming:
            return cell.options[0]
        known = cell.options[0]
        others = self._others(known)
        symbol = WordSymbol(name, (known, *others, OTHER))
        self.facts[symbol] = known
        return symbol

    def _others(self, known: str) -> tuple[str, ...]:
        # What a named word might have been instead: any party, or any word the rule asks about.
        tree = self.history.hierarchy
        party = tree.is_organ(known) or known in self.history.parties
        anybody = (*tree.organs, *sorted(self.history.parties))
        parties = anybody if self.others is None else self.others
        others = parties if party else self.asked_words
        return tuple(o for o in others if o != known)

    def truth(self, name: CellName, value: bool | None) -> Residual:
        """Returns the truth value, or a symbol named so iff it is unknown (`None`)."""
        if value is None:
            return BoolSymbol(name)
        if not self.naming:
            return value
        symbol = BoolSymbol(name)
        self.facts[symbol] = value
        return symbol

    def member(self, name: CellName, cell: Cell, element: str) -> Residual:
        """Returns whether the element is in the set of the cell."""
        assert isinstance(cell, Members), f"{name} is not a set"
        value = True if element in cell.sure else (None if element in cell.maybe else False)
        return self.truth(CellName(name.owner, name.field, element), value)

    # ---- fields ----

    def event_cell(self, e: Event, wanted: Field) -> tuple[CellName, Cell]:
        """Returns the cell that stands for a field of the event, with its name."""
        named = e.name_of(wanted)
        return CellName(e.id, named.value), e.cells[named]

    def matter(self, e: Event) -> Matter:
        """Returns the matter the event belongs to."""
        return self.history.matters[e.matter]

    def matter_cell(self, e: Event, wanted: MatterField) -> tuple[CellName, Cell]:
        """Returns a cell of the event's matter, with its name."""
        return CellName(e.matter, wanted.value), self.matter(e).cells[wanted]

    def attested(self, e: Event, fact: Fact) -> Residual:
        """Returns whether the fact is attested of the event or, failing that, of its matter."""
        of_matter = fact not in e.facts and fact in self.matter(e).facts
        name = CellName(e.matter if of_matter else e.id, "attested", fact.value)
        return self.truth(name, stated_fact(e, fact, self.history).value)

    def occurred(self, e: Event) -> Residual:
        """Returns true for a recorded event; a symbol for one that may have gone unrecorded."""
        return True if e.recorded else BoolSymbol(CellName(e.id, "happened"))

    def same_word(self, a: str | WordSymbol, b: str | WordSymbol) -> Residual:
        """Returns whether two words are equal; false iff they have no option in common."""
        if isinstance(a, str):
            return word_is(b, a)
        if isinstance(b, str):
            return word_is(a, b)
        if a == b:
            return True
        return _same_word(a, b)

    # ---- which events there are ----

    def candidates(
        self, kinds: tuple[Kind, ...], *, recorded_only: bool = False
    ) -> Iterator[Event]:
        """Yields recorded events of these kinds, then the unrecorded ones that may have
        happened."""
        yield from self.history.of_kinds(kinds)
        if not recorded_only:
            yield from (g for g in self.ghosts if g.kind in kinds)

    def of_matter(self, of: Event, kinds: tuple[Kind, ...], *, recorded_only: bool) -> list[Event]:
        """Returns those candidates that are of the matter of that event."""
        table = self.index.of_matter.get(of.matter, {})
        found = [e for kind in kinds for e in table.get(kind, ())]
        if not recorded_only:
            found += [g for g in self.ghosts if g.kind in kinds and g.matter == of.matter]
        return found

    @cached_property
    def all_is_said(self) -> bool:
        """Whether it is known of every two events if one answers the other."""
        return not self.naming and not self.ghosts and self.history.references_known

    def something_unrecorded(self, kinds: tuple[Kind, ...]) -> Residual:
        """Returns, with naming on, the (false) fact that an unrecorded event of these kinds
        happened."""
        if not self.naming:
            return False
        closed = [k for k in kinds if k not in self.history.open_kinds]
        return or_(self.truth(CellName("record", "unrecorded", k.value), False) for k in closed)

    # ---- references ----

    def referred(self, e: Event) -> list[tuple[Residual, frozenset[str]]]:
        """Returns every possible set of references, each with when it is the right one."""
        options = e.refers.options
        if e.refers.known and not self.naming:
            return [(True, options[0])]
        name = CellName(e.id, "refers")
        words = tuple(" ".join(sorted(o)) or "nothing recorded" for o in options)
        if e.refers.known:
            cell = WordSymbol(name, (*words, OTHER))
            self.facts[cell] = words[0]
        else:
            cell = WordSymbol(name, words)
        return [(word_is(cell, w), o) for w, o in zip(words, options, strict=True)]

    def _refers_otherwise(self, e: Event) -> Residual:
        """Returns, with naming on, that the event refers to something else than recorded."""
        if not self.naming or not e.refers.known:
            return False
        recorded = or_(c for c, _ in self.referred(e))
        return not_(recorded)

    def answers(self, later: Event, earlier: Event) -> Residual:
        """Returns whether `later` refers to `earlier`, as `model.logic.meaning.answers` says."""
        if self.all_is_said:
            return later.id in self.index.ids_answering(earlier.id)
        recorded = self._answers_as_recorded(later, earlier)
        if not self.naming or later.id == earlier.id:
            return recorded
        # Were a reference another one, it might or might not answer: neither is assumed.
        tied = {
            later.id,
            earlier.id,
            *self.index.rests_on(later),
            *self.index.rests_on(earlier),
        }
        ties = (self.by_id(id) for id in sorted(tied))
        otherwise = [
            self._refers_otherwise(e)
            for e in ties
            if e and (e.id == later.id or e.kind in TAKING_UP)
        ]
        free = BoolSymbol(CellName(later.id, "would_answer", earlier.id))
        return or_((recorded, and_((or_(otherwise), free))))

    def _answers_as_recorded(self, later: Event, earlier: Event) -> Residual:
        pair = later.id, earlier.id
        if pair not in self._answered:
            self._answered[pair] = or_(self._ways(later, earlier))
        return self._answered[pair]

    def _ways(self, later: Event, earlier: Event) -> Iterator[Residual]:
        yield self._taken_up(later).get(earlier.id, False)
        if earlier.kind in TAKING_UP and later.kind not in PASSING_ON and later.id != earlier.id:
            taken = self._taken_up(earlier)
            for condition, refers in self.referred(later):
                yield and_((condition, or_(taken[id] for id in sorted(refers & taken.keys()))))

    def _taken_up(self, e: Event) -> Mapping[str, Residual]:
        """Returns what the event may refer to, and what that may have passed on, each with when.

        Found once per event: what may be passed on and on has exponentially many ways.
        """
        if e.id not in self._taken:
            found: dict[str, list[Residual]] = {}
            for condition, refers in self.referred(e):
                for id in sorted(refers):
                    found.setdefault(id, []).append(condition)
                    passed = self.by_id(id)
                    if passed and passed.kind in PASSING_ON:
                        for further, more in self._taken_up(passed).items():
                            found.setdefault(further, []).append(and_((condition, more)))
            self._taken[e.id] = {id: or_(ways) for id, ways in found.items()}
        return self._taken[e.id]

    def by_id(self, id: str) -> Event | None:
        """Returns the event, recorded or not, of that id; None if there is none."""
        return self.history.by_id.get(id) or next((g for g in self.ghosts if g.id == id), None)

    # ---- order ----

    def day(self, e: Event, wanted: Field = Field.ON) -> Lin:
        """Returns a day of the event, or any other whole number it has."""
        return self.whole(*self.event_cell(e, wanted))

    def precedes(self, x: Event, y: Event) -> Residual:
        """Returns whether `x` came before `y`: earlier day, or first of one day."""
        if x.id == y.id:
            return False
        dx, dy = self.day(x), self.day(y)
        earlier, not_later = at_most(dx + 1, dy), at_most(dx, dy)
        if earlier is True or not_later is False:
            return earlier
        first: Residual | None = self.first_of_one_day(x, y)
        if first is None:
            first = at_most(self._rank(x) + 1, self._rank(y))
        return or_((earlier, and_((not_later, first))))

    def first_of_one_day(self, x: Event, y: Event) -> bool | None:
        """Returns whether x came first if both were on one day; None iff the record does not
        say."""
        if x.time is not None and y.time is not None:
            return (x.time, x.order) < (y.time, y.order)
        if x.id in self.index.rests_on(y):
            return True
        return False if y.id in self.index.rests_on(x) else None

    def _rank(self, e: Event) -> Lin:
        self.ranked[e.id] = e
        return Lin(0, ((rank_symbol(e, self.history, len(self.ghosts)), 1),))


def rank_symbol(e: Event, history: History, ghosts: int) -> IntSymbol:
    """Returns the place of an event in the true order of a day's events."""
    return IntSymbol(CellName(e.id, "order"), 0, len(history.events) + ghosts)


@lru_cache(maxsize=4096)
def _same_word(a: WordSymbol, b: WordSymbol) -> Residual:
    # One residual for one pair: an encoder that has met it does not build it again.
    common = [o for o in a.options if o in b.options]
    return or_(and_((word_is(a, o), word_is(b, o))) for o in common)
