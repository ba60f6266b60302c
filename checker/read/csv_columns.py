"""The columns of a table of events: their two headings, what they belong to, how a cell is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

from model.casefile.faults import CaseFault, quoted
from model.words import Fact

Cell: TypeAlias = (
    "str | int | bool | list[str] | list[dict[str, object]] | dict[str, object] | None"
)
"""What a cell becomes in the document of a case."""


class Owner(Enum):
    """What a column speaks of."""

    CASE = "the case"
    MATTER = "the matter"
    EVENT = "the event"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its headings, its owner, the key in the document, how its cells are read.

    `fact`: the key is the name of an attested fact.
    """

    name: str
    zh: str
    owner: Owner
    key: str
    read: Callable[[str], Cell]
    fact: bool = False


# ---- cells ---------------------------------------------------------------------------------------

UNKNOWN: Final = frozenset({"?", "？", "unknown", "不明"})
_YES: Final = frozenset({"yes", "true", "1", "是"})
_NO: Final = frozenset({"no", "false", "0", "否"})
_NONE: Final = frozenset({"-", "无"})
_SEPARATORS: Final = re.compile("[;；、]")
_DAY: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_FACT: Final = re.compile(r"(?P<value>\S+?)(?: +by +(?P<by>.+?))?(?: +on +(?P<on>\S+))?")


def text(cell: str) -> Cell:
    """Returns the cell as it is."""
    return cell


def word(cell: str) -> Cell:
    """Returns the cell, None for unknown."""
    return None if cell in UNKNOWN else cell


def number(cell: str) -> Cell:
    """Returns a whole number, None for unknown; CaseFault for anything else."""
    if cell in UNKNOWN:
        return None
    if not re.fullmatch(r"-?[0-9]{1,18}", cell):
        raise CaseFault(f"{quoted(cell)} is not a whole number")
    return int(cell)


def truth(cell: str) -> Cell:
    """Returns whether the cell says yes or no, None for unknown; CaseFault for anything else."""
    said = cell.casefold()
    if said in UNKNOWN:
        return None
    if said in _YES or said in _NO:
        return said in _YES
    raise CaseFault(
        f"{quoted(cell)} is neither yes nor no", help="write yes, no, 是, 否, or ? for unknown"
    )


def fact(cell: str) -> Cell:
    """Returns a fact with who attested it: `yes`, `yes by yunhe-housing on 2024-03-20`."""
    found = _FACT.fullmatch(cell)
    if found is None or not (found["by"] or found["on"]):
        return truth(cell)
    said: dict[str, object] = {"value": truth(found["value"])}
    if found["by"]:
        said["by"] = found["by"]
    if found["on"]:
        said["on"] = _day(found["on"])
    return said


def several(cell: str) -> Cell:
    """Returns the words between `;` or `、`, an empty list for `-`, None for unknown."""
    return None if cell in UNKNOWN else _words(cell)


def _words(cell: str) -> list[str]:
    return [] if cell in _NONE else [part.strip() for part in _SEPARATORS.split(cell)]


def consent(cell: str) -> Cell:
    """Returns yes or no for all, or the list of those who consent."""
    said = cell.casefold()
    return truth(cell) if said in _YES | _NO | UNKNOWN else several(cell)


def day(cell: str) -> Cell:
    """Returns the form of a day in a case file: of `2024-02-29`, `2024/2/29`, `2024年2月29日`, of a
    range `2024-02-01..2024-02-29` that may lack one end, None for unknown."""
    if cell in UNKNOWN:
        return None
    first, dots, last = cell.partition("..")
    if not dots:
        return _day(cell)
    ends = (("from", first.strip()), ("to", last.strip()))
    return {name: _day(end) for name, end in ends if end}


def _day(cell: str) -> str:
    found = _DAY.fullmatch(cell)
    if found is None:
        raise CaseFault(
            f"{quoted(cell)} is not a date", help="write 2024-02-29, or 2024-02-01..2024-02-29"
        )
    year, month, date = found.groups()
    return f"{year}-{month:0>2}-{date:0>2}"


def days(cell: str) -> Cell:
    """Returns a list of days."""
    return None if cell in UNKNOWN else [_day(w) for w in _words(cell)]


def limit(cell: str) -> Cell:
    """Returns a number of days or a day."""
    return int(cell) if re.fullmatch(r"[0-9]{1,9}", cell) else day(cell)


def record(cell: str) -> Cell:
    """Returns `complete`, `partial`, or of `complete for accept;opinion` the kinds named."""
    said, for_, kinds = cell.partition("complete for ")
    return {"complete_for": several(kinds)} if for_ and not said else cell


def same_as(cell: str) -> Cell:
    """Returns how a submission relates to earlier ones: `e1 +facts -reasons; e4 ?reasons`."""
    return None if cell in UNKNOWN else [_same(part) for part in _words(cell)]


_SIGNS: Final[Mapping[str, bool | None]] = {"+": True, "-": False, "?": None}


