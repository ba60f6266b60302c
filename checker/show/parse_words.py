"""What the sentences of formulas are made of: names, words, brackets, parties, events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from checker.show.glossary import FACTS, FIELDS, FLAGS, WORDS
from checker.show.glossary_kinds import kind_name
from model.casefile.kinds import KINDS
from model.logic import nodes as n
from model.words import Fact, Field, Kind, Level, MatterField, OrganKind

NAME: Final = r"([A-Za-z_]\w*)"


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


# ---- brackets ------------------------------------------------------------------------------------


def split(text: str, between: str) -> list[str]:
    """Returns the text cut at every `between` outside of brackets."""
    pieces, depth, start = list[str](), 0, 0
    for place, c in enumerate(text):
        depth += (c in "([") - (c in ")]")
        if depth == 0 and place >= start and text.startswith(between, place):
            pieces.append(text[start:place])
            start = place + len(between)
    return [*pieces, text[start:]]


def bracketed(text: str) -> bool:
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

KIND_WORDS: Final = {kind_name(k).en: k for k in Kind}
FACT_WORDS: Final = {said.en: Fact(name) for name, said in FACTS.items()}
FIELD_WORDS: Final = {FIELDS[f.value].en: f for f in Field if f.value in FIELDS}
MATTER_FIELD_WORDS: Final = {FIELDS[f.value].en: f for f in MatterField if f.value in FIELDS}
FLAG_WORDS: Final = {FLAGS[f.value].en: f for f in Field if f.value in FLAGS}
MATTER_FLAG_WORDS: Final = {
    said.en: f for f in MatterField if (said := FLAGS.get(f.value) or FACTS.get(f.value))
}
WORD_FIELDS: Final = frozenset(f for k in KINDS.values() for f in k.words)
WORD_OF: Final = {said.en: word for word, said in WORDS.items()}
ORGAN_KIND_WORDS: Final = {WORDS[k.value].en: k for k in OrganKind}
LEVEL_WORDS: Final = {WORDS[k.value].en if k.value in WORDS else k.value: k for k in Level}


def words_of(text: str, known: Mapping[str, T]) -> Iterator[tuple[T, ...]]:
    """Yields the words joined by "or", if all are known."""
    words = text.split(" or ")
    if all(w in known for w in words):
        yield tuple(known[w] for w in words)


# ---- terms ---------------------------------------------------------------------------------------


def events_of(name: str, scope: Scope) -> Iterator[n.EventVar]:
    """Yields the event of that name."""
    if name in scope.events:
        yield scope.events[name]


def fields_of(text: str, fields: Mapping[str, T], scope: Scope) -> Iterator[tuple[T, n.EventVar]]:
    """Yields the field and the event of "FIELD of EVENT"."""
    head, of, name = text.rpartition(" of ")
    if of and head in fields:
        yield from ((fields[head], e) for e in events_of(name, scope))


def parties_of(text: str, scope: Scope) -> Iterator[n.PartyTerm]:
    """Yields the organs or persons the words can stand for."""
    if text in scope.parties:
        yield n.PartyVar(text)
    if text.startswith("whoever did "):
        for e in events_of(text.removeprefix("whoever did "), scope):
            yield n.PartyOf(e, Field.BY)
    yield from (
        n.PartyOf(e, f) for f, e in fields_of(text, FIELD_WORDS, scope) if f is not Field.BY
    )


def party_sets_of(text: str, scope: Scope) -> Iterator[n.PartySet]:
    """Yields the sets of parties the words can stand for."""
    yield from (n.SetOf(e, f) for f, e in fields_of(text, FIELD_WORDS, scope))
    head, of, name = text.rpartition(" of the matter of ")
    if of and head in MATTER_FIELD_WORDS:
        yield from (n.MatterSet(e, MATTER_FIELD_WORDS[head]) for e in events_of(name, scope))
