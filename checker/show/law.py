"""The law as it is written here: rules, readings, sources, as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from checker.show.formula import (
    bearer_text,
    demand_outline,
    excuse_outline,
    kinds,
    outline_of,
)
from checker.show.glossary import GRADES, MODALITIES
from checker.show.lang import Lang, Text
from checker.show.limit_words import authority
from checker.show.outline import Line, Listed, Outline, lines
from checker.show.paint import BOLD, DIM, PLAIN, Row, row
from model.logic.limits import OpenLimit, open_limit_of
from model.logic.readings import Reading, reading
from model.logic.rewrite import limits_of, readings_of
from model.logic.rule import Rule, Source

_ARTICLE = re.compile(r"(\d+)(?: ¶¶?([\d-]+))?(?: ?\((\d+)\))?")


_SEAM = re.compile(r"(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[\u4e00-\u9fff])")


_OUTSIDE: Final = " (outside the given text)"


def article(rule_article: str) -> Text:
    """Returns `22 ¶1 (3)` as 第22条第1款第3项 and "art. 22 ¶1 (3)"."""
    inside = rule_article.removesuffix(_OUTSIDE)
    if inside != rule_article:
        return article(inside) + Text("（出自所给文本之外）", _OUTSIDE)
    found = _ARTICLE.fullmatch(rule_article)
    if found is None:
        return Text(f"第{rule_article}条", f"art. {rule_article}")
    number, paragraph, item = found.groups()
    zh = f"第{number}条" + (f"第{paragraph}款" if paragraph else "")
    return Text(zh + (f"第{item}项" if item else ""), f"art. {rule_article}")


def in_article_order(rules: Iterable[Rule]) -> list[Rule]:
    """Returns the rules source by source, in the order of their articles: `9.1` before `19.3`."""
    chosen = list(rules)
    place = {source: i for i, source in enumerate(dict.fromkeys(r.source for r in chosen))}
    return sorted(chosen, key=lambda r: (place[r.source], _numbers(r.id)))


def _numbers(id: str) -> list[tuple[int, int, str]]:
    """Returns the id cut into numbers and words, numbers compared as such and first."""
    found = re.findall(r"\d+|[^\d]+", id)
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in found]


def cited(rule: Rule, sources: Mapping[str, Source]) -> Text:
    """Returns the article with the name of its source."""
    source, where = sources[rule.source], article(rule.article)
    return Text(f"《{source.zh}》{where.zh}", f"{source.en}, {where.en}")


def origin(rule: Rule) -> str:
    """Returns where the rule stands in this project, as `file:line`."""
    return f"{rule.origin.module.replace('.', '/')}.py:{rule.origin.line}"


def rule_rows(rule: Rule, sources: Mapping[str, Source], lang: Lang) -> Iterator[Row]:
    """Yields one rule: what it says, its formula, the readings it may ask, where it stands."""
    modality = MODALITIES[rule.modality]
    yield row((rule.id, BOLD), f"  {cited(rule, sources).of(lang)} · {modality.of(lang)}")
    for statement in (rule.zh, rule.en) if lang is Lang.ZH else (rule.en, rule.zh):
        yield row(f"  {statement}")
    yield row("")
    yield from _formula_rows(rule, lang)
    asked = readings_of(rule)
    if asked:
        yield row("")
        yield row((Text("  读法", "  readings").of(lang), BOLD))
        for id in asked:
            yield from reading_rows(reading(id), lang, indent=4)
    for limit in (open_limit_of(id) for id in limits_of(rule)):
        yield row("")
        yield from limit_rows(limit, lang)
    yield row("")
    yield row((f"  {origin(rule)}  {rule.origin.function}", DIM))


def _formula_rows(rule: Rule, lang: Lang) -> Iterator[Row]:
    for depth, text in formula_lines(rule):
        yield row((f"  {'  ' * depth}{text.of(lang)}", PLAIN))


def formula_lines(rule: Rule) -> Iterator[tuple[int, Text]]:
    """Yields the formula in words, line by line with its depth: triggers, conditions, demand,
    exceptions, who is bound."""
    for var in rule.triggers:
        what = kinds(var.kinds)
        yield 0, Text(f"遇有 {var.name}：{what.zh}", f"for every {var.name}: {what.en}")
    guard = outline_of(rule.guard)
    parts = guard.items if isinstance(guard, Listed) and guard.every else (guard,)
    for part in parts:
        yield from _outlined(part, Text("条件 ", "when "))
    yield from _outlined(demand_outline(rule.demand), Text("", ""))
    for excuse in rule.excuses:
        yield from _outlined(excuse_outline(excuse), Text("", ""))
    yield from _outlined(Line(bearer_text(rule.bearer)), Text("由 ", "bound: "))


def _outlined(outline: Outline, before: Text) -> Iterator[tuple[int, Text]]:
    lead = before
    for depth, text in lines(outline):
        yield depth, lead + Text(_spaced(text.zh), _spaced(text.en))
        lead = Text("", "")


def _spaced(text: str) -> str:
    """Returns the text with a space between Chinese and Latin letters."""
    return _SEAM.sub(" ", text)


def reading_rows(asked: type[Reading], lang: Lang, indent: int = 0) -> Iterator[Row]:
    """Yields one question of interpretation with its values, their grade and source."""
    pad = " " * indent
    question = Text(asked.question_zh, asked.question_en).of(lang)
    yield row(pad, (asked.id, BOLD), f"  {question}")
    for value in asked:
        about = value.about
        said = Text(about.zh, about.en).of(lang)
        grade = GRADES[about.grade].of(lang)
        source = Text(about.source_zh or about.source, about.source).of(lang)
        yield row(f"{pad}  {value.word} = {said}  [{grade}]  ", (source, DIM))


def limit_rows(limit: OpenLimit, lang: Lang) -> Iterator[Row]:
    """Yields one open-textured limit: the words, the numbers they may mean, the proposal."""
    words = Text(f"“{limit.zh}”，条文未定日数", f"“{limit.en}”, without a number in the text")
    yield row("  ", (limit.id, BOLD), f"  {words.of(lang)}")
    said = Text(
        f"可取 {limit.admissible} 日；建议值 {limit.stipulated} 日（非法律规定）",
        f"{limit.admissible} days; proposed {limit.stipulated} (not law)",
    )
    yield row(f"    {said.of(lang)}  ", (authority(limit).of(lang), DIM))


def list_rows(rules: Iterable[Rule], sources: Mapping[str, Source], lang: Lang) -> Iterator[Row]:
    """Yields one line per rule under the name of its source."""
    before = ""
    chosen = in_article_order(rules)
    width = max((len(r.id) for r in chosen), default=0)
    for rule in chosen:
        if rule.source != before:
            source = sources[rule.source]
            yield row((f"{source.id}  {Text(source.zh, source.en).of(lang)}", BOLD))
            before = rule.source
        statement = Text(rule.zh, rule.en).of(lang)
        yield row(f"  {rule.id:<{width}}  {article(rule.article).of(lang)}  ", (statement, DIM))
