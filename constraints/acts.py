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

    kinds: ClassVar = (Kind.SUBMIT,)

    @property
    def channel(self) -> Word:
        return Word(self.var, Field.CHANNEL)

    @property
    def has_name(self) -> F:
        return F(n.Flag(self.var, Field.HAS_NAME))

    @property
    def has_address(self) -> F:
        return F(n.Flag(self.var, Field.HAS_ADDRESS))

    @property
    def has_contact(self) -> F:
        return F(n.Flag(self.var, Field.HAS_CONTACT))

    @property
    def joint(self) -> F:
        return F(n.Flag(self.var, Field.JOINT))

    @property
    def group_size(self) -> Number:
        return Number(n.NumberOf(self.var, Field.GROUP_SIZE))

    @property
    def representatives(self) -> Number:
        return Number(n.NumberOf(self.var, Field.REPRESENTATIVES))

    @property
    def representatives_elected(self) -> F:
        return F(n.Flag(self.var, Field.REPRESENTATIVES_ELECTED))

    @property
    def petitioners(self) -> PartySet:
        return PartySet(n.SetOf(self.var, Field.PETITIONERS), self.day.node)


class Register(Act):
    kinds: ClassVar = (Kind.REGISTER,)


class Accept(Act):
    kinds: ClassVar = (Kind.ACCEPT,)


class AnyNotice(_Addressed, _Stating):
    """A notice to the petitioner; subclasses say which kinds."""


class Notice(AnyNotice):
    """Any notice to the petitioner about what becomes of the matter."""

    kinds: ClassVar = (
        Kind.NOTIFY_RECEIPT,
        Kind.NOTIFY_ACCEPTANCE,
        Kind.NOTIFY_REFUSAL,
        Kind.NOTIFY_WHEREABOUTS,
        Kind.INFORM_OTHER,
    )


class AcceptanceNotice(AnyNotice):
    kinds: ClassVar = (Kind.NOTIFY_ACCEPTANCE,)


class ReceiptNotice(AnyNotice):
    """A notice of receipt or of acceptance."""

    kinds: ClassVar = (Kind.NOTIFY_RECEIPT, Kind.NOTIFY_ACCEPTANCE)


class DecisionNotice(AnyNotice):
    """A notice whether the matter is accepted."""

    kinds: ClassVar = (Kind.NOTIFY_ACCEPTANCE, Kind.NOTIFY_REFUSAL)


class Forwarding(_Addressed):
    """A matter is transferred or assigned."""

    kinds: ClassVar = (Kind.TRANSFER, Kind.ASSIGN)

    @property
    def copy_to(self) -> PartySet:
        return PartySet(n.SetOf(self.var, Field.COPY_TO), self.day.node)

    @property
    def contains_denunciation(self) -> F:
        return F(n.Flag(self.var, Field.CONTAINS_DENUNCIATION))

    @property
    def redacted(self) -> F:
        return F(n.Flag(self.var, Field.REDACTED))


class Transfer(Forwarding):
    kinds: ClassVar = (Kind.TRANSFER,)


class Assign(Forwarding):
    kinds: ClassVar = (Kind.ASSIGN,)

    @property
    def has_limit(self) -> F:
        return F(n.Given(self.var, Field.LIMIT))

    @property
    def limit(self) -> Day:
        """The last day the assigner sets."""
        return Day(n.DayOf(self.var, Field.LIMIT))


class Disclose(_Addressed):
    kinds: ClassVar = (Kind.DISCLOSE,)


class Object(_Addressed):
    kinds: ClassVar = (Kind.OBJECT,)

    @property
    def reasons_given(self) -> F:
        return F(n.Flag(self.var, Field.REASONS_GIVEN))


class ConsentReturn(Act):
    kinds: ClassVar = (Kind.CONSENT_RETURN,)


class ReturnMaterials(_Addressed):
    kinds: ClassVar = (Kind.RETURN_MATERIALS,)


