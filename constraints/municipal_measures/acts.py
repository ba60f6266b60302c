"""Typed handles for the kinds of event of the city measures."""

from __future__ import annotations

from typing import ClassVar

from constraints.act_parts import Addressed, ByPersons, Limited, Written
from constraints.acts import Forwarding
from model.logic.write import Act, Word
from model.words import Field, Kind

# ---- leaders -------------------------------------------------------------------------------------


class LeaderRead(ByPersons):
    """A leader of the organ reads what was raised and marks it up."""

    kinds = (Kind.LEADER_READ,)


class LeaderReceive(Act):
    """A leader of the organ receives visitors."""

    kinds = (Kind.LEADER_RECEIVE,)


class LeaderStudy(Act):
    """The leaders of the organ take a problem up and decide on it."""

    kinds = (Kind.LEADER_STUDY,)


class Inspect(Addressed):
    """An organ looks into the petition work of another, and finds how it is."""

    kinds = (Kind.INSPECT,)


# ---- orders from above ---------------------------------------------------------------------------


class Order(Addressed, Limited):
    """A matter is put to an organ for handling: by an assignment, or by a leader's instruction."""

    kinds = (Kind.ASSIGN, Kind.INSTRUCT)


class Instruct(Act):
    """A leader instructs an organ."""

    kinds = (Kind.INSTRUCT,)


class Undertake(Act):
    """The organ sets about a matter put to it."""

    kinds = (
        Kind.ACCEPT,
        Kind.INVESTIGATE,
        Kind.TAKEOVER,
        Kind.TRANSFER,
        Kind.ASSIGN,
        Kind.OPINION,
        Kind.PERFORM,
        Kind.REPORT_RESULT,
        Kind.FEEDBACK,
    )


class LookInto(Act):
    """The organ looks into a matter or decides it."""

    kinds = (Kind.INVESTIGATE, Kind.TAKEOVER, Kind.OPINION, Kind.PERFORM)


class ReportResult(Addressed):
    """The result of a matter put to the organ is reported to whoever put it there."""

    kinds = (Kind.REPORT_RESULT, Kind.FEEDBACK, Kind.CLOSING_REPORT)


class ExplainDelay(Act):
    """The organ explains why the result is late."""

    kinds = (Kind.EXPLAIN_DELAY,)


class RequestInstructions(Addressed):
    """A lower unit asks how a matter is to be dealt with."""

    kinds = (Kind.REQUEST_INSTRUCTIONS,)


class AnswerInstructions(Act):
    """It is told how."""

    kinds = (Kind.ANSWER_INSTRUCTIONS,)


class ReferUp(Addressed):
    """A unit lays before an organ above what it cannot settle."""

    kinds = (Kind.REPORT, Kind.URGENT_REPORT, Kind.REQUEST_INSTRUCTIONS)


class Press(Addressed):
    """A unit is pressed to act, or what it does is looked into."""

    kinds = (Kind.SUPERVISE, Kind.INSPECT)


# ---- closing -------------------------------------------------------------------------------------


class SubmitClosing(Addressed):
    """A unit lays its closing opinion before the organ that assigned the matter."""

    kinds = (Kind.SUBMIT_CLOSING,)


class ReviewClosing(Act):
    """The closing is looked through and agreed to."""

    kinds = (Kind.REVIEW_CLOSING,)


class RequestClosure(Addressed):
    """The organ asks that the matter be closed; to report or lay before somebody its closing is to
    ask."""

    kinds = (Kind.REQUEST_CLOSURE, Kind.SUBMIT_CLOSING, Kind.CLOSING_REPORT)


class Close(Act):
    """The matter is closed."""

    kinds = (Kind.CLOSE,)


class Ending(Act):
    """The matter is closed, or the petitioner gets the answer."""

    kinds = (Kind.CLOSE, Kind.REPLY, Kind.DELIVER)


class Archive(Act):
    """The papers go into the file."""

    kinds = (Kind.ARCHIVE,)


class NotifyResult(Addressed):
    """Somebody is told the result."""

    kinds = (Kind.NOTIFY_RESULT,)


class Answered(Addressed, Written):
    """Somebody gets the answer, in whatever form."""

    kinds = (Kind.REPLY, Kind.DELIVER, Kind.NOTIFY_RESULT)


# ---- other work ----------------------------------------------------------------------------------


class Entry(Act):
    """What was raised is entered: in a register or in the information system."""

    kinds = (Kind.REGISTER, Kind.ENTER_SYSTEM)


class Classify(Act):
    """What a matter is about and of which kind is determined."""

    kinds = (Kind.CLASSIFY,)


class Listed(Act):
    """One of the ways of dealing with a matter that art. 11 names, transfers apart."""

    kinds = (Kind.LEADER_READ, Kind.INVESTIGATE)


