"""What an audit found, on the terminal: the counts of `check`, and how they were come by."""

from __future__ import annotations

from collections.abc import Iterator

from checker.show.lang import Lang, Text
from checker.show.paint import DIM, RED, Row, row, wrapped
from checker.show.summary import tally_rows
from checker.tasks.audit_summary import Summary

_WIDEST = 94


def audit_rows(summary: Summary, lang: Lang) -> Iterator[Row]:
    """Yields the tables by verdict and by rule, and what they rest on."""
    yield from tally_rows(summary.tally(), lang)
    yield row("")
    for line in wrapped(basis(summary).of(lang), _WIDEST):
        yield row((line, DIM))
    for id, times in sorted(summary.contradicted.items()):
        yield row((_contradicted(id, times).of(lang), RED))


def basis(summary: Summary) -> Text:
    """Returns how the findings were come by: what is proved, and what is not."""
    settled = summary.questions - summary.judged
    share = 100 * settled / summary.questions if summary.questions else 0.0
    return Text(
        f"共 {summary.questions} 个问题（规则 × 案件），内核筛去 {settled} 个（{share:.1f}%），"
        "其余由求解引擎逐一判断。内核与规则公式只经随机历史比对，未经证明相等；"
        "“其余”一栏含可能并不适用者",
        f"{summary.questions} questions (rules × cases): kernels settled {settled} "
        f"({share:.1f} %), the solving engine judged the rest. Kernels were compared with the "
        "formulas on drawn histories, not proved equal to them; `others` counts what may not "
        "be engaged at all",
    )


def _contradicted(id: str, times: int) -> Text:
    return Text(
        f"内核错误：{id} 有 {times} 件未获求解引擎证实（结论以引擎为准），请报告",
        f"a wrong kernel: the engine did not confirm {id} in {times} cases (its verdict stands); "
        "please report it",
    )
