"""Typed handles for the kinds of event that rules speak of."""

from __future__ import annotations

from typing import ClassVar

from constraints.act_parts import (
    Addressed,
    Among,
    HandingOver,
    Limited,
    Reasoned,
    Stating,
    WithOutcome,
    Written,
)
from model.logic import nodes as n
from model.logic.write import Act, F, Number, PartySet, Word
from model.words import Field, Kind


class Submit(Addressed):
    """A matter is raised."""

    kinds = (Kind.SUBMIT,)

    @property
    def channel(self) -> Word:
        """How it was raised: a letter, a visit, online …"""
        return Word(self.var, Field.CHANNEL)

    @property
    def has_name(self) -> F:
        """The petitioner gave a name."""
        return F(n.Flag(self.var, Field.HAS_NAME))

    @property
    def has_address(self) -> F:
        """The petitioner gave an address."""
        return F(n.Flag(self.var, Field.HAS_ADDRESS))

    @property
    def has_contact(self) -> F:
        """The petitioner gave some way to be reached."""
        return F(n.Flag(self.var, Field.HAS_CONTACT))

    @property
    def joint(self) -> F:
        """Several people raise it together."""
        return F(n.Flag(self.var, Field.JOINT))

    @property
    def group_size(self) -> Number:
        """How many people raise it."""
        return Number(n.NumberOf(self.var, Field.GROUP_SIZE))

    @property
    def representatives(self) -> Number:
        """How many representatives they sent."""
        return Number(n.NumberOf(self.var, Field.REPRESENTATIVES))

    @property
    def representatives_elected(self) -> F:
        """The representatives were elected by those they stand for."""
        return F(n.Flag(self.var, Field.REPRESENTATIVES_ELECTED))

    @property
    def petitioners(self) -> PartySet:
        """Whoever raises it: of the submission itself or, where it says nothing, of the matter."""
        return PartySet(n.SetOf(self.var, Field.PETITIONERS), self.day.node)


class Register(Act):
    """An organ enters a submission in its register."""

    kinds = (Kind.REGISTER,)


class Accept(Act):
    """An organ takes the matter up for handling."""

    kinds = (Kind.ACCEPT,)


class AnyNotice(Addressed, Stating):
    """A notice to the petitioner; subclasses say which kinds."""


class Notice(AnyNotice):
    """Any notice to the petitioner about what becomes of the matter."""

    kinds = (
        Kind.NOTIFY_RECEIPT,
        Kind.NOTIFY_ACCEPTANCE,
        Kind.NOTIFY_REFUSAL,
        Kind.NOTIFY_WHEREABOUTS,
        Kind.INFORM_OTHER,
    )


class AcceptanceNotice(AnyNotice):
    """A notice that the matter is accepted."""

    kinds = (Kind.NOTIFY_ACCEPTANCE,)


class ReceiptNotice(AnyNotice):
    """A notice of receipt, of acceptance or of refusal: it says that the organ has the matter."""

    kinds = (Kind.NOTIFY_RECEIPT, Kind.NOTIFY_ACCEPTANCE, Kind.NOTIFY_REFUSAL)


class RefusalNotice(AnyNotice):
    """A notice that the matter is not accepted."""

    kinds = (Kind.NOTIFY_REFUSAL,)


class PointingOn(AnyNotice):
    """The petitioner is told which organ to turn to."""

    kinds = (Kind.INFORM_OTHER,)


class DecisionNotice(AnyNotice):
    """A notice whether the matter is accepted."""

    kinds = (Kind.NOTIFY_ACCEPTANCE, Kind.NOTIFY_REFUSAL)


