"""Articles of Order 79 from outside the given text: sorting (22), notice (23), handling (24).

Their text and numbers rest on secondary copies found on the web; the number of the first is
inferred. Every rule here says so.
"""

from __future__ import annotations

from constraints.acts import (
    Accept,
    Assign,
    ClosingReport,
    DecisionNotice,
    Forwarding,
    HearStatement,
    Opinion,
    RefusalNotice,
    ResultReport,
    Submit,
)
from constraints.acts_receiving import SpokenNotice
from constraints.notices import says_where
from constraints.parties import goes_back, one_of
from constraints.public_security_79.acts import (
    Bulletin,
    InternalReply,
    NameUnit,
    NotAccepted,
    NoticeGiven,
    Outcome,
    PublicHearing,
    Registered,
    Sorting,
    SpecialForce,
    TakingUp,
    TellRoute,
)
from constraints.public_security_79.limits import P_PS_BULLETIN
from constraints.public_security_79.readings import HearingRules
from constraints.public_security_79.terms import (
    below,
    higher,
    in_hand,
    in_hand_below,
    is_police,
    matter_below,
    nobody_known,
    one_house,
    own_matter,
    police_business,
)
from constraints.regulations_2022.chapter_3 import agreed_to_take_back, another_day_set
from constraints.sources import PS, R22
from constraints.terms import (
    clear_identity,
    for_a_legal_channel,
    litigation_begins,
    told_on,
    withdrawal,
)
from model.logic import nodes as n
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    TRUE,
    Act,
    Claim,
    Day,
    F,
    choose,
    limit,
    period,
    some,
    when,
)
from model.words import Fact, Level

rule = rules_of(PS)

SORTING_DAYS = 15
NOTICE_DAYS = 15


def by_the_receiver(x: Act, raised: Submit) -> F:
    """The organ a matter was raised with does something about it."""
    return x.answers(raised) & one_house(x.by, raised.to)


def elsewhere(raised: Submit) -> F:
    """The matter is no police business, or belongs to another legal procedure."""
    return ~police_business(raised) | for_a_legal_channel(raised)


