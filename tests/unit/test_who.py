"""Whose time made it late: hand-made hand-overs, each with the days counted by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import pytest

from checker.tasks.explain import Explanation, Wish, explanations
from checker.tasks.instance import Options
from checker.tasks.who import Timing
from constraints.acts import Opinion, Submit
from constraints.sources import R22
from model.calendar import national_calendar
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.logic.declare import rules_of
from model.logic.rule import Modality, Rule
from model.logic.write import Claim, period, some, when
from tests.agree.histories import tree

BEGUN: Final = date(2024, 3, 11)
LIMIT: Final = 60  # to Friday 10 May 2024; no rolling over here
FIRST, SECOND, THIRD = "yunhe-xfj", "linjiang-housing", "yunhe-housing"

rule = rules_of(R22)


@rule("TEST-answered", article="1", modality=Modality.OBLIGATION)
def is_answered_in_time(raised: Submit) -> Claim:
    """What is raised is answered within sixty days of receipt by whoever is competent.

    收到后六十日内由有权处理的机关答复。
    """
    competent = raised.matter.competent
    done = some(Opinion, lambda o: o.same_matter(raised) & o.by.in_(competent))
    return when().require(done).by(period(raised.received).plus(LIMIT)).on(raised.to)


def day(after: int) -> str:
    return str(BEGUN + timedelta(after))


def timing(
    passed: list[tuple[int, str, str]],
    answered: int | None,
    *,
    received: int = 0,
    competent: str = THIRD,
    accepted: bool = True,
    doer: str | None = None,
    of: Rule = is_answered_in_time,
) -> Timing | None:
    """Who is found to have been slow: `passed`: after how many days, by whom, to whom."""
    raised = {"id": "s", "kind": "submit", "on": day(0), "by": "p1", "to": FIRST}
    events: list[dict[str, object]] = [{**raised, "received": day(received)}]
    last, holder = "s", FIRST
    for place, (after, by, to) in enumerate(passed):
        hand = {"id": f"t{place}", "kind": "transfer", "on": day(after), "by": by, "to": to}
        events.append({**hand, "refers": last})
        last, holder = f"t{place}", to
    if answered is not None:
        opinion = {"id": "o", "kind": "opinion", "on": day(answered), "by": doer or holder}
        if accepted:
            taken = max(passed[-1][0], received) if passed else received
            accept = {"id": "a", "kind": "accept", "on": day(taken), "by": holder}
            events.append({**accept, "refers": last})
        events.append({**opinion, "refers": "a" if accepted else "s"})
    matter = {"id": "m", "kind": "appeal", "petitioners": ["p1"], "competent": [competent]}
    document = {"case": "t", "as_of": day(200), "matters": [matter], "events": events}
    history = resolve(read_record(document), tree())
    options = Options(national_calendar(), pinned={"IP-03": "none"})
    (found,) = explanations(history, {of.id: of}, Wish(), options)
    assert isinstance(found, Explanation)
    return found.timing


def said(found: Timing | None) -> list[tuple[str, int, bool, int | None]]:
    assert found is not None
    return [(h.organ, h.left, h.alone, h.faster) for h in found.held]


def test_the_delay_is_split_between_two() -> None:
    """Fifty days and twelve: two days less by either would have been in time."""
    found = timing([(50, FIRST, THIRD)], 62)
    assert said(found) == [(FIRST, 60, True, 2), (THIRD, 10, True, 2)]
    assert found is not None
    assert (found.causes, found.lost) == ((FIRST, THIRD), None)


def test_the_answer_refers_to_the_submission_itself() -> None:
    """Then too the later holder's days count from when it got the matter."""
    found = timing([(50, FIRST, THIRD)], 62, accepted=False)
    assert said(found) == [(FIRST, 60, True, 2), (THIRD, 10, True, 2)]


def test_the_last_holder_is_innocent() -> None:
    found = timing([(62, FIRST, THIRD)], 63)
    assert said(found) == [(FIRST, 60, True, 3), (THIRD, -2, False, None)]
    assert found is not None
    assert (found.causes, found.lost) == ((FIRST,), 1)


