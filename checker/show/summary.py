"""What was found of many cases: how many of which verdict, and rule by rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from checker.show.glossary import HISTORY_VERDICTS, VERDICTS
from checker.show.lang import Lang, Text, quantity
from checker.show.paint import BOLD, DIM, RED, YELLOW, Row, columns, row, wrapped
from checker.show.text import history_style
from checker.tasks.findings import HistoryVerdict, Verdict
from checker.tasks.many import RuleCount, Tally

COUNTED: Final = (Verdict.VIOLATED, Verdict.UNDETERMINED, Verdict.CONTESTED, Verdict.PENDING)
"""The verdicts with a column of their own; the others are summed up in the last."""

_WIDEST: Final = 94
_NUMBER: Final = 9


def tally_rows(tally: Tally, lang: Lang) -> Iterator[Row]:
    """Yields the table by verdict, the table by rule, and the rules no case gave occasion for."""
    yield from _verdicts(tally, lang)
    if tally.rules:
        yield row("")
        yield from _by_rule(tally, lang)
    never = tally.never_engaged
    if never:
        yield row("")
        said = Text(f"从未适用的规则 {len(never)} 条：", f"{len(never)} rules never engaged: ")
        for line in wrapped(said.of(lang) + ", ".join(never), _WIDEST):
            yield row((line, DIM))


def _verdicts(tally: Tally, lang: Lang) -> Iterator[Row]:
    judged = tally.cases - tally.rejected
    cases = quantity(tally.cases, "件", "case")
    head = Text(
        f"共 {cases.zh} = 已判断 {judged} + 未判断 {tally.rejected}",
        f"{cases.en} = {judged} judged + {tally.rejected} not judged",
    )
    yield row((head.of(lang), BOLD))
    for verdict in HistoryVerdict:
        number = tally.verdicts[verdict]
        if number:
            sign, word = HISTORY_VERDICTS[verdict]
            yield row(f"{number:>{_NUMBER}}  ", (f"{sign} {word.of(lang)}", history_style(verdict)))
    if tally.rejected:
        said = Text("! 未能判断", "! not judged").of(lang)
        yield row(f"{tally.rejected:>{_NUMBER}}  ", (said, YELLOW))
    if tally.rows:
        sound = tally.rows - tally.rejected_rows
        whole = Text(
            f"共 {tally.rows} 行 = 已判断 {sound} + 拒收 {tally.rejected_rows}",
            f"{quantity(tally.rows, '', 'row').en} = {sound} judged + "
            f"{tally.rejected_rows} rejected",
        )
        yield row((whole.of(lang), BOLD))
    if tally.files:
        files = quantity(tally.files, "个文件无法读取", "file")
        yield row((Text(files.zh, f"{files.en} not readable").of(lang), RED))


def _by_rule(tally: Tally, lang: Lang) -> Iterator[Row]:
    found = tally.by_rule
    width = max(columns(id) for id, _ in found) + 2
    heads = [VERDICTS[v][1].of(lang) for v in COUNTED]
    heads += [Text("其余", "others").of(lang), Text("最长逾期", "worst").of(lang)]
    widths = [max(columns(h) + 2, 8) for h in heads]
    title = Text("规则", "rule").of(lang)
    cells = "".join(_right(h, w) for h, w in zip(heads, widths, strict=True))
    yield row((_left(title, width) + cells, BOLD))
    for id, count in found:
        yield _rule_row(id, count, (width, widths), lang)


def _rule_row(id: str, count: RuleCount, widths: tuple[int, list[int]], lang: Lang) -> Row:
    numbers = [count.verdicts[v] for v in COUNTED]
    numbers.append(sum(count.verdicts.values()) - sum(numbers))
    shown = [str(n) if n else "·" for n in numbers]
    shown.append(Text(f"{count.worst} 日", f"{count.worst} d").of(lang) if count.worst else "·")
    cells = [_right(s, w) for s, w in zip(shown, widths[1], strict=True)]
    where = f"  {count.worst_case}" if count.worst else ""
    style = RED if count.verdicts[Verdict.VIOLATED] else DIM
    return row(_left(id, widths[0]), (cells[0], style), "".join(cells[1:]), (where, DIM))


def _right(text: str, width: int) -> str:
    return " " * (width - columns(text)) + text


def _left(text: str, width: int) -> str:
    return text + " " * (width - columns(text))
