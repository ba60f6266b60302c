"""Chapter I of Order 79: what the petitioner is owed (arts. 10, 11)."""

from __future__ import annotations

from constraints.acts import Accept, Opinion, Submit
from constraints.acts_receiving import Retaliate
from constraints.acts_ways import DeclareInterest
from constraints.parties import one_of
from constraints.public_security_79.acts import (
    Passing,
    PoliceAct,
    Recuse,
)
from constraints.public_security_79.limits import (
    D_RECUSE,
)
from constraints.public_security_79.readings import (
    AcceptanceLimit,
    AccusedUnit,
    InterestWidth,
    ProtectionWindow,
    RecusalTrigger,
)
from constraints.public_security_79.terms import (
    higher,
    in_hand,
    is_police,
    of_the_police,
    one_house,
    own_matter,
)
from constraints.sources import PS
from constraints.terms import for_a_legal_channel, litigation_begins, withdrawal
from model.logic import nodes as n
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    TRUE,
    WHOEVER_DID_IT,
    Claim,
    F,
    Number,
    choose,
    choose_number,
    limit,
    period,
    some,
    when,
)
from model.organs.hierarchy import Relation
from model.words import Fact

rule = rules_of(PS)

ACCEPTANCE_DAYS = 15


# ---- art. 10: what the petitioner is owed --------------------------------------------------------


