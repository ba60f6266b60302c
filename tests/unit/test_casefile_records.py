"""The records: strict types, days in three forms, round trips, and never a foreign exception."""

from __future__ import annotations

import json
from datetime import date
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.casefile.faults import CaseFault, CaseFaults
from model.casefile.fields import FIELDS, Sort
from model.casefile.kinds import KINDS
from model.casefile.records import CaseRecord, EventRecord, read_record
from model.casefile.resolve import resolve
from model.casefile.values import Days, read_days, read_limit
from model.words import Fact, Field, Kind
from tests.unit.test_casefile_cases import Doc, Json, accept, case, event, matter, organs, submit


def fault_of(document: object) -> CaseFault:
    with pytest.raises(CaseFaults) as caught:
        read_record(document)
    return caught.value.faults[0]


# ---- days --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2024-02-29", Days(date(2024, 2, 29), date(2024, 2, 29))),
        ({"from": "2024-01-01"}, Days(date(2024, 1, 1), None)),
        ({"to": "2024-01-01", "from": None}, Days(None, date(2024, 1, 1))),
        (None, Days()),
    ],
)
def test_days_in_their_forms(written: object, days: Days) -> None:
    assert read_days(written) == days


@pytest.mark.parametrize(
    "written",
    ["2023-02-30", "2024-1-1", "20240101", "2024-01-01T00:00", 20240101, True, 1.5, [], {}, "",
     {"from": "2024-01-02", "to": "2024-01-01"}, {"form": "2024-01-01"}, "２０２４-01-01"],
)  # fmt: skip
def test_other_writings_of_days_are_refused(written: object) -> None:
    with pytest.raises(CaseFault):
        read_days(written)


def test_a_limit_is_a_number_of_days_or_a_date() -> None:
    assert read_limit(30) == 30
    assert read_limit("2024-03-01") == read_days("2024-03-01")
    for bad in (True, -1, 99_999, "30"):
        with pytest.raises(CaseFault):
            read_limit(bad)


# ---- strictness --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("has_name", "yes"),
        ("has_name", 1),
        ("has_name", "true"),
        ("group_size", "5"),
        ("group_size", 5.0),
        ("group_size", True),
        ("group_size", 0),
        ("note", 5),
        ("time", "9:30"),
        ("time", "24:00"),
        ("petitioners", "p1"),
        ("channel", "pigeon"),
        ("id", " "),
        ("same_as", {"event": "e1", "fact": True}),
        ("attested", {"complex": "yes"}),
        ("attested", {"complexx": True}),
        ("attested", {"complex": {"by": "gov"}}),
    ],
)
def test_nothing_is_turned_into_something_else(name: str, value: Json) -> None:
    fault = fault_of(case(submit(**{name: value})))
    assert fault.at[:3] == ("events", 0, name)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_kind_refuses_the_fields_of_others(kind: Kind) -> None:
    rule = KINDS[kind]
    for name in Field:
        if name in rule.fields or name.value in ("on", "sent", "received", "by", "to"):
            continue
        if name.value in ("by_person", "written"):
            continue
        fault = fault_of(case(event("e1", kind.value, None, **{name.value: None})))
        assert fault.message == f"`{kind}` has no field `{name}`"
        assert fault.at == ("events", 0, name.value)
        assert fault.on_key


def test_every_fault_of_a_document_is_found() -> None:
    broken = case(submit(id=5), accept(kind="acept"), as_of="2024-13-01")
    with pytest.raises(CaseFaults) as caught:
        read_record(broken)
    found = {fault.at for fault in caught.value.faults}
    assert found == {("as_of",), ("events", 0, "id"), ("events", 1, "kind")}


def test_an_attestation_can_be_short() -> None:
    read = read_record(case(accept(attested={"complex": True, "lawful": None})))
    said = read.events[0].attested
    assert said is not None
    assert (said[Fact.COMPLEX].value, said[Fact.LAWFUL].value) == (True, None)


def test_one_stands_for_a_list_of_one() -> None:
    read = read_record(
        case(accept(refers="e1", by_person="gov/li"), submit(same_as={"event": "x"}))
    )
    assert read.events[0].refers == ("e1",)
    assert read.events[0].by_person == ("gov/li",)
    assert read.events[1].same_as is not None


