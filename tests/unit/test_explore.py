from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.ground.symbolic import optional_events
from checker.read.place import CaseError
from checker.tasks.check import check
from checker.tasks.explore import (
    Clash,
    Compliant,
    Conflict,
    Continuation,
    Explored,
    Undetermined,
    explore,
    in_question,
    otherwise,
)
from checker.tasks.explore_sets import Unsure, minimal_clashes
from checker.tasks.explore_situation import Document, read_situation
from checker.tasks.explore_vacuous import engagement
from checker.tasks.findings import Verdict
from checker.tasks.instance import Options
from constraints.acts import Accept, Forwarding, Register, Submit
from constraints.registry import all_rules
from constraints.sources import R22, SOURCES
from model.calendar import date_of, day_number, national_calendar
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.logic.declare import rules_of
from model.logic.rule import Modality, Rule
from model.logic.write import Claim, period, some, when
from model.words import Kind, OrganKind

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "scenarios" / "situations"
OPTIONS = Options(national_calendar())
rule = rules_of(R22)


@rule("T-register", article="23 ¶1", modality=Modality.OBLIGATION)
def stand_in_registers(raised: Submit) -> Claim:
    """A petition office registers what it receives.

    测试：信访部门应当登记。
    """
    return (
        when(raised.to.of_kind(OrganKind.PETITION_OFFICE))
        .require(some(Register, lambda r: r.answers(raised) & (r.by == raised.to)))
        .by(period(raised.received).plus(15))
        .on(raised.to)
    )


@rule("T-transfer", article="22 ¶1 (2)", modality=Modality.OBLIGATION)
def stand_in_transfers(raised: Submit) -> Claim:
    """A petition office passes what it receives on to a competent organ.

    测试：信访部门应当转送有权处理的机关。
    """
    return (
        when(raised.to.of_kind(OrganKind.PETITION_OFFICE))
        .require(
            some(
                Forwarding,
                lambda t: (
                    t.answers(raised) & (t.by == raised.to) & t.to.in_(raised.matter.competent)
                ),
            )
        )
        .by(period(raised.received).plus(15))
        .on(raised.to)
    )


@rule("T-accept", article="–", modality=Modality.OBLIGATION)
def stand_in_accepts(raised: Submit) -> Claim:
    """A petition office accepts what it receives.

    测试：信访部门应当受理。
    """
    return (
        when(raised.to.of_kind(OrganKind.PETITION_OFFICE))
        .require(some(Accept, lambda a: a.answers(raised)))
        .by(period(raised.received).plus(15))
        .on(raised.to)
    )


TOY = {r.id: r for r in (stand_in_registers, stand_in_transfers, stand_in_accepts)}
RULES: Mapping[str, Rule] = {**all_rules(), **TOY}


def shipped(name: str) -> Document:
    return cast("Document", json.loads((SHIPPED / f"{name}.json").read_text(encoding="utf-8")))


def explored(document: Document, tmp_path: Path, options: Options = OPTIONS) -> Explored:
    path = tmp_path / "situation.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    situation = read_situation(path)
    return explore(situation, in_question(RULES, situation), list(SOURCES.values()), options)


def ids(clash: Clash) -> frozenset[str]:
    return frozenset(r.id for r in clash.rules)


def kinds(continuation: Continuation) -> list[str]:
    return [e.kind.value for e in continuation.history.events]


def verdicts(
    continuation: Continuation, rules: Sequence[Rule], readings: Mapping[str, str]
) -> dict[str, set[Verdict]]:
    """What `check` says, under the readings named, of the case file printed and read anew."""
    from model.organs.hierarchy import Hierarchy
    from model.organs.tree import load_tree_json
    from scenarios import DEFAULT_TREE, shipped_tree

    tree = Hierarchy.from_tree(load_tree_json(shipped_tree(DEFAULT_TREE), DEFAULT_TREE))
    document: object = json.loads(json.dumps(continuation.document))
    history = resolve(read_record(document), tree)
    report = check(
        history, {r.id: r for r in rules}, SOURCES.values(), Options(OPTIONS.calendar, readings)
    )
    found: dict[str, set[Verdict]] = {}
    for f in report.findings:
        found.setdefault(f.rule.id, set()).add(f.verdict)
    return found


# ---- the three questions -------------------------------------------------------------------------

DENOUNCED = ["T-register", "T-transfer", "R22-23.3b", "R22-30.3"]