class AnyDisposition(Act):
    """Any way of dealing with a matter once it is known what it is."""

    kinds = (
        *Listed.kinds,
        Kind.TRANSFER,
        Kind.ASSIGN,
        Kind.ACCEPT,
        Kind.REFUSE,
        Kind.NO_LONGER_ACCEPT,
        Kind.INFORM_OTHER,
        Kind.INFORM_ROUTE,
        Kind.GUIDE,
        Kind.ROUTE,
        Kind.MEDIATE,
        Kind.PERFORM,
        Kind.OPINION,
        Kind.REPLY,
    )


class TurnAway(Act):
    """Whoever comes or writes is sent off."""

    kinds = (Kind.REFUSE, Kind.NO_LONGER_ACCEPT, Kind.REJECT)


class Coordinate(Act):
    """The organ brings the units concerned together."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.COORDINATE,)


class BringTogether(Coordinate):
    """The organ coordinates, in whatever form."""

    kinds = (
        Kind.COORDINATE,
        Kind.CONSULT,
        Kind.JOINT_CONFERENCE,
        Kind.CONVENE,
        Kind.LEAD_COORDINATE,
    )


class TakeUp(Act):
    """An organ takes a matter up that was another's."""

    kinds = (Kind.TAKEOVER, Kind.ACCEPT, Kind.INVESTIGATE, Kind.OPINION)


class DealtWith(Act):
    """The organ gives the answer or carries out what was asked."""

    kinds = (Kind.REPLY, Kind.ADOPT, Kind.OPINION, Kind.PERFORM, Kind.SETTLEMENT)


class Decision(Act):
    """A matter is decided, first or on review."""

    kinds = (Kind.OPINION, Kind.REVIEW_OPINION, Kind.RE_REVIEW_OPINION)


class SubmitInformation(Addressed):
    """What petitions show is laid before those who lead."""

    kinds = (Kind.SUBMIT_INFORMATION,)


class Ask(Addressed):
    """A petitioner asks, or raises a matter."""

    kinds = (Kind.QUERY, Kind.SUBMIT)


class Query(Act):
    """A petitioner asks what the law says."""

    kinds = (Kind.QUERY,)


class GiveAdvice(Act):
    """The petitioner is advised on policy and law."""

    kinds = (Kind.GIVE_ADVICE, Kind.ANSWER_QUERY, Kind.GUIDE, Kind.INFORM_ROUTE)


class Educate(Act):
    """Staff talk the petitioner round."""

    kinds = (Kind.EDUCATE, Kind.GUIDE, Kind.EXPLAIN, Kind.DISSUADE)


# ---- conduct of staff ----------------------------------------------------------------------------


class Passed(Forwarding):
    """A matter or something about it reaches somebody, with or without what names the denouncer."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.TRANSFER, Kind.ASSIGN, Kind.DISCLOSE)


class Disclose(Forwarding):
    """Something about a matter is let out."""

    kinds = (Kind.DISCLOSE,)

    @property
    def content(self) -> Word:
        """`identity`, `material` or `existence`."""
        return Word(self.var, Field.CONTENT)


class Told(Addressed):
    """Somebody is told of a matter."""

    kinds = (Kind.REPORT, Kind.URGENT_REPORT, Kind.NOTIFY_PEER)


class Relay(Act):
    """What a petitioner says is written down or passed on."""

    kinds = (
        Kind.RECORD_ORAL,
        Kind.REGISTER,
        Kind.TRANSFER,
        Kind.ASSIGN,
        Kind.REPORT,
        Kind.URGENT_REPORT,
        Kind.REPORT_RESULT,
        Kind.SUBMIT_INFORMATION,
    )


class TamperWithDocument(Act):
    """A petition paper is hidden, destroyed or forged."""

    kinds = (Kind.CONCEAL_DOCUMENT, Kind.DESTROY_DOCUMENT, Kind.FORGE_DOCUMENT)


class StaffAct(Act):
    """Anything staff do about a matter."""

    kinds = (
        Kind.REGISTER,
        Kind.CLASSIFY,
        Kind.ACCEPT,
        Kind.REFUSE,
        Kind.NO_LONGER_ACCEPT,
        Kind.TRANSFER,
        Kind.ASSIGN,
        Kind.INVESTIGATE,
        Kind.HEAR_STATEMENT,
        Kind.OPINION,
        Kind.REPLY,
        Kind.PERFORM,
        Kind.CLOSE,
    )


class Commend(Addressed):
    """Somebody is commended."""

    kinds = (Kind.COMMEND,)


class Sanction(Act):
    """Criticism and education, or discipline."""

    kinds = (Kind.CRITICISE, Kind.EDUCATE, Kind.DISCIPLINE)


class ReferJudicial(Act):
    """The matter is handed to the judicial organs."""

    kinds = (Kind.REFER_JUDICIAL,)
