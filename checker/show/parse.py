"""The English sentence of a formula, read back: what the printer says must say which formula it is.

Reads all that `formula.phrase` writes, up to what no sentence says (`spoken`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from checker.show.parse_terms import Clauses, cases_of, days, numbers, where_of
from checker.show.parse_words import (
    FACT_WORDS,
    FIELD_WORDS,
    FLAG_WORDS,
    KIND_WORDS,
    LEVEL_WORDS,
    MATTER_FIELD_WORDS,
    MATTER_FLAG_WORDS,
    NAME,
    ORGAN_KIND_WORDS,
    WORD_FIELDS,
    WORD_OF,
    Scope,
    bracketed,
    events_of,
    fields_of,
    parties_of,
    party_sets_of,
    split,
    words_of,
)
from checker.show.relation_words import RELATIONS
from checker.show.spoken import UNSAID, spoken
from model.logic import nodes as n


def formulas_of(text: str, scope: Scope) -> tuple[n.Formula, ...]:
    """Returns every formula the English sentence can be read as, in the form of `spoken`: none iff
    it is no sentence of the printer, one iff it is unambiguous."""
    return tuple(dict.fromkeys(spoken(f) for f in _formulas(text, scope)))


# ---- compound ------------------------------------------------------------------------------------


def _formulas(text: str, scope: Scope) -> Iterator[n.Formula]:
    yield from _quantified(text, scope)
    yield from _chosen(text, scope)
    yield from _with_clauses(text, scope)
    if text.startswith("not: "):
        yield from (n.Not(f) for f in _whole(text.removeprefix("not: "), scope))
    for between, kind in ((" and ", n.And), (" or ", n.Or)):
        pieces = split(text, between)
        if len(pieces) > 1:
            yield from (kind(items) for items in _items(pieces, between, scope) if len(items) > 1)
    yield from _atoms(text, scope)


def _whole(text: str, scope: Scope) -> Iterator[n.Formula]:
    """Yields what stands behind "not": a clause, or a list in brackets."""
    if bracketed(text):
        yield from _formulas(text[1:-1], scope)
        return
    yield from _quantified(text, scope)
    yield from _chosen(text, scope)
    yield from _with_clauses(text, scope)
    yield from _atoms(text, scope)


def _with_clauses(text: str, scope: Scope) -> Iterator[n.Formula]:
    sentence, clauses = where_of(text)
    if clauses:
        yield from _orders(sentence, clauses, scope)


def _quantified(text: str, scope: Scope) -> Iterator[n.Formula]:
    found = re.match(rf"there is an organ {NAME} such that: ", text)
    if found:
        name, rest = found.group(1), text[found.end() :]
        for body in _formulas(rest, scope.with_party(name)):
            yield n.SomeOrgan(n.PartyVar(name), UNSAID, body)
    found = re.match(rf"there is (an?|no) ([^:]+?) {NAME} such that: ", text)
    if found:
        how, what, name = found.groups()
        for kinds in words_of(what, KIND_WORDS):
            var = n.EventVar(name, kinds)
            for body in _formulas(text[found.end() :], scope.with_event(var)):
                some = n.Some(var, body, UNSAID)
                yield n.Not(some) if how == "no" else some
    found = re.match(rf"every {NAME} among ([^:]+): ", text)
    if found:
        name, of = found.groups()
        bodies = list(_formulas(text[found.end() :], scope.with_party(name)))
        for parties, body in product(party_sets_of(of, scope), bodies):
            yield n.EveryMember(n.PartyVar(name), parties, body)


def _chosen(text: str, scope: Scope) -> Iterator[n.Formula]:
    said = cases_of(text)
    if said is not None:
        id, cases = said
        read = ([(value, f) for f in _formulas(branch, scope)] for value, branch in cases)
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
    if bracketed(text):
        yield from _formulas(text[1:-1], scope)
    elif text.startswith("not: "):
        yield from (n.Not(f) for f in _atoms(text.removeprefix("not: "), scope))
    else:
        yield from _atoms(text, scope)


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
    yield from _orders(text, (), scope)
    yield from _relations(text, scope)


def _of_events(text: str, scope: Scope) -> Iterator[n.Formula]:
    pairs = (
        (rf"{NAME} and {NAME} are of one matter", n.SameMatter),
        (rf"{NAME} is the same event as {NAME}", n.SameEvent),
        (rf"{NAME} comes before {NAME}", n.Precedes),
        (rf"{NAME} answers {NAME}", n.Answers),
    )
    for pattern, node in pairs:
        found = re.fullmatch(pattern, text)
        if found:
            both = product(*(events_of(name, scope) for name in found.groups()))
            yield from (node(one, two) for one, two in both)
    found = re.fullmatch(rf"{NAME} has (.+)", text)
    if found and found.group(2) in FIELD_WORDS:
        field = FIELD_WORDS[found.group(2)]
        yield from (n.Given(e, field) for e in events_of(found.group(1), scope))
    found = re.fullmatch(rf"{NAME} states: (.+)", text)
    if found:
        stated = WORD_OF.get(found.group(2), found.group(2))
        if re.fullmatch(r"\w+", stated):
            yield from (n.States(e, stated) for e in events_of(found.group(1), scope))


def _clauses(text: str, scope: Scope) -> Iterator[n.Formula]:
    """Yields what is said of an event, of its matter, of two events."""
    found = re.fullmatch(rf"of {NAME} and {NAME}, (.+) \(attested\)", text)
    if found and found.group(3) in FACT_WORDS:
        one, two, fact = found.groups()
        for later, earlier in product(events_of(one, scope), events_of(two, scope)):
            yield n.SameGround(later, earlier, FACT_WORDS[fact])
    found = re.fullmatch(rf"of (the matter of )?{NAME}: (.+?)( \(attested\))?", text)
    if found is None:
        return
    matter, name, clause, attested = found.groups()
    for e in events_of(name, scope):
        if attested and not matter and clause in FACT_WORDS:
            yield n.Attested(e, FACT_WORDS[clause])
        if not attested and matter and clause in MATTER_FLAG_WORDS:
            yield n.MatterFlag(e, MATTER_FLAG_WORDS[clause])
        if not attested and not matter and clause in FLAG_WORDS:
            yield n.Flag(e, FLAG_WORDS[clause])


def _equations(text: str, scope: Scope) -> Iterator[n.Formula]:
    """Yields what says that something "is" something."""
    left, is_, right = text.partition(" is ")
    if not is_:
        return
    words = tuple(WORD_OF.get(w, w) for w in right.split(" or "))
    if not all(re.fullmatch(r"\w+", w) for w in words):
        words = ()
    head, of, name = left.rpartition(" of the matter of ")
    if of and words and head in MATTER_FIELD_WORDS:
        yield from (n.MatterIs(e, MATTER_FIELD_WORDS[head], words) for e in events_of(name, scope))
    fields = [(f, e) for f, e in fields_of(left, FIELD_WORDS, scope) if f in WORD_FIELDS and words]
    yield from (n.Is(e, f, words) for f, e in fields)
    kind = re.sub("^an? ", "", right)
    for e, kinds in product(events_of(left, scope), words_of(kind, KIND_WORDS)):
        yield n.IsA(e, kinds)
    for who in (
        parties_of(left.removesuffix("'s level"), scope) if left.endswith("'s level") else ()
    ):
        yield from (n.OfLevel(who, levels) for levels in words_of(right, LEVEL_WORDS))
    for who in parties_of(left, scope):
        yield from (n.OfKind(who, kinds) for kinds in words_of(right, ORGAN_KIND_WORDS))
        yield from (n.SameParty(who, other) for other in parties_of(right, scope))
        if right.startswith("among "):
            yield from (n.InSet(who, s) for s in party_sets_of(right.removeprefix("among "), scope))


def _orders(text: str, clauses: Clauses, scope: Scope) -> Iterator[n.Formula]:
    """Yields what compares two days or two numbers, if it leaves no clause unread."""
    for between, later in ((" is not after ", False), (" is after ", True)):
        left, is_, right = text.partition(between)
        if is_:
            for one, after in days(left, clauses, scope, _formulas):
                for two, rest in days(right, after, scope, _formulas):
                    if not rest:
                        yield n.Not(n.NotAfter(one, two)) if later else n.NotAfter(one, two)
    left, is_, right = text.partition(" is at most ")
    if is_:
        for few, after in numbers(left, clauses, scope, _formulas):
            for many, rest in numbers(right, after, scope, _formulas):
                if not rest:
                    yield n.AtMost(few, many)


def _relations(text: str, scope: Scope) -> Iterator[n.Formula]:
    found = re.fullmatch(r"(.+) and (.+) have somebody in common", text)
    if found:
        both = product(*(party_sets_of(of, scope) for of in found.groups()))
        yield from (n.Overlap(one, two) for one, two in both)
    for relation, (_, said) in RELATIONS.items():
        pattern = re.escape(said).replace(r"\{a\}", "(.+)").replace(r"\{b\}", "(.+)")
        found = re.fullmatch(pattern, text)
        if found:
            organs = product(*(parties_of(who, scope) for who in found.groups()))
            yield from (n.Related(relation, one, two, UNSAID) for one, two in organs)
