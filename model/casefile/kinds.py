"""One table: what each kind of event may refer to, who does it to whom, and which fields it has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from model.casefile import kinds_national, kinds_other
from model.casefile.kind_rule import KindRule, RecordField, Reference, Role
from model.words import Field, Kind

__all__ = [
    "COMMON",
    "KINDS",
    "KindRule",
    "RecordField",
    "Reference",
    "Role",
    "has_field",
    "recorded_as",
]

COMMON: Final = (
    Field.ON,
    Field.SENT,
    Field.RECEIVED,
    Field.BY,
    Field.TO,
    Field.BY_PERSON,
    Field.WRITTEN,
)
"""Fields of every event (beside its id, kind, time, matter, reference and attested facts)."""

assert not kinds_national.TABLE.keys() & kinds_other.TABLE.keys(), "a kind stands twice"

KINDS: Final[Mapping[Kind, KindRule]] = {**kinds_national.TABLE, **kinds_other.TABLE}
"""Every kind of event a case file may record."""

assert KINDS.keys() == set(Kind), f"kinds without a row: {set(Kind) - KINDS.keys()}"


def recorded_as(kind: Kind) -> tuple[Kind, ...]:
    """Returns the kinds a history has for a kind of the file: two spellings are read as others."""
    match kind:
        case Kind.FIRST_VISIT:
            return (Kind.SUBMIT,)
        case Kind.HEARING:
            return (Kind.HEARING_START, Kind.HEARING_END)
        case _:
            return (kind,)


def has_field(kind: Kind, name: Field) -> bool:
    """Returns whether an event of this kind may carry the field."""
    return name in COMMON or name in KINDS[kind].fields
