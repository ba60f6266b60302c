"""One case as the page shows it: its language, its anchors, and links between its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from xml.etree.ElementTree import Element

from checker.show.glossary import VERDICTS
from checker.show.html.dom import Inside, el
from checker.show.lang import ENUMERATION, Lang, Text
from checker.show.people import event_label, party_name
from checker.show.sentences import RESULT, Told, notes
from checker.tasks.findings import Finding, Report, Verdict
from model.calendar import Calendar, date_of
from model.history import Choice, Event, History, Members, Span
from model.logic import nodes as n
from model.logic.rule import Modality
from model.words import Field

NOTHING: Final = "—"
"""Stands where there is nothing to say."""

_WORST_FIRST: Final = (
    Verdict.VIOLATED,
    Verdict.UNDETERMINED,
    Verdict.CONTESTED,
    Verdict.PENDING,
    Verdict.LAPSED,
    Verdict.EXCUSED,
    Verdict.SATISFIED,
)


@dataclass(frozen=True)
class View:
    """A report on the page. `anchor` begins every id of its section: `c1`."""

    report: Report
    calendar: Calendar
    lang: Lang
    anchor: str

    def say(self, text: Text) -> str:
        """Returns the text in the language of the page."""
        return text.of(self.lang)

    @property
    def history(self) -> History:
        """The history judged."""
        return self.report.history

    @cached_property
    def told(self) -> Told:
        """What sentences are about."""
        return Told(self.history, self.calendar)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings in the order of the page: those shown in full first, worst first."""
        found = self.report.findings
        return tuple(sorted(found, key=lambda f: (not in_full(f), _WORST_FIRST.index(f.verdict))))

    # ---- events

    def event_id(self, e: Event) -> str:
        """Returns the anchor of an event."""
        return f"{self.anchor}-e{e.order + 1}"

    def event_link(self, e: Event, said: str = "") -> Element:
        """Returns a link to an event: `受理（e3）`, or in other words."""
        return el(
            "a", said or self.say(event_label(e)), href=f"#{self.event_id(e)}", class_="event"
        )

    def linked(self, text: str) -> Iterator[Inside]:
        """Yields the text, the events it names being links."""
        place = 0
        for found in self._names.finditer(text) if self.history.events else ():
            yield text[place : found.start()]
            yield self.event_link(self._by_label[found.group()], found.group())
            place = found.end()
        yield text[place:]

    @cached_property
    def _by_label(self) -> Mapping[str, Event]:
        labels = {self.say(event_label(e)): e for e in self.history.events}
        return labels | {label[:1].upper() + label[1:]: e for label, e in labels.items()}

    @cached_property
    def _names(self) -> re.Pattern[str]:
        longest_first = sorted(self._by_label, key=len, reverse=True)
        return re.compile("|".join(re.escape(label) for label in longest_first))

    # ---- findings

    def finding_id(self, finding: Finding) -> str:
        """Returns the anchor of a finding."""
        place = next(i for i, f in enumerate(self.findings, 1) if f is finding)
        return f"{self.anchor}-f{place}"

    def finding_link(self, finding: Finding) -> Element:
        """Returns a link to a finding: its sign and its rule."""
        sign, word = VERDICTS[finding.verdict]
        return el(
            "a",
            f"{sign} {finding.rule.id}",
            href=f"#{self.finding_id(finding)}",
            class_=f"finding {tone(finding.verdict)}",
            aria_label=f"{self.say(word)} {finding.rule.id}",
        )

    @cached_property
    def findings_about(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings that name each event, in the order of the page."""
        table: dict[str, list[Finding]] = {}
        for finding in self.findings:
            for e in events_of(finding, self.history):
                table.setdefault(e.id, []).append(finding)
        return {id: tuple(found) for id, found in table.items()}

    @cached_property
    def wrong(self) -> frozenset[str]:
        """The ids of the events that are a breach."""
        breaches = (f for f in self.report.findings if f.verdict is Verdict.VIOLATED)
        return frozenset(e.id for f in breaches for e in _wrong_acts(f))

    # ---- parties

    def body(self, party: str) -> str:
        """Returns the organ of a person of an organ; anybody else as they are."""
        organ = party.partition("/")[0]
        return organ if self.history.hierarchy.is_organ(organ) else party

    def party(self, party: str) -> str:
        """Returns what a party is called."""
        name = party_name(party, self.history.hierarchy)
        if self.history.hierarchy.is_organ(self.body(party)):
            return self.say(name)
        return self.say(Text("信访人 ", "petitioner ") + name)

    def named(self, e: Event, field: Field) -> str:
        """Returns whom a field of an event names; `NOTHING` if the event has no such field."""
        if field not in e.cells:
            return NOTHING
        found = self.say(ENUMERATION).join(self.party(p) for p in parties(e, field))
        return found or self.say(Text("未载明", "not recorded"))

    def when(self, e: Event) -> str:
        """Returns the day of an event, or the first and the last it may be."""
        cell = e.cells.get(e.name_of(Field.ON))
        if not isinstance(cell, Span):
            return NOTHING
        low, high = date_of(cell.low), date_of(cell.high)
        return str(low) if cell.known else self.say(Text(f"{low} 至 {high}", f"{low} to {high}"))

    def result(self, finding: Finding) -> str:
        """Returns the sentence that says what came of the rule."""
        return sentence(
            next(n for n in notes(finding, self.told) if n.label == RESULT).text, self.lang
        )


def sentence(text: Text, lang: Lang) -> str:
    """Returns the text with its full stop and, in English, its capital."""
    return f"{text.zh}。" if lang is Lang.ZH else f"{text.en[:1].upper()}{text.en[1:]}."


def in_full(finding: Finding) -> bool:
    """Returns whether a finding is shown in full: whatever is not settled, and no right that may
    have run out."""
    settled = (Verdict.SATISFIED, Verdict.EXCUSED, Verdict.LAPSED)
    if finding.rule.modality is Modality.RIGHT:
        return finding.verdict is Verdict.PENDING
    return finding.verdict not in settled


def tone(verdict: Verdict) -> str:
    """Returns the class that colours a verdict."""
    match verdict:
        case Verdict.VIOLATED:
            return "bad"
        case Verdict.UNDETERMINED | Verdict.CONTESTED:
            return "doubt"
        case Verdict.PENDING:
            return "open"
        case Verdict.SATISFIED | Verdict.EXCUSED:
            return "good"
        case Verdict.LAPSED:
            return "dull"


def _wrong_acts(finding: Finding) -> tuple[Event, ...]:
    if finding.act is not None:
        return (finding.act,)
    return () if isinstance(finding.rule.demand, n.Answer) else finding.events[-1:]


def events_of(finding: Finding, history: History) -> tuple[Event, ...]:
    """Returns the events a finding speaks of: its own, the act, those its period rests on, those
    that lack a fact, those of its proof; in recorded order."""
    ids = {e.id for e in finding.events}
    if finding.act is not None:
        ids.add(finding.act.id)
    if finding.count is not None:
        ids.update(finding.count.lengthened_by)
        ids.update(finding.count.starts[:1] if finding.count.starts else ())
    for missing in finding.missing:
        ids.update(id for cell in missing.cells for id in cell.owner.split(" "))
    for cell, value in finding.proof.facts if finding.proof else ():
        ids.update(cell.owner.split(" "), cell.detail.split(" "))
        ids.update(value.split(" ") if isinstance(value, str) and cell.field == "refers" else ())
    return tuple(e for e in history.events if e.id in ids)


def parties(e: Event, field: Field) -> tuple[str, ...]:
    """Returns the parties a field of an event is known to name; none if it has no such field."""
    match e.cells.get(field):
        case Choice(options=(only,)):
            return (only,)
        case Members(sure=sure):
            return tuple(sorted(sure))
        case _:
            return ()
