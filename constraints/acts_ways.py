"""Typed handles for the ways of handling, settling by agreement, supervision and conduct."""

from __future__ import annotations

from typing import ClassVar

from constraints.act_parts import Addressed, Against, ByPersons, Concerning, OfAFact, Written
from model.logic import nodes as n
from model.logic.write import Act, F, PartySet, Word
from model.words import Field, Kind


class DeclareInterest(Concerning):
    """Somebody's direct interest in a matter or a petitioner is put on record."""

    kinds = (Kind.DECLARE_INTEREST,)

    @property
    def interest_in(self) -> PartySet:
        """In whom."""
        return PartySet(n.SetOf(self.var, Field.INTEREST_IN), self.day.node)


class OfficialAct(ByPersons):
    """Whatever staff do in dealing with a matter, review and re-review included."""

    kinds = (
        Kind.ACCEPT,
        Kind.REFUSE,
        Kind.NO_LONGER_ACCEPT,
        Kind.TRANSFER,
        Kind.ASSIGN,
        Kind.ROUTE,
        Kind.PERFORM,
        Kind.REPLY,
        Kind.HEAR_STATEMENT,
        Kind.INVESTIGATE,
        Kind.HEARING_START,
        Kind.HEARING_END,
        Kind.MEDIATE,
        Kind.EXTEND,
        Kind.OPINION,
        Kind.REVIEW_OPINION,
        Kind.RE_REVIEW_OPINION,
        Kind.CONVENE,
        Kind.TRACK,
        Kind.RESOLVE,
    )


class HandlingAct(Act):
    """Whatever an organ does in receiving, passing on or handling a matter."""

    kinds = (
        Kind.REGISTER,
        Kind.NOTIFY_RECEIPT,
        Kind.NOTIFY_ACCEPTANCE,
        Kind.NOTIFY_REFUSAL,
        Kind.NOTIFY_WHEREABOUTS,
        Kind.INFORM_OTHER,
        Kind.INFORM_ROUTE,
        Kind.GUIDE,
        *OfficialAct.kinds,
    )


class Assist(Act):
    """The petitioner is helped: social or judicial aid."""

    kinds = (Kind.ASSIST,)


class Adopt(Act):
    """A suggestion is adopted, wholly or in part."""

    kinds = (Kind.ADOPT,)


class Reply(Addressed):
    """The petitioner gets an answer."""

    kinds = (Kind.REPLY,)


class AnyReply(Act):
    """The petitioner learns what came of it: a reply, a notice of the result."""

    kinds = (Kind.REPLY, Kind.NOTIFY_RESULT)


class TellOrgan(Addressed):
    """Another organ is told of the matter."""

    kinds = (Kind.NOTIFY_PEER, Kind.REPORT, Kind.URGENT_REPORT)


class LeadInto(Act):
    """The matter is led into another procedure, or the petitioner is shown the way there."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.ROUTE, Kind.GUIDE, Kind.INFORM_ROUTE)

    @property
    def procedure(self) -> Word:
        """Into which."""
        return Word(self.var, Field.PROCEDURE)


class Route(LeadInto):
    """The matter is led into another procedure."""

    kinds = (Kind.ROUTE,)


class PerformOrReply(Act):
    """The duty asked for is carried out, or the petitioner gets an answer."""

    kinds = (Kind.PERFORM, Kind.REPLY, Kind.OPINION)


class Closing(Act):
    """The organ reports or records the matter as closed."""

    kinds = (Kind.CLOSING_REPORT, Kind.CLOSE)


class ClosedOrFiled(Act):
    """The organ reports or records the matter as closed, or files it away."""

    kinds = (*Closing.kinds, Kind.ARCHIVE)


class Closed(Act):
    """The matter is closed towards everybody, the petitioner too."""

    kinds = (Kind.CLOSE, Kind.ARCHIVE)


class Conclusion(Act):
    """The organ is done with the matter: it gives its opinion on it, or closes it."""

    kinds = (Kind.OPINION, *Closing.kinds)


class DoneWith(Act):
    """The organ is done with the matter: it gives its opinion on it, closes it or files it away."""

    kinds = (Kind.OPINION, *ClosedOrFiled.kinds)


class Finding(OfAFact):
    """An authority finds that a fact is so, or that an act did (not) happen."""

    kinds = (Kind.FINDING,)


class CarryOut(Act):
    """Those concerned are urged to carry out an opinion, or it is carried out."""

    kinds = (Kind.URGE, Kind.EXECUTE)


class Guidance(Act):
    """Somebody explains to the petitioner, gives counsel, calms."""

    kinds = (Kind.GUIDE, Kind.EXPLAIN, Kind.EDUCATE, Kind.GIVE_ADVICE)


class Settlement(Act):
    """The parties come to terms."""

    kinds = (Kind.SETTLEMENT,)


class AgreementDocument(Act):
    """The terms are put in a document."""

    kinds = (Kind.AGREEMENT_DOCUMENT,)


class Publicise(Act):
    """A re-review opinion is made public."""

    kinds = (Kind.PUBLICISE,)


class Hearing(Act):
    """A hearing: its start or, if only that is recorded, its end."""

    kinds = (Kind.HEARING_START, Kind.HEARING_END)


class HearingHeld(Act):
    """A hearing begins, open to the public or not."""

    kinds = (Kind.HEARING_START,)

    @property
    def public(self) -> F:
        """It is open to the public."""
        return F(n.Flag(self.var, Field.PUBLIC))


class Supervise(Addressed):
    """A petition office presses an organ to act."""

    kinds = (Kind.SUPERVISE,)


class Suggest(Addressed):
    """A petition office proposes that something be done better."""

    kinds = (Kind.SUGGEST,)


class AnswerToSuggestion(Addressed, Written):
    """The organ tells what it made of a proposal."""

    kinds = (Kind.FEEDBACK,)


class ProposeLiability(Addressed):
    """Somebody proposes that liability be looked into."""

    kinds = (Kind.PROPOSE_LIABILITY,)


class OrderCorrection(Addressed):
    """An organ is ordered to put its breach right."""

    kinds = (Kind.ORDER_CORRECTION,)


class Dissuade(Act):
    """Staff dissuade, criticise or educate."""

    kinds = (Kind.DISSUADE, Kind.CRITICISE, Kind.EDUCATE)


class PoliceMeasure(Against):
    """A measure or penalty of the police."""

    kinds = (Kind.POLICE_MEASURE,)
