"""Chapter IV: litigation, recusal, suggestions, accusations, the ways of handling (arts. 28-31)."""

from __future__ import annotations

from constraints.acts import (
    Accept,
    Acceptance,
    Opinion,
    OutsideRemedy,
    Submit,
)
from constraints.acts_ways import (
    Adopt,
    AnyReply,
    ClosedOrFiled,
    DeclareInterest,
    DoneWith,
    LeadInto,
    OfficialAct,
    PerformOrReply,
    Reply,
    Route,
    TellOrgan,
)
from constraints.parties import acts_as, continues, one_of
from constraints.readings import Classified, Recusal
from constraints.regulations_2022.received import POLITICAL_LEGAL
from constraints.sources import R22
from constraints.terms import is_one_of, is_petition_office, starts_handling, withdrawal
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    FALSE,
    TRUE,
    WHOEVER_DID_IT,
    Act,
    Claim,
    F,
    Party,
    all_of,
    choose,
    some,
    some_organ,
    when,
)
from model.organs.hierarchy import Relation
from model.words import Fact, OrganKind

rule = rules_of(R22)

# ---- art. 28: litigation, recusal ----------------------------------------------------------------


@rule("R22-28.2a", article="28 ¶2", modality=Modality.PROHIBITION)
def litigation_leaves_ordinary_petition_work(given: Opinion) -> Claim:
    """On a matter about rights to be pursued in litigation no organ outside the political-legal
    line gives a handling opinion: it is taken out of ordinary petition work.

    属诉讼权利救济的事项应转出普通信访，政法部门以外的机关不就其出具处理意见。

    The organ tree does not tell a bureau of justice from other departments; a party department that
    is recorded as competent for such a matter is the political-legal committee.
    """

    def of_the_line(g: Party) -> F:
        committee = g.of_kind(OrganKind.PARTY_DEPARTMENT) & g.in_(given.matter.competent)
        return g.of_kind(*POLITICAL_LEGAL) | committee

    return when(given.matter.litigation).forbid(~acts_as(given.by, of_the_line)).on(WHOEVER_DID_IT)


@rule("R22-28.2b", article="28 ¶2", modality=Modality.PROHIBITION)
def what_goes_to_court_leaves_ordinary_petition_work(sued: OutsideRemedy) -> Claim:
    """Once a matter is taken to court no organ outside the political-legal line gives a handling
    opinion on it.

    事项已起诉的，政法部门以外的机关此后不再出具处理意见。

    The matter is separated as from the lawsuit (IP-34).
    """

    def nevertheless(o: Opinion) -> F:
        over = some(
            OutsideRemedy,
            lambda e: e.same_matter(sued) & e.stage.is_("ends") & sued.precedes(e) & e.precedes(o),
        )
        outside = ~acts_as(o.by, lambda g: g.of_kind(*POLITICAL_LEGAL))
        return o.same_matter(sued) & sued.precedes(o) & outside & ~over

    begins = sued.procedure.is_("litigation") & sued.stage.is_("begins")
    counts = choose({Classified.AS_IT_STANDS: TRUE, Classified.AT_RECEIPT: FALSE})
    return (
        when(begins, ~sued.matter.litigation, counts)
        .forbid(some(Opinion, nevertheless))
        .on(WHOEVER_DID_IT)
    )


@rule("R22-28.3", article="28 ¶3", modality=Modality.PROHIBITION)
def whoever_has_an_interest_does_not_act(declared: DeclareInterest) -> Claim:
    """Staff whose direct interest in a matter, or in a petitioner of it, is on record do nothing
    more in it.

    已申明与事项或信访人有直接利害关系的工作人员，此后不得再参与该事项的办理。

    What was done before the declaration stands (IP-32).
    """

    def of_the_interested(a: OfficialAct) -> F:
        themselves = a.by_person.overlap(declared.person)
        unit = one_of(declared.person, lambda p: a.by.related(Relation.UNIT_OF, p))
        return choose({Recusal.STAFF: themselves, Recusal.ORGAN_LEVEL: themselves | unit})

    def in_it(a: OfficialAct) -> F:
        return a.same_matter(declared) | declared.interest_in.overlap(a.matter.petitioners)

    return (
        when()
        .forbid(some(OfficialAct, lambda a: declared.precedes(a) & in_it(a) & of_the_interested(a)))
        .on(WHOEVER_DID_IT)
    )


# ---- art. 29: suggestions ------------------------------------------------------------------------


@rule("R22-29.1a", article="29 ¶1", modality=Modality.OBLIGATION)
def a_sound_suggestion_is_adopted(raised: Submit, answer: Reply) -> Claim:
    """A suggestion found reasonable is adopted, wholly or in part.

    经认定合理可行的建议，全部或者部分采纳。

    No number of days in the text: judged when the organ first answers.
    """
    earlier = some(Reply, lambda r: r.answers(raised) & (r.by == answer.by) & (r.day < answer.day))
    return (
        when(
            raised.matter.kind.is_("suggestion"),
            answer.answers(raised),
            raised.attested(Fact.REASONABLE),
            ~earlier,
        )
        .hold(some(Adopt, lambda a: a.answers(raised)))
        .on(answer.by)
    )


