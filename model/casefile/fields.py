"""What each field of an event becomes in a history, and what its absence means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from model.casefile.kinds import Role
from model.words import Field

AREAS: Final = (
    "housing",
    "land",
    "demolition",
    "environment",
    "labour",
    "social_security",
    "education",
    "health",
    "traffic",
    "enterprise_reform",
    "criminal_enforcement",
    "administrative_enforcement",
    "enforcement_fault",
    "police_misconduct",
    "discipline",
    "litigation_related",
    "other",
)
"""Subject areas an unknown one may be, beside those the file names and the lines of the organs."""


class Sort(Enum):
    """What kind of cell a field becomes."""

    DAY = "a day"
    PARTY = "a party"
    PARTIES = "a set of parties"
    DAYS = "a set of days"
    STATEMENTS = "a set of words"
    TRUTH = "true or false"
    NUMBER = "a whole number"
    WORD = "a word"


class Absent(Enum):
    """What a field that is not given stands for."""

    UNKNOWN = "unknown"
    NO = "no, none"
    NO_CELL = "the event has no such thing"
    DERIVED = "said at the place that derives it"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """The sort of a field, what its absence means; of a number its bounds, of a party who it may
    be."""

    sort: Sort
    absent: Absent
    low: int = 0
    high: int = 0
    role: Role = Role.ANYONE


_UNKNOWN_TRUTH: Final = FieldRule(Sort.TRUTH, Absent.UNKNOWN)
_NO: Final = FieldRule(Sort.TRUTH, Absent.NO)
_NO_PARTIES: Final = FieldRule(Sort.PARTIES, Absent.NO)
_NO_ORGANS: Final = FieldRule(Sort.PARTIES, Absent.NO, role=Role.ORGAN)
_UNKNOWN_PARTIES: Final = FieldRule(Sort.PARTIES, Absent.UNKNOWN)
_UNKNOWN_WORD: Final = FieldRule(Sort.WORD, Absent.UNKNOWN)
_TEXT: Final = FieldRule(Sort.WORD, Absent.NO_CELL)
MOST_PEOPLE: Final = 100_000

FIELDS: Final[Mapping[Field, FieldRule]] = {
    Field.ON: FieldRule(Sort.DAY, Absent.UNKNOWN),
    Field.SENT: FieldRule(Sort.DAY, Absent.DERIVED),
    Field.RECEIVED: FieldRule(Sort.DAY, Absent.DERIVED),
    Field.LIMIT: FieldRule(Sort.DAY, Absent.NO_CELL),
    Field.UNTIL: FieldRule(Sort.DAY, Absent.DERIVED),
    Field.BY: FieldRule(Sort.PARTY, Absent.UNKNOWN),
    Field.TO: FieldRule(Sort.PARTY, Absent.DERIVED),
    Field.TARGET: FieldRule(Sort.PARTY, Absent.UNKNOWN),
    Field.LEADER: FieldRule(Sort.PARTY, Absent.NO_CELL),
    Field.UNIT: FieldRule(Sort.PARTY, Absent.NO_CELL, role=Role.ORGAN),
    Field.COPY_TO: _NO_PARTIES,
    Field.PARTIES: _UNKNOWN_PARTIES,
    Field.RESULT: FieldRule(Sort.PARTIES, Absent.UNKNOWN, role=Role.ORGAN),
    Field.BY_PERSON: _NO_PARTIES,
    Field.PETITIONERS: FieldRule(Sort.PARTIES, Absent.DERIVED, role=Role.PETITIONER),
    Field.CONSENTS: _UNKNOWN_PARTIES,
    Field.INTEREST_IN: _NO_PARTIES,
    Field.PERSON: _NO_PARTIES,
    Field.OLD: _NO_ORGANS,
    Field.NEW: _NO_ORGANS,
    Field.SITTING_DAYS: FieldRule(Sort.DAYS, Absent.DERIVED),
    Field.STATES: FieldRule(Sort.STATEMENTS, Absent.UNKNOWN),
    Field.WRITTEN: FieldRule(Sort.TRUTH, Absent.DERIVED),
    Field.ORAL: _NO,
    Field.ORALLY: _NO,
    Field.JOINT: _NO,
    Field.HAS_NAME: _UNKNOWN_TRUTH,
    Field.HAS_ADDRESS: _UNKNOWN_TRUTH,
    Field.HAS_CONTACT: _UNKNOWN_TRUTH,
    Field.DESIGNATED_PLACE: _UNKNOWN_TRUTH,
    Field.REPRESENTATIVES_ELECTED: _UNKNOWN_TRUTH,
    Field.ON_SPOT: _NO,
    Field.REDACTED: _NO,
    Field.CONTAINS_DENUNCIATION: FieldRule(Sort.TRUTH, Absent.DERIVED),
    Field.REASONS_GIVEN: _UNKNOWN_TRUTH,
    Field.APPROVED_BY_HEAD: _UNKNOWN_TRUTH,
    Field.APPROVED_BY_DEPUTY: _NO,
    Field.PUBLIC: _UNKNOWN_TRUTH,
    Field.SEALED: _UNKNOWN_TRUTH,
    Field.VALUE: FieldRule(Sort.TRUTH, Absent.DERIVED),
    Field.GROUP_SIZE: FieldRule(Sort.NUMBER, Absent.DERIVED, 1, MOST_PEOPLE),
    Field.REPRESENTATIVES: FieldRule(Sort.NUMBER, Absent.UNKNOWN, 0, MOST_PEOPLE),
    Field.DAYS: FieldRule(Sort.NUMBER, Absent.UNKNOWN, 1, 3_650),
    Field.ITEM: FieldRule(Sort.NUMBER, Absent.UNKNOWN, 1, 6),
    Field.CHANNEL: _UNKNOWN_WORD,
    Field.OUTCOME: _UNKNOWN_WORD,
    Field.PROCEDURE: _UNKNOWN_WORD,
    Field.STAGE: _UNKNOWN_WORD,
    Field.CONTENT: _UNKNOWN_WORD,
    Field.METHOD: _TEXT,
    Field.GROUND: _TEXT,
    Field.FORM: _UNKNOWN_WORD,
    Field.DECIDED_BY: _TEXT,
    Field.CHANGE: _UNKNOWN_WORD,
    Field.OF: _UNKNOWN_WORD,
    Field.FACT: _UNKNOWN_WORD,
}
"""Every field of an event. A closed word list of a kind stands in its `KindRule.words`."""

assert FIELDS.keys() == set(Field), f"fields without a row: {set(Field) - FIELDS.keys()}"
