"""The schema file is current, and judges documents as the reader does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Protocol, cast

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from model.casefile.faults import CaseFaults
from model.casefile.kinds import KINDS
from model.casefile.records import SHARED, read_record
from model.casefile.schema import case_schema, schema_text, shipped_schema_text
from model.words import Field, Kind
from tests.unit.test_casefile_cases import Doc, accept, case, event, matter, submit
from tests.unit.test_casefile_records import documents

SCHEMA: Mapping[str, object] = json.loads(json.dumps(case_schema()))


class Judge(Protocol):
    """What is used of a validator."""

    def is_valid(self, instance: object) -> bool: ...


VALIDATOR = cast("Judge", Draft202012Validator(SCHEMA))

BAD: dict[str, Doc] = {
    "unknown key": case(also=1),
    "unknown key of a matter": case(matters=[matter(wya=6)]),
    "unknown key of an event": case(submit(chanel="letter")),
    "field of another kind": case(submit(), accept(channel="letter")),
    "unknown kind": case(submit(), accept(kind="acept")),
    "no id": case({"kind": "submit", "on": None}),
    "no day": case({"id": "e1", "kind": "submit"}),
    "no matter": case(matters=[]),
    "no end of the record": {"case": "c", "matters": [matter()], "events": []},
    "way of a suggestion": case(matters=[matter(kind="suggestion")]),
    "seventh way": case(matters=[matter(way=7)]),
    "named and anonymous": case(matters=[matter(anonymous=True)]),
    "yes for true": case(submit(has_name="yes")),
    "one for true": case(submit(has_name=1)),
    "numeric string": case(submit(group_size="5")),
    "slashed date": case(submit(on="2024/01/29")),
    "empty range": case(submit(on={})),
    "wrong end of a range": case(submit(on={"until": "2024-01-29"})),
    "unknown word": case(submit(channel="pigeon")),
    "outcome of a review in an opinion": case(event("o", "opinion", None, outcome="upheld")),
    "basis in a notice": case(event("n", "notify_receipt", None, states=["basis"])),
    "extension without days": case(event("x", "extend", None)),
    "extension of null days": case(event("x", "extend", None, days=None)),
    "submission that refers": case(submit(refers=["e0"])),
    "unknown fact": case(accept(attested={"complexx": True})),
    "unknown source": case(law=["R23"]),
    "half a record": case(record="half"),
    "time": case(submit(time="25:00")),
}


def reader_accepts(document: object) -> bool:
    from model.casefile.faults import CaseFault
    from model.casefile.resolve import resolve
    from tests.unit.test_casefile_cases import organs

    try:
        resolve(read_record(document), organs())
    except (CaseFaults, CaseFault):
        return False
    return True


def test_the_file_is_current() -> None:
    assert shipped_schema_text() == schema_text(), "run model.casefile.schema.write_schema()"


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("document", BAD.values(), ids=BAD.keys())
def test_both_refuse(document: Doc) -> None:
    assert not VALIDATOR.is_valid(document)
    assert not reader_accepts(document)


@pytest.mark.parametrize(
    "document",
    [
        case(),
        case(record={"complete_for": ["opinion"]}, law=["R22", "R05"], note="free"),
        case(submit(on={"from": "2024-01-01"}, time="09:30"), accept(refers=["e1"])),
        case(submit(same_as={"event": "e1", "facts": None}), accept(attested={"complex": True})),
        case(matters=[{"id": "m1", "anonymous": True, "serious": {"value": True, "by": "gov"}}]),
    ],
)
def test_both_accept(document: Doc) -> None:
    assert VALIDATOR.is_valid(document)
    assert VALIDATOR.is_valid([document])
    read_record(document)


@given(documents())
def test_what_the_reader_takes_the_schema_takes(document: Doc) -> None:
    read_record(document)
    assert VALIDATOR.is_valid(document)


def bare(kind: Kind) -> Doc:
    needed: dict[Kind, Doc] = {
        Kind.HEARING: {"ends": None},
        Kind.EXTEND: {"days": 1},
        Kind.ABSENCE: {"of": "opinion"},
        Kind.FINDING: {"fact": "complex"},
    }
    return event("e1", kind.value, None, **needed.get(kind, {}))


@pytest.mark.parametrize("kind", list(Kind))
def test_both_know_which_fields_a_kind_has(kind: Kind) -> None:
    names = KINDS[kind].names
    own = case({**dict.fromkeys(names), **bare(kind)})
    assert VALIDATOR.is_valid(own)
    read_record(own)
    foreign = [f.value for f in Field if f.value not in (*names, *SHARED)]
    for name in foreign[:: len(foreign) // 3]:
        document = case({**bare(kind), name: None})
        assert not VALIDATOR.is_valid(document), name
        with pytest.raises(CaseFaults):
            read_record(document)
