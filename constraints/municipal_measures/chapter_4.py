"""Chapter IV of the city measures: how a matter goes through an organ (arts. 11-13)."""

from __future__ import annotations

from constraints.acts import Forwarding, Opinion, Register, Submit
from constraints.acts_receiving import Report
from constraints.caps import capped_by_article_34
from constraints.municipal_measures.acts import (
    Answered,
    AnyDisposition,
    Archive,
    Classify,
    Close,
    Entry,
    LeaderRead,
    Listed,
    LookInto,
    NotifyResult,
    Order,
    ReportResult,
    RequestClosure,
    ReviewClosing,
)
from constraints.municipal_measures.limits import (
    D_MUN_ARCHIVE,
    D_MUN_CLASSIFY,
    D_MUN_DISP,
    D_MUN_LEADREP,
    D_MUN_NOTIFY,
    D_MUN_NOTIFY_OTHERWISE,
    D_MUN_PROMPT,
    D_MUN_REG,
    D_MUN_REPLY,
    D_MUN_REPLY_OTHERWISE,
    D_MUN_REQCLOSE,
)
from constraints.municipal_measures.readings import (
    ClosedList,
    ClosureConsent,
    Onward,
    RegisterUnit,
    RelevantUnit,
    ReplyForm,
)
from constraints.municipal_measures.terms import (
    anonymous,
    below,
    due_of,
    has_due,
    important,
    municipal,
    reports_back,
    taken_back,
    to_whoever_gave_it,
    weighty,
)
from constraints.parties import continues
from constraints.sources import MUN
from constraints.terms import withdrawal
from model.logic import nodes as n
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    TRUE,
    Act,
    Claim,
    F,
    Number,
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

MOST_ENTRIES = 100

# ---- art. 11: entering, determining, disposing ---------------------------------------------------


@rule("MUN-11.1", article="11", modality=Modality.OBLIGATION)
def what_is_raised_is_entered_one_by_one(raised: Submit) -> Claim:
    """An organ of the city enters every letter and visit, one by one.

    市级机关对来信来访须逐件登记。
    """
    last = period(raised.received).plus(limit(D_MUN_REG))

    def here(r: Entry) -> F:
        return r.same_matter(raised) & continues(r.by, raised.to)

    entries = capped_sum(
        Entry,
        lambda r: here(r) & (r.day <= last.end),
        of=lambda _: Number(n.NumberConst(1)),
        cap=MOST_ENTRIES,
    )
    entered = choose(
        {
            RegisterUnit.PER_MATTER: some(Entry, here),
            RegisterUnit.PER_SUBMISSION: some(Entry, lambda r: here(r) & r.answers(raised)),
            RegisterUnit.PER_PERSON: some(Entry, here) & (raised.group_size <= entries),
        }
    )
    return when(municipal(raised.to)).require(entered).by(last).on(raised.to)


@rule("MUN-11.2", article="11", modality=Modality.OBLIGATION)
def content_and_nature_are_determined_in_time(entered: Register) -> Claim:
    """Once a matter is entered, the organ of the city determines in time what it is about and of
    which nature.

    登记后，市级机关须及时判定信访事项的内容和性质。

    Whoever deals with a matter has determined what it is, recorded or not.
    """

    def mine(act: Act) -> F:
        return act.same_matter(entered) & continues(act.by, entered.by)

    done = some(Classify, mine) | some(AnyDisposition, mine)
    return (
        when(municipal(entered.by))
        .require(done)
        .by(period(entered.day).plus(limit(D_MUN_CLASSIFY)))
        .unless("withdrawal", withdrawal(entered))
        .on(entered.by)
    )


