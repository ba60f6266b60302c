"""Typed handles for receiving a matter: what an organ enters, records, passes on, reports."""

from __future__ import annotations

from typing import ClassVar

from constraints.act_parts import Addressed, Against, Among
from constraints.acts import AnyNotice, Forwarding, Submit
from model.logic import nodes as n
from model.logic.write import Act, F, Number, PartySet
from model.words import Field, Kind


class Raised(Submit):
    """A matter is raised, with what only receiving it asks: by word of mouth, at which place."""

    @property
    def oral(self) -> F:
        """It was raised by word of mouth."""
        return F(n.Flag(self.var, Field.ORAL))

    @property
    def designated_place(self) -> F:
        """The visit was paid at a place set up or named for reception."""
        return F(n.Flag(self.var, Field.DESIGNATED_PLACE))


class RecordOral(Act):
    """The organ writes down what was said to it."""

    kinds = (Kind.RECORD_ORAL,)


class EnterSystem(Act):
    """The organ enters the matter in the information system."""

    kinds = (Kind.ENTER_SYSTEM,)


class Report(Addressed):
    """The organ reports the matter to another organ."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.URGENT_REPORT, Kind.REPORT)


class NotifyPeer(Report):
    """The organ lets another organ know of the matter."""

    kinds = (Kind.NOTIFY_PEER,)


class TakeMeasure(Act):
    """The organ does something about the matter at once."""

    kinds = (Kind.TAKE_MEASURE,)


class PassedUpOrOn(Forwarding):
    """What a petition office may do with a matter: transfer, assign, report for decision."""

    kinds = (Kind.TRANSFER, Kind.ASSIGN, Kind.URGENT_REPORT, Kind.REPORT)


class Guide(Act):
    """The organ explains the law and points the petitioner to the procedure."""

    kinds = (Kind.GUIDE, Kind.INFORM_ROUTE)


class ShowsTheWay(AnyNotice):
    """The petitioner is told which organ or procedure the matter belongs to."""

    kinds = (Kind.INFORM_OTHER, Kind.INFORM_ROUTE)


class PassedOnOrConcluded(Act):
    """The organ passes a matter on, refuses it, answers it or closes it."""

    kinds = (
        Kind.TRANSFER,
        Kind.ASSIGN,
        Kind.REFUSE,
        Kind.NO_LONGER_ACCEPT,
        Kind.PERFORM,
        Kind.REPLY,
        Kind.OPINION,
        Kind.CLOSE,
        Kind.ARCHIVE,
    )


class Treatment(Act):
    """Anything an organ does about a matter raised with it, registering it included."""

    kinds = (
        Kind.REGISTER,
        Kind.RECORD_ORAL,
        Kind.ENTER_SYSTEM,
        Kind.URGENT_REPORT,
        Kind.REPORT,
        Kind.TRANSFER,
        Kind.ASSIGN,
        Kind.ACCEPT,
        Kind.REFUSE,
        Kind.NO_LONGER_ACCEPT,
        Kind.NOTIFY_RECEIPT,
        Kind.NOTIFY_ACCEPTANCE,
        Kind.NOTIFY_REFUSAL,
        Kind.NOTIFY_WHEREABOUTS,
        Kind.INFORM_OTHER,
        Kind.INFORM_ROUTE,
        Kind.ROUTE,
        Kind.GUIDE,
        Kind.PERFORM,
        Kind.REPLY,
        Kind.OPINION,
    )


class SpokenNotice(AnyNotice):
    """A notice to the petitioner, with whether it was given on the spot."""

    kinds = (
        Kind.NOTIFY_RECEIPT,
        Kind.NOTIFY_ACCEPTANCE,
        Kind.NOTIFY_REFUSAL,
        Kind.NOTIFY_WHEREABOUTS,
        Kind.INFORM_OTHER,
    )

    @property
    def on_spot(self) -> F:
        """The petitioner was told on the spot."""
        return F(n.Flag(self.var, Field.ON_SPOT))


class Whereabouts(AnyNotice):
    """The petitioner is told where the matter went."""

    kinds = (Kind.NOTIFY_WHEREABOUTS,)


class InformOther(AnyNotice):
    """The petitioner is told which organ to turn to."""

    kinds = (Kind.INFORM_OTHER,)


class Consult(Among):
    """The organs concerned agree on who accepts."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.CONSULT,)

    @property
    def result(self) -> PartySet:
        """Who is to accept."""
        return PartySet(n.SetOf(self.var, Field.RESULT), self.day.node)


class Allotted(Consult):
    """Somebody settles who accepts: by decision, in the joint conference, by naming an organ."""

    kinds = (Kind.DETERMINE_ACCEPTOR, Kind.JOINT_CONFERENCE, Kind.DESIGNATE)


class Retaliate(Against):
    """Somebody takes revenge."""

    kinds = (Kind.RETALIATE,)


class Conduct(Act):
    """Somebody does what art. 26 forbids."""

    kinds = (Kind.CONDUCT,)

    @property
    def item(self) -> Number:
        """Which of the six items."""
        return Number(n.NumberOf(self.var, Field.ITEM))
