"""Chapter III of the city measures, the rest: taking up, informing, advice, secrets (art. 9
(5)-(9))."""

from __future__ import annotations

from constraints.acts import Submit
from constraints.acts_receiving import Raised
from constraints.municipal_measures.acts import (
    Ask,
    Decision,
    Disclose,
    GiveAdvice,
    Inspect,
    Query,
    ReferUp,
    SubmitInformation,
    TakeUp,
)
from constraints.municipal_measures.limits import D_MUN_ADVICE, D_MUN_INFO, D_MUN_TAKEOVER
from constraints.municipal_measures.readings import (
    AdviceTrigger,
    FinalMatters,
    PetitionSecret,
    Repeats,
    TakeoverRole,
)
from constraints.municipal_measures.terms import (
    below,
    in_hand_below,
    municipal,
    municipal_hand,
    outsider,
)
from constraints.parties import HEADS, continues
from constraints.regulations_2022.received import (
    closed_by_re_review,
    first_of_its_matter,
)
from constraints.sources import MUN
from constraints.terms import withdrawal
from model.logic import nodes as n
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    TRUE,
    WHOEVER_DID_IT,
    Claim,
    F,
    Number,
    Party,
    capped_sum,
    choose,
    limit,
    period,
    some,
    some_organ,
    when,
)
from model.organs.hierarchy import Relation
from model.words import Fact

rule = rules_of(MUN)

TWICE = 2
THRICE = 3

# ---- art. 9 (5): what lower units cannot settle --------------------------------------------------


def taken_up(by: Party, act: Submit | ReferUp) -> F:
    """The organ takes the matter up, after the act (MUN95_ROLE: a review opinion may do)."""
    anew = some(TakeUp, lambda t: t.same_matter(act) & continues(t.by, by) & (act.day <= t.day))
    reviewed = some(
        Decision, lambda d: d.same_matter(act) & continues(d.by, by) & (act.day <= d.day)
    )
    return choose(
        {TakeoverRole.NEW_HANDLING: anew, TakeoverRole.COUNTS_AS_REVIEW1: anew | reviewed}
    )


@rule("MUN-9.5", article="9 (5)", modality=Modality.OBLIGATION)
def what_lower_units_handled_repeatedly_is_taken_up(again: Raised) -> Claim:
    """An organ of the city takes up a matter that a lower unit decided and that was decided
    repeatedly, when the petitioner, still dissatisfied, raises it there again.

    下级单位多次处理后信访人仍不服、又向市级机关提出的，市级机关须予查处。
    """

    def decided(d: Decision) -> F:
        return d.same_matter(again) & d.precedes(again)

    def at_least(count: int) -> F:
        one = Number(n.NumberConst(1))
        return capped_sum(Decision, decided, of=lambda _: one, cap=count) >= count

    often = choose({Repeats.TWO: at_least(TWICE), Repeats.THREE: at_least(THRICE)})
    # That a unit below decided must be on record: nobody is bound by a decision one may suppose.
    below_it = some(Decision, lambda d: decided(d) & below(d.by, again.to), recorded_only=True)
    open_ = choose(
        {FinalMatters.STOPS_AT_REVIEW2: ~closed_by_re_review(again), FinalMatters.IGNORES: TRUE}
    )
    return (
        when(municipal(again.to), below_it, often, open_, ~in_hand_below(again))
        .require(taken_up(again.to, again))
        .by(period(again.received).plus(limit(D_MUN_TAKEOVER)))
        .unless("withdrawal", withdrawal(again))
        .on(again.to)
    )


@rule("MUN-9.5a", article="9 (5)", modality=Modality.OBLIGATION)
def what_lower_units_cannot_settle_is_taken_up(laid: ReferUp) -> Claim:
    """An organ of the city takes up a matter that a lower unit lays before it as one it is attested
    to be unable to settle.

    下级单位处理不了、报请市级机关的，市级机关须予查处。
    """
    return (
        when(municipal(laid.to), below(laid.by, laid.to), laid.attested(Fact.UNABLE))
        .require(taken_up(laid.to, laid))
        .by(period(laid.day).plus(limit(D_MUN_TAKEOVER)))
        .unless("withdrawal", withdrawal(laid))
        .on(laid.to)
    )


# ---- art. 9 (6) and (8): information, advice -----------------------------------------------------


@rule("MUN-9.6", article="9 (6)", modality=Modality.OBLIGATION)
def a_trend_is_laid_before_those_who_lead(found: Inspect) -> Claim:
    """When a trend in petitions to an organ of the city is found, the organ tells the leading
    bodies or leaders concerned in time.

    经分析认定出现趋势性问题的，市级机关须及时向有关党政领导机关和领导提供信息。
    """

    def to_the_leading(s: SubmitInformation) -> F:
        person = some_organ(lambda g: g.related(Relation.UNIT_OF, s.to), at=s.day)
        return continues(s.by, found.to) & (s.to.of_kind(*HEADS) | person) & (found.day <= s.day)

    return (
        when(municipal(found.to), found.attested(Fact.TREND))
        .require(some(SubmitInformation, to_the_leading))
        .by(period(found.day).plus(limit(D_MUN_INFO)))
        .on(found.to)
    )


@rule("MUN-9.8", article="9 (8)", modality=Modality.OBLIGATION)
def petitioners_are_advised(asked: Ask) -> Claim:
    """An organ of the city advises the petitioner who asks on policy and law.

    信访人咨询政策、法律的，市级机关须予解答。
    """
    called_for = choose(
        {AdviceTrigger.ON_REQUEST: asked.is_a(Query), AdviceTrigger.EX_OFFICIO: TRUE}
    )
    advised = some(
        GiveAdvice,
        lambda g: g.same_matter(asked) & continues(g.by, asked.to) & (asked.day <= g.day),
    )
    return (
        when(municipal(asked.to), called_for)
        .require(advised)
        .by(period(asked.day).plus(limit(D_MUN_ADVICE)))
        .unless("withdrawal", withdrawal(asked))
        .on(asked.to)
    )


# ---- art. 9 (9): secrets (the files stand in art. 13) --------------------------------------------


def lets_out_a_secret(d: Disclose) -> F:
    """What is let out is a secret of petition work (MUN_SECRET)."""
    state = d.attested(Fact.STATE_SECRET)
    return choose(
        {
            PetitionSecret.IDENTITY: state | d.content.is_("identity"),
            PetitionSecret.STATE_SECRET: state,
            PetitionSecret.ALL_CONTENT: state | d.content.is_("identity", "material", "existence"),
        }
    )


@rule("MUN-9.9", article="9 (9)", modality=Modality.PROHIBITION)
def secrets_of_petition_work_are_kept(raised: Submit) -> Claim:
    """Nobody of an organ of the city lets a secret of petition work out to an outsider: who
    petitions, or a secret of the state.

    市级机关及其人员不得向无关者泄露信访秘密，即信访人身份和国家秘密。
    """
    leaked = some(
        Disclose,
        lambda d: (
            d.same_matter(raised)
            & municipal_hand(d.by)
            & outsider(d.to, d.by, d)
            & lets_out_a_secret(d)
        ),
    )
    return when(first_of_its_matter(raised)).forbid(leaked).on(WHOEVER_DID_IT)
