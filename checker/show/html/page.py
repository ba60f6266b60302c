"""The page: how the cases stand together, each case, what was not checked, receipts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Final
from xml.etree.ElementTree import Element

from checker.read.place import CaseError
from checker.show.complaints import complaint
from checker.show.document import Receipt
from checker.show.glossary import HISTORY_VERDICTS
from checker.show.glossary_kinds import kind_name
from checker.show.html.cases import case_section, history_tone, verdict_mark
from checker.show.html.dom import Inside, document, el
from checker.show.html.view import NOTHING, View, in_full
from checker.show.lang import ENUMERATION, SEMICOLON, Lang, Text, joined, same
from checker.show.people import event_label
from checker.show.sentences import together
from checker.tasks.findings import HistoryVerdict, Report
from constraints.sources import SOURCES
from model.calendar import Calendar, date_of

TITLE: Final = Text("信访案件合规检查报告", "Report on petition case histories")
_FEW: Final = 8
"""Names listed one by one; of more, only how many there are."""


@dataclass(frozen=True)
class Sheet:
    """One case of the page; `notes`: how the case was changed before it was judged."""

    report: Report
    receipt: Receipt
    notes: tuple[Text, ...] = ()


def page(sheets: Sequence[Sheet | CaseError], calendar: Calendar, lang: Lang) -> str:
    """Returns the whole page. Nothing in it asks for anything outside of it, no script runs."""
    cases = [s for s in sheets if isinstance(s, Sheet)]
    errors = [s for s in sheets if isinstance(s, CaseError)]
    views = [View(s.report, calendar, lang, f"c{i}") for i, s in enumerate(cases, 1)]
    body = [
        el("a", Text("跳到正文", "skip to the report").of(lang), href="#report", class_="skip"),
        el("header", el("h1", TITLE.of(lang)), _lead(lang)),
        el(
            "main",
            _bar([s.report.verdict for s in cases], len(errors), lang),
            *(_contents(views, lang) if len(views) > 1 else ()),
            *_errors(errors, lang),
            *(case_section(v, s.notes) for v, s in zip(views, cases, strict=True)),
            _limits(views, lang),
            *_receipts(views, cases, lang),
            id="report",
        ),
        el("footer", el("p", NO_DECISION.of(lang))),
    ]
    tongue = "zh-CN" if lang is Lang.ZH else "en"
    return document(el("html", _head(views, lang), el("body", *body), lang=tongue))


NO_DECISION: Final = Text(
    "本页由程序依据所提交的记载推算得出，不是法律决定，也不代替有权机关的认定。",
    "This page is computed from the record as submitted. It is not a legal decision and does not "
    "replace the finding of a competent organ.",
)


def _head(views: Sequence[View], lang: Lang) -> Element:
    named = f" · {views[0].history.case}" if len(views) == 1 else ""
    style = el("style")
    style.text = files("checker.show.html").joinpath("page.css").read_text(encoding="utf-8")
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", f"{TITLE.of(lang)}{named}"),
        style,
    )


def _lead(lang: Lang) -> Element:
    from checker import __version__

    return el("p", f"xinfang {__version__}", " · ", NO_DECISION.of(lang), class_="lead")


# ---- how the cases stand -------------------------------------------------------------------------


def _bar(verdicts: Sequence[HistoryVerdict], errors: int, lang: Lang) -> Element:
    """Returns the count of each verdict, as wide as it is frequent."""
    parts = [
        _share(HISTORY_VERDICTS[v][0], HISTORY_VERDICTS[v][1].of(lang), n, history_tone(v))
        for v in HistoryVerdict
        if (n := verdicts.count(v))
    ]
    if errors:
        parts.append(_share("!", Text("未能读取", "not read").of(lang), errors, "bad"))
    total = len(verdicts) + errors
    summary = Text(f"共 {total} 件", f"{total} case" + ("" if total == 1 else "s")).of(lang)
    bar = [el("ul", *parts)] if parts else []
    return el("section", el("h2", summary), *bar, class_="bar", aria_label=summary)


def _share(sign: str, word: str, number: int, kind: str) -> Element:
    said: list[Inside] = [
        el("strong", f"{sign} {word}"),
        " ",
        el("span", str(number), class_="count"),
    ]
    return el("li", *said, class_=kind, style=f"flex-grow:{number}")


def _contents(views: Sequence[View], lang: Lang) -> Iterator[Element]:
    heads = (
        Text("案件", "case"),
        Text("结论", "verdict"),
        Text("截至", "as of"),
        Text("须注意的认定", "findings to look at"),
    )
    rows = [
        el(
            "tr",
            el("th", el("a", el("bdi", v.history.case), href=f"#{v.anchor}"), scope="row"),
            el("td", verdict_mark(v.report.verdict, lang)),
            el("td", str(date_of(v.history.as_of)), class_="day"),
            el("td", *_worst(v)),
        )
        for v in views
    ]
    head = el("tr", *(el("th", h.of(lang), scope="col") for h in heads))
    label = Text("目录", "contents").of(lang)
    table = el("table", el("thead", head), el("tbody", *rows), class_="contents")
    yield el("nav", table, aria_label=label)


def _worst(view: View) -> list[Inside]:
    links: list[Inside] = []
    for finding in filter(in_full, view.findings):
        links += [" ", view.finding_link(finding)] if links else [view.finding_link(finding)]
    return links or ["—"]


def _errors(errors: Sequence[CaseError], lang: Lang) -> Iterator[Element]:
    if errors:
        heading = Text("未能读取的输入", "Input that could not be read").of(lang)
        items = (el("li", el("code", str(e.place)), f" {fault(e, lang)}") for e in errors)
        yield el("section", el("h2", heading), el("ul", *items), class_="errors")


def fault(error: CaseError, lang: Lang) -> str:
    """Returns what is wrong with an input, and what to do about it."""
    said = complaint(error.message)
    if error.help:
        help = complaint(error.help)
        said = said + Text(f"（{help.zh}）", f" ({help.en})")
    return said.of(lang)


# ---- what was not checked ------------------------------------------------------------------------


UNCHECKED: Final = Text("未检查的事项", "What was not checked")
NOWHERE_CHECKED: Final = (
    Text(
        "所载事实按记载采用，没有核对原件；“经证明”的事实由记载人负责。",
        "Facts are taken as recorded; no document was looked at, and who attests a fact "
        "answers for it.",
    ),
    Text(
        "只判断下列法源中已写成规则的条款；地方规定和内部规程不在其内。",
        "Only the articles written as rules in the sources below were judged; local measures "
        "and internal procedures were not.",
    ),
)


def _limits(views: Sequence[View], lang: Lang) -> Element:
    return el(
        "section",
        el("h2", UNCHECKED.of(lang), id="limits"),
        el("ul", *(el("li", t.of(lang)) for t in NOWHERE_CHECKED)),
        *(_limits_of(v) for v in views),
        class_="limits",
        aria_labelledby="limits",
    )


def _limits_of(view: View) -> Element:
    return el(
        "div",
        el("h3", el("a", el("bdi", view.history.case), href=f"#{view.anchor}")),
        el("ul", *(el("li", *view.linked(view.say(t))) for t in unchecked(view))),
    )


def unchecked(view: View) -> list[Text]:
    """Returns what a case was judged by, and what of it could not be judged."""
    report = view.report
    law = joined((_source(id) for id in report.law), ENUMERATION)
    items = [Text(f"所依法源：{law.zh}", f"sources judged by: {law.en}")]
    if report.uncovered:
        named = (event_label(view.history.by_id[id]) for id in report.uncovered)
        events = joined(named, ENUMERATION)
        items.append(
            Text(
                f"下列事件当时施行的法律未载入，未作判断：{events.zh}",
                f"no law judged here was in force on the day of {events.en}",
            )
        )
    items += [together(joint, view.told) for joint in report.joint]
    items += _open(view)
    if report.not_engaged:
        rules = joined(map(same, report.not_engaged), ENUMERATION)
        said = Text(f"未触发的规则：{rules.zh}", f"rules nothing engaged: {rules.en}")
        items.append(said)
    return items + [Text(advice, advice) for advice in report.advice]


def _source(id: str) -> Text:
    return Text(f"《{SOURCES[id].zh}》（{id}）", f"{SOURCES[id].en} ({id})")


def _open(view: View) -> list[Text]:
    kinds = sorted(view.history.open_kinds)
    if not kinds:
        return []
    if len(kinds) > _FEW:
        said = "记载不完整：未载不等于未发生"
        return [Text(said, "the record is partial: silence proves nothing")]
    named = joined((kind_name(k) for k in kinds), ENUMERATION)
    return [Text(f"记载对下列各类不完整：{named.zh}", f"the record is not complete for {named.en}")]


# ---- receipts ------------------------------------------------------------------------------------


RECEIPTS: Final = Text("凭证", "Receipts")
ABOUT_RECEIPTS: Final = Text(
    "以下为 SHA-256 摘要。两份凭证相同，则结论必然相同。",
    "SHA-256 digests. Two equal receipts mean the same judgement.",
)


def _receipts(views: Sequence[View], sheets: Sequence[Sheet], lang: Lang) -> Iterator[Element]:
    if not views:
        return
    heading, about = RECEIPTS.of(lang), ABOUT_RECEIPTS.of(lang)
    rows = (row for v, s in zip(views, sheets, strict=True) for row in _receipt(v, s.receipt))
    heads = (Text("案件", "case"), Text("内容", "of"), Text("摘要或取值", "digest or value"))
    head = el("tr", *(el("th", h.of(lang), scope="col") for h in heads))
    table = el("table", el("thead", head), el("tbody", *rows), class_="receipts")
    yield el("section", el("h2", heading), el("p", about), table, class_="receipt")


def _receipt(view: View, receipt: Receipt) -> Iterator[Element]:
    values = receipt_values(receipt)
    for place, (name, value) in enumerate(values):
        case = el("th", el("bdi", view.history.case), scope="rowgroup", rowspan=str(len(values)))
        shown = view.say(value) or NOTHING
        cells = [el("th", view.say(name), scope="row"), el("td", el("code", shown))]
        yield el("tr", *([case] if place == 0 else []), *cells)


def receipt_values(receipt: Receipt) -> tuple[tuple[Text, Text], ...]:
    """Returns the parts of a receipt by name."""
    pinned = joined((same(f"{k}={v}") for k, v in receipt.readings.items()), SEMICOLON)
    limits = joined((same(f"{k}={v}") for k, v in receipt.limits.items()), SEMICOLON)
    versions = joined((same(f"{k} {v}") for k, v in asdict(receipt.versions).items()), ENUMERATION)
    return (
        (Text("案件原文", "case as written"), same(receipt.input)),
        (Text("规则公式", "formulas of the rules"), same(receipt.rules)),
        (Text("工作日历", "calendar"), same(receipt.calendar)),
        (Text("机关树", "organ tree"), same(receipt.hierarchy)),
        (Text("固定的读法", "readings pinned"), pinned),
        (Text("设定的期限（日）", "limits set, in days"), limits),
        (Text("版本", "versions"), versions),
    )
