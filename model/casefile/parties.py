"""Who may act in a case: the organs of its tree, its petitioners, persons of an organ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, assert_never, cast

from model.calendar.day import date_of
from model.casefile.faults import CaseFault, DocPath, did_you_mean, quoted
from model.casefile.fields import FIELDS, Sort
from model.casefile.kinds import KINDS, Role
from model.casefile.records import CaseRecord, EventRecord, MatterRecord, given_value
from model.history import PartyId, Span
from model.organs.hierarchy import Hierarchy

PARTY_SORTS: Final = (Sort.PARTY, Sort.PARTIES)


@dataclass(frozen=True, slots=True)
class Parties:
    """The organs of the tree, the petitioners in the order of the file, the persons it names."""

    hierarchy: Hierarchy
    petitioners: tuple[PartyId, ...]
    persons: frozenset[PartyId]

    def checked(self, party: PartyId, role: Role, at: DocPath) -> PartyId:
        """Returns the party; CaseFault if the case knows none of that id, or not in that role."""
        unit = party.partition("/")[0]
        match role:
            case Role.ANYONE:
                known = self.is_known(party)
            case Role.ORGAN:
                known = self.hierarchy.is_organ(unit)
            case Role.PETITIONER:
                known = party in self.petitioners
            case Role.NOBODY:
                raise CaseFault(f"{quoted(_last(at))} has no place here", at, on_key=True)
            case _:
                assert_never(role)
        if known:
            return party
        raise self._unknown(party, role, at)

    def is_known(self, party: PartyId) -> bool:
        """Returns whether the party is an organ, a petitioner, or a person of an organ."""
        unit = party.partition("/")[0]
        return party in self.petitioners or self.hierarchy.is_organ(unit)

    def _unknown(self, party: PartyId, role: Role, at: DocPath) -> CaseFault:
        if self.is_known(party):
            who = "a petitioner" if party in self.petitioners else "an organ or its person"
            return CaseFault(f"{quoted(party)} is {who}, and this must be {role.value}", at)
        unit, slash, _ = party.partition("/")
        organs = self.hierarchy.organs
        if role is Role.PETITIONER:
            message = f"{quoted(party)} is not a petitioner of the case"
            return CaseFault(message, at, did_you_mean(party, self.petitioners))
        if role is Role.ORGAN or slash:
            message = f"{quoted(unit)} is not an organ of the tree"
            return CaseFault(message, at, did_you_mean(unit, organs))
        message = f"{quoted(party)} is neither an organ of the tree nor a petitioner of the case"
        return CaseFault(message, at, did_you_mean(party, (*organs, *self.petitioners)))

    def refuse_absent(self, party: PartyId, span: Span, at: DocPath, *, ended: bool) -> None:
        """Raises CaseFault if an organ cannot exist on any of these days: it began later or,
        where `ended` matters, it ended before."""
        if not self.hierarchy.is_organ(party):
            return
        organ = self.hierarchy.organ(party)
        if organ.alive_from is not None and span.high < organ.alive_from:
            began = quoted(str(date_of(organ.alive_from)))
            raise CaseFault(f"{quoted(party)} did not exist yet: it began on {began}", at)
        if ended and organ.alive_to is not None and organ.alive_to < span.low:
            last = quoted(str(date_of(organ.alive_to)))
            raise CaseFault(
                f"{quoted(party)} no longer existed: its last day was {last}",
                at,
                "name the organ that carries on its functions",
            )

    def candidates(self, role: Role, span: Span) -> tuple[PartyId, ...]:
        """Returns who an unknown party may be on one of these days: never empty."""
        match role:
            case Role.ORGAN:
                return self._existing(span)
            case Role.PETITIONER:
                return self.petitioners
            case Role.ANYONE | Role.NOBODY:
                return (*self._existing(span), *self.petitioners, *sorted(self.persons))
            case _:
                assert_never(role)

    def _existing(self, span: Span) -> tuple[PartyId, ...]:
        tree = self.hierarchy
        alive = tuple(id for id in tree.organs if _meets(tree, id, span))
        return alive or tuple(tree.organs)

    def all(self, role: Role) -> frozenset[PartyId]:
        """Returns everybody who may be in an unknown set of such parties."""
        organs = () if role is Role.PETITIONER else self.hierarchy.organs
        others = () if role is Role.ORGAN else (*self.petitioners, *self.persons)
        return frozenset((*organs, *others))


def _meets(tree: Hierarchy, id: PartyId, span: Span) -> bool:
    organ = tree.organ(id)
    begun = organ.alive_from is None or organ.alive_from <= span.high
    return begun and (organ.alive_to is None or span.low <= organ.alive_to)


def _last(at: DocPath) -> str:
    return str(at[-1]) if at else ""


def parties_of(record: CaseRecord, hierarchy: Hierarchy) -> Parties:
    """Returns the parties of a case. Where a matter does not say who petitions, whoever submits
    does."""
    named = [id for matter in record.matters for id in matter.petitioners or ()]
    named += [id for event in record.events for id in event.petitioners or ()]
    if any(_unsaid(matter) for matter in record.matters):
        named += [
            event.by
            for event in record.events
            if event.by is not None
            and KINDS[event.kind].by is Role.PETITIONER
            and not hierarchy.is_organ(event.by.partition("/")[0])
        ]
    nameless = [
        nobody_named(m) for m in record.matters if m.anonymous or (_unsaid(m) and not named)
    ]
    persons = {id for id in _mentioned(record) if "/" in id} - set(named)
    return Parties(hierarchy, tuple(dict.fromkeys((*named, *nameless))), frozenset(persons))


def _unsaid(matter: MatterRecord) -> bool:
    return not matter.petitioners and not matter.anonymous


def nobody_named(matter: MatterRecord) -> PartyId:
    """Returns the id that stands for the petitioner of a matter whose name the file does not
    give."""
    return f"{matter.id}:{'anonymous' if matter.anonymous else 'petitioner'}"


def _mentioned(record: CaseRecord) -> Iterator[PartyId]:
    for matter in record.matters:
        yield from (*(matter.accused or ()), *(matter.competent or ()), *(matter.concerns or ()))
    for event in record.events:
        yield from parties_in(event)


def parties_in(event: EventRecord) -> Iterator[PartyId]:
    """Yields every party an event names."""
    for name, rule in FIELDS.items():
        if rule.sort in PARTY_SORTS:
            value = given_value(event, name)
            if isinstance(value, str):
                yield value
            elif isinstance(value, tuple):
                yield from cast("tuple[str, ...]", value)
