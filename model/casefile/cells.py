"""The cells of one event and of one matter: what is given, and what stands for what is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, assert_never, cast

from model.calendar.day import day_number
from model.casefile.dating import Dated, span_within
from model.casefile.drafts import Draft
from model.casefile.faults import CaseFault, DocPath, quoted
from model.casefile.fields import AREAS, FIELDS, Absent, FieldRule, Sort
from model.casefile.kinds import COMMON, Role
from model.casefile.parties import Parties, nobody_named
from model.casefile.records import (
    AttestedRecord,
    CaseRecord,
    MatterRecord,
    given_value,
)
from model.casefile.values import Days
from model.history import Cell, Choice, EventId, Matter, MatterId, Members, PartyId, Span, Truth
from model.words import Fact, Field, Kind, MatterField, MatterKind

FAR: Final = 3_650
"""Days after the end of the record by which a limit that nobody can date is supposed to have run
out."""

NO_WAY: Final = "none"
"""The way of art. 31 of a matter that is no appeal."""


@dataclass(frozen=True, slots=True)
class Docket:
    """What the cells of an event depend on: the record, its parties, its dates, its matters."""

    record: CaseRecord
    as_of: int
    parties: Parties
    drafts: tuple[Draft, ...]
    dates: Dated
    matters: Mapping[MatterId, Matter]


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one event, and the fields whose cell is another field's."""

    cells: Mapping[Field, Cell]
    aliases: Mapping[Field, Field]


def event_cells(draft: Draft, docket: Docket) -> Cells:
    """Returns the cells of every field the event has; CaseFault where a party or day is
    impossible."""
    cells: dict[Field, Cell] = dict(_days(draft, docket))
    for name in (*COMMON, *draft.rule.fields):
        if name not in cells:
            cell = _cell(name, draft, docket, cells)
            if cell is not None:
                cells[name] = cell
    _normalise_actor(cells, draft)
    return Cells(cells, _aliases(draft, cells))


def _aliases(draft: Draft, cells: Mapping[Field, Cell]) -> dict[Field, Field]:
    aliases: dict[Field, Field] = {}
    if Field.SENT not in cells:
        aliases[Field.SENT] = Field.ON
    if Field.RECEIVED not in cells:
        # INVARIANT: an alias names a cell, never another alias
        aliases[Field.RECEIVED] = Field.ON
    if Field.UNTIL in draft.rule.fields and Field.UNTIL not in cells:
        aliases[Field.UNTIL] = Field.ON
    return aliases


# ---- days ----------------------------------------------------------------------------------------


def _days(draft: Draft, docket: Docket) -> Iterator[tuple[Field, Cell]]:
    on = docket.dates.on[draft.id]
    yield Field.ON, on
    sent = on
    if not draft.ends_hearing:
        earliest = _earliest(draft, docket)
        if draft.record.has("sent"):
            sent = _span(draft.record.sent, earliest, docket, draft.at("sent"))
            yield Field.SENT, sent
        if draft.record.has("received"):
            low = max(earliest, sent.low)
            received = _span(draft.record.received, low, docket, draft.at("received"))
            if received.high < sent.low:
                message = f"{quoted(draft.id)} was received before it was sent"
                raise CaseFault(message, draft.at("received"))
            yield Field.RECEIVED, received
            on = received
    if Field.UNTIL in draft.rule.fields and draft.record.has("until"):
        yield Field.UNTIL, _span(draft.record.until, on.low, docket, draft.at("until"))
    if Field.LIMIT in draft.rule.fields and draft.record.has("limit"):
        yield Field.LIMIT, _limit(draft, on, docket)


def _earliest(draft: Draft, docket: Docket) -> int:
    """Returns the earliest day a paper can have been sent: not before what it surely refers to."""
    refers = docket.dates.refers[draft.id]
    rests = [docket.dates.on[id].low for id in refers.options[0]] if refers.known else []
    return max(rests, default=min(docket.dates.on[draft.id].low, _floor(draft, docket)))


def _floor(draft: Draft, docket: Docket) -> int:
    first = next(d for d in docket.drafts if d.matter == draft.matter)
    return docket.dates.on[first.id].low


def _span(days: Days | None, low: int, docket: Docket, at: DocPath) -> Span:
    return span_within(days or Days(), low, docket.as_of, at)


def _limit(draft: Draft, start: Span, docket: Docket) -> Span:
    limit = draft.record.limit
    if isinstance(limit, int):
        return Span(start.low + limit, start.high + limit)
    days = limit or Days()
    return span_within(days, start.low, docket.as_of + FAR, draft.at("limit"))


