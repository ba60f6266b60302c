"""Which engines serve each rule, and how the time of its kernel grows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from checker.show.lang import Lang, Text, same
from checker.show.paint import BOLD, DIM, PLAIN, Row, Style, columns, row, wrapped


@dataclass(frozen=True, slots=True)
class Engine:
    """The kernel of a rule: by which power of the events of one history its time grows at most
    (searches by an index not counted), and how many lines it has; or why there is none."""

    rule: str
    growth: int = 0
    lines: int = 0
    lacking: str = ""


_GROWTH: Final = {1: Text("线性", "linear"), 2: Text("平方", "quadratic"), 3: Text("立方", "cubic")}
_HEADS: Final = (
    *(Text("规则", "rule"), Text("内核", "kernel"), Text("增长", "growth")),
    Text("行数", "lines"),
)
_COMPARED: Final = Text("有（经比对，未经证明）", "compared, not proved")
_WIDEST: Final = 94


def engine_rows(engines: Iterable[Engine], lang: Lang) -> Iterator[Row]:
    """Yields a line per rule, then what they come to."""
    found = tuple(engines)
    width = max((len(e.rule) for e in found), default=4) + 2
    yield _line(width, _HEADS, lang, BOLD)
    for e in found:
        if e.lacking:
            none = Text("无：", "none: ").of(lang)
            yield row(f"{e.rule:<{width}}", (none + e.lacking, DIM))
        else:
            cells = same(e.rule), _COMPARED, growth(e), same(f"{e.lines:>5}")
            yield _line(width, cells, lang)
    yield row("")
    for line in wrapped(_sum(found).of(lang), _WIDEST):
        yield row((line, DIM))


def _line(width: int, cells: tuple[Text, ...], lang: Lang, style: Style = PLAIN) -> Row:
    *said, last = (cell.of(lang) for cell in cells)
    padded = (s + " " * (w - columns(s)) for s, w in zip(said, (width, 24, 12), strict=True))
    return row(("".join(padded) + last, style))


def growth(e: Engine) -> Text:
    """Returns the class of growth."""
    return _GROWTH.get(e.growth, Text(f"{e.growth} 次方", f"n^{e.growth}"))


def _sum(found: tuple[Engine, ...]) -> Text:
    served = [e for e in found if not e.lacking]
    counts = Counter(e.growth for e in served)
    zh = "，".join(f"{_GROWTH[g].zh} {n}" for g, n in sorted(counts.items()) if g in _GROWTH)
    en = ", ".join(f"{_GROWTH[g].en} {n}" for g, n in sorted(counts.items()) if g in _GROWTH)
    return Text(
        f"{len(found)} 条规则，{len(served)} 条有内核（{zh}，按一份记录内的事件数；"
        "经索引的查找依应答或同一事项的事件数而定）。内核只作筛查：存疑与违反均由求解引擎判断",
        f"{len(found)} rules, {len(served)} with a kernel ({en} in the events of one history; a "
        "search by an index takes as long as there are answers, or acts of one matter). Kernels "
        "only screen: what is open or broken is judged by the solving engine",
    )
