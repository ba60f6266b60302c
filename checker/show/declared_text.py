"""What the rules of a Declare model find in a log, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.show.lang import Lang, Text, quantity
from checker.show.paint import BOLD, DIM, RED, Row, columns, row
from checker.tasks.audit_rows import FindingRow
from checker.tasks.declared import Declared, RuleTally
from model.casefile.faults import did_you_mean
from model.logic.rule import Rule
from model.templates.parts import DeclareModel

_WIDTH = 9
_WIDEST = 94


def declared_rows(
    rules: Sequence[Rule], found: Declared, rejected: int, file: str, lang: Lang
) -> Iterator[Row]:
    """Yields the counts, rule by rule in the order of the model, and what they rest on."""
    cases, events = quantity(found.cases, "件", "case"), quantity(found.events, "个事件", "event")
    head = Text(
        f"{file}：{len(rules)} 条规则，{cases.zh}，{events.zh}；{found.broken} 件有违反",
        f"{file}: {quantity(len(rules), '', 'rule').en}, {cases.en}, {events.en}; "
        f"{found.broken} with a breach",
    )
    yield row((head.of(lang), BOLD))
    if rejected:
        said = Text(f"未判断 {rejected} 件", f"{rejected} not judged")
        yield row((said.of(lang), RED))
    titles = (
        Text("违反", "broken"),
        Text("遵守", "kept"),
        Text("未触发", "idle"),
        Text("次数", "times"),
    )
    yield row((" ".join(_right(t.of(lang)) for t in titles), DIM))
    for rule in rules:
        tally = found.rules.get(rule.id, RuleTally())
        idle = found.cases - tally.broken - tally.kept
        numbers = " ".join(f"{n:>{_WIDTH}}" for n in (tally.kept, idle, tally.times))
        broken = f"{tally.broken:>{_WIDTH}}"
        yield row(
            (broken, RED) if tally.broken else broken, f" {numbers}  ", f"{rule.id}  ",
            _short(rule.article),
        )  # fmt: skip
    yield row((_basis(found).of(lang), DIM))
    for id, tally in found.rules.items():
        if tally.denied:
            yield row((_denied(id, tally.denied).of(lang), RED))


def _right(word: str) -> str:
    return " " * (_WIDTH - columns(word)) + word


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _basis(found: Declared) -> Text:
    again = sum(sum(t.again) for t in found.rules.values())
    return Text(
        f"以件计（“次数”以次计）；所有案件视为已结束；其中 {again} 个结论经参照语义复核",
        f"counted by cases, `times` by breaches; every case is taken to be over; "
        f"{again} verdicts judged again by the reference meaning",
    )


def _denied(id: str, times: int) -> Text:
    return Text(
        f"内核错误：{id} 有 {times} 件与参照语义不符，请报告",
        f"a wrong kernel: the reference meaning denies {id} in {times} cases; please report it",
    )


def broken_rows(
    case: str, found: Sequence[FindingRow], rules: Sequence[Rule], lang: Lang
) -> Iterator[Row]:
    """Yields a case in which something is broken: each rule, and the events that broke it."""
    said = {rule.id: Text(rule.zh, rule.en) for rule in rules}
    yield row((case, BOLD))
    for one in found:
        at = f" {' '.join(one.events)}" if one.events else ""
        yield row("  ", ("✗", RED), f" {one.rule}{at}  {said[one.rule].of(lang)}")


def never_seen(model: DeclareModel, seen: set[str], found: Declared) -> Iterator[Text]:
    """Yields the activities that rules are about and no event of the log has."""
    if not found.cases:
        return
    for name in dict.fromkeys(a for c in model.constraints for a in c.activities):
        if name not in seen:
            help = did_you_mean(name, seen) or ""
            near = f" ({help})" if help.startswith("did") else ""
            yield Text(f"日志中没有「{name}」{near}", f"no event of the log is a `{name}`{near}")
