"""The English sentence of a formula, read back: what the printer says must say which formula it is.

Reads what `formula.phrase` writes of formulas without periods, latest days, sums and chosen terms.
Not said by a sentence, so not read back: the day an event counts by, the day a relation is asked
of, whether an event may be supposed. `spoken` is the formula without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Final, TypeVar

from checker.show.formula import RELATIONS, question, value_label
from checker.show.glossary import FACTS, FIELDS, FLAGS, WORDS
from checker.show.glossary_kinds import kind_name
from model.calendar.day import day_number
from model.casefile.kinds import KINDS
from model.logic import nodes as n
from model.logic.readings import reading
from model.words import Fact, Field, Kind, Level, MatterField, OrganKind

UNSAID: Final = n.DayConst(1)
"""Stands for a day that no sentence says."""

_N: Final = r"([A-Za-z_]\w*)"


@dataclass(frozen=True, slots=True)
class Scope:
    """The variables a sentence may speak of."""

    events: Mapping[str, n.EventVar]
    parties: frozenset[str] = frozenset()

    def with_event(self, var: n.EventVar) -> Scope:
        """Returns the scope with one more event."""
        return replace(self, events={**self.events, var.name: var})

    def with_party(self, name: str) -> Scope:
        """Returns the scope with one more party."""
        return replace(self, parties=self.parties | {name})


def formulas_of(text: str, scope: Scope) -> tuple[n.Formula, ...]:
    """Returns every formula the English sentence can be read as, in the form of `spoken`: none iff
    it is no sentence of the printer, one iff it is unambiguous."""
    return tuple(dict.fromkeys(spoken(f) for f in _formulas(text, scope)))


def spoken(f: n.Formula) -> n.Formula:
    """Returns the formula as far as its sentence says it: nested conjunctions (disjunctions) flat,
    double negations gone, days that are not said replaced by `UNSAID`."""
    match f:
        case n.Not(n.Not(inner)):
            return spoken(inner)
        case n.Not(n.Always(value)):
            return n.Always(not value)
        case n.Not(arg):
            return n.Not(spoken(arg))
        case n.And(args):
            return _list(args, every=True)
        case n.Or(args):
            return _list(args, every=False)
        case n.Some(var, where):
            return n.Some(var, spoken(where), UNSAID)
        case n.EveryMember(var, parties, body):
            return n.EveryMember(var, parties, spoken(body))
        case n.SomeOrgan(var, _, body):
            return n.SomeOrgan(var, UNSAID, spoken(body))
        case n.Choose(id, branches):
            return n.Choose(id, tuple((v, spoken(b)) for v, b in branches))
        case n.Related():
            return replace(f, at=UNSAID)
        case _:
            return f


def _list(args: Iterable[n.Formula], *, every: bool) -> n.Formula:
    kind = n.And if every else n.Or
    found: list[n.Formula] = []
    for arg in args:
        inner = arg if isinstance(arg, kind) else spoken(arg)
        if isinstance(arg, kind):
            inner = _list(arg.args, every=every)
        if isinstance(arg, kind) and isinstance(inner, kind):
            found += inner.args
        elif arg != n.Always(every) and inner != n.Always(every):
            found.append(inner)
    if len(found) == 1:
        return found[0]
    return kind(tuple(found)) if found else n.Always(every)


# ---- compound ------------------------------------------------------------------------------------


def _formulas(text: str, scope: Scope) -> Iterator[n.Formula]:
    yield from _quantified(text, scope)
    yield from _chosen(text, scope)
    if text.startswith("not: "):
        yield from (n.Not(f) for f in _whole(text.removeprefix("not: "), scope))
    for between, kind in ((" and ", n.And), (" or ", n.Or)):
        pieces = _split(text, between)
        if len(pieces) > 1:
            yield from (kind(items) for items in _items(pieces, between, scope) if len(items) > 1)
    yield from _atoms(text, scope)


def _whole(text: str, scope: Scope) -> Iterator[n.Formula]:
    """Yields what stands behind "not": a clause, or a list in brackets."""
    if _bracketed(text):
        yield from _formulas(text[1:-1], scope)
        return
    yield from _quantified(text, scope)
    yield from _chosen(text, scope)
    yield from _atoms(text, scope)


def _quantified(text: str, scope: Scope) -> Iterator[n.Formula]:
    found = re.match(rf"there is an organ {_N} such that: ", text)
    if found:
        name, rest = found.group(1), text[found.end() :]
        for body in _formulas(rest, scope.with_party(name)):
            yield n.SomeOrgan(n.PartyVar(name), UNSAID, body)
    found = re.match(rf"there is (an?|no) ([^:]+?) {_N} such that: ", text)
    if found:
        how, what, name = found.groups()
        for kinds in _words_of(what, _KINDS):
            var = n.EventVar(name, kinds)
            for body in _formulas(text[found.end() :], scope.with_event(var)):
                some = n.Some(var, body, UNSAID)
                yield n.Not(some) if how == "no" else some
    found = re.match(rf"every {_N} among ([^:]+): ", text)
    if found:
        name, of = found.groups()
        bodies = list(_formulas(text[found.end() :], scope.with_party(name)))
        for parties, body in product(_sets(of, scope), bodies):
            yield n.EveryMember(n.PartyVar(name), parties, body)


def _chosen(text: str, scope: Scope) -> Iterator[n.Formula]:
    found = re.match(r"by the reading (\S+) ", text)
    if found is None:
        return
    id = found.group(1)
    head = f"{question(id).en} ("
    if not text.startswith(head) or not text.endswith(")"):
        return
    pieces = _split(text[len(head) : -1], "; ")
    labels = {f"{value_label(id, v.word).en}: ": v.word for v in reading(id)}
    read: list[list[tuple[str, n.Formula]]] = []
    for piece in pieces:
        label = next((label for label in labels if piece.startswith(label)), None)
        if label is None:
            return
        read.append([(labels[label], f) for f in _formulas(piece.removeprefix(label), scope)])
    yield from (n.Choose(id, branches) for branches in product(*read))


def _items(pieces: list[str], between: str, scope: Scope) -> Iterator[tuple[n.Formula, ...]]:
    """Yields the ways to read the pieces as items: an item may hold the word between."""
    if not pieces:
        yield ()
        return
    for end in range(1, len(pieces) + 1):
        first = list(_item(between.join(pieces[:end]), scope))
        if first:
            rest = list(_items(pieces[end:], between, scope))
            yield from ((f, *r) for f in first for r in rest)


def _item(text: str, scope: Scope) -> Iterator[n.Formula]:
    if _bracketed(text):
        yield from _formulas(text[1:-1], scope)
    elif text.startswith("not: "):
        yield from (n.Not(f) for f in _atoms(text.removeprefix("not: "), scope))
    else:
        yield from _atoms(text, scope)


def _split(text: str, between: str) -> list[str]:
    """Returns the text cut at every `between` outside of brackets."""
    pieces, depth, start = list[str](), 0, 0
    for place, c in enumerate(text):
        depth += (c in "([") - (c in ")]")
        if depth == 0 and place >= start and text.startswith(between, place):
            pieces.append(text[start:place])
            start = place + len(between)
    return [*pieces, text[start:]]


def _bracketed(text: str) -> bool:
    """Returns whether the first bracket closes at the very end."""
    if not (text.startswith("(") and text.endswith(")")):
        return False
    depth = 0
    for place, c in enumerate(text):
        depth += (c == "(") - (c == ")")
        if depth == 0:
            return place == len(text) - 1
    return False


# ---- words ---------------------------------------------------------------------------------------

T = TypeVar("T")

_KINDS: Final = {kind_name(k).en: k for k in Kind}
_FACTS: Final = {said.en: Fact(name) for name, said in FACTS.items()}
_FIELD: Final = {FIELDS[f.value].en: f for f in Field if f.value in FIELDS}
_MATTER_FIELD: Final = {FIELDS[f.value].en: f for f in MatterField if f.value in FIELDS}
_FLAG: Final = {FLAGS[f.value].en: f for f in Field if f.value in FLAGS}
_MATTER_FLAG: Final = {
    said.en: f for f in MatterField if (said := FLAGS.get(f.value) or FACTS.get(f.value))
}
_WORD_FIELDS: Final = frozenset(f for k in KINDS.values() for f in k.words)
_WORD: Final = {said.en: word for word, said in WORDS.items()}
_ORGAN_KINDS: Final = {WORDS[k.value].en: k for k in OrganKind}
_LEVELS: Final = {WORDS[k.value].en if k.value in WORDS else k.value: k for k in Level}


def _words_of(text: str, known: Mapping[str, T]) -> Iterator[tuple[T, ...]]:
    """Yields the words joined by "or", if all are known."""
    words = text.split(" or ")
    if all(w in known for w in words):
        yield tuple(known[w] for w in words)


# ---- terms ---------------------------------------------------------------------------------------


def _events(name: str, scope: Scope) -> Iterator[n.EventVar]:
    if name in scope.events:
        yield scope.events[name]


def _of(text: str, fields: Mapping[str, T], scope: Scope) -> Iterator[tuple[T, n.EventVar]]:
    head, of, name = text.rpartition(" of ")
    if of and head in fields:
        yield from ((fields[head], e) for e in _events(name, scope))


def _parties(text: str, scope: Scope) -> Iterator[n.PartyTerm]:
    if text in scope.parties:
        yield n.PartyVar(text)
    if text.startswith("whoever did "):
        for e in _events(text.removeprefix("whoever did "), scope):
            yield n.PartyOf(e, Field.BY)
    yield from (n.PartyOf(e, f) for f, e in _of(text, _FIELD, scope) if f is not Field.BY)


def _sets(text: str, scope: Scope) -> Iterator[n.PartySet]:
    yield from (n.SetOf(e, f) for f, e in _of(text, _FIELD, scope))
    head, of, name = text.rpartition(" of the matter of ")
    if of and head in _MATTER_FIELD:
        yield from (n.MatterSet(e, _MATTER_FIELD[head]) for e in _events(name, scope))


def _days(text: str, scope: Scope) -> Iterator[n.DayTerm]:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        yield n.DayConst(day_number(date.fromisoformat(text)))
    yield from (n.DayOf(e, f) for f, e in _of(text, _FIELD, scope))


def _numbers(text: str, scope: Scope) -> Iterator[n.NumberTerm]:
    if re.fullmatch(r"-?\d+", text):
        yield n.NumberConst(int(text))
    elif re.fullmatch(r"[A-Z]_\w+", text):
        yield n.OpenNumber(text)
    yield from (n.NumberOf(e, f) for f, e in _of(text, _FIELD, scope))


# ---- atoms ---------------------------------------------------------------------------------------


def _atoms(text: str, scope: Scope) -> Iterator[n.Formula]:
    if text in ("always true", "never true"):
        yield n.Always(text == "always true")
    found = re.fullmatch(r"left open by the law \((\S+)\)", text)
    if found:
        yield n.Unsettled(found.group(1))
    yield from _of_events(text, scope)
    yield from _clauses(text, scope)
    yield from _equations(text, scope)
    yield from _orders(text, scope)
    yield from _relations(text, scope)


def _of_events(text: str, scope: Scope) -> Iterator[n.Formula]:
    pairs = (
        (rf"{_N} and {_N} are of one matter", n.SameMatter),
        (rf"{_N} is the same event as {_N}", n.SameEvent),
        (rf"{_N} comes before {_N}", n.Precedes),
        (rf"{_N} answers {_N}", n.Answers),
    )
    for pattern, node in pairs:
        found = re.fullmatch(pattern, text)
        if found:
            both = product(*(_events(name, scope) for name in found.groups()))
            yield from (node(one, two) for one, two in both)
    found = re.fullmatch(rf"{_N} has (.+)", text)
    if found and found.group(2) in _FIELD:
        field = _FIELD[found.group(2)]
        yield from (n.Given(e, field) for e in _events(found.group(1), scope))
    found = re.fullmatch(rf"{_N} states: (.+)", text)
    if found:
        stated = _WORD.get(found.group(2), found.group(2))
        if re.fullmatch(r"\w+", stated):
            yield from (n.States(e, stated) for e in _events(found.group(1), scope))


def _clauses(text: str, scope: Scope) -> Iterator[n.Formula]:
    """Yields what is said of an event, of its matter, of two events."""
    found = re.fullmatch(rf"of {_N} and {_N}, (.+) \(attested\)", text)
    if found and found.group(3) in _FACTS:
        one, two, fact = found.groups()
        for later, earlier in product(_events(one, scope), _events(two, scope)):
            yield n.SameGround(later, earlier, _FACTS[fact])
    found = re.fullmatch(rf"of (the matter of )?{_N}: (.+?)( \(attested\))?", text)
    if found is None:
        return
    matter, name, clause, attested = found.groups()
    for e in _events(name, scope):
        if attested and not matter and clause in _FACTS:
            yield n.Attested(e, _FACTS[clause])
        if not attested and matter and clause in _MATTER_FLAG:
            yield n.MatterFlag(e, _MATTER_FLAG[clause])
        if not attested and not matter and clause in _FLAG:
            yield n.Flag(e, _FLAG[clause])


def _equations(text: str, scope: Scope) -> Iterator[n.Formula]:
    """Yields what says that something "is" something."""
    left, is_, right = text.partition(" is ")
    if not is_:
        return
    words = tuple(_WORD.get(w, w) for w in right.split(" or "))
    if not all(re.fullmatch(r"\w+", w) for w in words):
        words = ()
    head, of, name = left.rpartition(" of the matter of ")
    if of and words and head in _MATTER_FIELD:
        yield from (n.MatterIs(e, _MATTER_FIELD[head], words) for e in _events(name, scope))
    fields = [(f, e) for f, e in _of(left, _FIELD, scope) if f in _WORD_FIELDS and words]
    yield from (n.Is(e, f, words) for f, e in fields)
    kind = re.sub("^an? ", "", right)
    for e, kinds in product(_events(left, scope), _words_of(kind, _KINDS)):
        yield n.IsA(e, kinds)
    for who in _parties(left.removesuffix("'s level"), scope) if left.endswith("'s level") else ():
        yield from (n.OfLevel(who, levels) for levels in _words_of(right, _LEVELS))
    for who in _parties(left, scope):
        yield from (n.OfKind(who, kinds) for kinds in _words_of(right, _ORGAN_KINDS))
        yield from (n.SameParty(who, other) for other in _parties(right, scope))
        if right.startswith("among "):
            yield from (n.InSet(who, s) for s in _sets(right.removeprefix("among "), scope))


def _orders(text: str, scope: Scope) -> Iterator[n.Formula]:
    for between, later in ((" is not after ", False), (" is after ", True)):
        left, is_, right = text.partition(between)
        if is_:
            for one, two in product(_days(left, scope), _days(right, scope)):
                yield n.Not(n.NotAfter(one, two)) if later else n.NotAfter(one, two)
    left, is_, right = text.partition(" is at most ")
    if is_:
        both = product(_numbers(left, scope), _numbers(right, scope))
        yield from (n.AtMost(few, many) for few, many in both)


def _relations(text: str, scope: Scope) -> Iterator[n.Formula]:
    found = re.fullmatch(r"(.+) and (.+) have somebody in common", text)
    if found:
        both = product(*(_sets(of, scope) for of in found.groups()))
        yield from (n.Overlap(one, two) for one, two in both)
    for relation, (_, said) in RELATIONS.items():
        pattern = re.escape(said).replace(r"\{a\}", "(.+)").replace(r"\{b\}", "(.+)")
        found = re.fullmatch(pattern, text)
        if found:
            organs = product(*(_parties(who, scope) for who in found.groups()))
            yield from (n.Related(relation, one, two, UNSAID) for one, two in organs)
