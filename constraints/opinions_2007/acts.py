"""Typed handles for the acts the Opinions of 2007 speak of."""

from __future__ import annotations

from typing import ClassVar

from constraints.act_parts import Addressed, Against, Concerning, Limited, OfAFact, WithOutcome
from model.logic import nodes as n
from model.logic.write import Act, F, Party
from model.words import Field, Kind


class NoticeToPetitioner(Act):
    """The petitioner hears of the matter: any notice, answer or document that reaches him."""

    kinds: ClassVar[tuple[Kind, ...]] = (
        Kind.NOTIFY_RECEIPT,
        Kind.NOTIFY_ACCEPTANCE,
        Kind.NOTIFY_REFUSAL,
        Kind.NOTIFY_WHEREABOUTS,
        Kind.INFORM_OTHER,
        Kind.INFORM_ROUTE,
        Kind.REPLY,
        Kind.DELIVER,
        Kind.NOTIFY_RESULT,
        Kind.EXPLAIN,
    )


class SubstantiveAnswer(NoticeToPetitioner):
    """The petitioner hears what was made of the matter itself."""

    kinds = (Kind.REPLY, Kind.DELIVER, Kind.NOTIFY_RESULT, Kind.EXPLAIN)


class Placed(Act):
    """The matter comes to rest somewhere: with an organ, in a procedure, in a decision."""

    kinds = (
        Kind.ACCEPT,
        Kind.REFUSE,
        Kind.NO_LONGER_ACCEPT,
        Kind.TRANSFER,
        Kind.ASSIGN,
        Kind.REPORT,
        Kind.URGENT_REPORT,
        Kind.ROUTE,
        Kind.GUIDE,
        Kind.INFORM_OTHER,
        Kind.INFORM_ROUTE,
        Kind.NOTIFY_ACCEPTANCE,
        Kind.NOTIFY_REFUSAL,
        Kind.PERFORM,
        Kind.OPINION,
        Kind.REPLY,
        Kind.EXPLAIN,
        Kind.RESOLVE,
        Kind.SETTLE,
    )


class Solved(WithOutcome):
    """The problem is settled, or it is decided that it is to be."""

    kinds: ClassVar[tuple[Kind, ...]] = (
        Kind.RESOLVE,
        Kind.SETTLE,
        Kind.PERFORM,
        Kind.EXECUTE,
        Kind.SETTLEMENT,
        Kind.AGREEMENT_DOCUMENT,
        Kind.OPINION,
    )


class Granted(Solved):
    """What was asked for is granted: by carrying it out, or by an opinion that supports it."""

    kinds = (Kind.RESOLVE, Kind.PERFORM, Kind.OPINION)


class PolicyStudy(Act):
    """An organ studies what rule is lacking."""

    kinds = (Kind.POLICY_STUDY,)


class Explained(WithOutcome):
    """The state of affairs is explained to the petitioner: by itself, or in an opinion."""

    kinds = (Kind.EXPLAIN, Kind.OPINION)


class CreateConditions(Act):
    """An organ works on what stands in the way."""

    kinds = (Kind.CREATE_CONDITIONS,)


class Persuasion(Act):
    """Somebody persuades, explains, educates, guides."""

    kinds = (Kind.EDUCATE, Kind.EXPLAIN, Kind.GUIDE, Kind.GIVE_ADVICE, Kind.DISSUADE)


class DealtWith(Act):
    """Unlawful conduct has a consequence: it is met with persuasion, criticism, measures, a
    referral."""

    kinds = (
        Kind.DISSUADE,
        Kind.CRITICISE,
        Kind.EDUCATE,
        Kind.POLICE_MEASURE,
        Kind.REFER_JUDICIAL,
    )


class MovedUp(Addressed):
    """A matter goes up to another organ."""

    kinds = (Kind.REFER_UP, Kind.REPORT)


class Effort(Act):
    """An organ deals with the matter itself."""

    kinds = (
        Kind.HEAR_STATEMENT,
        Kind.INVESTIGATE,
        Kind.HEARING_START,
        Kind.MEDIATE,
        Kind.COORDINATE,
        Kind.EXPLAIN,
        Kind.CREATE_CONDITIONS,
        Kind.JOINT_VISIT,
        Kind.PERFORM,
        Kind.RESOLVE,
        Kind.SETTLE,
        Kind.OPINION,
        Kind.TAKE_MEASURE,
    )


class TurnedAway(Act):
    """The petitioner is turned away."""

    kinds = (Kind.REFUSE, Kind.NO_LONGER_ACCEPT, Kind.NOTIFY_REFUSAL, Kind.REJECT)


class JointVisit(Act):
    """The organs in charge receive the petitioner together."""

    kinds = (Kind.JOINT_VISIT,)


class Handed(Addressed):
    """A matter is passed on or reported to an organ."""

    kinds = (Kind.TRANSFER, Kind.ASSIGN, Kind.REPORT, Kind.URGENT_REPORT, Kind.NOTIFY_PEER)


