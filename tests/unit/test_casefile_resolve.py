"""What each absent thing stands for, and what cannot be."""

from __future__ import annotations

from datetime import date

import pytest

from model.casefile.cells import NO_WAY
from model.casefile.faults import CaseFault
from model.casefile.resolve import same_facts, same_reasons
from model.history import Choice, Members, References, Span, Truth
from model.words import Fact, Field, Kind, MatterField
from tests.unit.test_casefile_cases import Doc, Json, accept, event, find, history, matter, submit


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def span(low: str, high: str) -> Span:
    return Span(day(low), day(high))


def only(*ids: str) -> References:
    return References((frozenset(ids),))


def options(*ids: str | None) -> References:
    return References(tuple(frozenset() if id is None else frozenset({id}) for id in ids))


def fault_of(*events: Doc, matters: list[Json] | None = None, **other: Json) -> CaseFault:
    with pytest.raises(CaseFault) as caught:
        history(*events, matters=matters, **other)
    return caught.value


# ---- dates -------------------------------------------------------------------------------------


def test_an_unknown_day_lies_between_the_first_event_and_the_end() -> None:
    read = history(submit(), event("x", "give_advice", None, by="housing"))
    assert find(read, "x").cell(Field.ON) == span("2024-01-29", "2024-05-01")


def test_without_a_first_day_it_may_be_any_day_since_the_founding() -> None:
    read = history(submit(on=None))
    assert find(read, "e1").cell(Field.ON) == span("1949-10-01", "2024-05-01")


def test_references_bound_days_in_both_directions() -> None:
    read = history(
        submit(on=None),
        accept(on="2024-02-04"),
        event("o", "opinion", None, by="housing", refers="e2"),
        event("d", "deliver", {"to": "2024-03-01"}, by="housing", to="p1", refers="o"),
    )
    assert find(read, "e1").cell(Field.ON) == span("1949-10-01", "2024-02-04")
    assert find(read, "o").cell(Field.ON) == span("2024-02-04", "2024-03-01")
    assert find(read, "d").cell(Field.ON) == span("2024-02-04", "2024-03-01")


def test_the_order_of_the_list_bounds_nothing() -> None:
    read = history(
        submit(), event("x", "urge", None, by="gov", refers="e1"), accept(on="2024-02-04")
    )
    assert find(read, "x").cell(Field.ON) == span("2024-01-29", "2024-05-01")
    late_first = history(accept(), submit())
    assert find(late_first, "e2").order == 0


def test_a_range_keeps_its_own_ends() -> None:
    read = history(submit(), accept(on={"from": "2024-02-04", "to": "2024-06-30"}))
    assert find(read, "e2").cell(Field.ON) == span("2024-02-04", "2024-05-01")


def test_sent_and_received_stand_for_the_day_itself() -> None:
    plain = find(history(), "e1")
    assert plain.aliases == {Field.SENT: Field.ON, Field.RECEIVED: Field.ON}
    assert plain.cell(Field.RECEIVED) == span("2024-01-29", "2024-01-29")
    posted = find(history(submit(sent="2024-01-29", received=None)), "e1")
    assert posted.cell(Field.RECEIVED) == span("2024-01-29", "2024-05-01")
    assert posted.aliases == {}


@pytest.mark.parametrize(
    ("changed", "message", "at"),
    [
        (accept(on="2024-06-01"), "`2024-06-01` is after the record ends", ("events", 1, "on")),
        (accept(on="2024-01-01"), "`e2` refers to `e1`, which is later", ("events", 1, "on")),
        (accept(on={"to": "2024-01-01"}), "no possible day is left", ("events", 1, "on")),
        (accept(received="2024-06-01"), "`2024-06-01` is after", ("events", 1, "received")),
    ],
)
def test_impossible_days(changed: Doc, message: str, at: tuple[str | int, ...]) -> None:
    fault = fault_of(submit(), changed)
    assert fault.message.startswith(message)
    assert fault.at == at


def test_received_before_sent_is_impossible() -> None:
    fault = fault_of(submit(sent="2024-01-20", received="2024-01-19"))
    assert fault.message == "`e1` was received before it was sent"
    assert fault.at == ("events", 0, "received")