def test_transfer_to_the_only_competent_organ_clashes_with_no_disclosure(tmp_path: Path) -> None:
    found = explored({**shipped("denounced-is-competent"), "rules": DENOUNCED}, tmp_path)
    assert isinstance(found.answer, Conflict)
    (clash,) = found.answer.clashes
    assert ids(clash) == {"T-transfer", "R22-30.3"}
    assert found.readings["IP-33"] == "any_denunciation"
    for without in clash.without:
        said = verdicts(without.continuation, clash.rules, found.readings)
        (other,) = ids(clash) - {without.rule.id}
        assert said[without.rule.id] == {Verdict.VIOLATED}
        assert said.get(other, {Verdict.SATISFIED}) == {Verdict.SATISFIED}
        assert [f.bearer for f in without.broken] == [("linjiang-xfj",)]
    shortest = {w.rule.id: kinds(w.continuation) for w in clash.without}
    assert shortest == {"T-transfer": ["submit"], "R22-30.3": ["submit", "transfer"]} or shortest[
        "R22-30.3"
    ] == ["submit", "assign"]


def test_what_denounces_may_be_taken_out_first(tmp_path: Path) -> None:
    found = explored({**shipped("denounced-but-redacted"), "rules": DENOUNCED}, tmp_path)
    assert isinstance(found.answer, Compliant)
    events = cast("list[Document]", found.answer.witness.document["events"])
    assert [e["redacted"] for e in events if e["kind"] == "transfer"] == [True]
    assert {Verdict.SATISFIED} == set().union(
        *verdicts(found.answer.witness, found.rules, found.readings).values()
    )


def test_registering_does_not_clash_with_not_accepting(tmp_path: Path) -> None:
    base = shipped("registered-not-accepted")
    events = cast("list[Document]", base["events"])
    events[-1]["to"] = "yunhe-xfj"
    cut = [*cast("list[str]", base["cut"]), "yunhe-xfj"]
    wanted = ["T-register", "R22-36.3"]
    found = explored({**base, "cut": cut, "rules": wanted}, tmp_path)
    assert isinstance(found.answer, Compliant)
    assert kinds(found.answer.witness)[3:] == ["register"]
    said = verdicts(found.answer.witness, found.rules, found.readings)
    assert said == {"T-register": {Verdict.SATISFIED}, "R22-36.3": {Verdict.SATISFIED}}


def test_review_above_a_provincial_government_is_left_open_by_the_law(tmp_path: Path) -> None:
    found = explored(shipped("nobody-above"), tmp_path)
    assert isinstance(found.answer, Undetermined)
    assert found.answer.why is Unsure.LAW_UNSETTLED
    under = {settled["IP-44"]: answer for settled, answer in found.answer.under}
    assert isinstance(under[True], Compliant)
    dead_end = under[False]
    assert isinstance(dead_end, Conflict)
    assert [ids(c) for c in dead_end.clashes] == [{"R22-35.1"}]


def test_review_above_a_city_bureau_is_settled(tmp_path: Path) -> None:
    found = explored(shipped("somebody-above"), tmp_path)
    assert isinstance(found.answer, Compliant)
    assert kinds(found.answer.witness)[-2:] == ["review_request", "review_opinion"]
    said = verdicts(found.answer.witness, found.rules, found.readings)
    assert said == {"R22-35.1": {Verdict.SATISFIED}, "R22-35.2": {Verdict.SATISFIED}}


def missing(name: str) -> list[str]:
    return [id for id in cast("list[str]", shipped(name)["rules"]) if id not in all_rules()]


NOT_YET = "not in the registry yet: "


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        pytest.param(
            name,
            answer,
            marks=[pytest.mark.xfail(reason=NOT_YET + ", ".join(missing(name)), raises=CaseError)]
            if missing(name)
            else [],
        )
        for name, answer in (
            ("denounced-is-competent", Conflict),
            ("denounced-but-redacted", Compliant),
            ("denounced-but-relayed", Compliant),
            ("registered-not-accepted", Compliant),
            ("nobody-above", Undetermined),
            ("somebody-above", Compliant),
            ("ordinary-appeal", Compliant),
        )
    ],
)
def test_shipped_situations(name: str, answer: type, tmp_path: Path) -> None:
    found = explored(shipped(name), tmp_path)
    assert isinstance(found.answer, answer)
    if isinstance(found.answer, Conflict):
        assert [ids(c) for c in found.answer.clashes] == [{"R22-22.1(2)", "R22-30.3"}]
    if isinstance(found.answer, Compliant):
        done = kinds(found.answer.witness)
        assert name != "registered-not-accepted" or ("register" in done and "accept" not in done)
        said = verdicts(found.answer.witness, found.rules, found.readings)
        assert set().union(*said.values()) <= {Verdict.SATISFIED, Verdict.EXCUSED}