@rule("MUN-11.3", article="11", modality=Modality.OBLIGATION)
def a_measure_is_taken(determined: Classify) -> Claim:
    """After that the organ has a leader read the matter, looks into it itself, passes it on or
    does what else the case requires.

    判定后，市级机关须视情况采取领导阅批、直接查办、转办等措施。
    """

    def mine(act: Act) -> F:
        return act.same_matter(determined) & continues(act.by, determined.by)

    named = some(Listed, mine) | some(Forwarding, mine)
    taken = choose({ClosedList.FALSE: some(AnyDisposition, mine), ClosedList.TRUE: named})
    return (
        when(municipal(determined.by))
        .require(taken)
        .by(period(determined.day).plus(limit(D_MUN_DISP)))
        .unless("withdrawal", withdrawal(determined))
        .on(determined.by)
    )


# ---- art. 12: what leaders and superiors put to the organ ----------------------------------------


@rule("MUN-12.1", article="12", modality=Modality.OBLIGATION)
def an_important_case_put_to_it_is_acted_on_promptly(order: Order) -> Claim:
    """An important case that its leaders or a superior put to an organ of the city is promptly
    looked into there, or passed on to a lower unit that is to do so.

    领导批示、上级交办的重要信访件，须及时查办，或者转交本系统下级查办。
    """

    def since(act: LookInto | Forwarding) -> F:
        return act.same_matter(order) & continues(act.by, order.to) & (order.day <= act.day)

    def passed_on(f: Forwarding) -> F:
        inside = below(f.to, order.to)
        return since(f) & choose({Onward.OWN_SYSTEM: inside, Onward.ANY: TRUE})

    return (
        when(weighty(order))
        .require(some(LookInto, since) | some(Forwarding, passed_on))
        .by(period(order.day).plus(limit(D_MUN_PROMPT)))
        .unless("returned", taken_back(order))
        .unless("withdrawal", withdrawal(order))
        .on(order.to)
    )


@rule("MUN-12.2", article="12", modality=Modality.OBLIGATION)
def the_result_is_reported_on_time(order: Order) -> Claim:
    """The organ of the city reports the result of such a case by the day set, or within 60 days if
    none was.

    此类案件须按期办结并报告结果；未定期限的，以六十日为期。
    """
    return (
        when(weighty(order), has_due(order))
        .require(some(ReportResult, lambda r: reports_back(r, order)))
        .by(due_of(order))
        .unless("returned", taken_back(order))
        .unless("withdrawal", withdrawal(order))
        .on(order.to)
    )


@rule("MUN-12.2a", article="12", modality=Modality.OBLIGATION)
def closure_is_asked_for(order: Order, reported: ReportResult) -> Claim:
    """Having reported the result of such a case, the organ asks that it be closed.

    报告结果后，须报请结案。
    """
    asked = some(RequestClosure, lambda q: q.same_matter(order) & to_whoever_gave_it(q, order))
    return (
        when(weighty(order), reports_back(reported, order))
        .require(asked)
        .by(period(reported.day).plus(limit(D_MUN_REQCLOSE)))
        .on(order.to)
    )


@rule("MUN-12.2b", article="12", modality=Modality.CONDITION)
def such_a_case_is_closed_only_with_consent(order: Order, closed: Close) -> Claim:
    """The organ closes such a case only after it asked for closure and whoever put the case to it
    agreed.

    此类案件须先报请并经交办者同意，方可结案。
    """
    asked = some(
        RequestClosure,
        lambda q: q.same_matter(order) & to_whoever_gave_it(q, order) & (q.day <= closed.day),
    )
    agreed = some(
        ReviewClosing,
        lambda c: c.same_matter(order) & continues(c.by, order.by) & (c.day <= closed.day),
    )
    consent = choose({ClosureConsent.TRUE: agreed, ClosureConsent.FALSE: TRUE})
    by_it = closed.same_matter(order) & continues(closed.by, order.to) & order.precedes(closed)
    return when(weighty(order), by_it).hold(asked & consent).on(order.to)


# ---- art. 13: telling the leader, the unit, the petitioner; filing -------------------------------


