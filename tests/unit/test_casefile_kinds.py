"""The table of kinds: complete, and as the case file format has it."""

from __future__ import annotations

import pytest

from model.casefile.fields import FIELDS, Sort
from model.casefile.kinds import COMMON, KINDS, Reference, Role, has_field, recorded_as
from model.casefile.records import SHARED, EventRecord
from model.words import Field, Kind


def test_every_kind_and_every_field_has_a_row() -> None:
    assert KINDS.keys() == set(Kind)
    assert FIELDS.keys() == set(Field)


def test_every_field_belongs_to_a_kind_and_can_be_written() -> None:
    owned = {name for rule in KINDS.values() for name in rule.fields} | set(COMMON)
    assert owned == set(Field)
    written = set(EventRecord.model_fields)
    assert {name.value for name in Field} <= written
    kept = {name.value for rule in KINDS.values() for name in rule.kept}
    assert written == {f.value for f in Field} | kept | set(SHARED)


def test_word_lists_belong_to_own_word_fields() -> None:
    for rule in KINDS.values():
        assert set(rule.words) <= set(rule.fields)
        assert all(FIELDS[name].sort is Sort.WORD for name in rule.words)
        assert bool(rule.states) == (Field.STATES in rule.fields)


@pytest.mark.parametrize(
    ("kind", "refers"),
    [
        (Kind.NOTIFY_RECEIPT, {Kind.SUBMIT, Kind.TRANSFER, Kind.ASSIGN}),
        (Kind.REFUSE, {Kind.SUBMIT, Kind.REVIEW_REQUEST, Kind.RE_REVIEW_REQUEST}),
        (Kind.TRANSFER, {Kind.SUBMIT, Kind.TRANSFER, Kind.ASSIGN}),
        (Kind.OPINION, {Kind.ACCEPT, Kind.SUBMIT}),
        (Kind.DELIVER, {Kind.OPINION, Kind.REVIEW_OPINION, Kind.RE_REVIEW_OPINION}),
        # a notice may stand for the acceptance (IP-07), and is prolonged then
        (Kind.EXTEND, {Kind.ACCEPT, Kind.NOTIFY_ACCEPTANCE, Kind.NOTIFY_RECEIPT}),
        (Kind.NOTIFY_EXTENSION, {Kind.EXTEND}),
        (Kind.REVIEW_OPINION, {Kind.REVIEW_REQUEST}),
        (Kind.RE_REVIEW_REQUEST, {Kind.REVIEW_OPINION}),
        (Kind.PUBLICISE, {Kind.RE_REVIEW_OPINION}),
        (
            Kind.FEEDBACK,
            {Kind.ASSIGN, Kind.SUGGEST, Kind.PROPOSE, Kind.PROPOSE_LIABILITY},
        ),
        (Kind.SUPERVISE, set(Kind)),
    ],
)
def test_references_are_those_of_the_format(kind: Kind, refers: set[Kind]) -> None:
    assert set(KINDS[kind].refers) == refers
    assert KINDS[kind].reference is Reference.NEEDED


@pytest.mark.parametrize(
    ("kind", "by", "to"),
    [
        (Kind.SUBMIT, Role.PETITIONER, Role.ORGAN),
        (Kind.WITHDRAW, Role.PETITIONER, Role.ANYONE),
        (Kind.TRANSFER, Role.ORGAN, Role.ORGAN),
        (Kind.DELIVER, Role.ORGAN, Role.PETITIONER),
        (Kind.RETALIATE, Role.ANYONE, Role.ANYONE),
    ],
)
def test_who_acts_upon_whom(kind: Kind, by: Role, to: Role) -> None:
    assert (KINDS[kind].by, KINDS[kind].to) == (by, to)


def test_a_submission_refers_to_nothing() -> None:
    assert KINDS[Kind.SUBMIT].reference is Reference.REFUSED


def test_two_spellings_are_read_as_others() -> None:
    assert recorded_as(Kind.FIRST_VISIT) == (Kind.SUBMIT,)
    assert recorded_as(Kind.HEARING) == (Kind.HEARING_START, Kind.HEARING_END)
    assert KINDS[Kind.FIRST_VISIT].fields == KINDS[Kind.SUBMIT].fields


def test_has_field() -> None:
    assert has_field(Kind.ACCEPT, Field.BY)
    assert has_field(Kind.EXTEND, Field.DAYS)
    assert not has_field(Kind.ACCEPT, Field.DAYS)
