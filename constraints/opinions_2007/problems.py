"""Part three of the Opinions: solving what people ask for, (6) and (7)."""

from __future__ import annotations

from constraints.acts import Accept, Extend, Opinion, Submit
from constraints.acts_receiving import Allotted
from constraints.acts_ways import Conclusion
from constraints.caps import capped_by_article_34
from constraints.opinions_2007.acts import (
    CreateConditions,
    Effort,
    Explained,
    Granted,
    Handed,
    JointVisit,
    MovedUp,
    NoticeToPetitioner,
    Persuasion,
    Placed,
    PolicyStudy,
    Pressed,
    Solved,
    SubstantiveAnswer,
    TurnedAway,
)
from constraints.opinions_2007.limits import D_OP_ANSWER, D_OP_SOLVE, D_OP_SOLVE_OTHERWISE
from constraints.opinions_2007.readings import Answered, PushedUp
from constraints.opinions_2007.terms import first_conclusion, several_branches, solves
from constraints.parties import acts_as, between_two, continues, one_of
from constraints.sources import OP07
from constraints.terms import LONGEST_EXTENSION, is_above, is_one_of, litigation_begins, withdrawal
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    TRUE,
    Claim,
    F,
    Party,
    all_of,
    capped_sum,
    choose,
    limit,
    period,
    some,
    some_organ,
    when,
)
from model.words import Channel, Fact, Level, OrganKind

rule = rules_of(OP07)

# ---- (6) everything gets an answer ---------------------------------------------------------------


def nobody_can_be_told(raised: Submit) -> F:
    """Nothing says how the petitioner could be reached: no answer is possible."""
    on_the_spot = raised.channel.is_(Channel.VISIT, Channel.PHONE)
    return ~raised.has_address & ~raised.has_contact & ~on_the_spot


