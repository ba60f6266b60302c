"""Part four of the Opinions: open channels, (9) to (13)."""

from __future__ import annotations

from dataclasses import replace

from constraints.acts import Acceptance, OutsideRemedy, Refuse, Submit
from constraints.acts_receiving import Conduct
from constraints.acts_ways import Closing
from constraints.caps import under_the_regulations_of_2005
from constraints.claims import completed_in_time
from constraints.opinions_2007.acts import (
    AnswerQuery,
    Correct,
    DealtWith,
    Obstruct,
    Query,
    ReceptionDay,
    Solved,
    SpecialPlan,
)
from constraints.opinions_2007.limits import D_OP_CORRECT, D_OP_QUERY, P_OP_LEADER
from constraints.opinions_2007.readings import Renvoi
from constraints.opinions_2007.terms import first_closing, solves
from constraints.parties import continues
from constraints.regulations_2022.received import barred, first_of_its_matter
from constraints.sources import OP07
from constraints.terms import is_one_of
from model.logic import nodes as n
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    TRUE,
    WHOEVER_DID_IT,
    Claim,
    F,
    all_of,
    choose,
    limit,
    period,
    some,
    when,
)

rule = rules_of(OP07)

# ---- (9) channels --------------------------------------------------------------------------------


@rule("OP07-9.b.1", article="9", modality=Modality.PROHIBITION)
def nobody_is_kept_from_petitioning(obstructed: Obstruct) -> Claim:
    """Nobody is kept from petitioning in an orderly way.

    不得限制、干涉群众正常的信访活动。

    Orderly is whoever has not done on this matter what the Regulations forbid petitioners.
    """
    disorderly = some(
        Conduct,
        lambda c: all_of(
            c.same_matter(obstructed), c.by == obstructed.target, c.precedes(obstructed)
        ),
    )
    return when().hold(disorderly).on(obstructed.by)


@rule("OP07-9.b.2", article="9", modality=Modality.OBLIGATION)
def obstruction_is_put_right(obstructed: Obstruct) -> Claim:
    """Wrong practices that keep people from petitioning in an orderly way are put right.

    限制、干涉群众正常信访活动的错误做法，须予纠正。
    """
    disorderly = some(
        Conduct,
        lambda c: all_of(
            c.same_matter(obstructed), c.by == obstructed.target, c.precedes(obstructed)
        ),
    )
    return (
        when(~disorderly)
        .require(some(Correct, lambda c: c.answers(obstructed)))
        .by(period(obstructed.day).plus(limit(D_OP_CORRECT)))
        .on(obstructed.by)
    )


@rule("OP07-9.d", article="9", modality=Modality.OBLIGATION)
def whoever_asks_how_a_matter_stands_is_told(asked: Query) -> Claim:
    """A petitioner who asks how the matter stands is told.

    群众查询办理情况的，予以答复。
    """
    return (
        when()
        .require(some(AnswerQuery, lambda a: a.answers(asked)))
        .by(period(asked.day).plus(limit(D_OP_QUERY)))
        .on(asked.to)
    )


# ---- (11) leaders --------------------------------------------------------------------------------


@rule("OP07-11.a", article="11", modality=Modality.OBLIGATION)
def leaders_receive_visitors_regularly(held: ReceptionDay) -> Claim:
    """After a day on which leaders of an organ receive visitors the next one follows at regular
    intervals.

    党政领导干部定期接待来访：一次接访日之后，按期再设接访日。

    Only where a record lists reception days at all. Reading letters, going down with a case and
    taking charge of one have no interval.
    """
    again = some(ReceptionDay, lambda r: (r.day > held.day) & continues(r.by, held.by))
    return when().require(again).by(period(held.day).plus(limit(P_OP_LEADER))).on(held.by)


# ---- (12) by the Regulations ---------------------------------------------------------------------


@rule("OP07-12.b.1", article="12", modality=Modality.OBLIGATION)
def the_organ_in_charge_keeps_the_time_of_the_regulations(accepted: Acceptance) -> Claim:
    """The organ in charge handles a matter in the time the Regulations give it: no delay.

    有权处理机关严格按照信访条例规定的期限办理，不得拖延。

    The Opinions name the Regulations of 2005; whether they mean those of 2022 since (OP12_RENVOI)
    decides which matters have the 60 days. The other duties of either are judged as rules of their
    own: ask for them beside the Opinions. A problem settled in that time was not delayed, whatever
    the Regulations say of the opinion on it.
    """
    residual = accepted.matter.way.is_("6")
    matters = choose(
        {
            Renvoi.DYNAMIC: under_the_regulations_of_2005(accepted) | residual,
            Renvoi.STATIC_2005: TRUE,
        }
    )
    in_charge = is_one_of(accepted.by, accepted.matter.competent)
    handled = completed_in_time(accepted, matters & in_charge)
    settled = some(Solved, lambda s: solves(s, accepted))
    return replace(handled, excuses=(*handled.excuses, n.Excuse("settled", settled.node, None)))


@rule("OP07-12.b.2", article="12", modality=Modality.PROHIBITION)
def the_organ_in_charge_does_not_shirk(raised: Submit) -> Claim:
    """The organ in charge does not turn away what the Regulations oblige it to take up: no
    shirking.

    有权处理机关对依条例应当受理的事项，不得推诿。

    What a lower organ has in hand, what a re-review closed, and what belongs to another procedure
    or to litigation may be turned away, under either Regulations.
    """
    elsewhere = raised.matter.way.is_("1", "2", "3", "4") | raised.matter.litigation

    def of_its_own(r: Refuse) -> F:
        in_court = some(
            OutsideRemedy,
            lambda x: x.same_matter(r) & x.precedes(r) & x.procedure.is_("litigation"),
        )
        return r.answers(raised) & r.by.in_(raised.matter.competent) & ~in_court

    wrongly = some(Refuse, of_its_own) & ~elsewhere & ~barred(raised)
    return when().forbid(wrongly).on(WHOEVER_DID_IT)


# ---- (12) what keeps coming back -----------------------------------------------------------------


@rule("OP07-12.c", article="12", modality=Modality.OBLIGATION)
def what_keeps_coming_back_gets_a_plan(done: Closing) -> Claim:
    """A matter raised again before it was closed gets a plan of its own before it is closed.

    重复信访的事项，办结前须有专门的化解方案。

    Raised twice is raised again: the text sets no number.
    """
    again = some(
        Submit,
        lambda s: all_of(
            s.same_matter(done),
            s.precedes(done),
            some(Submit, lambda e: e.same_matter(s) & (e.day < s.day), recorded_only=True),
        ),
        recorded_only=True,
    )
    planned = some(SpecialPlan, lambda p: p.same_matter(done) & (p.day <= done.day))
    return when(first_closing(done), again).hold(planned).on(done.by)


# ---- (13) order ----------------------------------------------------------------------------------


@rule("OP07-13.b", article="13", modality=Modality.OBLIGATION)
def unlawful_conduct_is_dealt_with(conduct: Conduct, raised: Submit) -> Claim:
    """Conduct of petitioners that the Regulations forbid is dealt with by law.

    信访人违反法规、损害公益和他人权益的行为，依法处理。

    Persuasion comes first, and may be enough. No number of days and no organ named: it is open
    until it comes, and taken to be for the organ the matter was first raised with. What the text
    says of infiltration has no act that a record shows.
    """
    dealt = some(DealtWith, lambda d: d.same_matter(conduct) & conduct.precedes(d))
    of_it = raised.same_matter(conduct) & first_of_its_matter(raised)
    return when(of_it).require(dealt).on(raised.to)