def sitting(draft: Draft, docket: Docket) -> Members:
    """Returns the days a hearing sat, as day numbers in words: those listed, else every day from
    its start to its end, of which only those in between are sure when the start or the end is
    unknown."""
    listed = draft.record.sitting_days
    if listed is not None:
        return Members(frozenset(str(day_number(day)) for day in listed))
    start, end = _hearing_days(draft, docket)
    possible = {str(day) for day in range(start.low, end.high + 1)}
    said_unknown = draft.record.has("sitting_days")
    between = range(0) if said_unknown else range(start.high, end.low + 1)
    sure = {str(day) for day in between}
    return Members(frozenset(sure), frozenset(possible - sure))


def _hearing_days(draft: Draft, docket: Docket) -> tuple[Span, Span]:
    on, refers = docket.dates.on, docket.dates.refers
    if draft.kind is Kind.HEARING_END:
        kinds = {d.id for d in docket.drafts if d.kind is Kind.HEARING_START}
        starts = [id for id in _sure(draft.id, docket) if id in kinds]
        begun = on[starts[0]] if len(starts) == 1 else Span(on[draft.id].low, on[draft.id].low)
        return begun, on[draft.id]
    ends = [d for d in docket.drafts if d.kind is Kind.HEARING_END]
    sure = [on[d.id] for d in ends if draft.id in _sure(d.id, docket)]
    if sure:
        return on[draft.id], min(sure, key=lambda span: span.low)
    maybe = any(draft.id in option for d in ends for option in refers[d.id].options)
    low = on[draft.id].low if maybe else docket.as_of
    return on[draft.id], Span(low, docket.as_of)


def _sure(id: EventId, docket: Docket) -> frozenset[EventId]:
    refers = docket.dates.refers[id]
    return refers.options[0] if refers.known else frozenset()


# ---- one field -----------------------------------------------------------------------------------


def _cell(name: Field, draft: Draft, docket: Docket, cells: Mapping[Field, Cell]) -> Cell | None:
    """Returns the cell of a field; None: the event has none, or it is another field's."""
    rule = FIELDS[name]
    match rule.sort:
        case Sort.DAY:
            return None
        case Sort.DAYS:
            return sitting(draft, docket)
        case Sort.PARTY:
            return _party(name, draft, docket)
        case Sort.PARTIES:
            return _parties(name, rule, draft, docket, cells)
        case Sort.STATEMENTS:
            return _statements(draft)
        case Sort.TRUTH:
            return _truth(name, rule, draft, docket)
        case Sort.NUMBER:
            return _number(name, rule, draft, cells)
        case Sort.WORD:
            return _word(name, draft)
        case _:
            assert_never(rule.sort)


def _statements(draft: Draft) -> Members:
    stated = draft.record.states
    if stated is None:
        return Members(frozenset(), frozenset(word.value for word in draft.rule.states))
    return Members(frozenset(word.value for word in stated))


def _party(name: Field, draft: Draft, docket: Docket) -> Choice | None:
    rule = draft.rule
    role = rule.by if name is Field.BY else rule.to if name is Field.TO else FIELDS[name].role
    span, given = docket.dates.on[draft.id], given_value(draft.record, name)
    if isinstance(given, str):
        at = draft.at(name.value)
        docket.parties.checked(given, role, at)
        unit = given.partition("/")[0]
        docket.parties.refuse_absent(unit, span, at, ended=name is Field.BY)
        return Choice((given,))
    if name is Field.TO and draft.kind is Kind.DETERMINE_SPONSOR and draft.record.result:
        # the sponsor is whom it is addressed to, spelled as a result
        return Choice(draft.record.result)
    said_unknown = draft.record.has(name.value)
    wanted = rule.to_needed if name is Field.TO else FIELDS[name].absent is Absent.UNKNOWN
    if not said_unknown and not wanted:
        return None
    if name is Field.BY and role is Role.PETITIONER and not said_unknown:
        own = docket.matters[draft.matter].cells[MatterField.PETITIONERS]
        if isinstance(own, Members) and own.known and len(own.sure) == 1:
            return Choice(tuple(own.sure))
    return Choice(docket.parties.candidates(role, span))


def _normalise_actor(cells: dict[Field, Cell], draft: Draft) -> None:
    """An official act done by an officer is the act of the organ; who did it stays in
    `by_person`."""
    by, persons = cells.get(Field.BY), cells[Field.BY_PERSON]
    if draft.rule.by is not Role.ORGAN or not isinstance(by, Choice) or not by.known:
        return
    unit, slash, _ = by.options[0].partition("/")
    if slash and isinstance(persons, Members):
        cells[Field.BY] = Choice((unit,))
        cells[Field.BY_PERSON] = Members(persons.sure | {by.options[0]}, persons.maybe)