@rule("OP07-6.0", article="6", modality=Modality.OBLIGATION)
def everything_raised_finds_a_place_and_an_answer(raised: Submit) -> Claim:
    """Whatever is raised comes to rest somewhere, and the petitioner hears of it.

    群众提出的每一件事都有着落、有回音。

    No exception for what was raised or settled before, nor for an unclear name: only for what
    cannot be done, as nobody can be told. Any organ's answer will do; where the matter comes to
    rest has no day.
    """
    told = some(NoticeToPetitioner, lambda t: t.same_matter(raised) & (raised.day <= t.day))
    of_substance = some(SubstantiveAnswer, lambda t: t.same_matter(raised) & (raised.day <= t.day))
    placed = some(
        Placed,
        lambda p: p.same_matter(raised) & (raised.day <= p.day),
        at=lambda _: raised.day,
    )
    answered = choose({Answered.ANY_NOTICE: told, Answered.SUBSTANTIVE: of_substance})
    return (
        when()
        .require(answered & placed)
        .by(period(raised.day).plus(limit(D_OP_ANSWER)))
        .unless("nobody can be told", nobody_can_be_told(raised))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


# ---- (6) what is reasonable, what is not ---------------------------------------------------------


@rule("OP07-6.a", article="6", modality=Modality.OBLIGATION)
def what_a_clear_rule_grants_is_settled(accepted: Accept) -> Claim:
    """A reasonable request for which law and policy have a clear rule is settled by that rule.

    诉求合理且法律政策有明确规定的，依规定解决。

    Where what stands in the way are objective conditions, (6) asks for something else (OP07-6.c).
    Recorded days of extension lengthen the time: whether they hold is a question of art. 34.
    """
    longer = capped_sum(
        Extend, lambda x: x.answers(accepted), of=lambda x: x.days, cap=LONGEST_EXTENSION
    )

    before = some(
        Accept,
        lambda a: a.same_matter(accepted) & continues(accepted.by, a.by) & a.precedes(accepted),
        recorded_only=True,
    )
    return (
        when(
            ~before,
            accepted.attested(Fact.REASONABLE),
            accepted.attested(Fact.RULE_CLEAR),
            ~accepted.attested(Fact.BLOCKED),
        )
        .require(some(Solved, lambda s: solves(s, accepted)))
        .by(capped_by_article_34(accepted, accepted.day, D_OP_SOLVE, D_OP_SOLVE_OTHERWISE, longer))
        .unless("litigation", litigation_begins(accepted))
        .unless("withdrawal", withdrawal(accepted))
        .on(accepted.by)
    )


@rule("OP07-6.b", article="6", modality=Modality.OBLIGATION)
def where_the_rule_is_unclear_policy_is_studied(done: Conclusion) -> Claim:
    """Where a request is reasonable but law and policy are unclear, what is lacking is studied
    before the organ is done with the matter.

    诉求合理而规定不明确、不完善的，办结前须研究完善政策。
    """
    studied = some(PolicyStudy, lambda p: p.same_matter(done) & (p.day <= done.day))
    unclear = done.attested(Fact.REASONABLE) & ~done.attested(Fact.RULE_CLEAR)
    return when(first_conclusion(done), unclear).hold(studied).on(done.by)


@rule("OP07-6.c", article="6", modality=Modality.OBLIGATION)
def what_cannot_be_settled_yet_is_explained_and_worked_on(done: Conclusion) -> Claim:
    """What ought to be settled but cannot be for lack of conditions is explained to the petitioner,
    and the conditions are worked on, before the organ is done with the matter.

    应当解决而受客观条件所限的，办结前须向群众说明情况，并积极创造条件。
    """
    explained = some(
        Explained,
        lambda e: all_of(
            e.same_matter(done),
            e.day <= done.day,
            ~e.is_a(Opinion) | e.outcome.is_("explained"),
        ),
    )
    worked_on = some(CreateConditions, lambda c: c.same_matter(done) & (c.day <= done.day))
    ought = done.attested(Fact.REASONABLE) & done.attested(Fact.BLOCKED)
    return when(first_conclusion(done), ought).hold(explained & worked_on).on(done.by)


@rule("OP07-6.d", article="6", modality=Modality.OBLIGATION)
def an_unreasonable_demand_is_met_with_persuasion(done: Conclusion) -> Claim:
    """Whoever asks for what is unreasonable is persuaded and shown the way before the organ is done
    with the matter.

    诉求不合理的，办结前须说服教育、积极引导。
    """
    persuaded = some(Persuasion, lambda p: p.same_matter(done) & (p.day <= done.day))
    return when(first_conclusion(done), ~done.attested(Fact.REASONABLE)).hold(persuaded).on(done.by)


@rule("OP07-6.e", article="6", modality=Modality.PROHIBITION)
def nothing_is_granted_against_the_law(granted: Granted) -> Claim:
    """To settle one case nothing is granted that law and policy do not allow.

    不得为解决一事而突破法律、法规和政策。

    That a grant makes others compare themselves is a forecast no record decides.
    """
    grants = ~granted.is_a(Opinion) | granted.outcome.is_("supported")
    return when(grants).hold(granted.attested(Fact.LAWFUL)).on(granted.by)


# ---- (7) on the spot -----------------------------------------------------------------------------


@rule("OP07-7.a", article="7", modality=Modality.COMPETENCE)
def a_matter_is_allotted_to_an_organ_in_charge(allotted: Allotted) -> Claim:
    """Whoever settles which organ deals with a matter names one that is in charge of it.

    确定承办机关的，须在对该事项有权处理的机关中确定。

    Where nobody in charge is left after a reorganisation, whoever settles it is free.
    """
    competent = allotted.matter.competent

    def still_there(q: Party) -> F:
        return some_organ(lambda o: continues(o, q), at=allotted.day)

    in_charge = one_of(allotted.result, lambda r: is_one_of(r, competent))
    return when(one_of(competent, still_there)).hold(in_charge).on(allotted.by)


@rule("OP07-7.b", article="7", modality=Modality.PROHIBITION)
def what_can_be_settled_here_is_not_pushed_up(up: MovedUp) -> Claim:
    """A local organ that could settle a matter of its own does not push it up.

    地方和基层能够解决的问题，不得推给上级。

    Going up after having dealt with the matter oneself is no pushing (PUSH_UP). Pushing problems
    out to society has no act that a record shows.
    """
    tried = some(Effort, lambda e: e.same_matter(up) & continues(up.by, e.by) & (e.day <= up.day))
    turned_away = some(
        TurnedAway, lambda r: r.same_matter(up) & continues(up.by, r.by) & (r.day <= up.day)
    )
    pushed = choose(
        {
            PushedUp.ONLY_WITHOUT_EFFORT: ~tried,
            PushedUp.ANY_UPWARD_REFERRAL: TRUE,
            PushedUp.ONLY_IF_REJECTED: turned_away,
        }
    )
    return (
        when(
            ~up.by.of_level(Level.CENTRE),
            is_above(up.to, up.by, up.day),
            is_one_of(up.by, up.matter.competent),
            up.attested(Fact.COULD_SETTLE),
        )
        .hold(~pushed)
        .on(up.by)
    )


@rule("OP07-7.d", article="7", modality=Modality.OBLIGATION)
def organs_in_charge_receive_together(done: Conclusion) -> Claim:
    """On an important matter of which several organs are in charge they receive the petitioner
    together before one of them is done with it.

    重要突出问题涉及几个有权处理部门的，办结前须联合接访。
    """
    together = some(JointVisit, lambda v: v.same_matter(done) & (v.day <= done.day))
    return (
        when(
            first_conclusion(done),
            done.attested(Fact.IMPORTANT),
            several_branches(done.matter.competent),
        )
        .hold(together)
        .on(done.by)
    )


@rule("OP07-7.f", article="7", modality=Modality.OBLIGATION)
def the_party_department_presses_what_law_enforcement_did_wrong(
    got: Handed, done: Conclusion
) -> Claim:
    """On a matter of law enforcement or litigation that people complain of strongly, the party
    department that was told of it coordinates or presses before an organ is done with it.

    群众反映强烈的涉法涉诉问题报送政法委的，办结前须协调、督办。

    The organ tree knows party departments; that it is the one for political and legal affairs is
    taken from its having been told.
    """
    pressed = some(
        Pressed,
        lambda p: all_of(
            p.same_matter(done),
            continues(p.by, got.to),
            got.day <= p.day,
            p.day <= done.day,
        ),
    )
    return (
        when(
            got.same_matter(done),
            got.precedes(done),
            acts_as(got.to, lambda g: g.of_kind(OrganKind.PARTY_DEPARTMENT)),
            between_two(got),
            got.matter.litigation,
            got.attested(Fact.STRONG_COMPLAINT),
            first_conclusion(done),
        )
        .hold(pressed)
        .on(got.to)
    )
