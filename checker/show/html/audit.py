"""The page of an audit: what it comes to. Nothing in it asks for anything outside of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Final
from xml.etree.ElementTree import Element

from checker.show.audit_text import basis
from checker.show.glossary import HISTORY_VERDICTS, VERDICTS, cause_text, word
from checker.show.html.cases import history_tone
from checker.show.html.dom import Inside, document, el
from checker.show.lang import Lang, Text, same
from checker.tasks.audit_summary import Counts, Summary
from checker.tasks.findings import Cause, HistoryVerdict, Verdict
from model.logic.rule import Rule

TITLE: Final = Text("信访案件审计", "Audit of petition cases")
SHOWN: Final = 40
"""Organs listed one by one; of more, how many there are."""
_BAR: Final = "display:inline-block;background:currentColor;height:.7em"
_GOOD: Final = (HistoryVerdict.COMPLIANT, HistoryVerdict.AS_RECORDED)
_COLUMNS: Final = (Verdict.VIOLATED, Verdict.UNDETERMINED, Verdict.CONTESTED, Verdict.PENDING)


def audit_page(summary: Summary, rules: Mapping[str, Rule], lang: Lang) -> str:
    """Returns the whole page; `rules`: all there are, by id."""
    style = el("style")
    style.text = files("checker.show.html").joinpath("page.css").read_text(encoding="utf-8")
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", TITLE.of(lang)),
        style,
    )
    body = el(
        "body",
        el("header", el("h1", TITLE.of(lang)), el("p", basis(summary).of(lang), class_="lead")),
        el("main", *_sections(summary, rules, lang), id="report"),
    )
    tongue = "zh-CN" if lang is Lang.ZH else "en"
    return document(el("html", head, body, lang=tongue))


def _sections(summary: Summary, rules: Mapping[str, Rule], lang: Lang) -> Iterator[Element]:
    yield _verdicts(summary, lang)
    yield from _by_rule(summary, rules, lang)
    violations = Text("违反", "violations")
    organs = dict(sorted(summary.organs.items(), key=lambda item: (-item[1], item[0])))
    named = Text("机关", "organ"), Text("级别", "level"), Text("月份", "month")
    yield from _counts(named[0], violations, organs, same, lang)
    yield from _counts(named[1], violations, summary.levels, word, lang)
    yield from _counts(named[2], violations, dict(sorted(summary.months.items())), same, lang)
    yield from _worst(summary, lang)
    yield from _never(summary, lang)
    yield _quality(summary, lang)


def _verdicts(summary: Summary, lang: Lang) -> Element:
    judged = summary.cases - summary.rejected
    good = sum(summary.verdicts.get(v.value, 0) for v in _GOOD)
    share = f"{100 * good / judged:.1f} %" if judged else "–"
    said = Text(
        f"合规 {share}（{judged} 件中 {good} 件）", f"{share} compliant ({good} of {judged} cases)"
    ).of(lang)
    parts = [
        el(
            "li",
            el("strong", f"{HISTORY_VERDICTS[v][0]} {HISTORY_VERDICTS[v][1].of(lang)}"),
            " ",
            el("span", str(n), class_="count"),
            class_=history_tone(v),
            style=f"flex-grow:{n}",
        )
        for v in HistoryVerdict
        if (n := summary.verdicts.get(v.value, 0))
    ]
    bar = [el("ul", *parts)] if parts else []
    return el("section", el("h2", said), *bar, class_="bar", aria_label=said)


def _by_rule(summary: Summary, rules: Mapping[str, Rule], lang: Lang) -> Iterator[Element]:
    tally = summary.tally()
    if not tally.rules:
        return
    heads = [Text("规则", "rule"), Text("内容", "what it asks")]
    heads += [VERDICTS[v][1] for v in _COLUMNS]
    heads += [Text("其余", "others"), Text("最长逾期", "worst")]
    rows: list[Element] = []
    for id, count in tally.by_rule:
        numbers = [count.verdicts[v] for v in _COLUMNS]
        others = sum(count.verdicts.values()) - sum(numbers)
        worst = Text(f"{count.worst} 日", f"{count.worst} d").of(lang) if count.worst else ""
        said = Text(rules[id].zh, rules[id].en).of(lang) if id in rules else ""
        cells = [id, said, *(str(n) if n else "·" for n in (*numbers, others)), worst or "·"]
        rows.append(el("tr", *(el("td", c or "·") for c in cells)))
    yield _table(Text("按规则", "By rule"), heads, rows, lang)


def _counts(
    name: Text, counted: Text, counts: Counts, said: Callable[[str], Text], lang: Lang
) -> Iterator[Element]:
    """Yields a table of numbers with their bars, none of nothing."""
    if not counts:
        return
    most = max(counts.values())
    rows: list[Element] = []
    for key, number in list(counts.items())[:SHOWN]:
        label = said(key).of(lang) if key else Text("不明", "not known").of(lang)
        width = f"{_BAR};width:{number / most * 12:.2f}em"
        bar = el("span", "\u200a", style=width, class_="bad", role="presentation")
        rows.append(el("tr", el("td", label), el("td", f"{number} ", bar)))
    title = Text(f"{counted.zh}：按{name.zh}", f"{counted.en.capitalize()} by {name.en}")
    yield _table(title, [name, counted], rows, lang)
    if counts.keys() and len(counts) > SHOWN:
        more = len(counts) - SHOWN
        yield el("p", Text(f"另有 {more} 个", f"and {more} more").of(lang), class_="lead")


def _worst(summary: Summary, lang: Lang) -> Iterator[Element]:
    if not summary.worst:
        return
    heads = [
        Text("逾期", "late"),
        Text("规则", "rule"),
        Text("案件", "case"),
        Text("机关", "organ"),
    ]
    found = sorted(summary.worst.items(), key=lambda item: (-item[1].days, item[0]))
    rows = [
        el(
            "tr",
            el("td", Text(f"{w.days} 日", f"{w.days} days").of(lang)),
            *(el("td", cell or "·") for cell in (id, w.case, w.bearer)),
        )
        for id, w in found[:SHOWN]
    ]
    yield _table(Text("每条规则的最长逾期", "The longest delay of each rule"), heads, rows, lang)


def _never(summary: Summary, lang: Lang) -> Iterator[Element]:
    never = summary.tally().never_engaged
    if never:
        title = Text(f"从未适用的规则（{len(never)} 条）", f"Rules never engaged ({len(never)})")
        yield el("section", el("h2", title.of(lang)), el("p", ", ".join(never)))


def _quality(summary: Summary, lang: Lang) -> Element:
    """Returns what was not judged, what nobody can tell, and what was wrong with a kernel."""
    facts = [
        (Text("未能判断的案件", "cases not judged"), summary.rejected),
        (Text("拒收的行", "rows rejected"), summary.rejected_rows),
        (Text("无法读取的文件", "files not readable"), summary.files),
        (
            Text("内核错误（以引擎为准）", "wrong kernels (the engine's verdict stands)"),
            sum(summary.contradicted.values()),
        ),
    ]
    facts += [
        (Text("拒收：", "rejected: ") + same(field or "–"), n)
        for field, n in sorted(summary.reasons.items())
    ]
    facts += [
        (Text("无法判定：", "undetermined: ") + cause_text(Cause(c)), n)
        for c, n in sorted(summary.causes.items())
    ]
    rows = [el("tr", el("td", t.of(lang)), el("td", str(n))) for t, n in facts]
    heads = [Text("事项", "what"), Text("数量", "number")]
    return _table(Text("数据质量", "Data quality"), heads, rows, lang)


def _table(title: Text, heads: Iterable[Text], rows: Iterable[Inside], lang: Lang) -> Element:
    head = el("thead", el("tr", *(el("th", h.of(lang), scope="col") for h in heads)))
    return el("section", el("h2", title.of(lang)), el("table", head, el("tbody", *rows)))