def test_a_limit_is_a_day_counted_from_receipt() -> None:
    sent: dict[str, Json] = {"by": "gov", "to": "housing", "refers": "e1"}
    read = history(
        submit(),
        event("a", "assign", "2024-02-01", **sent, limit=30, received="2024-02-03"),
        event("b", "assign", "2024-02-01", **sent, limit="2024-06-01"),
        event("c", "assign", "2024-02-01", **sent),
        event("d", "assign", "2024-02-01", **sent, limit=None),
    )
    assert find(read, "a").cell(Field.LIMIT) == span("2024-03-04", "2024-03-04")
    assert find(read, "b").cell(Field.LIMIT) == span("2024-06-01", "2024-06-01")
    assert Field.LIMIT not in find(read, "c").cells
    unknown = find(read, "d").cell(Field.LIMIT)
    assert isinstance(unknown, Span)
    assert unknown.low == day("2024-02-01")
    assert unknown.high > day("2030-01-01")


# ---- parties -----------------------------------------------------------------------------------


def test_an_unknown_organ_is_any_that_exists_then() -> None:
    read = history(submit(to=None), event("x", "accept", "2024-02-04", refers="e1"))
    assert find(read, "e1").cell(Field.TO) == Choice(("gov", "housing"))
    assert find(read, "x").cell(Field.BY) == Choice(("gov", "housing"))
    early = history(submit(on={"from": "2019-01-01"}, to=None))
    assert find(early, "e1").cell(Field.TO) == Choice(("gov", "housing", "old"))


def test_the_only_petitioner_acts_where_nobody_is_named() -> None:
    bare: Doc = {"id": "e1", "kind": "submit", "on": "2024-01-29", "to": "housing"}
    assert find(history(bare), "e1").cell(Field.BY) == Choice(("p1",))
    two: list[Json] = [matter(petitioners=["p1", "p2"])]
    assert find(history(bare, matters=two), "e1").cell(Field.BY) == Choice(("p1", "p2"))


def test_an_anonymous_petitioner_has_a_stand_in() -> None:
    bare: Doc = {"id": "e1", "kind": "submit", "on": "2024-01-29", "to": "housing"}
    read = history(bare, matters=[{"id": "m1", "anonymous": True}])
    assert find(read, "e1").cell(Field.BY) == Choice(("m1:anonymous",))
    cells = read.matters["m1"].cells
    assert cells[MatterField.ANONYMOUS] == Truth(True)
    assert cells[MatterField.PETITIONERS] == Members(frozenset({"m1:anonymous"}))


def test_who_submits_is_a_petitioner_where_the_matter_names_none() -> None:
    read = history(submit(by="p7"), matters=[{"id": "m1"}])
    assert find(read, "e1").cell(Field.BY) == Choice(("p7",))
    cell = read.matters["m1"].cells[MatterField.PETITIONERS]
    assert cell == Members(frozenset(), frozenset({"p7"}))


def test_an_officers_official_act_is_the_organs() -> None:
    read = history(submit(), accept(by="housing/li", by_person="housing/wu"))
    done = find(read, "e2")
    assert done.cell(Field.BY) == Choice(("housing",))
    assert done.cell(Field.BY_PERSON) == Members(frozenset({"housing/li", "housing/wu"}))
    assert "housing/li" in read.parties


def test_a_wrong_by_a_person_stays_that_persons() -> None:
    read = history(submit(), event("x", "disclose", "2024-02-01", by="housing/li", to="gov"))
    assert find(read, "x").cell(Field.BY) == Choice(("housing/li",))


@pytest.mark.parametrize(
    ("changed", "message", "help_line"),
    [
        (accept(by="hosing"), "`hosing` is not an organ of the tree", "did you mean `housing`?"),
        (accept(by="p1"), "`p1` is a petitioner, and this must be an organ", None),
        (
            accept(by="old"),
            "`old` no longer existed: its last day was `2020-12-31`",
            "name the organ that carries on its functions",
        ),
        (accept(by="young"), "`young` did not exist yet: it began on `2030-01-01`", None),
        (accept(by="nobody/li"), "`nobody` is not an organ of the tree", None),
    ],
)
def test_organs_that_cannot_act(changed: Doc, message: str, help_line: str | None) -> None:
    fault = fault_of(submit(), changed)
    assert fault.message == message
    assert fault.at == ("events", 1, "by")
    assert help_line is None or fault.help == help_line


