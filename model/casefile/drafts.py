"""The events of a record on their way to a history: identified, referring to existing events, in
a matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from model.casefile.faults import CaseFault, DocPath, did_you_mean, quoted
from model.casefile.kinds import KINDS, KindRule, Reference, recorded_as
from model.casefile.records import CaseRecord, EventRecord
from model.casefile.values import Days
from model.history import EventId, MatterId
from model.words import Kind


@dataclass(frozen=True, slots=True)
class Draft:
    """One event to be. `index` is its place in the file, `order` its place in the history: they
    differ after a `hearing`, which becomes two events. `stated`: the events it surely refers to,
    None: unsaid."""

    id: EventId
    kind: Kind
    record: EventRecord
    index: int
    order: int
    on: Days
    stated: frozenset[EventId] | None
    matter: MatterId = ""

    @property
    def rule(self) -> KindRule:
        """What the case file says of its kind."""
        return KINDS[self.kind]

    @property
    def ends_hearing(self) -> bool:
        """Whether it is the second half of a `hearing`."""
        return self.kind is Kind.HEARING_END and self.record.kind is Kind.HEARING

    def at(self, *rest: str | int) -> DocPath:
        """Returns the way to this event, or to a part of it, in the document."""
        return ("events", self.index, *rest)


def drafts_of(record: CaseRecord) -> tuple[Draft, ...]:
    """Returns the events in recorded order, each in its matter.

    CaseFault for an id that stands twice, and for a reference or a matter that does not exist.
    """
    drafts = tuple(_numbered(record))
    _refuse_twins(record, drafts)
    by_id = {draft.id: draft for draft in drafts}
    for draft in drafts:
        _check_references(draft, by_id)
    _refuse_circles(drafts, by_id)
    return tuple(replace(d, matter=_matter_of(d, by_id, record)) for d in drafts)


def _numbered(record: CaseRecord) -> Iterator[Draft]:
    order = 0
    for index, event in enumerate(record.events):
        for draft in _split(event, index):
            yield replace(draft, order=order)
            order += 1


def _split(event: EventRecord, index: int) -> Iterator[Draft]:
    stated = None if event.refers is None else frozenset(event.refers)
    kinds = recorded_as(event.kind)
    yield Draft(event.id, kinds[0], event, index, 0, event.on, stated)
    if len(kinds) > 1:
        if not event.has("ends"):
            raise CaseFault(
                "`hearing` needs `ends`",
                ("events", index),
                "give the day it ended (null: unknown), or record its start and its end",
            )
        ends = event.ends or Days()
        refers = frozenset({event.id, *(stated or ())})
        yield Draft(f"{event.id}.end", kinds[1], event, index, 0, ends, refers)


def _refuse_twins(record: CaseRecord, drafts: tuple[Draft, ...]) -> None:
    seen: set[str] = set()
    for index, matter in enumerate(record.matters):
        if matter.id in seen:
            raise CaseFault(
                f"two matters have the id {quoted(matter.id)}", ("matters", index, "id")
            )
        seen.add(matter.id)
    events: set[str] = set()
    for draft in drafts:
        if draft.id in events:
            raise CaseFault(f"two events have the id {quoted(draft.id)}", draft.at("id"))
        events.add(draft.id)


def reference_at(draft: Draft, id: EventId) -> DocPath:
    """Returns the way to the place where the event names another."""
    refers = draft.record.refers or ()
    return draft.at("refers", refers.index(id)) if id in refers else draft.at("refers")


def _check_references(draft: Draft, by_id: Mapping[EventId, Draft]) -> None:
    for id in sorted(draft.stated or ()):
        if id not in by_id:
            message = f"{quoted(draft.id)} refers to {quoted(id)}, which is not in the record"
            raise CaseFault(message, reference_at(draft, id), did_you_mean(id, by_id))
        if id == draft.id:
            raise CaseFault(f"{quoted(id)} refers to itself", reference_at(draft, id))
        _check_kind(draft, by_id[id])
    for same in draft.record.same_as or ():
        if same.event not in by_id:
            message = f"`same_as` names {quoted(same.event)}, which is not in the record"
            raise CaseFault(message, draft.at("same_as"), did_you_mean(same.event, by_id))
        if same.event == draft.id:
            raise CaseFault(f"{quoted(draft.id)} refers to itself", draft.at("same_as"))


def _check_kind(draft: Draft, other: Draft) -> None:
    if draft.rule.reference is Reference.REFUSED:
        help_line = "say `same_as` of an earlier submission" if draft.kind is Kind.SUBMIT else None
        message = f"{quoted(draft.record.kind)} refers to no other event"
        raise CaseFault(message, draft.at("refers"), help_line, on_key=True)
    may_be = (*draft.rule.refers, *draft.rule.failing)
    if other.kind not in may_be:
        allowed = ", ".join(f"`{kind}`" for kind in may_be)
        what = f"{quoted(other.id)}, which is {quoted(other.kind)}"
        message = f"{quoted(draft.record.kind)} cannot refer to {what}"
        raise CaseFault(message, reference_at(draft, other.id), f"it may refer to {allowed}")


def _refuse_circles(drafts: tuple[Draft, ...], by_id: Mapping[EventId, Draft]) -> None:
    # INVARIANT: sure references form no circle, so that every walk along them ends.
    done: set[EventId] = set()
    for draft in drafts:
        _walk(draft, by_id, done)


def _walk(start: Draft, by_id: Mapping[EventId, Draft], done: set[EventId]) -> None:
    path: dict[EventId, Iterator[EventId]] = {start.id: iter(sorted(start.stated or ()))}
    while path:
        here = next(reversed(path))
        following = next(path[here], None)
        if following is None:
            done.add(here)
            del path[here]
        elif following in path:
            draft = by_id[here]
            message = f"{quoted(here)} refers to {quoted(following)}, which in the end refers to it"
            raise CaseFault(message, reference_at(draft, following))
        elif following not in done:
            path[following] = iter(sorted(by_id[following].stated or ()))


def _matter_of(draft: Draft, by_id: Mapping[EventId, Draft], record: CaseRecord) -> MatterId:
    """Returns its own matter, else that of what it refers to, else the only one."""
    ids = [matter.id for matter in record.matters]
    if draft.record.matter is not None:
        if draft.record.matter not in ids:
            message = f"there is no matter {quoted(draft.record.matter)}"
            raise CaseFault(message, draft.at("matter"), did_you_mean(draft.record.matter, ids))
        return draft.record.matter
    found = _matters_behind(draft, by_id)
    if len(found) == 1:
        return next(iter(found))
    if len(ids) == 1:
        return ids[0]
    help_line = "say `matter`: one of " + ", ".join(quoted(id) for id in sorted(found or ids)[:9])
    if found:
        raise CaseFault(
            f"{quoted(draft.id)} refers to events of several matters", draft.at(), help_line
        )
    raise CaseFault(
        f"it is not said which matter {quoted(draft.id)} belongs to", draft.at(), help_line
    )


def _matters_behind(draft: Draft, by_id: Mapping[EventId, Draft]) -> frozenset[MatterId]:
    """Returns the matters named along its references, each line of references up to the first
    named."""
    found: set[MatterId] = set()
    seen: set[EventId] = set()
    todo = list(draft.stated or ())
    while todo:
        id = todo.pop()
        if id not in seen:
            seen.add(id)
            named = by_id[id].record.matter
            if named is None:
                todo.extend(by_id[id].stated or ())
            else:
                found.add(named)
    return frozenset(found)