def test_every_shipped_situation_is_tested() -> None:
    assert {p.stem for p in SHIPPED.glob("*.json")} == {
        "denounced-is-competent",
        "denounced-but-redacted",
        "denounced-but-relayed",
        "registered-not-accepted",
        "nobody-above",
        "somebody-above",
        "ordinary-appeal",
    }


def test_a_reading_that_changes_the_answer_is_named(tmp_path: Path) -> None:
    # the 60 days end on a Sunday; the opinion comes on the Monday, and no delivery may follow it
    situation: Document = {
        "situation": "extended",
        "cut": ["yunhe-gov", "yunhe-housing"],
        "matters": [{"id": "m1", "kind": "appeal", "way": 6, "petitioners": ["p1"]}],
        "events": [
            {
                **{"id": "s", "kind": "submit", "on": "2024-01-02", "by": "p1"},
                **{"to": "yunhe-housing", "has_name": True, "has_address": True},
            },
            {"id": "a", "kind": "accept", "on": "2024-01-03", "by": "yunhe-housing", "refers": "s"},
        ],
        "may": [{"kind": "opinion", "by": "yunhe-housing", "on": "2024-03-04"}],
        "further": 1,
        "horizon": 200,
        "rules": ["R22-34a"],
    }
    found = explored(situation, tmp_path)
    assert isinstance(found.answer, Compliant)
    others = otherwise(found, list(SOURCES.values()), OPTIONS)
    assert [(o.reading, o.word) for o in others] == [("IP-03", "none"), ("IP-41", "delivered")]
    assert all(isinstance(o.answer, Conflict) for o in others)
    pinned = Options(OPTIONS.calendar, {"IP-03": "next_working_day"})
    left = otherwise(found, list(SOURCES.values()), pinned)
    assert [o.reading for o in left] == ["IP-41"]


# ---- minimal sets --------------------------------------------------------------------------------


def test_the_sets_are_all_minimal_ones_by_brute_force(tmp_path: Path) -> None:
    base = shipped("registered-not-accepted")
    matter = {**cast("list[Document]", base["matters"])[0], "kind": "accusation"}
    matter = {**matter, "accused": ["yunhe-housing"]}
    del matter["way"]
    may = [{"kind": "register"}, {"kind": "accept"}, {"kind": "transfer"}]
    cast("list[Document]", base["events"])[-1]["to"] = "linjiang-xfj"
    toy = ["T-register", "T-transfer", "T-accept", "R22-30.3", "R22-36.3"]
    document = {**base, "matters": [matter], "may": may, "rules": toy}
    clashing: set[frozenset[str]] = set()
    for size in range(1, len(toy) + 1):
        for some_of in combinations(toy, size):
            answer = explored({**document, "rules": list(some_of)}, tmp_path).answer
            assert isinstance(answer, Compliant | Conflict)
            if isinstance(answer, Conflict):
                clashing.add(frozenset(some_of))
    wanted = {c for c in clashing if not any(o < c for o in clashing)}
    whole = explored(document, tmp_path).answer
    assert isinstance(whole, Conflict)
    found = [ids(c) for c in whole.clashes]
    assert len(found) == len(set(found))
    assert set(found) == wanted
    assert wanted == {
        frozenset({"T-transfer", "R22-30.3"}),
        frozenset({"T-accept", "R22-36.3"}),
    }


@given(st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1), max_size=5))
def test_minimal_sets_of_any_family(bad: list[frozenset[str]]) -> None:
    found = list(minimal_clashes("abcdef", lambda s: not any(b <= s for b in bad)))
    assert len(found) == len(set(found))
    assert set(found) == {b for b in bad if not any(o < b for o in bad)}


# ---- rules that nothing engages ----


def test_rules_that_nothing_within_the_bound_engages(tmp_path: Path) -> None:
    document = {**shipped("nobody-above"), "rules": ["R22-34b", "R22-35.1", "R22-35.2"]}
    path = tmp_path / "situation.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    situation = read_situation(path)
    rules = in_question(RULES, situation)
    found = engagement(situation, rules, list(SOURCES.values()), OPTIONS)
    assert [r.id for r in found.vacuous] == ["R22-34b"]  # nobody may extend anything
    assert [r.id for r in found.engaged] == ["R22-35.1", "R22-35.2"]
    tired = Options(OPTIONS.calendar, rlimit=1)
    unsure = engagement(situation, rules, list(SOURCES.values()), tired).unsure
    assert ("R22-35.2", Unsure.GAVE_UP) in [(r.id, why) for r, why in unsure]


# ---- never a yes or a no without grounds ---------------------------------------------------------


def test_a_solver_that_gives_up_is_neither_yes_nor_no(tmp_path: Path) -> None:
    tired = Options(national_calendar(), rlimit=1)
    found = explored(
        {**shipped("denounced-is-competent"), "rules": DENOUNCED}, tmp_path, options=tired
    )
    assert found.answer == Undetermined(Unsure.GAVE_UP)