def test_an_organ_whose_end_is_not_certain_may_act() -> None:
    read = history(submit(on=None), accept(by="old", on={"from": "2020-01-01"}))
    assert find(read, "e2").cell(Field.BY) == Choice(("old",))


def test_a_stranger_is_no_petitioner() -> None:
    fault = fault_of(submit(by="p2"))
    assert fault.message == "`p2` is not a petitioner of the case"
    assert fault.help == "known: `p1`"
    fault = fault_of(submit(), event("x", "disclose", None, to="p9"))
    assert fault.message == "`p9` is neither an organ of the tree nor a petitioner of the case"


def test_an_attester_must_be_known() -> None:
    fault = fault_of(submit(), accept(attested={"complex": {"value": True, "by": "goov"}}))
    assert fault.at == ("events", 1, "attested", "complex", "by")


# ---- words, truth values, sets -----------------------------------------------------------------


def test_documents_are_written_notices_may_be() -> None:
    read = history(
        submit(),
        accept(),
        event("o", "opinion", None, by="housing", refers="e2"),
        event("n", "notify_receipt", None, by="housing", refers="e1"),
        event("p", "notify_receipt", None, by="housing", refers="e1", written=False),
    )
    written = [find(read, id).cell(Field.WRITTEN) for id in ("o", "n", "p")]
    assert written == [Truth(True), Truth(None), Truth(False)]


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        ("accusation", {}, True),
        ("suggestion", {}, False),
        (None, {}, None),
        ("suggestion", {"contains_denunciation": True}, True),
        ("accusation", {"contains_denunciation": None}, None),
    ],
)
def test_what_is_passed_on_may_denounce(
    kind: str | None, given: Doc, expected: bool | None
) -> None:
    passed = event("t", "transfer", "2024-02-01", by="gov", to="housing", refers="e1", **given)
    read = history(submit(), passed, matters=[{"id": "m1", "kind": kind, "petitioners": ["p1"]}])
    assert find(read, "t").cell(Field.CONTAINS_DENUNCIATION) == Truth(expected)


def test_no_means_no_and_unknown_means_unknown() -> None:
    read = find(history(), "e1")
    assert read.cell(Field.JOINT) == Truth(False)
    assert read.cell(Field.HAS_NAME) == Truth(None)
    assert read.cell(Field.GROUP_SIZE) == Span(1, 1)
    assert read.cell(Field.REPRESENTATIVES) == Span(0, 1)
    channel = read.cell(Field.CHANNEL)
    assert isinstance(channel, Choice)
    assert set(channel.options) == {"letter", "visit", "online", "phone", "fax", "other"}
    assert find(history(submit(joint=None)), "e1").cell(Field.JOINT) == Truth(None)


def test_what_a_notice_states() -> None:
    read = history(
        submit(),
        event("a", "notify_receipt", None, by="housing", refers="e1"),
        event("b", "notify_receipt", None, by="housing", refers="e1", states=["receipt"]),
    )
    unknown = find(read, "a").cell(Field.STATES)
    assert isinstance(unknown, Members)
    assert unknown.sure == frozenset()
    assert unknown.maybe >= {"receipt", "route", "reasons"}
    assert "basis" not in unknown.maybe
    assert find(read, "b").cell(Field.STATES) == Members(frozenset({"receipt"}))


def test_the_sets_of_a_matter() -> None:
    bare = history(submit(), matters=[{"id": "m1", "petitioners": ["p1"]}]).matters["m1"].cells
    everybody = Members(frozenset(), frozenset({"gov", "housing", "old", "young"}))
    assert bare[MatterField.COMPETENT] == everybody
    assert bare[MatterField.INVOLVES] == everybody
    assert bare[MatterField.ACCUSED] == Members(frozenset())
    assert bare[MatterField.SERIOUS] == Truth(False)
    named = history(submit(), accept()).matters["m1"].cells
    assert named[MatterField.INVOLVES] == Members(frozenset({"housing"}))


