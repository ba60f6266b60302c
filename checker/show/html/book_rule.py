"""One rule of the book: statement, official text, formula in four forms, readings, cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

from checker.show.glossary import MODALITIES
from checker.show.html.book_parts import both, case_block, code_lines, entry, folded, links
from checker.show.html.dom import el
from checker.show.lang import Text
from checker.show.latex import latex_lines
from checker.show.law import article, formula_lines, origin
from checker.show.shipped_cases import cases_of
from checker.show.smt_text import smt_lines
from checker.show.statute import article_number
from model.logic.rewrite import limits_of, readings_of
from model.logic.rule import Rule

_NOT_FOUND: Final = Text("所给文本中没有这一条", "the text given has no such article")


def rule_section(
    rule: Rule, text: Mapping[int, str], conflicts_of: Mapping[str, tuple[str, ...]]
) -> Element:
    """Returns the rule with all that is known of it; `text` are articles of its source."""
    good, bad = cases_of(rule)
    head = el(
        "h4",
        el("a", rule.id, href=f"#{rule.id}"),
        " ",
        *both(article(rule.article)),
        " · ",
        *both(MODALITIES[rule.modality]),
    )
    return el(
        "article",
        head,
        el("p", *both(Text(rule.zh, rule.en)), class_="statement"),
        *(_official(rule, text) if text else ()),
        folded(Text("公式（文字）", "formula in words"), _in_words(rule)),
        folded(Text("公式（LaTeX）", "formula in LaTeX"), code_lines(latex_lines(rule))),
        folded(Text("公式（SMT-LIB）", "formula in SMT-LIB"), code_lines(smt_lines(rule))),
        case_block(good, Text("合规案例", "good case")),
        case_block(bad, Text("违规案例", "bad case")),
        el("dl", *_related(rule, conflicts_of.get(rule.id, ()))),
        id=rule.id,
        class_="card rule-card searched",
    )


def _official(rule: Rule, text: Mapping[int, str]) -> Iterator[Element]:
    number = article_number(rule.article)
    found = text.get(number) if number is not None else None
    heading = el("strong", *both(Text("条文原文", "official text")))
    if found is None:
        yield el("p", heading, " ", *both(_NOT_FOUND))
        return
    paragraphs = [el("p", p.strip(), lang="zh-CN") for p in found.splitlines() if p.strip()]
    yield el("blockquote", heading, *paragraphs)


def _in_words(rule: Rule) -> Element:
    rows = [
        el("div", *both(text), style=f"padding-left:{1.2 * depth:.1f}rem")
        for depth, text in formula_lines(rule)
    ]
    return el("div", *rows, class_="words")


def _related(rule: Rule, conflicts: tuple[str, ...]) -> Iterator[Element]:
    readings, limits = readings_of(rule), limits_of(rule)
    if readings:
        yield from entry(Text("读法", "readings"), *links(readings))
    if limits:
        yield from entry(Text("未定期限", "open limits"), *links(limits))
    if conflicts:
        yield from entry(Text("冲突", "conflicts"), *links(conflicts))
    yield from entry(
        Text("出处", "stands in"), el("code", f"{origin(rule)} {rule.origin.function}")
    )
