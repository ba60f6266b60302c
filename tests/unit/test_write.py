"""What the rule language refuses while a rule is being written: at import, never at a verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from constraints.acts import (
    Accept,
    Deliver,
    Extend,
    Opinion,
    ReviewOpinion,
    ReviewRequest,
    Submit,
)
from constraints.readings import SameMatterBy
from constraints.readings_handling import Completed
from constraints.sources import R22
from model.logic import nodes as n
from model.logic.declare import declare
from model.logic.handles import Act, Day, F, Party, kinds_of
from model.logic.readings import Reading, all_readings, default
from model.logic.rule import Modality, Rule
from model.logic.table import fingerprint
from model.logic.write import Claim, choose, choose_day, every, period, some, unsettled, when
from model.words import Field, Kind

SUBMIT = Submit(n.EventVar("s", (Kind.SUBMIT,)))
OPINION = Opinion(n.EventVar("o", (Kind.OPINION,)))


def ruled(function: Callable[..., Claim]) -> Rule:
    return declare("X-1", R22, article="1", modality=Modality.OBLIGATION)(function)


def untyped(f: F) -> object:
    """Returns the formula as one sees it who runs no type checker."""
    return f


# ---- formulas have no truth value ----------------------------------------------------------------


@pytest.mark.parametrize(
    "mistaken",
    [
        lambda: untyped(SUBMIT.has_name) and SUBMIT.has_address,
        lambda: untyped(SUBMIT.has_name) or SUBMIT.has_address,
        lambda: not untyped(SUBMIT.has_name),
        lambda: SUBMIT.day <= OPINION.day <= SUBMIT.received,
        lambda: 1 <= SUBMIT.representatives <= 5,
        lambda: SUBMIT.by in [OPINION.by],
    ],
    ids=["and", "or", "not", "chain of days", "chain of numbers", "in"],
)
def test_python_logic_on_formulas_is_refused(mistaken: Callable[[], object]) -> None:
    with pytest.raises(TypeError, match=r"use & \| ~ instead of and/or/not"):
        mistaken()


def test_a_party_is_no_dictionary_key() -> None:
    with pytest.raises(TypeError, match="not dictionary keys"):
        hash(SUBMIT.by)


def test_a_strict_comparison_is_the_negation_of_the_other_one() -> None:
    later_or_same = n.NotAfter(OPINION.day.node, SUBMIT.day.node)
    assert (SUBMIT.day < OPINION.day).node == n.Not(later_or_same)
    assert (OPINION.day > SUBMIT.day).node == n.Not(later_or_same)
    assert (SUBMIT.day >= OPINION.day).node == later_or_same


# ---- choices by readings -------------------------------------------------------------------------


def test_a_choice_has_every_value_of_its_reading() -> None:
    with pytest.raises(TypeError, match=r"IP-41 must have every value.* missing: `delivered`"):
        choose({Completed.ISSUED: SUBMIT.has_name})
    with pytest.raises(TypeError, match=r"IP-41 must have every value.* missing: `issued`"):
        choose_day({Completed.DELIVERED: SUBMIT.day})


def test_a_choice_is_by_one_reading() -> None:
    branches: dict[Reading, F] = {
        Completed.ISSUED: SUBMIT.joint,
        SameMatterBy.ATTESTED: SUBMIT.joint,
    }
    with pytest.raises(TypeError, match=r"one reading, here of IP-13, IP-41"):
        choose(branches)
    with pytest.raises(TypeError, match="one reading, here of none"):
        choose({})


def test_a_choice_keeps_the_order_of_the_reading() -> None:
    made = choose({Completed.DELIVERED: SUBMIT.joint, Completed.ISSUED: SUBMIT.has_name}).node
    assert made == n.Choose(
        "IP-41", (("issued", SUBMIT.has_name.node), ("delivered", SUBMIT.joint.node))
    )


def test_a_reading_has_exactly_one_default() -> None:
    with pytest.raises(TypeError, match="XX-1 must have exactly one default, has 2"):

        class Torn(Reading, id="XX-1", zh="何者为准？", en="which?"):  # pyright: ignore[reportUnusedClass]
            ONE = default("一", "one", "nobody")
            TWO = default("二", "two", "nobody")

    assert "XX-1" not in all_readings()


def test_a_reading_is_declared_once() -> None:
    with pytest.raises(TypeError, match="IP-41 is declared twice"):

        class Again(Reading, id="IP-41", zh="何时办结？", en="when?"):  # pyright: ignore[reportUnusedClass]
            ONE = default("一", "one", "nobody")

    assert all_readings()["IP-41"] is Completed


# ---- claims --------------------------------------------------------------------------------------


def test_only_an_answer_takes_a_day_and_only_one() -> None:
    request = SUBMIT
    answered = when().require(some(Opinion, lambda o: o.answers(request)))
    with pytest.raises(TypeError, match="takes a day, and only one"):
        answered.by(request.day).by(request.day)
    with pytest.raises(TypeError, match="takes a day, and only one"):
        when().hold(request.joint).by(request.day)
    with pytest.raises(TypeError, match="takes a day, and only one"):
        when().forbid(request.joint).by(request.day)


def test_a_bearer_is_a_party_of_an_event() -> None:
    anybody = Party(n.PartyVar("p"), SUBMIT.day.node)
    with pytest.raises(TypeError, match="a bearer must be a party of a trigger event"):
        when().hold(SUBMIT.joint).on(anybody)


# ---- rules ---------------------------------------------------------------------------------------


def well_formed(request: ReviewRequest) -> Claim:
    """The review is answered.

    复查应当答复。
    """
    answered = some(ReviewOpinion, lambda o: o.answers(request))
    return when().require(answered).by(period(request.received).plus(30)).on(request.to)


def test_a_well_formed_rule_is_accepted() -> None:
    rule = ruled(well_formed)
    assert (rule.en, rule.zh) == ("The review is answered.", "复查应当答复。")
    assert rule.triggers == (n.EventVar("request", (Kind.REVIEW_REQUEST,)),)
    assert rule.bearer == n.PartyOf(rule.triggers[0], Field.TO)


def test_a_rule_is_stated_in_chinese() -> None:
    def only_english(request: ReviewRequest) -> Claim:
        """The review is answered."""
        return well_formed(request)

    def twice_english(request: ReviewRequest) -> Claim:
        """The review is answered.

        And soon.
        """
        return well_formed(request)

    def silent(request: ReviewRequest) -> Claim:
        return well_formed(request)

    for function in (only_english, twice_english, silent):
        with pytest.raises(TypeError, match="needs a statement in English and one in Chinese"):
            ruled(function)


def test_a_wrapped_chinese_statement_is_put_together_without_spaces() -> None:
    def wrapped(request: ReviewRequest) -> Claim:
        """The review
        is answered.

        复查应当，
        自收到起 30 日内
        答复。
        """
        return well_formed(request)

    rule = ruled(wrapped)
    assert (rule.en, rule.zh) == ("The review is answered.", "复查应当，自收到起 30 日内答复。")


def test_a_trigger_is_an_event_type() -> None:
    def of_a_number(request: int) -> Claim:
        """One.

        一。
        """
        raise AssertionError(request)

    def of_any_act(act: Act) -> Claim:
        """One.

        一。
        """
        raise AssertionError(act)

    with pytest.raises(TypeError, match="parameter `request` must be an event type"):
        ruled(of_a_number)
    with pytest.raises(TypeError, match="`Act` names no kind of event"):
        ruled(of_any_act)
    assert kinds_of(Extend) == (Kind.EXTEND,)


def test_four_triggers_are_refused() -> None:
    def crowded(a: Submit, b: Accept, c: Opinion, d: Deliver) -> Claim:
        """Too many.

        过多。
        """
        return when(a.precedes(b), c.precedes(d)).hold(a.joint).on(a.to)

    with pytest.raises(TypeError, match=r"rule X-1 .*one to 3 triggers, this has 4"):
        ruled(crowded)


def test_no_trigger_is_refused() -> None:
    def lonely() -> Claim:
        """None.

        无。
        """
        return when().hold(SUBMIT.joint).on(SUBMIT.to)

    with pytest.raises(TypeError, match=r"rule X-1 .*one to 3 triggers, this has 0"):
        ruled(lonely)


def three_deep(request: ReviewRequest) -> F:
    return some(
        ReviewOpinion,
        lambda o: (
            o.answers(request)
            & some(Deliver, lambda d: d.answers(o) & some(Submit, lambda s: d.precedes(s)))
        ),
    )


def test_events_nested_three_deep_are_refused() -> None:
    def deep(request: ReviewRequest) -> Claim:
        """Too deep.

        过深。
        """
        return when().require(three_deep(request)).on(request.to)

    with pytest.raises(TypeError, match="nested 2 deep, here 3"):
        ruled(deep)


def test_a_search_that_could_stand_outside_does_not_count_as_nested() -> None:
    def flat(request: ReviewRequest) -> Claim:
        """Written one inside the other only.

        仅写法嵌套。
        """
        free = some(Submit, lambda s: s.precedes(request))
        inside = some(Deliver, lambda d: d.precedes(request) & free)
        return (
            when()
            .require(some(ReviewOpinion, lambda o: o.answers(request) & inside))
            .on(request.to)
        )

    assert ruled(flat).id == "X-1"


def absence(request: ReviewRequest) -> F:
    return ~some(ReviewOpinion, lambda o: o.answers(request))


def test_a_required_absence_is_refused() -> None:
    def empty_handed(request: ReviewRequest) -> Claim:
        """Nothing must come.

        不得有。
        """
        return when().require(absence(request)).on(request.to)

    def hidden(request: ReviewRequest) -> Claim:
        """Nothing must come, under one reading.

        一说不得有。
        """
        branches = {Completed.ISSUED: absence(request), Completed.DELIVERED: ~absence(request)}
        return when().require(choose(branches)).on(request.to)

    for function in (empty_handed, hidden):
        with pytest.raises(TypeError, match="must not be the absence of an event; use forbid"):
            ruled(function)


def test_an_absence_excuses_nobody() -> None:
    def lazy(request: ReviewRequest) -> Claim:
        """Excused by silence.

        以沉默为由。
        """
        asked = some(ReviewOpinion, lambda o: o.answers(request))
        return when().require(asked).unless("silence", absence(request)).on(request.to)

    with pytest.raises(TypeError, match="an exception must not be the absence of an event"):
        ruled(lazy)


# ---- names and fingerprints ----------------------------------------------------------------------


def test_variables_are_named_by_the_source_text_and_the_depth() -> None:
    made = some(Opinion, lambda o: some(Deliver, lambda d: d.answers(o))).node
    assert isinstance(made, n.Some)
    assert made.var.name == "o1"
    assert isinstance(made.where, n.Some)
    assert made.where.var.name == "d2"
    again = every(SUBMIT.petitioners, lambda p: p == SUBMIT.by).node
    assert isinstance(again, n.EveryMember)
    assert again.var.name == "p1", "a search that is over leaves no trace in the next one's names"


def test_the_fingerprint_is_of_the_formula_not_of_the_words() -> None:
    def reworded(request: ReviewRequest) -> Claim:
        """Quite other words.

        另一种说法。
        """
        return well_formed(request)

    def longer(request: ReviewRequest) -> Claim:
        """The review is answered.

        复查应当答复。
        """
        answered = some(ReviewOpinion, lambda o: o.answers(request))
        return when().require(answered).by(period(request.received).plus(31)).on(request.to)

    assert fingerprint(ruled(reworded)) == fingerprint(ruled(well_formed))
    assert fingerprint(ruled(longer)) != fingerprint(ruled(well_formed))


def test_a_question_nobody_answers_names_its_reading() -> None:
    assert unsettled(Completed).node == n.Unsettled("IP-41")


def test_the_end_of_a_period_keeps_its_steps_in_order() -> None:
    end = period(Day(n.DayConst(738_000))).plus(60).plus(30).end.node
    assert isinstance(end, n.PeriodEnd)
    assert [step.amount for step in end.steps] == [n.NumberConst(60), n.NumberConst(30)]
