"""Chapter III of the city measures, receiving and handing down: arts. 7 to 9 (4)."""

from __future__ import annotations

from constraints.acts import (
    Accept,
    Acceptance,
    Assign,
    Forwarding,
    Opinion,
    Refuse,
    Register,
    Reorganise,
    Submit,
)
from constraints.acts_receiving import Allotted
from constraints.acts_ways import Closing, LeadInto
from constraints.caps import capped_by_article_34
from constraints.municipal_measures.acts import (
    BringTogether,
    Close,
    Coordinate,
    DealtWith,
    Ending,
    Entry,
    Order,
    Press,
    ReportResult,
    ReviewClosing,
    SubmitClosing,
    TakeUp,
    TurnAway,
    Undertake,
)
from constraints.municipal_measures.limits import (
    D_MUN_ACC,
    D_MUN_APPROVE,
    D_MUN_APPROVE_OTHERWISE,
    D_MUN_COORD,
    D_MUN_HANDOVER,
    D_MUN_URGE,
)
from constraints.municipal_measures.readings import (
    AcceptScope,
    ApprovalGate,
    HandledBy,
    Receiving,
    ReorganisedMatters,
    SeveralSuccessors,
)
from constraints.municipal_measures.terms import (
    below,
    competent,
    due_of,
    from_above,
    has_due,
    in_hand_below,
    municipal,
    taken_back,
)
from constraints.parties import between_two, continues, goes_back, one_of
from constraints.regulations_2022.received import closed_by_re_review
from constraints.sources import MUN
from constraints.terms import in_hand_here, starts_handling, withdrawal
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    FALSE,
    TRUE,
    Claim,
    F,
    choose,
    every,
    limit,
    period,
    some,
    some_organ,
    unsettled,
    when,
)
from model.words import Fact

rule = rules_of(MUN)

# ---- art. 7: receiving, and who deals with it ----------------------------------------------------


@rule("MUN-7.1", article="7 ¶1", modality=Modality.PROHIBITION)
def nobody_is_turned_away(raised: Submit) -> Claim:
    """An organ of the city sends off nobody who writes or comes without having taken the matter in.

    市级机关对来信来访须予收下、接待，不得未经登记即拒之门外。
    """
    taken_in = some(Entry, lambda r: r.same_matter(raised) & continues(r.by, raised.to))
    refused = some(TurnAway, lambda x: x.answers(raised) & continues(x.by, raised.to))
    wrongly = choose(
        {
            Receiving.PHYSICAL: refused & ~taken_in,
            Receiving.SUBSTANTIVE: refused & (~taken_in | competent(raised.to, raised)),
        }
    )
    return when(municipal(raised.to)).forbid(wrongly).on(raised.to)


@rule("MUN-7.2", article="7 ¶2", modality=Modality.COMPETENCE)
def whoever_has_the_business_deals_with_it(accepted: Accept) -> Claim:
    """A matter is dealt with by the organ of the city whose business, by content, nature and line,
    it is, or by the one that was named for it.

    信访事项按内容、性质和隶属系统，由业务所属的或者被指定的市级机关办理。
    """
    in_business = competent(accepted.by, accepted)
    in_line = one_of(accepted.matter.concerns, lambda q: (q == accepted.by) | below(q, accepted.by))
    right = choose(
        {HandledBy.BUSINESS: in_business, HandledBy.SUBORDINATION: in_business & in_line}
    )
    named = some(
        Allotted,
        lambda d: (
            d.same_matter(accepted)
            & (d.day <= accepted.day)
            & one_of(d.result, lambda q: continues(accepted.by, q))
        ),
    )
    return when(municipal(accepted.by)).hold(right | named).on(accepted.by)


# ---- art. 8: reorganisation ----------------------------------------------------------------------


def over(raised: Submit, ended: Reorganise) -> F:
    """The matter was decided, closed, turned down or passed on before the reorganisation."""
    decided = some(Opinion, lambda o: o.same_matter(raised) & o.precedes(ended))
    closed = some(Closing, lambda c: c.same_matter(raised) & c.precedes(ended))
    refused = some(Refuse, lambda r: r.same_matter(raised) & r.precedes(ended))
    passed_on = some(
        Forwarding,
        lambda x: x.same_matter(raised) & (x.by == raised.to) & x.precedes(ended),
    )
    return decided | closed | refused | passed_on