def test_a_horizon_before_the_deadline_is_neither_yes_nor_no(tmp_path: Path) -> None:
    document = {**shipped("denounced-is-competent"), "rules": DENOUNCED, "horizon": 5}
    assert explored(document, tmp_path).answer == Undetermined(Unsure.HORIZON)


def test_a_horizon_past_the_calendar_is_neither_yes_nor_no(tmp_path: Path) -> None:
    far = national_calendar().last - day_number(date_of(738949)) + 400
    document = {**shipped("denounced-is-competent"), "rules": DENOUNCED, "horizon": far}
    assert explored(document, tmp_path).answer == Undetermined(Unsure.CALENDAR)


def test_no_room_for_the_act_is_a_dead_end_of_one_rule(tmp_path: Path) -> None:
    document = {**shipped("denounced-is-competent"), "rules": ["T-register"], "further": 0}
    answer = explored(document, tmp_path).answer
    assert isinstance(answer, Conflict)
    assert [ids(c) for c in answer.clashes] == [{"T-register"}]


def test_rights_are_in_question_only_by_name(tmp_path: Path) -> None:
    document = shipped("nobody-above")
    del document["rules"]
    path = tmp_path / "situation.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    rules = in_question(all_rules(), read_situation(path))
    assert {r.id for r in rules} == {
        id for id, r in all_rules().items() if r.modality is not Modality.RIGHT
    }


# ---- situations ----------------------------------------------------------------------------------


def room_for(may: list[Document], tmp_path: Path) -> list[Kind]:
    document = {**shipped("denounced-is-competent"), "may": may, "further": 2}
    path = tmp_path / "situation.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    history = read_situation(path).history
    place = {e.id: e.order for e in history.events}
    for e in history.events:
        assert all(place[r] < e.order for option in e.refers.options for r in option)
    return [e.kind for e in optional_events(history)]


def test_an_event_has_its_place_after_what_it_may_refer_to(tmp_path: Path) -> None:
    may: list[Document] = [{"kind": "return_materials"}, {"kind": "object"}, {"kind": "transfer"}]
    assert room_for(may, tmp_path) == [Kind.TRANSFER, Kind.OBJECT, Kind.RETURN_MATERIALS]


def test_kinds_that_refer_to_each_other_take_turns(tmp_path: Path) -> None:
    may: list[Document] = [{"kind": "supervise"}, {"kind": "suggest"}]
    once = [Kind.SUPERVISE, Kind.SUGGEST]
    assert room_for(may, tmp_path) == [*once, *once]


def test_what_must_refer_to_something_absent_has_no_place(tmp_path: Path) -> None:
    assert room_for([{"kind": "re_review_opinion"}], tmp_path) == []


def changed(**over: object) -> Document:
    return {**shipped("denounced-is-competent"), "rules": DENOUNCED, **over}


WRONG: list[tuple[Document, str, str]] = [
    (changed(horizn=3), "unknown key `horizn`", "did you mean `horizon`?"),
    (
        changed(may=[{"kind": "trnsfer"}]),
        "`trnsfer` is no kind of event",
        "did you mean `transfer`",
    ),
    (changed(may=[{"kind": "transfer", "redactd": True}]), "unknown key `redactd`", "`redacted`"),
    (
        changed(may=[{"kind": "register", "redacted": True}]),
        "`register` has no field",
        "did you mean",
    ),
    (changed(may=[{"kind": "transfer", "at_most": 0}]), "`at_most` must be", ""),
    (changed(may=[{"kind": "transfer", "to": "yunhe-hosing"}]), "not an organ", "yunhe-housing"),
    (changed(may=[{"at_most": 1}]), "`kind` is missing", ""),
    (changed(cut=["yunhe-xjf"]), "`yunhe-xjf` is not an organ", "did you mean `yunhe-xfj`?"),
    (changed(cut=None), "132 organs are too many", "`cut`"),
    (changed(further=9), "too many", "at most 9 in all"),
    (changed(rules=["R22-30.4"]), "there is no rule `R22-30.4`", "did you mean"),
    (changed(events=[{"id": "s", "kind": "submit", "on": None}]), "no given event", "horizon"),
]


@pytest.mark.parametrize(("document", "message", "help_line"), WRONG)
def test_what_is_wrong_with_a_situation_is_said_with_its_place(
    document: Document, message: str, help_line: str, tmp_path: Path
) -> None:
    with pytest.raises(CaseError) as raised:
        explored(document, tmp_path)
    assert message in raised.value.message
    assert help_line in (raised.value.help or "")
    assert raised.value.place.line >= 1