@pytest.mark.parametrize(
    ("kind", "ways"),
    [("appeal", {"1", "2", "3", "4", "5", "6"}), ("suggestion", {NO_WAY})],
)
def test_only_an_appeal_has_a_way(kind: str, ways: set[str]) -> None:
    read = history(submit(), matters=[{"id": "m1", "kind": kind, "petitioners": ["p1"]}])
    way = read.matters["m1"].cells[MatterField.WAY]
    assert isinstance(way, Choice)
    assert set(way.options) == ways


@pytest.mark.parametrize("said", [True, False])
def test_with_a_legal_channel_the_way_is_another_than_the_sixth(said: bool) -> None:
    attested: Json = {"legal_channel": said}
    one: Json = {"id": "m1", "kind": "appeal", "petitioners": ["p1"], "attested": attested}
    read = history(submit(), matters=[one])
    way = read.matters["m1"].cells[MatterField.WAY]
    assert isinstance(way, Choice)
    assert ("6" in way.options) is not said


# ---- matters and references --------------------------------------------------------------------

TWO: list[Json] = [matter(), {"id": "m2", "petitioners": ["p1"]}]


def test_the_matter_is_its_own_or_that_of_what_it_refers_to() -> None:
    read = history(submit(matter="m2"), accept(), matters=TWO)
    assert find(read, "e2").matter == "m2"


def test_a_matter_that_cannot_be_told() -> None:
    fault = fault_of(submit(), matters=TWO)
    assert fault.message == "it is not said which matter `e1` belongs to"
    assert fault.help == "say `matter`: one of `m1`, `m2`"
    fault = fault_of(submit(matter="m3"), matters=TWO)
    assert (fault.message, fault.at) == ("there is no matter `m3`", ("events", 0, "matter"))


def test_the_only_candidate_is_what_it_refers_to() -> None:
    bare: Doc = {"id": "e2", "kind": "accept", "on": "2024-02-04", "by": "housing"}
    assert find(history(submit(), bare), "e2").refers == only("e1")


def test_several_candidates_none_too_late() -> None:
    bare: Doc = {"id": "x", "kind": "register", "on": "2024-02-04", "by": "housing"}
    read = history(
        submit(),
        submit(id="e0", on={"to": "2024-03-01"}),
        submit(id="e9", on="2024-02-05"),
        bare,
    )
    assert find(read, "x").refers == options("e1", "e0")


def test_an_incomplete_record_may_lack_what_it_refers_to() -> None:
    bare: Doc = {"id": "e2", "kind": "accept", "on": "2024-02-04", "by": "housing"}
    assert find(history(submit(), bare, record="partial"), "e2").refers == options("e1", None)
    closed: Json = {"complete_for": ["submit", "transfer", "assign"]}
    assert find(history(submit(), bare, record=closed), "e2").refers == only("e1")


def test_no_candidate_is_no_reference() -> None:
    bare: Doc = {"id": "e2", "kind": "accept", "on": "2024-02-04", "by": "housing"}
    assert find(history(bare), "e2").refers == only()
    assert find(history(submit(), event("x", "withdraw", None)), "x").refers == only()


def test_two_of_a_kind_do_not_refer_to_each_other() -> None:
    sent: Doc = {"by": "gov", "to": "housing"}
    read = history(event("a", "transfer", None, **sent), event("b", "transfer", None, **sent))
    assert (find(read, "a").refers, find(read, "b").refers) == (only(), only("a"))


def test_on_one_day_the_recorded_order_decides() -> None:
    sent: Doc = {"by": "gov", "to": "housing"}
    read = history(
        submit(), event("a", "transfer", "2024-02-01", **sent), event("b", "transfer", "2024-02-01")
    )
    assert find(read, "a").refers == only("e1")
    assert find(read, "b").refers == options("e1", "a")


