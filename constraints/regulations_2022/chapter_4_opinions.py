"""Chapter IV, what an opinion says and what follows it; mediation; publicity (arts. 32, 33, 36)."""

from __future__ import annotations

from constraints.acts import (
    HearingStart,
    Mediate,
    Opinion,
    ReReviewOpinion,
    ReReviewRequest,
    Submit,
)
from constraints.acts_ways import (
    AgreementDocument,
    CarryOut,
    Closed,
    ClosedOrFiled,
    Conclusion,
    Finding,
    Guidance,
    Hearing,
    Publicise,
    Settlement,
)
from constraints.parties import continues
from constraints.regulations_2022.chapter_4_ways import first_of
from constraints.sources import R22
from constraints.terms import withdrawn_by_all
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    Claim,
    F,
    every,
    some,
    when,
)
from model.words import Content, Fact

rule = rules_of(R22)

# ---- art. 32: the opinion ------------------------------------------------------------------------

BY_OPINION = "6"


@rule("R22-32.1a", article="32 ¶1", modality=Modality.OBLIGATION)
def an_opinion_states_request_facts_opinion_and_basis(given: Opinion) -> Claim:
    """A handling opinion states the request, the facts and reasons, what the organ thinks of it and
    on what law that rests.

    处理意见书写明诉求、事实理由、意见和依据四项。
    """
    stated = given.states(Content.REQUEST, Content.FACTS_REASONS, Content.OPINION, Content.BASIS)
    return when(given.matter.way.is_(BY_OPINION)).hold(stated).on(given.by)


MERITS = (Fact.FACTS_CLEAR, Fact.CONFORMING, Fact.REASONABLE, Fact.LAWFUL)


def found_on_the_merits(found: Finding) -> F:
    """An authority made a finding on the merits of the request, and none on an earlier day."""
    named = tuple(f.value for f in MERITS)

    def before(e: Finding) -> F:
        return e.same_matter(found) & e.fact.is_(*named) & (e.day < found.day)

    earlier = some(Finding, before)
    return found.fact.is_(*named) & ~earlier


def rightly_explained(given: Opinion) -> F:
    """The outcome is an explanation, of a request that is reasonable but has no basis in law."""
    lacks_a_basis = given.attested(Fact.REASONABLE) & ~given.attested(Fact.LAWFUL)
    return lacks_a_basis & given.outcome.is_("explained")


def deserves_support(given: Opinion) -> F:
    """The facts are clear and the request is in accord with the rules."""
    return given.attested(Fact.FACTS_CLEAR) & given.attested(Fact.CONFORMING)


@rule("R22-32.1b", article="32 ¶1 (1)", modality=Modality.OBLIGATION)
def a_founded_request_is_supported(given: Opinion, found: Finding) -> Claim:
    """A request with clear facts and in accord with the rules, as an authority found it, is
    supported.

    经认定事实清楚且合规的诉求，意见应为支持。

    Engaged only where somebody made a finding on the merits.
    """
    supported = given.outcome.is_("supported")
    return (
        when(
            given.matter.way.is_(BY_OPINION),
            found.same_matter(given),
            found_on_the_merits(found),
        )
        .hold(~deserves_support(given) | supported | rightly_explained(given))
        .on(given.by)
    )


@rule("R22-32.1c", article="32 ¶1", modality=Modality.OBLIGATION)
def an_unfounded_request_is_explained_or_not_supported(given: Opinion, found: Finding) -> Claim:
    """A request that is reasonable without a basis in law, as an authority found it, is answered
    with an explanation; one without facts or against the rules is not supported.

    经认定合理而无法律依据的作解释；缺乏事实或者不合规的不支持。

    Engaged only where somebody made a finding on the merits. What lacks a basis may also be against
    the rules: then either outcome will do.
    """
    not_supported = given.outcome.is_("not_supported")
    return (
        when(
            given.matter.way.is_(BY_OPINION),
            found.same_matter(given),
            found_on_the_merits(found),
        )
        .hold(deserves_support(given) | rightly_explained(given) | not_supported)
        .on(given.by)
    )


