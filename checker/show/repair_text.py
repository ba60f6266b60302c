"""The nearest lawful history, in words and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, assert_never

from checker.show.cell_words import fact
from checker.show.glossary import FIELDS, FLAGS, HISTORY_VERDICTS, word
from checker.show.glossary_kinds import kind_name
from checker.show.lang import COMMA, ENUMERATION, SEMICOLON, Lang, Text, joined, quantity, same
from checker.show.paint import BOLD, DIM, GREEN, RED, YELLOW, Row, Style, row, wrapped
from checker.show.people import day_text, event_label, party_name
from checker.tasks.repair import (
    Answer,
    Bound,
    NoRepair,
    Nothing,
    Problem,
    Repair,
    Repairs,
    Unsure,
)
from checker.tasks.repair_changes import Added, Change, Document, Done, LeftOut, plain
from checker.tasks.repair_obstacles import Obstacles
from checker.tasks.repair_proof import Redecided
from model.calendar import Calendar, date_of
from model.casefile.fields import FIELDS as FIELD_RULES
from model.casefile.fields import Sort
from model.history import Cell, Choice, History, Members, Span, Truth
from model.words import Field

WIDTH: Final = 96


def repair_rows(
    answer: Answer, problem: Problem, files: Mapping[str, Path], lang: Lang
) -> Iterator[Row]:
    """Yields what the nearest lawful history has otherwise, what it rests on and what bounds the
    claim. `files`: the case files written, by the name of their case."""
    text, style = _headline(answer)
    yield row((problem.record.case, BOLD), "  ", (text.of(lang), style))
    if isinstance(answer, Nothing):
        return
    yield from _indented(_targets(answer, problem), 2, lang)
    found = () if isinstance(answer, NoRepair) else answer.found
    for place, one in enumerate(found, 1):
        yield row("")
        yield from _repair(place, one, problem, lang)
        name = str(one.document["case"])
        if name in files:
            yield row(f"     {Text('案件文件：', 'case file: ').of(lang)}{files[name]}")
    if found:
        yield row("")
    for said in _closing(answer, problem):
        yield from _indented(said, 2, lang)


def _headline(answer: Answer) -> tuple[Text, Style]:
    match answer:
        case Nothing(True):
            return Text("✓ 无须再作任何行为", "✓ nothing more has to be done"), GREEN
        case Nothing():
            return Text("✓ 没有须改正之处", "✓ nothing is broken that could be repaired"), GREEN
        case Repairs(bound=Bound(until=int())):
            return Text("→ 此后还须作的行为", "→ what is still to be done"), GREEN
        case Repairs(found=found):
            n = len(found)
            return Text(
                f"→ 最近的合规经过（{n} 种）",
                "→ the nearest lawful history" if n == 1 else f"→ the {n} nearest lawful histories",
            ), GREEN
        case NoRepair():
            return Text("✗ 在此范围内没有合规经过", "✗ no lawful history within the bound"), RED
        case Unsure(reason=reason):
            return Text(f"? 无法判定：{reason}", f"? not known: {reason}"), YELLOW
        case _:
            assert_never(answer)


def _indented(text: Text, depth: int, lang: Lang) -> Iterator[Row]:
    for line in wrapped(text.of(lang), WIDTH - depth):
        yield row(" " * depth, (line, DIM))


def _targets(answer: Repairs | NoRepair | Unsure, problem: Problem) -> Text:
    by_rule: dict[str, list[str]] = {}
    for rule, events in answer.targets:
        by_rule.setdefault(rule, []).append(" ".join(events))
    named = joined(
        (Text(f"{r}（{'；'.join(e)}）", f"{r} ({'; '.join(e)})") for r, e in by_rule.items()),
        ENUMERATION,
    )
    if answer.bound.until is not None:
        return Text("否则将违反：", "else broken: ") + named
    return Text("须改正：", "to be mended: ") + named


def _closing(answer: Repairs | NoRepair | Unsure, problem: Problem) -> Iterator[Text]:
    match answer:
        case Repairs(found=found, more=False):
            n = len(found)
            yield Text(
                f"范围内再无改动其他行为的经过（共 {n} 种）",
                f"within the bound no other acts could be changed instead ({n} in all)",
            )
        case NoRepair(obstacles=obstacles):
            yield from _obstacles(obstacles, problem)
        case _:
            pass
    yield _bound(answer.bound)


def _obstacles(obstacles: Obstacles, problem: Problem) -> Iterator[Text]:
    if obstacles.rules:
        ids = joined(map(same, obstacles.rules), ENUMERATION)
        together = len(obstacles.rules) > 1
        yield Text(
            f"障碍：{ids.zh} {'不能同时' if together else '无法'}遵守",
            f"in the way: {ids.en} cannot be kept{' together' if together else ''}",
        )
    if obstacles.facts:
        facts = (fact(name, value, problem.history) for name, value in obstacles.facts)
        said = joined(facts, SEMICOLON)
        yield Text(f"不由机关改动的事实：{said.zh}", f"facts no organ can change: {said.en}")


def _bound(bound: Bound) -> Text:
    if bound.until is not None:
        return _bound_onward(bound)
    who = Text("记载所见的机关", "organs the record names")
    if bound.everybody:
        who = Text("机关树中任何机关", "any organ of the tree")
    said = Text(
        f"范围：至多改动 {bound.most_acts} 个行为；只涉及机关的行为（改日、补述、未作、增作），"
        f"增作者限{who.zh}，每一事项每类至多 {bound.most_alike} 个；信访人的行为、已证事实、"
        "行为的对象和所定期限不动",
        f"bound: at most {bound.most_acts} acts; only acts of organs (another day, more said, left "
        f"out, added); added ones by and to {who.en}, at most {bound.most_alike} of a kind in a "
        "matter; what petitioners did, what is attested, whom acts address and what limits they "
        "set stays",
    )
    if bound.standing:
        ids = ", ".join(bound.standing)
        said += SEMICOLON + Text(
            f"产生义务的行为不动（{ids}；--any-act 则可）",
            f"the acts that made the duty stand ({ids}; --any-act lets them be otherwise)",
        )
    if bound.replayed_only:
        out = ", ".join(bound.replayed_only)
        said += SEMICOLON + Text(f"未编码（仅复核）：{out}", f"judged but not encoded: {out}")
    return said


def _bound_onward(bound: Bound) -> Text:
    who = Text("记载所见的机关", "organs the record names")
    if bound.everybody:
        who = Text("机关树中任何机关", "any organ of the tree")
    day = date_of(bound.until or 0)
    return Text(
        f"范围：自记载截止之日起至多 {bound.most_acts} 个行为，限{who.zh}；看到 {day} 为止，"
        "假定其间信访人不再有行为；已违反者不能补救；各日期合起来最迟",
        f"bound: at most {bound.most_acts} acts from the end of the record on, by and to {who.en}; "
        f"looked on to {day}, supposing that petitioners do nothing more; what is broken already "
        "stays so; the days are the latest taken together",
    )


# ---- one repair ----------------------------------------------------------------------------------


def _repair(place: int, one: Repair, problem: Problem, lang: Lang) -> Iterator[Row]:
    calendar = problem.options.calendar
    cost = _cost(one) if one.cost.acts > len(added_by(one)) else _to_do(one)
    yield row(f"  {place}. ", (cost.of(lang), BOLD))
    for change in one.changes:
        said = _change(change, problem.history, calendar).of(lang)
        for number, line in enumerate(wrapped(said, WIDTH - 7)):
            yield row("     " + ("  " if number else "- "), line)
    _, verdict = HISTORY_VERDICTS[one.report.verdict]
    then = Text("如此则案件：", "the history is then ") + verdict
    yield row("     ", (then.of(lang), DIM))
    for line in wrapped(_SECOND[one.second].of(lang), WIDTH - 5):
        yield row("     ", (line, DIM))


_PROVED: Final = Text(
    "已证明范围内没有更近的合规经过", "proved: nothing nearer is lawful within the bound"
)
_SECOND: Final = {
    Redecided.CONFIRMED: _PROVED + Text("（z3；cvc5 亦然）", " (z3; cvc5 agrees)"),
    Redecided.NOT_INSTALLED: _PROVED
    + Text("（z3；未装 cvc5，未经复核）", " (z3; not re-decided: cvc5 is not installed)"),
    Redecided.GAVE_UP: _PROVED + Text("（z3；cvc5 未能判定）", " (z3; cvc5 could not say)"),
    Redecided.DENIED: Text("两个求解器不一致", "the two solvers disagree"),
}


def added_by(one: Repair) -> tuple[Added, ...]:
    """Returns the acts the repair adds."""
    return tuple(c for c in one.changes if isinstance(c, Added))


def _to_do(one: Repair) -> Text:
    acts = quantity(one.cost.acts, "个", "act")
    return Text(f"增作 {acts.zh}行为", f"{acts.en} more")


def _cost(one: Repair) -> Text:
    acts, days = quantity(one.cost.acts, "个行为", "act"), quantity(one.cost.days, "日", "day")
    said = Text(f"改动 {acts.zh}", f"{acts.en} otherwise")
    if one.cost.left_out:
        said += Text(
            f"（其中 {one.cost.left_out} 个未作）", f", {one.cost.left_out} of them left out"
        )
    if one.cost.days:
        said += Text(f"，共移动 {days.zh}", f", {days.en} moved")
    return said


def _change(change: Change, history: History, calendar: Calendar) -> Text:
    who = party_name(change.by, history.hierarchy)
    match change:
        case Done(event, _, was, now, said):
            label = event_label(history.by_id[event])
            parts: list[Text] = []
            if now != was:
                parts.append(_moved(was, now, calendar))
            parts += [said_of(field, cell, history) for field, cell in said]
            return who + Text("：", ": ") + label + COMMA + joined(parts, COMMA)
        case LeftOut(event, _, was):
            label, day = event_label(history.by_id[event]), day_text(was, calendar)
            return Text(
                f"{who.zh}：未作{label.zh}（记载为 {day.zh}）",
                f"{who.en}: no {label.en} (recorded on {day.en})",
            )
        case Added(_, _, now, act):
            kind, day = kind_name(act.kind), day_text(now, calendar)
            return Text(
                f"{who.zh}：至迟于 {day.zh} 作出{kind.zh}",
                f"{who.en}: a further act, {kind.en}, at the latest on {day.en}",
            ) + _particulars(change, history)
        case _:
            assert_never(change)


def _moved(was: int, now: int, calendar: Calendar) -> Text:
    by, there, before = abs(now - was), day_text(now, calendar), day_text(was, calendar)
    days = quantity(by, "日", "day")
    way = Text(f"早 {days.zh}", f"{days.en} earlier")
    if now > was:
        way = Text(f"晚 {days.zh}", f"{days.en} later")
    return Text(
        f"于 {there.zh} 作出（{way.zh}，记载为 {before.zh}）",
        f"on {there.en}, {way.en} (recorded on {before.en})",
    )


def _particulars(change: Added, history: History) -> Text:
    cells = ((f, c) for f, c in change.cells if f is not Field.BY and c != Truth(False))
    parts = [said_of(f, c, history) for f, c in cells]
    if change.refers:
        ids = ", ".join(sorted(change.refers))
        parts.insert(0, Text(f"针对 {ids}", f"referring to {ids}"))
    return COMMA + joined(parts, COMMA) if parts else Text("", "")


def said_of(field: Field, cell: Cell, history: History) -> Text:
    """Returns what an act has in a field, as a clause."""
    match cell:
        case Truth(held):
            clause = FLAGS[field.value]
            return clause if held else Text("并非：", "not so: ") + clause
        case Span(low, _):
            day = FIELD_RULES[field].sort is Sort.DAY
            value = same(str(date_of(low) if day else low))
        case Choice(options):
            value = _named(options[0], history)
        case Members(sure, _):
            value = joined((_named(w, history) for w in sorted(sure)), ENUMERATION)
            value = value or Text("无", "none")
        case _:
            assert_never(cell)
    return FIELDS[field.value] + Text("：", ": ") + value


def _named(value: str, history: History) -> Text:
    organ = history.hierarchy.is_organ(value.partition("/")[0])
    return party_name(value, history.hierarchy) if organ else word(value)


# ---- for programs --------------------------------------------------------------------------------


def repair_document(answer: Answer, problem: Problem) -> Document:
    """Returns the same as data; the repaired histories as whole case files."""
    found: Document = {"case": problem.record.case, "as_of": str(problem.record.as_of)}
    match answer:
        case Nothing():
            return {**found, "answer": "nothing broken", "repairs": []}
        case Repairs(found=repairs, more=more):
            said: Document = {"answer": "repaired", "repairs": [_as_data(r) for r in repairs]}
            return {**found, **said, **_scope(answer), "all": not more}
        case NoRepair():
            why = answer.obstacles
            facts = {str(name): value for name, value in why.facts}
            in_the_way: Document = {"rules": list(why.rules), "facts": facts}
            said = {"answer": "none within the bound", "repairs": [], "in_the_way": in_the_way}
            return {**found, **said, **_scope(answer)}
        case Unsure(found=repairs, reason=reason):
            said = {"answer": "unknown", "repairs": [_as_data(r) for r in repairs]}
            return {**found, **said, "reason": reason, **_scope(answer)}
        case _:
            assert_never(answer)


def _scope(answer: Repairs | NoRepair | Unsure) -> Document:
    bound = answer.bound
    return {
        "targets": [{"rule": rule, "events": list(events)} for rule, events in answer.targets],
        "bound": {
            "acts": bound.most_acts,
            "alike": bound.most_alike,
            "organs": "all" if bound.everybody else "named",
            "standing": list(bound.standing),
            "until": None if bound.until is None else str(date_of(bound.until)),
            "not_encoded": list(bound.replayed_only),
        },
    }


def _as_data(one: Repair) -> Document:
    cost = one.cost
    return {
        "cost": {
            "acts": cost.acts,
            "left_out": cost.left_out,
            "days": cost.days,
            "said": cost.said,
        },
        "changes": [_change_data(c) for c in one.changes],
        "verdict": one.report.verdict.value,
        "second_solver": one.second.value,
        "history": one.document,
    }


def _change_data(change: Change) -> Document:
    match change:
        case Done(event, by, was, now, said):
            fields = {f.value: plain(c, FIELD_RULES[f].sort) for f, c in said}
            days = {"recorded": str(date_of(was)), "on": str(date_of(now))}
            return {"change": "otherwise", "event": event, "by": by, **days, "says": fields}
        case LeftOut(event, by, was):
            return {"change": "left out", "event": event, "by": by, "recorded": str(date_of(was))}
        case Added(event, by, now, act):
            on = str(date_of(now))
            kind = act.kind.value
            return {"change": "added", "event": event, "by": by, "kind": kind, "on": on}
        case _:
            assert_never(change)