def _parties(
    name: Field, rule: FieldRule, draft: Draft, docket: Docket, cells: Mapping[Field, Cell]
) -> Cell | None:
    given = given_value(draft.record, name)
    if isinstance(given, bool):  # `consents`: all who take part, or nobody
        return (
            _parties(Field.PARTIES, FIELDS[Field.PARTIES], draft, docket, cells) if given else NONE
        )
    if given is not None:
        names = cast("tuple[PartyId, ...]", given)
        for index, party in enumerate(names):
            at = draft.at(name.value, index)
            if name is not Field.INTEREST_IN or party not in docket.matters:
                docket.parties.checked(party, rule.role, at)
        return Members(frozenset(names))
    if name is Field.PETITIONERS and not draft.record.has(name.value):
        return None  # the matter's: one and the same set, so no cell of its own
    if rule.absent is Absent.NO and not draft.record.has(name.value):
        return NONE
    return Members(frozenset(), docket.parties.all(rule.role))


NONE: Final = Members(frozenset())


def _truth(name: Field, rule: FieldRule, draft: Draft, docket: Docket) -> Truth:
    if draft.record.has(name.value):
        value = given_value(draft.record, name)
        assert value is None or isinstance(value, bool)
        return Truth(value)
    match name:
        case Field.WRITTEN:
            return Truth(True if draft.rule.written else None)
        case Field.VALUE:
            return Truth(True)
        case Field.CONTAINS_DENUNCIATION:
            return _denounces(docket.matters[draft.matter])
        case Field.DESIGNATED_PLACE:
            # A petition office is where visitors are received, unless the record denies it.
            office = docket.parties.hierarchy.is_petition_office(str(draft.record.to))
            return Truth(True if office else None)
        case _:
            return Truth(False if rule.absent is Absent.NO else None)


def _denounces(matter: Matter) -> Truth:
    kind = matter.cells[MatterField.KIND]
    assert isinstance(kind, Choice)
    if not kind.known:
        return Truth(None)
    return Truth(kind.options[0] == MatterKind.ACCUSATION)


def _number(name: Field, rule: FieldRule, draft: Draft, cells: Mapping[Field, Cell]) -> Span:
    value = given_value(draft.record, name)
    if isinstance(value, int):
        return Span(value, value)
    said_unknown = draft.record.has(name.value)
    if name is Field.GROUP_SIZE and not said_unknown:
        return _heads(rule, draft)
    group = cells.get(Field.GROUP_SIZE)
    if name is Field.REPRESENTATIVES and isinstance(group, Span):
        return Span(rule.low, group.high)
    return Span(rule.low, rule.high)


def _heads(rule: FieldRule, draft: Draft) -> Span:
    """Returns how many raise a matter where nobody counted: one, but of those who raise it together
    two at least and all who are named."""
    record = draft.record
    if not record.joint:
        return Span(1, 1)
    return Span(max(2, len(record.petitioners or ()), record.representatives or 0), rule.high)


def _word(name: Field, draft: Draft) -> Choice | None:
    if draft.record.kind is Kind.FIRST_VISIT and name is Field.CHANNEL:
        return Choice(("visit",))
    value = given_value(draft.record, name)
    if isinstance(value, str):
        return Choice((value,))
    words = draft.rule.words.get(name)
    return None if words is None else Choice(words)


# ---- matters -------------------------------------------------------------------------------------


def matter_of(record: MatterRecord, index: int, case: CaseRecord, parties: Parties) -> Matter:
    """Returns the matter with a cell for every field and a truth value for every fact."""
    at = ("matters", index)
    competent = _matter_parties(record, MatterField.COMPETENT, Role.ORGAN, at, parties)
    cells: dict[MatterField, Cell] = {
        MatterField.KIND: Choice(_kinds(record)),
        MatterField.WAY: _way(record),
        MatterField.PETITIONERS: _petitioners(record, parties),
        MatterField.ANONYMOUS: Truth(record.anonymous),
        MatterField.COMPETENT: competent,
        MatterField.ACCUSED: _matter_parties(record, MatterField.ACCUSED, Role.ANYONE, at, parties),
        MatterField.CONCERNS: _matter_parties(
            record, MatterField.CONCERNS, Role.ORGAN, at, parties
        ),
        MatterField.AREA: Choice((record.area,) if record.area else _areas(case, parties)),
        MatterField.INVOLVES: competent
        if not _has(record, "involves")
        else _matter_parties(record, MatterField.INVOLVES, Role.ORGAN, at, parties),
    }
    return Matter(record.id, cells)