def _same(part: str) -> dict[str, object]:
    event, *marks = part.split() or [""]
    said: dict[str, object] = {"event": event}
    for mark in marks:
        if mark[0] not in _SIGNS or mark[1:] not in ("facts", "reasons"):
            raise CaseFault(
                f"{quoted(mark)} does not say what is the same",
                help="write `+facts`, `-facts`, `?facts`, and so for `reasons`",
            )
        said[mark[1:]] = _SIGNS[mark[0]]
    return said


def areas(cell: str) -> Cell:
    """Returns which organ takes over which area: `housing=yunhe-housing; land=yunhe-land`."""
    if cell in UNKNOWN:
        return None
    pairs = [part.strip().partition("=") for part in _SEPARATORS.split(cell)]
    if not all(area and organ for area, _, organ in pairs):
        raise CaseFault(f"{quoted(cell)} names no areas", help="write `housing=yunhe-housing`")
    return {area.strip(): organ.strip() for area, _, organ in pairs}


# ---- the table -----------------------------------------------------------------------------------

_Read: TypeAlias = Callable[[str], Cell]
_CASE: Final[tuple[tuple[str, str, _Read], ...]] = (
    ("case", "案件", text), ("as_of", "截至日期", day), ("record", "记载", record),
    ("organs", "机关树", text), ("law", "法源", several), ("case_note", "案件备注", text),
)  # fmt: skip
_MATTER: Final[tuple[tuple[str, str, str, _Read], ...]] = (
    ("matter", "事项", "id", text), ("matter_kind", "事项类别", "kind", word),
    ("way", "办理途径", "way", number), ("petitioners", "信访人", "petitioners", several),
    ("anonymous", "匿名", "anonymous", truth), ("competent", "有权机关", "competent", several),
    ("accused", "被检举人", "accused", several), ("concerns", "所涉机关", "concerns", several),
    ("area", "领域", "area", word), ("involves", "涉及机关", "involves", several),
    ("matter_serious", "事项重大", "serious", fact), ("matter_urgent", "事项紧急", "urgent", fact),
    ("matter_important", "事项重要", "important", fact),
    ("matter_litigation", "事项涉诉", "litigation", fact),
    ("matter_note", "事项备注", "note", text),
)  # fmt: skip
_EVENT: Final[tuple[tuple[str, str, str, _Read], ...]] = (
    ("event", "事件", "id", text), ("kind", "行为", "kind", text), ("on", "日期", "on", day),
    ("time", "时间", "time", word), ("by", "行为人", "by", word), ("to", "对象", "to", word),
    ("by_person", "经办人", "by_person", several), ("refers", "针对", "refers", several),
    ("sent", "发出日", "sent", day), ("received", "收到日", "received", day),
    ("written", "书面", "written", truth), ("note", "备注", "note", text),
    ("number", "编号", "number", word), ("channel", "渠道", "channel", word),
    ("has_name", "有姓名", "has_name", truth), ("has_address", "有住址", "has_address", truth),
    ("has_contact", "有联系方式", "has_contact", truth), ("oral", "口头提出", "oral", truth),
    ("designated_place", "指定场所", "designated_place", truth), ("joint", "多人", "joint", truth),
    ("group_size", "人数", "group_size", number),
    ("representatives", "代表人数", "representatives", number),
    ("representatives_elected", "推选代表", "representatives_elected", truth),
    ("same_as", "与前相同", "same_as", same_as),
    ("event_petitioners", "本次信访人", "petitioners", several),
    ("states", "载明", "states", several), ("on_spot", "当场", "on_spot", truth),
    ("decided_by", "决定方式", "decided_by", word), ("ground", "依据", "ground", word),
    ("limit", "所定期限", "limit", limit), ("copy_to", "抄送", "copy_to", several),
    ("redacted", "已隐去", "redacted", truth),
    ("contains_denunciation", "含检举", "contains_denunciation", truth),
    ("reasons_given", "说明理由", "reasons_given", truth), ("parties", "各方", "parties", several),
    ("result", "所定机关", "result", several), ("change", "改革方式", "change", word),
    ("old", "原机关", "old", several), ("new", "新机关", "new", several),
    ("areas", "各领域机关", "areas", areas), ("person", "人员", "person", several),
    ("interest_in", "利害关系", "interest_in", several), ("procedure", "程序", "procedure", word),
    ("public", "公开", "public", truth), ("sitting_days", "开庭日", "sitting_days", days),
    ("ends", "结束日", "ends", day), ("outcome", "结论", "outcome", word),
    ("sealed", "盖章", "sealed", truth), ("method", "方式", "method", word),
    ("days", "天数", "days", number),
    ("approved_by_head", "负责人批准", "approved_by_head", truth),
    ("approved_by_deputy", "分管负责人批准", "approved_by_deputy", truth),
    ("reasons", "理由", "reasons", word), ("consents", "同意", "consents", consent),
    ("orally", "口头答复", "orally", truth), ("content", "内容", "content", word),
    ("target", "所针对的人", "target", word), ("item", "项次", "item", number),
    ("stage", "阶段", "stage", word), ("until", "截止日", "until", day),
    ("of", "所指行为", "of", word),
    ("fact", "所认定事实", "fact", word), ("value", "属实", "value", truth),
    ("form", "形式", "form", word), ("leader", "领导", "leader", word),
    ("unit", "单位", "unit", word),
)  # fmt: skip
_FACTS: Final[tuple[tuple[Fact, str], ...]] = (
    (Fact.COMPLEX, "情况复杂"), (Fact.REASONABLE, "诉求合理"), (Fact.LAWFUL, "诉求合法"),
    (Fact.RULE_CLEAR, "规定明确"), (Fact.BLOCKED, "存在障碍"), (Fact.FACTS_CLEAR, "事实清楚"),
    (Fact.CONFORMING, "符合规定"), (Fact.LEGAL_CHANNEL, "其他法定途径"),
    (Fact.SOCIAL_IMPACT, "社会影响"), (Fact.GOOD_CAUSE, "正当理由"), (Fact.SAME_FACTS, "事实相同"),
    (Fact.SAME_REASONS, "理由相同"), (Fact.SETTLES_DISPUTE, "了结争议"),
    (Fact.COVERS_DELAY, "听证时间足以扣除"),
    (Fact.SERIOUS_CONSEQUENCES, "严重后果"), (Fact.SERIOUS, "重大"), (Fact.URGENT, "紧急"),
    (Fact.IMPORTANT, "重要"), (Fact.LITIGATION, "涉诉"),
    (Fact.SHIRKED, "推诿"), (Fact.PERFUNCTORY, "敷衍"),
    (Fact.TREND, "趋势性问题"), (Fact.DISCRIMINATED, "歧视"),
    (Fact.MADE_DIFFICULT, "刁难"), (Fact.NEGLECT, "失职"),
    (Fact.WRONGDOING, "民警违法违纪"), (Fact.PROBLEM_FOUND, "排查出问题"),
    (Fact.ALL_LISTED, "活动全部列出"), (Fact.IN_PERSON, "负责人亲自"),
    (Fact.HEAVY_LOAD, "信访任务重"), (Fact.STAFF_NAMED, "已定领导和人员"),
    (Fact.LEADING_GROUP, "有领导小组"), (Fact.PETITION_BODY, "有信访机构"),
    (Fact.OUTSIDE_DUTIES, "超出职责"), (Fact.CONTRARY_ORDER, "要求相反"),
    (Fact.FAULT_CLAIMED, "兼求过错认定"), (Fact.CHIEF_ACCUSED, "主要负责人被检举"),
    (Fact.CAN_TELL_NOW, "能当场答复"),
    (Fact.EXISTED_BEFORE, "原已存在而未提出"),
    (Fact.FABRICATED, "捏造歪曲事实"),
    (Fact.POLICY_ISSUE, "属政策性问题"),
    (Fact.JUDICIAL_AID_DUE, "符合司法救助条件"),
    (Fact.COULD_SETTLE, "本级能解决"), (Fact.STRONG_COMPLAINT, "反映强烈"),
    (Fact.MASS_INCIDENT_SIGN, "群体性苗头"), (Fact.MASS_INCIDENT, "群体性事件"),
    (Fact.PETITION_STAFF, "配有信访干部"),
    (Fact.MISCONDUCT, "有过错情形"), (Fact.RECEPTIONISTS_SENT, "下派接访员"),
    (Fact.LARGE_OR_MEDIUM, "大中型单位"),
)  # fmt: skip
_LABELS: Final = (Fact.SERIOUS, Fact.URGENT, Fact.IMPORTANT, Fact.LITIGATION)