@rule("PS-X22.0", article="22 (outside the given text)", modality=Modality.OBLIGATION)
def what_is_raised_is_registered_and_sorted(raised: Submit) -> Claim:
    """The petition office of a public security organ registers what is raised and sorts it within
    15 days: not accepted, accepted, or passed down.

    公安机关信访部门收到信访事项应予登记，并在十五日内分别作出不予受理、受理或者转送交办的处理。

    From outside the given text.
    """
    registered = some(Registered, lambda x: by_the_receiver(x, raised))
    sorted_ = some(Sorting, lambda x: by_the_receiver(x, raised))
    return (
        when(is_police(raised.to), ~in_hand(raised))
        .require(registered & sorted_)
        .by(period(raised.received).plus(SORTING_DAYS))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("PS-X22.1", article="22 (1) (outside the given text)", modality=Modality.OBLIGATION)
def what_belongs_elsewhere_is_refused_and_the_way_shown(raised: Submit) -> Claim:
    """What is no business of the police, or belongs to litigation, arbitration or reconsideration,
    is refused within 15 days and the petitioner told where to turn.

    不属公安机关职权或者应经诉讼、仲裁、复议等途径解决的，十五日内不予受理并告知信访人应循的途径。

    From outside the given text.
    """
    decided = some(NotAccepted, lambda x: by_the_receiver(x, raised))
    refused = decided | some(RefusalNotice, lambda x: by_the_receiver(x, raised))

    def told(x: TellRoute | RefusalNotice) -> F:
        return by_the_receiver(x, raised) & x.to.in_(raised.petitioners)

    pointed = some(TellRoute, told)
    shown = pointed | some(RefusalNotice, lambda x: told(x) & says_where(x))
    return (
        when(is_police(raised.to), elsewhere(raised))
        .require(refused & (shown | ~clear_identity(raised, direct=True)))
        .by(period(raised.received).plus(SORTING_DAYS))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("PS-X22.2", article="22 (2) (outside the given text)", modality=Modality.OBLIGATION)
def ones_own_matter_is_accepted_and_a_unit_named(raised: Submit) -> Claim:
    """A matter of one's own jurisdiction is accepted within 15 days and the unit that handles it is
    named.

    属本级管辖的，十五日内受理并确定办理单位。

    From outside the given text.
    """
    accepted = some(Accept, lambda x: by_the_receiver(x, raised))
    named = some(NameUnit, lambda x: x.same_matter(raised) & one_house(x.by, raised.to))
    return (
        when(
            is_police(raised.to),
            own_matter(raised),
            ~elsewhere(raised),
            ~in_hand(raised),
        )
        .require(accepted & named)
        .by(period(raised.received).plus(SORTING_DAYS))
        .unless("litigation", litigation_begins(raised))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


def passed_down(raised: Submit) -> F:
    """The matter is passed on to a lower police organ competent for it, or its petition office."""

    def to_the_competent(f: Forwarding) -> F:
        there = one_of(raised.matter.competent, lambda q: one_house(f.to, q) & below(q, raised.to))
        return by_the_receiver(f, raised) & there

    return some(Forwarding, to_the_competent)


@rule("PS-X22.3a", article="22 (3) (outside the given text)", modality=Modality.OBLIGATION)
def a_matter_of_a_lower_organ_is_passed_down(raised: Submit) -> Claim:
    """A matter of a lower public security organ's jurisdiction is transferred or assigned to it
    within 15 days.

    属下级公安机关管辖的，十五日内转送或者交办该下级公安机关。

    From outside the given text.
    """
    return (
        when(
            is_police(raised.to),
            matter_below(raised),
            ~own_matter(raised),
            ~elsewhere(raised),
        )
        .require(passed_down(raised))
        .by(period(raised.received).plus(SORTING_DAYS))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("PS-X22.3b", article="22 (3) (outside the given text)", modality=Modality.OBLIGATION)
def an_assigned_matter_is_reported_as_completed(sent: Assign) -> Claim:
    """A lower public security organ assigned a matter with a limit hands in a report of completion
    within it.

    交办并限期的，下级公安机关应在期限内报告结果并提交办结报告。

    A result reported in writing is such a report too. From outside the given text.
    """

    def back(r: ClosingReport | ResultReport) -> F:
        return r.answers(sent) & goes_back(r, sent)

    completed = some(ClosingReport, back)
    written = some(ResultReport, lambda r: back(r) & r.written)
    return (
        when(
            is_police(sent.by),
            is_police(sent.to),
            higher(sent.by, sent.to),
            sent.has_limit,
        )
        .require(completed | written)
        .by(sent.limit)
        .unless("returned", agreed_to_take_back(sent))
        .unless("another day set", another_day_set(sent))
        .unless("withdrawal", withdrawal(sent))
        .on(sent.to)
    )


@rule("PS-X22.4", article="22 (outside the given text)", modality=Modality.OBLIGATION)
def the_lower_organ_decides_in_fifteen_days_and_says_so(sent: Forwarding) -> Claim:
    """A public security organ decides within 15 days of receipt whether it accepts what a higher
    one passed down, and tells the petitioner in writing.

    下级公安机关自收到上级转送、交办事项起十五日内决定是否受理，并书面告知信访人。

    A repeat of what the lower organ has in hand calls for no second decision. From outside the
    given text.
    """
    decided = some(TakingUp, lambda x: x.answers(sent) & one_house(x.by, sent.to))
    nobody_to_tell = some(
        Submit,
        lambda s: sent.answers(s) & ~clear_identity(s, direct=True),
        at=lambda _: sent.day,
        recorded_only=True,
    )
    told = some(
        DecisionNotice,
        lambda x: (
            x.answers(sent)
            & one_house(x.by, sent.to)
            & x.to.in_(sent.matter.petitioners)
            & x.written
        ),
        at=told_on,
    )
    return (
        when(is_police(sent.by), is_police(sent.to), higher(sent.by, sent.to), ~in_hand_below(sent))
        .require(decided & told)
        .by(period(sent.received).plus(NOTICE_DAYS))
        .unless("nobody to tell", decided & nobody_to_tell)
        .unless("returned", agreed_to_take_back(sent))
        .unless("withdrawal", withdrawal(sent))
        .on(sent.to)
    )


def next_bulletin(sent: Bulletin) -> F:
    """The same organ sends the same addressee another one."""
    return some(
        Bulletin,
        lambda b: (b.by == sent.by) & (b.to == sent.to) & sent.precedes(b),
    )


@rule("PS-X22.5a", article="22 (outside the given text)", modality=Modality.OBLIGATION)
def the_state_of_petitions_goes_down_periodically(sent: Bulletin) -> Claim:
    """The petition office of a public security organ of a prefecture or higher tells the next lower
    ones periodically how petitions stand.

    地市级以上公安机关信访部门应定期向下一级通报信访情况。

    Judged only where the record attests that it lists every bulletin. From outside the given text.
    """
    high = sent.by.of_level(Level.PREFECTURE, Level.PROVINCE, Level.CENTRE)
    down = is_police(sent.by) & is_police(sent.to) & higher(sent.by, sent.to)
    return (
        when(high, down, sent.attested(Fact.ALL_LISTED))
        .require(next_bulletin(sent))
        .by(period(sent.day).plus(limit(P_PS_BULLETIN)))
        .on(sent.by)
    )


@rule("PS-X22.5b", article="22 (outside the given text)", modality=Modality.OBLIGATION)
def the_state_of_petitions_is_reported_up_periodically(sent: Bulletin) -> Claim:
    """A lower public security organ reports periodically to the one above how the matters passed
    down to it stand.

    下级公安机关应定期向上一级报告转送事项的办理情况。

    Judged only where the record attests that it lists every report. From outside the given text.
    """
    up = is_police(sent.by) & is_police(sent.to) & higher(sent.to, sent.by)
    return (
        when(up, sent.attested(Fact.ALL_LISTED))
        .require(next_bulletin(sent))
        .by(period(sent.day).plus(limit(P_PS_BULLETIN)))
        .on(sent.by)
    )


def notified(raised: Submit) -> F:
    """The petitioner is told in writing what becomes of the matter."""
    return some(
        NoticeGiven,
        lambda x: by_the_receiver(x, raised) & x.to.in_(raised.petitioners) & x.written,
        at=told_on,
    )


@rule("PS-X23a", article="23 (outside the given text)", modality=Modality.OBLIGATION)
def the_petitioner_is_told_in_writing_in_fifteen_days(raised: Submit) -> Claim:
    """A public security organ that a matter was raised with tells the petitioner in writing within
    15 days, unless name or address is unclear.

    公安机关收到信访事项，应在十五日内书面告知信访人；姓名、住址不清的除外。

    From outside the given text.
    """
    return (
        when(is_police(raised.to), clear_identity(raised, direct=True), ~in_hand(raised))
        .require(notified(raised))
        .by(period(raised.received).plus(NOTICE_DAYS))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("PS-X23b", article="23 (outside the given text)", modality=Modality.OBLIGATION)
def what_can_be_told_on_the_spot_is(raised: Submit) -> Claim:
    """Where it can be said at once whether a matter is accepted, the petitioner is told so in
    writing the same day, unless name or address is unclear.

    能够当场答复是否受理的，应当场书面答复；姓名、住址不清的除外。

    From outside the given text. On the spot: the day of receipt. Who was told on the spot could be.
    """
    told_at_once = some(SpokenNotice, lambda x: by_the_receiver(x, raised) & x.on_spot)
    return (
        when(
            is_police(raised.to),
            clear_identity(raised, direct=True),
            raised.attested(Fact.CAN_TELL_NOW) | told_at_once,
        )
        .require(notified(raised))
        .by(raised.received)
        .on(raised.to)
    )


@rule("PS-X24.1", article="24 (outside the given text)", modality=Modality.CONDITION)
def the_petitioner_is_heard_before_the_result(given: Outcome) -> Claim:
    """A public security organ hears the petitioner before it says what came of the matter.

    办理信访事项应听取信访人陈述事实和理由，然后作出处理。

    Said by an opinion or, where there is none yet, by a reply or a notice once the department has
    reported the result. From outside the given text.
    """
    reported = some(
        InternalReply,
        lambda r: r.same_matter(given) & (r.day <= given.day),
        recorded_only=True,
    )
    opined = some(
        Opinion,
        lambda o: o.same_matter(given) & (o.day <= given.day),
        recorded_only=True,
    )
    said = given.is_a(Opinion) | (~opined & reported)
    heard = some(
        HearStatement,
        lambda h: (
            h.same_matter(given)
            & (one_house(h.by, given.by) | below(h.by, given.by))
            & h.precedes(given)
        ),
    )
    return when(is_police(given.by), said).hold(heard | nobody_known(given)).on(given.by)


@rule("PS-X24.2a", article="24 (outside the given text)", modality=Modality.OBLIGATION)
def hard_matters_get_people_of_their_own(accepted: Accept) -> Claim:
    """For a serious, complex or hard matter the chief of the public security organ brings people
    together who handle it.

    对重大、复杂、疑难的信访事项，公安机关负责人应组织专门力量办理。

    No number of days: it is open until it comes. Only where somebody said that the matter is such a
    one. From outside the given text.
    """
    hard = accepted.matter.serious | accepted.attested(Fact.HARD)
    return (
        when(is_police(accepted.by), hard)
        .require(
            some(
                SpecialForce,
                lambda x: x.same_matter(accepted) & one_house(x.by, accepted.by),
            )
        )
        .unless("withdrawal", withdrawal(accepted))
        .on(accepted.by)
    )


@rule("PS-X24.2b", article="24 (outside the given text)", modality=Modality.CONDITION)
def a_hearing_is_public(held: PublicHearing) -> Claim:
    """A hearing that a public security organ holds under the Regulations is public.

    公安机关依条例举行的听证，应公开举行。

    The Regulations referred to are those of 2005; whether, after their repeal, they are those of
    2022, which do not say that hearings are public, is a reading. From outside the given text.
    """
    repealed = Day(n.DayConst(R22.in_force_from or 0)) <= held.day
    under_2005 = choose({HearingRules.STATIC_2005: TRUE, HearingRules.DYNAMIC: ~repealed})
    return when(is_police(held.by), under_2005).hold(held.public).on(held.by)
