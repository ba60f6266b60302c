"""Part 2 (2): what is another unit's is passed on to it, and it answers."""

from __future__ import annotations

from constraints.acts import Assign
from constraints.caps import capped_by_article_34
from constraints.first_receipt.acts import (
    Answered,
    Filed,
    Handled,
    Informs,
    PassedOn,
    Received,
    Result,
    ResultTold,
)
from constraints.first_receipt.limits import (
    D_FR_FILE,
    D_FR_HANDLE,
    D_FR_HANDLE_OTHERWISE,
    D_FR_INFORM,
    D_FR_REPLY,
    D_FR_REPORT,
    D_FR_RESULT,
)
from constraints.first_receipt.readings import Informed
from constraints.first_receipt.terms import (
    by_the_first,
    goes_to_the_competent,
    is_bureau_of,
    is_first,
    is_first_result,
    is_the_bureau,
    may_learn_of,
    of_another_unit,
    reaches_the_bureau,
)
from constraints.parties import continues, one_of
from constraints.sources import FR
from constraints.terms import for_a_legal_channel, withdrawal
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import Claim, Day, F, choose, latest, limit, period, some, when

rule = rules_of(FR)


def passed_over(s: Received) -> F:
    """The first unit received what is one other unit's, and what no legal channel is open for."""
    return is_first(s) & of_another_unit(s) & ~for_a_legal_channel(s)


@rule("FR-2.2a", article="2 (2)", modality=Modality.OBLIGATION)
def the_petitioner_is_told_whose_the_matter_is(raised: Received) -> Claim:
    """If the matter is another unit's, the first unit informs the petitioner which one.

    不属于首访单位职权的，首访单位告知信访人有权处理的单位。
    """
    petitioner = some(Informs, lambda i: by_the_first(i, raised))
    unit = some(PassedOn, lambda p: goes_to_the_competent(p, raised))
    return (
        when(passed_over(raised))
        .require(
            choose(
                {
                    Informed.PETITIONER_OF_COMPETENT_UNIT: petitioner,
                    Informed.COMPETENT_UNIT: unit,
                }
            )
        )
        .by(period(raised.received).plus(limit(D_FR_INFORM)))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("FR-2.2b", article="2 (2)", modality=Modality.OBLIGATION)
def the_competent_unit_is_told(raised: Received) -> Claim:
    """The first unit reports the matter to the town or unit responsible for it, in writing or by
    phone: the record knows no other form, and sending it on is more than that. Not to a unit that
    the matter denounces.

    首访单位以书面或者电话向负责的乡镇、职能单位报告；转送、交办亦可。被检举的单位除外。
    """

    def told(p: PassedOn) -> F:
        return goes_to_the_competent(p, raised) & may_learn_of(p.to, p)

    somebody = one_of(raised.matter.competent, lambda q: (q != raised.to) & may_learn_of(q, raised))
    return (
        when(passed_over(raised), somebody)
        .require(some(PassedOn, told))
        .by(period(raised.received).plus(limit(D_FR_REPORT)))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


@rule("FR-2.2c", article="2 (2)", modality=Modality.OBLIGATION)
def the_bureau_has_it_on_record(raised: Received) -> Claim:
    """The first unit lets the county bureau have the matter on record.

    首访单位报县信访局备案。
    """
    return (
        when(passed_over(raised), ~is_the_bureau(raised))
        .require(some(Filed, lambda f: reaches_the_bureau(f, raised)))
        .by(period(raised.received).plus(limit(D_FR_FILE)))
        .unless("withdrawal", withdrawal(raised))
        .on(raised.to)
    )


# ---- what the unit responsible does --------------------------------------------------------------


def last_day_for_handling(told: PassedOn) -> Day:
    """The limit that the one who passed it on set; without one, the number is open."""
    open_ = capped_by_article_34(told, told.received, D_FR_HANDLE, D_FR_HANDLE_OTHERWISE)
    return latest(
        Assign, lambda a: a.is_(told) & a.has_limit, of=lambda a: a.limit, otherwise=open_
    )


def is_first_report(told: PassedOn, s: Received) -> F:
    """The unit was not told of the matter before."""
    return ~some(
        PassedOn,
        lambda p: p.same_matter(s) & (p.to == told.to) & p.precedes(told),
        recorded_only=True,
    )


@rule("FR-2.2d", article="2 (2)", modality=Modality.OBLIGATION)
def the_unit_responsible_handles_in_time(raised: Received, told: PassedOn) -> Claim:
    """The town or unit responsible handles the matter within the time set, from the report on.

    负责的乡镇、职能单位接到报告后，在规定时间内办理。
    """
    return (
        when(
            passed_over(raised),
            goes_to_the_competent(told, raised),
            is_first_report(told, raised),
        )
        .require(some(Handled, lambda r: r.same_matter(raised) & continues(r.by, told.to)))
        .by(last_day_for_handling(told))
        .unless("withdrawal", withdrawal(raised))
        .on(told.to)
    )


def by_the_unit_responsible(done: Result, s: Received) -> F:
    """The unit to which the first unit passed the matter gives its result."""

    def to_it(p: PassedOn) -> F:
        return goes_to_the_competent(p, s) & continues(done.by, p.to)

    return passed_over(s) & done.same_matter(s) & some(PassedOn, to_it) & is_first_result(done)


@rule("FR-2.2e", article="2 (2)", modality=Modality.OBLIGATION)
def the_unit_responsible_answers_the_petitioner(raised: Received, done: Result) -> Claim:
    """Having handled the matter, the unit responsible answers the petitioner in time, in whatever
    form.

    负责的单位办理后及时答复信访人，形式不限。
    """

    def answered(a: Answered) -> F:
        return a.same_matter(done) & continues(a.by, done.by) & (done.day <= a.day)

    return (
        when(by_the_unit_responsible(done, raised))
        .require(some(Answered, answered))
        .by(period(done.day).plus(limit(D_FR_REPLY)))
        .unless("withdrawal", withdrawal(raised))
        .on(done.by)
    )


@rule("FR-2.2f", article="2 (2)", modality=Modality.OBLIGATION)
def the_unit_responsible_reports_the_result(raised: Received, done: Result) -> Claim:
    """The unit responsible reports the result to the county bureau and to the first unit.

    负责的单位将结果报县信访局和首访单位。
    """

    def told(t: ResultTold) -> F:
        return t.same_matter(done) & continues(t.by, done.by) & (done.day <= t.day)

    bureau = some(ResultTold, lambda t: told(t) & is_bureau_of(t.to, raised.to))
    first = some(ResultTold, lambda t: told(t) & continues(t.to, raised.to))
    return (
        when(by_the_unit_responsible(done, raised))
        .require(bureau & first)
        .by(period(done.day).plus(limit(D_FR_RESULT)))
        .on(done.by)
    )
