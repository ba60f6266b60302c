"""What an exploration found, for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, assert_never, cast

from checker.show.lang import ENUMERATION, SEMICOLON, Lang, Text, joined, same
from checker.show.paint import BOLD, DIM, GREEN, RED, YELLOW, Row, row, wrapped
from checker.show.people import bearer_name, day_text
from checker.tasks.explore import (
    Answer,
    Clash,
    Compliant,
    Conflict,
    Continuation,
    Explored,
    Otherwise,
    Settled,
    Undetermined,
    Without,
)
from checker.tasks.explore_sets import Unsure
from checker.tasks.explore_situation import Document, Situation
from checker.tasks.explore_vacuous import Engagement
from checker.tasks.explore_witness import further
from checker.tasks.findings import Finding
from model.calendar import Calendar, date_of
from model.history import History
from model.logic.rule import Modality, Rule

WIDTH: Final = 96

_UNSURE: Final[Mapping[Unsure, Text]] = {
    Unsure.LAW_UNSETTLED: Text("法律未定", "the law leaves it open"),
    Unsure.HORIZON: Text(
        "期限未满：请延长 horizon 或增加 further",
        "something is still open at the horizon: lengthen `horizon` or allow more events",
    ),
    Unsure.CALENDAR: Text(
        "截止日超出已知的放假安排", "the horizon lies past the known calendar of working days"
    ),
    Unsure.GAVE_UP: Text("求解器未能判定", "the solver gave up"),
    Unsure.NOT_EXPRESSIBLE: Text(
        "有规则无法在此情形下编码", "a rule cannot be expressed over these unknowns"
    ),
    Unsure.ENGINES_DISAGREE: Text(
        "引擎之间不一致，请报告", "the engines disagree: please report it"
    ),
    Unsure.WHOLE_TREE: Text(
        "只在截取的机关内成立，在整棵机关树中不成立：请扩大 cut",
        "the witness holds among the organs of the cut only: name more organs in `cut`",
    ),
}


def explored_rows(
    found: Explored, others: Sequence[Otherwise], calendar: Calendar, lang: Lang
) -> Iterator[Row]:
    """Yields what was found: the answer, its bound, a witness or the sets of rules that clash, and
    the single readings under which the answer is another one."""
    yield row((found.situation.record.situation, BOLD))
    if found.situation.record.note:
        yield from _indented(found.situation.record.note, 2)
    yield from _answer(found.answer, found, calendar, lang, 2)
    yield from _indented(_bound(found).of(lang), 2)
    if found.readings:
        yield from _indented(_readings(found.readings).of(lang), 2)
    for other in others:
        change = Text(
            f"若 {other.reading}={other.word}：", f"under {other.reading}={other.word} instead: "
        )
        yield row("  ", ((change + _brief(other.answer)).of(lang), YELLOW))


def _brief(answer: Answer) -> Text:
    match answer:
        case Compliant():
            return Text("可以全部遵守", "all can be met")
        case Conflict(clashes):
            ids = joined((same(" + ".join(r.id for r in c.rules)) for c in clashes), SEMICOLON)
            return Text("冲突：", "conflict of ") + ids
        case Undetermined(why, _):
            return Text("无法判定：", "undetermined: ") + _UNSURE[why]
        case _:
            assert_never(answer)


def _indented(text: str, depth: int) -> Iterator[Row]:
    for line in wrapped(text, WIDTH - depth):
        yield row(" " * depth, (line, DIM))


def _bound(found: Explored) -> Text:
    said = _bound_of(found.situation, found.rules)
    if not found.left_out:
        return said
    out = ", ".join(found.left_out)
    return said + SEMICOLON + Text(f"未编码（仅复核）：{out}", f"replayed but not encoded: {out}")


def _bound_of(situation: Situation, rules: Sequence[Rule]) -> Text:
    record, organs = situation.record, len(situation.history.hierarchy.organs)
    ids = ", ".join(r.id for r in rules)
    return Text(
        f"范围：至多 {record.further} 个后续事件（限 may 所列，每个至多指向一个事件），"
        f"{organs} 个机关，截至 {situation.as_of}；规则 {ids}",
        f"bound: at most {record.further} further events (those of `may`, each refers to one event "
        f"at most), {organs} organs, until {situation.as_of}; rules {ids}",
    )


def _readings(readings: Mapping[str, str]) -> Text:
    asked = "、".join(f"{id}={word}" for id, word in sorted(readings.items()))
    return Text(f"读法：{asked}", f"readings: {asked.replace('、', ', ')}")


# ---- vacuous rules -------------------------------------------------------------------------------


def engagement_rows(found: Engagement, lang: Lang) -> Iterator[Row]:
    """Yields which rules nothing within the bound engages."""
    yield row((found.situation.record.situation, BOLD))
    for rule in found.vacuous:
        said = Text(f"{rule.id} 从不适用：{rule.zh}", f"{rule.id} is never engaged: {rule.en}")
        for line in wrapped(said.of(lang), WIDTH - 2):
            yield row("  ", (line, YELLOW))
    for rule, why in found.unsure:
        said = Text(f"{rule.id} 无法判定：", f"{rule.id} undetermined: ") + _UNSURE[why]
        yield row("  ", (said.of(lang), YELLOW))
    if not found.vacuous and not found.unsure:
        yield row("  ", (Text("✓ 各规则均可适用", "✓ each rule can be engaged").of(lang), GREEN))
    rules = (*found.engaged, *found.vacuous, *(r for r, _ in found.unsure))
    yield from _indented(_bound_of(found.situation, rules).of(lang), 2)
    yield from _indented(_readings(found.readings).of(lang), 2)


def engagement_document(found: Engagement) -> Document:
    """Returns the same as data."""
    return {
        "situation": found.situation.record.situation,
        "engaged": [r.id for r in found.engaged],
        "vacuous": [r.id for r in found.vacuous],
        "undetermined": {r.id: why.value for r, why in found.unsure},
        "readings": dict(found.readings),
    }


# ---- answers -------------------------------------------------------------------------------------


def _answer(
    answer: Answer, found: Explored, calendar: Calendar, lang: Lang, depth: int
) -> Iterator[Row]:
    margin = " " * depth
    match answer:
        case Compliant(witness):
            said = Text("✓ 可以全部遵守，例如：", "✓ all can be met, for example:")
            yield row(margin, (said.of(lang), GREEN))
            yield from _case(witness, depth + 2)
        case Conflict(clashes):
            for clash in clashes:
                yield from _clash(clash, found, calendar, lang, depth)
        case Undetermined(why, under):
            said = Text("? 无法判定：", "? undetermined: ") + _UNSURE[why]
            yield row(margin, (said.of(lang), YELLOW))
            for settled, each in under:
                yield row(margin, f"  {_settled(settled).of(lang)}")
                yield from _answer(each, found, calendar, lang, depth + 4)
        case _:
            assert_never(answer)


def _settled(settled: Settled) -> Text:
    return joined(
        (
            Text(
                f"若 {id} 作{'肯定' if value else '否定'}回答", f"if {id} is answered {_yes(value)}"
            )
            for id, value in settled.items()
        ),
        ENUMERATION,
    )


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _clash(
    clash: Clash, found: Explored, calendar: Calendar, lang: Lang, depth: int
) -> Iterator[Row]:
    ids = joined((same(r.id) for r in clash.rules), Text(" 与 ", " and "))
    said = Text(f"✗ 冲突：{ids.zh} 不能同时遵守", f"✗ conflict: {ids.en} cannot be kept together")
    if len(clash.rules) == 1:
        said = Text(f"✗ 死胡同：{ids.zh} 无法遵守", f"✗ dead end: {ids.en} cannot be kept at all")
    yield row(" " * depth, (said.of(lang), RED))
    for rule in clash.rules:
        meaning = Text(rule.zh, rule.en).of(lang)
        yield from _indented(f"{rule.id}: {meaning}", depth + 2)
    for without in clash.without:
        yield from _without(without, found, calendar, lang, depth + 2)


def _without(
    without: Without, found: Explored, calendar: Calendar, lang: Lang, depth: int
) -> Iterator[Row]:
    added = further(without.continuation.history, found.situation)
    after = Text("遵守其余规则而如下行事", "keeping the others, as follows")
    if not added:
        after = Text("什么也不做", "if nothing more is done")
    history = without.continuation.history
    broken = joined((_broken(f, history, calendar) for f in without.broken), SEMICOLON)
    right = without.rule.modality is Modality.RIGHT
    fate = Text("失效", "lapses") if right else Text("被违反", "is broken")
    said = after + Text(f"：{without.rule.id} {fate.zh}", f": {without.rule.id} {fate.en}")
    yield row(" " * depth, (said + Text("，", ", by ") + broken if broken else said).of(lang))
    ids = {*added}
    for event in _listed(without.continuation.document, "events"):
        if event["id"] in ids:
            yield row(" " * (depth + 2), (_compact(event), DIM))


def _broken(f: Finding, history: History, calendar: Calendar) -> Text:
    said = bearer_name(f.bearer, history)
    if f.due is not None:
        day = day_text(f.due, calendar)
        said += Text(f"，期限 {day.zh}", f", due {day.en}")
    elif f.since is not None:
        said += Text(f"，{date_of(f.since)}", f", on {date_of(f.since)}")
    return said


# ---- case files ----------------------------------------------------------------------------------


def _case(continuation: Continuation, depth: int) -> Iterator[Row]:
    for line in case_text(continuation.document).splitlines():
        yield row(" " * depth, line)


def case_text(document: Document) -> str:
    """Returns the case file as JSON, one matter or event a line."""
    head = [f"{_key(k)}{_compact(v)}" for k, v in document.items() if k not in _LISTS]
    lists = [f"{_key(k)}[\n{_lines(_listed(document, k))}]" for k in _LISTS]
    return "{\n " + ",\n ".join((*head, *lists)) + "\n}\n"


_LISTS: Final = ("matters", "events")


def _key(key: str) -> str:
    return f"{json.dumps(key)}: "


def _listed(document: Document, key: str) -> list[Document]:
    return cast("list[Document]", document[key])


def _lines(records: list[Document]) -> str:
    return ",\n".join(f"  {_compact(record)}" for record in records)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


# ---- for programs --------------------------------------------------------------------------------


def explored_document(found: Explored, others: Sequence[Otherwise]) -> Document:
    """Returns what was found as data: the answer, its bound, whole case files as witnesses."""
    changed = [{"reading": {o.reading: o.word}, **_answer_document(o.answer)} for o in others]
    record = found.situation.record
    return {
        "situation": record.situation,
        "rules": [r.id for r in found.rules],
        "readings": dict(found.readings),
        "further": record.further,
        "organs": list(found.situation.history.hierarchy.organs),
        "until": str(found.situation.as_of),
        "not_encoded": list(found.left_out),
        **_answer_document(found.answer),
        "otherwise": changed,
    }


def _answer_document(answer: Answer) -> Document:
    match answer:
        case Compliant(witness):
            return {"answer": "compliant", "witness": witness.document}
        case Conflict(clashes):
            return {"answer": "conflict", "clashes": [_clash_document(c) for c in clashes]}
        case Undetermined(why, under):
            branches = [{"settled": {**s}, **_answer_document(a)} for s, a in under]
            return {"answer": "undetermined", "why": why.value, "under": branches}
        case _:
            assert_never(answer)


def _clash_document(clash: Clash) -> Document:
    return {
        "rules": [r.id for r in clash.rules],
        "without": [
            {
                "rule": w.rule.id,
                "broken": [
                    {
                        "events": [e.id for e in f.events],
                        "bearer": list(f.bearer),
                        "due": None if f.due is None else str(date_of(f.due)),
                    }
                    for f in w.broken
                ],
                "case": w.continuation.document,
            }
            for w in clash.without
        ],
    }