@rule("MUN-13.1", article="13", modality=Modality.OBLIGATION)
def a_leader_is_told_of_an_important_case(entered: Register) -> Claim:
    """An important case entered with an organ of the city is reported to one of its leaders or of
    those above it, though never to one whom it denounces.

    重要信访案件须报告本机关领导或者上级领导；被检举的领导除外。
    """
    accused = entered.matter.accused

    def to_a_leader(r: Report) -> F:
        ours = entered.by.related(Relation.UNIT_OF, r.to)
        over_us = some_organ(
            lambda g: g.related(Relation.UNIT_OF, r.to) & g.above(entered.by), at=r.day
        )
        leads = (ours | over_us | r.to.above(entered.by)) & ~r.to.in_(accused)
        return r.same_matter(entered) & continues(r.by, entered.by) & leads

    def read_by_one(x: LeaderRead) -> F:
        ours = x.same_matter(entered) & continues(x.by, entered.by)
        return ours & ~x.by_person.overlap(accused)

    return (
        when(municipal(entered.by), important(entered))
        .require(some(Report, to_a_leader) | some(LeaderRead, read_by_one))
        .by(period(entered.day).plus(limit(D_MUN_LEADREP)))
        .unless("withdrawal", withdrawal(entered))
        .on(entered.by)
    )


def answers_the_petitioner(a: Answered, act: Act) -> F:
    """Somebody who petitions in the matter gets the answer."""
    return a.same_matter(act) & a.to.in_(act.matter.petitioners) & (act.day <= a.day)


@rule("MUN-13.2", article="13", modality=Modality.OBLIGATION)
def the_unit_that_is_to_answer_is_told_the_result(given: Opinion) -> Claim:
    """An organ of the city that has decided a case tells the result to the unit that is to answer,
    or answers the petitioner itself.

    案件有处理结果的，市级机关须通知有关单位答复，或者自行答复信访人。
    """

    def told(t: NotifyResult) -> F:
        first = some(Submit, lambda s: s.same_matter(given) & (s.to == t.to))
        right = choose(
            {
                RelevantUnit.HANDLING: TRUE,
                RelevantUnit.FIRST_RECEIVER: first,
                RelevantUnit.PETITIONERS_OWN: t.attested(Fact.PETITIONERS_UNIT),
            }
        )
        ours = t.same_matter(given) & continues(t.by, given.by) & (given.day <= t.day)
        return ours & ~t.to.in_(given.matter.petitioners) & right

    answered = some(
        Answered, lambda a: answers_the_petitioner(a, given) & continues(a.by, given.by)
    )
    return (
        when(municipal(given.by), ~anonymous(given))
        .require(some(NotifyResult, told) | answered)
        .by(capped_by_article_34(given, given.day, D_MUN_NOTIFY, D_MUN_NOTIFY_OTHERWISE))
        .unless("withdrawal", withdrawal(given))
        .on(given.by)
    )


@rule("MUN-13.2a", article="13", modality=Modality.OBLIGATION)
def the_unit_told_answers_the_petitioner(told: NotifyResult) -> Claim:
    """The unit that an organ of the city told the result answers the petitioner.

    被通知结果的单位须答复信访人。
    """

    def in_form(a: Answered) -> F:
        form = choose({ReplyForm.ANY: TRUE, ReplyForm.WRITTEN: a.written})
        return answers_the_petitioner(a, told) & continues(a.by, told.to) & form

    to_a_unit = ~told.to.in_(told.matter.petitioners)
    return (
        when(municipal(told.by), to_a_unit, ~anonymous(told))
        .require(some(Answered, in_form))
        .by(capped_by_article_34(told, told.day, D_MUN_REPLY, D_MUN_REPLY_OTHERWISE))
        .unless("withdrawal", withdrawal(told))
        .on(told.to)
    )


@rule("MUN-13.3", article="13; 9 (9)", modality=Modality.OBLIGATION)
def the_papers_are_filed(closed: Close) -> Claim:
    """An organ of the city files the papers of a case that it has closed.

    案件办结后，市级机关须将有关材料立卷归档。
    """
    filed = some(Archive, lambda a: a.same_matter(closed) & continues(a.by, closed.by))
    return (
        when(municipal(closed.by))
        .require(filed)
        .by(period(closed.day).plus(limit(D_MUN_ARCHIVE)))
        .on(closed.by)
    )
