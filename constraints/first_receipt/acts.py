"""Typed handles for the acts the first-receipt notice speaks of."""

from __future__ import annotations

from typing import ClassVar

from constraints.act_parts import Addressed, Among, ByPersons, Limited, OfAFact, Written
from constraints.acts import Submit
from model.logic import nodes as n
from model.logic.write import PartySet
from model.words import Field, Kind


class Done(ByPersons):
    """An act with whoever of the unit did it."""


class ToSomebody(Done, Addressed):
    """An act with an addressee."""


class Received(Submit):
    """A matter is raised with a unit, with the staff who received it."""

    @property
    def received_by(self) -> PartySet:
        """The staff who received it: `by_person` of a visit, as the petitioner has none."""
        return PartySet(n.SetOf(self.var, Field.BY_PERSON), self.day.node)


class TakenUp(Done):
    """The unit takes the matter up, or tells the petitioner that it does."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.ACCEPT, Kind.NOTIFY_ACCEPTANCE)


class Refused(Done):
    """The unit does not take the matter up, or tells the petitioner so."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.REFUSE, Kind.NOTIFY_REFUSAL)


class PassedOn(ToSomebody):
    """The unit tells another unit of the matter, in writing or by phone, or sends it on."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.REPORT, Kind.TRANSFER, Kind.ASSIGN)


class Filed(ToSomebody):
    """The bureau learns of the matter: by a report, by filing, by having it sent on."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.FILE_RECORD, Kind.URGENT_REPORT, *PassedOn.kinds)


class Told(ToSomebody):
    """Somebody is told of the matter."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.REPORT, Kind.URGENT_REPORT, Kind.NOTIFY_PEER)


class Charge(ToSomebody):
    """What makes a unit answer for a matter: a visit, a report to it, being named sponsor."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.SUBMIT, *PassedOn.kinds, Kind.DETERMINE_SPONSOR)


class Informs(ToSomebody):
    """The petitioner is told which unit is competent, or where the matter went."""

    kinds: ClassVar[tuple[Kind, ...]] = (
        Kind.INFORM_OTHER,
        Kind.INFORM_ROUTE,
        Kind.NOTIFY_WHEREABOUTS,
    )


class ShowsTheWay(Done):
    """The petitioner is told of the legal procedure to turn to."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.INFORM_ROUTE, Kind.GUIDE)


class Registered(Done):
    """The unit enters the matter in its register."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.REGISTER, Kind.ENTER_SYSTEM)


class Explains(Done):
    """The petitioner has it explained why the matter cannot be settled yet."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.EXPLAIN, Kind.EDUCATE)


class CreatesConditions(Done, Limited):
    """Somebody works on what stands in the way, with the last day set for it, if one is."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.CREATE_CONDITIONS,)


class Settled(Done):
    """The matter is settled as the petitioner asks or agrees, or the duty asked for is carried
    out."""

    kinds: ClassVar[tuple[Kind, ...]] = (
        Kind.RESOLVE,
        Kind.PERFORM,
        Kind.SETTLE,
        Kind.SETTLEMENT,
    )


class Result(Done):
    """The unit is done with handling: it settles the matter or gives its opinion on it."""

    kinds: ClassVar[tuple[Kind, ...]] = (
        Kind.RESOLVE,
        Kind.PERFORM,
        Kind.SETTLE,
        Kind.OPINION,
    )


class Handled(Done):
    """As a result; what the petitioner agreed to is one that needs no answer."""

    kinds: ClassVar[tuple[Kind, ...]] = (*Result.kinds, Kind.SETTLEMENT)


class Answered(ToSomebody):
    """The petitioner learns the result, in whatever form."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.REPLY, Kind.DELIVER)


class ResultTold(ToSomebody, Written):
    """The result is told to another organ."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.REPORT, Kind.REPORT_RESULT, Kind.LETTER)


class Calms(Done):
    """The petitioner is persuaded to wait for the solution."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.STABILISE, Kind.EXPLAIN, Kind.EDUCATE, Kind.GUIDE)


class Dissuades(Done):
    """The petitioner is dissuaded from going elsewhere."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.DISSUADE,)


class Measure(Done):
    """Something is done at once about a grave matter."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.TAKE_MEASURE,)


class AsksForSponsor(Done):
    """The bureau asks the county leader in charge to name the sponsor."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.REQUEST_SPONSOR,)


class SponsorNamed(ToSomebody):
    """The county leader in charge names the sponsoring unit: its addressee."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.DETERMINE_SPONSOR,)


class Convened(Done, Among):
    """The units concerned are called together."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.CONVENE,)


class Tracked(Done):
    """Somebody looks after what became of the matter."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.TRACK,)


class Closed(Done):
    """The matter is closed."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.CLOSE, Kind.CLOSING_REPORT)


class Found(Done, OfAFact):
    """An authority finds that a fact is so."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.FINDING,)


class HeldToAccount(ToSomebody):
    """Somebody is disciplined or criticised."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.DISCIPLINE,)


class Circulated(Done):
    """A notice about it goes round."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.CIRCULATE,)
