"""Whether two submissions rest on the same facts, and give the same reasons: what the record
says of it."""

from __future__ import annotations

from model.casefile.drafts import Draft
from model.history import Event, EventId, History, MatterId, Truth
from model.words import Fact


def same_as_of(
    draft: Draft, matters: dict[EventId, MatterId]
) -> dict[EventId, tuple[Truth, Truth]]:
    """Returns per event named by `same_as`: (same facts, same reasons). What is left out follows
    the matters: in one matter the facts are the same and the reasons unknown, in two neither is."""
    found: dict[EventId, tuple[Truth, Truth]] = {}
    for said in draft.record.same_as or ():
        one_matter = matters[said.event] == draft.matter
        facts = said.facts if "facts" in said.model_fields_set else one_matter
        reasons = said.reasons if "reasons" in said.model_fields_set else _unless(one_matter)
        found[said.event] = (Truth(facts), Truth(reasons))
    return found


def _unless(one_matter: bool) -> bool | None:
    return None if one_matter else False


def same_facts(history: History, a: Event, b: Event) -> Truth:
    """Returns whether submission `b` rests on the facts of the submission event `a` goes back
    to."""
    return _ground(history, a, b, Fact.SAME_FACTS)


def same_reasons(history: History, a: Event, b: Event) -> Truth:
    """Returns whether submission `b` gives the reasons of the submission event `a` goes back to."""
    return _ground(history, a, b, Fact.SAME_REASONS)


def _ground(history: History, a: Event, b: Event, fact: Fact) -> Truth:
    from model.logic.meaning import ground_between

    return ground_between(b, a, fact, history)