@rule("R22-29.1b", article="29 ¶1", modality=Modality.OBLIGATION)
def whoever_made_an_adopted_suggestion_gets_a_reply(adopted: Adopt, raised: Submit) -> Claim:
    """Whoever made a suggestion that is adopted gets a reply.

    建议被采纳的，给予信访人回复。

    No number of days, and nothing that presupposes the reply: it is open until it comes.
    """
    return (
        when(raised.matter.kind.is_("suggestion"), adopted.answers(raised))
        .require(some(Reply, lambda r: r.answers(raised) & continues(r.by, adopted.by)))
        .on(adopted.by)
    )


@rule("R22-29.1c", article="29 ¶1", modality=Modality.OBLIGATION)
def a_sound_suggestion_does_not_lie_unanswered(raised: Submit) -> Claim:
    """A suggestion that was found reasonable is adopted by the competent organ it was made to.

    向有权机关提出的建议，经认定合理可行的，应予采纳。

    No number of days: it is open until it comes. An answer that does not adopt it is judged by
    another rule.
    """
    competent = is_one_of(raised.to, raised.matter.competent)
    return (
        when(raised.matter.kind.is_("suggestion"), raised.attested(Fact.REASONABLE), competent)
        .require(some(Adopt, lambda a: a.answers(raised)))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


# ---- art. 30: accusations ------------------------------------------------------------------------


@rule("R22-30.1", article="30 ¶1", modality=Modality.OBLIGATION)
def an_accuser_hears_what_came_of_it(accepted: Accept) -> Claim:
    """The organ that takes up an accusation tells the accuser what came of it.

    受理检举控告的机关，将办理情况反馈检举控告人。

    The procedure and its days are those of other rules: here it is open until it comes.
    """
    named = ~some(Submit, lambda s: s.same_matter(accepted) & ~s.has_name)
    return (
        when(accepted.matter.kind.is_("accusation"), named)
        .require(some(AnyReply, lambda r: r.same_matter(accepted) & continues(r.by, accepted.by)))
        .on(accepted.by)
    )


def accuses_an_officer(s: Submit) -> F:
    """Somebody who serves in an organ is denounced."""

    def serves(p: Party) -> F:
        return some_organ(lambda q: q.related(Relation.UNIT_OF, p), at=s.day)

    return s.matter.kind.is_("accusation") & one_of(s.matter.accused, serves)


@rule("R22-30.2a", article="30 ¶2", modality=Modality.OBLIGATION)
def the_organisation_department_hears_of_officers_denounced(raised: Submit) -> Claim:
    """A petition office that receives a denunciation of an officer tells the party department that
    looks after officers.

    信访部门收到反映干部问题的，按管理权限告知组织人事部门。

    No number of days: it is open until it comes.
    """

    def told(t: TellOrgan) -> F:
        return all_of(
            t.same_matter(raised),
            continues(t.by, raised.to),
            acts_as(t.to, lambda g: g.of_kind(OrganKind.PARTY_DEPARTMENT)),
        )

    return (
        when(accuses_an_officer(raised), is_petition_office(raised.to))
        .require(some(TellOrgan, told))
        .on(raised.to)
    )


@rule("R22-30.2b", article="30 ¶2", modality=Modality.OBLIGATION)
def grave_matters_of_officers_go_to_the_party_committee(raised: Submit) -> Claim:
    """A petition office reports a serious denunciation of an officer to the party committee, for
    those who lead it.

    反映干部问题情况重大的，信访部门报党委负责同志。

    No number of days: it is open until it comes.
    """

    def told(t: TellOrgan) -> F:
        return all_of(
            t.same_matter(raised),
            continues(t.by, raised.to),
            acts_as(t.to, lambda g: g.of_kind(OrganKind.PARTY_COMMITTEE)),
            ~(t.to == raised.to) & ~(t.to == t.by),
        )

    return (
        when(accuses_an_officer(raised), raised.matter.serious, is_petition_office(raised.to))
        .require(some(TellOrgan, told))
        .on(raised.to)
    )


# ---- art. 31: the ways ---------------------------------------------------------------------------


def first_of(kind: type[Act], done: Act) -> F:
    """No act of that kind by the same organ on the matter came on an earlier day."""
    return ~some(
        kind, lambda e: e.same_matter(done) & continues(done.by, e.by) & (e.day < done.day)
    )


def led_into(done: Act, *procedures: str) -> F:
    """Up to that day the matter was led into such a procedure, or the petitioner was there
    already."""
    led = some(
        LeadInto,
        lambda r: r.same_matter(done) & r.procedure.is_(*procedures) & (r.day <= done.day),
    )
    there = some(
        OutsideRemedy,
        lambda x: x.same_matter(done) & x.procedure.is_(*procedures) & (x.day <= done.day),
    )
    return led | there


@rule("R22-31.0", article="31", modality=Modality.OBLIGATION)
def what_has_no_other_procedure_is_not_sent_into_one(sent: Route) -> Claim:
    """Each appeal is handled in its own way: one that belongs to none of the other procedures is
    not led into one.

    申诉求决类事项各依其情形办理；不属其他程序的，不得导入其他程序了事。
    """
    way = sent.matter.way
    return when(sent.matter.kind.is_("appeal")).hold(way.is_("1", "2", "3", "4", "5")).on(sent.by)


@rule("R22-31.1", article="31 (1)-(5)", modality=Modality.OBLIGATION)
def what_another_procedure_settles_is_dealt_with_in_its_way(accepted: Acceptance) -> Claim:
    """An appeal that belongs to another procedure is led there by the organ that took it up; where
    a duty is asked for, the duty is performed or the petitioner answered.

    属其他程序的申诉求决类事项，受理机关须导入该程序；请求履行法定职责的，须履行或者答复。

    No number of days: it is open until it comes. Closing the matter without it is a breach of the
    rules of each way.
    """

    def led(*procedures: str) -> F:
        into = some(LeadInto, lambda r: r.same_matter(accepted) & r.procedure.is_(*procedures))
        there = some(
            OutsideRemedy, lambda x: x.same_matter(accepted) & x.procedure.is_(*procedures)
        )
        return into | there

    way = accepted.matter.way
    in_its_own = way.is_("1") & accepted.by.of_kind(*POLITICAL_LEGAL)
    done = (
        (way.is_("1") & led("litigation", "reconsideration", "other"))
        | (way.is_("2") & led("arbitration"))
        | (way.is_("3") & led("discipline", "other"))
        | (way.is_("4") & led("reconsideration", "other"))
        | (way.is_("5") & some(PerformOrReply, lambda r: r.same_matter(accepted)))
    )
    return (
        when(starts_handling(accepted), way.is_("1", "2", "3", "4", "5"), ~in_its_own)
        .require(done)
        .unless("withdrawal", withdrawal(accepted))
        .on(accepted.by)
    )


@rule("R22-31(1)a", article="31 (1)", modality=Modality.OBLIGATION)
def judicial_matters_go_to_the_procedure_the_law_gives(done: ClosedOrFiled) -> Claim:
    """A matter for courts, reconsideration, procurators or the police is led into that procedure
    before it is closed.

    应由诉讼、复议、检察、公安程序处理的事项，先导入该程序，方可办结。
    """
    led = led_into(done, "litigation", "reconsideration", "other")
    return when(done.matter.way.is_("1"), first_of(ClosedOrFiled, done)).hold(led).on(done.by)


@rule("R22-31(1)b", article="31 (1)", modality=Modality.PROHIBITION)
def judicial_matters_get_no_handling_opinion(accepted: Accept) -> Claim:
    """On a matter for courts, reconsideration, procurators or the police no handling opinion is
    given.

    应由诉讼、复议、检察、公安程序处理的事项，不出具信访处理意见。
    """
    return (
        when(accepted.matter.way.is_("1"))
        .forbid(some(Opinion, lambda o: o.answers(accepted)))
        .on(WHOEVER_DID_IT)
    )


def routed_first(done: DoneWith, way: str, *procedures: str) -> Claim:
    """A matter of that way is led into its procedure before an organ is done with it."""
    return (
        when(done.matter.way.is_(way), first_of(DoneWith, done))
        .hold(led_into(done, *procedures))
        .on(done.by)
    )


@rule("R22-31(2)", article="31 (2)", modality=Modality.OBLIGATION)
def what_arbitration_must_settle_is_led_there(done: DoneWith) -> Claim:
    """A matter for arbitration is led into arbitration before the organ is done with it.

    应当仲裁的事项，先导入仲裁。
    """
    return routed_first(done, "2", "arbitration")


@rule("R22-31(3)", article="31 (3)", modality=Modality.OBLIGATION)
def what_party_procedure_settles_is_led_there(done: DoneWith) -> Claim:
    """A matter for a party member's appeal or re-examination is led there before the organ is done
    with it.

    可由党内申诉或者复审解决的事项，先导入该程序。
    """
    return routed_first(done, "3", "discipline", "other")


@rule("R22-31(4)", article="31 (4)", modality=Modality.OBLIGATION)
def what_administrative_procedure_settles_is_led_there(done: DoneWith) -> Claim:
    """A matter for reconsideration or another administrative procedure is led there before the
    organ is done with it.

    可由复议或者其他行政程序解决的事项，先导入该程序。
    """
    return routed_first(done, "4", "reconsideration", "other")


@rule("R22-31(5)", article="31 (5)", modality=Modality.OBLIGATION)
def a_statutory_duty_is_performed_or_answered(done: ClosedOrFiled) -> Claim:
    """Where the petitioner asks an organ to do its duty by law, the duty is performed or the
    petitioner gets an answer before the matter is closed.

    请求履行法定职责的，先履行或者答复，方可办结。
    """
    answered = some(PerformOrReply, lambda r: r.same_matter(done) & (r.day <= done.day))
    return when(done.matter.way.is_("5"), first_of(ClosedOrFiled, done)).hold(answered).on(done.by)
