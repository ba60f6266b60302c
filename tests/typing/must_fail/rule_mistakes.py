"""Mistakes of authors of rules: each marked line must be refused, each other line accepted."""

from __future__ import annotations

from constraints.acts import Deliver, Extend, Opinion, ReviewOpinion, ReviewRequest, Submit
from constraints.readings_handling import Completed
from constraints.sources import R22
from model.logic import nodes as n
from model.logic.declare import rules_of
from model.logic.rule import Modality
from model.logic.write import (
    DAYS,
    PETITIONERS,
    Claim,
    Day,
    Demanded,
    F,
    choose,
    choose_day,
    every,
    latest,
    period,
    some,
    when,
)
from model.words import Content, Fact, OrganKind

rule = rules_of(R22)


def counts(day: Day) -> Day:
    return day


def says(claim: Claim) -> Claim:
    return claim


def fine(request: ReviewRequest, given: Opinion, s: Submit) -> None:
    when(given.by == request.to)
    when(given.by != request.to)
    when(given.day <= request.received)
    when(s.representatives <= s.group_size)
    when(s.representatives.between(1, 5))
    when(given.attested(Fact.COMPLEX))
    when(given.states(Content.OPINION))
    when(request.to.of_kind(OrganKind.COURT))
    when(every(s.petitioners, lambda p: p == s.by))
    when(some(Extend, lambda x: x.answers(given) & x.approved_by_head))
    when(choose({Completed.ISSUED: s.has_name, Completed.DELIVERED: s.has_address}))


# ---- one sort for another ------------------------------------------------------------------------


def sorts(request: ReviewRequest, given: Opinion, s: Submit) -> None:
    when(given.matter == request.day)  # expect: mypy pyright
    when(given.by == request.day)  # expect: mypy pyright
    when(given.by == "yunhe-gov")  # expect: mypy pyright
    when(given.day == request.day)  # expect: mypy pyright
    when(given.day <= request.to)  # expect: mypy pyright
    when(given.day <= 30)  # expect: mypy pyright
    when(s.group_size <= s.day)  # expect: mypy pyright
    when(s.group_size == 5)  # expect: mypy pyright
    when(given.precedes(request.day))  # expect: mypy pyright
    when(request.to.in_(s.by))  # expect: mypy pyright
    when(s.petitioners.overlap(s.by))  # expect: mypy pyright
    when(s.has_name & s.day)  # expect: mypy pyright
    when(s.has_name & True)  # expect: mypy pyright
    when(not s.has_name)  # expect: mypy pyright
    when(s.has_name and s.has_address)  # expect: mypy
    when(s.has_name or s.has_address)  # expect: mypy


# ---- names and words -----------------------------------------------------------------------------


def names(given: Opinion, s: Submit, r: ReviewRequest) -> None:
    when(given.recieved <= s.day)  # expect: mypy pyright
    when(given.approved_by_head)  # expect: mypy pyright
    when(given.matter.competant.overlap(s.petitioners))  # expect: mypy pyright
    when(given.attested("complex"))  # expect: mypy pyright
    when(given.states("opinion"))  # expect: mypy pyright
    when(r.to.of_kind("court"))  # expect: mypy pyright
    when(given.is_a(r))  # expect: mypy pyright


# ---- searches ------------------------------------------------------------------------------------


def searches(given: Opinion, s: Submit) -> None:
    when(some(Deliver, lambda d: d.approved_by_head))  # expect: mypy pyright
    when(some(Extend, lambda x: x.day))  # expect: mypy pyright
    when(some(given, lambda x: x.written))  # expect: mypy pyright
    when(some(Opinion, lambda o: o.written, at=lambda o: o.by))  # expect: mypy pyright
    when(every(s.by, lambda p: p == s.by))  # expect: mypy pyright
    when(every(s.petitioners, lambda p: p.written))  # expect: mypy pyright


def extension_counts(x: Extend) -> F:
    return x.approved_by_head


def another_kind_of_event(given: Opinion) -> F:
    last = latest(Extend, extension_counts, of=lambda x: x.day, otherwise=given.day)
    return (given.day <= last) & some(Opinion, extension_counts)  # expect: mypy pyright


# ---- periods and readings ------------------------------------------------------------------------


def periods(given: Opinion, x: Extend) -> None:
    counts(period(given.day).plus(60).plus(x.days, DAYS).end)
    counts(period(given.day).plus("60").end)  # expect: mypy pyright
    counts(period(given.day).plus(x.day).end)  # expect: mypy pyright
    counts(period(given.by).plus(60).end)  # expect: mypy pyright
    counts(period(given.day).plus(5, "working").end)  # expect: mypy pyright
    counts(period(given.day).plus(60))  # expect: mypy pyright
    counts(given.day + 60)  # expect: mypy pyright


def readings(s: Submit) -> F:
    choose_day({Completed.ISSUED: s.day, Completed.DELIVERED: s.received})
    choose_day({Completed.ISSUED: s.by, Completed.DELIVERED: s.by})  # expect: mypy pyright
    choose({"issued": s.has_name, "delivered": s.has_name})  # expect: mypy pyright
    return choose({Completed.ISSUED: s.has_name, Completed.DELIVERED: s.day})  # expect: mypy pyright


# ---- claims --------------------------------------------------------------------------------------


@rule("X-1", article="1", modality=Modality.OBLIGATION)  # expect: mypy pyright
def nobody_bears_it(request: ReviewRequest) -> Demanded:
    """Whose it is was forgotten.

    未写明义务人。
    """
    return when().require(some(ReviewOpinion, lambda o: o.answers(request)))


def claims(request: ReviewRequest, given: Opinion) -> None:
    answered = some(ReviewOpinion, lambda o: o.answers(request))
    says(when().require(answered).by(period(request.received).plus(30)).on(request.to))
    says(when().require(answered).by(request.received).on(PETITIONERS))
    says(when().require(answered))  # expect: mypy pyright
    says(when().require(answered).by(30).on(request.to))  # expect: mypy pyright
    says(when().require(answered).on(given.day))  # expect: mypy pyright
    says(when().require(answered).on("yunhe-gov"))  # expect: mypy pyright
    says(when().require(answered).unless(given.written).on(given.by))  # expect: mypy pyright
    says(when().require(request.to).on(given.by))  # expect: mypy pyright
    says(when(given.by).require(answered).on(given.by))  # expect: mypy pyright
    says(when().require(answered).on(n.PartyVar("p")))  # expect: mypy pyright


@rule("X-2", article=2, modality=Modality.OBLIGATION)  # expect: mypy pyright
def an_article_is_text(request: ReviewRequest) -> Claim:
    """The number of an article is written as text.

    条款以文字标明。
    """
    return when().require(some(ReviewOpinion, lambda o: o.answers(request))).on(request.to)
