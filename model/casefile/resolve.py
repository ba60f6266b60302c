"""From the record to the history: what each absent thing stands for.

The one place where the absence policy of the case file is applied. A cell comes out known, or as
the domain of what it may be; nothing is guessed. What cannot be is refused with its place
(`CaseFault`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from model.calendar.day import day_number
from model.casefile.cells import LABELS, ONLY_IF_SAID, Docket, attested, event_cells, matter_of
from model.casefile.dating import dated
from model.casefile.drafts import Draft, drafts_of
from model.casefile.faults import CaseFault, DocPath, quoted
from model.casefile.kinds import recorded_as
from model.casefile.parties import Parties, parties_of
from model.casefile.records import AttestedRecord, CaseRecord, CompleteFor, MatterRecord
from model.casefile.sameness import same_as_of, same_facts, same_reasons
from model.history import (
    Event,
    EventId,
    History,
    Matter,
    MatterId,
    Truth,
)
from model.organs.hierarchy import Hierarchy
from model.takeovers import takeovers
from model.words import Fact, Kind

__all__ = ["resolve", "same_facts", "same_reasons"]


def resolve(record: CaseRecord, hierarchy: Hierarchy) -> History:
    """Returns the history of a record among these organs; CaseFault with its place if there is
    none."""
    as_of = day_number(record.as_of)
    drafts = drafts_of(record)
    parties = parties_of(record, hierarchy)
    open_kinds = open_kinds_of(record)
    dates = dated(drafts, as_of, open_kinds)
    bare = {m.id: matter_of(m, i, record, parties) for i, m in enumerate(record.matters)}
    docket = Docket(record, as_of, parties, drafts, dates, bare)
    facts = _facts(docket)
    matters = {m.id: _with_facts(bare[m.id], facts.of_matter[m.id]) for m in record.matters}
    homes = {draft.id: draft.matter for draft in drafts}
    events = tuple(_event(draft, docket, facts, homes) for draft in drafts)
    hierarchy = hierarchy.with_takeovers(t for e in events for t in takeovers(e))
    return History(
        case=record.case,
        as_of=as_of,
        matters=matters,
        events=events,
        hierarchy=hierarchy,
        open_kinds=open_kinds,
        law=record.law,
        parties=frozenset(parties.petitioners) | parties.persons,
    )


def open_kinds_of(record: CaseRecord) -> frozenset[Kind]:
    """Returns the kinds of which unrecorded events may exist."""
    match record.record:
        case "complete":
            return frozenset()
        case "partial":
            return frozenset(Kind)
        case CompleteFor(complete_for=kinds):
            closed = frozenset(kinds) | {as_ for kind in kinds for as_ in recorded_as(kind)}
            return frozenset(Kind) - closed


def _event(draft: Draft, docket: Docket, facts: _Facts, homes: dict[EventId, MatterId]) -> Event:
    built = event_cells(draft, docket)
    return Event(
        id=draft.id,
        kind=draft.kind,
        order=draft.order,
        matter=draft.matter,
        refers=docket.dates.refers[draft.id],
        cells=built.cells,
        facts=facts.of_event[draft.id],
        aliases=built.aliases,
        time=_minutes(draft),
        same_as=same_as_of(draft, homes),
    )


def _minutes(draft: Draft) -> int | None:
    if draft.record.time is None or draft.ends_hearing:
        return None
    hours, minutes = draft.record.time.split(":")
    return int(hours) * 60 + int(minutes)


# ---- facts ---------------------------------------------------------------------------------------


class _Facts:
    """What was attested of each event and matter, findings included."""

    def __init__(self, docket: Docket) -> None:
        self.of_event: dict[EventId, dict[Fact, Truth]] = {}
        self.of_matter: dict[MatterId, dict[Fact, Truth]] = {}
        for draft in docket.drafts:
            self.of_event[draft.id] = attested(draft.record.attested)
            _check_attesters(draft.record.attested, draft.at("attested"), docket)
        for index, matter in enumerate(docket.record.matters):
            self.of_matter[matter.id] = _said_of(matter, index)
            _check_attesters(matter.attested, ("matters", index, "attested"), docket)


def _facts(docket: Docket) -> _Facts:
    facts = _Facts(docket)
    for draft in docket.drafts:
        if draft.kind is Kind.FINDING:
            _fill(draft, docket, facts)
    for draft in docket.drafts:
        if draft.kind in (Kind.REVIEW_REQUEST, Kind.RE_REVIEW_REQUEST):
            spoken = facts.of_matter[draft.matter].get(Fact.GOOD_CAUSE)
            if spoken is None:
                facts.of_event[draft.id].setdefault(Fact.GOOD_CAUSE, Truth(False))
    for said in (*facts.of_event.values(), *facts.of_matter.values()):
        # Whoever says that a matter is complex says that it is a hard one; of silence about both,
        # only the latter means no.
        if Fact.COMPLEX in said:
            said.setdefault(Fact.HARD, said[Fact.COMPLEX])
    return facts


def _said_of(matter: MatterRecord, index: int) -> dict[Fact, Truth]:
    said = attested(matter.attested)
    for fact, label in LABELS.items():
        if label.value in matter.model_fields_set:
            word: AttestedRecord | None = getattr(matter, label.value)
            value = Truth(None if word is None else word.value)
            at = ("matters", index, label.value)
            said[fact] = _merged(said.get(fact), value, fact, at)
    return said


def _merged(before: Truth | None, now: Truth, fact: Fact, at: DocPath) -> Truth:
    """Returns what two statements come to; CaseFault if one says yes and the other no."""
    if before is None or before.value is None:
        return now
    if now.value is not None and now.value != before.value:
        yes, no = ("true", "false") if now.value else ("false", "true")
        raise CaseFault(
            f"{quoted(fact)} is {yes} here and {no} elsewhere in the record",
            at,
            "a disputed fact is null: nobody knows",
        )
    return before


def _fill(draft: Draft, docket: Docket, facts: _Facts) -> None:
    """A finding about an attested fact speaks of the event it refers to, or of its matter if of
    none; on the merits of a request, made of an act that raises it or takes it up, of both."""
    refers, name = docket.dates.refers[draft.id], draft.record.fact
    if name not in tuple(Fact) or not refers.known:
        return
    fact = Fact(name)
    value = Truth(draft.record.value if draft.record.has("value") else True)
    at = draft.at("value") if draft.record.has("value") else draft.at("fact")
    tables = [facts.of_event[id] for id in refers.options[0]]
    kinds = {d.kind for d in docket.drafts if d.id in refers.options[0]}
    if not tables or (fact in _MERITS and kinds <= _TAKING_UP):
        tables.append(facts.of_matter[draft.matter])
    for table in tables:
        table[fact] = _merged(table.get(fact), value, fact, at)


_MERITS: Final = frozenset({Fact.FACTS_CLEAR, Fact.CONFORMING, Fact.REASONABLE, Fact.LAWFUL})
_TAKING_UP: Final = frozenset({Kind.SUBMIT, Kind.REGISTER, Kind.TRANSFER, Kind.ASSIGN, Kind.ACCEPT})


def _with_facts(matter: Matter, said: dict[Fact, Truth]) -> Matter:
    """Returns the matter with a truth value for every fact: unknown where nobody spoke, but what
    is out of the ordinary (`serious`, `shirked` …) does not hold unless somebody said so."""
    labels = {label: said.get(fact, Truth(False)) for fact, label in LABELS.items()}
    unsaid = {fact: Truth(False if fact in ONLY_IF_SAID else None) for fact in Fact}
    return Matter(matter.id, {**matter.cells, **labels}, {**unsaid, **said})


def _check_attesters(said: dict[Fact, AttestedRecord] | None, at: DocPath, docket: Docket) -> None:
    for fact, by in _attesters(said):
        if not docket.parties.is_known(by):
            _refuse_attester(docket.parties, by, (*at, fact.value, "by"))


def _attesters(said: dict[Fact, AttestedRecord] | None) -> Iterator[tuple[Fact, str]]:
    for fact, word in (said or {}).items():
        if word.by is not None:
            yield fact, word.by


def _refuse_attester(parties: Parties, by: str, at: DocPath) -> None:
    from model.casefile.kinds import Role

    parties.checked(by, Role.ANYONE, at)
