"""`explore vacuous`: rules that no continuation of a situation engages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from checker.tasks.explore import Solving, outcomes_of, search_of
from checker.tasks.explore_sets import NoAnswer, Unsure
from checker.tasks.explore_situation import Situation
from checker.tasks.instance import Options
from model.logic.meaning import Outcome
from model.logic.nodes import ReadingId
from model.logic.rule import Rule, Source


@dataclass(frozen=True)
class Engagement:
    """Which rules some continuation engages, which none does, and of which it is not known."""

    situation: Situation
    engaged: tuple[Rule, ...]
    vacuous: tuple[Rule, ...]
    unsure: tuple[tuple[Rule, Unsure], ...]
    readings: Mapping[ReadingId, str]
    """The readings asked, each with its one value."""


def engagement(
    situation: Situation, rules: Sequence[Rule], sources: Sequence[Source], options: Options
) -> Engagement:
    """Returns for each rule whether some continuation, replayed, has an instance of it whose
    condition is true: vacuous iff the solver refuted it however the law's open questions go."""
    search = search_of(situation, rules, sources, options)
    found: dict[str, bool | Unsure] = {
        r.id: False if r.id in search.engaged else Unsure.NOT_EXPRESSIBLE for r in rules
    }
    questions = search.unsettled()
    for values in product((False, True), repeat=len(questions)):
        solving = Solving(search, dict(zip(questions, values, strict=True)))
        for rule in rules:
            if found[rule.id] is False:
                found[rule.id] = _engaged(rule, solving)
    unsure = ((rule, found[rule.id]) for rule in rules)
    return Engagement(
        situation,
        tuple(r for r in rules if found[r.id] is True),
        tuple(r for r in rules if found[r.id] is False),
        tuple((rule, why) for rule, why in unsure if isinstance(why, Unsure)),
        search.ask.asked,
    )


def _engaged(rule: Rule, solving: Solving) -> bool | Unsure:
    try:
        model = solving.model(solving.search.engaged[rule.id])
    except NoAnswer as reason:
        return reason.why
    if model is None:
        return False
    _, world = solving.continuation(model)
    engaged = set(outcomes_of(rule, world)) - {Outcome.NOT_ENGAGED}
    return True if engaged else Unsure.ENGINES_DISAGREE
