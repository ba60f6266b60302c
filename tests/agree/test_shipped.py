"""The engines agree on the shipped cases: drawn histories seldom reach the rules of the sources
that bind particular organs."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from constraints.registry import all_rules
from model.history import Event, History
from model.logic.meaning import instances
from model.logic.rule import Rule
from tests.agree.histories import some_completion
from tests.agree.test_complete import check_folding, check_solver
from tests.laws.test_scenarios import CASES, loaded, slug

OF_POLICE = tuple(r for r in all_rules().values() if r.source == "PS")


@pytest.mark.parametrize("rule", OF_POLICE, ids=lambda rule: rule.id)
def test_the_engines_agree_on_the_cases_of_a_rule(rule: Rule) -> None:
    assert sum(engaged(rule, name) for name in ("good", "bad"))


def engaged(rule: Rule, name: str) -> int:
    """Compares the engines on a completion of one case; returns how often the rule is engaged."""
    rng, times = Random(f"{rule.id} {name}"), 0
    case = loaded(CASES / rule.source / slug(rule.id) / f"{name}.json").history
    history = some_completion(as_of_their_matter(case), rng, timed=True)
    assert history is not None
    for events in instances(rule, history):
        if check_folding(rule, events, history, rng, settled=False):
            times += 1
            check_solver(rule, events, history, rng, settled=False)
    return times


def as_of_their_matter(history: History) -> History:
    """Returns the history with what is known of a matter said of its events too, so that a
    completion draws nothing else for them."""

    def known(e: Event) -> Event:
        of_the_matter = history.matters[e.matter].facts.items()
        facts = {fact: truth for fact, truth in of_the_matter if truth.known}
        return replace(e, facts={**facts, **e.facts})

    return replace(history, events=tuple(known(e) for e in history.events))