COLUMNS: Final[tuple[Column, ...]] = (
    *(
        Column(name, zh, Owner.CASE, "note" if name == "case_note" else name, read)
        for name, zh, read in _CASE
    ),
    *(Column(name, zh, Owner.MATTER, key, read) for name, zh, key, read in _MATTER),
    *(Column(name, zh, Owner.EVENT, key, read) for name, zh, key, read in _EVENT),
    *(Column(f.value, zh, Owner.EVENT, f.value, fact, fact=True) for f, zh in _FACTS),
    *(
        Column(f"matter_{f.value}", f"事项{zh}", Owner.MATTER, f.value, fact, fact=True)
        for f, zh in _FACTS
        if f not in _LABELS
    ),
)
"""Every column a table of events may have. A bare fact is attested with the event, one with
`matter_` before it with the matter."""

_ALSO: Final = {"id": "event", "event id": "event", "event_id": "event", "事件编号": "event"}


def _headings() -> dict[str, Column]:
    named = {c.name: c for c in COLUMNS}
    chinese = {c.zh: c for c in COLUMNS}
    both = named | chinese | {also: named[name] for also, name in _ALSO.items()}
    assert len(both) == 2 * len(COLUMNS) + len(_ALSO), "two columns share a heading"
    return both


HEADINGS: Final[Mapping[str, Column]] = _headings()
"""The column of each heading."""
