"""Typed handles for the kinds of event that rules speak of."""

from __future__ import annotations

from typing import ClassVar

from model.logic import nodes as n
from model.logic.write import Act, Day, F, Number, Party, PartySet, Statements, Word
from model.words import Content, Field, Kind


class _Addressed(Act):
    """An act with an addressee."""

    @property
    def to(self) -> Party:
        return Party(n.PartyOf(self.var, Field.TO), self.day.node)


class _Written(Act):
    @property
    def written(self) -> F:
        return F(n.Flag(self.var, Field.WRITTEN))


class _Stating(_Written):
    """A document or notice that states things."""

    def states(self, *words: Content) -> F:
        return Statements(self.var).has(*(w.value for w in words))


class Submit(_Addressed):
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


class AnyNotice(_Addressed, _Stating):
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


class Forwarding(_Addressed):
    """A matter is transferred or assigned."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.TRANSFER, Kind.ASSIGN)

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


class Transfer(Forwarding):
    """A matter is passed on to the organ competent for it."""

    kinds = (Kind.TRANSFER,)


class Assign(Forwarding):
    """A matter is passed on with the task to report back."""

    kinds = (Kind.ASSIGN,)

    @property
    def has_limit(self) -> F:
        """The assigner set a last day."""
        return F(n.Given(self.var, Field.LIMIT))

    @property
    def limit(self) -> Day:
        """The last day the assigner sets."""
        return Day(n.DayOf(self.var, Field.LIMIT))


class Object(_Addressed):
    """The receiver says that the matter is not its own."""

    kinds = (Kind.OBJECT,)

    @property
    def reasons_given(self) -> F:
        """The objection says why."""
        return F(n.Flag(self.var, Field.REASONS_GIVEN))


class ConsentReturn(Act):
    """Whoever passed the matter on agrees to have it back."""

    kinds = (Kind.CONSENT_RETURN,)


class ReturnMaterials(_Addressed):
    """The receiver sends the materials back."""

    kinds = (Kind.RETURN_MATERIALS,)


class Dispute(Act):
    """Organs disagree about which of them accepts."""

    kinds = (Kind.DISPUTE,)

    @property
    def parties(self) -> PartySet:
        """The organs that disagree."""
        return PartySet(n.SetOf(self.var, Field.PARTIES), self.day.node)


class DetermineAcceptor(Act):
    """Somebody settles who accepts: by decision, in the joint conference, by naming an organ."""

    kinds = (Kind.DETERMINE_ACCEPTOR, Kind.JOINT_CONFERENCE, Kind.DESIGNATE)

    @property
    def parties(self) -> PartySet:
        """The organs about which it decides."""
        return PartySet(n.SetOf(self.var, Field.PARTIES), self.day.node)

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


class Opinion(_Stating):
    """The handling opinion."""

    kinds = (Kind.OPINION,)

    @property
    def outcome(self) -> Word:
        """What it says of the request: supported, explained, not supported."""
        return Word(self.var, Field.OUTCOME)


class Deliver(_Addressed, _Written):
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


class NotifyExtension(_Addressed, _Written):
    """The petitioner is told of an extension."""

    kinds = (Kind.NOTIFY_EXTENSION,)

    @property
    def reasons_given(self) -> F:
        """The notice says why."""
        return F(n.Flag(self.var, Field.REASONS_GIVEN))


class ReviewRequest(_Addressed):
    """A review of the handling opinion is asked for."""

    kinds = (Kind.REVIEW_REQUEST,)


class ReviewOpinion(_Stating):
    """The opinion of the reviewing organ."""

    kinds = (Kind.REVIEW_OPINION,)


class ReReviewRequest(_Addressed):
    """A re-review of the review opinion is asked for."""

    kinds = (Kind.RE_REVIEW_REQUEST,)


class ReReviewOpinion(_Stating):
    """The opinion of the re-reviewing organ."""

    kinds = (Kind.RE_REVIEW_OPINION,)

    @property
    def outcome(self) -> Word:
        """`upheld`, `annulled`, `changed` or `remanded`."""
        return Word(self.var, Field.OUTCOME)


class AnyRequest(_Addressed):
    """A review or a re-review is asked for."""

    kinds = (Kind.REVIEW_REQUEST, Kind.RE_REVIEW_REQUEST)


class Remand(Act):
    """A review or re-review opinion: it may send the matter back."""

    kinds = (Kind.REVIEW_OPINION, Kind.RE_REVIEW_OPINION)

    @property
    def outcome(self) -> Word:
        """`upheld`, `annulled`, `changed` or `remanded`."""
        return Word(self.var, Field.OUTCOME)


class Feedback(_Addressed):
    """The result of an assigned matter is reported back."""

    kinds = (Kind.FEEDBACK,)


class ResultReport(_Addressed, _Written):
    """The result of an assigned matter is reported to whoever assigned it."""

    kinds = (Kind.REPORT_RESULT,)


class ClosingReport(_Addressed):
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


class Mediate(Act):
    """Parties to the dispute mediate."""

    kinds = (Kind.MEDIATE,)

    @property
    def parties(self) -> PartySet:
        """Who takes part."""
        return PartySet(n.SetOf(self.var, Field.PARTIES), self.day.node)

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


class GivingAway(Act):
    """Materials passed on to an organ leave it again: back, or on to somebody else."""

    kinds = (Kind.RETURN_MATERIALS, Kind.TRANSFER, Kind.ASSIGN)