@rule("R22-32.2a", article="32 ¶2", modality=Modality.OBLIGATION)
def a_supporting_opinion_is_carried_out(given: Opinion, done: ClosedOrFiled) -> Claim:
    """After an opinion that supports the request, those concerned are urged to carry it out, or it
    is carried out, before the matter is closed.

    作出支持意见的，结案之前须督促执行或者已经执行。

    No number of days in the text: judged when the matter is first closed.
    """
    urged = some(CarryOut, lambda u: u.answers(given) & (u.day <= done.day))
    return (
        when(
            given.outcome.is_("supported"),
            done.same_matter(given),
            given.precedes(done),
            first_of(ClosedOrFiled, done),
        )
        .hold(urged)
        .on(given.by)
    )


@rule("R22-32.2b", article="32 ¶2", modality=Modality.OBLIGATION)
def whoever_is_not_supported_is_given_guidance(given: Opinion, done: Closed) -> Claim:
    """After an opinion that does not support the request, the petitioner is given explanation and
    guidance before the matter is closed.

    作出不支持意见的，结案之前须对信访人解释引导。

    No number of days in the text: judged when the matter is first closed. A closing report is owed
    to the assigner and closes nothing towards the petitioner.
    """
    guided = some(
        Guidance,
        lambda g: g.same_matter(given) & (given.day <= g.day) & (g.day <= done.day),
    )
    known = some(
        Submit,
        lambda s: s.same_matter(given) & (s.has_name | s.has_address | s.has_contact),
        recorded_only=True,
    )
    return (
        when(
            given.outcome.is_("not_supported"),
            done.same_matter(given),
            given.precedes(done),
            first_of(Closed, done),
            known,
            ~withdrawn_by_all(given, lambda w: w.precedes(done)),
        )
        .hold(guided)
        .on(given.by)
    )


# ---- art. 33: mediation and settlement -----------------------------------------------------------


@rule("R22-33a", article="33", modality=Modality.CONDITION)
def mediation_needs_the_consent_of_all(held: Mediate) -> Claim:
    """An appeal is mediated only with the consent of all parties to the dispute.

    申诉求决类事项的调解，以争议各方均同意为条件。
    """
    everybody = every(held.parties, lambda p: p.in_(held.consents))
    return when(held.matter.kind.is_("appeal")).hold(everybody).on(held.by)


@rule("R22-33b", article="33", modality=Modality.OBLIGATION)
def a_settlement_is_put_in_a_document(settled: Settlement, done: Conclusion) -> Claim:
    """What the parties agreed on is put in a document before the organ is done with the matter.

    达成一致的，结案之前制成协议书。

    No number of days in the text: judged when the organ is first done with the matter.
    """

    def terms(k: AgreementDocument) -> F:
        return k.same_matter(settled) & (settled.day <= k.day)

    between = some(
        Conclusion,
        lambda e: e.same_matter(settled) & settled.precedes(e) & (e.day < done.day),
    )
    return (
        when(
            settled.matter.kind.is_("appeal"),
            done.same_matter(settled),
            settled.precedes(done),
            ~between,
        )
        .hold(some(AgreementDocument, terms))
        .on(done.by)
    )


# ---- art. 36 ¶2: hearing and publicity -----------------------------------------------------------


@rule("R22-36.2a", article="36 ¶2", modality=Modality.COMPETENCE)
def the_re_reviewing_organ_holds_the_hearing(held: HearingStart, request: ReReviewRequest) -> Claim:
    """A hearing on a request for re-review is held by the organ that re-reviews.

    复核阶段的听证，由复核机关举行。
    """
    return when(held.answers(request)).hold(continues(held.by, request.to)).on(held.by)


@rule("R22-36.2b", article="36 ¶2", modality=Modality.CONDITION)
def only_what_was_heard_is_made_public(shown: Publicise, final: ReReviewOpinion) -> Claim:
    """A re-review opinion is made public only if there was a hearing before it.

    未经听证的复核意见，不得公示。
    """

    def heard(r: ReReviewRequest) -> F:
        before = some(Hearing, lambda h: h.answers(r) & h.precedes(final))
        return final.answers(r) & before

    return when(shown.answers(final)).hold(some(ReReviewRequest, heard)).on(shown.by)