# ---- round trips -------------------------------------------------------------------------------

DATES = st.dates(date(2000, 1, 1), date(2030, 12, 31)).map(str)
IDS = st.text("abcdefgh01-住建", min_size=1, max_size=6)


def days_written() -> st.SearchStrategy[Json]:
    ordered = st.lists(DATES, min_size=2, max_size=2).map(sorted)
    ranges = ordered.map(lambda d: cast("Json", {"from": d[0], "to": d[1]}))
    ends = st.sampled_from(["from", "to"]).flatmap(
        lambda end: DATES.map(lambda d: cast("Json", {end: d}))
    )
    return st.one_of(st.none(), DATES, ranges, ends)


def value_of(kind: Kind, name: Field) -> st.SearchStrategy[Json]:
    rule, words = FIELDS[name], KINDS[kind].words.get(name)
    match rule.sort:
        case Sort.DAY:
            return days_written()
        case Sort.PARTY:
            return IDS
        case Sort.PARTIES:
            return st.lists(IDS, max_size=3).map(lambda ids: cast("Json", ids))
        case Sort.DAYS:
            return st.lists(DATES, max_size=3).map(lambda days: cast("Json", days))
        case Sort.STATEMENTS:
            stated = [word.value for word in KINDS[kind].states]
            return st.lists(st.sampled_from(stated)).map(lambda said: cast("Json", said))
        case Sort.TRUTH:
            return st.one_of(st.booleans(), st.none())
        case Sort.NUMBER:
            return st.integers(rule.low, min(rule.high, 9_999))
        case Sort.WORD:
            return st.sampled_from(words) if words else IDS


@st.composite
def events(draw: st.DrawFn) -> Doc:
    kind = draw(st.sampled_from(list(Kind)))
    found = event(draw(IDS), kind.value, draw(days_written()))
    if kind is Kind.HEARING:
        found["ends"] = draw(days_written())
    for name in KINDS[kind].fields:
        if name in KINDS[kind].needed or draw(st.booleans()):
            found[name.value] = draw(value_of(kind, name))
    if draw(st.booleans()):
        facts = st.dictionaries(st.sampled_from([f.value for f in Fact]), st.booleans())
        found["attested"] = cast("Json", draw(facts))
    return found


@st.composite
def documents(draw: st.DrawFn) -> Doc:
    found = case(*draw(st.lists(events(), min_size=1, max_size=4)))
    scopes: list[Json] = ["complete", "partial", {"complete_for": ["opinion", "extend"]}]
    found["record"] = draw(st.sampled_from(scopes))
    found["matters"] = [matter(), {"id": "m2", "anonymous": True, "serious": True}]
    return found


@given(documents())
def test_records_survive_a_round_trip(document: Doc) -> None:
    record = read_record(document)
    again: object = json.loads(record.model_dump_json(exclude_unset=True))
    assert read_record(again) == record
    assert CaseRecord.model_validate(again).model_fields_set == record.model_fields_set


@given(documents())
def test_resolving_random_records_raises_nothing_but_faults(document: Doc) -> None:
    record = read_record(document)
    try:
        resolved = resolve(record, organs())
    except CaseFault:
        return
    assert [e.order for e in resolved.events] == list(range(len(resolved.events)))
    for found in resolved.events:
        assert found.cells.keys() >= {Field.ON, Field.BY, Field.WRITTEN}
        assert all(target in found.cells for target in found.aliases.values())


KEYS = st.one_of(
    st.sampled_from([*EventRecord.model_fields, *CaseRecord.model_fields]), st.text(max_size=8)
)
ANY: st.SearchStrategy[Json] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6), DATES),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda v: cast("Json", v)),
        st.dictionaries(KEYS, inner, max_size=4).map(lambda v: cast("Json", v)),
    ),
    max_leaves=12,
)


@given(ANY, st.dictionaries(KEYS, ANY, max_size=3), st.dictionaries(KEYS, ANY, max_size=3))
def test_fuzz_gives_faults_and_no_other_exception(whole: Json, top: Doc, inner: Doc) -> None:
    told: list[str] = []
    for document in (whole, {**case(), **top}, case({**submit(), **inner})):
        try:
            resolve(read_record(document), organs())
        except (CaseFaults, CaseFault) as found:
            told.append(str(found))
    assert all(told)