@pytest.mark.parametrize(
    ("changed", "message", "help_line"),
    [
        (accept(refers="e11"), "`e2` refers to `e11`, which is not in the record", "`e1`"),
        (accept(refers="e2"), "`e2` refers to itself", None),
        (accept(id="e1"), "two events have the id `e1`", None),
        (
            event("e3", "review_request", None, refers="e1"),
            "`review_request` cannot refer to `e1`, which is `submit`",
            "it may refer to `opinion`",
        ),
        (submit(id="e3", refers="e1"), "`submit` refers to no other event", "`same_as`"),
        (
            submit(id="e3", same_as={"event": "e7"}),
            "`same_as` names `e7`, which is not in the record",
            None,
        ),
    ],
)
def test_references_that_cannot_be(changed: Doc, message: str, help_line: str | None) -> None:
    fault = fault_of(submit(), changed)
    assert fault.message == message
    assert help_line is None or help_line in (fault.help or "")


def test_references_in_a_circle() -> None:
    sent: Doc = {"by": "gov", "to": "housing"}
    fault = fault_of(
        event("a", "transfer", None, refers="b", **sent),
        event("b", "transfer", None, refers="a", **sent),
    )
    assert fault.message == "`b` refers to `a`, which in the end refers to it"


# ---- spellings ---------------------------------------------------------------------------------


def test_a_hearing_is_its_start_and_its_end() -> None:
    read = history(
        submit(), accept(), event("h", "hearing", "2024-02-10", ends="2024-02-12", by="housing")
    )
    start, end = find(read, "h"), find(read, "h.end")
    assert (start.kind, end.kind) == (Kind.HEARING_START, Kind.HEARING_END)
    assert (start.refers, end.refers) == (only("e2"), only("h"))
    assert end.cell(Field.ON) == span("2024-02-12", "2024-02-12")
    days = {str(day("2024-02-10") + i) for i in range(3)}
    assert start.cell(Field.SITTING_DAYS) == Members(frozenset(days))
    assert [e.order for e in read.events] == [0, 1, 2, 3]


def test_listed_sitting_days() -> None:
    held = event("h", "hearing", "2024-02-10", ends="2024-02-12", sitting_days=["2024-02-11"])
    read = history(submit(), accept(), held)
    assert find(read, "h").cell(Field.SITTING_DAYS) == Members(frozenset({str(day("2024-02-11"))}))


def test_a_hearing_without_an_end_is_refused() -> None:
    fault = fault_of(submit(), accept(), event("h", "hearing", "2024-02-10"))
    assert fault.message == "`hearing` needs `ends`"


def test_an_end_that_names_the_acceptance_ends_its_hearing() -> None:
    read = history(
        submit(),
        accept(),
        event("s1", "hearing_start", "2024-02-10", refers="e2"),
        event("t1", "hearing_end", "2024-02-11", refers="e2"),
        event("s2", "hearing_start", "2024-02-20", refers="e2"),
        event("t2", "hearing_end", "2024-02-21", refers="e2"),
    )
    assert find(read, "t1").refers == only("e2", "s1")
    assert find(read, "t2").refers == only("e2", "s2")


def test_a_first_visit_is_a_submission_by_visit() -> None:
    read = history(
        event("v", "first_visit", "2024-01-29", by="p1", to="housing"), accept(refers="v")
    )
    assert find(read, "v").kind is Kind.SUBMIT
    assert find(read, "v").cell(Field.CHANNEL) == Choice(("visit",))


@pytest.mark.parametrize(
    ("record", "open_", "closed"),
    [
        ("complete", set[Kind](), set(Kind)),
        ("partial", set(Kind), set[Kind]()),
        ({"complete_for": ["opinion"]}, {Kind.EXTEND}, {Kind.OPINION}),
        ({"complete_for": ["hearing"]}, {Kind.OPINION}, {Kind.HEARING_START, Kind.HEARING_END}),
    ],
)
def test_how_far_the_record_speaks(record: Json, open_: set[Kind], closed: set[Kind]) -> None:
    read = history(record=record)
    assert open_ <= read.open_kinds
    assert not closed & read.open_kinds


def test_times_of_day_are_minutes() -> None:
    assert find(history(submit(time="09:30")), "e1").time == 570
    assert find(history(), "e1").time is None


