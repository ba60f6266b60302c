"""Chapter V: supervision, correction, conduct (arts. 38-47). Liability itself stands in
`constraints.liability`: it follows from breaches of other rules."""

from __future__ import annotations

from constraints.acts import Deliver, OutsideRemedy, RefusalNotice, Refuse, Submit
from constraints.acts_receiving import Conduct
from constraints.acts_ways import (
    AnswerToSuggestion,
    Dissuade,
    Finding,
    OrderCorrection,
    PoliceMeasure,
    ProposeLiability,
    Suggest,
    Supervise,
)
from constraints.parties import between_two, goes_back, to_others
from constraints.readings_review import MissedWindow
from constraints.regulations_2022.received import barred, first_of_its_matter
from constraints.sources import R22
from constraints.terms import in_hand_here, is_one_of, is_petition_office
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import FALSE, WHOEVER_DID_IT, Claim, F, all_of, choose, some, when
from model.organs.hierarchy import Relation
from model.words import Channel, Fact, Kind, OrganKind

rule = rules_of(R22)

MOST_REPRESENTATIVES = 5

# ---- art. 40: what a petition office does about breaches -----------------------------------------

OWED: tuple[Kind, ...] = (
    Kind.REGISTER,
    Kind.NOTIFY_RECEIPT,
    Kind.NOTIFY_ACCEPTANCE,
    Kind.ACCEPT,
    Kind.HEAR_STATEMENT,
    Kind.INVESTIGATE,
    Kind.OPINION,
    Kind.DELIVER,
    Kind.REVIEW_OPINION,
    Kind.RE_REVIEW_OPINION,
    Kind.URGE,
    Kind.EXECUTE,
)
"""Acts that an organ owes in taking up, handling and carrying out."""

ILL_DONE = (Fact.SHIRKED, Fact.PERFUNCTORY, Fact.UNTRUTHFUL, Fact.WILFUL_DELAY)
"""What art. 40 ¶1 names beside what is left undone: shirking, going through the motions, deceit,
delay."""


@rule("R22-40.1", article="40 ¶1", modality=Modality.OBLIGATION)
def a_breach_found_is_pressed_and_an_improvement_proposed(found: Finding) -> Claim:
    """A petition office that finds that an organ left undone what it owes in taking up or handling
    presses it to act and proposes what to do better.

    信访部门查明有关机关应为而未为的，须督办并提出改进建议。

    “Promptly” has no number (IP-30): it is open until both came.
    """
    undone = found.fact.is_(*(k.value for k in OWED)) & ~found.value
    missed = undone | (found.fact.is_(*(f.value for f in ILL_DONE)) & found.value)
    pressed = some(
        Supervise,
        lambda s: s.same_matter(found) & to_others(s, found.by) & (found.day <= s.day),
    )
    proposed = some(
        Suggest,
        lambda s: s.same_matter(found) & to_others(s, found.by) & (found.day <= s.day),
    )
    return when(is_petition_office(found.by), missed).require(pressed & proposed).on(found.by)


@rule("R22-40.3", article="40 ¶3", modality=Modality.OBLIGATION)
def serious_consequences_lead_to_a_proposal_of_liability(found: Finding) -> Claim:
    """A petition office that finds that delay, shirking or deceit had serious consequences proposes
    to whoever has the authority that liability be looked into.

    信访部门查明造成严重后果的，须向有权机关建议追究责任。

    No number of days: it is open until it comes.
    """
    serious = found.fact.is_(Fact.SERIOUS_CONSEQUENCES.value) & found.value
    proposed = some(
        ProposeLiability,
        lambda p: p.same_matter(found) & to_others(p, found.by) & (found.day <= p.day),
    )
    return when(is_petition_office(found.by), serious).require(proposed).on(found.by)


@rule("R22-40.4", article="40 ¶4", modality=Modality.OBLIGATION)
def a_proposal_gets_written_feedback(proposed: Suggest) -> Claim:
    """The organ to which a petition office makes a proposal tells it in writing what it made of
    it.

    收到信访部门建议的机关，书面告知采纳与否。

    No number of days since 2022 (IP-57): it is open until it comes.
    """

    def in_writing(f: AnswerToSuggestion) -> F:
        return f.answers(proposed) & goes_back(f, proposed) & f.written

    return (
        when(is_petition_office(proposed.by), between_two(proposed))
        .require(some(AnswerToSuggestion, in_writing))
        .on(proposed.to)
    )


# ---- arts. 43-46: who corrects; refusing what is one's own ---------------------------------------


def answered_before(again: Submit) -> F:
    """The same petitioner raises again, on the same facts and for the same reasons, what he already
    has an answer to, and that closes the matter but for review (IP-47)."""

    def had(d: Deliver) -> F:
        facts = again.on_the_same(Fact.SAME_FACTS, d)
        reasons = again.on_the_same(Fact.SAME_REASONS, d)
        return d.precedes(again) & d.to.in_(again.petitioners) & facts & reasons

    answered = some(Deliver, had, recorded_only=True)
    return choose({MissedWindow.NOT_BARRED: FALSE, MissedWindow.CLOSED: answered})


