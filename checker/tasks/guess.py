"""Proposing a mapping for a log: which column is which, by its name and by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import Final

from checker.read.csv_columns import HEADINGS, Column, day, number, text, truth, word
from checker.read.csv_columns import fact as fact_
from checker.read.csv_columns import several as several_
from checker.read.mapping import LogMapping
from checker.read.moments import Moment, moment_of
from checker.read.raw import Name, RawLog, RawRows
from model.casefile.faults import CaseFault
from model.words import Kind

ROWS: Final = 5
"""How many rows are shown as they would be read."""

_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "case": (
        "case:concept:name", "case id", "caseid", "case_id", "trace", "案号", "案件编号", "案件号",
        "信访编号", "信访件编号", "信访件号", "信访事项编号", "工单号", "工单编号",
    ),
    "kind": (
        "concept:name", "activity", "event name", "ocel:type", "action", "环节", "办理环节",
        "节点", "办理节点", "操作", "事件类型", "行为类型", "活动", "办理行为",
    ),
    "on": (
        "time:timestamp", "timestamp", "date", "datetime", "ocel:time", "办理日期", "办理时间",
        "发生日期", "发生时间", "操作时间", "时间戳", "日期时间",
    ),
    "by": (
        "org:resource", "resource", "org:group", "organ", "unit name", "经办单位", "办理单位",
        "责任单位", "承办单位", "操作单位", "机关", "单位名称",
    ),
    "to": ("target organ", "接收单位", "转送单位", "去向单位", "送达对象", "转办单位"),
    "event": ("event id", "eventid", "ocel:id", "ocel:eid", "流水号", "记录编号", "序号"),
    "refers": ("refers to", "parent", "parent event", "前一环节", "上一环节", "关联事件", "父编号"),
    "as_of": ("as of", "数据截止日", "截止日期", "导出日期"),
    "petitioners": ("petitioner", "case:petitioner", "信访人姓名", "来访人", "信访人编号"),
    "competent": ("有权处理机关", "管辖机关"),
    "matter": ("matter id", "事项编号"),
    "channel": ("case:channel", "信访形式", "信访渠道", "来信方式"),
    "area": ("case:area", "内容分类", "问题类别", "信访目的"),
    "by_person": ("经办人姓名", "承办人", "操作人"),
    "written": ("是否书面",),
    "received": ("收到时间", "签收日期", "送达日期"),
    "sent": ("发出时间", "寄出日期"),
    "note": ("remark", "comment", "备注说明"),
}  # fmt: skip
"""What logs call a column of ours, beside our own two headings."""


_SPOKEN: Final[Mapping[str, Kind]] = {
    "来信": Kind.SUBMIT, "来访": Kind.SUBMIT, "网上信访": Kind.SUBMIT, "信访提出": Kind.SUBMIT,
    "来信登记": Kind.REGISTER, "来访登记": Kind.REGISTER, "收件登记": Kind.REGISTER,
    "转办": Kind.TRANSFER, "转送": Kind.TRANSFER, "转交": Kind.TRANSFER, "分办": Kind.TRANSFER,
    "交办": Kind.ASSIGN, "决定受理": Kind.ACCEPT, "决定不予受理": Kind.REFUSE,
    "告知受理": Kind.NOTIFY_ACCEPTANCE, "告知收到": Kind.NOTIFY_RECEIPT,
    "告知去向": Kind.NOTIFY_WHEREABOUTS, "告知不予受理": Kind.NOTIFY_REFUSAL,
    "延期": Kind.EXTEND, "延长办理期限": Kind.EXTEND, "延期告知": Kind.NOTIFY_EXTENSION,
    "处理意见": Kind.OPINION, "出具处理意见": Kind.OPINION, "答复意见": Kind.OPINION,
    "送达": Kind.DELIVER, "申请复查": Kind.REVIEW_REQUEST, "申请复核": Kind.RE_REVIEW_REQUEST,
    "督办": Kind.SUPERVISE, "催办": Kind.URGE, "撤回": Kind.WITHDRAW, "调查": Kind.INVESTIGATE,
    "register complaint": Kind.REGISTER, "forward": Kind.TRANSFER, "decision": Kind.OPINION,
}  # fmt: skip
"""What offices call kinds of event, beside the words of our own glossary."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A mapping proposed. `unknown`: words of the column of kinds that mean no kind we know;
    `unused`: columns nothing is made of; `last`: the last day seen; `rows`: the first ones as they
    would be read, `kind: …` and so on."""

    mapping: LogMapping
    unknown: tuple[str, ...]
    unused: tuple[Name, ...]
    missing: tuple[str, ...]
    last: str | None
    rows: tuple[tuple[tuple[str, str], ...], ...]


def guessed(log: RawLog, kinds: Mapping[str, Kind]) -> Guess:
    """Returns what a log seems to say. `kinds`: what people call each kind of event."""
    sample = next(iter(log.batches()), None)
    words = _words_of(sample) if sample else {}
    columns = _columns(log.columns, words)
    found_kinds, unknown = _kinds(columns.get("kind", ()), words, kinds)
    if "time" not in columns and any(_timed(w) for n in columns.get("on", ()) for w in words[n]):
        columns["time"] = columns["on"]
    mapping = LogMapping(columns, {"kind": found_kinds} if found_kinds else {}, {})
    used = {n for names in columns.values() for n in names}
    days = [m.day for n in columns.get("on", ()) for w in words[n] if (m := _moment(w))]
    return Guess(
        mapping,
        unknown,
        tuple(n for n in log.columns if n not in used),
        tuple(h for h in ("case", "kind", "on") if h not in columns),
        max(days).isoformat() if days else None,
        tuple(_rows(sample, mapping)) if sample else (),
    )


def _words_of(sample: RawRows) -> dict[Name, Sequence[str]]:
    return {name: column.words for name, column in sample.columns.items()}


# ---- columns -------------------------------------------------------------------------------------


def _columns(
    names: Sequence[Name], words: Mapping[Name, Sequence[str]]
) -> dict[str, tuple[Name, ...]]:
    wanted = {_bare(alias): heading for heading, alias in _aliases()}
    found: dict[str, tuple[Name, ...]] = {}
    for name in names:
        heading = wanted.get(_bare(name))
        if heading is not None and heading not in found and _fits(heading, words.get(name, ())):
            found[heading] = (name,)
    used = {n for ns in found.values() for n in ns}
    left = [n for n in names if n not in used]
    for heading in ("case", "kind", "on"):
        if heading in found:
            continue
        near = _near(heading, left, words)
        if near is not None:
            found[heading] = (near,)
            left.remove(near)
    return found


def _aliases() -> Iterator[tuple[str, str]]:
    """Yields the headings with everything they may be called, the surest first in what counts."""
    for heading, names in _ALSO.items():
        for name in reversed(names):
            yield heading, name
    for name, column in HEADINGS.items():
        yield column.name, name


def _bare(name: str) -> str:
    return re.sub(r"[\s_\-]+", "", name).casefold()


def _fits(heading: str, words: Sequence[str]) -> bool:
    """Returns whether nine in ten of the words can be read as this column."""
    read = HEADINGS[heading].read
    sound = sum(_readable(HEADINGS[heading], w) for w in words)
    return read is text or sound * 10 >= len(words) * 9


def _readable(column: Column, cell: str) -> bool:
    if column.read in (text, word, several_):
        return True
    if column.read is day:
        return _moment(cell) is not None or ".." in cell or cell == "?"
    if column.read not in (number, truth, fact_):
        return True
    try:
        column.read(cell)
    except CaseFault:
        return False
    return True


def _near(heading: str, left: Sequence[Name], words: Mapping[Name, Sequence[str]]) -> Name | None:
    """Returns a column that could be it, by part of its name and by what stands in it."""
    if heading == "case" and (objects := [n for n in left if n.startswith("object:")]):
        return objects[0]
    if heading == "on":
        return next((n for n in left if words.get(n) and _fits("on", words[n])), None)
    parts = ("case", "案", "信访件") if heading == "case" else ("activity", "环节", "行为", "事件")
    return next((n for n in left if any(p in n.casefold() for p in parts)), None)


def _moment(cell: str) -> Moment | None:
    try:
        return moment_of(cell)
    except CaseFault:
        return None


def _timed(cell: str) -> bool:
    found = _moment(cell)
    return found is not None and found.by_the_clock


# ---- kinds ---------------------------------------------------------------------------------------


def _kinds(
    names: tuple[Name, ...], words: Mapping[Name, Sequence[str]], kinds: Mapping[str, Kind]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Returns what the words of these columns seem to mean, and those that mean nothing known."""
    known = {_bare(said): kind.value for said, kind in (*_SPOKEN.items(), *kinds.items())}
    found: dict[str, str] = {}
    unknown: list[str] = []
    for said in dict.fromkeys(w for n in names for w in words.get(n, ())):
        if said in tuple(Kind):
            continue
        near = get_close_matches(_bare(said), known, n=1, cutoff=0.75)
        if near:
            found[said] = known[near[0]]
        else:
            unknown.append(said)
    return found, tuple(unknown)


# ---- rows ----------------------------------------------------------------------------------------


def _rows(sample: RawRows, mapping: LogMapping) -> Iterator[tuple[tuple[str, str], ...]]:
    from checker.read.sheet import sheet_of

    sheet = sheet_of(sample, mapping)
    for place in islice(range(len(sheet)), ROWS):
        cells = ((heading, column.word(place)) for heading, column in sheet.columns.items())
        yield tuple((heading, cell) for heading, cell in cells if cell)