class Dispute(Act):
    kinds: ClassVar = (Kind.DISPUTE,)

    @property
    def parties(self) -> PartySet:
        return PartySet(n.SetOf(self.var, Field.PARTIES), self.day.node)


class DetermineAcceptor(Act):
    kinds: ClassVar = (Kind.DETERMINE_ACCEPTOR,)

    @property
    def parties(self) -> PartySet:
        return PartySet(n.SetOf(self.var, Field.PARTIES), self.day.node)


class JointConference(Act):
    kinds: ClassVar = (Kind.JOINT_CONFERENCE,)

    @property
    def parties(self) -> PartySet:
        return PartySet(n.SetOf(self.var, Field.PARTIES), self.day.node)


class Reorganise(Act):
    kinds: ClassVar = (Kind.REORGANISE,)

    @property
    def old(self) -> PartySet:
        return PartySet(n.SetOf(self.var, Field.OLD), self.day.node)


class Acceptance(Act):
    """What may start the handling period: an acceptance, or a notice that stands for one (IP-07)."""

    kinds: ClassVar = (Kind.ACCEPT, Kind.NOTIFY_ACCEPTANCE, Kind.NOTIFY_RECEIPT)


class HearStatement(Act):
    kinds: ClassVar = (Kind.HEAR_STATEMENT,)


class Investigate(Act):
    kinds: ClassVar = (Kind.INVESTIGATE,)


class HearingStart(Act):
    kinds: ClassVar = (Kind.HEARING_START,)


class HearingEnd(Act):
    kinds: ClassVar = (Kind.HEARING_END,)


class Opinion(_Stating):
    """The handling opinion."""

    kinds: ClassVar = (Kind.OPINION,)

    @property
    def outcome(self) -> Word:
        return Word(self.var, Field.OUTCOME)


class Deliver(_Addressed, _Written):
    kinds: ClassVar = (Kind.DELIVER,)


class Extend(Act):
    kinds: ClassVar = (Kind.EXTEND,)

    @property
    def days(self) -> Number:
        return Number(n.NumberOf(self.var, Field.DAYS))

    @property
    def approved_by_head(self) -> F:
        return F(n.Flag(self.var, Field.APPROVED_BY_HEAD))


class NotifyExtension(_Addressed, _Written):
    kinds: ClassVar = (Kind.NOTIFY_EXTENSION,)

    @property
    def reasons_given(self) -> F:
        return F(n.Flag(self.var, Field.REASONS_GIVEN))


class ReviewRequest(_Addressed):
    kinds: ClassVar = (Kind.REVIEW_REQUEST,)


class ReviewOpinion(_Stating):
    kinds: ClassVar = (Kind.REVIEW_OPINION,)


class ReReviewRequest(_Addressed):
    kinds: ClassVar = (Kind.RE_REVIEW_REQUEST,)


class ReReviewOpinion(_Stating):
    kinds: ClassVar = (Kind.RE_REVIEW_OPINION,)


class Feedback(_Addressed):
    kinds: ClassVar = (Kind.FEEDBACK,)


class ClosingReport(_Addressed):
    kinds: ClassVar = (Kind.CLOSING_REPORT,)


class Withdraw(Act):
    kinds: ClassVar = (Kind.WITHDRAW,)


class OutsideRemedy(Act):
    """Litigation, reconsideration, arbitration … begins, is decided or ends."""

    kinds: ClassVar = (Kind.OUTSIDE_REMEDY,)

    @property
    def procedure(self) -> Word:
        return Word(self.var, Field.PROCEDURE)

    @property
    def stage(self) -> Word:
        return Word(self.var, Field.STAGE)


class PassingOn(Forwarding):
    """A matter is transferred, assigned or disclosed: something about it reaches somebody."""

    kinds: ClassVar = (Kind.TRANSFER, Kind.ASSIGN, Kind.DISCLOSE)


class Refuse(Act):
    """The matter is not accepted."""

    kinds: ClassVar = (Kind.REFUSE, Kind.NO_LONGER_ACCEPT)
