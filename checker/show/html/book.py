"""The law on one page, in both languages: sources, rules, readings, limits, conflicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Final
from xml.etree.ElementTree import Element

from checker.show.coverage_text import STATES
from checker.show.glossary import GRADES
from checker.show.html.book_parts import both, case_block, entry, link, links, paragraph
from checker.show.html.book_rule import rule_section
from checker.show.html.dom import Inside, document, el
from checker.show.lang import Lang, Text, same
from checker.show.law import article, in_article_order
from checker.show.shipped_cases import ShippedCase, conflict_cases
from checker.tasks.coverage import Provision, State, provisions_of
from constraints.liability import LIABILITIES
from constraints.registry import PACKAGES
from constraints.sources import SOURCES
from model.calendar import date_of
from model.logic.limits import OpenLimit, all_limits
from model.logic.readings import Reading, all_readings
from model.logic.rewrite import limits_of, readings_of
from model.logic.rule import Doctrine, Rank, Rule, Source

TITLE: Final = Text("信访法律规则汇编", "The law of petitions, rule by rule")
_ABOUT: Final = Text(
    "规则用本项目自己的话写成，不是条文原文；公式是唯一据以判断的写法。",
    "The rules are in this project's own words and are not the text of the law; the formula is "
    "what is judged by.",
)
_RANKS: Final = {
    Rank.CENTRAL_REGULATIONS: "中共中央、国务院条例",
    Rank.ADMINISTRATIVE_REGULATIONS: "行政法规",
    Rank.MINISTERIAL_RULE: "部门规章",
    Rank.CENTRAL_POLICY: "中共中央、国务院政策文件",
    Rank.LOCAL_DOCUMENT: "市县规范性文件",
}
_DOCTRINES: Final = {
    Doctrine.SUPERIOR: "上位法优先",
    Doctrine.LATER: "新法优先",
    Doctrine.SPECIAL: "特别法优先",
}


@dataclass(frozen=True)
class Book:
    """What the page is made of: the rules, and the official text of articles by source and number
    where the user has it."""

    rules: Mapping[str, Rule]
    texts: Mapping[str, Mapping[int, str]]

    @cached_property
    def conflicts_of(self) -> Mapping[str, tuple[str, ...]]:
        """The conflicts whose cases expect a finding by a rule, or pin a reading, by its id."""
        found: dict[str, dict[str, None]] = {}
        for id, cases in conflict_cases().items():
            for name in (n for c in cases for n in (*c.rules, *c.readings)):
                found.setdefault(name, {})[id] = None
        return {name: tuple(ids) for name, ids in found.items()}

    def asking(self, named_in: Callable[[Rule], Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
        """Returns the rules that name a reading (a limit), by its id."""
        found: dict[str, list[str]] = {}
        for rule in self.rules.values():
            for id in named_in(rule):
                found.setdefault(id, []).append(rule.id)
        return {id: tuple(rules) for id, rules in found.items()}


def book_page(book: Book, lang: Lang) -> str:
    """Returns the whole page; `lang` is the language it opens in. Nothing in it asks for anything
    outside of it."""
    body = el(
        "body",
        el("header", el("h1", *both(TITLE)), el("p", *both(_ABOUT), class_="lead"), _tools()),
        _contents(book),
        el(
            "main",
            *(_source(SOURCES[id], book) for id in PACKAGES),
            _readings(book),
            _limits(book),
            _conflicts(),
        ),
        _raw("script", "book.js"),
    )
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", TITLE.of(lang)),
        _raw("style", "page.css"),
        _raw("style", "book.css"),
    )
    tongue = "zh-CN" if lang is Lang.ZH else "en"
    return document(el("html", head, body, lang=tongue, data_lang=lang.value))


def _raw(tag: str, name: str) -> Element:
    """Returns a style or script.

    INVARIANT: the files hold no `<` and no `&`: they stand in the page as they are written.
    """
    made = el(tag)
    made.text = files("checker.show.html").joinpath(name).read_text(encoding="utf-8")
    return made


def _tools() -> Element:
    return el(
        "p",
        el("button", "中文", type="button", data_set="zh"),
        " ",
        el("button", "English", type="button", data_set="en"),
        " ",
        el(
            "input",
            type="search",
            id="search",
            aria_label="查找 search",
            placeholder="查找 / search",
        ),
        " ",
        el("output", "–", id="found"),
        class_="tools",
    )


def _contents(book: Book) -> Element:
    items = [_contents_of(SOURCES[id], book) for id in PACKAGES]
    items += [el("li", el("a", *both(title), href=f"#{id}")) for id, title in _ENDS.items()]
    return el("nav", el("ul", *items), class_="toc", aria_label="目录 contents")


_ENDS: Final = {
    "readings": Text("读法", "Readings"),
    "open-limits": Text("未定日数的期限", "Limits without a number"),
    "conflicts": Text("冲突", "Conflicts"),
}


def _contents_of(source: Source, book: Book) -> Element:
    rules = in_article_order(r for r in book.rules.values() if r.source == source.id)
    listed = [
        el("li", link(r.id), " ", *both(article(r.article)), class_="toc-rule") for r in rules
    ]
    counted = Text(f"{len(rules)} 条规则", f"{len(rules)} rules")
    summary = el("summary", link(source.id), " ", *both(_title(source)), " · ", *both(counted))
    return el("li", el("details", summary, el("ul", *listed)))


def _title(source: Source) -> Text:
    return Text(f"《{source.zh}》", source.en)


# ---- sources -------------------------------------------------------------------------------------


def _source(source: Source, book: Book) -> Element:
    rules = in_article_order(r for r in book.rules.values() if r.source == source.id)
    provisions = provisions_of(source.id)
    return el(
        "section",
        el("h2", f"{source.id} ", *both(_title(source))),
        el("dl", *_facts(source)),
        *(rule_section(r, book.texts.get(source.id, {}), book.conflicts_of) for r in rules),
        *_liabilities([p for p in provisions if p.state is State.LIABILITY]),
        *_left_out(source, [p for p in provisions if p.state is State.NOT_CHECKABLE]),
        id=source.id,
        class_="case",
    )


def _facts(source: Source) -> Iterator[Element]:
    yield from entry(Text("制定机关", "issuer"), *both(Text(source.issuer.zh, source.issuer.en)))
    yield from entry(Text("位阶", "rank"), *both(Text(_RANKS[source.rank], source.rank.value)))
    yield from entry(Text("约束对象", "binds"), *both(Text(source.binds.zh, source.binds.en)))
    yield from entry(Text("施行", "in force"), *both(_dates(source)))
    yield from entry(Text("状态", "status"), *both(Text(source.status.zh, source.status.en)))
    if source.basis:
        yield from entry(Text("制定依据", "made under"), *links(source.basis))
    for p in source.prevails:
        why = Text(_DOCTRINES[p.doctrine], p.doctrine.value) + Text("：", ": ")
        doubt: list[Inside] = (
            [" ", *both(Text("存疑", "doubted")), " ", link(p.doubt)] if p.doubt else []
        )
        said = both(why + Text(p.why.zh, p.why.en))
        yield from entry(Text("优先于", "prevails over"), link(p.over), " ", *said, *doubt)
    if source.doubts:
        yield from entry(Text("疑义", "doubts"), *links(source.doubts))


def _dates(source: Source) -> Text:
    first = source.in_force_from
    since = same(str(date_of(first))) if first is not None else Text("不详", "not known")
    if source.until is None:
        return since + Text(" 起", " on")
    last = str(date_of(source.until.day))
    doubt = f" ({source.until.reading})" if source.until.reading else ""
    return since + Text(f" 至 {last}{doubt}", f" to {last}{doubt}")


def _liabilities(found: list[Provision]) -> Iterator[Element]:
    if not found:
        return
    yield el("h3", *both(Text("责任：随规则而生", "Liability: follows from rules")))
    heads = {head.id: head for head in LIABILITIES}
    for p in found:
        head = heads[p.id]
        said = both(Text(head.zh, head.en))
        yield el("p", el("strong", p.id), " ", *both(article(head.article)), " ", *said, id=p.id)
        yield el("p", *both(Text("违反：", "breach of: ")), *links(p.follows), class_="when")


def _left_out(source: Source, found: list[Provision]) -> Iterator[Element]:
    unasked = PACKAGES[source.id].readings_without_formula()
    yield el("h3", *both(STATES[State.NOT_CHECKABLE][0]), id=f"{source.id}-not-checkable")
    if not found:
        yield paragraph(Text("没有", "none"))
    for p in found:
        assert p.why is not None
        yield _reason(p.id, Text(p.why.zh, p.why.en))
    if unasked:
        yield el("h3", *both(Text("没有公式依据的读法", "Readings that no formula asks")))
    for id, why in unasked.items():
        yield _reason(id, Text(why.zh, why.en))


def _reason(id: str, why: Text) -> Element:
    return el("p", el("strong", id), " ", *both(why), class_="searched")


# ---- readings, limits, conflicts -----------------------------------------------------------------


def _readings(book: Book) -> Element:
    asking, known = book.asking(readings_of), all_readings()
    found = (_reading(known[id], asking.get(id, ()), book) for id in sorted(known))
    return el("section", el("h2", *both(_ENDS["readings"])), *found, id="readings", class_="case")


def _reading(asked: type[Reading], rules: tuple[str, ...], book: Book) -> Element:
    values = [
        el(
            "li",
            el("code", v.word),
            " = ",
            *both(Text(v.about.zh, v.about.en)),
            " [",
            *both(GRADES[v.about.grade]),
            "] ",
            el("small", *both(Text(v.about.source_zh or v.about.source, v.about.source))),
        )
        for v in asked
    ]
    question = both(Text(asked.question_zh, asked.question_en))
    return el(
        "article",
        el("h4", f"{asked.id} ", *question),
        el("ul", *values),
        el("dl", *_named_by(rules, book.conflicts_of.get(asked.id, ()))),
        id=asked.id,
        class_="card searched",
    )


def _named_by(rules: tuple[str, ...], conflicts: tuple[str, ...]) -> Iterator[Element]:
    none = both(Text("没有规则取决于此", "no rule turns on it"))
    yield from entry(Text("规则", "rules"), *(links(rules) if rules else none))
    if conflicts:
        yield from entry(Text("冲突", "conflicts"), *links(conflicts))


def _limits(book: Book) -> Element:
    asking = book.asking(limits_of)
    found = (_limit(limit, asking.get(id, ())) for id, limit in sorted(all_limits().items()))
    heading = el("h2", *both(_ENDS["open-limits"]))
    return el("section", heading, *found, id="open-limits", class_="case")


def _limit(limit: OpenLimit, rules: tuple[str, ...]) -> Element:
    said = Text(
        f"可取 {limit.admissible} 日；建议值 {limit.stipulated} 日（非法律规定）",
        f"{limit.admissible} days; proposed {limit.stipulated} (not law)",
    )
    return el(
        "article",
        el("h4", f"{limit.id} ", *both(Text(f"“{limit.zh}”", f"“{limit.en}”"))),
        el("p", *both(said), " ", el("small", limit.source)),
        el("dl", *_named_by(rules, ())),
        id=limit.id,
        class_="card searched",
    )


def _conflicts() -> Element:
    found = (_conflict(id, cases) for id, cases in conflict_cases().items())
    heading = el("h2", *both(_ENDS["conflicts"]))
    return el("section", heading, *found, id="conflicts", class_="case")


def _conflict(id: str, cases: tuple[ShippedCase, ...]) -> Element:
    rules = tuple(dict.fromkeys(r for c in cases for r in c.rules))
    readings = tuple(dict.fromkeys(r for c in cases for r in c.readings))
    facts = [*entry(Text("规则", "rules"), *links(rules))]
    if readings:
        facts += entry(Text("读法", "readings"), *links(readings))
    shown = (case_block(case, same(case.name)) for case in cases)
    return el("article", el("h4", id), el("dl", *facts), *shown, id=id, class_="card searched")