def test_the_first_organ_used_the_whole_period() -> None:
    """On the sixtieth day there is still that day; the day after there is none."""
    on_the_last_day = timing([(60, FIRST, THIRD)], 61)
    assert said(on_the_last_day) == [(FIRST, 60, True, 1), (THIRD, 0, True, 1)]
    a_day_later = timing([(61, FIRST, THIRD)], 61)
    assert said(a_day_later) == [(FIRST, 60, True, 1), (THIRD, -1, False, None)]


def test_unavoidable_from_the_start() -> None:
    """The period began with a day long past when anybody got it."""
    found = timing([(72, FIRST, THIRD)], 75, received=70, of=counts_from_sending)
    assert said(found) == [(FIRST, -10, False, None), (THIRD, -12, False, None)]
    assert found is not None
    assert (found.causes, found.lost) == ((), 0)


@rule("TEST-sent", article="1", modality=Modality.OBLIGATION)
def counts_from_sending(raised: Submit) -> Claim:
    """What is raised is answered within sixty days of its day by whoever is competent.

    自提出之日起六十日内由有权处理的机关答复。
    """
    competent = raised.matter.competent
    done = some(Opinion, lambda o: o.same_matter(raised) & o.by.in_(competent))
    return when().require(done).by(period(raised.day).plus(LIMIT)).on(raised.to)


def test_a_middle_hand_alone_was_slow() -> None:
    """Five, fifty-five and five days: the one in the middle, and whoever could have spared five."""
    found = timing([(5, FIRST, SECOND), (60, SECOND, THIRD)], 65)
    assert said(found) == [(FIRST, 60, True, 5), (SECOND, 55, True, 5), (THIRD, 0, True, 5)]
    found = timing([(3, FIRST, SECOND), (60, SECOND, THIRD)], 65)
    assert said(found)[0] == (FIRST, 60, False, None)


def test_nobody_answered() -> None:
    """Whoever had it last could have; no speed of the first would have helped."""
    found = timing([(10, FIRST, THIRD)], None)
    assert said(found) == [(FIRST, 60, False, None), (THIRD, 50, True, None)]
    assert found is not None
    assert found.held[-1].latest == found.due


def test_nobody_answered_and_it_came_too_late() -> None:
    found = timing([(61, FIRST, THIRD)], None)
    assert said(found) == [(FIRST, 60, False, None), (THIRD, -1, False, None)]


def test_the_organ_that_could_answer_itself_and_passed_it_on() -> None:
    found = timing([(10, FIRST, THIRD)], None, competent=FIRST)
    assert said(found) == [(FIRST, 60, True, None), (THIRD, 50, False, None)]
    assert found is not None
    assert found.lost == 1


def test_passed_on_before_it_was_received() -> None:
    """Days as recorded may cross; whoever got it later had it later."""
    found = timing([(5, FIRST, THIRD)], 90, received=20, accepted=False)
    assert [h[0] for h in said(found)] == [THIRD, FIRST]


def test_after_a_reorganisation_the_successor_had_it_too() -> None:
    """The builders' office, merged into housing on 1 May, left it nine days."""
    found = timing([(1, FIRST, "yunhe-builders")], 70, doer=THIRD)
    assert found is not None
    assert [(h.organ, h.got, h.left) for h in found.held] == [
        (FIRST, "s", 60),
        ("yunhe-builders", "t0", 59),
        (THIRD, None, 9),
    ]
    assert THIRD in found.causes


def test_what_is_in_time_has_no_causes() -> None:
    assert timing([(50, FIRST, THIRD)], 60) is None


@pytest.mark.parametrize("used", [1, 30, 59, 60, 61, 80])
@pytest.mark.parametrize("own", [1, 15, 60, 61])
def test_of_two_hands_as_counted_by_hand(used: int, own: int) -> None:
    """But for the first: the second's own days fit into the limit. But for the second: the first
    left it a day."""
    found = timing([(used, FIRST, THIRD)], used + own)
    over = used + own - LIMIT
    if over <= 0:
        assert found is None
        return
    first = own <= LIMIT
    second = used <= LIMIT
    assert said(found) == [
        (FIRST, LIMIT, first, over if first else None),
        (THIRD, LIMIT - used, second, over if second else None),
    ]
