"""Limits without a number: firm where every admissible number agrees, else a number flips."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import pytest

from checker.tasks.check import check
from checker.tasks.findings import Cause, Finding, Verdict
from checker.tasks.instance import Options
from constraints.acts import Register, Submit
from constraints.sources import R22
from model.calendar import national_calendar
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.logic.declare import rules_of
from model.logic.limits import open_limit
from model.logic.rule import Modality, Rule
from model.logic.write import Claim, limit, period, some, when
from tests.agree.histories import tree

ANCHORED: Final = open_limit(
    "D_TEST_ANCHORED", zh="及时", en="in time", stipulated=5, anchor=15, source="a test"
)
FREE: Final = open_limit(
    "D_TEST_FREE", zh="尽快", en="soon", stipulated=5, anchor=None, source="a test"
)
BEGUN: Final = date(2024, 3, 4)  # a Monday; no holiday within twenty days

rule = rules_of(R22)


@rule("TEST-anchored", article="1", modality=Modality.OBLIGATION)
def registers_in_time(raised: Submit) -> Claim:
    """What is raised is registered in time, fifteen days at the most.

    收到后应及时登记，至迟十五日。
    """
    done = some(Register, lambda r: r.answers(raised))
    return when().require(done).by(period(raised.day).plus(limit(ANCHORED))).on(raised.to)


@rule("TEST-free", article="1", modality=Modality.OBLIGATION)
def registers_soon(raised: Submit) -> Claim:
    """What is raised is registered soon.

    收到后应尽快登记。
    """
    done = some(Register, lambda r: r.answers(raised))
    return when().require(done).by(period(raised.day).plus(limit(FREE))).on(raised.to)


def found(of: Rule, *, after: int | None, as_of: int = 200, limits: dict[str, int]) -> Finding:
    """Returns the finding on a submission registered so many days later, or never."""
    events: list[dict[str, object]] = [
        {"id": "s", "kind": "submit", "on": str(BEGUN), "by": "p1", "to": "yunhe-housing"}
    ]
    if after is not None:
        on = str(BEGUN + timedelta(after))
        by = "yunhe-housing"
        events.append({"id": "r", "kind": "register", "on": on, "by": by, "refers": "s"})
    record = read_record(
        {
            "case": "t",
            "as_of": str(BEGUN + timedelta(as_of)),
            "matters": [{"id": "m", "kind": "appeal", "petitioners": ["p1"]}],
            "events": events,
        }
    )
    history = resolve(record, tree())
    options = Options(national_calendar(), pinned={"IP-03": "none"}, limits=limits)
    (finding,) = check(history, {of.id: of}, [R22], options).findings
    return finding


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        (0, Verdict.SATISFIED),  # on the day itself: in time for every number
        (1, Verdict.UNDETERMINED),
        (15, Verdict.UNDETERMINED),
        (16, Verdict.VIOLATED),  # beyond the anchor: late for every number
        (None, Verdict.VIOLATED),
    ],
)
def test_unset_every_admissible_number_must_agree(after: int | None, verdict: Verdict) -> None:
    assert found(registers_in_time, after=after, limits={}).verdict is verdict


@pytest.mark.parametrize("after", [1, 7, 15])
def test_the_flip_value_is_the_smallest_number_that_complies(after: int) -> None:
    finding = found(registers_in_time, after=after, limits={})
    assert finding.cause is Cause.OPEN_LIMIT
    (flip,) = finding.flips
    assert (flip.days, flip.then) == (after, Verdict.SATISFIED)
    proposed = Verdict.SATISFIED if after <= ANCHORED.stipulated else Verdict.VIOLATED
    assert flip.under_stipulated is proposed
    under = found(registers_in_time, after=after, limits={ANCHORED.id: after})
    below = found(registers_in_time, after=after, limits={ANCHORED.id: after - 1})
    assert (under.verdict, below.verdict) == (Verdict.SATISFIED, Verdict.VIOLATED)


def test_a_breach_of_every_number_is_counted_from_the_anchor() -> None:
    finding = found(registers_in_time, after=20, limits={})
    assert finding.longest == (ANCHORED.id,)
    assert finding.due == (BEGUN + timedelta(15)).toordinal()
    assert finding.days_late == 5


@pytest.mark.parametrize(("after", "flip"), [(40, 40), (None, 200)])
def test_without_an_anchor_no_delay_is_a_sure_breach(after: int | None, flip: int) -> None:
    finding = found(registers_soon, after=after, limits={})
    assert finding.verdict is Verdict.UNDETERMINED
    assert finding.flips[0].days == flip
    then = Verdict.SATISFIED if after else Verdict.PENDING
    assert finding.flips[0].then is then


def test_a_limit_set_by_the_user_is_a_number_like_any_other() -> None:
    set_ = {FREE.id: 3}
    assert found(registers_soon, after=3, limits=set_).verdict is Verdict.SATISFIED
    late = found(registers_soon, after=4, limits=set_)
    assert (late.verdict, late.days_late, late.flips) == (Verdict.VIOLATED, 1, ())


def test_a_proposal_beyond_the_anchor_is_refused() -> None:
    with pytest.raises(TypeError, match=r"16 days are not 0\.\.15"):
        open_limit("D_TEST_BAD", zh="a", en="a", stipulated=16, anchor=15, source="a test")
