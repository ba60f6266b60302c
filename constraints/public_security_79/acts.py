"""Typed handles for the acts Order 79 speaks of."""

from __future__ import annotations

from typing import ClassVar

from constraints.act_parts import Addressed, ByPersons, Concerning, HandingOver, Limited, Written
from constraints.acts import AnyNotice
from constraints.acts_ways import OfficialAct
from model.logic import nodes as n
from model.logic.write import Act, F
from model.words import Field, Kind


class Arrival(Addressed):
    """A matter reaches an organ: raised there, or passed on to it."""

    kinds = (Kind.SUBMIT, Kind.TRANSFER, Kind.ASSIGN)


class Obstruct(Act):
    """Somebody keeps a petitioner from petitioning."""

    kinds = (Kind.OBSTRUCT,)


class Screen(Act):
    """An organ looks for what may become a petition."""

    kinds = (Kind.SCREEN,)


class Settle(Act):
    """What was found is settled."""

    kinds = (Kind.SETTLE, Kind.RESOLVE)


class LeaderAct(Act):
    """Leaders read letters, receive visitors, hear reports and study problems."""

    kinds: ClassVar[tuple[Kind, ...]] = (
        Kind.LEADER_READ,
        Kind.LEADER_RECEIVE,
        Kind.LEADER_STUDY,
    )


class Reading(LeaderAct):
    """A leader reads and marks up a letter."""

    kinds = (Kind.LEADER_READ,)


class Receiving(LeaderAct):
    """A leader receives visitors."""

    kinds = (Kind.LEADER_RECEIVE,)


class Studying(LeaderAct):
    """Leaders hear a report on petitions and study what to do."""

    kinds = (Kind.LEADER_STUDY,)


class ReceptionDay(Act):
    """The chief of a bureau receives visitors."""

    kinds = (Kind.RECEPTION_DAY,)


class ChiefDecides(Act):
    """What a chief may do about a matter raised on the reception day."""

    kinds = (
        *(Kind.INSTRUCT, Kind.LEADER_STUDY, Kind.LEAD_COORDINATE, Kind.DESIGNATE_UNIT),
        *(Kind.REFER, Kind.REPLY, Kind.PERFORM),
    )


class Hiding(Act):
    """A matter is concealed or reported falsely."""

    kinds = (Kind.CONCEAL, Kind.FALSE_REPORT)


class InstructConceal(Act):
    """Somebody has others conceal a matter, report it falsely or late."""

    kinds = (Kind.INSTRUCT_CONCEAL,)


class Discipline(Act):
    """Somebody is disciplined."""

    kinds = (Kind.DISCIPLINE,)


class Circulate(Act):
    """Those in neglect are named in a notice that goes round."""

    kinds = (Kind.CIRCULATE,)


class Passing(HandingOver):
    """Something about a matter reaches somebody: passed on, referred inside, disclosed."""

    kinds = (Kind.TRANSFER, Kind.ASSIGN, Kind.REFER, Kind.DISCLOSE)


class PoliceAct(ByPersons):
    """Whatever officers do in dealing with a matter."""

    kinds = (
        *OfficialAct.kinds,
        *(Kind.REFER, Kind.INTERNAL_REPLY, Kind.REJECT, Kind.DESIGNATE_UNIT),
        *(Kind.LEAD_COORDINATE, Kind.SPECIAL_FORCE),
    )


class Recuse(Concerning):
    """Somebody with an interest withdraws, or is withdrawn."""

    kinds = (Kind.RECUSE,)


# ---- the petition office and the departments -----------------------------------------------------


class Refer(Addressed, Limited):
    """The petition office gives a matter to a department of its organ."""

    kinds = (Kind.REFER,)


class InternalReply(Written):
    """The department tells the petition office the result."""

    kinds = (Kind.INTERNAL_REPLY,)


class Handling(Act):
    """The matter itself is worked on."""

    kinds = (
        *(Kind.HEAR_STATEMENT, Kind.INVESTIGATE, Kind.TAKE_MEASURE, Kind.MEDIATE),
        *(Kind.PERFORM, Kind.INTERNAL_REPLY, Kind.OPINION),
    )


class TurningDown(Act):
    """A matter is not taken on."""

    kinds: ClassVar[tuple[Kind, ...]] = (
        *(Kind.REFUSE, Kind.NO_LONGER_ACCEPT, Kind.REJECT),
        *(Kind.OBJECT, Kind.RETURN_MATERIALS),
    )