@rule("MUN-8", article="8", modality=Modality.OBLIGATION)
def petitions_follow_the_business(raised: Submit, ended: Reorganise) -> Claim:
    """When an organ of the city is reorganised, the department that gets its business takes up the
    matters pending there.

    市级机关机构变动的，承接其业务的部门须接办原机关未了的信访事项。
    """
    old = raised.to

    def takes_over(t: TakeUp) -> F:
        theirs = t.by.in_(ended.new) | t.by.succeeds(old)
        return t.same_matter(raised) & theirs & (ended.day <= t.day)

    taken = some(TakeUp, takes_over)
    by_the_largest = some(TakeUp, lambda t: takes_over(t) & t.attested(Fact.LARGEST_SHARE))
    by_each = every(ended.new, lambda q: some(TakeUp, lambda t: takes_over(t) & (t.by == q)))
    several = one_of(ended.new, lambda p: one_of(ended.new, lambda q: p != q))
    split = choose(
        {
            SeveralSuccessors.UNDEFINED: taken & unsettled(SeveralSuccessors),
            SeveralSuccessors.LARGEST_SHARE: by_the_largest,
            SeveralSuccessors.ALL: by_each,
        }
    )
    somebody = one_of(ended.new, lambda _: TRUE) | some_organ(
        lambda s: s.succeeds(old), at=ended.day
    )
    pending = choose({ReorganisedMatters.BOTH: TRUE, ReorganisedMatters.ONLY_NEW: FALSE})
    return (
        when(
            municipal(old),
            old.in_(ended.old),
            ~ended.change.is_("rename"),
            raised.precedes(ended),
            ~over(raised, ended),
            somebody,
            pending,
        )
        .require((taken & ~several) | (split & several))
        .by(period(ended.day).plus(limit(D_MUN_HANDOVER)))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


# ---- art. 9 (1) and (2): accepting, carrying out -------------------------------------------------


def accepted_in_time(raised: Submit) -> F:
    """The receiver accepts what was raised, or tells so (IP-07), or deals with it outright."""
    accepted = some(
        Acceptance,
        lambda a: a.answers(raised) & continues(a.by, raised.to) & starts_handling(a),
    )
    dealt_with = some(
        DealtWith,
        lambda d: d.same_matter(raised) & continues(d.by, raised.to) & (raised.day <= d.day),
    )
    return accepted | dealt_with


def led_elsewhere(raised: Submit) -> F:
    """The receiver leads the matter into another procedure, or points the petitioner there."""
    return some(LeadInto, lambda x: x.same_matter(raised) & continues(x.by, raised.to))


def to_be_accepted(raised: Submit) -> F:
    """The matter is the receiver's, neither it nor an organ below has it in hand already, and no
    re-review has ended it: art. 4 puts these measures under the law."""
    theirs = one_of(raised.matter.competent, lambda q: below(q, raised.to))
    own = competent(raised.to, raised)
    scope = choose({AcceptScope.OWN_OFFICE: own, AcceptScope.OWN_SYSTEM: own | theirs})
    taken = in_hand_here(raised) | in_hand_below(raised) | closed_by_re_review(raised)
    return municipal(raised.to) & scope & ~taken


@rule("MUN-9.1", article="9 (1)", modality=Modality.OBLIGATION)
def matters_of_its_own_are_accepted(raised: Submit) -> Claim:
    """An organ of the city accepts what is raised with it within its system and business.

    市级机关须受理本系统、本业务范围内的来信来访。
    """
    return (
        when(to_be_accepted(raised))
        .require(accepted_in_time(raised))
        .by(period(raised.received).plus(limit(D_MUN_ACC)))
        .unless("led into another procedure", led_elsewhere(raised))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("MUN-9.2", article="9 (2)", modality=Modality.OBLIGATION)
def what_is_assigned_from_above_is_undertaken(order: Order) -> Claim:
    """An organ of the city undertakes the cases that superior organs or leaders assign to it.

    市级机关须承办上级机关和上级领导交办的信访案件。
    """
    undertaken = some(
        Undertake,
        lambda u: u.same_matter(order) & continues(u.by, order.to) & (order.day <= u.day),
    )
    return (
        when(from_above(order), has_due(order))
        .require(undertaken)
        .by(due_of(order))
        .unless("returned", taken_back(order))
        .unless("withdrawal", withdrawal(order))
        .on(order.to)
    )


# ---- art. 9 (3): handing down --------------------------------------------------------------------


def handed_down(sent: Assign) -> F:
    """An organ of the city assigns a matter to a lower unit of its system."""
    return municipal(sent.by) & below(sent.to, sent.by)


@rule("MUN-9.3", article="9 (3)", modality=Modality.CONDITION)
def the_closing_opinion_is_looked_through_first(sent: Assign, ended: Ending) -> Claim:
    """A lower unit closes a case that was assigned to it only after the organ that assigned it has
    looked through its closing opinion.

    下级单位对交办案件结案前，须由交办机关审核其结案意见。
    """
    agreed = some(
        ReviewClosing,
        lambda c: (
            c.same_matter(sent)
            & continues(c.by, sent.by)
            & some(SubmitClosing, lambda q: c.answers(q) & goes_back(q, sent))
            & (c.day <= ended.day)
        ),
    )
    gated = choose({ApprovalGate.CLOSING_ONLY: ended.is_a(Close), ApprovalGate.REPLY_TOO: TRUE})
    theirs = ended.same_matter(sent) & continues(ended.by, sent.to) & sent.precedes(ended)
    return when(handed_down(sent), theirs, gated).hold(agreed).on(ended.by)


@rule("MUN-9.3a", article="9 (3)", modality=Modality.OBLIGATION)
def an_overdue_unit_is_pressed(sent: Assign) -> Claim:
    """An organ of the city presses a lower unit, or looks into what it does, once an assigned case
    is overdue.

    下级单位逾期未报结果的，交办的市级机关须予督促检查。
    """
    pressed = some(
        Press,
        lambda p: p.same_matter(sent) & continues(p.by, sent.by) & continues(p.to, sent.to),
    )
    reported = some(ReportResult, lambda r: r.answers(sent) & goes_back(r, sent))
    laid = some(SubmitClosing, lambda c: c.same_matter(sent) & goes_back(c, sent))
    return (
        when(handed_down(sent), sent.has_limit)
        .require(pressed | reported | laid)
        .by(period(sent.limit).plus(limit(D_MUN_URGE)))
        .unless("returned", taken_back(sent))
        .unless("withdrawal", withdrawal(sent))
        .on(sent.by)
    )


@rule("MUN-9.3b", article="9 (3)", modality=Modality.OBLIGATION)
def a_closing_opinion_is_looked_through_in_time(laid: SubmitClosing) -> Claim:
    """An organ of the city looks through the closing opinion that a lower unit lays before it.

    下级单位报送结案意见的，市级机关须予审核。
    """
    done = some(ReviewClosing, lambda c: c.answers(laid) & continues(c.by, laid.to))
    return (
        when(municipal(laid.to), below(laid.by, laid.to), between_two(laid))
        .require(done)
        .by(capped_by_article_34(laid, laid.day, D_MUN_APPROVE, D_MUN_APPROVE_OTHERWISE))
        .on(laid.to)
    )


# ---- art. 9 (4): several units -------------------------------------------------------------------


@rule("MUN-9.4", article="9 (4)", modality=Modality.OBLIGATION)
def a_case_of_several_units_is_coordinated(entered: Register) -> Claim:
    """An organ of the city brings together the units of its system that a case touches.

    信访案件涉及本系统数个单位的，市级机关须组织协调。
    """
    by, units = entered.by, entered.matter.involves
    several = one_of(
        units, lambda p: below(p, by) & one_of(units, lambda q: below(q, by) & (p != q))
    )
    done = some(BringTogether, lambda c: c.same_matter(entered) & continues(c.by, by))
    return (
        when(municipal(by), several)
        .require(done)
        .by(period(entered.day).plus(limit(D_MUN_COORD)))
        .unless("withdrawal", withdrawal(entered))
        .on(entered.by)
    )


@rule("MUN-9.4a", article="9 (4)", modality=Modality.OBLIGATION)
def coordination_goes_on_until_the_case_is_closed(begun: Coordinate) -> Claim:
    """A case whose handling an organ of the city coordinates is closed in the end.

    市级机关组织协调的案件，须协调至结案。

    No time is set: until the case is closed this is pending, never broken.
    """
    closed = some(Closing, lambda c: c.same_matter(begun) & (begun.day <= c.day))
    return (
        when(municipal(begun.by))
        .require(closed)
        .unless("withdrawal", withdrawal(begun))
        .on(begun.by)
    )