class Pressed(Act):
    """An organ coordinates, presses, supervises, gives instructions."""

    kinds = (
        Kind.COORDINATE,
        Kind.SUPERVISE,
        Kind.URGE,
        Kind.INSTRUCT,
        Kind.ASSIGN,
        Kind.JOINT_CONFERENCE,
    )


class Together(Act):
    """Several organs deal with the matter together."""

    kinds = (
        Kind.CONSULT,
        Kind.JOINT_CONFERENCE,
        Kind.COORDINATE,
        Kind.LEAD_COORDINATE,
        Kind.CONVENE,
        Kind.JOINT_VISIT,
        Kind.DETERMINE_ACCEPTOR,
        Kind.DESIGNATE,
    )


class Obstruct(Against):
    """Somebody keeps a person from petitioning."""

    kinds = (Kind.OBSTRUCT,)


class Correct(Act):
    """An obstruction is put right."""

    kinds = (Kind.CORRECT,)


class Query(Addressed):
    """A petitioner asks how the matter stands."""

    kinds = (Kind.QUERY,)


class AnswerQuery(Act):
    """The petitioner is told how the matter stands."""

    kinds = (Kind.ANSWER_QUERY,)


class ReceptionDay(Act):
    """Leaders receive visitors on a day set for it."""

    kinds = (Kind.RECEPTION_DAY,)


class SpecialPlan(Act):
    """A plan for a problem that keeps coming back."""

    kinds = (Kind.SPECIAL_PLAN,)


class Screen(Act):
    """An organ looks for problems before they are raised; in a matter: it found this one."""

    kinds = (Kind.SCREEN,)


class AssignResponsibility(Concerning, Limited):
    """It is laid down who is responsible for settling a problem, and by when."""

    kinds = (Kind.ASSIGN_RESPONSIBILITY,)

    @property
    def leader(self) -> Party:
        """The leader responsible."""
        return Party(n.PartyOf(self.var, Field.LEADER), self.day.node)

    @property
    def unit(self) -> Party:
        """The unit responsible."""
        return Party(n.PartyOf(self.var, Field.UNIT), self.day.node)

    @property
    def has_leader(self) -> F:
        """A leader is named."""
        return F(n.Given(self.var, Field.LEADER))

    @property
    def has_unit(self) -> F:
        """A unit is named."""
        return F(n.Given(self.var, Field.UNIT))


class Upward(Addressed):
    """An organ reports to another one."""

    kinds = (Kind.REPORT, Kind.URGENT_REPORT)


class Concealed(Act):
    """Somebody conceals, reports falsely, or tells others to."""

    kinds = (Kind.CONCEAL, Kind.FALSE_REPORT, Kind.INSTRUCT_CONCEAL)


class Proposal(Addressed):
    """A petition office proposes something: better work, a better rule, liability."""

    kinds = (Kind.PROPOSE, Kind.SUGGEST, Kind.PROPOSE_LIABILITY)


class Substance(Act):
    """An organ deals with what a petition is about, not just with where it goes."""

    kinds = (
        Kind.OPINION,
        Kind.REPLY,
        Kind.EXPLAIN,
        Kind.PERFORM,
        Kind.RESOLVE,
        Kind.SETTLE,
        Kind.SETTLEMENT,
        Kind.AGREEMENT_DOCUMENT,
        Kind.ROUTE,
        Kind.ADOPT,
        Kind.CREATE_CONDITIONS,
        Kind.INVESTIGATE,
        Kind.HEARING_START,
        Kind.MEDIATE,
        Kind.INTERNAL_REPLY,
        Kind.REPORT_RESULT,
        Kind.NOTIFY_RESULT,
        Kind.SUBMIT_CLOSING,
        Kind.FEEDBACK,
    )


class LeaderStudy(Act):
    """Leaders study petition work together."""

    kinds = (Kind.LEADER_STUDY,)


class OnSite(Act):
    """A leader takes command on the spot."""

    kinds = (Kind.ON_SITE,)


class LeaderActs(Act):
    """A leader takes a matter in hand: reads, receives, instructs, takes charge, goes there."""

    kinds = (
        Kind.LEADER_READ,
        Kind.LEADER_RECEIVE,
        Kind.LEADER_STUDY,
        Kind.INSTRUCT,
        Kind.TAKE_CHARGE,
        Kind.ON_SITE,
        Kind.LEAD_COORDINATE,
    )


class FoundOf(Addressed, OfAFact):
    """An authority finds that a fact is so, or not, of an organ."""

    kinds = (Kind.FINDING,)

    @property
    def has_organ(self) -> F:
        """The finding says of whom."""
        return F(n.Given(self.var, Field.TO))


class Discipline(Act):
    """Somebody is disciplined, or handed to the judiciary."""

    kinds = (Kind.DISCIPLINE, Kind.REFER_JUDICIAL)