class Forwarding(HandingOver):
    """A matter is transferred or assigned."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.TRANSFER, Kind.ASSIGN)


class Transfer(Forwarding):
    """A matter is passed on to the organ competent for it."""

    kinds = (Kind.TRANSFER,)


class Assign(Limited, Forwarding):
    """A matter is passed on with the task to report back."""

    kinds = (Kind.ASSIGN,)


class Object(Addressed, Reasoned):
    """The receiver says that the matter is not its own."""

    kinds = (Kind.OBJECT,)


class ConsentReturn(Act):
    """Whoever passed the matter on agrees to have it back."""

    kinds = (Kind.CONSENT_RETURN,)


class ReturnMaterials(Addressed):
    """The receiver sends the materials back."""

    kinds = (Kind.RETURN_MATERIALS,)


class Dispute(Among):
    """Organs disagree about which of them accepts."""

    kinds = (Kind.DISPUTE,)


class DetermineAcceptor(Among):
    """Somebody settles who accepts: by decision, in the joint conference, by naming an organ."""

    kinds = (Kind.DETERMINE_ACCEPTOR, Kind.JOINT_CONFERENCE, Kind.DESIGNATE)

    @property
    def result(self) -> PartySet:
        """The organs that are to accept."""
        return PartySet(n.SetOf(self.var, Field.RESULT), self.day.node)


class Reorganise(Act):
    """Organs are split, merged, abolished or renamed."""

    kinds = (Kind.REORGANISE,)

    @property
    def change(self) -> Word:
        """`split`, `merge`, `abolish` or `rename`."""
        return Word(self.var, Field.CHANGE)

    @property
    def old(self) -> PartySet:
        """The organs there were before."""
        return PartySet(n.SetOf(self.var, Field.OLD), self.day.node)

    @property
    def new(self) -> PartySet:
        """The organs there are afterwards."""
        return PartySet(n.SetOf(self.var, Field.NEW), self.day.node)


class Acceptance(Act):
    """What may start the handling period: an acceptance, or a notice that stands for one
    (IP-07)."""

    kinds = (Kind.ACCEPT, Kind.NOTIFY_ACCEPTANCE, Kind.NOTIFY_RECEIPT)


class HearStatement(Act):
    """The organ hears the petitioner."""

    kinds = (Kind.HEAR_STATEMENT,)


class Investigate(Act):
    """The organ looks into the facts."""

    kinds = (Kind.INVESTIGATE,)


class HearingStart(Act):
    """A hearing begins."""

    kinds = (Kind.HEARING_START,)


class HearingEnd(Act):
    """A hearing ends."""

    kinds = (Kind.HEARING_END,)


class Opinion(Stating, WithOutcome):
    """The handling opinion."""

    kinds = (Kind.OPINION,)


class Deliver(Addressed, Written):
    """A document reaches the petitioner."""

    kinds = (Kind.DELIVER,)


class Extend(Act):
    """The handling period is prolonged."""

    kinds = (Kind.EXTEND,)

    @property
    def days(self) -> Number:
        """By how many days."""
        return Number(n.NumberOf(self.var, Field.DAYS))

    @property
    def approved_by_head(self) -> F:
        """The head of the organ, or the deputy in charge, approved it."""
        return F(n.Flag(self.var, Field.APPROVED_BY_HEAD))

    @property
    def approved_by_deputy(self) -> F:
        """It was a deputy in charge who approved."""
        return F(n.Flag(self.var, Field.APPROVED_BY_DEPUTY))


class NotifyExtension(Addressed, Written, Reasoned):
    """The petitioner is told of an extension."""

    kinds = (Kind.NOTIFY_EXTENSION,)


class ReviewRequest(Addressed):
    """A review of the handling opinion is asked for."""

    kinds = (Kind.REVIEW_REQUEST,)


class ReviewOpinion(Stating):
    """The opinion of the reviewing organ."""

    kinds = (Kind.REVIEW_OPINION,)


class ReReviewRequest(Addressed):
    """A re-review of the review opinion is asked for."""

    kinds = (Kind.RE_REVIEW_REQUEST,)


class ReReviewOpinion(Stating, WithOutcome):
    """The opinion of the re-reviewing organ."""

    kinds = (Kind.RE_REVIEW_OPINION,)


class AnyRequest(Addressed):
    """A review or a re-review is asked for."""

    kinds = (Kind.REVIEW_REQUEST, Kind.RE_REVIEW_REQUEST)


class Remand(WithOutcome):
    """A review or re-review opinion: it may send the matter back."""

    kinds = (Kind.REVIEW_OPINION, Kind.RE_REVIEW_OPINION)


class Feedback(Addressed):
    """The result of an assigned matter is reported back."""

    kinds = (Kind.FEEDBACK,)


class ResultReport(Addressed, Written):
    """The result of an assigned matter is reported to whoever assigned it."""

    kinds = (Kind.REPORT_RESULT,)


class ClosingReport(Addressed):
    """The closing of an assigned matter is reported."""

    kinds = (Kind.CLOSING_REPORT,)


class Withdraw(Act):
    """The petitioner withdraws the matter."""

    kinds = (Kind.WITHDRAW,)


class OutsideRemedy(Act):
    """Litigation, reconsideration, arbitration … begins, is decided or ends."""

    kinds = (Kind.OUTSIDE_REMEDY,)

    @property
    def procedure(self) -> Word:
        """Which procedure: litigation, arbitration, reconsideration …"""
        return Word(self.var, Field.PROCEDURE)

    @property
    def stage(self) -> Word:
        """Whether it begins, is decided or ends."""
        return Word(self.var, Field.STAGE)


class PassingOn(Forwarding):
    """A matter is transferred, assigned or disclosed: something about it reaches somebody."""

    kinds = (Kind.TRANSFER, Kind.ASSIGN, Kind.DISCLOSE)


class Refuse(Act):
    """The matter is not accepted."""

    kinds = (Kind.REFUSE, Kind.NO_LONGER_ACCEPT, Kind.REJECT)


class Mediate(Among):
    """Parties to the dispute mediate."""

    kinds = (Kind.MEDIATE,)

    @property
    def consents(self) -> PartySet:
        """Who agreed to it."""
        return PartySet(n.SetOf(self.var, Field.CONSENTS), self.day.node)


class MediationEnd(Act):
    """A mediation ends in a settlement or a document of agreement."""

    kinds = (Kind.SETTLEMENT, Kind.AGREEMENT_DOCUMENT)


class ObjectionDecided(Act):
    """Whoever passed a matter on decides about the objection to that."""

    kinds = (Kind.CONSENT_RETURN, Kind.REJECT_OBJECTION)


class GivingAway(Addressed):
    """Materials passed on to an organ leave it again: back, or on to somebody else."""

    kinds = (Kind.RETURN_MATERIALS, Kind.TRANSFER, Kind.ASSIGN)
