"""What was found of a process, as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from checker.show.glossary_kinds import kind_name
from checker.show.lang import ENUMERATION, Lang, Text, joined, quantity, same
from checker.show.law import cited
from checker.show.paint import BOLD, DIM, GREEN, RED, YELLOW, Row, Style, columns, row, wrapped
from checker.show.sentences import Told, notes
from checker.tasks.verify import Answer, Broken, Contested, Proved, Run, Unknown, Verified
from model.calendar import Calendar, date_of
from model.history import Choice, Event, Span
from model.logic.rule import Rule, Source
from model.words import Field

_WIDEST = 90


def verify_rows(
    found: Verified,
    sources: Mapping[str, Source],
    calendar: Calendar,
    files: Mapping[str, Path],
    lang: Lang,
) -> Iterator[Row]:
    """Yields the answer for a process: what it is about, then each rule a run breaks with its
    shortest run, then what is proved. `files`: the case files written, by the name of the run."""
    text, style = _headline(found)
    yield row((found.runs.unfolding.process.process, BOLD), "  ", (text.of(lang), style))
    for line in wrapped(_scope(found).of(lang), _WIDEST):
        yield row((f"  {line}", DIM))
    for name in found.never:
        said = Text(f"没有任何一次运行会到达步骤 `{name}`", f"no run ever comes to step `{name}`")
        yield row((f"  ! {said.of(lang)}", YELLOW))
    for answer in found.answers:
        match answer:
            case Broken(rule, run) | Contested(rule, run):
                yield row("")
                yield from _run_rows(answer, rule, run, sources, calendar, lang)
                if run.name in files:
                    file = Text("案件文件：", "case file: ").of(lang)
                    yield row(f"    {file}{files[run.name]}")
            case Unknown(rule, cause, reason):
                unsaid = Text("无法判定", "cannot be said").of(lang)
                why = f": {reason}" if reason else ""
                yield row("")
                yield row(("? ", YELLOW), (rule.id, BOLD), f"  {unsaid} ({cause.value}{why})")
            case Proved():
                pass
    yield row("")
    yield from _proved_rows(found, lang)


def _headline(found: Verified) -> tuple[Text, Style]:
    broken = sum(isinstance(a, Broken) for a in found.answers)
    if broken:
        rules = quantity(broken, "条规则", "rule")
        return Text(f"✗ 有运行违反{rules.zh}", f"✗ a run breaks {rules.en}"), RED
    if any(isinstance(a, Contested | Unknown) for a in found.answers):
        return Text("? 未能全部证明", "? not everything is proved"), YELLOW
    rules = quantity(len(found.answers), "条规则", "rule")
    return Text(
        f"✓ 已证明：任何运行都不违反{rules.zh}",
        f"✓ proved: no run breaks any of {rules.en}",
    ), GREEN


def _scope(found: Verified) -> Text:
    unfolding = found.runs.unfolding
    turns = unfolding.turns
    first, last = (str(date_of(d)) for d in (unfolding.start.earliest, unfolding.start.latest))
    begun = Text(f"始于{first}", f"begun on {first}")
    if first != last:
        begun = Text(f"始于{first}至{last}之间任何一日", f"begun on any day from {first} to {last}")
    bound = Text("没有循环", "it has no loop")
    if turns is not None:
        bound = Text(
            f"每个循环至多{turns}轮", f"each loop at most {quantity(turns, '', 'turn').en}"
        )
    horizon = str(date_of(found.runs.history.as_of))
    return Text(
        f"范围：从头走到尾的一切运行，{begun.zh}，{bound.zh}；记录完整，截至{horizon}，"
        "其时各期限均已届满；未写明的事实两可；按默认读法",
        f"about every run from beginning to end, {begun.en}; {bound.en}; the record is complete "
        f"and ends on {horizon}, after every deadline; facts not fixed may be either way; "
        "default readings",
    )


def _run_rows(
    answer: Answer,
    rule: Rule,
    run: Run,
    sources: Mapping[str, Source],
    calendar: Calendar,
    lang: Lang,
) -> Iterator[Row]:
    mark, style = ("✗ ", RED) if isinstance(answer, Broken) else ("≠ ", YELLOW)
    yield row((mark, style), (rule.id, BOLD), f"  {cited(rule, sources).of(lang)}")
    if isinstance(answer, Contested):
        said = Text(
            "按默认读法违反，其他读法未必",
            "broken under the default readings, not under every live one",
        )
        yield row(f"    {said.of(lang)}")
    yield row(f"    {_length(run).of(lang)}")
    events = run.history.events
    width = max(columns(e.id) for e in events)
    for e in events:
        padding = " " * (width - columns(e.id))
        yield row(f"      {_day(e)}  {e.id}{padding}  ", (_done(e).of(lang), DIM))
    for note in notes(run.finding, Told(run.history, calendar)):
        lines = wrapped(note.text.of(lang), _WIDEST)
        yield row("    ", (f"{note.label.of(lang)}: ", DIM), lines[0])
        for line in lines[1:]:
            yield row(f"      {line}")


def _length(run: Run) -> Text:
    days = [_ordinal(e) for e in run.history.events]
    steps = len(run.history.events)
    took = max(days) - min(days)
    shortest = Text("最短的运行：", "the shortest such run: ")
    if not run.shortest:
        shortest = Text("一次运行：", "such a run: ")
    return shortest + Text(
        f"{steps} 步，历时 {took} 日",
        f"{quantity(steps, '', 'step').en}, {quantity(took, '', 'day').en}",
    )


def _ordinal(e: Event) -> int:
    on = e.cells[Field.ON]
    assert isinstance(on, Span)
    return on.low


def _day(e: Event) -> str:
    return str(date_of(_ordinal(e)))


def _done(e: Event) -> Text:
    parties = (e.cells.get(field) for field in (Field.BY, Field.TO))
    known = (p.options[0] for p in parties if isinstance(p, Choice) and p.known)
    return kind_name(e.kind) + same("  " + " → ".join(known))


def _proved_rows(found: Verified, lang: Lang) -> Iterator[Row]:
    proved = [a for a in found.answers if isinstance(a, Proved)]
    engaged = joined((same(a.rule.id) for a in proved if a.engaged), ENUMERATION)
    if engaged:
        said = Text(f"✓ 任何运行都不违反：{engaged.zh}", f"✓ no run breaks: {engaged.en}")
        for place, line in enumerate(wrapped(said.of(lang), _WIDEST)):
            yield row(("  " if place else "") + line)
    silent = sum(not a.engaged for a in proved)
    if silent:
        rules = quantity(silent, "条规则", "other rule")
        said = Text(
            f"另有{rules.zh}对任何运行都无所要求",
            f"{rules.en} ask{'s' if silent == 1 else ''} nothing of any run",
        )
        yield row((f"  {said.of(lang)}", DIM))