@rule("PS-10.2a", article="10", modality=Modality.OBLIGATION)
def a_matter_of_ones_own_is_accepted(raised: Submit) -> Claim:
    """A public security organ accepts a matter raised with it that falls in its own jurisdiction;
    that is also the task of its petition office (art. 14 (1)).

    属本级公安机关管辖的信访事项，应当受理（亦为其信访部门之职责）。

    Not what belongs to another legal procedure (the article on sorting, from outside the given
    text). That a lower organ has the matter in hand is no exception in this text.
    """
    days = choose_number(
        {
            AcceptanceLimit.FIFTEEN_DAYS: Number(n.NumberConst(ACCEPTANCE_DAYS)),
            AcceptanceLimit.IMMEDIATELY: Number(n.NumberConst(0)),
        }
    )
    return (
        when(
            is_police(raised.to),
            own_matter(raised),
            ~in_hand(raised),
            ~for_a_legal_channel(raised),
        )
        .require(some(Accept, lambda a: a.answers(raised) & one_house(a.by, raised.to)))
        .by(period(raised.received).plus(days))
        .unless("litigation", litigation_begins(raised))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("PS-10.2b", article="10", modality=Modality.PROHIBITION)
def nobody_is_put_off(raised: Submit) -> Claim:
    """A public security organ does not shirk a matter of its own or go through the motions with it.

    对属本级管辖的信访事项，公安机关不得推诿、敷衍。

    Said of the matter, of its submission or of what the organ did about it. Delay is the missed
    time of another rule.
    """

    def put_off(x: Submit | PoliceAct) -> F:
        return x.attested(Fact.SHIRKED) | x.attested(Fact.PERFUNCTORY)

    by_an_act = some(
        PoliceAct,
        lambda x: x.same_matter(raised) & one_house(x.by, raised.to) & put_off(x),
        recorded_only=True,
    )
    return (
        when(is_police(raised.to), own_matter(raised))
        .hold(~(put_off(raised) | by_an_act))
        .on(raised.to)
    )


@rule("PS-10.3a", article="10", modality=Modality.PROHIBITION)
def petitioners_are_not_discriminated_against(raised: Submit) -> Claim:
    """The police neither discriminate against petitioners nor make things difficult for them.

    公安机关及其民警不得歧视、刁难信访人。
    """
    return (
        when(is_police(raised.to))
        .hold(~(raised.attested(Fact.DISCRIMINATED) | raised.attested(Fact.MADE_DIFFICULT)))
        .on(raised.to)
    )


@rule("PS-10.3b", article="10", modality=Modality.PROHIBITION)
def petitioners_are_not_retaliated_against(raised: Submit) -> Claim:
    """Nobody of the police takes revenge on a petitioner for what was raised.

    公安机关及其民警不得打击报复信访人。
    """

    def still_protected(r: Retaliate) -> F:
        answered = some(Opinion, lambda o: o.same_matter(raised) & o.precedes(r))
        return choose({ProtectionWindow.UNLIMITED: TRUE, ProtectionWindow.WHILE_OPEN: ~answered})

    return (
        when(is_police(raised.to))
        .forbid(
            some(
                Retaliate,
                lambda r: (
                    raised.precedes(r)
                    & r.target.in_(raised.petitioners)
                    & of_the_police(r.by)
                    & still_protected(r)
                ),
            )
        )
        .on(WHOEVER_DID_IT)
    )


@rule("PS-10.4", article="10", modality=Modality.PROHIBITION)
def denunciations_do_not_reach_the_denounced(passed: Passing) -> Claim:
    """The police neither pass nor show material that denounces somebody, or what it says, to the
    person or unit denounced.

    检举、揭发了谁，公安机关和民警就不得让谁拿到或者看到该材料，也不得让其知道所述内容。
    """
    accused = passed.matter.accused
    itself = passed.to.in_(accused) | passed.copy_to.overlap(accused)
    acts_for = one_of(
        accused, lambda a: passed.to.succeeds(a) | a.related(Relation.UNIT_OF, passed.to)
    )
    unit = one_of(accused, lambda a: passed.to.related(Relation.UNIT_OF, a))
    named = itself | acts_for | (unit & passed.attested(Fact.CHIEF_ACCUSED))
    reached = choose({AccusedUnit.AS_NAMED: named, AccusedUnit.WHOLE_UNIT: named | unit})
    return (
        when(of_the_police(passed.by), passed.contains_denunciation, ~passed.redacted)
        .forbid(reached)
        .on(WHOEVER_DID_IT)
    )


# ---- art. 11: recusal ----------------------------------------------------------------------------


@rule("PS-11a", article="11", modality=Modality.PROHIBITION)
def an_officer_with_an_interest_does_not_act(declared: DeclareInterest) -> Claim:
    """A police officer whose direct interest in a matter, or in a petitioner of it, is on record
    does nothing more in it.

    民警与信访事项或者信访人有直接利害关系的，不得办理该事项。

    What was done before the interest was on record stands.
    """

    def of_that_kind(a: PoliceAct) -> F:
        matter = a.same_matter(declared)
        petitioner = declared.interest_in.overlap(a.matter.petitioners)
        accused = declared.interest_in.overlap(a.matter.accused)
        return choose(
            {
                InterestWidth.PETITIONER: matter | petitioner,
                InterestWidth.MATTER: matter,
                InterestWidth.ACCUSED_TOO: matter | petitioner | accused,
            }
        )

    def called_for(a: PoliceAct) -> F:
        return choose(
            {
                RecusalTrigger.SELF: TRUE,
                RecusalTrigger.ON_REQUEST: declared.by.in_(declared.matter.petitioners),
                RecusalTrigger.SUPERIOR: higher(declared.by, a.by),
            }
        )

    def forbidden(a: PoliceAct) -> F:
        theirs = of_the_police(a.by) & a.by_person.overlap(declared.person)
        return declared.precedes(a) & theirs & of_that_kind(a) & called_for(a)

    return when().forbid(some(PoliceAct, forbidden)).on(WHOEVER_DID_IT)


@rule("PS-11b", article="11", modality=Modality.OBLIGATION)
def an_officer_with_an_interest_withdraws(declared: DeclareInterest, done: PoliceAct) -> Claim:
    """A police officer who deals with a matter and has a direct interest in it withdraws from it.

    办理信访事项的民警有直接利害关系的，应当回避。

    The text sets no number of days.
    """
    deals = done.same_matter(declared) & done.by_person.overlap(declared.person)
    earlier = some(
        PoliceAct,
        lambda x: x.same_matter(declared) & x.by_person.overlap(declared.person) & x.precedes(done),
        recorded_only=True,
    )
    return (
        when(of_the_police(done.by), deals, ~earlier)
        .require(
            some(Recuse, lambda r: r.same_matter(declared) & r.person.overlap(declared.person))
        )
        .by(period(declared.day).plus(limit(D_RECUSE)))
        .on(done.by)
    )
