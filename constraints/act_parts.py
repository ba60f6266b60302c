"""What handles of acts have in common: an addressee, a document, a limit, those who did it …"""

from __future__ import annotations

from model.logic import nodes as n
from model.logic.write import Act, Day, F, Party, PartySet, Statements, Word
from model.words import Content, Field


class Addressed(Act):
    """An act with an addressee."""

    @property
    def to(self) -> Party:
        """To whom."""
        return Party(n.PartyOf(self.var, Field.TO), self.day.node)


class Written(Act):
    """An act that may be done in writing."""

    @property
    def written(self) -> F:
        """In writing."""
        return F(n.Flag(self.var, Field.WRITTEN))


class Stating(Written):
    """A document or notice that states things."""

    def states(self, *words: Content) -> F:
        """It states one of these."""
        return Statements(self.var).has(*(w.value for w in words))


class Reasoned(Act):
    """An act that says why it is done."""

    @property
    def reasons_given(self) -> F:
        """It says why."""
        return F(n.Flag(self.var, Field.REASONS_GIVEN))


class Limited(Act):
    """An act that may set a last day to whoever it charges."""

    @property
    def has_limit(self) -> F:
        """A last day is set."""
        return F(n.Given(self.var, Field.LIMIT))

    @property
    def limit(self) -> Day:
        """The last day it sets."""
        return Day(n.DayOf(self.var, Field.LIMIT))


class ByPersons(Act):
    """An act whose staff are told apart."""

    @property
    def by_person(self) -> PartySet:
        """The persons who did it."""
        return PartySet(n.SetOf(self.var, Field.BY_PERSON), self.day.node)


class Concerning(Act):
    """An act about persons."""

    @property
    def person(self) -> PartySet:
        """Whom it is about."""
        return PartySet(n.SetOf(self.var, Field.PERSON), self.day.node)


class Against(Act):
    """An act against somebody."""

    @property
    def target(self) -> Party:
        """Against whom."""
        return Party(n.PartyOf(self.var, Field.TARGET), self.day.node)


class Among(Act):
    """An act in which several take part."""

    @property
    def parties(self) -> PartySet:
        """Who takes part, or about whom it decides."""
        return PartySet(n.SetOf(self.var, Field.PARTIES), self.day.node)


class WithOutcome(Act):
    """A decision with an outcome."""

    @property
    def outcome(self) -> Word:
        """Of an opinion, what it says of the request: supported, explained, not supported; of a
        re-review: `upheld`, `annulled`, `changed` or `remanded`."""
        return Word(self.var, Field.OUTCOME)


class OfAFact(Act):
    """A finding of a fact."""

    @property
    def fact(self) -> Word:
        """Which fact, or which kind of act."""
        return Word(self.var, Field.FACT)

    @property
    def value(self) -> F:
        """It is so; it happened."""
        return F(n.Flag(self.var, Field.VALUE))


class HandingOver(Addressed):
    """An act that hands material over."""

    @property
    def copy_to(self) -> PartySet:
        """Who got a copy."""
        return PartySet(n.SetOf(self.var, Field.COPY_TO), self.day.node)

    @property
    def contains_denunciation(self) -> F:
        """The material denounces somebody."""
        return F(n.Flag(self.var, Field.CONTAINS_DENUNCIATION))

    @property
    def redacted(self) -> F:
        """What names the denouncer or the denunciation was taken out first."""
        return F(n.Flag(self.var, Field.REDACTED))
