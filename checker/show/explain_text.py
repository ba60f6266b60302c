"""Explanations as text: the verdict, how the days were counted, the clauses, the facts, who, why
not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from checker.show.cell_words import fact
from checker.show.clause_text import Said, structure_lines
from checker.show.explain_words import TIMING_ONLY, dated_text, timing_lines, why_not_lines
from checker.show.glossary import MODALITIES, OUTCOMES, VERDICTS
from checker.show.lang import Lang, Text, joined, same
from checker.show.law import cited
from checker.show.paint import BLUE, BOLD, DIM, GREEN, RED, YELLOW, Row, Style, row, wrapped
from checker.show.people import bound_by, event_label
from checker.show.sentences import FACTS_USED, Told, notes
from checker.show.text import verdict_style
from checker.tasks.clauses import Structure
from checker.tasks.explain import Answer, Explanation, NotEngaged, Unsaid, WhyNot
from checker.tasks.findings import Finding
from model.logic.rule import Rule, Source

_WIDEST: Final = 94
_SIGNS: Final[Mapping[bool | None, tuple[str, Style]]] = {
    True: ("✓", GREEN),
    False: ("✗", RED),
    None: ("?", YELLOW),
}


def explanation_rows(
    found: Answer, told: Told, sources: Mapping[str, Source], lang: Lang
) -> Iterator[Row]:
    """Yields one instance explained."""
    match found:
        case Explanation():
            yield from _head(found.finding, told, sources, lang)
            yield from _body(found, told, lang)
        case NotEngaged(rule, events, structure, why):
            yield from _not_engaged(rule, events, told, sources, lang)
            yield from _clause_rows(structure, told, lang, guard_only=True)
            yield from _why_not_rows(why, told, lang)
        case Unsaid(finding):
            yield from _head(finding, told, sources, lang)
            for note in notes(finding, told):
                yield from _paragraph(note.text, lang)
    yield row("")


def _head(finding: Finding, told: Told, sources: Mapping[str, Source], lang: Lang) -> Iterator[Row]:
    sign, word = VERDICTS[finding.verdict]
    rule = finding.rule
    who = bound_by(finding, told.history).of(lang)
    law = f"{cited(rule, sources).of(lang)} · {MODALITIES[rule.modality].of(lang)} · {who}"
    yield row((f"{sign} {word.of(lang)} {rule.id}", verdict_style(finding.verdict)), f"  {law}")
    yield from _stated(rule, [event_label(e) for e in finding.events], lang)


def _stated(rule: Rule, events: Iterable[Text], lang: Lang) -> Iterator[Row]:
    for line in wrapped(Text(rule.zh, rule.en).of(lang), _WIDEST):
        yield row((f"  {line}", DIM))
    about = joined(events, Text("、", ", "))
    yield row((Text(f"  所判：{about.zh}", f"  judged of: {about.en}").of(lang), DIM))


def _not_engaged(
    rule: Rule,
    events: tuple[str, ...],
    told: Told,
    sources: Mapping[str, Source],
    lang: Lang,
) -> Iterator[Row]:
    law = f"{cited(rule, sources).of(lang)} · {MODALITIES[rule.modality].of(lang)}"
    word = Text("不适用", "not engaged").of(lang)
    yield row((f"∅ {word} {rule.id}", DIM), f"  {law}")
    yield from _stated(rule, [event_label(told.history.by_id[id]) for id in events], lang)


def _body(found: Explanation, told: Told, lang: Lang) -> Iterator[Row]:
    for note in notes(found.finding, told):
        if note.label != FACTS_USED:
            yield _heading(note.label, lang)
            yield from _paragraph(note.text, lang)
    yield _heading(Text("日期", "days"), lang)
    for one in found.chain:
        yield from _paragraph(dated_text(one, told), lang)
    yield from _clause_rows(found.structure, told, lang)
    yield from _core_rows(found, told, lang)
    if found.timing is not None:
        title = Text(f"何机关之用时（{TIMING_ONLY.zh}）", f"whose time ({TIMING_ONLY.en})")
        yield _heading(title, lang)
        for text in timing_lines(found.timing, told):
            yield from _paragraph(text, lang)
    yield from _why_not_rows(found.why_not, told, lang)


def _core_rows(found: Explanation, told: Told, lang: Lang) -> Iterator[Row]:
    if found.core is None:
        yield _heading(Text("依据：未能求出最小的一组", "facts: no smallest set was found"), lang)
        return
    facts = found.core.facts
    title = Text(
        f"依据：{len(facts)} 项，缺一不可", f"facts: {len(facts)}, none of which can be left out"
    )
    yield _heading(title, lang)
    for name, value in facts:
        yield from _paragraph(fact(name, value, told.history), lang, same("- "))


def _why_not_rows(why: WhyNot | None, told: Told, lang: Lang) -> Iterator[Row]:
    if why is None:
        return
    wanted = OUTCOMES[why.wanted]
    yield _heading(Text(f"为何不是“{wanted.zh}”", f"why not {wanted.en}"), lang)
    for text in why_not_lines(why, told):
        yield from _paragraph(text, lang, same("- "))


# ---- clauses -------------------------------------------------------------------------------------


def _clause_rows(
    structure: Structure, told: Told, lang: Lang, *, guard_only: bool = False
) -> Iterator[Row]:
    parts = list(structure_lines(structure, told.history))
    for head, lines in parts[:1] if guard_only else parts:
        yield _heading(head, lang)
        for said in lines:
            yield from _clause(said, lang)


def _clause(said: Said, lang: Lang) -> Iterator[Row]:
    sign, style = _SIGNS[said.truth]
    pad = "  " * said.depth
    first, *more = wrapped(said.text.of(lang), _WIDEST - 2 * said.depth)
    yield row(f"    {pad}", (sign, style), f" {first}")
    yield from (row(f"      {pad}{line}") for line in more)


def _heading(title: Text, lang: Lang) -> Row:
    return row(("  = ", BLUE), (title.of(lang), BOLD))


def _paragraph(text: Text, lang: Lang, lead: Text | None = None) -> Iterator[Row]:
    before = lead.of(lang) if lead else ""
    first, *more = wrapped(text.of(lang), _WIDEST - len(before))
    yield row(f"    {before}{first}")
    yield from (row(f"    {' ' * len(before)}{line}") for line in more)