def test_an_absence_speaks_up_to_its_own_day_unless_it_says_otherwise() -> None:
    said: dict[str, Json] = {"by": "gov", "of": "opinion", "refers": "e2"}
    read = history(
        submit(),
        accept(),
        event("a", "absence", "2024-04-20", **said),
        event("b", "absence", "2024-04-20", **said, until="2024-04-10"),
    )
    assert find(read, "a").cell(Field.UNTIL) == span("2024-04-20", "2024-04-20")
    assert find(read, "b").cell(Field.UNTIL) == span("2024-04-10", "2024-04-10")
    assert find(read, "a").cell(Field.OF) == Choice(("opinion",))


# ---- facts -------------------------------------------------------------------------------------


def test_facts_nobody_spoke_of_are_unknown_labels_do_not_hold() -> None:
    facts = history().matters["m1"].facts
    assert facts.keys() == set(Fact)
    assert facts[Fact.COMPLEX] == Truth(None)
    assert facts[Fact.SERIOUS] == Truth(False)


def test_a_label_may_stand_as_field_or_as_fact() -> None:
    for said in (matter(serious=True), matter(attested={"serious": True})):
        read = history(submit(), accept(), matters=[said])
        assert read.matters["m1"].cells[MatterField.SERIOUS] == Truth(True)
        assert read.matters["m1"].facts[Fact.SERIOUS] == Truth(True)
    both = matter(serious=True, attested={"serious": False})
    fault = fault_of(submit(), accept(), matters=[both])
    assert fault.message.startswith("`serious` is true here and false elsewhere")


def test_good_cause_is_no_unless_attested() -> None:
    opined = (submit(), accept(), event("o", "opinion", "2024-03-01", by="housing"))
    asked = event("r", "review_request", "2024-04-20", by="p1", to="gov", refers="o")
    read = history(*opined, asked)
    assert find(read, "r").facts[Fact.GOOD_CAUSE] == Truth(False)
    excused: Doc = {**asked, "attested": {"good_cause": True}}
    assert find(history(*opined, excused), "r").facts[Fact.GOOD_CAUSE] == Truth(True)


def finding(**other: Json) -> Doc:
    return event("f", "finding", "2024-04-01", by="gov", fact="complex", **other)


def test_a_finding_fills_the_fact_of_what_it_refers_to() -> None:
    # A complex matter is a hard one.
    assert find(history(submit(), accept(), finding(refers="e2")), "e2").facts == {
        Fact.COMPLEX: Truth(True),
        Fact.HARD: Truth(True),
    }
    read = history(submit(), accept(), finding(value=False))
    assert read.matters["m1"].facts[Fact.COMPLEX] == Truth(False)
    spoken = accept(attested={"complex": None})
    read = history(submit(), spoken, finding(refers="e2", value=True))
    assert find(read, "e2").facts[Fact.COMPLEX] == Truth(True)


def test_a_finding_against_an_attestation_is_refused() -> None:
    spoken = accept(attested={"complex": {"value": False, "by": "housing"}})
    fault = fault_of(submit(), spoken, finding(refers="e2"))
    assert fault.message == "`complex` is true here and false elsewhere in the record"
    assert fault.at == ("events", 2, "fact")


# ---- sameness ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "said", "facts", "reasons"),
    [
        ("m1", None, True, None),
        ("m2", None, False, False),
        ("m2", {"facts": True, "reasons": True}, True, True),
        ("m2", {"facts": True}, True, False),
        ("m1", {"reasons": False}, True, False),
        ("m1", {"facts": None}, None, None),
    ],
)
def test_whether_a_later_submission_is_the_same(
    other: str, said: Doc | None, facts: bool | None, reasons: bool | None
) -> None:
    later = submit(id="e5", on="2024-04-01", matter=other)
    if said is not None:
        later["same_as"] = {"event": "e1", **said}
    read = history(submit(matter="m1"), accept(), later, matters=TWO)
    earlier, again = find(read, "e2"), find(read, "e5")
    assert same_facts(read, earlier, again) == Truth(facts)
    assert same_reasons(read, earlier, again) == Truth(reasons)