@rule("R22-44(2)", article="44 (2)", modality=Modality.PROHIBITION)
def a_matter_within_ones_powers_is_not_refused(raised: Submit) -> Claim:
    """An organ does not refuse a matter within its powers, unless a lower organ is handling it, a
    re-review closed it, or it belongs to another procedure or to litigation.

    属本机关职权的事项不得拒收；下级正在办理、已经复核终结、应循其他程序或者诉讼的除外。
    """
    elsewhere = raised.matter.way.is_("1", "2", "3", "4") | raised.matter.litigation

    def in_court(r: Refuse | RefusalNotice) -> F:
        return some(
            OutsideRemedy,
            lambda x: x.same_matter(r) & x.precedes(r) & x.procedure.is_("litigation"),
        )

    def of_its_own(r: Refuse | RefusalNotice) -> F:
        return r.answers(raised) & is_one_of(r.by, raised.matter.competent) & ~in_court(r)

    # Looked into only where somebody refused: what bars a matter is costly to find out.
    free = elsewhere | barred(raised) | in_hand_here(raised) | answered_before(raised)
    refused = some(Refuse, of_its_own) | some(RefusalNotice, of_its_own)
    wrongly = refused & ~free
    return when().forbid(wrongly).on(WHOEVER_DID_IT)


@rule("R22-4x-struct", article="43", modality=Modality.COMPETENCE)
def correction_is_ordered_from_above(order: OrderCorrection) -> Claim:
    """An organ in breach is ordered to put it right by an organ above it, or by the joint
    conference of its territory.

    责令改正由违规机关的上级作出，或者由当地联席会议作出。

    Arts. 43 to 46 alike; the joint conference by art. 39 ¶3.
    """
    from_above = order.by.above(order.to) | order.by.related(Relation.CONFERENCE_OVER, order.to)
    return when(order.to.of_kind(*OrganKind)).hold(from_above).on(order.by)


# ---- art. 47: petitioners ------------------------------------------------------------------------


def dissuaded(breach: Submit | Conduct) -> F:
    """Somebody dissuades, criticises or educates after that."""
    return some(Dissuade, lambda d: d.same_matter(breach) & (breach.day <= d.day))


@rule("R22-47.1a", article="47 ¶1", modality=Modality.OBLIGATION)
def breaches_of_conduct_are_met_with_persuasion(breach: Conduct, raised: Submit) -> Claim:
    """Staff dissuade, criticise or educate a petitioner who did what art. 26 forbids.

    信访人有第二十六条行为的，工作人员予以劝导教育。

    No number of days: it is open until it comes. Who is meant is taken to be the organ the matter
    was first raised with.
    """
    of_it = raised.same_matter(breach) & first_of_its_matter(raised)
    return when(of_it).require(dissuaded(breach)).on(raised.to)


@rule("R22-47.1b", article="47 ¶1", modality=Modality.OBLIGATION)
def too_many_visitors_are_met_with_persuasion(visit: Submit) -> Claim:
    """Staff dissuade, criticise or educate joint visitors who did not keep to one to five elected
    representatives.

    多人走访未按规定推选代表的，工作人员予以劝导教育。

    No number of days: it is open until it comes.
    """
    proper = visit.representatives_elected & visit.representatives.between(1, MOST_REPRESENTATIVES)
    return (
        when(visit.channel.is_(Channel.VISIT), visit.joint, visit.group_size > 1, ~proper)
        .require(dissuaded(visit))
        .on(visit.to)
    )


@rule("R22-47.2a", article="47 ¶2", modality=Modality.COMPETENCE)
def only_the_police_take_police_measures(taken: PoliceMeasure) -> Claim:
    """Measures on the spot and penalties against a petitioner are for public security organs only.

    对信访人的现场处置和治安处罚，只能由公安机关实施。
    """
    return when().hold(taken.by.of_kind(OrganKind.PUBLIC_SECURITY)).on(taken.by)


@rule("R22-47.2b", article="47 ¶2", modality=Modality.CONDITION)
def police_measures_follow_conduct(taken: PoliceMeasure) -> Claim:
    """Police measures against a petitioner presuppose that he did what art. 26 forbids, or is found
    to have made up what he submits (art. 47 ¶3).

    未有第二十六条所列行为，亦未查明捏造、诬告的，不得对信访人采取治安措施。
    """

    def his(c: Conduct) -> F:
        return all_of(c.same_matter(taken), c.precedes(taken), c.by == taken.target)

    def made_up(s: Submit) -> F:
        by_him = taken.target.in_(s.petitioners)
        return s.same_matter(taken) & s.precedes(taken) & by_him & s.attested(Fact.FABRICATED)

    return when().hold(some(Conduct, his) | some(Submit, made_up)).on(taken.by)
