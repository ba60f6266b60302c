"""A finding as labelled sentences, for tables of whatever program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from checker.show.cell_words import fact
from checker.show.html.view import NOTHING, View, events_of, sentence
from checker.show.lang import ENUMERATION, Text, joined
from checker.show.liability_words import LIABILITY, liabilities
from checker.show.people import bound_by, event_label
from checker.show.sentences import FACTS_USED, notes
from checker.tasks.findings import Finding

BOUND: Final = Text("义务人", "bound")
EVENTS: Final = Text("所涉事件", "events")


def entries(view: View, finding: Finding) -> Iterator[tuple[Text, str]]:
    """Yields all that is said of a finding, label by label, in the order of the page."""
    yield BOUND, view.say(bound_by(finding, view.history))
    for note in notes(finding, view.told):
        if note.label != FACTS_USED:
            yield note.label, sentence(note.text, view.lang)
    for said in liabilities(finding, view.report):
        yield LIABILITY, sentence(said, view.lang)
    if finding.proof is not None and finding.proof.facts:
        yield FACTS_USED, "\n".join(facts_of(view, finding))
    yield EVENTS, event_names(view, finding)


def facts_of(view: View, finding: Finding) -> list[str]:
    """Returns the facts that together prove a breach; none without a proof."""
    found = finding.proof.facts if finding.proof else ()
    return [sentence(fact(name, value, view.history), view.lang) for name, value in found]


def event_names(view: View, finding: Finding) -> str:
    """Returns the events a finding speaks of."""
    found = joined(map(event_label, events_of(finding, view.history)), ENUMERATION)
    return view.say(found) or NOTHING
