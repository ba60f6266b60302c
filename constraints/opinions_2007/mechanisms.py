"""Part five of the Opinions: working mechanisms, (14) to (17)."""

from __future__ import annotations

from constraints.acts import Submit
from constraints.acts_ways import AnswerToSuggestion, Conclusion, Supervise
from constraints.opinions_2007.acts import (
    AssignResponsibility,
    Concealed,
    FoundOf,
    Proposal,
    Screen,
    Solved,
    Together,
    Upward,
)
from constraints.opinions_2007.limits import D_FEEDBACK, D_OP_ASSIGN, D_OP_MAJOR, P_OP_SCREEN
from constraints.opinions_2007.readings import SupervisionDuty
from constraints.opinions_2007.terms import first_conclusion, several_branches, solves
from constraints.parties import HEADS, acts_as, continues, goes_back, one_body, one_of, to_others
from constraints.regulations_2022.chapter_5 import OWED
from constraints.regulations_2022.received import same_level
from constraints.sources import OP07
from constraints.terms import is_petition_office, withdrawal
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    FALSE,
    TRUE,
    WHOEVER_DID_IT,
    Claim,
    F,
    Party,
    all_of,
    choose,
    limit,
    period,
    some,
    when,
)
from model.organs.hierarchy import Relation
from model.words import Fact, Level, OrganKind

rule = rules_of(OP07)

# ---- (14) together -------------------------------------------------------------------------------


@rule("OP07-14.b", article="14", modality=Modality.OBLIGATION)
def what_touches_several_organs_is_handled_together(done: Conclusion) -> Claim:
    """A matter that touches the duties of several places or departments is dealt with by them
    together before one of them is done with it.

    跨地区、跨部门的信访事项，办结前有关单位须协作处理。
    """
    together = some(Together, lambda t: t.same_matter(done) & (t.day <= done.day))
    return (
        when(first_conclusion(done), several_branches(done.matter.involves))
        .hold(together)
        .on(done.by)
    )


# ---- (15) before it is raised --------------------------------------------------------------------


@rule("OP07-15.a", article="15", modality=Modality.OBLIGATION)
def problems_are_looked_for_regularly(looked: Screen) -> Claim:
    """After an organ has looked for problems it looks again at regular intervals.

    矛盾纠纷经常排查：一次排查之后，按期再次排查。

    Only where a record lists such searches at all.
    """
    again = some(Screen, lambda x: (x.day > looked.day) & continues(x.by, looked.by))
    return when().require(again).by(period(looked.day).plus(limit(P_OP_SCREEN))).on(looked.by)


@rule("OP07-15.b.1", article="15", modality=Modality.OBLIGATION)
def for_a_problem_found_somebody_is_made_responsible(found: Screen) -> Claim:
    """For a problem found it is laid down which leader, which unit and which persons settle it, and
    by when.

    排查出的问题，须明确责任领导、责任单位、责任人员和化解期限。
    """

    def complete(a: AssignResponsibility) -> F:
        somebody = one_of(a.person, lambda _: TRUE)
        return all_of(
            a.same_matter(found),
            found.day <= a.day,
            a.has_leader,
            a.has_unit,
            a.has_limit,
            somebody,
        )

    return (
        when(
            found.attested(Fact.PROBLEM_FOUND),
            ~some(Screen, lambda x: x.same_matter(found) & (x.day < found.day)),
        )
        .require(some(AssignResponsibility, complete))
        .by(period(found.day).plus(limit(D_OP_ASSIGN)))
        .on(found.by)
    )


@rule("OP07-15.b.2", article="15", modality=Modality.OBLIGATION)
def a_problem_is_settled_by_the_day_set(assigned: AssignResponsibility) -> Claim:
    """The unit made responsible settles the problem by the day set for it.

    责任单位在规定期限内化解问题。
    """
    return (
        when(assigned.has_unit, assigned.has_limit)
        .require(some(Solved, lambda s: solves(s, assigned)))
        .by(assigned.limit)
        .unless("withdrawal", withdrawal(assigned))
        .on(assigned.unit)
    )