class NotAccepted(TurningDown):
    """The matter is not accepted."""

    kinds = (Kind.REFUSE, Kind.NO_LONGER_ACCEPT, Kind.REJECT)


class Coordinate(Act):
    """Those who must work together on a matter are brought together."""

    kinds = (Kind.COORDINATE, Kind.LEAD_COORDINATE, Kind.JOINT_CONFERENCE)


class LeadCoordinate(ByPersons):
    """The chief leads the departments that handle a matter together."""

    kinds = (Kind.LEAD_COORDINATE,)


class ResultReported(Addressed):
    """The result of an assigned matter goes back to whoever assigned it."""

    kinds = (Kind.REPORT_RESULT, Kind.FEEDBACK, Kind.CLOSING_REPORT)


class CheckReport(Act):
    """A report of completion is checked."""

    kinds = (Kind.CHECK_REPORT, Kind.REVIEW_CLOSING)


class Result(Act):
    """What came of a matter, or that it is not taken on."""

    kinds = (Kind.OPINION, Kind.INTERNAL_REPLY, *NotAccepted.kinds)


class WrittenReply(Addressed, Written):
    """The petitioner gets an answer, or the document that is one."""

    kinds = (Kind.REPLY, Kind.DELIVER)


class Informing(Addressed):
    """The petitioner is told what became of the matter, in whatever form."""

    kinds = (Kind.NOTIFY_REFUSAL, Kind.INFORM_OTHER, Kind.INFORM_ROUTE, Kind.NOTIFY_RESULT)


class Press(Act):
    """Somebody is pressed to act."""

    kinds = (Kind.URGE, Kind.SUPERVISE)


class ReportWrongdoing(Addressed):
    """Wrongdoing of an officer is reported to a department that may look into it."""

    kinds = (Kind.REPORT_WRONGDOING,)


class Propose(Act):
    """An office proposes that work be done better."""

    kinds = (Kind.PROPOSE, Kind.SUGGEST)


class Registered(Act):
    """The matter stands in the register, on paper or in the system."""

    kinds = (Kind.REGISTER, Kind.ENTER_SYSTEM, Kind.RECORD_ORAL)


# ---- from outside the given text -----------------------------------------------------------------


class TellRoute(Addressed):
    """The petitioner is told which procedure or organ the matter belongs to."""

    kinds = (Kind.INFORM_ROUTE, Kind.INFORM_OTHER)


class NameUnit(Act):
    """The unit that handles a matter is named: by decision, or by giving it the matter."""

    kinds = (Kind.DESIGNATE_UNIT, Kind.REFER)


class Sorting(Act):
    """One of the three ways a petition office of the police sorts what it received; the notice of a
    refusal is the refusal."""

    kinds = (
        *(Kind.ACCEPT, *NotAccepted.kinds, Kind.NOTIFY_REFUSAL),
        *(Kind.TRANSFER, Kind.ASSIGN),
    )


class TakingUp(Act):
    """A decision whether a matter is accepted."""

    kinds = (Kind.ACCEPT, *NotAccepted.kinds)


class Outcome(Act):
    """The police say what came of a matter: an opinion, a reply, a notice of the result."""

    kinds = (Kind.OPINION, Kind.REPLY, Kind.NOTIFY_RESULT)


class Bulletin(Addressed):
    """A periodic notice of the state of petitions, down the line or up."""

    kinds = (Kind.BULLETIN,)


class SpecialForce(Act):
    """People are brought together for one hard matter."""

    kinds = (Kind.SPECIAL_FORCE,)


class PublicHearing(Act):
    """A hearing, with whether it is public."""

    kinds = (Kind.HEARING_START,)

    @property
    def public(self) -> F:
        """Anybody may attend."""
        return F(n.Flag(self.var, Field.PUBLIC))


class NoticeGiven(AnyNotice):
    """A written notice whether and how a matter is taken up."""

    kinds = (
        *(Kind.NOTIFY_RECEIPT, Kind.NOTIFY_ACCEPTANCE, Kind.NOTIFY_REFUSAL),
        *(Kind.INFORM_OTHER, Kind.INFORM_ROUTE, Kind.NOTIFY_WHEREABOUTS),
    )