def _kinds(record: MatterRecord) -> tuple[str, ...]:
    return (record.kind.value,) if record.kind else tuple(kind.value for kind in MatterKind)


def _has(record: MatterRecord, name: str) -> bool:
    return name in record.model_fields_set


def _way(record: MatterRecord) -> Choice:
    """Way 6 is what is left where no other legal procedure is open."""
    said = (record.attested or {}).get(Fact.LEGAL_CHANNEL)
    elsewhere = said is not None and said.value is True
    ways = tuple(str(way) for way in range(1, 6 if elsewhere else 7))
    if record.way is not None:
        return Choice((str(record.way),))
    match record.kind:
        case MatterKind.APPEAL:
            return Choice(ways)
        case None:
            return Choice((*ways, NO_WAY))
        case MatterKind.SUGGESTION | MatterKind.ACCUSATION | MatterKind.INFORMATION:
            return Choice((NO_WAY,))
        case _:
            assert_never(record.kind)


def _petitioners(record: MatterRecord, parties: Parties) -> Members:
    if record.petitioners:
        return Members(frozenset(record.petitioners))
    nobody = nobody_named(record)
    if nobody in parties.petitioners:
        return Members(frozenset({nobody}))
    return Members(frozenset(), frozenset(parties.petitioners))


_MATTER_SETS: Final = {
    MatterField.COMPETENT: Absent.UNKNOWN,
    MatterField.ACCUSED: Absent.NO,
    MatterField.CONCERNS: Absent.NO,
    MatterField.INVOLVES: Absent.UNKNOWN,
}


def _matter_parties(
    record: MatterRecord, name: MatterField, role: Role, at: DocPath, parties: Parties
) -> Members:
    given = cast("tuple[PartyId, ...] | None", getattr(record, name.value))
    if given is not None:
        for index, party in enumerate(given):
            parties.checked(party, role, (*at, name.value, index))
        return Members(frozenset(given))
    if _MATTER_SETS[name] is Absent.NO and not _has(record, name.value):
        return NONE
    return Members(frozenset(), parties.all(role))


def _areas(case: CaseRecord, parties: Parties) -> tuple[str, ...]:
    tree = parties.hierarchy
    lines = (tree.organ(id).line for id in tree.organs)
    named = (matter.area for matter in case.matters)
    return tuple(dict.fromkeys((*AREAS, *(a for a in (*named, *lines) if a is not None))))


# ---- attested facts ------------------------------------------------------------------------------

LABELS: Final = {
    Fact.SERIOUS: MatterField.SERIOUS,
    Fact.URGENT: MatterField.URGENT,
    Fact.IMPORTANT: MatterField.IMPORTANT,
    Fact.LITIGATION: MatterField.LITIGATION,
}
"""Facts that are fields of a matter too; absent, they do not hold."""

ONLY_IF_SAID: Final = frozenset(
    {
        *LABELS,
        *(Fact.SHIRKED, Fact.PERFUNCTORY, Fact.TREND, Fact.DISCRIMINATED, Fact.MADE_DIFFICULT),
        *(Fact.NEGLECT, Fact.WRONGDOING, Fact.ALL_LISTED, Fact.HEAVY_LOAD, Fact.OUTSIDE_DUTIES),
        *(Fact.CONTRARY_ORDER, Fact.FAULT_CLAIMED, Fact.CHIEF_ACCUSED, Fact.CAN_TELL_NOW),
        *(Fact.UNABLE, Fact.INTENSIFIED, Fact.HARD),
        *(Fact.COULD_SETTLE, Fact.STRONG_COMPLAINT, Fact.MASS_INCIDENT_SIGN, Fact.MASS_INCIDENT),
        *(Fact.MISCONDUCT, Fact.LARGE_OR_MEDIUM),
        *(Fact.SEVERAL_IN_CHARGE, Fact.LARGEST_SHARE, Fact.STATE_SECRET),
        *(Fact.PETITIONERS_UNIT, Fact.UNTRUTHFUL, Fact.EXCESSIVE),
        *(Fact.REMARKABLE, Fact.CRIME, Fact.WILFUL_DELAY, Fact.MALPRACTICE),
    }
)
"""Facts out of the ordinary: nobody is supposed to have done or found such a thing, so they do not
hold unless somebody said so; the others are unknown."""


def attested(said: Mapping[Fact, AttestedRecord] | None) -> dict[Fact, Truth]:
    """Returns the truth value of each fact somebody spoke of."""
    return {fact: Truth(word.value) for fact, word in (said or {}).items()}
