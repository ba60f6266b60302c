"""What is found once per history, or left out of a search, is what the plain meaning says."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.ground.cells import Cells
from checker.ground.explore import engageable
from checker.ground.index import index_of
from checker.ground.periods import Stop, count_on, plus_natural
from checker.ground.residual import BoolSymbol, CellName, IntSymbol, Lin, Piecewise, Symbol
from checker.ground.valuation import Valuation
from checker.tasks.instance import Options, judge, verdict_of, verdict_under
from constraints.registry import rules_of_sources
from model.calendar import national_calendar
from model.calendar.period import Gap, Segment, segments
from model.history import History
from model.logic.meaning import answers, instances, rests_on
from model.logic.readings import Grade, reading
from tests.agree.histories import drawn, some_completion, stipulated

OPTIONS = Options(national_calendar(), limits=stipulated())


def complete(seed: int) -> History:
    rng = Random(seed)
    found = some_completion(drawn(seed), rng, timed=True)
    assert found is not None
    return found


@pytest.mark.parametrize("seed", range(40))
def test_who_answers_whom(seed: int) -> None:
    history = complete(seed)
    index = index_of(history)
    for one in history.events:
        answering = [e for e in history.events if answers(e, one, history)]
        answered = [e for e in history.events if answers(one, e, history)]
        assert index.ids_answering(one.id) == {e.id for e in answering}
        for kind in {e.kind for e in history.events}:
            assert index.answering(one.id).get(kind, ()) == tuple(
                e for e in answering if e.kind is kind
            )
            assert index.answered_by(one.id).get(kind, ()) == tuple(
                e for e in answered if e.kind is kind
            )
        assert index.rests_on(one) == rests_on(one, history)


def test_bindings_left_out_are_not_engaged() -> None:
    left_out = 0
    for seed in range(40):
        history = drawn(seed, unknowns=0.2)
        for rule in rules_of_sources(("R22", "R05")).values():
            kept = list(engageable(rule, history, OPTIONS.calendar))
            every = list(instances(rule, history))
            assert kept == [events for events in every if events in kept]
            for events in every:
                if events not in kept:
                    left_out += 1
                    assert verdict_of(judge(rule, events, history, OPTIONS)) is None
    assert left_out > 800


def test_of_a_partial_record_no_binding_is_left_out() -> None:
    history = next(h for h in (drawn(s, partial=1.0) for s in range(50)) if h.open_kinds)
    for rule in rules_of_sources(("R22",)).values():
        assert list(engageable(rule, history, OPTIONS.calendar)) == list(instances(rule, history))


def test_the_verdict_under_one_value_is_the_verdict_with_that_value_pinned() -> None:
    asked = Counter[bool]()
    for seed in range(3):
        history = drawn(seed, unknowns=0.3)
        for rule in rules_of_sources(("R22",)).values():
            for events in engageable(rule, history, OPTIONS.calendar):
                judged = judge(rule, events, history, OPTIONS)
                for id in sorted({id for leaf, _ in judged.leaves for id, _ in leaf.readings}):
                    for value in reading(id).graded(Grade.DEFAULT, Grade.LIVE):
                        pinned = Options(
                            OPTIONS.calendar, pinned={id: value.word}, limits=OPTIONS.limits
                        )
                        expected = verdict_of(judge(rule, events, history, pinned))
                        found = verdict_under(judged, id, value.word, OPTIONS)
                        assert found is expected, (rule.id, events, id, value.word)
                        asked[judged.stopped] += 1
    assert asked[False] > 30
    assert asked[True] > 5


spans = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda s: (s[0], s[0] + s[1]))


def counted_by_hand(last: int, n_days: int, stretches: list[tuple[int, int]]) -> int:
    day, counted = last, 0
    while counted < n_days:
        day += 1
        counted += not any(first <= day <= end for first, end in stretches)
    return day


@given(st.integers(0, 20), st.integers(0, 30), st.lists(spans, max_size=5))
def test_stretches_that_do_not_count(
    last: int, n_days: int, stretches: list[tuple[int, int]]
) -> None:
    stops = [Stop(True, Lin(first), Lin(end)) for first, end in stretches]
    assert count_on(last, n_days, stops) == counted_by_hand(last, n_days, stretches)


unknown = st.tuples(spans, st.booleans())


@given(st.integers(0, 20), st.integers(0, 30), st.lists(unknown, max_size=5), st.booleans())
def test_stretches_that_may_not_count(
    last: int, n_days: int, stretches: list[tuple[tuple[int, int], bool]], dated: bool
) -> None:
    """Nobody knows whether there was a stretch and when it ended, nor when the period starts."""
    cells = Cells(complete(0))
    start = IntSymbol(CellName("e1", "on"), 0, 20)
    values: dict[Symbol, int | bool] = {start: last}
    stops: list[Stop] = []
    for place, ((first, end), there) in enumerate(stretches):
        was = BoolSymbol(CellName(f"h{place}", "was"))
        over = IntSymbol(CellName(f"h{place}", "over"), first, first + 12)
        values |= {was: there, over: end}
        stops.append(Stop(was, Lin(first), Lin(0, ((over, 1),))))
    begun = Lin(last) if dated else Lin(0, ((start, 1),))
    found = plus_natural(begun, Lin(n_days), tuple(stops), cells)
    those = [span for span, there in stretches if there]
    day = Valuation(values, cells.definitions).lin(found)
    assert day == Lin(counted_by_hand(last, n_days, those))


@given(st.integers(0, 40), st.integers(-5, 60), st.integers(1, 9), st.booleans())
def test_a_bound_on_a_step_function_bounds_its_argument(
    until: int, bound: int, every: int, known: bool
) -> None:
    def step(day: int) -> int:
        return -(-day // every) * every

    # What is known of a day is known of all days up to its value.
    until = step(until)
    gap = () if known else (Gap(until + 1, until + 5),)
    pieces = segments(step, 0, until)
    last = Piecewise(Lin(0), (*pieces, *gap)).last_at_most(bound)
    assert all(isinstance(piece, Segment) for piece in pieces)
    if last is None:
        assert not known
        assert bound > until
    else:
        assert all((step(day) <= bound) is (day <= last) for day in range(until + 1))
        assert known or bound <= until