# ---- (16) information ----------------------------------------------------------------------------


def points_to_mass_action(raised: Submit) -> F:
    """What is raised may lead to a large collective petition or a mass incident."""
    return raised.attested(Fact.MASS_INCIDENT_SIGN)


@rule("OP07-16.b.1", article="16", modality=Modality.OBLIGATION)
def signs_of_mass_action_are_reported(raised: Submit) -> Claim:
    """Whoever learns of signs of large collective petitions or mass incidents reports them, to the
    leaders of its level or upwards.

    获知可能引发大规模集体上访和群体性事件的信息，须按规定及时报告。
    """

    def reported(u: Upward) -> F:
        def upward(g: Party) -> F:
            heads = g.of_kind(*HEADS) & same_level(g, raised.to)
            return g.above(u.by) | heads | g.related(Relation.CONFERENCE_OVER, raised.to)

        ours = u.same_matter(raised) & (raised.day <= u.day) & continues(u.by, raised.to)
        return ours & acts_as(u.to, upward) & ~one_body(u.to, raised.to)

    return (
        when(points_to_mass_action(raised))
        .require(some(Upward, reported))
        .by(period(raised.day).plus(limit(D_OP_MAJOR)))
        .on(raised.to)
    )


@rule("OP07-16.b.2", article="16", modality=Modality.PROHIBITION)
def signs_of_mass_action_are_not_concealed(raised: Submit) -> Claim:
    """Signs of large collective petitions or mass incidents are not concealed or reported falsely,
    and nobody is told to.

    对可能引发大规模集体上访和群体性事件的信息，不得瞒报、漏报。
    """
    concealed = some(Concealed, lambda c: c.same_matter(raised) & (raised.day <= c.day))
    return when(points_to_mass_action(raised)).forbid(concealed).on(WHOEVER_DID_IT)


# ---- (17) supervision ----------------------------------------------------------------------------


@rule("OP07-17.a", article="17", modality=Modality.OBLIGATION)
def an_organ_found_late_is_pressed(found: FoundOf) -> Claim:
    """A petition office that finds that an organ left undone what it owes on a matter presses it.

    信访部门查明有关机关逾期未办的，予以督办。

    A duty only under one reading (OP17_DUTY), otherwise a power nobody breaks. No number of days:
    it is open until it comes.
    """
    missed = found.fact.is_(*(k.value for k in OWED)) & ~found.value
    pressed = some(
        Supervise,
        lambda s: s.same_matter(found) & to_others(s, found.by) & found.precedes(s),
    )
    duty = choose({SupervisionDuty.POWER: FALSE, SupervisionDuty.DUTY: TRUE})
    return when(duty, is_petition_office(found.by), missed).require(pressed).on(found.by)


@rule("OP07-17.b", article="17", modality=Modality.OBLIGATION)
def proposals_of_petition_offices_are_supported(proposed: Proposal) -> Claim:
    """A government or party committee, from the county up, to which a petition office proposes
    better work, better policy or discipline supports it: it tells what it made of it.

    县级以上党委、政府支持信访部门提出的改进工作、完善政策、给予处分的建议，并有反馈。

    The text says support and names no act; an answer is the least of it.
    """
    heads = acts_as(
        proposed.to, lambda g: g.of_kind(OrganKind.GOVERNMENT, OrganKind.PARTY_COMMITTEE)
    ) & ~(proposed.to == proposed.by)
    answered = some(AnswerToSuggestion, lambda f: f.answers(proposed) & goes_back(f, proposed))
    return (
        when(is_petition_office(proposed.by), heads, ~proposed.to.of_level(Level.TOWNSHIP))
        .require(answered)
        .by(period(proposed.day).plus(limit(D_FEEDBACK)))
        .on(proposed.to)
    )
